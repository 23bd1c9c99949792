"""What learners and authors may type, and how it is read."""

from __future__ import annotations

import pytest

from mmready.errors import UnreadableError
from mmready.maths.display import plain
from mmready.maths.parse import parse
from mmready.maths.rules import Rules
from mmready.maths.tree import Binary, Matrix, Node, Number, Vector, map_tree


def _bare(node: Node) -> Node:
    """Without what does not change the meaning: signs of products, digits as typed, the brackets of vectors."""
    if isinstance(node, Binary):
        return Binary(node.operator, node.left, node.right)
    if isinstance(node, Number):
        return Number(node.value)
    return Vector(node.items) if isinstance(node, Vector) else node


def reads_as(text: str, other: str, **options: object) -> bool:
    """Whether both texts are one tree, apart from that."""
    one, two = (map_tree(parse(part, **options), _bare) for part in (text, other))  # type: ignore[arg-type]
    return one == two


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("7t", "7*t"),
        ("4(k+2)", "4*(k+2)"),
        ("(u+1)(u-2)", "(u+1)*(u-2)"),
        ("pq", "p*q"),
        ("2**5", "2^5"),
        ("5 * -w", "5*(-w)"),
        ("-w^4", "-(w^4)"),
        ("2^3^2", "2^(3^2)"),
        ("3^-2", "3^(-2)"),
        ("8/4k", "8/4*k"),
        ("6/2/3", "(6/2)/3"),
        ("cos 3t sin t", "cos(3*t)*sin(t)"),
        ("cos^3 t", "cos(t)^3"),
        ("tan^-1 t", "atan(t)"),
        ("cos^(-1)(t)", "acos(t)"),
        ("arctan(t)", "atan(t)"),
        ("cos t^2", "cos(t^2)"),
        ("ln t/2", "ln(t)/2"),
        ("ln 3(t+1)", "ln(3*(t+1))"),
        ("ln t (t+1)", "ln(t)*(t+1)"),
        ("sin pi t", "sin(pi*t)"),
        ("costheta", "cos(theta)"),
        ("tlnt", "t*ln(t)"),
        ("log_5(t)", "log(t, 5)"),
        ("log_5 t", "log(t, 5)"),
        ("log_b(7)", "log(7, b)"),
        ("log2(8)", "log2(8)"),
        ("log(t)", "ln(t)"),
        ("lg(t)", "log10(t)"),
        ("|t-4|", "abs(t-4)"),
        ("|t||s|", "abs(t)*abs(s)"),
        ("||t|-1|", "abs(abs(t)-1)"),
        ("2|t|^2", "2*abs(t)^2"),
        ("sqrt 7", "sqrt(7)"),
        ("cbrt(t)", "cbrt(t)"),
        ("nthroot(t, 4)", "root(t, 4)"),
        ("e^(-t)", "e^(-t)"),
        ("n!", "n!"),
        ("7C3", "binomial(7, 3)"),
        ("C(n, k)", "binomial(n, k)"),
        ("C(n+1)", "C*(n+1)"),
        ("nCr(7, 3)", "binomial(7, 3)"),
        ("n choose k + 1", "binomial(n, k) + 1"),
        ("2Pi", "2*pi"),
        ("Max(2, t)", "max(2, t)"),
        ("3/4 t", "3/4*t"),
        ("2[t + 1]", "2*(t + 1)"),
        ("+t - -3", "t - (-3)"),
        ("a_1 + a_{2}", "a_1 + a_2"),
        ("1:4", "1/4"),
        ("12%", "12%"),
    ],
)
def test_notation_of_learners(text: str, meaning: str) -> None:
    assert reads_as(text, meaning)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("√5", "sqrt(5)"),
        ("√2t", "sqrt(2)*t"),
        ("√(2t)", "sqrt(2*t)"),
        ("∛t", "cbrt(t)"),
        ("t²", "t^2"),
        ("t⁻¹", "t^(-1)"),
        ("t¹²", "t^12"),
        ("3·t×s", "3*t*s"),
        ("t − 1", "t - 1"),
        ("6÷t", "6/t"),
        ("πr", "pi*r"),
        ("2θ", "2*theta"),
        ("λ", "lam"),
        ("t₁+t₂", "t_1+t_2"),
        ("½t", "0.5*t"),
        ("2½", "2.5"),
        ("t ≤ 2", "t <= 2"),
        ("t ≠ 2", "t != 2"),
        ("(−∞, 2]", "(-inf, 2]"),
        ("{1} ∪ {2}", "{1} union {2}"),
        ("𝑡＋１", "t+1"),
        ("t\u200b+1", "t+1"),
        ("∅", "{}"),
    ],
)
def test_signs_beyond_ascii(text: str, meaning: str) -> None:
    assert reads_as(text, meaning)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        (r"\frac{3}{t+1}", "3/(t+1)"),
        (r"\frac12", "1/2"),
        (r"\sqrt{t}", "sqrt(t)"),
        (r"\sqrt[5]{t}", "root(t, 5)"),
        (r"\sin t", "sin(t)"),
        (r"\sin^2(t)", "sin(t)^2"),
        (r"\left( t + 1 \right)^{2}", "(t+1)^2"),
        (r"2 \cdot t", "2*t"),
        (r"e^{-t/2}", "e^(-t/2)"),
        (r"\operatorname{arccos}(t)", "acos(t)"),
        (r"\binom{n}{2}", "binomial(n, 2)"),
        (r"\theta_{1}", "theta_1"),
        (r"\{1, 2\}", "{1, 2}"),
        (r"[0, \infty)", "[0, inf)"),
        (r"t \le 3", "t <= 3"),
        (r"$t + 1$", "t + 1"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "[[1, 2], [3, 4]]"),
        (r"\log_{2}(t)", "log(t, 2)"),
        (r"|\sin t|", "abs(sin(t))"),
    ],
)
def test_latex_that_was_pasted(text: str, meaning: str) -> None:
    assert reads_as(text, meaning)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("(3, 4)", "(3, 4)"),
        ("<3, 4>", "<3, 4>"),
        ("3, 4", "(3, 4)"),
        ("[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]"),
        ("[1 2; 3 -4]", "[[1, 2], [3, -4]]"),
        ("[0, 5)", "[0, 5)"),
        ("(0, 1) U [2, 3]", "(0, 1) union [2, 3]"),
        ("{4, 5}", "{4, 5}"),
        ("{4, 5} & {5}", "{4, 5} ∩ {5}"),
        ("0 < t <= 1", "0 < t <= 1"),
        ("t < 1 or not t > 4", "t < 1 or not t > 4"),
        ("t = 1 = 2", "t = 1 = 2"),
        ("t == 1", "t = 1"),
        ("t =/= 1", "t != 1"),
        ("±3", "(3, -3)"),
        ("t = ±3", "t = 3 or t = -3"),
        ("{2 ± 1}", "{2 + 1, 2 - 1}"),
        ("piecewise(t if t > 0, -t)", "piecewise(t if t > 0, -t)"),
        ("[[1, 2], [3, 4]]^T", "[[1, 2], [3, 4]]'"),
    ],
)
def test_vectors_sets_and_relations(text: str, meaning: str) -> None:
    assert reads_as(text, meaning)


