"""A question's Markdown → HTML of the other system: its way of writing formulas, placing pictures and fields.

Formulas go as LaTeX between ``\\(`` and ``\\)`` where a typesetter is at hand, else as MathML that carries its LaTeX
along, so that it can be edited and read back.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from mmready.domain.variant import Figure
from mmready.report.markdown import to_html
from mmready.report.mathml import formula_tree
from mmready.report.svg import safe_svg
from mmready.sampling.markdown import pieces

__all__ = ["MATHML", "TEX_ENCODING", "Content", "data_picture", "mathml", "picture_source", "tex"]

MATHML = "http://www.w3.org/1998/Math/MathML"
TEX_ENCODING = "application/x-tex"
SPACES = {"negativethinmathspace": "-0.167em"}  # a name that not every edition of MathML has
HOLD, RELEASE = "\ue010", "\ue011"  # private characters that mark a place while Markdown is read
HELD = re.compile(f"{HOLD}(\\d+){RELEASE}")
FIGURE = re.compile(r"!\[[^\]]*\]\(figure:([\w-]+)\)")
HOLE = re.compile(r'<span data-blank="(\w+)"></span>')
LONE = re.compile(r'<span class="nb">(.*?)</span>', re.DOTALL)

Formula = Callable[[str, bool], str]
Picture = Callable[[Figure], str]


def tex(latex: str, display: bool) -> str:
    """A formula as LaTeX inside HTML, for MathJax."""
    shown = html.escape(latex.strip(), quote=False)
    return f"\\[{shown}\\]" if display else f"\\({shown}\\)"


def mathml(latex: str, display: bool) -> str:
    """A formula as MathML with its LaTeX as an annotation; LaTeX that cannot be read stays as code."""
    tree = formula_tree(latex, display)
    if tree is None:
        return f"<code>{html.escape(latex)}</code>"
    math = ElementTree.Element("math", {"xmlns": MATHML, **({"display": "block"} if display else {})})
    for space in tree.iter("mspace"):
        space.set("width", SPACES.get(space.get("width", ""), space.get("width", "")))
    meaning = ElementTree.SubElement(math, "semantics")
    row = ElementTree.SubElement(meaning, "mrow")
    row.text = tree.text
    row.extend(list(tree))
    ElementTree.SubElement(meaning, "annotation", {"encoding": TEX_ENCODING}).text = latex.strip()
    return ElementTree.tostring(math, encoding="unicode", short_empty_elements=False)


def picture_source(figure: Figure) -> str:
    """The SVG of a figure as a file of its own."""
    drawn = safe_svg(figure.svg).replace(' aria-hidden="true" focusable="false"', "")
    return drawn.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg" color="#000"', 1)


def data_picture(figure: Figure) -> str:
    """An image that carries its picture inside the page."""
    coded = base64.b64encode(picture_source(figure).encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{coded}" alt="{html.escape(figure.alt)}" />'


@dataclass(frozen=True, slots=True)
class Content:
    """How one system wants its HTML: ``formula`` and ``picture`` give what stands for them in it."""

    formula: Formula
    picture: Picture
    figures: Mapping[str, Figure] = field(default_factory=dict)

    def html(self, markdown: str, fields: Mapping[str, str] | None = None) -> str:
        """The HTML of a text; ``fields`` says what stands for each ``[[?name]]``."""
        held: list[str] = []

        def hold(shown: str) -> str:
            held.append(shown)
            return f"{HOLD}{len(held) - 1}{RELEASE}"

        parts = []
        for where, piece in pieces(markdown.replace(HOLD, "").replace(RELEASE, "")):
            if where == "formula":
                piece = hold(self.formula(piece.strip("$"), piece.startswith("$$")))
            elif where == "plain":
                piece = FIGURE.sub(lambda found: hold(self._picture(found[1])), piece)
            parts.append(piece)
        shown = to_html("".join(parts))
        shown = HOLE.sub(lambda found: hold((fields or {}).get(found[1], "")), shown)
        while LONE.search(shown):  # what the page keeps on one line; nothing but held places stands in it now
            shown = LONE.sub(r"\1", shown)
        return HELD.sub(lambda found: held[int(found[1])], shown)

    def short(self, markdown: str) -> str:
        """The HTML of an option or a piece of feedback: without a paragraph about it where it is only one."""
        shown = self.html(markdown)
        inside = shown.removeprefix("<p>").removesuffix("</p>")
        return inside if len(shown) - len(inside) == len("<p></p>") and "<p>" not in inside else shown

    def _picture(self, name: str) -> str:
        return self.picture(self.figures[name]) if name in self.figures else ""
