"""A tree worked out exactly by SymPy: derivatives, integrals, sums, roots, matrices, functions of variables.

Only drawing beyond the prepared variants comes here. Vectors are columns. What an author did wrong is a ValueError
that says what was expected.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sympy

from mmready.maths import tree
from mmready.maths.functions import FUNCTIONS
from mmready.maths.tree import Node
from mmready.sampling.rational import NoValue

__all__ = ["FunctionOf", "Phi", "Scope", "evaluate", "symbol"]


@dataclass(frozen=True, slots=True)
class FunctionOf:
    """A defined expression that holds variables: ``f(2)`` puts 2 in for the first of them."""

    variables: tuple[Any, ...]
    body: Any


Scope = Mapping[str, Any]


class Phi(sympy.Function):  # type: ignore[misc]  # SymPy has no types
    """The standard normal distribution function."""

    nargs = 1

    @classmethod
    def eval(cls, x: Any) -> Any:
        return sympy.Rational(1, 2) if x.is_zero else None

    def fdiff(self, argindex: int = 1) -> Any:
        return sympy.exp(-(self.args[0] ** 2) / 2) / sympy.sqrt(2 * sympy.pi)

    def _eval_evalf(self, prec: int) -> Any:
        return ((1 + sympy.erf(self.args[0] / sympy.sqrt(2))) / 2)._eval_evalf(prec)


def symbol(name: str, domain: str = "real") -> Any:
    """The SymPy symbol of a variable; ``domain`` is real, positive, integer or complex."""
    if domain == "complex":
        return sympy.Symbol(name)
    return sympy.Symbol(name, **{"real": True, domain: True})


def evaluate(node: Node, scope: Scope) -> Any:
    """The worth of a tree: a SymPy expression, a SymPy matrix (vectors are columns), or a condition.

    ``scope`` says what each name is. Raises ValueError for an unknown name or what cannot be worked out.
    """
    match node:
        case tree.Number(value):
            return sympy.Rational(value.numerator, value.denominator)
        case tree.Constant(name):
            return CONSTANTS[name]
        case tree.Name(name):
            return _named(name, scope)
        case tree.Negation(body):
            return -evaluate(body, scope)
        case tree.Binary(operator, left, right):
            return _combined(operator, evaluate(left, scope), evaluate(right, scope))
        case tree.Call():
            return _called(node, scope)
        case tree.Postfix(operator, body):
            return POSTFIXES[operator](evaluate(body, scope))
        case tree.Comparison(operators, operands):
            return _compared(operators, [evaluate(operand, scope) for operand in operands])
        case tree.Logic(operator, operands):
            return LOGIC[operator](*(_condition(evaluate(operand, scope)) for operand in operands))
        case tree.Vector(items):
            return _vector([evaluate(item, scope) for item in items])
        case tree.Matrix(rows):
            return sympy.Matrix([[evaluate(item, scope) for item in row] for row in rows])
        case tree.Index(body, indices):
            return _entry(evaluate(body, scope), [evaluate(index, scope) for index in indices])
        case tree.Piecewise(pieces, otherwise):
            return _piecewise(pieces, otherwise, scope)
    raise ValueError(f"expected an expression, got {type(node).__name__.lower()}")


def _named(name: str, scope: Scope) -> Any:
    if name not in scope:
        raise ValueError(f"unknown name {name!r}; known are {', '.join(scope) or 'none'}")
    found = scope[name]
    if isinstance(found, str):
        raise ValueError(f"{name!r} is the text {found!r}, where a number was expected")
    return found.body if isinstance(found, FunctionOf) else found


def _is_matrix(value: Any) -> bool:
    return isinstance(value, sympy.MatrixBase)


def _combined(operator: str, left: Any, right: Any) -> Any:
    try:
        if operator == "+":
            return left + right
        if operator == "-":
            return left - right
        if operator == "*":
            return left * right
        if operator == "/":
            return _quotient(left, right)
        return _power(left, right)
    except sympy.matrices.exceptions.NonInvertibleMatrixError:
        raise NoValue("the inverse of a matrix with determinant 0") from None
    except (TypeError, sympy.ShapeError) as error:
        sizes = " and ".join(str(value.shape) if _is_matrix(value) else "a number" for value in (left, right))
        raise ValueError(f"{operator!r} does not go with {sizes}: {error}") from None


def _quotient(left: Any, right: Any) -> Any:
    if _is_matrix(right):
        raise ValueError("dividing by a vector or matrix has no meaning; use inverse(A)")
    if right.is_zero:
        raise NoValue("a division by zero; leave such draws out by 'require'")
    return left / right


def _power(base: Any, exponent: Any) -> Any:
    if not _is_matrix(base) and base.is_negative and exponent.is_Rational and not exponent.is_Integer:
        if exponent.q % 2 == 0:
            raise NoValue(f"a root of the negative number {base}")
        return (-1) ** exponent.p * (-base) ** exponent  # the real root
    if not _is_matrix(base) and base.is_zero and exponent.is_negative:
        raise NoValue("a division by zero; leave such draws out by 'require'")
    return base**exponent


def _compared(operators: tuple[str, ...], values: list[Any]) -> Any:
    links = [_link(operator, left, right) for operator, left, right in zip(operators, values, values[1:], strict=False)]
    return links[0] if len(links) == 1 else sympy.And(*links)


def _link(operator: str, left: Any, right: Any) -> Any:
    if operator in ("=", "!="):
        same = _same(left, right)
        if operator == "=":
            return same
        return sympy.Not(same)
    make = {"<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge}[operator]
    try:
        return make(left, right)
    except TypeError as error:
        raise ValueError(f"{left} and {right} cannot be put in order: {error}") from None


def _same(left: Any, right: Any) -> Any:
    if _is_matrix(left) or _is_matrix(right):
        alike = _is_matrix(left) and _is_matrix(right) and left.shape == right.shape
        return sympy.true if alike and sympy.simplify(left - right).is_zero_matrix else sympy.false
    found = sympy.Eq(left, right)
    if found in (sympy.true, sympy.false) or found.free_symbols:
        return found
    return sympy.true if sympy.simplify(left - right) == 0 else sympy.false


def _condition(value: Any) -> Any:
    if value in (True, False) or isinstance(value, sympy.logic.boolalg.Boolean):
        return value
    raise ValueError(f"expected a condition, got {value}")


def _vector(items: list[Any]) -> Any:
    if any(_is_matrix(item) for item in items):
        return sympy.Matrix([list(item) for item in items])
    return sympy.Matrix(items)


def _entry(body: Any, indices: list[Any]) -> Any:
    if not _is_matrix(body):
        raise ValueError("expected a vector or matrix before [ ]")
    places = []
    for index in indices:
        if not index.is_Integer or index < 1:
            raise ValueError(f"entries count 1, 2, …; got {index}")
        places.append(int(index) - 1)
    try:
        if len(places) == 1 and 1 in body.shape:
            return body[places[0]]
        if len(places) == 2:
            return body[places[0], places[1]]
    except IndexError:
        raise ValueError(f"there is no entry {[int(index) for index in indices]} in size {body.shape}") from None
    raise ValueError("a vector has one index, a matrix two: v[1], A[1, 2]")


def _piecewise(pieces: tuple[tuple[Node, Node], ...], otherwise: Node | None, scope: Scope) -> Any:
    pairs = [(evaluate(value, scope), _condition(evaluate(condition, scope))) for value, condition in pieces]
    if otherwise is not None:
        pairs.append((evaluate(otherwise, scope), True))
    return sympy.Piecewise(*pairs)


def _called(node: tree.Call, scope: Scope) -> Any:
    name, arguments = node.function, node.arguments
    own = scope.get(name)
    if isinstance(own, FunctionOf):
        return _applied(name, own, [evaluate(argument, scope) for argument in arguments])
    if name in BINDERS:
        return BINDERS[name](arguments, scope)
    if name not in CALLS:
        raise ValueError(f"the function {name!r} cannot be worked out exactly")
    try:
        return CALLS[name](*(evaluate(argument, scope) for argument in arguments))
    except sympy.matrices.exceptions.NonInvertibleMatrixError:
        raise NoValue("the inverse of a matrix with determinant 0") from None
    except (TypeError, AttributeError, sympy.ShapeError, sympy.matrices.exceptions.NonSquareMatrixError) as error:
        raise ValueError(f"{name}(…) does not go with these arguments: {error}") from None


def _applied(name: str, function: FunctionOf, values: list[Any]) -> Any:
    if len(values) != len(function.variables):
        wanted = ", ".join(str(variable) for variable in function.variables)
        raise ValueError(f"{name} is a function of {wanted}; got {len(values)} arguments")
    return function.body.subs(dict(zip(function.variables, values, strict=True)), simultaneous=True)


def _bound(name: Node, scope: Scope) -> tuple[Any, Scope]:
    """The symbol of a bound variable (``k`` of a sum), and the scope inside."""
    if not isinstance(name, tree.Name):
        raise ValueError("expected the name of a variable as the second argument")
    known = scope.get(name.name)
    variable = known if isinstance(known, sympy.Symbol) else symbol(name.name)
    return variable, ChainMap({name.name: variable}, scope)  # type: ignore[arg-type]  # the outer scope is only read


def _diff(arguments: tuple[Node, ...], scope: Scope) -> Any:
    variable, inside = _bound(arguments[1], scope)
    times = int(evaluate(arguments[2], scope)) if len(arguments) == 3 else 1
    return evaluate(arguments[0], inside).diff(variable, times)


def _limits(arguments: tuple[Node, ...]) -> tuple[Node, ...]:
    """``f, (x, a, b)`` is taken for ``f, x, a, b``."""
    if len(arguments) == 2 and isinstance(arguments[1], tree.Vector):
        return (arguments[0], *arguments[1].items)
    return arguments


def _integrate(arguments: tuple[Node, ...], scope: Scope) -> Any:
    arguments = _limits(arguments)
    variable, inside = _bound(arguments[1], scope)
    body = evaluate(arguments[0], inside)
    if len(arguments) == 2:
        return _closed(sympy.integrate(body, variable), "integral")
    low, high = (evaluate(end, scope) for end in arguments[2:4])
    if body.is_polynomial(variable) and low.is_finite and high.is_finite:
        whole = sympy.integrate(body, variable)
        return (whole.subs(variable, high) - whole.subs(variable, low)).expand()
    return _closed(sympy.integrate(body, (variable, low, high)), "integral")


def _sum(arguments: tuple[Node, ...], scope: Scope) -> Any:
    return _closed(_over_range(arguments, scope, sympy.summation), "sum")


def _product(arguments: tuple[Node, ...], scope: Scope) -> Any:
    return _closed(_over_range(arguments, scope, sympy.product), "product")


def _over_range(arguments: tuple[Node, ...], scope: Scope, total: Callable[..., Any]) -> Any:
    arguments = _limits(arguments)
    known = arguments[1]
    if not isinstance(known, tree.Name):
        raise ValueError("expected the name of a variable as the second argument")
    variable = sympy.Symbol(known.name, integer=True)
    body = evaluate(arguments[0], ChainMap({known.name: variable}, scope))  # type: ignore[arg-type]
    low, high = (evaluate(end, scope) for end in arguments[2:4])
    return sympy.simplify(total(body, (variable, low, high)))


def _limit(arguments: tuple[Node, ...], scope: Scope) -> Any:
    variable, inside = _bound(arguments[1], scope)
    return _closed(sympy.limit(evaluate(arguments[0], inside), variable, evaluate(arguments[2], scope)), "limit")


def _closed(value: Any, what: str) -> Any:
    if value.has(sympy.Integral, sympy.Sum, sympy.Product, sympy.Limit, sympy.AccumBounds, sympy.nan, sympy.zoo):
        raise ValueError(f"no closed form was found for this {what}: {value}")
    return value


def _diag(*entries: Any) -> Any:
    values = list(entries[0]) if len(entries) == 1 and _is_matrix(entries[0]) else entries
    return sympy.diag(*values)


def _double_factorial(value: Any) -> Any:
    return sympy.factorial2(value)


def _transposed(value: Any) -> Any:
    if not _is_matrix(value):
        raise ValueError(f"only a matrix or a vector can be transposed; got {value}")
    return value.T


# what SymPy calls by the same name but means or returns otherwise
NOT_THE_SAME = frozenset({"ln", "log", "root", "cbrt", "gcd", "lcm", "abs", "round", "min", "max"})
CONSTANTS = {"e": sympy.E, "pi": sympy.pi, "i": sympy.I, "inf": sympy.oo}
LOGIC: dict[str, Callable[..., Any]] = {"and": sympy.And, "or": sympy.Or, "not": sympy.Not}
POSTFIXES: dict[str, Callable[[Any], Any]] = {
    "!": sympy.factorial,
    "!!": _double_factorial,
    "%": lambda value: value / 100,
    "T": _transposed,
}
BINDERS: dict[str, Callable[[tuple[Node, ...], Scope], Any]] = {
    "diff": _diff,
    "integrate": _integrate,
    "sum": _sum,
    "product": _product,
    "limit": _limit,
}
SAME_NAME = tuple(
    name for name in FUNCTIONS if hasattr(sympy, name) and name not in NOT_THE_SAME and not FUNCTIONS[name].author
)
CALLS: dict[str, Callable[..., Any]] = {name: getattr(sympy, name) for name in SAME_NAME} | {
    "ln": sympy.log,
    "log": lambda value, base: sympy.log(value, base),
    "log10": lambda value: sympy.log(value, 10),
    "log2": lambda value: sympy.log(value, 2),
    "cbrt": lambda value: _power(value, sympy.Rational(1, 3)),
    "root": lambda value, degree: _power(value, 1 / degree),
    "abs": lambda value: value.norm() if _is_matrix(value) else sympy.Abs(value),
    "ceil": sympy.ceiling,
    "round": lambda value: sympy.floor(value + sympy.Rational(1, 2)),
    "min": sympy.Min,
    "max": sympy.Max,
    "gcd": lambda *values: sympy.Integer(sympy.igcd(*values)),
    "lcm": lambda *values: sympy.Integer(sympy.ilcm(*values)),
    "permutations": lambda n, k: sympy.factorial(n) / sympy.factorial(n - k),
    "Gamma": sympy.gamma,
    "Phi": Phi,
    "conj": sympy.conjugate,
    "mod": sympy.Mod,
    "det": lambda matrix: matrix.det(),
    "inverse": lambda matrix: matrix.inv(),
    "transpose": lambda matrix: matrix.T,
    "rank": lambda matrix: sympy.Integer(matrix.rank()),
    "trace": lambda matrix: matrix.trace(),
    "norm": lambda vector: sympy.sqrt(sum(entry**2 for entry in vector)),
    "dot": lambda one, other: one.dot(other),
    "cross": lambda one, other: one.cross(other),
    "diag": _diag,
    "identity": lambda size: sympy.eye(int(size)),
}
