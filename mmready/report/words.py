"""How numbers and lists are said: "16–23 hours", "1 gap", "over 99%", "a, b and c"."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence

__all__ = [
    "chance",
    "count",
    "day",
    "hours",
    "in_sentence",
    "joined",
    "listed",
    "month",
    "numbers",
    "points",
    "short_day",
    "short_month",
    "short_span",
    "small",
    "subject_name",
    "weeks",
]

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# first words that keep their capital inside a sentence
PROPER = frozenset(
    "Bayes Bayesian Bernoulli Binomial Boolean Chebyshev Euler Fisher Gaussian Gauss Jacobian Lagrange Laplace Markov "
    "Newton NumPy Poisson Python Riemann Taylor".split()
)


def chance(probability: float) -> str:
    """``0.624`` → ``62%``; never 0% or 100%, because no number of answers is proof."""
    if probability < 0.01:
        return "under 1%"
    if probability > 0.99:
        return "over 99%"
    return f"{round(100 * probability)}%"


def count(number: int, thing: str, things: str = "") -> str:
    """``1 gap``, ``5 gaps``, ``no gaps``."""
    many = things or f"{thing}s"
    return f"{'no' if number == 0 else f'{number:,}'} {thing if number == 1 else many}"


def hours(low: float, high: float, short: bool = False) -> str:
    """``16–23 hours``, ``half an hour``; ``short``: ``16–23 h``. Whole hours from two on, halves below."""
    first, last = (_rounded(value) for value in (low, max(low, high)))
    span = _number(first) if first == last else f"{_number(first)}–{_number(last)}"
    if short:
        return f"{span} h"
    return "half an hour" if first == last == 0.5 else f"{span} {'hour' if last == 1 else 'hours'}"


def _rounded(value: float) -> float:
    return float(math.floor(value + 0.5)) if value >= 2 else max(0.5, math.floor(2 * value + 0.5) / 2)


def _number(value: float) -> str:
    return f"{value:g}"


def weeks(low: float, high: float, per_week: float) -> str:
    """How long it takes at so many hours a week: ``about 2 weeks at 8 hours a week``."""
    longest = max(1, math.ceil((low + high) / 2 / per_week))
    return f"about {'a week' if longest == 1 else f'{longest} weeks'} at {per_week:g} hours a week"


def joined(items: Sequence[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def listed(items: Sequence[str]) -> str:
    """Names that may hold commas and "and" themselves: ``sums; sets and events``."""
    return "; ".join(items) if any(" and " in item or "," in item for item in items) else joined(items)


def numbers(values: Sequence[int]) -> str:
    """Question numbers: ``question 14``, ``questions 14 and 21``."""
    return f"question{'' if len(values) == 1 else 's'} {joined([str(value) for value in values])}"


def small(number: int) -> str:
    """Numbers to ten as words, for the beginning of a sentence."""
    return SMALL[number] if 0 <= number < len(SMALL) else str(number)


def points(value: int) -> str:
    """Where a share lies relative to what a course needs: ``9 above``, ``2 below``, ``level``."""
    return "level" if value == 0 else f"{abs(value)} {'above' if value > 0 else 'below'}"


def in_sentence(name: str) -> str:
    """A skill's name inside a sentence: ``Double integrals`` → ``double integrals``; ``Bayes' rule`` stays."""
    first = name.split(" ", 1)[0]
    stem = first.rstrip(",:").replace("’", "'").removesuffix("'s").rstrip("'")
    keep = stem in PROPER or not stem[1:].islower() or ("-" in stem and stem.split("-")[0] in PROPER)
    return name if keep else name[:1].lower() + name[1:]


def day(date: datetime.date | str) -> str:
    """``22 November 2026``, from a date or the beginning of an ISO time; empty for an empty text."""
    if isinstance(date, str):
        try:
            date = datetime.date.fromisoformat(date[:10])
        except ValueError:
            return ""
    months = "January February March April May June July August September October November December".split()
    return f"{date.day} {months[date.month - 1]} {date.year}"


def subject_name(subject: str) -> str:
    """``linear-algebra`` → ``linear algebra``, ``python`` → ``Python``."""
    return subject.replace("-", " ").replace("python", "Python")


def month(date: datetime.date, year: bool = True) -> str:
    """``December 2026``, or ``December``."""
    name = day(date).split(" ")[1]
    return f"{name} {date.year}" if year else name


def short_month(date: datetime.date) -> str:
    """``Dec``."""
    return month(date, year=False)[:3]


def short_day(date: datetime.date, year: bool = True) -> str:
    """``14 Dec 2026``, or ``14 Dec``."""
    return f"{date.day} {short_month(date)}" + (f" {date.year}" if year else "")


def short_span(first: datetime.date, last: datetime.date) -> str:
    """``1–14 Dec 2026``, ``30 Aug – 19 Sep 2027``, ``15 Dec 2026 – 10 Jan 2027``, ``14 Mar 2028``."""
    if first == last:
        return short_day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_day(last)}"
    return f"{short_day(first, year=first.year != last.year)} – {short_day(last)}"
