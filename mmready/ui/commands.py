"""Carrying out a command of the page: what goes wrong is said in words, and nothing is lost by it."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from typing import Any

from mmready.errors import LearnerInputError, MMReadyError, ProgressError

__all__ = ["Command", "Reply", "carry_out", "comment_text"]

LONGEST = 2000  # characters of a comment

Command = Mapping[str, Any]
Reply = dict[str, Any]


def comment_text(command: Command) -> str:
    """The comment in a command: text of at most 2,000 characters, empty where it is taken away."""
    text = str(command.get("text") or "").strip()
    if len(text) > LONGEST:
        raise LearnerInputError(f"a comment has at most {LONGEST:,} characters, this one has {len(text):,}")
    return text


def carry_out(known: Mapping[str, Callable[[Command], Reply]], command: Command) -> Reply:
    """The reply of the function that ``known`` has for ``command["do"]``, or an ``error`` in words. Never raises."""
    try:
        handle = known.get(str(command.get("do")))
        if handle is None:
            raise LearnerInputError(f"there is no command {command.get('do')!r}")
        return handle(command)
    except ProgressError as error:
        return {"error": f"Not saved: {error}."}
    except MMReadyError as error:
        return {"error": f"{error}"}
    except Exception as error:  # the outermost handler: the learner gets words, the log gets the traceback
        traceback.print_exc()
        return {
            "error": f"Something went wrong in mmready itself ({type(error).__name__}). Your answers so far are saved."
        }
