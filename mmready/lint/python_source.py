"""A tree as Python source for the child process, with numpy's functions; nothing of it runs here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from mmready.maths.tree import (
    Binary,
    Call,
    Comparison,
    Constant,
    Index,
    Logic,
    Matrix,
    Name,
    Negation,
    Node,
    Number,
    Piecewise,
    Postfix,
    Vector,
)

__all__ = ["function_source", "python_source"]

_NUMPY = {
    **{name: name for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "sqrt", "cbrt", "abs", "sign")},
    **{name: name for name in ("floor", "ceil", "round", "log2", "log10", "mod", "conj", "gcd", "lcm")},
    **{"a" + name: "arc" + name for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "tan2")},
    **{"ln": "log", "re": "real", "im": "imag", "arg": "angle"},
}
_SCIPY = {
    "factorial": "factorial",
    "binomial": "binom",
    "permutations": "perm",
    "Gamma": "gamma",
    "erf": "erf",
    "Phi": "ndtr",
}
# the function whose reciprocal each of these is, also for the inverses: asec x = arccos(1/x)
_RECIPROCAL = {"sec": "cos", "csc": "sin", "cot": "tan", "sech": "cosh", "csch": "sinh", "coth": "tanh"}
_CONSTANTS = {"e": "np.e", "pi": "np.pi", "i": "1j", "inf": "np.inf"}
_OPERATORS = {"+": "+", "-": "-", "*": "*", "/": "/", "^": "**"}
_RELATIONS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def function_source(name: str, arguments: Sequence[str], body: Node) -> str:
    """The source of a function with this body. Raises ValueError for what has no form in Python.

    >>> from mmready.maths.parse import parse
    >>> print(function_source("f", ["x"], parse("x^2 + 1/3")))
    def f(x):
        import numpy as np
        import scipy.special
        return ((x ** 2) + (1 / 3))
    """
    imports = "    import numpy as np\n    import scipy.special\n"
    return f"def {name}({', '.join(arguments)}):\n{imports}    return {python_source(body)}"


def python_source(node: Node) -> str:
    """The tree as a Python expression in ``np`` and ``scipy.special``; every part stands in brackets."""
    match node:
        case Number(value):
            return _fraction(value)
        case Name(name):
            return name
        case Constant(name):
            return _CONSTANTS[name]
        case Call(function, arguments):
            return _call(function, [python_source(part) for part in arguments])
        case Comparison(operators, operands):
            return _comparison(operators, [python_source(part) for part in operands])
        case Logic("not", (operand,)):
            return f"np.logical_not({python_source(operand)})"
        case Logic(operator, operands):
            return _joined(f"np.logical_{operator}", [python_source(part) for part in operands])
        case Piecewise(pieces, otherwise):
            return _piecewise(pieces, otherwise)
        case Negation() | Binary() | Postfix():
            return _arithmetic(node)
    return _array(node)


def _arithmetic(node: Node) -> str:
    match node:
        case Negation(body):
            return f"(-{python_source(body)})"
        case Binary("^", Constant("e"), exponent):
            return f"np.exp({python_source(exponent)})"
        case Binary(operator, left, right):
            return f"({python_source(left)} {_OPERATORS[operator]} {python_source(right)})"
        case Postfix("!", body):
            return f"scipy.special.factorial({python_source(body)})"
        case Postfix("%", body):
            return f"({python_source(body)} / 100)"
        case Postfix("T", body):
            return f"{python_source(body)}.T"
    raise _no_form(type(node).__name__.lower())


def _array(node: Node) -> str:
    match node:
        case Vector(items):
            return f"np.array([{', '.join(map(python_source, items))}])"
        case Matrix(rows):
            inside = (f"[{', '.join(map(python_source, row))}]" for row in rows)
            return f"np.array([{', '.join(inside)}])"
        case Index(body, indices):
            places = ", ".join(f"int({python_source(index)}) - 1" for index in indices)
            return f"{python_source(body)}[{places}]"
    raise _no_form(type(node).__name__.lower())


def _no_form(what: str) -> ValueError:
    return ValueError(f"{what} has no form in Python")


def _piecewise(pieces: Sequence[tuple[Node, Node]], otherwise: Node | None) -> str:
    source = "np.nan" if otherwise is None else python_source(otherwise)
    for value, condition in reversed(pieces):
        source = f"np.where({python_source(condition)}, {python_source(value)}, {source})"
    return f"{source}[()]"  # a number again where all parts are numbers


def _fraction(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"({value.numerator} / {value.denominator})"


def _joined(function: str, parts: Sequence[str]) -> str:
    source = parts[0]
    for part in parts[1:]:
        source = f"{function}({source}, {part})"
    return source


def _comparison(operators: Sequence[str], parts: Sequence[str]) -> str:
    pairs = zip(parts, operators, parts[1:], strict=False)
    return _joined("np.logical_and", [f"({left} {_RELATIONS[operator]} {right})" for left, operator, right in pairs])


def _call(function: str, parts: list[str]) -> str:
    inverse = function.removeprefix("a")
    if function in _RECIPROCAL:
        return f"(1 / np.{_RECIPROCAL[function]}({parts[0]}))"
    if function != inverse and inverse in _RECIPROCAL:
        return f"np.arc{_RECIPROCAL[inverse]}(1 / {parts[0]})"
    if function in _SCIPY:
        return f"scipy.special.{_SCIPY[function]}({', '.join(parts)})"
    if function in ("gcd", "lcm"):
        return f"np.{function}.reduce([{', '.join(parts)}])"
    if function in _NUMPY:
        return f"np.{_NUMPY[function]}({', '.join(parts)})"
    special = _SPECIAL.get(function)
    if special is None:
        raise _no_form(f"{function}(…)")
    return special(parts)


_SPECIAL: dict[str, Callable[[list[str]], str]] = {
    "log": lambda parts: f"(np.log({parts[0]}) / np.log({parts[1]}))",
    "root": lambda parts: f"({parts[0]} ** (1 / {parts[1]}))",
    "min": lambda parts: _joined("np.minimum", parts),
    "max": lambda parts: _joined("np.maximum", parts),
    "transpose": lambda parts: f"{parts[0]}.T",
    "det": lambda parts: f"np.linalg.det({parts[0]})",
    "inverse": lambda parts: f"np.linalg.inv({parts[0]})",
    "trace": lambda parts: f"np.trace({parts[0]})",
    "norm": lambda parts: f"np.linalg.norm({parts[0]})",
    "dot": lambda parts: f"np.dot({parts[0]}, {parts[1]})",
    "cross": lambda parts: f"np.cross({parts[0]}, {parts[1]})",
}
