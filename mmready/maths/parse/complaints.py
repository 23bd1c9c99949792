"""What is said of signs and words that mean nothing."""

from __future__ import annotations

from mmready.errors import UnreadableError
from mmready.maths.parse.vocabulary import Vocabulary
from mmready.translation import t


def strange_sign(sign: str, at: int) -> UnreadableError:
    """The error for a sign without meaning here."""
    shown = f"`{sign}`" if sign.isprintable() else t("A hidden sign")
    hint = t("{sign} has no meaning for us here. Take it out.", sign=shown)
    return UnreadableError("strange-sign", hint, at, at + 1)


def too_long(start: int, end: int) -> UnreadableError:
    """The error for more than we read."""
    return UnreadableError("too-long", t("That is too long to read. Write it more briefly."), start, end)


def no_subscript(at: int) -> UnreadableError:
    """The error for ``x_`` with nothing behind it."""
    return UnreadableError("subscript", t("A number or a letter is missing after `_`."), at, at + 1)


def no_command(command: str, start: int, end: int) -> UnreadableError:
    """The error for a command of LaTeX that we do not know."""
    hint = t("We can't read {command}. Try it in plain text.", command=f"\\{command}")
    return UnreadableError("latex", hint, start, end)


def unknown_word(word: str, start: int, end: int, words: Vocabulary) -> UnreadableError:
    """The error for a name that is not declared; it says which names there are."""
    usable = sorted(words.variables)
    word = word if len(word) <= 20 else word[:19] + "…"
    if words.others:
        hint = t("We don't know the word `{word}`. Use letters, numbers and functions such as sqrt or sin.", word=word)
    elif usable:
        hint = t("We don't know `{word}` here. You can use {names}.", word=word, names=", ".join(usable))
    else:
        hint = t("We don't know `{word}` here. A number without letters is asked for.", word=word)
    return UnreadableError("unknown-name", hint, start, end)
