"""A question with the draws by which it is proved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from mmready.domain.question import QuestionBody, QuestionTemplate
from mmready.domain.response import Judgement, Outcome, Response
from mmready.domain.variant import AnswerKey, Mistake, Variant

__all__ = ["Draw", "Failure", "Judged", "NamedMistake", "Proof", "Sample"]


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw: what the learner sees, the key, and the drawn names as the Check gets them.

    ``values`` are JSON values (numbers, text, nested lists for vectors and matrices); ``functions`` maps the name of a
    function of variables to its Python source.
    """

    variant: Variant
    key: AnswerKey
    values: Mapping[str, Any] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)

    @property
    def seed(self) -> int:
        return self.variant.seed


@dataclass(frozen=True, slots=True)
class Failure:
    """A seed that could not be drawn, why, and the line of the file (0 where that is not known)."""

    seed: int
    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    """What the Check says of one draw.

    ``stopped``: the Check itself failed, at ``line`` of the file; ``unset``: no ``expected``, or one of another form;
    ``loose``: it allows an error so large that it proves little.
    """

    seed: int
    status: Literal["proved", "stopped", "unset", "disproved", "loose"]
    message: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """A specimen response of one draw, the outcome it must have, and the judgement it got."""

    seed: int
    response: Response
    wanted: Outcome
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class NamedMistake:
    """A mistake of one draw given as the response: its feedback as it should be, and the judgement it got.

    ``at`` is the list it stands in (``"mistakes"``, ``"blanks.z.mistakes"``), ``number`` its place in the draw's key.
    """

    seed: int
    at: str
    number: int
    mistake: Mistake
    judgement: Judgement


@dataclass(frozen=True)
class Sample:
    """All that the rules look at: the file, its draws, what the Check said, how specimens and mistakes were judged.

    ``again`` is the first draw drawn a second time; ``later`` are draws beyond those that are proved, only to see how
    many there are. ``addresses`` are those that the bank's resources have.
    """

    template: QuestionTemplate
    body: QuestionBody
    draws: tuple[Draw, ...] = ()
    failures: tuple[Failure, ...] = ()
    proofs: tuple[Proof, ...] = ()
    judged: tuple[Judged, ...] = ()
    mistakes: tuple[NamedMistake, ...] = ()
    again: tuple[Variant, AnswerKey] | None = None
    later: tuple[tuple[Variant, AnswerKey], ...] = ()
    addresses: frozenset[str] = frozenset()

    def line(self, at: str) -> int:
        """The line of a dotted path, or of the nearest field around it that has one."""
        while at and at not in self.body.at:
            at = at.rpartition(".")[0]
        return self.body.at.get(at, 1)

    def proofs_that(self, status: str) -> Iterator[Proof]:
        """What the Check said of the draws with this status."""
        return (proof for proof in self.proofs if proof.status == status)
