"""The functions that the language knows: their names, how many arguments they take, how they are shown and spoken."""

from __future__ import annotations

from dataclasses import dataclass

from mmready.translation import marked


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
    ("sin", 1, 1, r"\sin", marked("sine")),
    ("cos", 1, 1, r"\cos", marked("cosine")),
    ("tan", 1, 1, r"\tan", marked("tangent")),
    ("sec", 1, 1, r"\sec", marked("secant")),
    ("csc", 1, 1, r"\csc", marked("cosecant")),
    ("cot", 1, 1, r"\cot", marked("cotangent")),
    ("asin", 1, 1, r"\arcsin", marked("arc sine")),
    ("acos", 1, 1, r"\arccos", marked("arc cosine")),
    ("atan", 1, 1, r"\arctan", marked("arc tangent")),
    ("asec", 1, 1, r"\operatorname{arcsec}", marked("arc secant")),
    ("acsc", 1, 1, r"\operatorname{arccsc}", marked("arc cosecant")),
    ("acot", 1, 1, r"\operatorname{arccot}", marked("arc cotangent")),
    ("sinh", 1, 1, r"\sinh", marked("hyperbolic sine")),
    ("cosh", 1, 1, r"\cosh", marked("hyperbolic cosine")),
    ("tanh", 1, 1, r"\tanh", marked("hyperbolic tangent")),
    ("sech", 1, 1, r"\operatorname{sech}", marked("hyperbolic secant")),
    ("csch", 1, 1, r"\operatorname{csch}", marked("hyperbolic cosecant")),
    ("coth", 1, 1, r"\coth", marked("hyperbolic cotangent")),
    ("asinh", 1, 1, r"\operatorname{arsinh}", marked("inverse hyperbolic sine")),
    ("acosh", 1, 1, r"\operatorname{arcosh}", marked("inverse hyperbolic cosine")),
    ("atanh", 1, 1, r"\operatorname{artanh}", marked("inverse hyperbolic tangent")),
    ("asech", 1, 1, r"\operatorname{arsech}", marked("inverse hyperbolic secant")),
    ("acsch", 1, 1, r"\operatorname{arcsch}", marked("inverse hyperbolic cosecant")),
    ("acoth", 1, 1, r"\operatorname{arcoth}", marked("inverse hyperbolic cotangent")),
    ("atan2", 2, 2, r"\operatorname{atan2}", marked("arc tangent of two arguments")),
    ("exp", 1, 1, r"\exp", marked("e to the power")),
    ("ln", 1, 1, r"\ln", marked("natural logarithm")),
    ("log", 2, 2, r"\log", marked("logarithm")),
    ("log10", 1, 1, r"\log_{10}", marked("logarithm base 10")),
    ("log2", 1, 1, r"\log_{2}", marked("logarithm base 2")),
    ("sqrt", 1, 1, r"\sqrt", marked("square root")),
    ("cbrt", 1, 1, r"\sqrt[3]", marked("cube root")),
    ("root", 2, 2, r"\sqrt", marked("root")),
    ("abs", 1, 1, r"\operatorname{abs}", marked("absolute value")),
    ("sign", 1, 1, r"\operatorname{sign}", marked("sign")),
    ("floor", 1, 1, r"\operatorname{floor}", marked("floor")),
    ("ceil", 1, 1, r"\operatorname{ceil}", marked("ceiling")),
    ("round", 1, 1, r"\operatorname{round}", marked("rounded value")),
    ("min", 1, -1, r"\min", marked("minimum")),
    ("max", 1, -1, r"\max", marked("maximum")),
    ("gcd", 1, -1, r"\gcd", marked("greatest common divisor")),
    ("lcm", 1, -1, r"\operatorname{lcm}", marked("least common multiple")),
    ("factorial", 1, 1, r"\operatorname{factorial}", marked("factorial")),
    ("binomial", 2, 2, r"\binom", marked("binomial coefficient")),
    ("permutations", 2, 2, r"\operatorname{nPr}", marked("permutations")),
    ("Gamma", 1, 1, r"\Gamma", marked("gamma function")),
    ("erf", 1, 1, r"\operatorname{erf}", marked("error function")),
    ("Phi", 1, 1, r"\Phi", marked("standard normal distribution function")),
    ("re", 1, 1, r"\operatorname{Re}", marked("real part")),
    ("im", 1, 1, r"\operatorname{Im}", marked("imaginary part")),
    ("conj", 1, 1, r"\overline", marked("conjugate")),
    ("arg", 1, 1, r"\arg", marked("argument")),
    ("mod", 2, 2, r"\bmod", marked("remainder")),
) | _table(
    ("det", 1, 1, r"\det", marked("determinant")),
    ("inverse", 1, 1, r"\operatorname{inverse}", marked("inverse")),
    ("transpose", 1, 1, r"\operatorname{transpose}", marked("transpose")),
    ("rank", 1, 1, r"\operatorname{rank}", marked("rank")),
    ("trace", 1, 1, r"\operatorname{tr}", marked("trace")),
    ("norm", 1, 1, r"\operatorname{norm}", marked("length")),
    ("dot", 2, 2, r"\operatorname{dot}", marked("dot product")),
    ("cross", 2, 2, r"\operatorname{cross}", marked("cross product")),
    ("diag", 1, -1, r"\operatorname{diag}", marked("diagonal matrix")),
    ("identity", 1, 1, r"I", marked("identity matrix of size")),
    ("diff", 2, 3, r"\operatorname{diff}", marked("derivative")),
    ("integrate", 2, 4, r"\operatorname{integrate}", marked("integral")),
    ("sum", 4, 4, r"\operatorname{sum}", marked("sum")),
    ("product", 4, 4, r"\operatorname{product}", marked("product")),
    ("limit", 3, 3, r"\lim", marked("limit")),
    author=True,
)

ALIASES: dict[str, str] = {
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arcsec": "asec", "arccsc": "acsc", "arccot": "acot",
    "cosec": "csc", "arccosec": "acsc", "acosec": "acsc", "ctg": "cot", "cotan": "cot", "tg": "tan", "arctg": "atan",
    "arcsinh": "asinh", "arccosh": "acosh", "arctanh": "atanh",
    "arcsech": "asech", "arccsch": "acsch", "arccoth": "acoth",
    "arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh", "arsech": "asech", "arcsch": "acsch", "arcoth": "acoth",
    "cosech": "csch", "arccosech": "acsch", "acosech": "acsch", "argsinh": "asinh",
    "log": "log", "loge": "ln", "lg": "log10", "lb": "log2", "root": "root", "nthroot": "root", "cuberoot": "cbrt",
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
