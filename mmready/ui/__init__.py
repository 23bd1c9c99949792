"""The screens of a notebook: the only place that knows ipywidgets and anywidget."""

from typing import TYPE_CHECKING

from mmready.lazy import exports

if TYPE_CHECKING:
    from mmready.ui.check import check
    from mmready.ui.data import data
    from mmready.ui.plan import plan
    from mmready.ui.practise import practise, quiz

__all__ = ["check", "data", "plan", "practise", "quiz"]

exports(
    __name__,
    {
        "check": "check",
        "data": "data",
        "plan": "plan",
        "practise": "practise quiz",
    },
)
