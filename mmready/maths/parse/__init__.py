"""Text → tree: one language for learners and authors, read by our own parser.

A learner types ``2x``, ``3(x+1)``, ``sin^2 x``, ``e^x``, ``√2``, ``|x|``, ``5C2``, ``(1, 2]``, ``[[1,2],[3,4]]`` or
LaTeX; an author also ``diff(f, x)``, ``integrate(f, x, a, b)``, ``det(A)``, ``v[1]``. Nothing typed is ever executed.
"""

from mmready.maths.parse.reader import parse

__all__ = ["parse"]
