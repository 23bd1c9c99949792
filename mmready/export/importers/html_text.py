"""HTML from anywhere → Markdown with ``$…$``; whatever the HTML is, there is a text.

Formulas are found as MathML with its LaTeX, between ``\\(`` and ``\\)``, ``\\[`` and ``\\]``, ``$$`` or edX's
``[mathjax]``. What has no counterpart (pictures, sound, forms) is left out and noted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from mmready.export.content import TEX_ENCODING

__all__ = ["Text", "markdown_of", "plain_markdown"]

BLOCKS = frozenset(
    "p div section article header footer center address figure figcaption dl dt dd fieldset form".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 legend caption".split())
FRAMES = frozenset("ul ol li blockquote table tr td th pre code math a sub sup".split())
DROPPED = frozenset(
    "script style head title template noscript svg iframe object video audio canvas select button".split()
)
VOID = frozenset("br img hr input source track embed wbr col area base link meta param".split())
MOST_FRAMES = 60
BREAK = "\\\n"
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
LONGEST = 60_000  # characters of one text
FORMULA = re.compile(
    r"\\\((?P<inline>.{1,2000}?)\\\)|\\\[(?P<display>.{1,2000}?)\\\]|\$\$(?P<dollars>.{1,2000}?)\$\$"
    r"|\[mathjaxinline\](?P<edx>.{1,2000}?)\[/mathjaxinline\]|\[mathjax\](?P<edxdisplay>.{1,2000}?)\[/mathjax\]",
    re.DOTALL,
)
DOLLAR = re.compile(r"(?<!\\)\$(?P<inline>[^$]+?)(?<!\\)\$", re.DOTALL)
SIGNS = re.compile(r"[\\`*\[\]<$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
MARK = re.compile(r"([#>+-]|\d+[.)]|~~~+|===+)(?=\s|$|~|=)")


@dataclass(frozen=True, slots=True)
class Text:
    """Markdown, and notes on what was left out of it."""

    markdown: str
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Frame:
    tag: str
    parts: list[str] = field(default_factory=list)
    extra: str = ""

    def text(self) -> str:
        return "".join(self.parts)


def markdown_of(html: str, *, dollars: bool = False) -> Text:
    """The Markdown of some HTML; ``dollars``: a formula also stands between single dollars."""
    reader = _Reader(dollars)
    reader.feed(html[:LONGEST])
    reader.close()
    cut = (f"what comes after {LONGEST} characters of a text",) if len(html) > LONGEST else ()
    return Text(_tidy(reader.finish()), (*cut, *dict.fromkeys(reader.notes)))


def plain_markdown(text: str) -> str:
    """Plain text as Markdown that shows it as it is."""
    paragraphs = re.split(r"\n[ \t]*\n", text[:LONGEST].replace("\r\n", "\n"))
    return _tidy("\n\n".join(_escaped(" ".join(each.split()), True) for each in paragraphs))


def _tidy(text: str) -> str:
    """No blanks at line ends and one empty line at most between blocks, except inside code."""
    parts = re.split(r"(^~{3,}\n.*?^~{3,}$)", text, flags=re.DOTALL | re.MULTILINE)
    for place in range(0, len(parts), 2):
        parts[place] = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", parts[place]))
    return "".join(parts).strip("\n").strip()


def _escaped(text: str, at_start: bool) -> str:
    text = SIGNS.sub(r"\\\g<0>", text)
    if at_start:
        found = MARK.match(text)
        if found:
            place = found.end() - 1 if found[1][0].isdigit() else 0
            text = f"{text[:place]}\\{text[place:]}"
    return text


def _formula(latex: str, display: bool) -> str:
    inside = " ".join(latex.replace("$", "").split())
    if not inside:
        return ""
    return f"$${inside}$$" if display else f"${inside}$"


class _Reader(HTMLParser):
    def __init__(self, dollars: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.dollars = dollars
        self.frames = [_Frame("root")]
        self.notes: list[str] = []
        self.dropped: list[str] = []
        self.opened = False  # right behind a sign that opens
        self.note_tex = False  # inside the LaTeX that MathML carries along

    # -- events of the parser ----------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self.dropped:
            if tag not in VOID:
                self.dropped.append(tag)
            return
        if tag in DROPPED:
            self.dropped.append(tag)
            if tag not in ("script", "style", "head", "title"):
                self.notes.append(f"left out: {tag}")
        elif tag == "annotation":
            self.note_tex = given.get("encoding") == TEX_ENCODING
        elif tag in FRAMES and len(self.frames) < MOST_FRAMES:
            self._open(tag, given)
        elif tag in BLOCKS or tag in HEADINGS:
            self._block()
            self._put("**" if tag in HEADINGS else "")
        elif tag in MARKS:
            self._put(MARKS[tag])
            self.opened = True
        elif tag == "br":
            self._break()
        elif tag == "clarification":  # edX shows it behind a sign, on demand
            self._put(" (")
        elif tag == "hr":
            self._block()
        elif tag == "img":
            alt = " ".join(given.get("alt", "").split())[:80]
            self.notes.append("left out: a picture" + (f" ({alt})" if alt else ""))
        elif tag == "input":
            self.notes.append("left out: input")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.dropped:
            if tag in self.dropped:
                del self.dropped[len(self.dropped) - 1 - self.dropped[::-1].index(tag) :]
            return
        if tag == "annotation":
            self.note_tex = False
        elif tag in FRAMES and any(frame.tag == tag for frame in self.frames[1:]):
            while self.frames[-1].tag != tag:
                self._close()
            self._close()
        elif tag in BLOCKS or tag in HEADINGS:
            self._put("**" if tag in HEADINGS else "")
            self._block()
        elif tag in MARKS:
            self._end_mark(MARKS[tag])
        elif tag == "clarification":
            self._put(")")

    def handle_data(self, data: str) -> None:
        if self.dropped:
            return
        top = self.frames[-1]
        inside = {frame.tag for frame in self.frames}
        if "math" in inside:
            if self.note_tex:
                next(frame for frame in reversed(self.frames) if frame.tag == "math").extra += data
            else:
                top.parts.append(data)
        elif "pre" in inside or "code" in inside:
            top.parts.append(data)
        else:
            self._text(data)

    # -- what they do ------------------------------------------------------------------------------------------------

    def finish(self) -> str:
        while len(self.frames) > 1:
            self._close()
        self._drop_breaks()
        return self.frames[0].text()

    def _drop_breaks(self) -> None:
        """A break at the end of a block breaks nothing; in Markdown its sign would be shown."""
        parts = self.frames[-1].parts
        while parts and parts[-1] in ("", BREAK):
            parts.pop()

    def _end_mark(self, mark: str) -> None:
        """Markdown wants the sign right behind a word: a blank before it goes behind it, and an empty pair goes."""
        parts = self.frames[-1].parts
        self.opened = False
        if parts and parts[-1] == mark:
            parts.pop()
            return
        blank = bool(parts) and parts[-1].endswith(" ")
        if blank:
            parts[-1] = parts[-1].rstrip(" ")
        self._put(f"{mark} " if blank else mark)

    def _put(self, text: str) -> None:
        if {"pre", "code", "math"}.isdisjoint(frame.tag for frame in self.frames):
            self.frames[-1].parts.append(text)

    def _at_start(self) -> bool:
        before = next((part for part in reversed(self.frames[-1].parts) if part), "\n")
        return before.endswith("\n")

    def _block(self) -> None:
        if not {"td", "th", "a"}.isdisjoint(frame.tag for frame in self.frames):
            self._put(" ")
        elif self.frames[-1].parts:
            self._drop_breaks()
            self._put("\n\n")

    def _break(self) -> None:
        if any(frame.tag in ("pre", "code") for frame in self.frames):
            self.frames[-1].parts.append("\n")
        elif any(frame.tag in ("td", "th", "a") for frame in self.frames):
            self._put(" ")
        elif not self._at_start():
            self._put(BREAK)

    def _text(self, data: str) -> None:
        end = 0
        for found in FORMULA.finditer(data):
            self._words(data[end : found.start()])
            display = found["display"] or found["dollars"] or found["edxdisplay"]
            self._put(_formula(display or found["inline"] or found["edx"], bool(display)))
            end = found.end()
        self._words(data[end:])

    def _words(self, data: str) -> None:
        end = 0
        for found in DOLLAR.finditer(data) if self.dollars else ():
            self._plain(data[end : found.start()])
            self._put(_formula(found["inline"], False))
            end = found.end()
        self._plain(data[end:])

    def _plain(self, data: str) -> None:
        if self.dollars:
            data = data.replace("\\$", "$")
        words = re.sub(r"\s+", " ", data)
        if self._at_start():
            words = words.lstrip(" ")
        if self.opened and words.startswith(" "):  # the blank belongs before the sign
            self.frames[-1].parts.insert(-1, " ")
            words = words.lstrip(" ")
        self.opened = self.opened and not words
        if words:
            self._put(_escaped(words, self._at_start()))

    def _open(self, tag: str, given: dict[str, str]) -> None:
        if tag in ("ul", "ol", "blockquote", "table", "pre"):
            self._block()
        self.frames.append(_Frame(tag, extra=given.get("href", "") if tag == "a" else ""))
        if tag == "math":
            self.frames[-1].extra = ""
            self.frames[-1].parts = ["\0" if given.get("display") == "block" else ""]

    def _close(self) -> None:
        frame = self.frames.pop()
        shown = self._shown(frame)
        if shown:
            self.frames[-1].parts.append(shown)
        if frame.tag in ("ul", "ol", "blockquote", "table", "pre"):
            self._block()

    def _shown(self, frame: _Frame) -> str:
        text = frame.text()
        match frame.tag:
            case "math":
                return self._math(frame.extra, text)
            case "pre":
                fence = "~~~"
                while fence in text:
                    fence += "~"
                return f"{fence}\n{text.strip(chr(10))}\n{fence}"
            case "code":
                return text if any(each.tag == "pre" for each in self.frames) else self._code(text)
            case "li":
                return self._item(text)
            case "blockquote":
                return "\n".join(f"> {line}".rstrip() for line in _tidy(text).split("\n"))
            case "td" | "th":
                return " " + " ".join(text.split()).replace("\n", " ") + " |"
            case "tr":
                return f"|{text.strip()}\n" if text.strip() else ""
            case "table":
                return _table(text)
            case "a":
                inside = text.strip()
                return f"[{inside}]({frame.extra})" if re.match(r"https?://[^\s()]+$", frame.extra) and inside else text
            case "sub" | "sup":
                inside = text.strip()
                return (
                    f"${'_' if frame.tag == 'sub' else '^'}{{{inside}}}$"
                    if re.fullmatch(r"[\w+-]+", inside)
                    else inside
                )
        return text

    def _math(self, tex: str, shown: str) -> str:
        if tex.strip():
            return _formula(tex, shown.startswith("\0"))
        words = " ".join(shown.strip("\0").split())
        if words:
            self.notes.append("a formula in MathML without its LaTeX became plain words")
        return _escaped(words, False)

    def _code(self, text: str) -> str:
        text = " ".join(text.split("\n"))
        if not text.strip():
            return ""
        if any(each.tag in ("td", "th") for each in self.frames):
            text = text.replace("|", "\\|")
        ticks = "`"
        while ticks in text:
            ticks += "`"
        pad = " " if text.startswith("`") or text.endswith("`") else ""
        return f"{ticks}{pad}{text}{pad}{ticks}"

    def _item(self, text: str) -> str:
        ordered = self.frames[-1].tag == "ol"
        mark = "1. " if ordered else "- "
        if ordered:
            self.frames[-1].extra = str(int(self.frames[-1].extra or 0) + 1)
            mark = f"{self.frames[-1].extra}. "
        lines = _tidy(text).split("\n")
        rest = [" " * len(mark) + line if line else "" for line in lines[1:]]
        return "\n".join([mark + lines[0], *rest]) + "\n"


def _table(text: str) -> str:
    rows = [row for row in text.split("\n") if row.startswith("|")]
    if not rows:
        return text
    columns = max(row.count(" |") for row in rows)
    return "\n".join([rows[0], "|" + "---|" * columns, *rows[1:]])
