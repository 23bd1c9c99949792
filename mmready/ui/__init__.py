"""The screens of a notebook: the only place that knows ipywidgets and anywidget."""

from mmready.ui.check import check
from mmready.ui.data import data
from mmready.ui.plan import plan
from mmready.ui.practise import practise, quiz

__all__ = ["check", "data", "plan", "practise", "quiz"]
