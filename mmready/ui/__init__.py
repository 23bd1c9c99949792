"""The screens of a notebook: the only place that knows ipywidgets and anywidget."""

from mmready.ui.check import check

__all__ = ["check"]
