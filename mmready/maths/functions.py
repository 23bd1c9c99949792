"""The functions that the language knows: their names, how many arguments they take, how they are shown and spoken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Function:
    """``least`` to ``most`` arguments (``most`` −1: any number); ``latex`` and ``spoken`` name it for people.

    ``author``: only in the authors' files. A learner who types ``det(…)`` has not worked it out yet.
    """

    name: str
    least: int
    most: int
    latex: str
    spoken: str
    author: bool = False


def _table(*rows: tuple[str, int, int, str, str], author: bool = False) -> dict[str, Function]:
    return {row[0]: Function(*row, author=author) for row in rows}


FUNCTIONS: dict[str, Function] = _table(
    ("sin", 1, 1, r"\sin", "sine"),
    ("cos", 1, 1, r"\cos", "cosine"),
    ("tan", 1, 1, r"\tan", "tangent"),
    ("sec", 1, 1, r"\sec", "secant"),
    ("csc", 1, 1, r"\csc", "cosecant"),
    ("cot", 1, 1, r"\cot", "cotangent"),
    ("asin", 1, 1, r"\arcsin", "arc sine"),
    ("acos", 1, 1, r"\arccos", "arc cosine"),
    ("atan", 1, 1, r"\arctan", "arc tangent"),
    ("asec", 1, 1, r"\operatorname{arcsec}", "arc secant"),
    ("acsc", 1, 1, r"\operatorname{arccsc}", "arc cosecant"),
    ("acot", 1, 1, r"\operatorname{arccot}", "arc cotangent"),
    ("sinh", 1, 1, r"\sinh", "hyperbolic sine"),
    ("cosh", 1, 1, r"\cosh", "hyperbolic cosine"),
    ("tanh", 1, 1, r"\tanh", "hyperbolic tangent"),
    ("sech", 1, 1, r"\operatorname{sech}", "hyperbolic secant"),
    ("csch", 1, 1, r"\operatorname{csch}", "hyperbolic cosecant"),
    ("coth", 1, 1, r"\coth", "hyperbolic cotangent"),
    ("asinh", 1, 1, r"\operatorname{arsinh}", "inverse hyperbolic sine"),
    ("acosh", 1, 1, r"\operatorname{arcosh}", "inverse hyperbolic cosine"),
    ("atanh", 1, 1, r"\operatorname{artanh}", "inverse hyperbolic tangent"),
    ("asech", 1, 1, r"\operatorname{arsech}", "inverse hyperbolic secant"),
    ("acsch", 1, 1, r"\operatorname{arcsch}", "inverse hyperbolic cosecant"),
    ("acoth", 1, 1, r"\operatorname{arcoth}", "inverse hyperbolic cotangent"),
    ("atan2", 2, 2, r"\operatorname{atan2}", "arc tangent of two arguments"),
    ("exp", 1, 1, r"\exp", "e to the power"),
    ("ln", 1, 1, r"\ln", "natural logarithm"),
    ("log", 2, 2, r"\log", "logarithm"),
    ("log10", 1, 1, r"\log_{10}", "logarithm base 10"),
    ("log2", 1, 1, r"\log_{2}", "logarithm base 2"),
    ("sqrt", 1, 1, r"\sqrt", "square root"),
    ("cbrt", 1, 1, r"\sqrt[3]", "cube root"),
    ("root", 2, 2, r"\sqrt", "root"),
    ("abs", 1, 1, r"\operatorname{abs}", "absolute value"),
    ("sign", 1, 1, r"\operatorname{sign}", "sign"),
    ("floor", 1, 1, r"\operatorname{floor}", "floor"),
    ("ceil", 1, 1, r"\operatorname{ceil}", "ceiling"),
    ("round", 1, 1, r"\operatorname{round}", "rounded value"),
    ("min", 1, -1, r"\min", "minimum"),
    ("max", 1, -1, r"\max", "maximum"),
    ("gcd", 1, -1, r"\gcd", "greatest common divisor"),
    ("lcm", 1, -1, r"\operatorname{lcm}", "least common multiple"),
    ("factorial", 1, 1, r"\operatorname{factorial}", "factorial"),
    ("binomial", 2, 2, r"\binom", "binomial coefficient"),
    ("permutations", 2, 2, r"\operatorname{nPr}", "permutations"),
    ("Gamma", 1, 1, r"\Gamma", "gamma function"),
    ("erf", 1, 1, r"\operatorname{erf}", "error function"),
    ("Phi", 1, 1, r"\Phi", "standard normal distribution function"),
    ("re", 1, 1, r"\operatorname{Re}", "real part"),
    ("im", 1, 1, r"\operatorname{Im}", "imaginary part"),
    ("conj", 1, 1, r"\overline", "conjugate"),
    ("arg", 1, 1, r"\arg", "argument"),
    ("mod", 2, 2, r"\bmod", "remainder"),
) | _table(
    ("det", 1, 1, r"\det", "determinant"),
    ("inverse", 1, 1, r"\operatorname{inverse}", "inverse"),
    ("transpose", 1, 1, r"\operatorname{transpose}", "transpose"),
    ("rank", 1, 1, r"\operatorname{rank}", "rank"),
    ("trace", 1, 1, r"\operatorname{tr}", "trace"),
    ("norm", 1, 1, r"\operatorname{norm}", "length"),
    ("dot", 2, 2, r"\operatorname{dot}", "dot product"),
    ("cross", 2, 2, r"\operatorname{cross}", "cross product"),
    ("diag", 1, -1, r"\operatorname{diag}", "diagonal matrix"),
    ("identity", 1, 1, r"I", "identity matrix of size"),
    ("diff", 2, 3, r"\operatorname{diff}", "derivative"),
    ("integrate", 2, 4, r"\operatorname{integrate}", "integral"),
    ("sum", 4, 4, r"\operatorname{sum}", "sum"),
    ("product", 4, 4, r"\operatorname{product}", "product"),
    ("limit", 3, 3, r"\lim", "limit"),
    author=True,
)

ALIASES: dict[str, str] = {
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arcsec": "asec", "arccsc": "acsc", "arccot": "acot",
    "cosec": "csc", "arccosec": "acsc", "acosec": "acsc", "ctg": "cot", "cotan": "cot", "tg": "tan", "arctg": "atan",
    "arcsinh": "asinh", "arccosh": "acosh", "arctanh": "atanh",
    "arcsech": "asech", "arccsch": "acsch", "arccoth": "acoth",
    "arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh", "arsech": "asech", "arcsch": "acsch", "arcoth": "acoth",
    "cosech": "csch", "arccosech": "acsch", "acosech": "acsch", "argsinh": "asinh",
    "log": "log", "lg": "log10", "lb": "log2", "root": "root", "nthroot": "root", "cuberoot": "cbrt",
    "abs": "abs", "sgn": "sign", "signum": "sign", "ceiling": "ceil", "fact": "factorial", "binom": "binomial",
    "choose": "binomial", "nCr": "binomial", "comb": "binomial", "nPr": "permutations", "perm": "permutations",
    "Re": "re", "Im": "im", "conjugate": "conj", "arctan2": "atan2",
    "inv": "inverse", "tr": "trace", "Norm": "norm", "eye": "identity", "derivative": "diff", "integral": "integrate",
}  # fmt: skip

INVERSE = {name: "a" + name for name in ("sin", "cos", "tan", "sec", "csc", "cot")} | {
    name: "a" + name for name in ("sinh", "cosh", "tanh", "sech", "csch", "coth")
}
"""What ``sin^(-1)`` means."""

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi",
    "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
}  # fmt: skip
GREEK_NAMES = frozenset(GREEK.values()) - {"pi"}


def canonical(word: str) -> str | None:
    """The function that a word names (``arcsin`` → ``asin``), or None. ``Sin`` and ``LN`` are taken for it too."""
    for spelling in (word, word.lower()):
        if spelling in ALIASES:
            return ALIASES[spelling]
        if spelling in FUNCTIONS:
            return spelling
    return None
