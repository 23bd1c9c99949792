"""The compiled bank: one file from which a sitting starts without the author's libraries.

A gzip file of several members, each one line of JSON: first the index (catalogue, cards, where each question's
member lies), then one member a question with its drawn variants and keys. Only the index is unpacked at the start; a
question's variants are unpacked when they are asked for. ``gunzip`` shows all of it.
"""

from __future__ import annotations

import gzip
import json
import os
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from mmready.domain.bank import Bank, Prepared
from mmready.domain.question import QuestionTemplate
from mmready.domain.skill import Course, Fact, Resource, Skill
from mmready.errors import MMReadyError
from mmready.loading.codec import decode, encode

__all__ = ["COMPILED_NAME", "LazyMapping", "read_compiled", "write_compiled"]

COMPILED_NAME = "bank.json.gz"
V = TypeVar("V")


class LazyMapping(Mapping[str, V]):
    """A mapping whose values are made when they are first asked for, and then kept."""

    def __init__(self, names: tuple[str, ...], make: Callable[[str], V]) -> None:
        self._names = dict.fromkeys(names)
        self._make = make
        self._made: dict[str, V] = {}

    def __getitem__(self, name: str) -> V:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return f"LazyMapping({len(self._names)} names, {len(self._made)} made)"


@dataclass(frozen=True, slots=True)
class _Index:
    """What the first member holds; ``places`` maps a question to (start, length) behind it."""

    digest: str
    questions: Mapping[str, QuestionTemplate]
    skills: Mapping[str, Skill]
    courses: Mapping[str, Course]
    resources: Mapping[str, Resource]
    facts: tuple[Fact, ...]
    places: Mapping[str, tuple[int, int]]


def write_compiled(bank: Bank, prepared: Mapping[str, Prepared], path: str | Path) -> None:
    """Write ``bank`` with the drawn variants ``prepared`` to ``path``: the whole file or, on an error, none of it."""
    members: list[bytes] = []
    places: dict[str, tuple[int, int]] = {}
    start = 0
    for name in bank.questions:
        if name not in prepared:
            continue
        member = _packed(encode(prepared[name]))
        members.append(member)
        places[name] = (start, len(member))
        start += len(member)
    index = _Index(bank.digest, bank.questions, bank.skills, bank.courses, bank.resources, bank.facts, places)
    _write_whole(Path(path), b"".join([_packed(encode(index)), *members]))


def read_compiled(path: str | Path) -> Bank:
    """The bank in a compiled file, without bodies; its variants are unpacked as they are asked for.

    Raises MMReadyError for a file of another form.
    """
    index_data, rest = _first_member(Path(path))
    try:
        index = decode(_Index, index_data)
    except (KeyError, TypeError, ValueError) as error:
        raise MMReadyError(f"{path} is no compiled bank of this version of mmready: {error}") from None

    def unpack(name: str) -> Prepared:
        begin, length = index.places[name]
        return decode(Prepared, json.loads(zlib.decompress(rest[begin : begin + length], wbits=31)))

    return Bank(
        questions=index.questions,
        skills=index.skills,
        courses=index.courses,
        resources=index.resources,
        facts=index.facts,
        prepared=LazyMapping(tuple(index.places), unpack),
        digest=index.digest,
    )


def _packed(data: Any) -> bytes:
    line = json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
    return gzip.compress(line.encode(), mtime=0)


def _first_member(path: Path) -> tuple[Any, bytes]:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        data = json.loads(unpacker.decompress(path.read_bytes()))
    except (OSError, zlib.error, ValueError) as error:
        raise MMReadyError(f"{path} is no compiled bank: {error}") from None
    return data, unpacker.unused_data


def _write_whole(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
