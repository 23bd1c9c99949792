"""An author's desk: a question file being written, its faults, its variants as learners meet them, its proof.

Knows no widget. Every variant on the screen is a quiz of one question, so that an author can try answers in it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mmready.domain.bank import Bank, Drawn, Prepared
from mmready.domain.question import KINDS, QuestionBody, QuestionTemplate
from mmready.errors import AuthorError, Fault, LearnerInputError
from mmready.lint import Crew
from mmready.lint.crew import Work, proved
from mmready.loading.bank_file import BANK_FILE
from mmready.loading.catalogue import Catalogue, load_catalogue
from mmready.loading.digest import question_paths
from mmready.loading.fault_log import FaultLog
from mmready.loading.question_file import SLUG, parse_question, read_question
from mmready.progress import MemoryStore
from mmready.report.markdown import to_html
from mmready.report.told_html import told_html
from mmready.report.words import subject_name
from mmready.sampling import draw_body
from mmready.ui.commands import Command, Reply, carry_out
from mmready.ui.practising import Practising, begin_practice
from mmready.ui.surroundings import Surroundings

__all__ = ["Desk"]

MOST_VARIANTS = 6
MOST_SEEDS = 50
NAME = "my-question"
ADDS = "title: Questions of my own\nadds_to: mmready   # the bank whose skills these questions are on\n"
Read = tuple[QuestionTemplate, QuestionBody]


class Desk:
    """Reacts to commands; ``screen`` is what is shown at the start.

    ``root`` is the folder of the bank that questions are saved in; where it is not there yet, it begins with the first
    question and adds to the bank in ``ours``. ``starting_point(kind, skill)`` gives a commented text to begin with.
    """

    def __init__(
        self,
        root: Path,
        ours: Path,
        around: Surroundings,
        crew: Crew,
        starting_point: Callable[[str, str], str],
    ) -> None:
        self._root, self._crew, self._starting_point = root, crew, starting_point
        self._around = replace(around, seed=lambda: 0, store=MemoryStore())
        self._new = not root.is_dir()
        self._catalogue: Catalogue = load_catalogue(ours if self._new else root)[0]
        if not self._catalogue.skills:
            raise LearnerInputError(f"{root} has no skills yet; a question is about one of them (skills.yml)")
        self._trials: dict[int, Practising] = {}
        self._mine: set[Path] = set()
        self.screen: Mapping[str, Any] = self._start()

    def obey(self, command: Command) -> Reply:
        """Carry out a command. Never raises."""
        known = {
            "begin": self._begin,
            "open": self._open,
            "look": self._look,
            "try": self._try,
            "prove": self._prove,
            "save": self._save,
        }
        return carry_out(known, command)

    def _start(self) -> Mapping[str, Any]:
        skill = next(iter(self._catalogue.skills))
        groups: dict[str, list[dict[str, str]]] = {}
        for each in self._catalogue.skills.values():
            groups.setdefault(subject_name(each.subject), []).append({"id": each.id, "name": each.name})
        return {
            "name": "desk",
            "kinds": list(KINDS),
            "skills": [{"subject": subject, "skills": skills} for subject, skills in groups.items()],
            "folder": str(self._root),
            "kind": "number",
            "skill": skill,
            "slug": NAME,
            "text": self._starting_point("number", skill),
            "there": self._there(),
        }

    def _there(self) -> list[str]:
        return [path.stem for path in question_paths(self._root)] if self._root.is_dir() else []

    # -- beginning -------------------------------------------------------------------------------------------------

    def _begin(self, command: Command) -> Reply:
        kind, skill = str(command.get("kind")), str(command.get("skill"))
        if kind not in KINDS or skill not in self._catalogue.skills:
            raise LearnerInputError(f"there is no kind {kind!r}, or no skill {skill!r}")
        return {"text": self._starting_point(kind, skill), "slug": NAME}

    def _open(self, command: Command) -> Reply:
        """A question that is in the bank already; saving it writes over it."""
        name = str(command.get("question"))
        path = next((path for path in question_paths(self._root) if path.stem == name), None)
        if path is None:
            raise LearnerInputError(f"there is no question {name!r} in {self._root}")
        self._mine.add(path.resolve())
        return {"text": path.read_text(encoding="utf-8"), "slug": name}

    # -- looking ---------------------------------------------------------------------------------------------------

    def _look(self, command: Command) -> Reply:
        """The faults of the text, or its variants: from ``seed`` on, ``variants`` of them."""
        first = max(0, int(command.get("seed") or 0))
        wanted = min(MOST_VARIANTS, max(1, int(command.get("variants") or 1)))
        self._trials = {}
        try:
            template, body = self._read(command)
            drawn = [draw_body(template, body, seed, self._around.runner) for seed in range(first, first + wanted)]
        except AuthorError as error:
            return {"faults": _faults(error.faults), "variants": []}
        bank = Bank({template.id: template}, self._catalogue.skills, {}, bodies={template.id: body})
        self._trials = {each[0].seed: self._trial(bank, template.id, each) for each in drawn}
        shown = [
            {"seed": variant.seed, "screen": self._trials[variant.seed].screen, "told": told_html(variant, key)}
            for variant, key in drawn
        ]
        return {"faults": [], "variants": shown}

    def _trial(self, bank: Bank, question: str, drawn: Drawn) -> Practising:
        only = replace(bank, prepared={question: Prepared((drawn,), complete=True)})
        return Practising(lambda: begin_practice(only, (question,), self._around, 1), self._around)

    def _try(self, command: Command) -> Reply:
        """What the learner's screen of one variant answers to a command of its page."""
        trial = self._trials.get(int(command.get("seed") or 0))
        inner = command.get("command")
        if trial is None or not isinstance(inner, Mapping):
            raise LearnerInputError("this variant is no longer on the desk")
        return {"inner": trial.obey(inner)}

    def _read(self, command: Command) -> Read:
        """The question in the text, at the place where it will be saved. Raises AuthorError with all its faults."""
        slug = str(command.get("slug") or "").strip()
        path = Path(f"{slug}.md")
        log = FaultLog(path.as_posix())
        if not SLUG.match(slug):
            log.add(1, "slug", f"a question is named by small letters, digits and -; got {slug!r}")
            raise AuthorError(log.faults)
        found = parse_question(str(command.get("text") or ""), path, self._catalogue.skills, log)
        if found is None:
            raise AuthorError(sorted(log.faults, key=lambda fault: fault.line))
        return found

    # -- proving and saving ----------------------------------------------------------------------------------------

    def _prove(self, command: Command) -> Reply:
        """What lint says of the text, on so many ``seeds``."""
        try:
            template, _ = self._read(command)
        except AuthorError as error:
            return {"faults": _faults(error.faults), "said": _told(error.faults, 0)}
        seeds = min(MOST_SEEDS, max(1, int(command.get("seeds") or 5)))
        addresses = frozenset(each.address for each in self._catalogue.resources.values())
        with tempfile.TemporaryDirectory() as folder:  # some rules read the file itself
            path = Path(folder) / f"{template.id}.md"
            path.write_text(str(command.get("text")), encoding="utf-8")
            work = Work(*read_question(path, self._catalogue.skills), range(seeds), addresses)
            ((_, faults),) = proved([work], self._crew)
        return {"faults": _faults(faults), "said": _told(faults, seeds)}

    def _save(self, command: Command) -> Reply:
        """Write the file, if it can be read; what is not proved yet is said beside it."""
        try:
            template, _ = self._read(command)
        except AuthorError as error:
            said = f"Not saved: {_told(error.faults, 0)}"
            return {"faults": _faults(error.faults), "said": said}
        path = self._root / "questions" / template.subject / template.skill / f"{template.id}.md"
        taken = [each for each in self._paths() if each.stem == template.id and each.resolve() not in self._mine]
        if taken:
            raise LearnerInputError(f"the name {template.id!r} is taken by {taken[0]}; choose another name")
        try:
            self._write(path, str(command.get("text")))
        except OSError as error:
            raise LearnerInputError(f"not saved: {error.filename} cannot be written: {error.strerror}") from None
        proof = self._prove(command)
        use = f'mmready.quiz("{template.id}", bank="{self._root}")'
        return {**proof, "said": f"Saved: {path}. {proof['said']}", "use": use, "there": self._there()}

    def _paths(self) -> list[Path]:
        return question_paths(self._root) if self._root.is_dir() else []

    def _write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if self._new:
            (self._root / BANK_FILE).write_text(ADDS, encoding="utf-8")
            self._new = False
        for old in self._paths():  # the skill of a question that was opened here has changed, and so its folder
            if old.stem == path.stem and old.resolve() in self._mine and old.resolve() != path.resolve():
                old.unlink()
        path.write_text(text, encoding="utf-8")
        self._mine.add(path.resolve())


def _faults(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    return [
        {
            "line": fault.line,
            "code": fault.code,
            "warning": fault.severity != "error",
            "html": to_html(fault.message, inline=True),
        }
        for fault in faults
    ]


def _told(faults: Iterable[Fault], seeds: int) -> str:
    found = list(faults)
    errors = sum(fault.severity == "error" for fault in found)
    if errors:
        return f"{_counted(errors, 'fault')}."
    more = f", with {_counted(len(found), 'warning')}" if found else ""
    return f"Proved on {_counted(seeds, 'draw')}{more}."


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