@pytest.mark.parametrize(
    ("text", "rows"),
    [("1 2\n3 4", 2), ("1, 2\n3, 4", 2), ("1 2; 3 4", 2), ("1 -2\n3 4", 2), ("1 2 3", 1), ("1 - 2\n4", 2)],
)
def test_a_matrix_may_be_typed_one_row_a_line(text: str, rows: int) -> None:
    tree = parse(text, rows=True)
    assert isinstance(tree, Matrix)
    assert len(tree.rows) == rows


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("diff(x^2, x)", "diff(x^2, x)"),
        ("integrate(f, (x, 0, 1))", "integrate(f, x, 0, 1)"),
        ("sum(k^2, (k, 1, n))", "sum(k^2, k, 1, n)"),
        ("A^T*A", "A'*A"),
        ("v[1] + A[1, 2]", "v[1] + A[1, 2]"),
        ("det(A) != 0 and rank(A) == 2", "det(A) != 0 and rank(A) = 2"),
        ("rate*total", "rate*total"),
        ("2rate", "2*rate"),
        ("eye(2)", "identity(2)"),
    ],
)
def test_what_authors_may_also_write(text: str, meaning: str) -> None:
    assert reads_as(text, meaning, author=True, variables=["A", "v", "x", "f", "rate", "total"])


def test_names_of_authors_have_many_letters_and_those_of_learners_one() -> None:
    assert plain(parse("ab", author=True)) == "ab"
    assert plain(parse("ab")) == "a*b"


