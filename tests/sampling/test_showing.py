"""Placeholders print LaTeX in formulas, Python in code, plain text elsewhere, in the format asked for."""

from __future__ import annotations

import pytest

from mmready.errors import AuthorError
from mmready.sampling import draw_body
from mmready.sampling.markdown import fill, pieces, placeholders, python_source
from tests.sampling.questions import question

FIELDS = {
    "cases": ({"thing": "red box", "at": "12:30", "n": "3", "x0": "-3", "f2": "x + n"},),
    "parameters": {"p": "one_of(0.05)", "half": "one_of(1/2)", "v": "vector(2, 4, 4)", "r": "one_of(sqrt(2))"},
    "define": {"f": "n*x^2 + x0*x", "g": "f/2", "s": "n + x0", "A": (("1", "n"), ("0", "2"))},
    "variables": {"x": "real"},
    "answer": "diff(f, x)",
}


def shown(text):
    template, body = question("expression", text, **FIELDS)
    return draw_body(template, body, 0)[0].text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A {{ thing }} at {{ at }}.", "A red box at 12:30."),
        ("${{ f }}$", "$3 x^{2} - 3 x$"),
        ("`{{ f }}`", "`3*x**2 - 3*x`"),
        ("{{ f }}", "3x^2 - 3x"),
        ("${{ g }}$", r"$\frac{3 x^{2} - 3 x}{2}$"),
        ("$x^{{{ n }}}$", "$x^{3}$"),
        ('~~~python\nprint(f"{{n}}", {{ n }})\n~~~', '~~~python\nprint(f"{{n}}", 3)\n~~~'),
        ("${{ n + x0 }}$", "$3 - 3$"),
        ("${{ s }} = {{ s | value }}$", "$3 - 3 = 0$"),
        ("line {{ n + 4 }}", "line 7"),
        ("`[{{ n - 1 }}]`", "`[2]`"),
        ("{{ p }} {{ 1 - p }}", "0.05 0.95"),
        ("${{ p }} {{ p | percent }}$", r"$0.05 5\%$"),
        ("{{ p | percent }}, {{ 1/3 | percent }}", "5%, 33.3%"),
        ("${{ n/2 }}$", r"$\frac{3}{2}$"),
        ("${{ p*n | value }}$", "$0.15$"),
        ("${{ n/4 | value }}$", r"$\frac{3}{4}$"),
        ("{{ 2/3 | round 3 }} {{ 2/3 | fixed 2 }} {{ 1234.5 | round 2 }} {{ -2/3 | fixed 0 }}", "0.667 0.67 1200 -1"),
        ("{{ 999.9 | round 3 }} {{ r | round 4 }} {{ 0 | round 3 }} {{ 1/8 | fixed 2 }}", "1000 1.414 0 0.13"),
        ("${{ (x - n)*(x + n) | expand }}$", "$x^{2} - 9$"),
        ("${{ f | factor }}$", "$3 x (x - 1)$"),
        ("${{ v }}$ and ${{ v | row }}$", r"$\begin{pmatrix}4 \\ 4\end{pmatrix}$ and $(4, 4)$"),
        ("`{{ v | row }}` {{ v }}", "`[4, 4]` (4, 4)"),
        ("${{ 2*v | row }}$", "$(8, 8)$"),
        ("${{ A }}$", r"$\begin{pmatrix}1 & 3 \\ 0 & 2\end{pmatrix}$"),
        ("${{ A[1, 2] }}$", "$3$"),
        ("${{ det(A) | value }}$", "$2$"),
        ("${{ f2 }}$", "$x + 3$"),
        ("${{ f(2) | value }}$", "$6$"),
        ("${{ sum(k, k, 1, n) }}$", r"$\sum_{k=1}^{3} k$"),
        ("${{ sum(k, k, 1, n) | value }}$", "$6$"),
        ("${{ half }}$", r"$\frac{1}{2}$"),
        (r"$2 \cdot {{ x0 }}$ and ${{ x0 }}^2$ and $1 - {{ x0 }}$", r"$2 \cdot (-3)$ and $(-3)^2$ and $1 - (-3)$"),
        (r"$({{ x0 }})$ and $[{{ x0 }}, 1]$", r"$(-3)$ and $[-3, 1]$"),
        (r"${{ x + 1 }} \cdot 2$", r"$(x + 1) \cdot 2$"),
        ("`{{ x0 }}**2`", "`(-3)**2`"),
        ("Costs \\$5 and {{ n }}", "Costs \\$5 and 3"),
    ],
)
def test_placeholder_prints(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("${{ nothing }}$", "unknown name 'nothing'"),
        ("${{ thing + 1 }}$", "'thing' is text"),
        ("{{ thing | value }}", "takes no format"),
        ("{{ n | bold }}", "unknown format 'bold'"),
        ("{{ n | round }}", "number of digits"),
        ("{{ n | row }}", "takes a vector"),
        ("{{ f | round 3 }}", "expected a number"),
        ("{{ answer }}", "unknown name 'answer'"),
        ("{{ (n }}", "cannot be read"),
        ("{{ n/0 | value }}", "division by zero"),
        ("{{ v[3] | value }}", "no entry"),
        ("{{ dot(v, n) | value }}", "does not go with"),
    ],
)
def test_what_cannot_be_shown_is_an_author_error_at_its_line(text, message):
    with pytest.raises(AuthorError, match=message) as error:
        shown(text)
    _, body = question("expression", text, **FIELDS)
    assert (error.value.faults[0].file, error.value.faults[0].line) == ("made.md", body.at["text"])


