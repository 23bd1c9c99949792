"""Matrices typed as rows: lines or ``;`` part rows, commas, ``&`` or spaces part cells."""

from __future__ import annotations

from mmready.errors import UnreadableError
from mmready.maths.parse.stream import OPENING
from mmready.maths.parse.tokens import Token
from mmready.translation import t


def split_rows(tokens: list[Token]) -> list[list[list[Token]]]:
    """The tokens of each cell of each row. Raises UnreadableError for an empty cell."""
    rows = [_cells(row) for row in _parts(tokens, {"\n", ";", r"\\"}) if row]
    if any(not cell for row in rows for cell in row):
        raise UnreadableError("cell-missing", t("A cell of the matrix is empty."), tokens[0].start, tokens[-1].end)
    return rows


def _parts(tokens: list[Token], signs: set[str]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    level = 0
    for token in tokens:
        if token.kind == "sign":
            level += token.text in ("(", "[", "{")
            level -= token.text in (")", "]", "}")
            if level == 0 and token.text in signs:
                parts.append([])
                continue
        parts[-1].append(token)
    return parts


def _cells(row: list[Token]) -> list[list[Token]]:
    cells = _parts(row, {",", "&"})
    if len(cells) > 1:
        return cells if cells[-1] else cells[:-1]
    cells, level = [[]], 0
    for place, token in enumerate(row):
        if level == 0 and cells[-1] and token.space and _begins_cell(row, place):
            cells.append([])
        level += token.kind == "sign" and token.text in ("(", "[", "{")
        level -= token.kind == "sign" and token.text in (")", "]", "}")
        cells[-1].append(token)
    return cells


def _begins_cell(row: list[Token], place: int) -> bool:
    """``1 -2`` are two cells, ``1 - 2`` is one."""
    token, before = row[place], row[place - 1]
    if before.kind == "function" or (before.kind == "sign" and before.text not in (")", "]", "}", "|", "%", "!", "'")):
        return False
    if token.kind == "sign" and token.text in ("-", "+"):
        return place + 1 < len(row) and not row[place + 1].space
    return token.kind != "sign" or token.text in OPENING
