"""What a Check is asked about the key of a draw, and whether its answers agree with the key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mmready.domain.question import CHOICE_KINDS
from mmready.domain.variant import AnswerKey
from mmready.grading import function as function_kind
from mmready.lint.keys import conditions, numbers, programs
from mmready.lint.keys.points import Points
from mmready.lint.keys.verdict import Status, key_tree
from mmready.lint.sample import Proof

__all__ = ["ask", "judge_answers"]


def ask(key: AnswerKey, *, wrong_orders: bool = True) -> dict[str, Any]:
    """What the harness needs to put the key's questions to ``expected``; JSON values."""
    asked: dict[str, Any] = {"kind": key.kind}
    if key.kind == "blanks":
        asked["blanks"] = {name: ask(part) for name, part in key.blanks.items()}
    elif key.kind == "expression":
        asked |= _as_rows(conditions.expression_points(key))
    elif key.kind in ("equation", "inequality"):
        asked |= _as_rows(conditions.condition_points(key))
    elif key.kind == "interval":
        asked["points"] = numbers.probes(key_tree(key))
    elif key.kind == "function":
        task = function_kind.task(key.answer, [test.call for test in key.tests], key.imports)
        name = key.function.partition("(")[0].strip()
        asked |= {"solution": task.source, "calls": list(task.calls), "name": name}
    elif key.kind == "order":
        asked["programs"] = programs.programs(key, wrong=wrong_orders)
    return asked


def judge_answers(key: AnswerKey, answers: Mapping[str, Any], seed: int) -> Proof:
    """Whether the harness's answers agree with the key."""
    if "stopped" in answers:
        return Proof(seed, "stopped", str(answers["stopped"]), int(answers.get("line", 0)))
    if "unset" in answers:
        return Proof(seed, "unset", str(answers["unset"]))
    if key.kind == "blanks":
        proofs = {name: judge_answers(part, answers["blanks"][name], seed) for name, part in key.blanks.items()}
        bad = [(name, proof) for name, proof in proofs.items() if proof.status != "proved"]
        if not bad:
            return Proof(seed, "proved")
        name, proof = bad[0]
        return Proof(seed, proof.status, f"blank {name!r}: {proof.message}", proof.line)
    status, message = _JUDGES[key.kind](key, answers)
    return Proof(seed, status, message)  # type: ignore[arg-type]


def _as_rows(points: Points) -> dict[str, Any]:
    columns = [[_as_json(value) for value in column] for column in points.values()]
    rows = [list(row) for row in zip(*columns, strict=True)] if columns else [[]]
    return {"names": list(points), "points": rows}


def _as_json(value: Any) -> Any:
    return {"re": float(value.real), "im": float(value.imag)} if isinstance(value, complex) else float(value)


_JUDGES: dict[str, Callable[[AnswerKey, Mapping[str, Any]], Status]] = {
    "number": numbers.number,
    "vector": numbers.array,
    "matrix": numbers.array,
    "set": numbers.finite_set,
    "interval": numbers.interval,
    "expression": conditions.expression,
    "equation": conditions.condition,
    "inequality": conditions.condition,
    **dict.fromkeys(CHOICE_KINDS, programs.choice),
    "output": programs.output,
    "function": programs.function,
    "order": programs.order,
}
