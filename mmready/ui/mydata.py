"""My data: what is kept and where, all of it as one file, such a file loaded again, and deleting, which asks first."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable

from mmready.domain.events import Answered, Event, Noted, Started
from mmready.errors import LearnerInputError, ProgressError, UnreachableError
from mmready.progress import Loaded, is_shared, load, pack, unpack
from mmready.report.marks import mark
from mmready.report.words import count, day, joined
from mmready.session import is_practice
from mmready.translation import marked, t, tn
from mmready.ui.commands import Command, Reply, carry_out
from mmready.ui.kept import DAMAGED
from mmready.ui.surroundings import Surroundings

__all__ = ["FLEETING", "MyData", "data_file"]

MOST = 20_000_000  # characters of a file that is loaded; a sitting has some ten thousand
FLEETING = marked(
    "<b>This page forgets.</b> You are on Binder: when you have been away for about ten minutes, or close this page, "
    "everything here is gone. Download your answers before you leave, and load that file when you come back."
)
NO_COPY = marked("{gone_for_good}: verdict, answers and comments. Nobody else has a copy.")
COPIED = marked(
    "{gone_for_good}: verdict, answers and comments. Copies that those who run the store have made may last longer."
)
WHERE = marked("Your answers are in {where}. Nothing is sent anywhere else.")


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
    return f"{mark('unsure')}<p>{t(FLEETING)}</p>"


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
            raise LearnerInputError(t("This file is too large to be one of ours. Nothing was changed."))
        try:
            sittings = unpack(text)
        except ProgressError as error:
            raise LearnerInputError(t("This file was not loaded: {why}.", why=error)) from None
        return self._show(self._present(_told(load(self._around.store, sittings))))

    def _ask(self, command: Command) -> Reply:
        sitting = command.get("sitting")
        rows = [row for row in self._rows() if sitting in (None, row["sitting"])]
        if not rows:
            raise LearnerInputError(t("This is gone already."))
        what = t("everything") if sitting is None else f"{rows[0]['text'].rstrip('.')} ({rows[0]['when']})"
        heading = t("Delete {what}?", what=what)
        several = sitting is None and len(rows) > 1
        gone = (
            t("All {sittings} will be gone for good", sittings=count(len(rows), "sitting"))
            if several
            else t("It will be gone for good")
        )
        text = t(COPIED if is_shared() else NO_COPY, gone_for_good=gone)
        more = {} if sitting is None else {"sitting": sitting}
        return self._show(
            {
                "name": "page",
                "sitting": "",
                "html": f'<h2 tabindex="-1">{html.escape(heading)}</h2><p>{html.escape(text)}</p>',
                "say": f"{heading} {text}",
                "actions": [
                    {"text": t("Keep them") if several else t("Keep it"), "look": "primary", "command": "keep"},
                    {"text": t("Download it first"), "look": "", "command": "download"},
                    {"text": t("Delete for good"), "look": "", "command": "really", "more": more},
                ],
            }
        )

    def _delete(self, command: Command) -> Reply:
        store, sitting = self._around.store, command.get("sitting")
        if not isinstance(store, _Removing):
            raise LearnerInputError(t("Nothing can be deleted from where your answers are kept."))
        names = [row["sitting"] for row in self._rows() if sitting in (None, row["sitting"])]
        for name in names:
            store.remove(name)
        told = tn("{n} sitting deleted.", "{n} sittings deleted.", len(names)) if names else t("No sittings deleted.")
        return self._show(self._present(told))

    def _keep(self, command: Command) -> Reply:
        return self._show(self._present())

    def _show(self, screen: dict[str, Any]) -> Reply:
        self.screen = screen
        return {"screen": screen}

    def _present(self, done: str = "") -> dict[str, Any]:
        rows = self._rows()
        title = tn("{n} sitting is kept here", "{n} sittings are kept here", len(rows))
        return {
            "name": "data",
            "sitting": "",
            "title": title if rows else t("No sittings are kept here"),
            "where": t(WHERE, where=self._around.where),
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
            except UnreachableError:
                raise
            except ProgressError:
                when, text = name, t(DAMAGED)
            rows.append({"sitting": name, "when": when, "text": text})
        return rows


def _in_words(name: str, events: Sequence[Event]) -> tuple[str, str]:
    begun = next((event for event in events if isinstance(event, Started)), None)
    answers = count(len({event.number for event in events if isinstance(event, Answered)}), "answer")
    when = (day(begun.at) if begun else "") or name
    if begun is None or not is_practice(events):
        courses = joined(begun.courses) if begun else t("unknown courses")
        return when, t("Check of {courses}, {answers}", courses=courses, answers=answers)
    names = next((event.text for event in events if isinstance(event, Noted) and not event.number), "")
    return when, t("Practice of {skills}, {answers}", skills=names or t("chosen skills"), answers=answers)


def _told(loaded: Loaded) -> str:
    parts = [
        tn("{n} sitting added", "{n} sittings added", len(loaded.new)) if loaded.new else "",
        tn("{n} sitting continued", "{n} sittings continued", len(loaded.longer)) if loaded.longer else "",
        tn("{n} sitting here already", "{n} sittings here already", len(loaded.same)) if loaded.same else "",
    ]
    return t("Loaded: {what}.", what=joined([part for part in parts if part]) or t("nothing was in it"))
