"""My data: what is kept and where, all of it as one file, such a file loaded again, and deleting, which asks first."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable

from mmready.domain.events import Answered, Event, Noted, Started
from mmready.errors import LearnerInputError, ProgressError
from mmready.progress import Loaded, load, pack, unpack
from mmready.report.marks import mark
from mmready.report.words import count, day, joined
from mmready.session import is_practice
from mmready.ui.commands import Command, Reply, carry_out
from mmready.ui.kept import DAMAGED
from mmready.ui.surroundings import Surroundings

__all__ = ["FLEETING", "MyData", "data_file"]

MOST = 20_000_000  # characters of a file that is loaded; a sitting has some ten thousand
FLEETING = (
    "<b>This page forgets.</b> You are on Binder: when you have been away for about ten minutes, or close this page, "
    "everything here is gone. Download your answers before you leave, and load that file when you come back."
)
WHERE = "Your answers are in {where}. Nothing is sent anywhere."


@runtime_checkable
class _Removing(Protocol):
    def remove(self, sitting: str) -> None: ...


def data_file(around: Surroundings) -> dict[str, str]:
    """All saved sittings as one file for the page to hand on."""
    text, _ = pack(around.store)
    day_now = around.clock().date().isoformat()
    return {"name": f"mmready-answers-{day_now}.jsonl", "type": "application/x-ndjson", "text": text}


def notice() -> str:
    """The warning of a place that forgets, as HTML with its mark."""
    return f"{mark('unsure')}<p>{FLEETING}</p>"


class MyData:
    """Reacts to commands; ``screen`` is what is shown now. ``back`` is the text of a button that leads back, if any."""

    def __init__(self, around: Surroundings, back: str = "") -> None:
        self._around, self._back = around, back
        self.screen: dict[str, Any] = self._present()

    def obey(self, command: Command) -> Reply:
        """Carry out a command. Never raises."""
        known = {
            "download": self._download,
            "load": self._load,
            "delete": self._ask,
            "really": self._delete,
            "keep": self._keep,
        }
        return carry_out(known, command)

    def _download(self, command: Command) -> Reply:
        return {"file": data_file(self._around)}

    def _load(self, command: Command) -> Reply:
        text = command.get("text")
        if not isinstance(text, str) or len(text) > MOST:
            raise LearnerInputError("This file is too large to be one of ours. Nothing was changed.")
        try:
            sittings = unpack(text)
        except ProgressError as error:
            raise LearnerInputError(f"This file was not loaded: {error}.") from None
        return self._show(self._present(_told(load(self._around.store, sittings))))

    def _ask(self, command: Command) -> Reply:
        sitting = command.get("sitting")
        rows = [row for row in self._rows() if sitting in (None, row["sitting"])]
        if not rows:
            raise LearnerInputError("This is gone already.")
        what = "everything" if sitting is None else f"{rows[0]['text'].rstrip('.')} ({rows[0]['when']})"
        heading = f"Delete {what}?"
        number = f"All {count(len(rows), 'sitting')}" if sitting is None and len(rows) > 1 else "It"
        text = f"{number} will be gone for good: verdict, answers and comments. Nobody else has a copy."
        more = {} if sitting is None else {"sitting": sitting}
        return self._show(
            {
                "name": "page",
                "sitting": "",
                "html": f'<h2 tabindex="-1">{html.escape(heading)}</h2><p>{html.escape(text)}</p>',
                "say": f"{heading} {text}",
                "actions": [
                    {"text": "Keep it" if number == "It" else "Keep them", "look": "primary", "command": "keep"},
                    {"text": "Download it first", "look": "", "command": "download"},
                    {"text": "Delete for good", "look": "", "command": "really", "more": more},
                ],
            }
        )

    def _delete(self, command: Command) -> Reply:
        store, sitting = self._around.store, command.get("sitting")
        if not isinstance(store, _Removing):
            raise LearnerInputError("Nothing can be deleted from where your answers are kept.")
        names = [row["sitting"] for row in self._rows() if sitting in (None, row["sitting"])]
        for name in names:
            store.remove(name)
        return self._show(self._present(f"{count(len(names), 'sitting')} deleted.".capitalize()))

    def _keep(self, command: Command) -> Reply:
        return self._show(self._present())

    def _show(self, screen: dict[str, Any]) -> Reply:
        self.screen = screen
        return {"screen": screen}

    def _present(self, done: str = "") -> dict[str, Any]:
        rows = self._rows()
        return {
            "name": "data",
            "sitting": "",
            "title": f"{count(len(rows), 'sitting').capitalize()} {'is' if len(rows) == 1 else 'are'} kept here",
            "where": WHERE.format(where=self._around.where),
            "notice": notice() if self._around.fleeting else "",
            "done": done,
            "rows": rows,
            "most": MOST,
            "actions": [{"text": self._back, "look": "plain", "command": "leave"}] if self._back else [],
        }

    def _rows(self) -> list[dict[str, str]]:
        rows = []
        for name in reversed(list(self._around.store.sittings())):
            try:
                when, text = _in_words(name, self._around.store.read(name))
            except ProgressError:
                when, text = name, DAMAGED
            rows.append({"sitting": name, "when": when, "text": text})
        return rows


def _in_words(name: str, events: Sequence[Event]) -> tuple[str, str]:
    begun = next((event for event in events if isinstance(event, Started)), None)
    answers = count(len({event.number for event in events if isinstance(event, Answered)}), "answer")
    when = (day(begun.at) if begun else "") or name
    if begun is None or not is_practice(events):
        return when, f"Check of {joined(begun.courses) if begun else 'unknown courses'}, {answers}"
    names = next((event.text for event in events if isinstance(event, Noted) and not event.number), "")
    return when, f"Practice of {names or 'chosen skills'}, {answers}"


def _told(loaded: Loaded) -> str:
    parts = [
        f"{count(len(loaded.new), 'sitting')} added" if loaded.new else "",
        f"{count(len(loaded.longer), 'sitting')} continued" if loaded.longer else "",
        f"{count(len(loaded.same), 'sitting')} here already" if loaded.same else "",
    ]
    return f"Loaded: {joined([part for part in parts if part]) or 'nothing was in it'}."
