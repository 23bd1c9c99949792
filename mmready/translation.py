"""The interface in the learner's language: English as it stands in the code, other languages from ``locale/``.

``t`` gives the words for a message, ``tn`` those for a number of things; ``marked`` only says that a text in a table is
a message, for ``t`` to translate where it is used. Questions are content and keep their own language.

The language is what ``language("es")`` chose, else ``MMREADY_LANGUAGE``, else the system's (``LANGUAGE``, ``LC_ALL``,
``LC_MESSAGES``, ``LANG``); English where we have no other. It is one for the whole process: commands of a page come in
other contexts than the cell that chose, so nothing narrower would reach them.

A catalogue is read from its ``.po`` file as it is. What a translator edits is what runs; there is no compiled file that
could be missing or stale. English reads none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from mmready.errors import LearnerInputError
from mmready.values import dataclass

__all__ = [
    "ENGLISH",
    "Catalogue",
    "decimal",
    "english",
    "foreign",
    "language",
    "languages",
    "marked",
    "marked_n",
    "page_messages",
    "t",
    "tn",
    "wanted",
]

ENGLISH = "en"
FOLDER = Path(__file__).parent / "locale"
_ASKED = ("MMREADY_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_NUMBERS = 200  # plural rules look at the last two digits at most, beyond the first hundred


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The messages of one language: for each its forms, one where it has no plural.

    ``page`` holds those that the page needs for its own script; ``form`` says which form a number takes.
    """

    name: str
    messages: Mapping[str, tuple[str, ...]]
    page: frozenset[str]
    form: Callable[[int], int]


def t(message: str, **values: object) -> str:
    """The message in the chosen language, with its ``{…}`` filled in; without ``values`` braces stay as they are."""
    catalogue = _present()
    text = message if catalogue is None else catalogue.messages.get(message, (message,))[0]
    return text.format(**values) if values else text


def tn(one: str, many: str, n: int, **values: object) -> str:
    """The message for ``n`` things, with ``{n}`` and the other ``{…}`` filled in."""
    catalogue = _present()
    forms = None if catalogue is None else catalogue.messages.get(one)
    if catalogue is None or forms is None:
        text = one if n == 1 else many
    else:
        text = forms[min(catalogue.form(n), len(forms) - 1)]
    return text.format(n=n, **values)


def marked(message: str) -> str:
    """The same text: says that it is a message, to be translated with ``t`` where it is used."""
    return message


def marked_n(one: str, many: str) -> tuple[str, str]:
    """The same for a message with a plural, for ``tn``."""
    return one, many


def decimal(value: float) -> str:
    """A number with the decimal sign of the language: ``1.5``."""
    # Translators: one and a half, with the decimal sign of the language
    sign = t("1.5")[1]
    return f"{value:g}".replace(".", sign)


# -- the choice --------------------------------------------------------------------------------------------------------

_chosen: list[Catalogue | None] = []  # empty until somebody chooses, or the first message is asked for


def language(name: str | None = None) -> str:
    """Choose the language of everything that is shown from now on; without a name, say which it is.

    Raises LearnerInputError for a language that we do not have. What is on a screen already changes with its next one.
    """
    if name is not None:
        if name not in languages():
            raise LearnerInputError(f"there is no language {name!r}; choose from {', '.join(languages())}")
        use(None if name == ENGLISH else _read(name))
    catalogue = _present()
    return ENGLISH if catalogue is None else catalogue.name


def use(catalogue: Catalogue | None) -> None:
    """Take this catalogue from now on; None is English."""
    _chosen[:] = [catalogue]


def languages() -> tuple[str, ...]:
    """The languages that we have, English first."""
    return (ENGLISH, *sorted(path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/mmready.po")))


def foreign() -> str:
    """`` lang="en"`` for a tag around content, which is English; nothing inside an English page."""
    return "" if _present() is None else f' lang="{ENGLISH}"'


def english(inside: str) -> str:
    """HTML of content, which is English: told to screen readers where the page is not."""
    return inside if _present() is None else f'<span lang="{ENGLISH}">{inside}</span>'


def wanted(environment: Mapping[str, str]) -> str:
    """The language that the environment asks for, of those that we have; English where it asks for none of them."""
    asked = next((environment[name] for name in _ASKED if environment.get(name)), "")
    plain = [each.partition(".")[0].partition("@")[0].partition("_")[0].lower() for each in asked.split(":")]
    return next((each for each in plain if each == ENGLISH or each in languages()), ENGLISH)


def _present() -> Catalogue | None:
    if not _chosen:
        name = wanted(os.environ)
        use(None if name == ENGLISH else _read(name))
    return _chosen[0]


def page_messages() -> dict[str, Any]:
    """What the page's script needs: the language, its own messages, and which form each number takes."""
    catalogue = _present()
    if catalogue is None:
        return {"lang": ENGLISH}
    messages = {name: list(catalogue.messages[name]) for name in catalogue.messages if name in catalogue.page}
    forms = "".join(str(catalogue.form(number)) for number in range(_NUMBERS))
    return {"lang": catalogue.name, "messages": messages, "forms": forms}


# -- reading -----------------------------------------------------------------------------------------------------------


@cache
def _read(name: str) -> Catalogue:
    with (FOLDER / name / "LC_MESSAGES" / "mmready.po").open(encoding="utf-8") as file:
        return read_catalogue(name, file)


def read_catalogue(name: str, lines: Iterable[str]) -> Catalogue:
    """The catalogue in a ``.po`` file. Messages that are not translated, or only guessed (fuzzy), are left out."""
    messages: dict[str, tuple[str, ...]] = {}
    page: set[str] = set()
    header = ""
    for entry in _entries(lines):
        forms = tuple(text for key, text in entry.items() if key.startswith("msgstr"))
        message = entry.get("msgid", "")
        if not message:
            header = "".join(forms)
        elif all(forms) and "fuzzy" not in entry.get("#,", ""):
            messages[message] = forms
            if ".js" in entry.get("#:", ""):
                page.add(message)
    return Catalogue(name, messages, frozenset(page), _plural(header))


def _entries(lines: Iterable[str]) -> Iterable[dict[str, str]]:
    """Each entry as a mapping from its keywords (``msgid``, ``msgstr[1]``, ``#:``) to their text."""
    entry: dict[str, str] = {}
    key = ""
    for line in map(str.strip, lines):
        if not line or line.startswith("#~"):
            if entry:
                yield entry
            entry, key = {}, ""
        elif line.startswith("#"):
            entry[line[:2]] = f"{entry.get(line[:2], '')}{line[2:]} "
        else:
            word, quote, text = line.partition('"')
            key = word.strip() or key
            entry[key] = entry.get(key, "") + json.loads(quote + text)  # the escapes of both are the same
    if entry:
        yield entry


def _plural(header: str) -> Callable[[int], int]:
    """The rule of a header such as ``Plural-Forms: nplurals=2; plural=(n != 1);``."""
    from gettext import c2py

    rule = header.partition("plural=")[2].partition(";")[0] or "n != 1"
    return c2py(rule)
