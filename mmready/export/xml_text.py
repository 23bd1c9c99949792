"""Small words for writing XML: an element with text, a document; characters that XML cannot hold are left out."""

from __future__ import annotations

import re
from xml.etree import ElementTree

__all__ = ["add", "clean", "document", "with_text"]

RUNNING = frozenset("p pre code li td th span a math choice option hint choicehint optionhint stringequalhint".split())
REFUSED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without the control characters that no XML document may hold."""
    return REFUSED.sub("", text)


def add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    """A new last child."""
    element = ElementTree.SubElement(parent, tag, {name: clean(value) for name, value in attributes.items()})
    element.text = clean(text) or None
    return element


def with_text(parent: ElementTree.Element, tag: str, text: str, **attributes: str) -> ElementTree.Element:
    """A new last child that holds its text in an element ``text``, as Moodle has it."""
    element = add(parent, tag, "", **attributes)
    add(element, "text", text)
    return element


def document(root: ElementTree.Element) -> bytes:
    """The whole document in UTF-8, its elements on lines of their own down to the text of a question."""
    _indent(root, 0)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode").encode() + b"\n"


def _indent(element: ElementTree.Element, depth: int) -> None:
    """Line breaks between elements, but none where blanks would be seen: inside code, formulas and running text."""
    children = list(element)
    tag = element.tag.rpartition("}")[2]
    running = (element.text or "").strip() or any((child.tail or "").strip() for child in children)
    if not children or running or tag in RUNNING:
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in children:
        _indent(child, depth + 1)
        child.tail = element.text
    children[-1].tail = "\n" + "  " * depth
