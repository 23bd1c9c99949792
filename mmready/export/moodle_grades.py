"""The shares of a grade that Moodle knows; its importer refuses a file with others."""

from __future__ import annotations

__all__ = ["grade_of"]

# what Moodle offers in its forms, in percent
GRADES = (
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10,
    5, 0,
)  # fmt: skip


def grade_of(points: float) -> str:
    """The nearest share for points in [-1, 1], as Moodle writes it.

    >>> grade_of(1 / 3), grade_of(-1), grade_of(0.45)
    ('33.33333', '-100', '50')
    """
    nearest = min(GRADES, key=lambda grade: abs(grade - 100 * abs(points)))
    return f"{'-' if points < 0 and nearest else ''}{nearest}"
