"""5. Belief + course → readiness, gaps, recommendations, plan.

Functions of values: a bank, an estimate of the learner and the answers behind it go in, advice comes out. Nothing here
knows how the estimate was made.
"""

from mmready.advising.planning import plan
from mmready.advising.readiness import readiness
from mmready.advising.recommending import recommendations, study_notes
from mmready.advising.states import skill_states

__all__ = ["plan", "readiness", "recommendations", "skill_states", "study_notes"]
