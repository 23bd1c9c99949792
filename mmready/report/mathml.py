"""LaTeX → MathML that any page shows without help, with nothing in it but mathematics.

latex2mathml does the reading. What it gives is cleaned (only known tags and attributes stay, so nothing an author or a
learner wrote can become a link or a script) and set as a mathematician would: names of functions upright and apart from
their argument, a minus after a relation close to its number, limits above and below in display style.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from xml.etree import ElementTree

from latex2mathml.converter import convert

__all__ = ["formula", "formula_tree"]

TAGS = frozenset(
    "math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd "
    "mstyle mpadded mphantom merror ms".split()
)
ATTRIBUTES = frozenset(
    "display displaystyle scriptlevel stretchy fence form separator accent accentunder movablelimits minsize maxsize "
    "symmetric largeop lspace rspace width height depth linethickness columnalign mathvariant".split()
)
VALUE = re.compile(r"[\w.%+ -]{0,40}")
BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")
LIMITS = frozenset({"∑", "∏", "⋃", "⋂", "lim", "max", "min", "sup", "inf", "argmax", "argmin"})
BINARY_NAMES = frozenset({"mod"})
SIGNS = frozenset("−-+±")
CLOSING = frozenset({")", "]", "}", "|", "′", "!", "⟩", "⌋", "⌉"})
LETTERS = frozenset("∞∅…⋯")
PRIMES = frozenset({"′", "″", "‴"})
BRACKETS = frozenset("⌊⌋⌈⌉⟨⟩")
ROWS = frozenset({"math", "mrow", "mstyle", "mtd", "msqrt"})
FENCES = frozenset({"(", "[", "{", "|", ")", "]", "}"})
TOP_HEAVY = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
THIN = "0.167em"


@lru_cache(maxsize=4096)
def formula(latex: str, display: bool = False) -> str:
    """A ``<math>`` element; LaTeX that cannot be read is shown as it is, as code."""
    tree = formula_tree(latex, display)
    if tree is None:
        return f'<code class="tex">{html.escape(latex)}</code>'
    return ElementTree.tostring(tree, encoding="unicode", short_empty_elements=False)


def formula_tree(latex: str, display: bool = False) -> ElementTree.Element | None:
    """The same as a tree; None where the LaTeX cannot be read."""
    try:
        source = latex.replace("{aligned}", "{align*}").strip()
        raw = convert(source, display="block" if display else "inline")
        cleaned = _cleaned(ElementTree.fromstring(BARE_AMPERSAND.sub("&amp;", raw)))
        _set(cleaned, display)
        return cleaned
    except Exception:  # the converter raises many things; a formula never takes the page with it
        return None


def _cleaned(element: ElementTree.Element) -> ElementTree.Element:
    """A copy with known tags and attributes only; other tags become plain groups."""
    tag = element.tag.rpartition("}")[2]
    kept = {name: value for name, value in element.attrib.items() if name in ATTRIBUTES and VALUE.fullmatch(value)}
    copy = ElementTree.Element(tag if tag in TAGS else "mrow", kept)
    copy.text = element.text
    for child in element:
        inner = _cleaned(child)
        inner.tail = child.tail
        copy.append(inner)
    return copy


def _set(element: ElementTree.Element, display: bool) -> None:
    """Set what stands under an element; ``display`` says whether it is in display style."""
    display = display or element.get("displaystyle") == "true"
    _join_upright(element)
    for place, child in enumerate(list(element)):
        _set_token(child)
        if child.tag in ("msup", "msubsup") and _text(child[-1]) in PRIMES:
            element[place] = child = _primed(child)
        if display and child.tag in TOP_HEAVY and len(child) and _text(child[0]) in LIMITS:
            child.tag = TOP_HEAVY[child.tag]
        _set(child, display)
    if element.tag in ROWS:
        _wrap_tables(element)
        _close_signs(element)
        _space_names(element)


def _text(element: ElementTree.Element) -> str:
    return (element.text or "").strip()


def _join_upright(element: ElementTree.Element) -> None:
    """``\\mathrm{Var}`` comes letter by letter; one name is one identifier."""
    letters = list(element)
    upright = [child.tag == "mi" and child.get("mathvariant") == "normal" for child in letters]
    if element.tag == "mrow" and len(letters) > 1 and all(upright):
        name = "".join(map(_text, letters))
        for child in letters:
            element.remove(child)
        element.append(_token("mi", name))


def _token(tag: str, text: str, **attributes: str) -> ElementTree.Element:
    token = ElementTree.Element(tag, attributes)
    token.text = text
    return token


def _set_token(child: ElementTree.Element) -> None:
    text = _text(child)
    if child.tag == "mo" and (text in LETTERS or (len(text) > 1 and text.isalpha() and text not in BINARY_NAMES)):
        child.tag = "mi"
        child.attrib.clear()
    elif child.tag == "mi" and text in BRACKETS:
        child.tag = "mo"
        child.set("stretchy", "false")
    elif child.tag == "mo" and text == "―":  # \overline: the bar that stretches
        child.text = "¯"
        child.set("stretchy", "true")
    elif child.tag == "mrow" and len(child) == 1 and _text(child[0]) == ",":  # 1{,}000
        child[0].tag = "mn"


def _primed(raised: ElementTree.Element) -> ElementTree.Element:
    """Fonts for mathematics draw a prime high already; raised once more it would float away from its letter."""
    row = ElementTree.Element("mrow")
    if raised.tag == "msubsup":
        below = ElementTree.SubElement(row, "msub")
        below.extend(list(raised)[:2])
    else:
        row.append(raised[0])
    row.append(_token("mo", _text(raised[-1]), lspace="0", rspace="0"))
    return row


def _wrap_tables(row: ElementTree.Element) -> None:
    """A matrix and its brackets are one thing, a little apart from a matrix before it."""
    children = list(row)
    if len(children) == 3:
        return
    for before, table, after in zip(children, children[1:], children[2:], strict=False):
        if table.tag != "mtable" or not {_text(before), _text(after)} <= FENCES:
            continue
        place = list(row).index(before)
        matrix = ElementTree.Element("mrow")
        for part in (before, table, after):
            row.remove(part)
            matrix.append(part)
        row.insert(place, matrix)
        if place and row[place - 1].tag == "mrow" and row[place - 1].find("mtable") is not None:
            row.insert(place, ElementTree.Element("mspace", {"width": "0.3em"}))


def _close_signs(row: ElementTree.Element) -> None:
    """A sign after a relation, an opening bracket or a comma belongs to what follows it."""
    before: ElementTree.Element | None = None
    for child in row:
        opens = before is not None and before.tag == "mo" and _text(before) not in CLOSING
        if child.tag == "mo" and _text(child) in SIGNS and opens:
            child.set("form", "prefix")
        if child.tag != "mspace":
            before = child


def _is_name(element: ElementTree.Element) -> bool:
    if element.tag in ("msub", "msup", "msubsup", "munder") and len(element):
        element = element[0]
    if element.tag == "mrow" and len(element) == 1:
        element = element[0]
    text = _text(element)
    return element.tag == "mi" and len(text) > 1 and text.isalpha()


def _space_names(row: ElementTree.Element) -> None:
    """A thin space between a function's name and its argument, and before the name after a factor."""
    children = list(row)
    for place in range(len(children) - 1, 0, -1):
        before, here = children[place - 1], children[place]
        name_first = _is_name(before) and here.tag not in ("mo", "mspace")
        name_second = _is_name(here) and before.tag not in ("mo", "mspace")
        if name_first or name_second:
            row.insert(place, ElementTree.Element("mspace", {"width": THIN}))
