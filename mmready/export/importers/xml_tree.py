"""XML from anywhere → a tree with line numbers: no entities of its own, nothing loaded, bounded in size and depth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from xml.parsers import expat

from mmready.export.importers.draft import broken

__all__ = ["MOST_BYTES", "Element", "read_xml"]

MOST_BYTES = 20_000_000
MOST_DEPTH = 100
MOST_ELEMENTS = 400_000


@dataclass(slots=True)
class Element:
    """An element: its children in order, text between them, the line where it begins."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list[Element | str] = field(default_factory=list)

    def elements(self, tag: str = "") -> Iterator[Element]:
        """The elements directly inside, all of them or those of one name."""
        return (each for each in self.children if isinstance(each, Element) and tag in ("", each.tag))

    def first(self, tag: str) -> Element | None:
        """The first element of this name directly inside."""
        return next(self.elements(tag), None)

    def walk(self) -> Iterator[Element]:
        """This element and all below it."""
        yield self
        for child in self.elements():
            yield from child.walk()

    def text(self) -> str:
        """All text inside, in order."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def inner_html(self) -> str:
        """What stands inside, as HTML."""
        return "".join(escape(each, quote=False) if isinstance(each, str) else each.html() for each in self.children)

    def html(self) -> str:
        """The element as HTML."""
        given = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        if self.tag in ("br", "img", "hr"):
            return f"<{self.tag}{given}>"
        return f"<{self.tag}{given}>{self.inner_html()}</{self.tag}>"


class _RefusedError(Exception):
    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class _Builder:
    """Takes expat's events; raises _RefusedError for what goes beyond the bounds."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.EntityDeclHandler = self.entity
        self.stack: list[Element] = []
        self.root: Element | None = None
        self.count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise _RefusedError("too-large", f"more than {MOST_ELEMENTS} elements; split the file")
        if len(self.stack) >= MOST_DEPTH:
            raise _RefusedError("too-deep", f"elements stand more than {MOST_DEPTH} deep in one another")
        element = Element(tag, attributes, self.parser.CurrentLineNumber)
        if self.stack:
            self.stack[-1].children.append(element)
        else:
            self.root = element
        self.stack.append(element)

    def end(self, _: str) -> None:
        self.stack.pop()

    def data(self, text: str) -> None:
        if self.stack:
            self.stack[-1].children.append(text)

    def entity(self, *_: object) -> None:
        raise _RefusedError("entities", "the file defines entities of its own, which are not read")


def read_xml(source: bytes, file: str) -> Element:
    """The root of a document. Raises AuthorError with the line for what is no XML, or goes beyond the bounds."""
    if len(source) > MOST_BYTES:
        raise broken(file, 0, "too-large", f"expected at most {MOST_BYTES // 1_000_000} MB, got {len(source)} bytes")
    builder = _Builder()
    try:
        builder.parser.Parse(source, True)
    except _RefusedError as refused:
        raise broken(file, builder.parser.CurrentLineNumber, refused.code, str(refused)) from None
    except expat.ExpatError as error:
        message = (
            f"this is no well-formed XML: {expat.ErrorString(error.code)}, at character {error.offset} of the line"
        )
        raise broken(file, error.lineno, "broken-xml", message) from None
    except (ValueError, LookupError) as error:  # an encoding that Python does not know
        raise broken(file, 1, "encoding", f"expected UTF-8: {error}") from None
    if builder.root is None:
        raise broken(file, 1, "broken-xml", "expected a document, got nothing")
    return builder.root
