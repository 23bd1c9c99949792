"""A sitting as one small file to hand in: what was asked, how it went, how ready the learner came out.

The file is one JSON object with a checksum, on one line or many. It holds no name unless one was typed, and of an
answer only what says something about the question: the options taken, or which known mistake it was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mmready.domain.events import Answered, Remark
from mmready.domain.question import CHOICE_KINDS
from mmready.domain.runner import Runner
from mmready.errors import MMReadyError, ProgressError
from mmready.grading import grade
from mmready.sampling import draw
from mmready.session import Sitting
from mmready.session.pace import minutes_between

__all__ = ["FILE", "FORMAT", "OUTCOMES", "checked", "result_of", "result_text"]

FORMAT = 1
FILE = "mmready-result"
OUTCOMES = ("right", "partly", "wrong", "dont_know")
_UNPROVED = ("function",)  # to know the mistake, a program would have to be run again
_LONGEST_COMMENT = 1000
_LONGEST = 3600.0  # seconds; who came back later was interrupted

Result = Mapping[str, Any]


def result_of(sitting: Sitting, name: str = "", runner: Runner | None = None) -> Result:
    """What to hand in of a sitting, as JSON values. ``name`` is what the learner typed, if anything."""
    events = [event for event in sitting.events if isinstance(event, Answered)]
    answers = [
        _answer(sitting, event, seconds, runner) for event, seconds in zip(events, _times(sitting, events), strict=True)
    ]
    readiness = sitting.readiness()
    found: dict[str, Any] = {
        "mmready": FORMAT,
        "file": FILE,
        "sitting": sitting.id,
        "bank": sitting.bank.digest,
        "at": sitting.started_at,
        "length": sitting.length,
        "readiness": {course: round(readiness[course].probability, 4) for course in sitting.courses},
        "answers": answers,
    }
    notes = list(_notes(sitting.remarks))
    return found | ({"notes": notes} if notes else {}) | ({"name": name.strip()} if name.strip() else {})


def result_text(result: Result) -> str:
    """The file's text: one line of JSON, with the checksum of all its other entries as ``sum``."""
    return _plain({**result, "sum": _sum(_plain(result))})


def checked(text: str | bytes) -> dict[str, Any]:
    """The JSON values of a result file, proved whole by its checksum.

    Raises ProgressError, in words for a person, where the text is another file, damaged, changed, or of a newer format.
    What the values are is looked at when they are counted.
    """
    try:
        data = json.loads(text)
        mine = data["file"] == FILE
        version, told = data["mmready"], data.pop("sum")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ProgressError("this is not a result file, or it is damaged") from None
    if not mine:
        raise ProgressError(f"this is a file {str(data['file'])[:40]!r}, not a result")
    if version != FORMAT:
        raise ProgressError(f"a result of format {version}; this version of mmready reads format {FORMAT}")
    if not _is_whole(text, str(told)) and _sum(_plain(data)) != told:
        raise ProgressError("its checksum does not fit: it was damaged or changed")
    return data  # type: ignore[no-any-return]


def _plain(data: Result) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def _is_whole(text: str | bytes, told: str) -> bool:
    """Whether the text, as it stands, is what was written: the quick way, which needs no second writing."""
    raw = text.encode("utf-8", errors="surrogatepass") if isinstance(text, str) else text
    bare = raw.strip().replace(b',"sum":"' + told.encode("utf-8", errors="replace") + b'"', b"", 1)
    return hashlib.sha256(bare).hexdigest() == told


def _answer(sitting: Sitting, event: Answered, seconds: float | None, runner: Runner | None) -> dict[str, Any]:
    found: dict[str, Any] = {"question": event.question, "variant": event.seed, "outcome": event.outcome}
    if event.outcome == "partly":
        found["points"] = round(event.points, 4)
    if seconds is not None:
        found["seconds"] = round(seconds)
    if event.sure:
        found["sure"] = event.sure
    chose = _chose(sitting, event, runner)
    return found | ({"chose": chose} if chose else {})


def _chose(sitting: Sitting, event: Answered, runner: Runner | None) -> list[str]:
    """The letters of the options taken; of a typed answer the grader's word for what is wrong with it."""
    card = sitting.bank.questions.get(event.question)
    if card is None or event.outcome == "dont_know" or card.kind in _UNPROVED:
        return []
    if card.kind in CHOICE_KINDS:
        given = [event.response] if isinstance(event.response, str) else event.response
        return sorted({str(each)[:20] for each in given}) if isinstance(given, Sequence) else []
    if event.outcome == "right":
        return []
    try:
        _, key = draw(sitting.bank, event.question, event.seed, runner)
        code = grade(key, event.response, runner).code
    except MMReadyError:  # the question can no longer be drawn: its outcome still counts
        return []
    return [code] if code else []


def _times(sitting: Sitting, events: Sequence[Answered]) -> Iterator[float | None]:
    """Seconds that each answer took, by its time and the one before; None where that is not known."""
    before = sitting.started_at
    for event in events:
        minutes = minutes_between(before, event.at)
        seconds = None if minutes is None else 60.0 * minutes
        yield seconds if seconds is not None and 0.0 < seconds <= _LONGEST else None
        before = event.at


def _notes(remarks: Iterable[Remark]) -> Iterator[dict[str, str]]:
    """What is flagged now, and the latest comment on each question."""
    for remark in remarks:
        if remark.flagged:
            yield {"question": remark.question, "what": "flag"}
        if remark.comment.strip():
            yield {"question": remark.question, "what": "comment", "text": remark.comment.strip()[:_LONGEST_COMMENT]}
