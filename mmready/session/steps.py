"""The steps meet: a pure function from state and event to the next state and the evidence that came with it.

The state of a sitting is a fold over its events, so a sitting can be saved, replayed, resumed after a crash, or
played with no screen at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from mmready.domain.events import Answered, Ended, Event, Extended
from mmready.session.chance import Chance
from mmready.session.opening import first_question, opening_of
from mmready.session.pace import Pace, minutes_between
from mmready.session.state import Setting, State, belief_of

if TYPE_CHECKING:
    from mmready.domain.response import Evidence

__all__ = ["begin", "replay", "step"]


def begin(setting: Setting) -> State:
    """The state before any answer, with the first question chosen."""
    return _with_next(setting, State())


def step(setting: Setting, state: State, event: Event, *, choose: bool = True) -> tuple[State, Evidence | None]:
    """The state after an event, and the evidence it brought (None where it brought none).

    An answer whose number was seen before changes nothing, so a doubled line in a saved file is harmless. With
    ``choose=False`` no next question is chosen (for replaying many events at once).
    """
    if isinstance(event, Ended):
        return replace(state, question=None, stopped=True, events=(*state.events, event)), None
    if isinstance(event, Extended):
        after = _extended(setting, state, event)
        return (_with_next(setting, after) if choose else after), None
    if not isinstance(event, Answered):
        return replace(state, events=(*state.events, event)), None
    if event.number in state.numbers:
        return state, None
    from mmready.domain.response import Evidence  # here: there is none before the first answer

    evidence = Evidence(
        event.question, event.points, event.outcome == "dont_know", event.number, event.outcome, event.sure
    )
    belief = state.belief
    row = setting.index.get(event.question)
    if row is not None:  # a question that has left the bank since is kept in the record, without weight
        belief = setting.measured.model.update(
            belief_of(setting, state),
            row,
            event.points,
            dont_know=evidence.dont_know,
            again=event.question in setting.met,
        )
    after = replace(
        state,
        belief=belief,
        evidence=(*state.evidence, evidence),
        events=(*state.events, event),
        question=None,
        numbers=state.numbers | {event.number},
        pace=_paced(setting, state, event),
        at=event.at,
    )
    return (_with_next(setting, after) if choose else after), evidence


def _paced(setting: Setting, state: State, event: Answered) -> Pace:
    """The learner's pace with this answer."""
    if event.question not in setting.bank.questions:
        return state.pace
    since = state.at if state.evidence else setting.at
    return state.pace.after(setting.bank.questions[event.question].minutes, minutes_between(since, event.at))


def _extended(setting: Setting, state: State, event: Extended) -> State:
    """The state with a follow-up opened: on skills that the bank still has."""
    skills = tuple(skill for skill in event.skills if skill in setting.bank.skills)
    return replace(
        state,
        events=(*state.events, event),
        stopped=False,
        inside=skills,
        until=len(state.evidence) + event.questions,
        branch=tuple(dict.fromkeys((*state.branch, *skills))),
    )


def replay(setting: Setting, events: Iterable[Event]) -> State:
    """The state after many events, with the next question chosen once at the end."""
    state = State()
    for event in events:
        state, _ = step(setting, state, event, choose=False)
    return _with_next(setting, state)


def _with_next(setting: Setting, state: State) -> State:
    """The same state with the next question chosen, or none where the sitting has reached its end."""
    chance, opening = Chance(setting.seed, len(state.evidence)), opening_of(setting, state)
    if opening is not None:
        return replace(state, question=first_question(setting, opening, chance))
    from mmready.session.next_question import next_question  # here: a known opening needs no model

    return replace(state, question=next_question(setting, state, chance))