def test_declared_names_come_before_letters_functions_and_constants() -> None:
    assert plain(parse("rate t", variables=["rate", "t"])) == "rate*t"
    assert plain(parse("e i", variables=["e", "i"])) == "e*i"
    assert plain(parse("f(2x)", variables=["x"], functions=["f"])) == "f(2x)"
    assert plain(parse("f(2x)")) == "f*(2x)"


def test_either_spelling_of_a_subscript_means_the_declared_name() -> None:
    assert plain(parse("x1 + x_1 + x₁", variables=["x_1"])) == "x_1 + x_1 + x_1"
    assert plain(parse("x1 + x_1", variables=["x1", "x_1"])) == "x1 + x_1"
    assert plain(parse("μ0", variables=["mu0"])) == "mu0"


@pytest.mark.parametrize(
    ("text", "rules", "meaning"),
    [
        ("1,5", Rules(decimal_comma=True), "1.5"),
        ("(1,5; 2)", Rules(decimal_comma=True), "(1.5, 2)"),
        ("12,345.5", Rules(), "12345.5"),
        ("12 345", Rules(), "12345"),
        ("12,345", Rules(thousands=False), "(12, 345)"),
        ("3 1/4", Rules(), "13/4"),
        ("3 1/4", Rules(mixed_numbers=False), "3*1/4"),
        ("log(t)", Rules(log_base="10"), "log10(t)"),
        ("2j", Rules(imaginary_units=("i", "j")), "2i"),
        ("1/2t", Rules(juxtaposition_first=True), "1/(2t)"),
        ("t2", Rules(), "t2"),
    ],
)
def test_house_rules_of_reading(text: str, rules: Rules, meaning: str) -> None:
    assert plain(parse(text, rules=rules)) == plain(parse(meaning))


def test_a_comma_parts_thousands_only_outside_brackets() -> None:
    assert plain(parse("(1,000)")) == "(1, 000)"


@pytest.mark.parametrize(
    "text",
    (
        "w = 3|w=3|f(t) = 3|P(X > 1) = 3|P(X = 1) = 3|E[X] = 3|E[X ; Y = 1] = 3|= 3|≈ 3|x_1 = 3|dy/dx = 3|∂f/∂x = 3"
        r"|\frac{dy}{dx} = 3|\frac{\partial f}{\partial x} = 3|\hat{p} = 3|det(A) = 3|p-value = 3|w \approx 3"
        r"|$w = 3$|\( w = 3 \)|w = \boxed{3}|\boxed{w = 3}"
        "|p\u0302 = 3"
    ).split("|"),
)
def test_a_name_before_the_answer_is_left_out_where_wanted(text: str) -> None:
    assert plain(parse(text, name_equals=True)) == "3"


@pytest.mark.parametrize("text", ["w^2 = 3", "w² = 3", "ln(w) = 3", "sqrt(w) = 3", "2w = 3", "1/w = 3", "dw/2 = 3"])
def test_what_is_said_of_something_else_than_the_name_is_no_answer(text: str) -> None:
    assert plain(parse(text, name_equals=True)) != "3"


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        (r"\boxed{3}", "3"),
        (r"$$ \boxed {\frac{1}{2}}. $$", "1/2"),
        (r"\boxed{\{1, 2\}}", "{1, 2}"),
        (r"\boxed{t = 3}", "t = 3"),
    ],
)
def test_a_box_around_the_whole_answer_is_left_out(text: str, inside: str) -> None:
    assert plain(parse(text)) == plain(parse(inside))


