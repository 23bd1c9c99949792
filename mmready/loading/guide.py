"""The author's guide draws its tables from the same fields that the loader reads, so they cannot disagree."""

from __future__ import annotations

from mmready.domain.question import CHOICE_KINDS, KINDS, MATHS_KINDS
from mmready.loading.fields import FIELDS, MARKS

__all__ = ["field_table", "mark_table"]


def field_table() -> str:
    """A Markdown table of all fields: name, the kinds that have it, meaning."""
    rows = [f"| `{field.name}` | {_kinds(field.kinds)} | {_cell(field.meaning)} |" for field in FIELDS]
    return "\n".join(["| field | kinds | meaning |", "|---|---|---|", *rows])


def mark_table() -> str:
    """A Markdown table of what ``mark`` may say."""
    rows = [f"| `{part.name}` | {_kinds(kinds)} | {_cell(part.meaning)} |" for part, kinds in MARKS]
    return "\n".join(["| in `mark` | kinds | meaning |", "|---|---|---|", *rows])


def _kinds(kinds: tuple[str, ...]) -> str:
    known = {KINDS: "all", CHOICE_KINDS: "choice", MATHS_KINDS: "mathematical"}
    if kinds in known:
        return known[kinds]
    rest = [kind for kind in kinds if kind not in MATHS_KINDS]
    if set(MATHS_KINDS) <= set(kinds):
        return ", ".join(["mathematical", *rest])
    return ", ".join(kinds)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
