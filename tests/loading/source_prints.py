"""Fingerprints of the texts that facts were read from: quotes are held against texts that are not ours to keep.

A print is the set of 32-bit hashes of all runs of three words. A quote stands in the text (as good as certainly) when
all of its runs are in the print. Make the prints anew from the texts, once their owners have changed them, with
``python -m tests.loading.source_prints faq=FILE ceremony-article=FILE anniversary-article=FILE``.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from array import array
from pathlib import Path

PRINTS = Path(__file__).with_name("source_prints.json")
WORD = re.compile(r"[a-z0-9$@](?:[a-z0-9.,%@/'-]*[a-z0-9%])?")
RUN = 3


def runs(text: str) -> set[int]:
    """Hashes of all runs of three words; of all words together where there are fewer."""
    words = WORD.findall(text.lower().replace("’", "'"))
    size = min(RUN, len(words))
    return {_hash(" ".join(words[at : at + size])) for at in range(len(words) - size + 1)} if words else set()


def _hash(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=4).digest(), "big")


def kept() -> dict[str, frozenset[int]]:
    """The prints on disk, by source."""
    stored = json.loads(PRINTS.read_text(encoding="utf-8"))
    return {source: frozenset(array("I", base64.b64decode(text))) for source, text in stored.items()}


def write(texts: dict[str, str]) -> None:
    """Replace the prints on disk."""
    prints = {
        source: base64.b64encode(array("I", sorted(runs(text))).tobytes()).decode() for source, text in texts.items()
    }
    PRINTS.write_text(json.dumps(prints, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    given = dict(argument.split("=", 1) for argument in sys.argv[1:])
    write({source: Path(file).read_text(encoding="utf-8") for source, file in given.items()})
