"""What is said of signs and words that mean nothing."""

from __future__ import annotations

from mmready.errors import UnreadableError
from mmready.maths.parse.vocabulary import Vocabulary


def strange_sign(sign: str, at: int) -> UnreadableError:
    """The error for a sign without meaning here."""
    shown = f"`{sign}`" if sign.isprintable() else "A hidden sign"
    return UnreadableError("strange-sign", f"{shown} has no meaning for us here. Take it out.", at, at + 1)


def unknown_word(word: str, start: int, end: int, words: Vocabulary) -> UnreadableError:
    """The error for a name that is not declared; it says which names there are."""
    usable = sorted(words.variables)
    word = word if len(word) <= 20 else word[:19] + "…"
    if words.others:
        hint = f"We don't know the word `{word}`. Use letters, numbers and functions such as sqrt or sin."
    elif usable:
        hint = f"We don't know `{word}` here. You can use {', '.join(usable)}."
    else:
        hint = f"We don't know `{word}` here. A number without letters is asked for."
    return UnreadableError("unknown-name", hint, start, end)
