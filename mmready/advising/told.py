"""Telling a learner what became of the things they told of themselves before the first question."""

from __future__ import annotations

from collections.abc import Collection

from mmready.advising.words import enumeration
from mmready.domain.bank import Bank
from mmready.translation import marked, t

__all__ = ["told_sentence"]


def told_sentence(bank: Bank, told: Collection[str], chance: float, without: float) -> str:
    """That it was used, and how little it weighs: the ``chance`` of being ready, and what it were ``without`` it."""
    said = [answer.said for question in bank.background for answer in question.answers if answer.id in told]
    if not said:
        return ""
    now, plain = _percent(chance), _percent(without)
    start = t("At the start you told us that {what}.", what=enumeration(said))
    if now == plain:
        return f"{start} {t('That only set where we began: without it, the chance would be {now} as well.', now=now)}"
    effect = marked("That only set where we began: without it, we would say {plain} where we now say {now}.")
    return f"{start} {t(effect, plain=plain, now=now)}"


def _percent(chance: float) -> str:
    """``62%``; the ends as words, for no chance is 0 or 1."""
    if chance < 0.01:
        return t("under 1%")
    return t("over 99%") if chance > 0.99 else t("{n}%", n=round(100 * chance))
