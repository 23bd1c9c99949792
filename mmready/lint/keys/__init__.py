"""Keys held against the author's Check: what the Check is asked about a draw, and whether its answers agree."""

from mmready.lint.keys.asking import ask, judge_answers

__all__ = ["ask", "judge_answers"]
