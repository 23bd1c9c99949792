"""Practice: questions on chosen skills until each is mastered, with hints and worked solutions. Never evidence.

What comes next follows from the answers so far alone, as in a sitting, so practice can be played with no screen.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mmready.domain.bank import Bank, Drawn
from mmready.domain.events import Answered, Ended, Event, Noted, Remark, Started, Store
from mmready.domain.response import OUTCOMES, Judgement, Outcome, Reading, Response
from mmready.domain.runner import Runner
from mmready.domain.variant import Variant
from mmready.errors import LearnerInputError, ProgressError
from mmready.grading import check_form, grade
from mmready.sampling import draw
from mmready.session.asked import new_id, text_of
from mmready.session.remarks import remarks_in
from mmready.session.saved import COUNT, PRACTICE, is_practice
from mmready.session.state import NEEDS_RUNNER, PREPARED_SEEDS, variant_seed
from mmready.session.topics import Topic, topics_of
from mmready.translation import t

__all__ = ["MASTERED", "Done", "Practice", "resume_practice"]

MASTERED = 3  # different questions or variants right in a row


@dataclass(frozen=True, slots=True)
class Done:
    """One answered question: what was asked, what was said of it, and how many hints had been taken."""

    skill: str
    variant: Variant
    judgement: Judgement
    hints: int = 0

    @property
    def right(self) -> bool:
        """Whether the answer was right as a whole."""
        return self.judgement.outcome == "right"


class Practice:
    """One go at practice, with no screen and no clock of its own.

    ``wanted`` names skills, subjects or questions (``"double-integrals"``, ``"calculus"``, ``"calculus/chain-rule"``).
    Skills are asked in turn. After a wrong or unknown answer the same question comes again with other numbers, after
    one on something else where there is any. A skill is mastered after three different questions or variants right in
    a row (or all that there are). With ``count`` that many questions are asked once each, whatever the answers; where
    ``wanted`` names just so many questions, these are asked in this order.

    ``store`` keeps every event on disk before the next question is drawn; nothing is kept before the first. ``runner``
    runs Python answers; without one such questions are left out. ``at`` is the time of the start as text.
    Raises LearnerInputError where nothing is found to ask.
    """

    def __init__(
        self,
        bank: Bank,
        wanted: str | Sequence[str],
        seed: int = 0,
        store: Store | None = None,
        runner: Runner | None = None,
        *,
        count: int | None = None,
        at: str = "",
    ) -> None:
        names = (wanted,) if isinstance(wanted, str) else tuple(wanted)
        if count is not None and count < 1:
            raise LearnerInputError(f"a quiz needs at least one question, not {count}")
        self._open(bank, names, seed, store, runner, count)
        taken = set(store.sittings()) if store is not None else set()
        self.id = new_id(seed, names, at, taken, f"-{PRACTICE}")
        self._opening: tuple[Event, ...] = (
            Started(self.id, (), seed, PRACTICE, bank.digest, at),
            Noted(0, "", PRACTICE, ", ".join(names), at),
            *((Noted(0, "", COUNT, str(count), at),) if count is not None else ()),
        )
        self._asked: tuple[str, Drawn] | None = self._next()

    def _open(
        self,
        bank: Bank,
        names: Sequence[str],
        seed: int,
        store: Store | None,
        runner: Runner | None,
        count: int | None,
    ) -> None:
        self.bank, self.count = bank, count
        self.topics: tuple[Topic, ...] = topics_of(bank, names, lambda card: runner or card.kind not in NEEDS_RUNNER)
        self._fixed = self._in_order(names)
        self._seed, self._store, self._runner = seed, store, runner
        self._done: tuple[Done, ...] = ()
        self._latest = 0  # number of the latest saved answer; more than are done where questions have left the bank
        self._hints = 0
        self._ended = False
        self._notes: tuple[Noted, ...] = ()

    def _in_order(self, names: Sequence[str]) -> tuple[str, ...]:
        """The questions of a quiz that names each of them; empty for any other."""
        named = tuple(dict.fromkeys(name.strip().strip("/").rpartition("/")[2] for name in names))
        whole = self.count == len(named) and all(each in self.bank.questions for each in named)
        asked = {question for topic in self.topics for question in topic.questions}
        return tuple(each for each in named if each in asked) if whole else ()

    def _restore(self, sitting: str, events: Sequence[Event]) -> None:
        """Stand where these events left off; what they say of hints, answers and the end is all there is."""
        self.id, self._opening = sitting, ()
        for event in events:
            if isinstance(event, Noted) and event.what == "hint" and event.number == self._latest + 1:
                self._hints = int(event.text)
            elif isinstance(event, Answered) and event.number > self._latest:
                if event.question in self.bank.questions:
                    variant = draw(self.bank, event.question, event.seed, self._runner)[0]
                    judgement = Judgement(_outcome(event.outcome), event.points)
                    self._done = (*self._done, Done(variant.skill, variant, judgement, self._hints))
                self._latest, self._hints = event.number, 0
            elif isinstance(event, Ended):
                self._ended = True
            elif isinstance(event, Noted):
                self._notes = (*self._notes, event)
        self._asked = self._next()
        present = self.variant
        self._hints = min(self._hints, len(present.hints)) if present else 0

    # -- what is there -------------------------------------------------------------------------------------------

    @property
    def variant(self) -> Variant | None:
        """The question now asked, or None at the end."""
        return None if self._asked is None else self._asked[1][0]

    @property
    def done(self) -> tuple[Done, ...]:
        """Every answered question, in order."""
        return self._done

    @property
    def number(self) -> int:
        """How many questions have been answered."""
        return len(self._done)

    @property
    def ended(self) -> bool:
        """Whether nothing more is asked."""
        return self._asked is None

    @property
    def hints(self) -> tuple[str, ...]:
        """The hints to the present question that have been asked for (Markdown)."""
        variant = self.variant
        return () if variant is None else variant.hints[: self._hints]

    @property
    def more_hints(self) -> int:
        """How many hints to the present question are left."""
        variant = self.variant
        return 0 if variant is None else len(variant.hints) - self._hints

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The questions that are flagged now or have a comment, by their number; those of the present one too."""
        asked = [done.variant.question for done in self._done]
        asked += [self._asked[1][0].question] if self._asked else []
        at_their_place = dict(enumerate(asked, 1))  # a question that has left the bank takes its notes with it
        return tuple(one for one in remarks_in(self._notes) if at_their_place.get(one.number) == one.question)

    @property
    def mastered(self) -> tuple[str, ...]:
        """The skills with three right in a row."""
        return tuple(topic.skill for topic in self.topics if self.missing(topic.skill) == 0)

    def row(self, skill: str) -> int:
        """How many different questions or variants of a skill were right in a row, up to now."""
        return len({_same(done.variant) for done in self._right_row(skill)})

    def missing(self, skill: str) -> int:
        """How many more right in a row a skill needs; none where all that there is was right in a row."""
        row = self.row(skill)
        came_again = len(self._right_row(skill)) > row
        return 0 if came_again else max(0, MASTERED - row)

    def _right_row(self, skill: str) -> list[Done]:
        asked = [done for done in self._done if done.skill == skill]
        return list(itertools.takewhile(lambda done: done.right, reversed(asked)))

    @property
    def about(self) -> int:
        """How many questions there will be: exactly with ``count``, else at the least, if all that come are right."""
        if self.count is not None:
            return len(self._fixed) or self.count
        return (
            self.number if self.ended else self.number + max(1, sum(self.missing(topic.skill) for topic in self.topics))
        )

    # -- answering -----------------------------------------------------------------------------------------------

    def read(self, response: Response) -> Reading:
        """How a response to the present question would be read, told without the key."""
        return check_form(self._present()[0], response)

    def hint(self, at: str | datetime.datetime | None = None) -> str | None:
        """The next hint to the present question (Markdown), or None when there are no more."""
        variant = self._present()[0]
        if not self.more_hints:
            return None
        self._save(Noted(self._latest + 1, variant.question, "hint", str(self._hints + 1), text_of(at)))
        self._hints += 1
        return variant.hints[self._hints - 1]

    def answer(self, response: Response, at: str | datetime.datetime | None = None) -> Judgement:
        """Grade a response, save it, and go on. Unreadable and empty responses leave the same question standing.

        Raises LearnerInputError after the end, ProgressError when the answer could not be saved (the question then
        still stands).
        """
        judgement = grade(self._present()[1], response, self._runner)
        if judgement.counts:
            self._record(response, judgement, at)
        return judgement

    def dont_know(self, at: str | datetime.datetime | None = None) -> Judgement:
        """Say "I don't know yet": the solution is shown, and the question comes again with other numbers."""
        judgement = Judgement("dont_know")
        self._record(None, judgement, at)
        return judgement

    def solution(self, done: Done) -> str:
        """The worked solution of a question that has been answered (Markdown); LearnerInputError for any other."""
        if done not in self._done:
            raise LearnerInputError("a solution is shown once its question has been answered")
        return draw(self.bank, done.variant.question, done.variant.seed, self._runner)[1].solution

    def note(
        self, what: str, text: str = "", at: str | datetime.datetime | None = None, number: int | None = None
    ) -> None:
        """Keep a flag or a comment about the question of this number (the present one where None)."""
        if number is not None and 1 <= number <= self.number:
            question = self._done[number - 1].variant.question
        else:
            number, question = self._latest + 1, self._asked[1][0].question if self._asked else ""
        note = Noted(number, question, what, text, text_of(at))
        self._save(note)
        self._notes = (*self._notes, note)

    def end(self, at: str | datetime.datetime | None = None) -> None:
        """Stop here."""
        if self._asked is not None:
            if self._done:
                self._save(Ended(text_of(at)))
            self._ended, self._asked = True, None

    def _present(self) -> Drawn:
        if self._asked is None:
            raise LearnerInputError(t("this practice has ended; start another one to answer more questions"))
        return self._asked[1]

    def _record(self, response: Response, judgement: Judgement, at: str | datetime.datetime | None) -> None:
        variant = self._present()[0]
        said = judgement.outcome, judgement.points
        self._save(Answered(self._latest + 1, variant.question, variant.seed, response, *said, text_of(at)))
        skill = self._asked[0] if self._asked else variant.skill
        self._done = (*self._done, Done(skill, variant, judgement, self._hints))
        self._latest, self._hints = self._latest + 1, 0
        self._asked = self._next()

    def _save(self, event: Event) -> None:
        if self._store is not None:
            while self._opening:  # one by one, so that what a full disk refused is written once there is room
                self._store.append(self.id, self._opening[0])
                self._opening = self._opening[1:]
            self._store.append(self.id, event)

    # -- what comes next -------------------------------------------------------------------------------------------

    def _next(self) -> tuple[str, Drawn] | None:
        """The skill and the question that are asked now: a function of the answers so far."""
        if self._ended or (self.count is not None and self.number >= self.count):
            return None
        if self._fixed:
            question = self._fixed[self.number] if self.number < len(self._fixed) else ""
            return (self.bank.questions[question].skill, self._draw(question, 0)) if question else None
        open_ = [topic for topic in self.topics if self.count is not None or self.missing(topic.skill)]
        if self.count is not None:  # a quiz first asks what it has not asked yet
            open_ = [topic for topic in open_ if self._left(topic)] or open_
        if not open_:
            return None
        last = {done.skill: place for place, done in enumerate(self._done)}
        topic = min(open_, key=lambda each: last.get(each.skill, -1))
        return topic.skill, self._fresh(topic)

    def _left(self, topic: Topic) -> bool:
        """Whether a question of the skill has not been asked yet."""
        asked = {done.variant.question for done in self._done}
        return any(question not in asked for question in topic.questions)

    def _fresh(self, topic: Topic) -> Drawn:
        """A question of the skill with numbers not seen yet; where all were seen, the one longest ago."""
        asked = [done for done in self._done if done.skill == topic.skill]
        seen = {_same(done.variant) for done in asked}
        order = list(self._order(topic, asked))
        for question in order:
            for turn in range(_turns(asked, question), PREPARED_SEEDS):
                drawn = self._draw(question, turn)
                if _same(drawn[0]) not in seen:
                    return drawn
        oldest = min(reversed(asked), key=lambda each: _last_place(asked, each.variant))
        return self._draw_again(oldest.variant)

    def _order(self, topic: Topic, asked: Sequence[Done]) -> Iterator[str]:
        """The questions of a skill as they come up: first what was not right, then what was asked least."""
        previous = asked[-1].variant.question if asked else ""
        latest = {done.variant.question: done.right for done in asked}
        times = {question: _turns(asked, question) for question in topic.questions}
        due = [q for q, right in latest.items() if not right and (q != previous or len(topic.questions) == 1)]
        yield from due if self.count is None else ()
        chance = {q: hashlib.sha256(f"{self._seed}:{q}".encode()).digest() for q in topic.questions}
        for question in sorted(topic.questions, key=lambda q: (q == previous, times[q], chance[q])):
            if question not in due or self.count is not None:
                yield question

    def _draw(self, question: str, turn: int) -> Drawn:
        seed = (variant_seed(self._seed, question) + turn) % PREPARED_SEEDS
        return draw(self.bank, question, seed, self._runner)

    def _draw_again(self, variant: Variant) -> Drawn:
        return draw(self.bank, variant.question, variant.seed, self._runner)


