"""Step 2: a question and a seed become a Variant, which a learner may see, and an AnswerKey, which only grading may.

Prepared variants come straight from the compiled bank. Others are drawn here: one of the question's draws, numbered
and met in a shuffled order; its names put into the texts as written; its answer worked out exactly with SymPy.
"""

from __future__ import annotations

from mmready.sampling.draw import draw, draw_body, prepare

__all__ = ["draw", "draw_body", "prepare"]