@pytest.mark.parametrize("text", [r"\boxed{3}+\boxed{4}", r"\boxed{3", r"\boxed{3}}", r"\boxed"])
def test_any_other_box_cannot_be_read(text: str) -> None:
    with pytest.raises(UnreadableError):
        parse(text)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("np.array([[1, 2], [3, 4]])", "[[1, 2], [3, 4]]"),
        ("array([[1, 2],\n       [3, 4]])", "[[1, 2], [3, 4]]"),
        ("Matrix([[1,2],[3,4]])", "[[1, 2], [3, 4]]"),
        ("[[1 2]\n [3 4]]", "[[1, 2], [3, 4]]"),
        ("[[ 1 -2]\n [ 0  4]]", "[[1, -2], [0, 4]]"),
        ("[[1.  2. ]\n [3.5 4. ]]", "[[1, 2], [3.5, 4]]"),
        ("[1,2]\n[3,4]", "[1, 2], [3, 4]"),
        ("[1 2\n3 4]", "1, 2\n3, 4"),
        ("[1 -2 0.5]", "[1, -2, 0.5]"),
        ("[1 - 2, 3]", "[1-2, 3]"),
    ],
)
def test_an_array_of_a_program_is_read_as_its_rows(text: str, rows: str) -> None:
    assert reads_as(text, rows, rows=True)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("np.sqrt(2)", "sqrt(2)"),
        ("2*math.exp(-t)", "2*exp(-t)"),
        ("numpy.log(t)", "ln(t)"),
        ("math.comb(5, 2)", "binomial(5, 2)"),
        ("np.pi/2", "pi/2"),
        ("12 nCr 5", "12 choose 5"),
        (r"{12 \choose 5}", "12 choose 5"),
        ("7 nPr 2", "nPr(7, 2)"),
        ("loge(t)", "ln(t)"),
    ],
)
def test_spellings_of_programs_and_calculators(text: str, meaning: str) -> None:
    assert reads_as(text, meaning)


@pytest.mark.parametrize("text", ["sin(t)", "min(t, 2)", "asin(t) + 1", "-sin(t)^2/2"])
def test_a_function_is_not_taken_for_a_name_before_the_answer(text: str) -> None:
    assert plain(parse(text, name_equals=True)) == text


def test_an_interval_may_be_given_for_a_name() -> None:
    assert plain(parse("t in (0, 1)", name_equals=True)) == "(0, 1)"
    assert plain(parse("t ∈ [0, 1)", name_equals=True)) == "[0, 1)"
    assert plain(parse(r"t \in [0, 1)", name_equals=True)) == "[0, 1)"


def test_two_equations_are_no_named_answer() -> None:
    assert plain(parse("x = y = 3", name_equals=True)) == "x = y = 3"


@pytest.mark.parametrize(
    ("text", "code", "start", "end"),
    [
        ("", "empty", 0, 0),
        ("   ", "empty", 0, 3),
        ("3(t+1", "bracket-open", 1, 5),
        ("|t+1", "bracket-open", 0, 4),
        ("t+1)", "bracket-close", 3, 4),
        ("(t+1]", "bracket-mixed", 0, 5),
        ("()", "bracket-empty", 0, 2),
        ("t +", "operand-missing", 3, 3),
        ("t + * 2", "operand-missing", 4, 5),
        ("2.5.1", "sign-missing", 0, 5),
        ("cos", "function-bare", 0, 3),
        ("root(t)", "arguments", 0, 7),
        ("det([[1]])", "author-only", 0, 10),
        (r"\int t", "author-only", 0, 4),
        ("t ; # 2", "strange-sign", 4, 5),
        ("t\x00", "strange-sign", 1, 2),
        ("solution", "unknown-name", 0, 8),
        ("[[1, 2], [3]]", "ragged", 0, 13),
        ("t_", "subscript", 1, 2),
        (r"\foo t", "latex", 0, 4),
        ("1e9999", "number-size", 0, 6),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text: str, code: str, start: int, end: int) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse(text)
    assert (caught.value.code, caught.value.start, caught.value.end) == (code, start, end)
    assert caught.value.help[0].isupper() or caught.value.help[0] == "`"
    assert "!" not in caught.value.help


def test_the_help_shows_where_the_bracket_is_missing() -> None:
    with pytest.raises(UnreadableError, match=r"A closing bracket is missing after `2\(x\+1`"):
        parse("2(x+1")


def test_the_help_for_a_foreign_name_lists_those_declared() -> None:
    with pytest.raises(UnreadableError, match="You can use t, w"):
        parse("3z", variables=["w", "t"])


def test_a_power_or_a_product_is_asked_back() -> None:
    with pytest.raises(UnreadableError, match=r"t\^2 or 2t"):
        parse("t2", variables=["t"])


@pytest.mark.parametrize(
    "text",
    ["(" * 100_000, "(" * 300 + "1" + ")" * 300, "-" * 400 + "1", "2^" * 400 + "2", "1+" * 1200 + "1", "9" * 1_000_000],
)
def test_texts_that_are_too_deep_or_too_long_are_refused(text: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse(text)
    assert caught.value.code in ("too-long", "too-deep", "number-size")


def test_a_sum_of_many_terms_is_read() -> None:
    tree: Node = parse("+".join(f"{k}x^{k}" for k in range(1, 60)))
    assert plain(tree).count("x^") == 59
