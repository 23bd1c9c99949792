"""Carrying out a command of the page: what goes wrong is said in words, and nothing is lost by it."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from typing import Any

from mmready.errors import LearnerInputError, MMReadyError, ProgressError
from mmready.translation import marked, t
from mmready.ui.editor import editor_files

__all__ = ["Command", "Reply", "carry_out", "comment_text"]

LONGEST = 2000  # characters of a comment

Command = Mapping[str, Any]
Reply = dict[str, Any]

EVERYWHERE: Mapping[str, Callable[[Command], Reply]] = {"editor": lambda command: {"editor": editor_files()}}


def comment_text(command: Command) -> str:
    """The comment in a command: text of at most 2,000 characters, empty where it is taken away."""
    text = str(command.get("text") or "").strip()
    if len(text) > LONGEST:
        told = {"most": f"{LONGEST:,}", "n": f"{len(text):,}"}
        raise LearnerInputError(t("a comment has at most {most} characters, this one has {n}", **told))
    return text


def carry_out(known: Mapping[str, Callable[[Command], Reply]], command: Command) -> Reply:
    """The reply of the function that ``known`` has for ``command["do"]``, or an ``error`` in words. Never raises."""
    try:
        name = str(command.get("do"))
        handle = known.get(name) or EVERYWHERE.get(name)
        if handle is None:
            raise LearnerInputError(t("there is no command {name}", name=repr(command.get("do"))))
        return handle(command)
    except ProgressError as error:
        return {"error": t("Not saved: {why}.", why=error)}
    except MMReadyError as error:
        return {"error": f"{error}"}
    except Exception as error:  # the outermost handler: the learner gets words, the log gets the traceback
        traceback.print_exc()
        name = type(error).__name__
        text = marked("Something went wrong in mmready itself ({error}). Your answers so far are saved.")
        return {"error": t(text, error=name)}
