"""Item analysis and calibration: what learners' answers say about the questions."""

from mmready.analysis.two_parameter import Fit, fit_2pl, fit_rasch

__all__ = ["Fit", "fit_2pl", "fit_rasch"]
