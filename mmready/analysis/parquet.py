"""Results as Parquet: a row a sitting, its answers as lists; for platforms that keep very many of them.

The columns: ``sitting``, ``bank``, ``at`` (text); ``readiness`` (a map from course to probability); ``question``,
``outcome``, ``points``, ``seconds``, ``sure``, ``chose`` (lists with one entry an answer, ``chose`` with blanks between
options); ``notes`` (a list of structs ``question``, ``what``, ``text``). Parquet's own page checksums tell damage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mmready.errors import MMReadyError

__all__ = ["groups", "rows", "write_parquet"]

_ROWS = 20_000  # rows of one part
_BATCH = 2000  # rows in memory as values
_GROUP = 10_000  # rows of a group that is written
_ANSWER = ("question", "outcome", "points", "seconds", "sure", "chose")


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MMReadyError("Parquet needs pyarrow: pip install 'mmready[scale]'") from None
    return pyarrow, pyarrow.parquet


def groups(path: str) -> list[tuple[int, int]]:
    """The row groups of a file that are read as one part: (first, after the last). A damaged file is one part."""
    _, parquet = _arrow()
    try:
        metadata = parquet.read_metadata(path)
    except (OSError, ValueError):
        return [(0, 0)]
    found: list[tuple[int, int]] = []
    start = rows = 0
    for group in range(metadata.num_row_groups):
        rows += metadata.row_group(group).num_rows
        if rows >= _ROWS or group == metadata.num_row_groups - 1:
            found.append((start, group + 1))
            start, rows = group + 1, 0
    return found or [(0, 0)]


def rows(path: str, start: int, stop: int) -> Iterator[tuple[int, bytes | Mapping[str, Any]]]:
    """The results in some row groups (all where ``stop`` is 0), each with its row in the file.

    Where the file is damaged a last, empty text stands for the rest.
    """
    _, parquet = _arrow()
    place = 0
    try:
        with parquet.ParquetFile(path, page_checksum_verification=True) as file:
            place = sum(file.metadata.row_group(group).num_rows for group in range(start))
            for batch in file.iter_batches(_BATCH, row_groups=list(range(start, stop or file.num_row_groups))):
                for row in _rows(batch):
                    yield place, row
                    place += 1
    except (OSError, ValueError, KeyError, TypeError):
        yield place, b""


def _rows(batch: Any) -> Iterator[Mapping[str, Any]]:
    """The rows of a batch as the values of a result file."""
    columns = {name: batch.column(name).to_pylist() for name in batch.schema.names}
    for number in range(batch.num_rows):
        row = {name: column[number] for name, column in columns.items()}
        answers = [
            {"question": question, "outcome": outcome, "points": points, "seconds": seconds}
            | ({"sure": sure} if sure else {})
            | ({"chose": chose.split(" ")} if chose else {})
            for question, outcome, points, seconds, sure, chose in zip(*(row[name] for name in _ANSWER), strict=True)
        ]
        yield {
            "sitting": row["sitting"],
            "bank": row["bank"],
            "at": row["at"],
            "readiness": dict(row["readiness"]),
            "answers": answers,
            "notes": row["notes"] or (),
        }


def write_parquet(results: Iterable[Mapping[str, Any]], path: str | Path) -> int:
    """Results as one Parquet file, written a part at a time; gives how many. ``results`` as from ``checked``."""
    arrow, parquet = _arrow()
    words = arrow.list_(arrow.string())
    note = arrow.struct([("question", arrow.string()), ("what", arrow.string()), ("text", arrow.string())])
    schema = arrow.schema(
        [
            ("sitting", arrow.string()),
            ("bank", arrow.string()),
            ("at", arrow.string()),
            ("readiness", arrow.map_(arrow.string(), arrow.float64())),
            ("question", words),
            ("outcome", words),
            ("points", arrow.list_(arrow.float64())),
            ("seconds", arrow.list_(arrow.int32())),
            ("sure", words),
            ("chose", words),
            ("notes", arrow.list_(note)),
        ]
    )
    count = 0
    rows: list[Mapping[str, Any]] = []
    with parquet.ParquetWriter(path, schema, write_page_checksum=True) as writer:
        for result in results:
            rows.append(_row(result))
            count += 1
            if len(rows) == _GROUP:
                writer.write_table(arrow.Table.from_pylist(rows, schema))
                rows = []
        if rows:
            writer.write_table(arrow.Table.from_pylist(rows, schema))
    return count


def _row(result: Mapping[str, Any]) -> dict[str, Any]:
    answers = result["answers"]
    lists: dict[str, list[Any]] = {name: [each.get(name) for each in answers] for name in _ANSWER}
    lists["chose"] = [" ".join(each.get("chose", ())) for each in answers]
    return (
        {name: result[name] for name in ("sitting", "bank", "at")}
        | lists
        | {
            "readiness": list(result["readiness"].items()),
            "notes": [{"text": "", **note} for note in result.get("notes", ())],
        }
    )
