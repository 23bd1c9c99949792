"""5. Belief + course → readiness, gaps, recommendations, plan.

Functions of values: a bank, an estimate of the learner and the answers behind it go in, advice comes out. Nothing here
knows how the estimate was made.
"""

from mmready.advising.answers import outcome_phrase
from mmready.advising.branches import branch, next_skill
from mmready.advising.changes import PlanChange, ReadinessChange, plan_change, readiness_changes
from mmready.advising.planning import plan
from mmready.advising.readiness import readiness, verdict_of
from mmready.advising.recommending import recommendations, study_lists, study_notes
from mmready.advising.states import skill_state, skill_states

__all__ = [
    "PlanChange",
    "ReadinessChange",
    "branch",
    "next_skill",
    "outcome_phrase",
    "plan",
    "plan_change",
    "readiness",
    "readiness_changes",
    "recommendations",
    "skill_state",
    "skill_states",
    "study_lists",
    "study_notes",
    "verdict_of",
]