def test_the_solution_may_name_the_answer():
    template, body = question("expression", **FIELDS)
    from dataclasses import replace

    body = replace(body, solution="${{ answer | value }}$ `{{ answer | value }}`")
    assert draw_body(template, body, 0)[1].solution == "$6 x - 3$ `6*x - 3`"


@pytest.mark.parametrize(
    "text",
    [
        "a $x$ `b` $$y$$ c",
        "~~~\n$x$ `y`\n~~~\nz",
        "```python\n~~~\n```\n$x$",
        "`` a ` $b$ ``",
        "a \\$ b $c$",
        "~~~ open\n$x$",
    ],
)
def test_pieces_joined_are_the_text(text):
    assert "".join(piece for _, piece in pieces(text)) == text


def test_code_is_no_formula_and_formulas_no_code():
    kinds = [(kind, piece.strip()) for kind, piece in pieces("p `$a$` $`b`$ $$c\nd$$\n~~~\n$e$\n~~~\n")]
    assert kinds == [
        ("plain", "p"),
        ("code", "`$a$`"),
        ("plain", ""),
        ("formula", "$`b`$"),
        ("plain", ""),
        ("formula", "$$c\nd$$"),
        ("plain", ""),
        ("code", "~~~\n$e$\n~~~"),
        ("plain", ""),
    ]


def test_placeholders_are_told_from_python_braces():
    found = list(placeholders('{{ a }} {{b}} f"{{c}}" $x^{{{ d | round 3 }}}$ {{ {1, 2} | value }}'))
    assert [(part.expression, part.format, part.digits, part.context) for part in found] == [
        ("a", "", None, "plain"),
        ("d", "round", 3, "formula"),
        ("{1, 2}", "value", None, "plain"),
    ]


def test_fill_replaces_nothing_but_placeholders():
    assert fill("a {{ b }} {c} {{d}}", lambda part: "X") == "a X {c} {{d}}"


def test_the_python_of_a_text_is_its_python_blocks():
    text = "Text `x`\n\n~~~python\na = 1\n~~~\n\n~~~text\nno\n~~~\n```python\nb = 2\n```\n"
    assert python_source(text) == "a = 1\nb = 2"
