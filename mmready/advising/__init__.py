"""5. Belief + course → readiness, gaps, recommendations, plan.

Functions of values: a bank, an estimate of the learner and the answers behind it go in, advice comes out. Nothing here
knows how the estimate was made.
"""

from typing import TYPE_CHECKING

from mmready.lazy import exports

if TYPE_CHECKING:
    from mmready.advising.answers import outcome_phrase
    from mmready.advising.branches import branch, next_skill
    from mmready.advising.changes import PlanChange, ReadinessChange, plan_change, readiness_changes
    from mmready.advising.outlook import STUDIED, STUDIED_SD
    from mmready.advising.planning import plan
    from mmready.advising.readiness import readiness, verdict_of
    from mmready.advising.recommending import recommendations, study_lists, study_notes
    from mmready.advising.states import skill_state, skill_states
    from mmready.advising.study_effect import StudyEffect, study_effects
    from mmready.advising.told import told_sentence

__all__ = [
    "STUDIED",
    "STUDIED_SD",
    "PlanChange",
    "ReadinessChange",
    "StudyEffect",
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
    "study_effects",
    "study_lists",
    "study_notes",
    "told_sentence",
    "verdict_of",
]

exports(
    __name__,
    {
        "answers": "outcome_phrase",
        "branches": "branch next_skill",
        "changes": "PlanChange ReadinessChange plan_change readiness_changes",
        "outlook": "STUDIED STUDIED_SD",
        "planning": "plan",
        "readiness": "readiness verdict_of",
        "recommending": "recommendations study_lists study_notes",
        "states": "skill_state skill_states",
        "study_effect": "StudyEffect study_effects",
        "told": "told_sentence",
    },
)
