"""A language in which every message stands in brackets, so that text which is no message can be seen."""

from __future__ import annotations

import re
from functools import cache

from mmready.translating import gather
from mmready.translation import Catalogue

OPEN, CLOSE = "⟦", "⟧"
LISTS = re.compile(r"[\d.,]+|January .*|Jan .*|Monday .*|no one two .*")  # numbers and lists that are taken apart


@cache
def bracketed() -> Catalogue:
    """Every message of the sources, in brackets."""
    messages: dict[str, tuple[str, ...]] = {}
    page: set[str] = set()
    for message in gather():
        if not message.id:
            continue
        forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        if not LISTS.fullmatch(forms[0]):
            messages[forms[0]] = tuple(f"{OPEN}{form}{CLOSE}" for form in forms)
        if any(name.endswith(".js") for name, _ in message.locations):
            page.add(forms[0])
    return Catalogue("x-brackets", messages, frozenset(page & messages.keys()), lambda number: int(number != 1))


def outside(text: str) -> str:
    """What stands in no bracket."""
    depth, left = 0, []
    for sign in text:
        depth += sign == OPEN
        if not depth:
            left.append(sign)
        depth -= sign == CLOSE
    assert depth == 0, text
    return "".join(left)
