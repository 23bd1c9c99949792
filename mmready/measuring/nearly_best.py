"""How good a question must be beside the best one to be drawn with it, so that no question is shown to everybody."""

__all__ = ["NEAR_BEST"]

NEAR_BEST = 0.85  # of the best question's worth
