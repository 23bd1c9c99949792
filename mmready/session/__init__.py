"""A sitting: the only place where the steps of the flow meet."""

from mmready.session.sitting import Sitting, resume
from mmready.session.state import LENGTHS, Setting, State, begin, replay, step

__all__ = ["LENGTHS", "Setting", "Sitting", "State", "begin", "replay", "resume", "step"]
