"""Where a fact comes from, and the day on which its source was read: said beside the fact, wherever it is shown."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from mmready.domain.skill import Fact
from mmready.report import words
from mmready.translation import t

__all__ = ["Source", "each_once", "source_html", "source_of", "source_text", "sources_html", "sources_text"]

WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader can look up: the source's short name, its address, and the day on which we read it."""

    name: str
    address: str
    read: str


def source_of(fact: Fact) -> Source:
    """The source of a fact. The programme's own FAQ is called so, any other page by the site that it is on."""
    site = urlsplit(fact.source).netloc.removeprefix("www.")
    return Source("FAQ" if fact.series == "faq" else site or fact.source, fact.source, words.day(fact.date))


def source_text(source: Source) -> str:
    """``FAQ, read 22 November 2026``."""
    return t("{source}, read {day}", source=source.name, day=source.read) if source.read else source.name


def source_html(source: Source) -> str:
    """The same as a small note; the name is a link where the source has an address on the web."""
    return f'<small class="src">{_together([_link(source)], source.read)}</small>'


def sources_html(sources: Iterable[Source]) -> str:
    """Several sources in one note; those that were read on one day stand together."""
    parts = (_together(map(_link, group), read) for read, group in _by_day(sources).items())
    return f'<small class="src">{"; ".join(parts)}</small>'


def sources_text(sources: Iterable[Source]) -> str:
    """``18.01SC and 18.02SC, read 22 November 2026``."""
    return "; ".join(_together((one.name for one in group), read) for read, group in _by_day(sources).items())


def _by_day(sources: Iterable[Source]) -> dict[str, list[Source]]:
    days: dict[str, list[Source]] = {}
    for source in sources:
        days.setdefault(source.read, []).append(source)
    return days


def _together(names: Iterable[str], read: str) -> str:
    said = words.joined(list(names))
    return t("{source}, read {day}", source=said, day=html.escape(read)) if read else said


def _link(source: Source) -> str:
    name = html.escape(source.name)
    if not source.address.startswith(WEB):
        return name
    return f'<a href="{html.escape(source.address)}" target="_blank" rel="noopener">{name}</a>'


def each_once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts in their order, each once."""
    return tuple({fact.id: fact for fact in facts}.values())
