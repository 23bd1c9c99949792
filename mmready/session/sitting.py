"""A sitting as an object that people hold: it draws, grades, saves and steps, in that order.

There is no clock and no screen here: times come in as text.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mmready import advising, grading
from mmready.domain.bank import Bank, Drawn
from mmready.domain.events import Answered, Ended, Event, Extended, Noted, Remark, Started, Store
from mmready.domain.variant import Variant
from mmready.errors import LearnerInputError, ProgressError
from mmready.sampling import draw
from mmready.session.allowed import number_in_time
from mmready.session.asked import checked_background, checked_courses, checked_skills, new_id, text_of
from mmready.session.before import answers_before
from mmready.session.opening import more_wanted
from mmready.session.remarks import remarks_in
from mmready.session.saved import is_practice
from mmready.session.state import LENGTHS, Setting, variant_seed
from mmready.session.steps import begin, replay, step
from mmready.session.told import with_background
from mmready.translation import t

if TYPE_CHECKING:
    from mmready.domain.estimate import Estimate, Readiness, Recommendation, StudyPlan
    from mmready.domain.response import Evidence, Judgement, Reading, Response
    from mmready.domain.runner import Runner

__all__ = ["MOST_FOLLOW_UP", "SURE", "Sitting", "resume"]

SURE = ("sure", "unsure", "guess")  # how sure a learner may say to be
MOST_FOLLOW_UP = 20  # questions of one follow-up


class Sitting:
    """One go at a check, with no screen and no clock of its own.

    ``courses`` are ids of the bank (all measured ones where None), ``length`` is quick, standard or thorough: at most
    12, 30, 45 questions, and about 10, 25, 40 minutes (``session/pace.py``). ``store`` keeps every event on disk before
    the next question is drawn, ``runner`` runs Python answers (without one such questions are left out). ``at`` is the
    time of the start as text, given by the caller. ``earlier`` names saved checks of the store whose answers count too:
    the older, the less (``measuring.Model.later``), and their questions come again only where no others are left.
    ``background`` are answers of the bank's background questions: a weak hint of where measuring begins, no evidence.
    Raises LearnerInputError for a course or length that is not there.
    """

    def __init__(
        self,
        bank: Bank,
        courses: Sequence[str] | None = None,
        seed: int = 0,
        store: Store | None = None,
        length: str = "standard",
        *,
        runner: Runner | None = None,
        at: str = "",
        sitting_id: str | None = None,
        earlier: Sequence[str] = (),
        background: Sequence[str] = (),
    ) -> None:
        chosen = checked_courses(bank, courses)
        if length not in LENGTHS:
            raise LearnerInputError(f"length {length!r} is not known; choose one of {', '.join(LENGTHS)}")
        taken = set(store.sittings()) if store is not None else set()
        if sitting_id in taken:
            raise LearnerInputError(f"a sitting {sitting_id!r} is saved already: resume it, or give another name")
        self.id = sitting_id or new_id(seed, chosen, at, taken)
        if earlier and store is None:
            raise LearnerInputError("earlier sittings are read from a store; give the one they are in")
        before = answers_before(store, earlier, at) if store is not None else ()
        told = checked_background(bank, background)
        self._open(bank, Started(self.id, chosen, seed, length, bank.digest, at, before, told), store, runner)
        if store is not None:
            store.append(self.id, self._started)
        self._state = begin(self._setting)

    def _open(self, bank: Bank, started: Started, store: Store | None, runner: Runner | None) -> None:
        self._started, self._store, self._runner = started, store, runner
        can_run = runner is not None
        self._setting = Setting(
            bank,
            started.courses,
            started.seed,
            started.length,
            can_run,
            started.at,
            started.before,
            started.background,
        )
        self._drawn: Drawn | None = None
        self._estimate: Estimate | None = None
        self._lists: Mapping[str, tuple[Recommendation, ...]] | None = None

    # -- what is there -------------------------------------------------------------------------------------------

    @property
    def bank(self) -> Bank:
        """The bank that is drawn on."""
        return self._setting.bank

    @property
    def courses(self) -> tuple[str, ...]:
        """The asked-for courses."""
        return self._setting.courses

    @property
    def length(self) -> str:
        """quick, standard or thorough."""
        return self._setting.length

    @property
    def started_at(self) -> str:
        """The time of the start as it was given."""
        return self._started.at

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every answered question, in order."""
        return self._state.evidence

    @property
    def answers_before(self) -> int:
        """How many answers of earlier sittings count here too."""
        return len(self._started.before)

    @property
    def background(self) -> tuple[str, ...]:
        """What the learner told of what they know already, as ids of the bank's answers."""
        return self._started.background

    @property
    def number(self) -> int:
        """How many questions have been answered."""
        return len(self._state.evidence)

    @property
    def ended(self) -> bool:
        """Whether nothing more is asked."""
        return self._state.question is None

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that happened after the start."""
        return self._state.events

    @property
    def following_up(self) -> bool:
        """Whether the questions now asked are a follow-up (``extend``)."""
        return self._state.until > 0 and not self.ended

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The questions that are flagged now or have a comment, by their place."""
        return remarks_in(self.events)

    @property
    def flagged(self) -> frozenset[int]:
        """The places of the questions that are flagged now."""
        return frozenset(remark.number for remark in self.remarks if remark.flagged)

    @property
    def variant(self) -> Variant | None:
        """The question now asked, or None when the sitting has ended."""
        drawn = self._current()
        return None if drawn is None else drawn[0]

    def _current(self) -> Drawn | None:
        question = self._state.question
        if question is None:
            return None
        if self._drawn is None or self._drawn[0].question != question:
            self._drawn = draw(self.bank, question, variant_seed(self._setting.seed, question), self._runner)
        return self._drawn

    def about_more(self) -> int:
        """About how many more questions will be asked; 0 when the sitting has ended."""
        if self.ended:
            return 0
        if self._state.until:
            return self._state.until - self.number
        setting, state = self._setting, self._state
        return max(1, min(more_wanted(setting, state), setting.limit - self.number, number_in_time(setting, state)))

    # -- answering -----------------------------------------------------------------------------------------------

    def read(self, response: Response) -> Reading:
        """How a response to the present question would be read, told without the key."""
        return grading.check_form(self._present()[0], response)

    def answer(
        self, response: Response, at: str | datetime.datetime | None = None, *, sure: str | None = None
    ) -> Judgement:
        """Grade a response, save it, and go on. Unreadable and empty responses leave the same question standing.

        ``sure`` is how sure the learner is, if they say so: sure, unsure or guess. It is kept with the answer and told
        back to them; no verdict takes it into account. Raises LearnerInputError after the end, ProgressError when the
        answer could not be saved (the question then still stands and nothing has changed).
        """
        _, key = self._present()
        if sure and sure not in SURE:
            raise LearnerInputError(f"how sure you are is one of {', '.join(SURE)}, not {sure!r}")
        judgement = grading.grade(key, response, self._runner)
        if judgement.counts:
            self._record(response, judgement, at, sure or "")
        return judgement

    def dont_know(self, at: str | datetime.datetime | None = None) -> Judgement:
        """Say "I don't know yet": a real answer, which is never a slip and never a lucky guess."""
        from mmready.domain.response import Judgement

        self._present()
        judgement = Judgement("dont_know")
        self._record(None, judgement, at)
        return judgement

    def note(
        self, what: str, text: str = "", at: str | datetime.datetime | None = None, *, number: int | None = None
    ) -> None:
        """Keep a flag (``flag``, ``unflag``) or a comment about a question; never evidence.

        ``number`` is the question's place in the sitting, from 1; where None, the question now asked, after the end
        the last one. Raises LearnerInputError where no question has that place yet.
        """
        asked = {answer.number: answer.question for answer in self.evidence}
        if self._state.question is not None:
            asked[self.number + 1] = self._state.question
        place = max(asked, default=0) if number is None else number
        if place not in asked:
            raise LearnerInputError(f"question {place} has not been asked yet; the latest is {max(asked, default=0)}")
        self._save_and_step(Noted(place, asked[place], what, text, text_of(at)))

    def branch(self, skill: str | None = None) -> tuple[str, ...]:
        """The skills that may be missing together with ``skill``, for ``extend``: what it rests on, what rests on it.

        Without a skill, those around the one that the answers show most clearly to be missing; empty where none does.
        """
        return advising.branch(self.bank, self.courses, self.estimate(), self.evidence, skill)

    def extend(
        self,
        skills: Sequence[str] | None = None,
        questions: int = 10,
        at: str | datetime.datetime | None = None,
    ) -> tuple[str, ...]:
        """Go on after the end with up to ``questions`` more (at most 20) inside a branch of skills, and say which.

        ``skills`` are those of ``branch()`` where None. What is asked follows from the answers: each time the skill
        where an answer saves most hours of study. What then is more likely missing than not is on the lists of what to
        study, whether the verdict hangs on it or not. The follow-up is an event like any other: saved, and resumed.
        Raises LearnerInputError before the end, for an unknown skill, and where nothing is left to ask.
        """
        if not self.ended:
            raise LearnerInputError(t("this sitting has not ended yet; its own questions come first"))
        if not 1 <= questions <= MOST_FOLLOW_UP:
            raise LearnerInputError(f"a follow-up has 1 to {MOST_FOLLOW_UP} questions, not {questions}")
        chosen = self.branch() if skills is None else checked_skills(self.bank, skills)
        event = Extended(chosen, questions, text_of(at))
        if not self._finds_more(event):
            raise LearnerInputError(
                t("there is nothing left to ask there: its skills are settled, or have no more questions")
            )
        self._save_and_step(event)
        return chosen

    def can_extend(self, skills: Sequence[str] | None = None) -> bool:
        """Whether ``extend`` with these skills would find something to ask now; never raises for skills of the bank."""
        if not self.ended:
            return False
        chosen = self.branch() if skills is None else checked_skills(self.bank, skills)
        return self._finds_more(Extended(chosen, 1))

    def _finds_more(self, event: Extended) -> bool:
        return bool(event.skills) and step(self._setting, self._state, event)[0].question is not None

    def end(self, at: str | datetime.datetime | None = None) -> None:
        """End the sitting before its own rule does."""
        if not self.ended:
            self._save_and_step(Ended(text_of(at)))

    def _present(self) -> Drawn:
        drawn = self._current()
        if drawn is None:
            raise LearnerInputError(t("this sitting has ended; start another one to answer more questions"))
        return drawn

    def _record(
        self, response: Response, judgement: Judgement, at: str | datetime.datetime | None, sure: str = ""
    ) -> None:
        variant = self._present()[0]
        said = judgement.outcome, judgement.points, text_of(at), sure
        self._save_and_step(Answered(self.number + 1, variant.question, variant.seed, response, *said))

    def _save_and_step(self, event: Event) -> None:
        if self._store is not None:
            self._store.append(self.id, event)
        self._state, _ = step(self._setting, self._state, event)
        self._estimate = self._lists = None

    # -- what it says --------------------------------------------------------------------------------------------

    def estimate(self) -> Estimate:
        """What is believed now of every requirement, course and skill."""
        if self._estimate is None:
            from mmready.session.next_question import estimate_of

            self._estimate = estimate_of(self._setting, self._state)
        return self._estimate

    def readiness(self) -> Mapping[str, Readiness]:
        """The verdict on every course: those asked for first, then the others, and the capstone's rules."""
        courses = tuple(dict.fromkeys((*self.courses, *self.bank.courses)))
        from mmready.session.next_question import expected_more

        estimate, measured = self.estimate(), self._setting.measured
        more = {
            course: expected_more(self._setting, self._state, measured.rows_of(course))
            for course in courses
            if advising.verdict_of(estimate.courses.get(course, 1.0)) == "too close to call"
        }
        found = advising.readiness(self.bank, courses, estimate, self.evidence, more)
        return with_background(self._setting, self._state, found)

    def recommendations(self, course: str) -> tuple[Recommendation, ...]:
        """What to study before a course, in order; empty where nothing is needed. LearnerInputError: no such course."""
        if course not in self.bank.courses:
            raise LearnerInputError(f"there is no course {course!r}; the bank has {', '.join(self.bank.courses)}")
        if not self.bank.courses[course].measured:
            return ()
        return advising.recommendations(self.bank, course, self.estimate(), self.evidence)

    def study_lists(self) -> Mapping[str, tuple[Recommendation, ...]]:
        """What to study for the asked-for courses, one after the other: each thing once, none that a course teaches.

        Kept until the next answer, so that a plan can be made again and again while hours and dates are tried.
        """
        if self._lists is None:
            self._lists = advising.study_lists(self.bank, self.courses, self.estimate(), self.evidence)
        return self._lists

    def plan(
        self,
        hours_per_week: float = 8,
        start: datetime.date | None = None,
        runs: Mapping[str, Sequence[datetime.date]] | None = None,
        *,
        beside: bool = True,
    ) -> StudyPlan:
        """The dated whole: study blocks, ready-by dates, courses and the exam. ``start`` is needed: no clock here.

        With ``beside=False`` no two courses run at the same time.
        """
        if start is None:
            raise LearnerInputError("a plan needs the day it starts on, for example start=date(2027, 1, 11)")
        return advising.plan(
            self.bank,
            self.courses,
            self.study_lists(),
            hours_per_week=hours_per_week,
            start=start,
            runs=runs,
            beside=beside,
        )

    def __repr__(self) -> str:
        state = "ended" if self.ended else "open"
        return f"Sitting({', '.join(self.courses)}; {self.number} answered, {state})"


def resume(store: Store, sitting_id: str, bank: Bank, *, runner: Runner | None = None) -> Sitting:
    """The same sitting from what is on disk: its answers, its belief, its next question.

    Raises ProgressError when there is no such sitting or its beginning cannot be read.
    """
    events = store.read(sitting_id)
    started = next((event for event in events if isinstance(event, Started)), None)
    if started is None:
        raise ProgressError(f"no sitting {sitting_id!r} is saved here, or its first line cannot be read")
    if is_practice(events):
        raise ProgressError(f"{sitting_id!r} was practice, which has no verdict; name a check")
    known = tuple(course for course in started.courses if course in bank.courses)
    if started.courses and not known:
        courses = ", ".join(started.courses)
        raise ProgressError(f"sitting {sitting_id!r} was about {courses}, of another bank than this one; name its bank")
    sitting = Sitting.__new__(Sitting)
    sitting.id = started.sitting
    sitting._open(bank, replace(started, courses=checked_courses(bank, known or None)), store, runner)
    sitting._state = replay(sitting._setting, (event for event in events if event is not started))
    return sitting
