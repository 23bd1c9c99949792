"""What do you know already? The questions for those who wish to tell, as the first screen shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mmready.domain.bank import Bank
from mmready.translation import t
from mmready.ui.commands import Command

__all__ = ["background_json", "told_in"]


def background_json(bank: Bank) -> Mapping[str, Any] | None:
    """The questions, none of them answered; None where the bank asks nothing of the kind."""
    if not bank.background:
        return None
    return {
        "title": t("Tell us what you already know (optional)"),
        "note": t(
            "This is a weak hint. It moves where we begin, and so which questions come first. It never settles a "
            "verdict by itself: your answers do, and the more there are, the less this counts. Beside each verdict we "
            "say what it changed. It is kept with your answers."
        ),
        "groups": [
            {
                "text": question.text,
                "several": question.several,
                "none": "" if question.several else t("I’d rather not say"),
                "choices": [{"id": answer.id, "text": answer.text} for answer in question.answers],
            }
            for question in bank.background
        ],
    }


def told_in(command: Command) -> tuple[str, ...]:
    """The answers that the page sends with its start."""
    told = command.get("background")
    return tuple(str(name) for name in told) if isinstance(told, list | tuple) else ()
