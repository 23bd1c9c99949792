"""No wrong answer is called right: thousands of mutated keys, each proved different by an independent route."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import mmready
from mmready.domain.question import MATHS_KINDS
from mmready.domain.variant import AnswerKey, Domain
from mmready.grading.judge import judge
from mmready.maths.display import plain
from mmready.maths.parse import parse
from tests.grading.near_misses import mutants, proved_different

KEYS: list[tuple[str, str, dict[str, Domain]]] = [
    ("number", "7/12", {}),
    ("number", "sqrt(7) - 2", {}),
    ("number", "e^2/3", {}),
    ("number", "ln(3)/4 + 1", {}),
    ("number", "pi^2/6 - 1", {}),
    ("number", "2^10 - 24", {}),
    ("number", "binomial(9, 4)", {}),
    ("number", "1 - Phi(3/2)", {}),
    ("number", "0.3^4", {}),
    ("number", "atan(2) + sin(5)", {}),
    ("expression", "t^3 - 4*t^2 + 5", {"t": "real"}),
    ("expression", "(2*t + 1)/(t^2 + 3)", {"t": "real"}),
    ("expression", "t*e^(-3*t)", {"t": "real"}),
    ("expression", "sin(2*t)^2 - cos(t)", {"t": "real"}),
    ("expression", "ln(t^2 + 1) - 2*t", {"t": "real"}),
    ("expression", "sqrt(t)*(3 - t)", {"t": "positive"}),
    ("expression", "abs(t - 2) + t", {"t": "real"}),
    ("expression", "a*t^2/(b + t)", {"a": "positive", "b": "positive", "t": "positive"}),
    ("expression", "k*(1 - p)^(k - 1)*p", {"k": "integer", "p": (0.0, 1.0)}),
    ("expression", "lam*e^(-lam*t)", {"lam": "positive", "t": "positive"}),
    ("expression", "atan(s/t) - s*t", {"s": "positive", "t": "positive"}),
    ("expression", "tan(t) - t/2", {"t": (-1.0, 1.0)}),
    ("expression", "e^(-(t - m)^2/2)", {"t": "real", "m": "real"}),
    ("expression", "s^2 + 2*s*t - t^2", {"s": "real", "t": "real"}),
    ("expression", "piecewise(t^2 if t < 1, 2*t - 1)", {"t": "real"}),
    ("equation", "s = 3*t - 4", {"s": "real", "t": "real"}),
    ("equation", "s^2 + t^2 = 13", {"s": "real", "t": "real"}),
    ("equation", "2*s - 3*t + 5*w = 7", {"s": "real", "t": "real", "w": "real"}),
    ("inequality", "t > 5/2", {"t": "real"}),
    ("inequality", "-3 <= t < 4", {"t": "real"}),
    ("inequality", "2*s + t <= 6", {"s": "real", "t": "real"}),
    ("inequality", "t^2 < 7", {"t": "real"}),
    ("interval", "[-2, 5)", {}),
    ("interval", "(sqrt(2), pi]", {}),
    ("interval", "(1/3, inf)", {}),
    ("set", "{-3, 1/2, 4}", {}),
    ("set", "{sqrt(5), -sqrt(5)}", {}),
    ("vector", "[3, -1/2, sqrt(2)]", {}),
    ("vector", "[2*s, s^2 + t]", {"s": "real", "t": "real"}),
    ("matrix", "[[1, -2], [3/4, 5]]", {}),
    ("matrix", "[[cos(t), -sin(t)], [sin(t), cos(t)]]", {"t": "real"}),
]


def accepted(kind: str, key: str, domains: dict[str, Domain], up_to_constant: bool = False) -> tuple[int, list[str]]:
    """How many proved near misses of a key were marked, and which were called right."""
    tree = parse(key, variables=domains, author=True, rows=True)
    tried, found = 0, []
    for mutant in mutants(tree):
        if not proved_different(mutant, tree, domains, up_to_constant=up_to_constant):
            continue
        tried += 1
        text = plain(mutant)
        if judge(text, key, kind=kind, variables=domains, up_to_constant=up_to_constant).outcome == "right":
            found.append(f"{text} for {key}")
    return tried, found


@pytest.mark.parametrize(("kind", "key", "domains"), KEYS, ids=[key for _, key, _ in KEYS])
def test_no_near_miss_is_right(kind: str, key: str, domains: dict[str, Domain]) -> None:
    tried, found = accepted(kind, key, domains)
    assert tried >= 4
    assert found == []


def bank_keys() -> Iterator[AnswerKey]:
    """One key of every question with typed mathematics, and of every such blank."""
    bank = mmready.load_bank()
    for name, question in bank.questions.items():
        if question.kind not in (*MATHS_KINDS, "blanks"):
            continue
        _, key = mmready.draw(bank, name, seed=1)
        for part in (key, *key.blanks.values()):
            if part.kind in MATHS_KINDS and part.mark.up_to in ("", "constant") and part.mark.eigenvector_of is None:
                yield part


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_near_miss_of_the_bank_is_right() -> None:
    counts, wrong = 0, []
    for key in bank_keys():
        tried, found = accepted(key.kind, key.answer, dict(key.variables), key.mark.up_to == "constant")
        counts += tried
        wrong += [f"{key.question}: {miss}" for miss in found]
    assert wrong == []
    assert counts >= 1000