def resume_practice(store: Store, sitting_id: str, bank: Bank, *, runner: Runner | None = None) -> Practice:
    """The same go at practice from what is on disk: its answers, its hints, its next question.

    Raises ProgressError where there is none of this name, and where its beginning cannot be read.
    """
    events = store.read(sitting_id)
    started = next((event for event in events if isinstance(event, Started)), None)
    said = {event.what: event.text for event in events if isinstance(event, Noted) and event.number == 0}
    if started is None or not is_practice(events) or PRACTICE not in said:
        raise ProgressError(f"no practice {sitting_id!r} is saved here, or its beginning cannot be read")
    practice = Practice.__new__(Practice)
    count = int(said[COUNT]) if said.get(COUNT, "").isdecimal() else None
    practice._open(bank, said[PRACTICE].split(", "), started.seed, store, runner, count)
    practice._restore(sitting_id, events)
    return practice


def _outcome(saved: str) -> Outcome:
    return next((outcome for outcome in OUTCOMES if outcome == saved), "wrong")


def _turns(asked: Sequence[Done], question: str) -> int:
    return sum(done.variant.question == question for done in asked)


def _last_place(asked: Sequence[Done], variant: Variant) -> int:
    return max(place for place, done in enumerate(asked) if _same(done.variant) == _same(variant))


def _same(variant: Variant) -> Variant:
    """What makes two variants the same to a learner: all but the seed and the order of options."""
    options = tuple(sorted(variant.options, key=lambda option: option.letter))
    return replace(variant, seed=0, options=options, lines=tuple(sorted(variant.lines)))
