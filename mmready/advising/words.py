"""Small pieces of sentences: lists, and references of sections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mmready.domain.skill import Resource
from mmready.translation import marked_n, t, tn

__all__ = ["enumeration", "references", "some_names", "with_word"]

_CALLED = {  # a catalogue may call its sections otherwise; then its own word stands
    "session": marked_n("session {list}", "sessions {list}"),
    "lecture": marked_n("lecture {list}", "lectures {list}"),
    "chapter": marked_n("chapter {list}", "chapters {list}"),
    "section": marked_n("section {list}", "sections {list}"),
    "appendix": marked_n("appendix {list}", "appendices {list}"),
}
_TRAILING_NUMBER = re.compile(r"(.*?)(\d+)\Z")


def enumeration(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``.

    >>> enumeration(["4", "9", "12"])
    '4, 9 and 12'
    """
    if len(words) < 2:
        return "".join(words)
    return t("{list} and {last}", list=", ".join(words[:-1]), last=words[-1])


def some_names(names: Sequence[str], most: int) -> str:
    """The first ``most`` names, which may hold commas, and how many there are more.

    >>> some_names(["Sums, products", "Sets", "Limits", "Series"], 2)
    'Sums, products; Sets; and 2 more'
    """
    more = [t("and {n} more", n=len(names) - most)] if len(names) > most else []
    return "; ".join([*names[:most], *more])


def with_word(word: str, listed: str, count: int) -> str:
    """``count`` references, already listed, after what the resource calls them: ``sessions 47 and 51``."""
    if not word:
        return listed
    if word in _CALLED:
        return tn(*_CALLED[word], count, list=listed)
    return f"{word}{'s' if count > 1 else ''} {listed}"


def references(resource: Resource, sections: Sequence[str]) -> str:
    """Sections of a resource in one phrase, runs of three and more drawn together: ``sessions 47–49 and 51``.

    Where the resource says ``title``, their titles stand instead; where it names no word, the references stand alone.
    """
    if resource.section_word == "title":
        return "; ".join(resource.sections[ref].title for ref in sections)
    # two neighbours are no range, but single words of the list all the same
    words = [word for run in _runs(sections) for word in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else run)]
    return with_word(resource.section_word, enumeration(words), len(sections))


def _runs(sections: Sequence[str]) -> list[list[str]]:
    """References split where they do not follow one another: ``47 48 49 | 51``, ``S01.3 S01.4 | L05``."""
    runs: list[list[str]] = []
    for ref in sections:
        if runs and _follows(runs[-1][-1], ref):
            runs[-1].append(ref)
        else:
            runs.append([ref])
    return runs


def _follows(before: str, after: str) -> bool:
    first, second = _TRAILING_NUMBER.match(before), _TRAILING_NUMBER.match(after)
    if not first or not second or first[1] != second[1]:
        return False
    return int(second[2]) == int(first[2]) + 1
