"""Showing what was found: view values from the core, then HTML and plain text of them. Knows no widgets."""

from typing import TYPE_CHECKING

from mmready.lazy import exports

if TYPE_CHECKING:
    from mmready.report.calendar import plan_calendar, plan_entries
    from mmready.report.calibration import calibration_view
    from mmready.report.changes import plan_change_text, readiness_change_text
    from mmready.report.gaps import gaps_view
    from mmready.report.html import gaps_html, page, verdict_html
    from mmready.report.markdown import to_html, to_plain
    from mmready.report.path import study_path
    from mmready.report.plan import plan_view
    from mmready.report.plan_html import plan_html
    from mmready.report.plan_json import plan_json
    from mmready.report.plan_text import plan_text
    from mmready.report.shown import shown_texts
    from mmready.report.text import render_text
    from mmready.report.view import verdict_view
    from mmready.report.whole import render_page

__all__ = [
    "calibration_view",
    "gaps_html",
    "gaps_view",
    "page",
    "plan_calendar",
    "plan_change_text",
    "plan_entries",
    "plan_html",
    "plan_json",
    "plan_text",
    "plan_view",
    "readiness_change_text",
    "render_page",
    "render_text",
    "shown_texts",
    "study_path",
    "to_html",
    "to_plain",
    "verdict_html",
    "verdict_view",
]

exports(
    __name__,
    {
        "calendar": "plan_calendar plan_entries",
        "calibration": "calibration_view",
        "changes": "plan_change_text readiness_change_text",
        "gaps": "gaps_view",
        "html": "gaps_html page verdict_html",
        "markdown": "to_html to_plain",
        "path": "study_path",
        "plan": "plan_view",
        "plan_html": "plan_html",
        "plan_json": "plan_json",
        "plan_text": "plan_text",
        "shown": "shown_texts",
        "text": "render_text",
        "view": "verdict_view",
        "whole": "render_page",
    },
)
