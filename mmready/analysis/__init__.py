"""Item analysis and calibration: what learners' answers say about the group and the questions.

Results in files → ``collect`` (read once, sorted out, laid down in pieces) → ``sum_up`` (whole numbers, added up) →
``findings`` and ``calibrate``. Each pass is a sum over pieces, done in this process, in several, or on a cluster.
"""

from mmready.analysis.analysing import Collected, LeftOut, collect, sum_up
from mmready.analysis.calibrating import Calibration, calibrate
from mmready.analysis.findings import Findings, findings
from mmready.analysis.parquet import write_parquet
from mmready.analysis.setting import Setting, setting_of
from mmready.analysis.simulated import simulated_results
from mmready.analysis.sources import find_sources
from mmready.analysis.two_parameter import Fit, fit_2pl, fit_rasch
from mmready.analysis.workers import workers
from mmready.report.result import checked, result_of, result_text

__all__ = [
    "Calibration",
    "Collected",
    "Findings",
    "Fit",
    "LeftOut",
    "Setting",
    "calibrate",
    "checked",
    "collect",
    "find_sources",
    "findings",
    "fit_2pl",
    "fit_rasch",
    "result_of",
    "result_text",
    "setting_of",
    "simulated_results",
    "sum_up",
    "workers",
    "write_parquet",
]
