"""The whole report as one page that stands alone: nothing is loaded from anywhere, and it prints well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mmready.domain.bank import Bank
from mmready.domain.estimate import Readiness, Recommendation
from mmready.domain.response import Evidence
from mmready.report.gaps import gaps_view
from mmready.report.html import gaps_html, page, verdict_html
from mmready.report.view import verdict_view

__all__ = ["render_page"]


def render_page(
    bank: Bank,
    readiness: Mapping[str, Readiness],
    recommendations: Mapping[str, Sequence[Recommendation]],
    evidence: Sequence[Evidence],
    on: str = "",
) -> str:
    """Verdict, then what to study. The courses of ``recommendations`` are the ones asked for; ``on`` is an ISO time."""
    verdict = verdict_view(bank, readiness, recommendations, evidence, on)
    return page(verdict.heading, verdict_html(verdict), gaps_html(gaps_view(bank, recommendations)))
