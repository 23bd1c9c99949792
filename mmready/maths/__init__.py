"""Mathematics without ``eval``: text → tree → numbers, LaTeX, speech; and whether two trees mean the same.

``parse`` reads text, ``evaluate`` gives numbers, ``same`` compares, ``latex``, ``plain`` and ``spoken`` show.
"""

from mmready.maths.display import latex, latex_name, plain
from mmready.maths.parse import parse
from mmready.maths.rules import DEFAULT, Rules
from mmready.maths.speech import spoken

__all__ = ["DEFAULT", "Rules", "latex", "latex_name", "parse", "plain", "spoken"]
