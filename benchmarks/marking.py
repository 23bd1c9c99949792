"""How well and how fast typed answers are marked, beside two other ways.

    python benchmarks/marking.py [CASES.jsonl] [--bank] [--seconds 5]

Without a file the cases are made here: every key below with rewritings that mean the same (moved, expanded, factored by
SymPy, spelled otherwise) and near misses that are proved different with mpmath (``tests/grading/near_misses.py``);
``--bank`` adds the keys of the question bank. A file has one case a line: ``{"student", "reference", "kind", "equal"}``
and, if wanted, ``"variables"``. The peers are SymPy's ``parse_expr`` with ``simplify`` of the difference, and
math-verify where it can be imported; both see the same texts, in the same run, and an answer that takes longer than
``--seconds`` counts as not decided. Times are whole calls; right means accepted if and only if it should be.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

import mmready
from mmready.domain.variant import Domain
from mmready.maths.display import plain
from mmready.maths.parse import parse
from tests.grading.hostile import HOSTILE
from tests.grading.near_misses import mutants, proved_different
from tests.grading.test_near_misses import KEYS, bank_keys

MOST_MUTANTS = 12


class Case(NamedTuple):
    """An answer, the key, and whether it should be accepted."""

    response: str
    key: str
    kind: str
    variables: dict[str, Domain]
    due: bool


Way = Callable[[Case], bool]


class _TooLongError(Exception):
    pass


def rewritten(key: str) -> Iterator[str]:
    """Other ways to write the same."""
    yield f"({key})"
    yield key.replace("*", " * ").replace("^", "**")
    yield key.replace("sqrt(", "√(").replace("pi", "π").replace("*", "·")
    yield f"{key} + 0"
    yield f"2*({key})/2"


def by_sympy(key: str) -> Iterator[str]:
    """Expanded, factored and put together by SymPy."""
    import sympy

    if any(word in key for word in ("lam", "Phi", "piecewise", "binomial")):
        return
    try:
        tree = sympy.sympify(key.replace("^", "**").replace("abs(", "Abs("), locals={"e": sympy.E})
    except (sympy.SympifyError, TypeError, AttributeError):
        return
    for change in (sympy.expand, sympy.factor, sympy.together, sympy.simplify):
        yield str(change(tree)).replace("Abs(", "abs(").replace("E", "e")


def cases(with_bank: bool) -> Iterator[Case]:
    """Right and nearly right answers to every key."""
    keys = [(kind, key, dict(variables)) for kind, key, variables in KEYS]
    if with_bank:
        keys += [(part.kind, part.answer, dict(part.variables)) for part in bank_keys() if not part.mark.up_to]
    for kind, key, variables in keys:
        ways = [*rewritten(key), *by_sympy(key)] if kind in ("number", "expression") else [key, key.replace(" ", "")]
        yield from (Case(text, key, kind, variables, True) for text in dict.fromkeys(ways))
        tree = parse(key, variables=variables, author=True, rows=True)
        proved = (mutant for mutant in mutants(tree) if proved_different(mutant, tree, variables))
        yield from (
            Case(plain(m), key, kind, variables, False) for _, m in zip(range(MOST_MUTANTS), proved, strict=False)
        )


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        kind = row["kind"] if row["kind"] in mmready.grading.judge.KINDS else "expression"  # type: ignore[attr-defined]
        yield Case(row["student"], row["reference"], kind, row.get("variables", {}), bool(row["equal"]))


def ours(case: Case) -> bool:
    found = mmready.judge(case.response, case.key, kind=case.kind, variables=case.variables or None)
    return found.outcome == "right"


def sympy_simplify(case: Case) -> bool:
    from sympy import simplify
    from sympy.parsing.sympy_parser import (
        convert_xor,
        implicit_multiplication_application,
        parse_expr,
        standard_transformations,
    )

    rules = (*standard_transformations, implicit_multiplication_application, convert_xor)
    one, other = (parse_expr(text, transformations=rules) for text in (case.response, case.key))
    return bool(one == other or simplify(one - other) == 0)


def math_verify(case: Case) -> bool:
    from math_verify import ExprExtractionConfig, LatexExtractionConfig, verify
    from math_verify import parse as read

    how = (LatexExtractionConfig(), ExprExtractionConfig())
    key, response = (
        read(f"${text}$", extraction_config=how, parsing_timeout=None) for text in (case.key, case.response)
    )
    return bool(verify(key, response, timeout_seconds=None))


def _alarm(*_: Any) -> None:
    raise _TooLongError


def measure(name: str, way: Way, tried: list[Case], seconds: float) -> str:
    """One line of the table."""
    times, agree, accepts, rejects, none = [], 0, 0, 0, 0
    for case in tried:
        start = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            accepted = way(case)
        except Exception:  # a peer that cannot read a text has not accepted it
            accepted, none = False, none + 1
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        times.append(1000 * (time.perf_counter() - start))
        agree += accepted == case.due
        accepts += accepted and not case.due
        rejects += case.due and not accepted
    times.sort()
    p95 = times[int(0.95 * len(times))]
    return (
        f"| {name} | {100 * agree / len(tried):.1f} % | {accepts} | {rejects} | {none} "
        f"| {statistics.median(times):.2f} | {p95:.2f} | {times[-1]:.1f} |"
    )


def hostile() -> tuple[float, str]:
    """The longest that a hostile text takes, in milliseconds, and which it is."""
    slowest = (0.0, "")
    for text in HOSTILE:
        for kind in ("number", "expression", "equation", "inequality", "interval", "set", "vector", "matrix"):
            start = time.perf_counter()
            mmready.judge(text, text, kind=kind)
            slowest = max(slowest, (1000 * (time.perf_counter() - start), f"{kind}: {text[:40]!r}"))
    return slowest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="?", type=Path)
    parser.add_argument("--bank", action="store_true", help="add the keys of the question bank")
    parser.add_argument("--seconds", type=float, default=5.0, help="a peer is stopped after so long")
    parser.add_argument("--every", type=int, default=1, help="take every so many cases only")
    asked = parser.parse_args()
    tried = list(read_cases(asked.cases) if asked.cases else cases(asked.bank))[:: asked.every]
    signal.signal(signal.SIGALRM, _alarm)
    ways: list[tuple[str, Way]] = [("mmready", ours), ("SymPy parse_expr + simplify", sympy_simplify)]
    if importlib.util.find_spec("math_verify"):
        ways.append(("math-verify", math_verify))
    print(f"{len(tried)} cases, {sum(case.due for case in tried)} of them right\n")
    print("| | agreement | false accepts | false rejects | not decided | median ms | p95 ms | max ms |")
    print("|---|---|---|---|---|---|---|---|")
    for name, way in ways:
        for case in tried[:5]:  # what is loaded late is loaded now
            measure(name, way, [case], asked.seconds)
        print(measure(name, way, tried, asked.seconds), flush=True)
    print("\n{} hostile texts under 8 kinds: at most {:.0f} ms ({})".format(len(HOSTILE), *hostile()))


if __name__ == "__main__":
    main()
