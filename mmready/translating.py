"""``mmready translate``: gathers the messages of the interface, brings a language's file up to date, and checks it.

Messages are gathered from the sources with Babel, which only translators need. Places are named by file, without line
numbers, so that a catalogue changes where its messages do.
"""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from mmready.errors import MMReadyError
from mmready.translation import FOLDER

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

__all__ = ["add_verb", "complaints", "gather", "template", "translate"]

PACKAGE = Path(__file__).parent
METHODS = [("**.py", "mmready.translating:python_messages"), ("ui/static/*.js", "javascript")]
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "t": None,
    "marked": None,
    "tn": (1, 2),
    "marked_n": (1, 2),
}
ENGLISH_ONLY = ("desk.js", "mathlive.js")  # pages for authors; a module that says nothing
HOLE = re.compile(r"\{(\w*)\}")
NUMBERS = frozenset({"n", "number"})  # a number and its word: a language takes either, or says "one" itself


def add_verb(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the verb to the command line; ``verb(name, help, example)`` makes its parser."""
    parser = verb("translate", "bring the messages of the interface up to date in a language", "mmready translate es")
    parser.add_argument("language", help="two letters, such as fr; a language that is not there yet is begun")
    parser.add_argument("--check", action="store_true", help="change nothing; say what is missing or does not fit")
    parser.set_defaults(run=translate)


def translate(options: argparse.Namespace) -> int:
    """Gather, then bring the language's file up to date, or check it; 1 where something is missing."""
    found = gather()
    path = _path(options.language)
    if options.check:
        said = complaints(found, _read(path, options.language)) if path.exists() else [f"{path} is not there yet"]
        print("\n".join(said) or f"{options.language}: complete, {len(found)} messages")
        return 1 if said else 0
    _write(FOLDER / "mmready.pot", found)
    known = _read(path, options.language) if path.exists() else _begun(options.language)
    known.update(found, no_fuzzy_matching=True)
    _write(path, known)
    missing = sum(not _forms(message)[0] for message in _messages(known))
    print(f"{path}: {missing} of {len(found)} messages are still to be translated")
    return 0


def gather() -> Catalog:
    """All messages of the sources, in the order of files and lines."""
    try:
        from babel.messages.extract import extract_from_dir
    except ImportError:
        raise MMReadyError("translating needs Babel: run pip install babel") from None
    found = _catalogue(None)
    for name, _, message, remarks, context in extract_from_dir(
        PACKAGE,
        method_map=METHODS,
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
        directory_filter=lambda folder: Path(folder).name not in ("quizzes", "notebooks", "__pycache__"),
    ):
        if Path(name).name not in ENGLISH_ONLY:
            found.add(message, None, [(f"mmready/{Path(name).as_posix()}", 0)], auto_comments=remarks, context=context)
    for name in skill_names():
        found.add(name, locations=[("quizzes/skills.yml", 0)])
    return found


def skill_names() -> Iterator[str]:
    """The names of our bank's skills: the one part of the content that stands inside our sentences."""
    from mmready.api import load_bank

    for skill in load_bank().skills.values():
        yield from filter(None, (skill.name, skill.short))


def python_messages(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Sequence[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, tuple[str, ...], list[str]]]:
    """Babel's way to ask for the messages of one file; from the tree, so that those inside f-strings are found too."""
    text = file.read().decode("utf-8")
    lines = text.splitlines()
    calls = (
        node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    )
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        given = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if name in keywords and given:
            above = lines[call.lineno - 2].strip() if call.lineno > 1 else ""
            remark = [above.removeprefix("# ")] if above.startswith("# Translators:") else []
            yield call.lineno, name, tuple(given), remark


def template(found: Catalog) -> bytes:
    """The catalogue as a file, without what changes from day to day."""
    import io

    from babel.messages.pofile import write_po

    out = io.BytesIO()
    write_po(out, found, width=120, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    kept = [line for line in out.getvalue().splitlines() if not DAILY.match(line)]
    return b"\n".join(kept).rstrip() + b"\n"


DAILY = re.compile(
    rb'"(POT-Creation-Date|PO-Revision-Date|Generated-By|Project-Id-Version|Report-Msgid-Bugs-To|Last-Translator|Language-Team):'
)


def complaints(found: Catalog, known: Catalog) -> list[str]:
    """What is missing in a language, what is only guessed, and where a translation has other ``{…}``, in words."""
    said = []
    for message in _messages(found):
        translated = known.get(message.id)
        forms = _forms(translated) if translated is not None else ("",)
        shown = _identity(message)
        if translated is None or not all(forms):
            said.append(f"not translated: {shown!r}")
        elif translated.fuzzy:
            said.append(f"only guessed (fuzzy): {shown!r}")
        else:
            said += [f"other {{…}} than in {shown!r}: {form!r}" for form in _unlike(message, forms)]
    left = {_identity(message) for message in _messages(known)} - {_identity(message) for message in _messages(found)}
    return said + [f"no longer used: {text!r}" for text in sorted(left)]


def _unlike(message: Message, forms: tuple[str, ...]) -> Iterator[str]:
    """Forms that fill in something else; a form for a number may leave the number out."""
    plural = isinstance(message.id, tuple | list)
    ids = tuple(message.id) if plural else (message.id,)
    wanted = {name for text in ids for name in HOLE.findall(str(text))}
    for form in forms:
        given = set(HOLE.findall(form))
        free = NUMBERS if plural or wanted & NUMBERS == NUMBERS else frozenset()
        inside = {"n"} if plural else set()
        if (wanted - free) - given or given - wanted - inside or form[:1].isspace() != str(ids[0])[:1].isspace():
            yield form


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _identity(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def _forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (str(message.string or ""),)


def _path(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "mmready.po"


def _catalogue(language: str | None) -> Catalog:
    from babel.messages.catalog import Catalog

    title = "# The messages of mmready's interface. Questions are not among them: they keep their own language."
    return Catalog(locale=language, project="mmready", header_comment=title, charset="utf-8", fuzzy=False)


def _begun(language: str) -> Catalog:
    from babel.core import Locale, UnknownLocaleError

    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError) as error:
        raise MMReadyError(f"{language!r} is no language that Babel knows: {error}") from None
    return _catalogue(language)


def _read(path: Path, language: str) -> Catalog:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def _write(path: Path, catalogue: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(template(catalogue))
