"""What a learner told of what they know already: used where measuring begins, and said beside every verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from mmready import advising
from mmready.session.state import Setting, State, belief_of

if TYPE_CHECKING:
    from mmready.domain.estimate import Readiness

__all__ = ["with_background"]


def with_background(setting: Setting, state: State, found: Mapping[str, Readiness]) -> Mapping[str, Readiness]:
    """The same verdicts; where something was told, each with a word on that, and what the chance were without it."""
    if not setting.background:
        return found
    measured = setting.measured
    met = measured.model.courses_met(measured.model.restarted(belief_of(setting, state)))
    without = dict(zip(measured.courses, met.tolist(), strict=True))
    return {course: _told(setting, one, without[course]) if course in without else one for course, one in found.items()}


def _told(setting: Setting, found: Readiness, without: float) -> Readiness:
    said = advising.told_sentence(setting.bank, setting.background, found.probability, without)
    return replace(found, reasons=(*found.reasons, said)) if said else found
