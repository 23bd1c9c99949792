"""A sitting: the only place where the steps of the flow meet."""

from mmready.session.practice import Practice
from mmready.session.saved import checks, is_practice
from mmready.session.sitting import Sitting, resume
from mmready.session.state import LENGTHS, Setting, State, begin, replay, step

__all__ = [
    "LENGTHS",
    "Practice",
    "Setting",
    "Sitting",
    "State",
    "begin",
    "checks",
    "is_practice",
    "replay",
    "resume",
    "step",
]
