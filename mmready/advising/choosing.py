"""Which skills to study before a course, and in which order.

Studying everything that was missed is rarely needed. Skills are taken one bundle at a time (a skill with those beneath
it that need studying too), each time the bundle that does most for the chance of being ready per hour, until that
chance is plausibly ``ENOUGH``. Gaps that answers have shown come before gaps that we only infer, and those before
doubts: a skill that may well be there is studied only where closing gaps is not enough. What turns out not to be
needed is dropped again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from mmready.advising.outlook import Outlook
from mmready.domain.skill import Skill

__all__ = ["cheapest_set", "in_order"]

ENOUGH = 0.90
LEAST_RATE = 0.005  # of the log chance an hour: what does less is not worth anybody's time

Bundle = tuple[str, ...]


def cheapest_set(
    outlook: Outlook,
    tiers: Sequence[Sequence[str]],
    bundle: Callable[[str], Bundle],
    hours: Callable[[str], float],
    given: Iterable[str] = (),
) -> tuple[str, ...]:
    """Skills that plausibly bring the chance of being ready to ``ENOUGH``, cheap ones first.

    A tier of candidates is used up before the next one is looked at. ``bundle`` gives a skill with what must be
    studied beneath it; ``given`` are skills that will have been learnt anyway. The set is greedy, not the best of all;
    where nothing reaches ``ENOUGH``, it is all that helps enough an hour.
    """
    known = tuple(given)
    chosen: list[str] = []
    for tier in tiers:
        while outlook.log_chance((*known, *chosen)) < math.log(ENOUGH):
            best = _best_bundle(outlook, [skill for skill in tier if skill not in chosen], bundle, hours, known, chosen)
            if not best:
                break
            chosen.extend(best)
    tier_of = {skill: place for place, tier in enumerate(tiers) for skill in tier}
    spare_first = sorted(chosen, key=lambda skill: (tier_of.get(skill, 0), hours(skill)), reverse=True)
    return _without_spare(outlook, spare_first, bundle, known)


def _best_bundle(
    outlook: Outlook,
    candidates: Iterable[str],
    bundle: Callable[[str], Bundle],
    hours: Callable[[str], float],
    known: tuple[str, ...],
    chosen: Sequence[str],
) -> Bundle:
    """The bundle that does most an hour; empty where none does anything worth the time."""
    now = outlook.log_chance((*known, *chosen))
    best: Bundle = ()
    best_rate = LEAST_RATE
    for skill in candidates:
        new = tuple(part for part in bundle(skill) if part not in chosen)
        rate = (outlook.log_chance((*known, *chosen, *new)) - now) / sum(hours(part) for part in new)
        if rate > best_rate:
            best, best_rate = new, rate
    return best


def _without_spare(
    outlook: Outlook,
    chosen: Sequence[str],
    bundle: Callable[[str], Bundle],
    known: tuple[str, ...],
) -> tuple[str, ...]:
    """The set without what it does not need, dropped in the order given; what lay beneath a dropped skill goes too."""
    kept, spared = list(chosen), True
    while spared:
        spared = False
        for skill in tuple(kept):
            rest = [other for other in kept if other != skill]
            beneath_another = any(skill in bundle(other) for other in rest)
            if not beneath_another and outlook.log_chance((*known, *rest)) >= math.log(ENOUGH):
                kept, spared = rest, True
    return tuple(kept)


def in_order(skills: Mapping[str, Skill], chosen: Collection[str], urgency: Mapping[str, float]) -> tuple[str, ...]:
    """The chosen skills, each after all that it rests on, also through skills that are not chosen.

    Subjects with the lowest ``urgency`` number come first, as far as that allows; inside a subject, the file's order.
    """
    order: list[str] = []
    seen: set[str] = set()

    def visit(name: str) -> None:
        if name in seen or name not in skills:
            return
        seen.add(name)
        for lower in skills[name].prerequisites:
            visit(lower)
        if name in chosen:
            order.append(name)

    places = {name: place for place, name in enumerate(skills)}
    for name in sorted(chosen, key=lambda skill: (urgency.get(skills[skill].subject, 1.0), places[skill])):
        visit(name)
    return tuple(order)
