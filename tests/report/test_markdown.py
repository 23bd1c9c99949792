"""Markdown of authors and graders on a page: formulas, code, tables, figures, blanks; and nothing that acts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.domain.variant import Figure
from mmready.report.markdown import to_html, to_plain

CURVE = Figure("curve", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>', "A <curve>")


@pytest.mark.parametrize(
    ("markdown", "part"),
    [
        ("a **b** c", "<strong>b</strong>"),
        ("`x < 1`", "<code>x &lt; 1</code>"),
        ("~~~python\nprint('$a$')\n~~~", "<pre><code>print(&#x27;$a$&#x27;)</code></pre>"),
        ("| a | b |\n|---|---|\n| $P(A|B)$ | 2 |", "<td>2</td>"),
        ("- one\n- two", "<li>one</li>"),
        (r"costs \$5 and \$6", "costs $5 and $6"),
        ("find [[?z]] now", 'find <span data-blank="z"></span> now'),
        ("find [[?z]].", '<span class="nb"><span data-blank="z"></span>.</span>'),
        ("$x =$ [[?z]], so", '</math> <span data-blank="z"></span>,</span> so'),
        ("[MIT](https://ocw.mit.edu/)", 'href="https://ocw.mit.edu/"'),
        ("# not a heading", "# not a heading"),
    ],
)
def test_marks_are_understood(markdown, part):
    assert part in to_html(markdown)


@pytest.mark.parametrize("markdown", ["$a_1 * b_1 * c$", "$$\na\n= b\n- c\n$$", "$x<y$ and $y>z$", "$[1](2)$"])
def test_formula_is_not_read_as_markdown(markdown):
    shown = to_html(markdown)
    assert "<math" in shown
    assert not re.search(r"<(em|h\d|ul|a|code)\b", shown)


def test_punctuation_stays_with_its_formula():
    assert '<span class="nb"><math' in to_html("so $x$.")
    assert to_html("so $x$.").endswith(".</span></p>")


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "![x](https://example.org/spy.png)",
        "![x](data:image/png;base64,AAAA)",
        '<https://example.org/" onclick="alert(1)>',
        "[x](vbscript:alert(1))",
        "$\\text{<script>alert(1)</script>}$",
        '[x](https://a.b/"onmouseover="alert(1))',
    ],
)
def test_nothing_acts_and_nothing_is_loaded(markdown):
    shown = to_html(markdown)
    assert not re.search(r"<(script|img|iframe|object|style)\b", shown)
    assert not re.search(r"<[^>]*\son\w+\s*=", shown)
    assert not re.search(r"href=\"(?!https?://|mailto:)", shown)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=80))
def test_no_text_makes_a_tag_that_acts(markdown):
    shown = to_html(markdown)
    assert not re.search(r"<(script|img|iframe|object|style|svg)\b", shown)


def test_figure_stands_where_it_is_named_with_its_words():
    shown = to_html("![curve](figure:curve)", figures=(CURVE,))
    assert 'role="img" aria-label="A &lt;curve&gt;"' in shown
    assert "<path" in shown
    assert "<svg" not in to_html("![curve](figure:other)", figures=(CURVE,))


def test_picture_loses_what_could_act():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script>'
        '<a href="javascript:alert(1)"><text>x</text></a><path d="M0 0" style="fill:url(https://a.b/c)"/>'
        '<rect fill="url(https://a.b/c)" width="4"/><foreignObject><b>x</b></foreignObject></svg>'
    )
    shown = to_html("![c](figure:c)", figures=(Figure("c", svg, "c"),))
    assert 'width="4"' in shown
    for word in ("script", "onload", "javascript", "foreignObject", "url(", "href"):
        assert word not in shown


def test_inline_has_no_paragraph():
    assert to_html("a $x$", inline=True).startswith("a <math")


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("a **b** _c_ `d_e`", "a b c d_e"),
        ("$x_1 = 2$ and\n`y`", "x_1 = 2 and y"),
        ("[MIT](https://ocw.mit.edu/) has it", "MIT has it"),
        ("see ![curve](figure:curve) it", "see it"),
    ],
)
def test_plain_text_reads_well(markdown, plain):
    assert to_plain(markdown) == plain
