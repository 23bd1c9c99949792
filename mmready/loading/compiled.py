"""The compiled bank: one file from which a sitting starts without the author's libraries.

A gzip file of several members with lines of JSON: first the index (catalogue, cards, where the other members lie),
then one member a resource, one an opening, and one a question, in which the first line says how many variants there are
and each other line is one of them with its key. Only the index is unpacked at the start; any other member is unpacked,
and a line of it read, when it is asked for. ``gunzip`` shows all of it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, overload

from mmready.cache import write_whole
from mmready.domain.background import BackgroundQuestion
from mmready.domain.bank import Bank, Drawn, Opening, Prepared
from mmready.domain.question import QuestionTemplate
from mmready.domain.skill import Course, Fact, Resource, Skill
from mmready.domain.variant import AnswerKey, Variant
from mmready.errors import MMReadyError
from mmready.loading.codec import decode, encode
from mmready.values import dataclass

__all__ = ["COMPILED_NAME", "LazyMapping", "read_compiled", "write_compiled"]

COMPILED_NAME = "bank.json.gz"
PART = 1 << 16  # bytes read at once until the index ends
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


class _Lines(Sequence[Drawn]):
    """Variants with their keys, each read from its line when it is asked for."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    @overload
    def __getitem__(self, place: int) -> Drawn: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Drawn]: ...
    def __getitem__(self, place: int | slice) -> Drawn | Sequence[Drawn]:
        if isinstance(place, slice):
            return _Lines(self._lines[place])
        variant, key = json.loads(self._lines[place])
        return decode(Variant, variant), decode(AnswerKey, key)

    def __len__(self) -> int:
        return len(self._lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} variants>"


Places = Mapping[str, tuple[int, int]]  # start and length of each member, counted behind the index


@dataclass(frozen=True, slots=True)
class _Index:
    """What the first member holds."""

    digest: str
    questions: Mapping[str, QuestionTemplate]
    skills: Mapping[str, Skill]
    courses: Mapping[str, Course]
    facts: tuple[Fact, ...]
    resources: Places
    openings: Places
    prepared: Places
    background: tuple[BackgroundQuestion, ...] = ()


def write_compiled(bank: Bank, prepared: Mapping[str, Prepared], path: str | Path) -> None:
    """Write ``bank`` with the drawn variants ``prepared`` to ``path``: the whole file or, on an error, none of it."""
    members: list[bytes] = []
    resources = _places(((name, [encode(one)]) for name, one in bank.resources.items()), members)
    openings = _places(((name, [encode(one)]) for name, one in bank.openings.items()), members)
    drawn = ((name, _lines_of(prepared[name])) for name in bank.questions if name in prepared)
    variants = _places(drawn, members)
    around = (bank.skills, bank.courses, bank.facts, resources, openings, variants, bank.background)
    index = _Index(bank.digest, bank.questions, *around)
    write_whole(Path(path), b"".join([_packed([encode(index)]), *members]))


def _places(found: Iterable[tuple[str, Iterable[Any]]], members: list[bytes]) -> dict[str, tuple[int, int]]:
    """Where each of these comes to lie behind the index, when its lines are packed and put after ``members``."""
    start = sum(map(len, members))
    places: dict[str, tuple[int, int]] = {}
    for name, lines in found:
        members.append(_packed(lines))
        places[name] = (start, len(members[-1]))
        start += len(members[-1])
    return places


def _lines_of(prepared: Prepared) -> Iterator[Any]:
    yield {"complete": prepared.complete, "variants": len(prepared.drawn)}
    for variant, key in prepared.drawn:
        yield [encode(variant), encode(key)]


def read_compiled(path: str | Path) -> Bank:
    """The bank in a compiled file, without bodies; its variants are unpacked as they are asked for.

    Raises MMReadyError for a file of another form.
    """
    index_data, rest = _first_member(Path(path))
    try:
        index = decode(_Index, index_data)
    except (KeyError, TypeError, ValueError) as error:
        raise MMReadyError(f"{path} is no compiled bank of this version of mmready: {error}") from None

    def lines(place: tuple[int, int]) -> list[str]:
        begin, length = place
        return zlib.decompress(rest[begin : begin + length], wbits=31).decode().split("\n")[:-1]

    def unpack(name: str) -> Prepared:
        head, *variants = lines(index.prepared[name])
        return Prepared(_Lines(variants), json.loads(head)["complete"])

    def one_each(kind: type[V], places: Places) -> LazyMapping[V]:
        return LazyMapping(tuple(places), lambda name: decode(kind, json.loads(lines(places[name])[0])))

    return Bank(
        questions=index.questions,
        skills=index.skills,
        courses=index.courses,
        resources=one_each(Resource, index.resources),
        openings=one_each(Opening, index.openings),
        facts=index.facts,
        prepared=LazyMapping(tuple(index.prepared), unpack),
        digest=index.digest,
        background=index.background,
    )


def _packed(lines: Iterable[Any]) -> bytes:
    text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    packer = zlib.compressobj(9, wbits=31)
    return packer.compress(text.encode()) + packer.flush()


def _first_member(path: Path) -> tuple[Any, memoryview]:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        content = memoryview(path.read_bytes())
        text, end = b"", 0
        while not unpacker.eof and end < len(content):  # in parts: what is left over is copied, and that is megabytes
            text += unpacker.decompress(content[end : end + PART])
            end += PART
        return json.loads(text.decode()), content[min(end, len(content)) - len(unpacker.unused_data) :]
    except (OSError, zlib.error, ValueError) as error:
        raise MMReadyError(f"{path} is no compiled bank: {error}") from None
