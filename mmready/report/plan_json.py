"""The plan for programs: blocks, days and money, with the facts it rests on and where they were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from mmready.advising.planning import pay_by
from mmready.domain.bank import Bank
from mmready.domain.estimate import Recommendation, StudyPlan
from mmready.report.plan import plan_view

__all__ = ["plan_json"]


def plan_json(
    bank: Bank, plan: StudyPlan, study: Mapping[str, Sequence[Recommendation]] | None = None
) -> dict[str, Any]:
    """A plan as JSON values, dates as ISO text. ``study`` adds the lists that it was made of, by course."""
    view = plan_view(bank, plan)
    found: dict[str, Any] = _plain(asdict(plan))
    pay = {
        block.course: day.isoformat()
        for block in plan.blocks
        if block.what == "course" and (day := pay_by(bank.courses[block.course], block.start))
    }
    found |= {"pay_by": pay, "warning": view.warning, "facts": [asdict(fact) for fact in view.facts]}
    if study is not None:
        found["study"] = {course: [_plain(asdict(item)) for item in items] for course, items in study.items()}
    return found


def _plain(value: Any) -> Any:
    """Mappings, lists, texts and numbers only."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
