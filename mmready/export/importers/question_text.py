"""A draft → the text of a question file, with what is still to be done said in it.

The key of an imported question is somebody else's word. Its Check therefore stops with an error until an author has
worked the answer out by another road, so that ``mmready lint`` does not take it for proved.
"""

from __future__ import annotations

import re

from mmready.export.importers.draft import Draft, DraftMistake, DraftOption

__all__ = ["HINT", "SOLUTION", "question_text", "slug"]

HINT = "To be written: what to look at first."
SOLUTION = "To be written: why this is the answer, each step one line."
CHECK = (
    "The answer came with the file it was imported from. Work it out here by another road.\n\n~~~python\n"
    'raise NotImplementedError("set expected by a road of its own")\nexpected = None\n~~~'
)
OPEN = re.compile(r"\{\{(?=\s)")
SECTION = re.compile(r"^(#{1,6})(?=\s)", re.MULTILINE)


def slug(name: str) -> str:
    """A file's name in small letters, digits and hyphens.

    >>> slug("What's 2 + 2?")
    'what-s-2-2'
    """
    words = re.findall(r"[a-z0-9]+", name.lower())[:8]
    return "-".join(words)[:60].strip("-") or "question"


def question_text(draft: Draft, skill: str) -> str:
    """The whole file. ``skill`` is taken where the draft does not name one."""
    head = [
        f"kind: {draft.kind}",
        f"skill: {_tag(draft, 'skill', r'[a-z0-9]+(-[a-z0-9]+)*') or skill}",
        f"difficulty: {_tag(draft, 'difficulty', '[1-5]') or 3}   # imported; say the reason once you have judged it",
        f"minutes: {_minutes(draft)}",
    ]
    if draft.variables:
        head += ["variables:", *(f"  {name}: {_quoted(domain)}" for name, domain in draft.variables.items())]
    head += _answered(draft, "")
    if draft.lines:
        head += ["lines:", *(f"  - {_quoted(line)}" for line in draft.lines)]
    if draft.blanks:
        head.append("blanks:")
        for name, blank in draft.blanks.items():
            head += [f"  {name}:", f"    kind: {blank.kind}", *_answered(blank, "    ")]
            head += [f"    points: {blank.points:g}"] if blank.points != 1 else []
    hints = draft.hints or (HINT,)
    parts = ["---", *head, "---", _placed(_body(draft.text)), ""]
    for hint in hints:
        parts += ["## Hint", _body(hint), ""]
    parts += ["## Solution", _body(draft.solution or SOLUTION), "", "## Check", CHECK, ""]
    return "\n".join(parts)


def _tag(draft: Draft, name: str, pattern: str) -> str:
    found = draft.tags.get(name, "")
    return found if re.fullmatch(pattern, found) else ""


def _minutes(draft: Draft) -> str:
    found = _tag(draft, "minutes", r"\d{1,2}(\.\d{1,2})?")
    return found if found and 0.5 <= float(found) <= 10 else "2"


def _answered(draft: Draft, indent: str) -> list[str]:
    lines = []
    if draft.options:
        lines.append("options:")
        for option in draft.options:
            lines += _option(option)
    elif draft.answer:
        lines.append(f"answer: {_quoted(draft.answer)}")
    if draft.mark:
        lines += ["mark:", *(f"  {name}: {_quoted(value)}" for name, value in draft.mark.items())]
    if draft.mistakes:
        lines.append("mistakes:")
        for mistake in draft.mistakes:
            lines += _mistake(mistake)
    return [indent + line for line in lines]


def _option(option: DraftOption) -> list[str]:
    lines = [f"  - text: {_scalar(option.text, 6)}"]
    if option.right:
        lines.append("    right: yes")
    if option.feedback:
        lines.append(f"    feedback: {_scalar(option.feedback, 6)}")
    return lines


def _mistake(mistake: DraftMistake) -> list[str]:
    lines = [f"  - answer: {_quoted(mistake.answer)}", f"    feedback: {_scalar(mistake.feedback, 6)}"]
    if mistake.points:
        lines.append(f"    points: {mistake.points:.2g}")
    return lines


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _scalar(text: str, indent: int) -> str:
    """Markdown as a scalar of YAML: on one line in quotes, else as a block of its own."""
    text = _safe(text)
    if "\n" not in text:
        return _quoted(text)
    pad = " " * indent
    return "|-\n" + "\n".join(pad + line if line else "" for line in text.split("\n"))


def _safe(text: str) -> str:
    """No placeholder may arise from a text that has two braces in it."""
    text = "".join(sign for sign in text if sign in "\n\t" or sign.isprintable() or sign == "\u00a0")
    return OPEN.sub("{ {", text)


def _body(markdown: str) -> str:
    """The text of a section: no line of it may look like a heading or an end of the front matter."""
    shown = SECTION.sub(r"\\\1", _safe(markdown)) if "~~~" not in markdown else _safe(markdown)
    return re.sub(r"^---\s*$", r"\\---", shown, flags=re.MULTILINE)


def _placed(text: str) -> str:
    """The marks of blanks as placeholders."""
    return re.sub(r"\[\[\?(\w+)\]\]", r"{{ ?\1 }}", text)
