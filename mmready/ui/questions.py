"""Screens of questions, as JSON that holds only what may be seen: places instead of letters, no ids, no key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mmready import grading
from mmready.domain.variant import Variant
from mmready.errors import LearnerInputError
from mmready.report.shown import shown_texts
from mmready.translation import marked, t, tn
from mmready.ui import editor
from mmready.ui.inputs import around

if TYPE_CHECKING:
    from mmready.domain.response import Reading, Response
    from mmready.session import Sitting

__all__ = ["head_json", "preview", "question_json"]

MODE, CLOSER = marked("Readiness check"), marked("Looking closer")
_CHOICE = ("one-choice", "many-choice")


def head_json(sitting: Sitting, number: int) -> dict[str, Any]:
    """What stands above the question of this number in a check: how far it is, whether it is flagged, the comment."""
    more = sitting.about_more()
    last = t("That was the last question")
    return {
        "mode": t(CLOSER) if sitting.following_up else t(MODE),
        "sitting": sitting.id,
        "number": number,
        "about": tn("About {n} more question", "About {n} more questions", more) if more else last,
        "done": round(sitting.number / max(1, sitting.number + more), 3),
        "flagged": number in sitting.flagged,
        "comment": next((remark.comment for remark in sitting.remarks if remark.number == number), ""),
    }


def question_json(variant: Variant, can_run: bool = True) -> dict[str, Any]:
    """The question itself: text, input, what stands around it. One figure stands aside, more stay in the text."""
    texts = shown_texts(variant)
    surrounding = around(variant)
    screen: dict[str, Any] = {
        "kind": variant.kind,
        "stem": texts["stem"],
        "help": " ".join(surrounding.help),
        "example": surrounding.example,
        "palette": list(surrounding.palette),
    }
    screen |= {name: texts[name] for name in ("figure", "unit") if name in texts}
    if variant.kind in editor.KINDS and editor.has_editor():
        screen["editor"] = True
    if variant.kind in _CHOICE:
        screen["options"] = texts["options"]
        screen["sure"] = True
    elif variant.kind == "order":
        screen |= {"lines": list(variant.lines), "indent": variant.indent_asked, "code": _is_code(variant)}
    elif variant.kind == "function":
        screen |= {"starter": _starter(variant), "can_run": can_run}
    elif variant.kind == "blanks":
        options = texts.get("blanks", {})
        screen["blanks"] = [
            {"name": blank.name, "kind": blank.kind}
            | ({"options": options[blank.name]} if blank.name in options else {})
            for blank in variant.blanks
        ]
    return screen


def _is_code(variant: Variant) -> bool:
    """Whether the lines to order are a program; else they are sentences, and read better as such."""
    return variant.indent_asked or variant.subject == "python" or any(line[:1].isspace() for line in variant.lines)


def _starter(variant: Variant) -> str:
    return variant.starter or (f"def {variant.function}:\n    " if variant.function else "")


def preview(variant: Variant, response: Response, blank: str | None = None) -> dict[str, Any]:
    """How an answer would be read, for the line under the field; never whether it is right."""
    if blank is not None:
        found = next((each for each in variant.blanks if each.name == blank), None)
        if found is None:
            raise LearnerInputError(f"there is no blank {blank!r}")
        variant = replace(variant, kind=found.kind, options=found.options, variables=found.variables, blanks=())
    from mmready.report.markdown import to_html, to_plain  # here: no question asks for them before it is answered
    from mmready.report.mathml import formula

    reading: Reading = grading.check_form(variant, response)
    return {
        "outcome": reading.outcome,
        "math": formula(reading.latex) if reading.latex else "",
        "spoken": reading.spoken,
        "latex": reading.latex,
        "plain": reading.plain,
        "help": to_html(reading.help, inline=True),
        "said": to_plain(reading.help),
        "place": reading.place,
    }
