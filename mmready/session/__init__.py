"""A sitting: the only place where the steps of the flow meet."""

from typing import TYPE_CHECKING

from mmready.lazy import exports

if TYPE_CHECKING:
    from mmready.session.opening import openings
    from mmready.session.pace import MINUTES
    from mmready.session.practice import Practice, resume_practice
    from mmready.session.saved import checks, earlier_check, is_practice, practices
    from mmready.session.seeds import seed_of
    from mmready.session.sitting import MOST_FOLLOW_UP, SURE, Sitting, resume
    from mmready.session.state import LENGTHS, Setting, State
    from mmready.session.steps import begin, replay, step

__all__ = [
    "LENGTHS",
    "MINUTES",
    "MOST_FOLLOW_UP",
    "SURE",
    "Practice",
    "Setting",
    "Sitting",
    "State",
    "begin",
    "checks",
    "earlier_check",
    "is_practice",
    "openings",
    "practices",
    "replay",
    "resume",
    "resume_practice",
    "seed_of",
    "step",
]

exports(
    __name__,
    {
        "opening": "openings",
        "pace": "MINUTES",
        "practice": "Practice resume_practice",
        "saved": "checks earlier_check is_practice practices",
        "seeds": "seed_of",
        "sitting": "MOST_FOLLOW_UP SURE Sitting resume",
        "state": "LENGTHS Setting State",
        "steps": "begin replay step",
    },
)
