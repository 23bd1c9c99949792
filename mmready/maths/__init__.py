"""Mathematics without ``eval``: text → tree → numbers, LaTeX, speech; and whether two trees mean the same.

1. ``parse`` reads text into a tree (``tree``), under the house rules (``Rules``).
2. ``number_of`` gives a number, ``exact`` a fraction, ``evaluate`` values with error bounds, ``derivative`` a
   derivative (each in the module of its name), ``spread`` the entries of arrays.
3. ``compare`` and ``same`` compare expressions, ``compare_relations`` equations and inequalities, ``compare_regions``
   intervals, ``same_set`` finite sets; ``families`` knows what is right up to a constant or a factor.
4. ``latex``, ``plain`` and ``spoken`` show a tree.
"""

from mmready.maths.arrays import spread
from mmready.maths.display import latex, latex_name, plain
from mmready.maths.equivalence import Verdict, compare, same
from mmready.maths.evaluate import number_of
from mmready.maths.parse import parse
from mmready.maths.regions import compare_regions, same_set
from mmready.maths.relations import compare_relations
from mmready.maths.rules import DEFAULT, Rules
from mmready.maths.setting import Setting
from mmready.maths.speech import spoken

__all__ = [
    "DEFAULT",
    "Rules",
    "Setting",
    "Verdict",
    "compare",
    "compare_regions",
    "compare_relations",
    "latex",
    "latex_name",
    "number_of",
    "parse",
    "plain",
    "same",
    "same_set",
    "spoken",
    "spread",
]
