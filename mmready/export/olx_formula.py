"""A formula in the language of edX's calculator, and the box of numbers in which it is compared there."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from mmready.domain.variant import Domain
from mmready.export.fields import FormulaField, decimal, node_of
from mmready.export.shape import Unfit
from mmready.maths.evaluate import CannotEvaluateError, evaluate
from mmready.maths.exact import UndefinedError
from mmready.maths.tree import Binary, Call, Constant, Name, Negation, Node, Number, Postfix

__all__ = ["edx_formula", "edx_samples"]

SAME_NAMES = frozenset("sin cos tan sec csc cot sinh cosh tanh sech csch coth sqrt exp ln log10 log2 abs".split())
OTHER_NAMES = {
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "asinh": "arcsinh", "acosh": "arccosh", "atanh": "arctanh",
    "factorial": "factorial",
}  # fmt: skip
TAKEN = frozenset({"i", "j", "e", "pi"})  # names that edX's calculator keeps for constants
BOXES = ((-2.0, 2.0), (0.25, 2.0), (1.5, 4.0), (0.1, 0.9))
POINTS = 10
STEPS = 7


def edx_formula(node: Node) -> str:
    """The formula as edX reads it, every product with its sign. Raises Unfit for what edX cannot evaluate."""
    match node:
        case Number(value):
            return _number(value)
        case Constant("e" | "pi"):
            return node.name
        case Name(name):
            return name
        case Negation(body):
            return f"(-{edx_formula(body)})"
        case Postfix("!", body):
            return f"factorial({edx_formula(body)})"
        case Binary(operator, left, right):
            return f"({edx_formula(left)}{operator}{edx_formula(right)})"
        case Call(function, (argument,)) if function in SAME_NAMES or function in OTHER_NAMES:
            return f"{OTHER_NAMES.get(function, function)}({edx_formula(argument)})"
        case Call("root", (body, degree)):
            return f"({edx_formula(body)}^(1/{edx_formula(degree)}))"
        case Call("log", (body, base)):
            return f"(ln({edx_formula(body)})/ln({edx_formula(base)}))"
    raise Unfit("its formula uses what edX's calculator does not know (cases, special functions, several parts)")


def _number(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    shown = decimal(float(value))
    return shown if Fraction(shown) == value else f"({value.numerator}/{value.denominator})"


def edx_samples(field: FormulaField) -> tuple[str, str]:
    """The formula, and ``x,y@0,1:2,3#10``: names, lower and upper ends, number of points. Raises Unfit without them."""
    node = node_of(field.answer)
    if node is None:
        raise Unfit("its formula cannot be taken over to edX")
    formula = edx_formula(node)
    domains = dict(field.variables)
    if not domains:
        raise Unfit("its formula has no declared variables, so edX would not know where to compare it")
    if any(name in TAKEN or not name.isascii() or "_" in name[:1] for name in domains):
        raise Unfit("one of its variables has a name that edX's calculator keeps for a constant")
    for box in BOXES:
        ends = {name: _ends(domain, box) for name, domain in domains.items()}
        if _defined(node, ends):
            lows, highs = (",".join(decimal(each[side]) for each in ends.values()) for side in (0, 1))
            return formula, f"{','.join(ends)}@{lows}:{highs}#{POINTS}"
    raise Unfit("no box of numbers was found on which its formula has values everywhere")


def _ends(domain: Domain, box: tuple[float, float]) -> tuple[float, float]:
    if isinstance(domain, tuple):
        width = domain[1] - domain[0]
        return domain[0] + 0.05 * width, domain[1] - 0.05 * width
    if domain == "complex":
        raise Unfit("its variables are complex, and edX draws real numbers")
    return (max(box[0], 0.25), box[1]) if domain in ("positive", "integer") else box


def _defined(node: Node, ends: dict[str, tuple[float, float]]) -> bool:
    """Whether the formula has a real value at every point of a grid over the box."""
    axes = np.meshgrid(*(np.linspace(low, high, STEPS if len(ends) < 4 else 3) for low, high in ends.values()))
    try:
        found = evaluate(node, {name: axis.ravel() for name, axis in zip(ends, axes, strict=True)})
    except (CannotEvaluateError, UndefinedError):
        return False
    return bool(np.all(np.isfinite(found.value)) and np.all(np.isreal(found.value)))
