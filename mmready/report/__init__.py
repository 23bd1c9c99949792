"""Showing what was found: view values from the core, then HTML and plain text of them. Knows no widgets."""

from mmready.report.gaps import gaps_view
from mmready.report.html import gaps_html, page, verdict_html
from mmready.report.markdown import to_html, to_plain
from mmready.report.plan import plan_view
from mmready.report.plan_html import plan_html
from mmready.report.plan_text import plan_text
from mmready.report.text import render_text
from mmready.report.view import verdict_view
from mmready.report.whole import render_page

__all__ = [
    "gaps_html",
    "gaps_view",
    "page",
    "plan_html",
    "plan_text",
    "plan_view",
    "render_page",
    "render_text",
    "to_html",
    "to_plain",
    "verdict_html",
    "verdict_view",
]
