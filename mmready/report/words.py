"""How numbers and lists are said: "16–23 hours", "1 gap", "over 99%", "a, b and c"."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence

from mmready.translation import decimal, marked, marked_n, t, tn

__all__ = [
    "chance",
    "count",
    "day",
    "hours",
    "in_sentence",
    "joined",
    "listed",
    "money",
    "month",
    "numbers",
    "points",
    "short_day",
    "short_month",
    "short_span",
    "small",
    "subject_name",
    "weekday",
    "weeks",
]

COUNTED = {
    "answer": (marked("no answers"), *marked_n("{n} answer", "{n} answers")),
    "course": (marked("no courses"), *marked_n("{n} course", "{n} courses")),
    "day": (marked("no days"), *marked_n("{n} day", "{n} days")),
    "gap": (marked("no gaps"), *marked_n("{n} gap", "{n} gaps")),
    "hint": (marked("no hints"), *marked_n("{n} hint", "{n} hints")),
    "month": (marked("no months"), *marked_n("{n} month", "{n} months")),
    "point": (marked("no points"), *marked_n("{n} point", "{n} points")),
    "sitting": (marked("no sittings"), *marked_n("{n} sitting", "{n} sittings")),
    "skill": (marked("no skills"), *marked_n("{n} skill", "{n} skills")),
    "thing": (marked("no things"), *marked_n("{n} thing", "{n} things")),
    "time": (marked("no times"), *marked_n("{n} time", "{n} times")),
    "week": (marked("no weeks"), *marked_n("{n} week", "{n} weeks")),
}
SUBJECTS = {
    "calculus": marked("calculus"),
    "linear-algebra": marked("linear algebra"),
    "probability": marked("probability"),
    "python": "Python",
}
# first words that keep their capital inside a sentence
PROPER = frozenset(
    "Bayes Bayesian Bernoulli Binomial Boolean Chebyshev Euler Fisher Gaussian Gauss Jacobian Lagrange Laplace Markov "
    "Newton NumPy Poisson Python Riemann Taylor".split()
)


def chance(probability: float) -> str:
    """``0.624`` → ``62%``; never 0% or 100%, because no number of answers is proof."""
    if probability < 0.01:
        return t("under 1%")
    if probability > 0.99:
        return t("over 99%")
    return t("{n}%", n=round(100 * probability))


def count(number: int, thing: str) -> str:
    """``1 gap``, ``5 gaps``, ``no gaps``; ``thing`` is one of those in ``COUNTED``."""
    none, one, many = COUNTED[thing]
    return t(none) if number == 0 else tn(one, many, number)


def money(amount: float) -> str:
    """``$1,500``."""
    # Translators: ten thousand, with the sign that groups digits in the language
    sign = t("10,000")[2]
    return t("${amount}", amount=f"{amount:,}".replace(",", sign))


def hours(low: float, high: float, short: bool = False) -> str:
    """``16–23 hours``, ``half an hour``; ``short``: ``16–23 h``. Whole hours from two on, halves below."""
    first, last = (_rounded(value) for value in (low, max(low, high)))
    span = decimal(first) if first == last else f"{decimal(first)}–{decimal(last)}"
    if short:
        return t("{span} h", span=span)
    if first == last == 0.5:
        return t("half an hour")
    return tn("{span} hour", "{span} hours", 1 if last == 1 else 2, span=span)


def _rounded(value: float) -> float:
    return float(math.floor(value + 0.5)) if value >= 2 else max(0.5, math.floor(2 * value + 0.5) / 2)


def weeks(low: float, high: float, per_week: float) -> str:
    """How long it takes at so many hours a week: ``about 2 weeks at 8 hours a week``."""
    longest = max(1, math.ceil((low + high) / 2 / per_week))
    pace = decimal(per_week)
    return tn("about a week at {hours} hours a week", "about {n} weeks at {hours} hours a week", longest, hours=pace)


def joined(items: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return t("{list} and {last}", list=", ".join(items[:-1]), last=items[-1])


def listed(items: Sequence[str]) -> str:
    """Names that may hold commas and "and" themselves: ``sums; sets and events``."""
    between = t("{list} and {last}", list="", last="")
    return "; ".join(items) if any(between in item or "," in item for item in items) else joined(items)


def numbers(values: Sequence[int]) -> str:
    """Question numbers: ``question 14``, ``questions 14 and 21``."""
    return tn("question {list}", "questions {list}", len(values), list=joined([str(value) for value in values]))


def small(number: int) -> str:
    """Numbers to ten as words, for the beginning of a sentence."""
    known = t("no one two three four five six seven eight nine ten").split()
    return known[number] if 0 <= number < len(known) else str(number)


def points(value: int) -> str:
    """Where a share lies relative to what a course needs: ``9 above``, ``2 below``, ``level``."""
    if value == 0:
        return t("level")
    return t("{n} above", n=value) if value > 0 else t("{n} below", n=-value)


def in_sentence(name: str) -> str:
    """A skill's name inside a sentence: ``Double integrals`` → ``double integrals``; ``Bayes' rule`` stays."""
    first = name.split(" ", 1)[0]
    stem = first.rstrip(",:").replace("’", "'").removesuffix("'s").rstrip("'")
    keep = stem in PROPER or not stem[1:].islower() or ("-" in stem and stem.split("-")[0] in PROPER)
    return name if keep else name[:1].lower() + name[1:]


def day(date: datetime.date | str, year: bool = True) -> str:
    """``22 November 2026``, from a date or the beginning of an ISO time; empty for an empty text."""
    if isinstance(date, str):
        try:
            date = datetime.date.fromisoformat(date[:10])
        except ValueError:
            return ""
    if not year:
        return t("{day} {month}", day=date.day, month=_month(date))
    return t("{day} {month} {year}", day=date.day, month=_month(date), year=date.year)


def _month(date: datetime.date) -> str:
    months = t("January February March April May June July August September October November December")
    return months.split()[date.month - 1]


def weekday(date: datetime.date) -> str:
    """``Tuesday``."""
    return t("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()[date.weekday()]


def subject_name(subject: str) -> str:
    """``linear-algebra`` → ``linear algebra``, ``python`` → ``Python``."""
    return t(SUBJECTS[subject]) if subject in SUBJECTS else subject.replace("-", " ")


def month(date: datetime.date, year: bool = True) -> str:
    """``December 2026``, or ``December``."""
    return t("{month} {year}", month=_month(date), year=date.year) if year else _month(date)


def short_month(date: datetime.date) -> str:
    """``Dec``."""
    return t("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()[date.month - 1]


def short_day(date: datetime.date, year: bool = True) -> str:
    """``14 Dec 2026``, or ``14 Dec``."""
    if not year:
        return t("{day} {short_month}", day=date.day, short_month=short_month(date))
    return t("{day} {short_month} {year}", day=date.day, short_month=short_month(date), year=date.year)


def short_span(first: datetime.date, last: datetime.date) -> str:
    """``1–14 Dec 2026``, ``30 Aug – 19 Sep 2027``, ``15 Dec 2026 – 10 Jan 2027``, ``14 Mar 2028``."""
    if first == last:
        return short_day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_day(last)}"
    return f"{short_day(first, year=first.year != last.year)} – {short_day(last)}"
