"""What must hold between the fields of a question file, beyond each field's own form."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Mapping
from typing import Any

from mmready.domain.question import BlankText, OptionText
from mmready.loading.fault_log import FaultLog
from mmready.loading.fields import MARKS

__all__ = ["check_form"]

# names that the mathematical language has already given a meaning
CONSTANTS = frozenset({"e", "pi", "i", "inf"})
WORDS = frozenset({"answer", "program", "expected", "seed"})
FIGURE_LINK = re.compile(r"!\[[^\]]*\]\(figure:([^)\s]+)\)")
BLANK_PLACE = re.compile(r"\{\{ \?(\w+) \}\}")


def check_form(
    kind: str, found: Mapping[str, Any], texts: tuple[str, ...], at: Mapping[str, int], log: FaultLog
) -> None:
    """Write down every fault between fields: names, choices, marks, order lines, blanks and figures.

    ``texts`` are the sections of the file, the question's text first.
    """
    _check_names(found, at, log)
    _check_cases(found, at, log)
    if "mark" in found:
        _check_mark(kind, found["mark"], "mark", at, log)
    if "options" in found:
        _check_options(kind, found["options"], "options", at, log, found.get("pick", ""))
    _check_order(found, at, log)
    _check_blanks(found, texts[0], at, log)
    _check_figures(found, "\n".join(texts), at, log)


def _names(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every name that a draw gives a meaning, with its dotted path."""
    for name in found["cases"][0] if found.get("cases") else ():
        yield name, f"cases.0.{name}"
    for part in ("parameters", "define", "variables"):
        for name in found.get(part, ()):
            yield name, f"{part}.{name}"


def _check_names(found: Mapping[str, Any], at: Mapping[str, int], log: FaultLog) -> None:
    from mmready.maths.functions import canonical  # not on the way of a compiled bank

    seen: dict[str, str] = {}
    for name, path in _names(found):
        line = at.get(path, 1)
        function = len(name) > 1 and canonical(name) is not None
        if keyword.iskeyword(name) or name in CONSTANTS or name in WORDS or function:
            why = "a word of Python" if keyword.iskeyword(name) else "a word with a meaning of its own"
            advice = "; lam prints λ" if name == "lambda" else ""
            log.add(line, "bad-name", f"{name!r} cannot be a name, it is {why}{advice}")
        if name in seen:
            log.add(line, "name-twice", f"the name {name!r} is given twice: here and in {seen[name]}")
        seen[name] = path.split(".")[0]


def _check_cases(found: Mapping[str, Any], at: Mapping[str, int], log: FaultLog) -> None:
    cases: list[Mapping[str, Any]] = list(found.get("cases", ()))
    for number, case in enumerate(cases):
        if set(case) != set(cases[0]):
            expected, came = ", ".join(cases[0]), ", ".join(case)
            message = f"every case has the same names: {expected}; got {came}"
            log.add(at.get(f"cases.{number}", 1), "case-names", message)


def _check_mark(kind: str, mark: Mapping[str, str], path: str, at: Mapping[str, int], log: FaultLog) -> None:
    kinds = {part.name: kinds for part, kinds in MARKS}
    for name in mark:
        if kind not in kinds[name]:
            message = f"{name!r} marks questions of kind {', '.join(kinds[name])}; this is a {kind}"
            log.add(at.get(f"{path}.{name}", 1), "mark-not-of-kind", message)
    if "significant" in mark and "decimals" in mark:
        log.add(at.get(path, 1), "mark-twice", "give significant or decimals, not both")


def _check_options(
    kind: str, options: tuple[OptionText, ...], path: str, at: Mapping[str, int], log: FaultLog, pick: str
) -> None:
    line = at.get(path, 1)
    right = sum(option.right == "yes" for option in options)
    open_ = sum(option.right not in ("yes", "no") for option in options)
    if kind == "one-choice" and (right > 1 or (right == 0 and not open_)):
        log.add(line, "right-options", f"a one-choice question has exactly one right option; this has {right}")
    if pick and int(pick) > len(options):
        log.add(at.get("pick", line), "pick", f"pick {pick} options, but there are only {len(options)}")
    texts = [option.text for option in options]
    for number, text in enumerate(texts):
        if text in texts[:number]:
            log.add(at.get(f"{path}.{number}.text", line), "option-twice", "this option has the text of an earlier one")


def _check_order(found: Mapping[str, Any], at: Mapping[str, int], log: FaultLog) -> None:
    count = len(found.get("order_lines", ()))
    used: set[int] = set()
    for number, group in enumerate(found.get("free", ())):
        line = at.get(f"free.{number}", 1)
        if any(place > count for place in group):
            log.add(line, "free", f"there are {count} lines; got the group {list(group)}")
        if used & set(group) or len(set(group)) < len(group):
            log.add(line, "free", "a line belongs to one group only")
        used |= set(group)


def _check_blanks(found: Mapping[str, Any], text: str, at: Mapping[str, int], log: FaultLog) -> None:
    blanks: Mapping[str, BlankText] = found.get("blanks", {})
    placed = BLANK_PLACE.findall(text)
    for name, blank in blanks.items():
        path = f"blanks.{name}"
        line = at.get(path, 1)
        if placed.count(name) != 1:
            message = f"the text places the blank {name!r} {placed.count(name)} times, expected once: {{{{ ?{name} }}}}"
            log.add(line, "blank-place", message)
        choice = blank.kind.endswith("choice")
        if choice and not blank.options:
            log.add(line, "missing-field", f"the blank {name!r} is a {blank.kind} and needs 'options'")
        if not choice and not blank.answer:
            log.add(line, "missing-field", f"the blank {name!r} is a {blank.kind} and needs 'answer'")
        if blank.options:
            _check_options(blank.kind, blank.options, f"{path}.options", at, log, "")
        _check_mark(blank.kind, blank.mark, f"{path}.mark", at, log)
    for name in sorted(set(placed) - set(blanks)):
        log.add(at.get("text", 1), "blank-unknown", f"the text places the blank {name!r}, which 'blanks' does not have")


def _check_figures(found: Mapping[str, Any], everything: str, at: Mapping[str, int], log: FaultLog) -> None:
    figures = found.get("figures", {})
    shown = set(FIGURE_LINK.findall(everything))
    for name in sorted(shown - set(figures)):
        message = f"the text shows the figure {name!r}, which 'figures' does not have"
        log.add(at.get("text", 1), "figure-unknown", message)
    for name in figures:
        if name not in shown:
            message = f"the figure {name!r} is never shown; place it by ![{name}](figure:{name})"
            log.add(at.get(f"figures.{name}", 1), "figure-unused", message)
