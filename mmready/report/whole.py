"""The whole report as one page that stands alone: nothing is loaded from anywhere, and it prints well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mmready.advising.changes import ReadinessChange
from mmready.domain.bank import Bank
from mmready.domain.estimate import Readiness, Recommendation
from mmready.domain.events import Remark
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
    *,
    notes: Mapping[str, Sequence[str]] | None = None,
    changes: Sequence[ReadinessChange] = (),
    remarks: Sequence[Remark] = (),
) -> str:
    """Verdict, then what to study. The courses of ``recommendations`` are the ones asked for; ``on`` is an ISO time.

    ``notes`` say what each list leaves out, ``changes`` what moved since an earlier check, ``remarks`` what the learner
    flagged and commented on.
    """
    verdict = verdict_view(bank, readiness, recommendations, evidence, on, changes, remarks)
    return page(verdict.heading, verdict_html(verdict), gaps_html(gaps_view(bank, recommendations, notes)))
