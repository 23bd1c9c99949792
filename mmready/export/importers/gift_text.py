"""GIFT → drafts: choices, true or false, numbers, matching, and words that are numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from mmready.export.importers.draft import Found, broken
from mmready.export.importers.html_text import markdown_of, plain_markdown
from mmready.export.importers.numbers import as_number
from mmready.export.importers.parts import FREE_TEXT, Shared, Weighed, choice, matching, number

__all__ = ["read_gift"]

# signs with a backslash before them, out of the way while the rest is read
HIDDEN = {sign: chr(0xE020 + place) for place, sign in enumerate(":#={}~")}
BACKSLASH, LINE_BREAK = "\ue02e", "\ue02f"
FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
SHARE = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
RANGE = re.compile(r"(.+?)\.\.(.+)")
TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}
MOST_BYTES = 20_000_000
MOST_OPTIONS = 100
LONGEST = 20_000  # characters of a text in Markdown


def read_gift(source: bytes, file: str) -> list[Found]:
    """The questions of a GIFT file, one for each block between empty lines."""
    if len(source) > MOST_BYTES:
        raise broken(file, 0, "too-large", f"expected at most {MOST_BYTES // 1_000_000} MB, got {len(source)} bytes")
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise broken(file, line, "encoding", f"expected a text in UTF-8: {error.reason}") from None
    if "\0" in text:
        raise broken(file, text[: text.index("\0")].count("\n") + 1, "not-text", "expected a text, got binary data")
    found = [_question(block, line) for line, block in _blocks(text) if not block.startswith("$CATEGORY:")]
    if not found:
        raise broken(file, 1, "no-questions", "expected questions in GIFT, such as: What is 2 + 2? {#4}")
    return found


def _blocks(text: str) -> list[tuple[int, str]]:
    """The blocks with their first lines; lines of comment are left out."""
    blocks: list[tuple[int, list[str]]] = []
    fresh = True
    for line_number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            fresh = True
        elif not line.strip().startswith("//"):
            if fresh or line.startswith("$CATEGORY:"):
                blocks.append((line_number, []))
            blocks[-1][1].append(line)
            fresh = line.startswith("$CATEGORY:")
    return [(line, "\n".join(lines).strip()) for line, lines in blocks]


def _hide(text: str) -> str:
    text = text.replace("\\\\", BACKSLASH)
    for sign, hidden in HIDDEN.items():
        text = text.replace(f"\\{sign}", hidden)
    return text.replace("\\n", LINE_BREAK)


def _shown(text: str) -> str:
    for sign, hidden in HIDDEN.items():
        text = text.replace(hidden, sign)
    return text.replace(BACKSLASH, "\\").replace(LINE_BREAK, "\n").strip()


def _markdown(text: str, form: str) -> tuple[str, tuple[str, ...]]:
    own = FORMAT.match(text.strip())
    if own:
        form, text = own[1], text.strip()[own.end() :]
    words = _shown(text)
    if form == "markdown":
        return words[:LONGEST], ()
    if form == "plain" or (form == "moodle" and "<" not in words and "\\(" not in words and "&" not in words):
        return plain_markdown(words), ()
    found = markdown_of(words)
    return found.markdown, found.notes


def _question(block: str, line: int) -> Found:
    text = _hide(block)
    name = ""
    if text.startswith("::"):
        name, _, text = text[2:].partition("::")
    start, end = text.find("{"), text.find("}")
    answers, words = "", text
    if 0 <= start < end:
        answers = text[start + 1 : end].strip()
        words = _around(text[:start], text[end + 1 :])
    form = FORMAT.match(text.strip())
    kind = form[1] if form else "moodle"
    answers, _, general = answers.partition("####")
    markdown, notes = _markdown(words, kind)
    solution = _markdown(general, kind)[0] if general.strip() else ""
    title = _shown(name) or " ".join(markdown.split()[:8]) or "question"
    shared = Shared(title, line, markdown, (), solution, (), notes)
    if (start < 0) != (end < 0) or end < start:
        return shared.refused("a brace is open or closed without its partner")
    if start < 0:
        return shared.refused("it asks nothing")
    return _answered(shared, answers.strip(), kind)


def _around(before: str, after: str) -> str:
    """The words around an answer, with a gap in its place; none where after the question only a full stop follows."""
    said = re.sub(r"<[^>]*>", "", after).strip()
    if not said:
        return before + after
    if re.fullmatch(r"[.,;:!?]+", said):
        ended = re.sub(r"<[^>]*>", "", before).rstrip().endswith((".", "?", "!", ":", ")", HIDDEN[":"]))
        return before if ended else f"{before.rstrip()} ____{after.lstrip()}"
    return f"{before} ____ {after}"


def _answered(shared: Shared, answers: str, kind: str) -> Found:
    if not answers:
        return shared.refused("it is marked by a person")
    if answers.startswith("#"):
        return _number(shared, answers[1:], kind)
    if "~" in answers:
        parts = [part for part in re.split(r"(?=[~=])", answers) if part.strip(" ~\n\t")]
        if len(parts) > MOST_OPTIONS:
            return shared.refused(f"it has more than {MOST_OPTIONS} options")
        many = not any(part.lstrip().startswith("=") for part in parts)
        return choice(shared, [_weighed(part, kind) for part in parts], many)
    if "=" in answers and "->" in answers:
        pairs = [part.partition("->")[::2] for part in answers.split("=") if part.strip()]
        return matching(shared, [(_markdown(one, kind)[0], _markdown(two, "plain")[0]) for one, two in pairs])
    first, *rest = answers.split("#")
    if first.strip().upper() in TRUTH:
        right = TRUTH[first.strip().upper()]
        said = [_markdown(each, kind)[0] for each in rest[:2]] + ["", ""]
        for_true, for_false = (said[1], said[0]) if right else (said[0], said[1])
        both = [Weighed("True", float(right), for_true), Weighed("False", float(not right), for_false)]
        return choice(shared, both, many=False)
    parts = [part for part in answers.split("=") if part.strip()]
    found = [_weighed(f"={part}", kind) for part in parts]
    values = [as_number(each.text) for each in found]
    if any(value is None for value in values):
        return shared.refused(FREE_TEXT)
    return number(shared, [Weighed(a.text, a.share, a.feedback, v or 0.0) for a, v in zip(found, values, strict=True)])


def _weighed(part: str, kind: str) -> Weighed:
    part = part.strip()
    share = 1.0 if part.startswith("=") else 0.0
    part = part.lstrip("~=").lstrip()
    mark = SHARE.match(part)
    if mark:
        share, part = float(mark[1]) / 100, part[mark.end() :]
    text, _, feedback = part.partition("#")
    return Weighed(_markdown(text, kind)[0], share, _markdown(feedback, kind)[0])


def _number(shared: Shared, answers: str, kind: str) -> Found:
    found, notes = [], shared.notes
    for part in filter(str.strip, re.split(r"(?=[~=])", answers)):
        share, text = 0.0 if part.startswith("~") else 1.0, part.lstrip("~=").strip()
        mark = SHARE.match(text)
        if mark:
            share, text = float(mark[1]) / 100, text[mark.end() :]
        text, _, feedback = text.partition("#")
        if text.strip() in ("", "*"):  # any other answer
            notes = (*notes, "what is said to any other answer")
            continue
        value = _value(_shown(text))
        if value is None:
            return shared.refused(f"an answer of it is no number: {_shown(text)[:40]}")
        found.append(Weighed(text, share, _markdown(feedback, kind)[0], *value))
    return number(replace(shared, notes=tuple(dict.fromkeys(notes))), found)


def _value(text: str) -> tuple[float, float] | None:
    """The middle of an answer and how far off is still right."""
    ends = RANGE.fullmatch(text)
    if ends:
        low, high = as_number(ends[1]), as_number(ends[2])
        return None if low is None or high is None else ((low + high) / 2, abs(high - low) / 2)
    value, _, room = text.partition(":")
    at, off = as_number(value), as_number(room or "0")
    return None if at is None or off is None else (at, abs(off))
