"""4. Evidence → belief about every skill; what to ask next; when to stop.

``Model`` works on plain arrays and can be driven with any bank. ``for_bank`` builds it from a ``Bank`` and some
courses; ``estimate`` says what a belief means for them, ``expected_more`` how many questions are still to come.
"""

from typing import TYPE_CHECKING

from mmready.lazy import exports

if TYPE_CHECKING:
    from mmready.measuring.belief import Belief
    from mmready.measuring.estimating import estimate, expected_more
    from mmready.measuring.for_bank import BankModel, for_bank
    from mmready.measuring.model import Model
    from mmready.measuring.starting import start_of

__all__ = ["BankModel", "Belief", "Model", "estimate", "expected_more", "for_bank", "start_of"]

exports(
    __name__,
    {
        "belief": "Belief",
        "estimating": "estimate expected_more",
        "for_bank": "BankModel for_bank",
        "model": "Model",
        "starting": "start_of",
    },
)
