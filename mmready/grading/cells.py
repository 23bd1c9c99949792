"""Vectors and matrices typed into a grid: lists of cells, each with its own text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mmready.domain.response import Response
from mmready.errors import UnreadableError
from mmready.grading.maths_words import maths_words
from mmready.maths.tree import Matrix, Node, Vector
from mmready.translation import t

_MOST_CELLS = 400
Read = Callable[[str], Node]


def read_cells(response: Sequence[Response], depth: int, read: Read) -> Node:
    """The vector of a list of texts, or the matrix of a list of such lists.

    Raises UnreadableError that names the cell; with code ``cell-empty`` where a cell is empty, ``empty`` where all are.
    """
    upright = not any(_is_list(row) for row in response)
    rows = [_row(row) for row in response]
    cells = [cell for row in rows for cell in row]
    if len(cells) > _MOST_CELLS:
        raise UnreadableError("too-long", t("That is too large."))
    if all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells):
        raise UnreadableError("empty", t("Nothing is filled in yet."))
    if len({len(row) for row in rows}) != 1:
        raise UnreadableError("ragged", maths_words("ragged"))
    found = [
        [_cell(cell, _place(row, column, upright, depth), read) for column, cell in enumerate(line, start=1)]
        for row, line in enumerate(rows, start=1)
    ]
    if upright:
        return Vector(tuple(line[0] for line in found), "(")
    return Matrix(tuple(tuple(line) for line in found))


def _is_list(value: Response) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _row(value: Response) -> list[Response]:
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else [value]


def _place(row: int, column: int, upright: bool, depth: int) -> str:
    return t("entry {n}", n=row) if upright or depth == 1 else t("row {row}, column {column}", row=row, column=column)


def _cell(cell: Response, place: str, read: Read) -> Node:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        cell = repr(cell)
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        raise UnreadableError("cell-empty", maths_words("cell-empty", place=place))
    if not isinstance(cell, str):
        raise UnreadableError("not-text", maths_words("not-text"))
    try:
        return read(cell)
    except UnreadableError as error:
        hint = maths_words("cell", place=place[:1].upper() + place[1:], help=error.help)
        raise UnreadableError(error.code, hint, error.start, error.end) from error
