"""Whatever is typed: an answer in time, no error, nothing executed, and never by chance right."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.domain.response import OUTCOMES
from mmready.grading.judge import KINDS, judge
from mmready.lazy import uninterrupted
from tests.grading.hostile import HOSTILE

BUDGET = 0.5  # seconds of CPU: five times what is promised, for a busy machine

KEYS = {
    "number": "17/13",
    "expression": "t^2 + 1",
    "equation": "t = 5",
    "inequality": "t < 5",
    "interval": "[0, 5)",
    "set": "{4, 5}",
    "vector": "(4, 5)",
    "matrix": "[[1, 2], [3, 4]]",
}
OPTIONS: list[dict[str, Any]] = [{}, {"variables": {"t": "real"}, "name_equals": True}, {"rtol": 0.01}]


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> Iterator[None]:
    judge("9^9^9^9", "1")  # what is loaded late is loaded now
    with uninterrupted():  # a garbage collection of all that a long run of tests holds takes longer than the budget
        yield


def test_there_are_many_hostile_texts() -> None:
    assert len(HOSTILE) >= 250


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:24]))
def test_hostile_texts_are_answered_in_time_and_not_right(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for kind, options in product(KINDS, OPTIONS):
        start = time.thread_time()
        judgement = judge(text, KEYS[kind], kind=kind, **options)
        assert time.thread_time() - start < BUDGET, kind
        assert judgement.outcome in OUTCOMES
        assert judgement.outcome != "right"
        assert judgement.place is None or 0 <= judgement.place[0] <= judgement.place[1] <= len(text)
        if judgement.outcome == "unreadable":
            assert len(judgement.feedback) < 300
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:24]))
def test_a_hostile_key_does_no_harm_either(text: str) -> None:
    for kind, response in product(KINDS, ("1", text)):
        start = time.thread_time()
        assert judge(response, text, kind=kind).outcome in OUTCOMES
        assert time.thread_time() - start < BUDGET, kind


def test_hostile_texts_need_little_memory() -> None:
    code = (
        "import resource, sys; from mmready.grading.judge import KINDS, judge\n"
        "from tests.grading.hostile import HOSTILE; judge('9^9^9^9', '1'); judge('sin(t) > 0', 't > 0')\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for text in HOSTILE:\n"
        "    for kind in KINDS: judge(text, text, kind=kind)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    root = Path(__file__).parent.parent.parent
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root, timeout=300
    )
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes on macOS
    assert int(run.stdout) * unit < 100 * 2**20


@pytest.mark.parametrize("response", [None, 3, 2.5, True, b"1", [], {}, [[]], [["1"], "2"], [None, ""], object()])
def test_values_that_are_no_text_are_answered(response: object) -> None:
    for kind, key in KEYS.items():
        assert judge(response, key, kind=kind).outcome in OUTCOMES  # type: ignore[arg-type]


SIGNS = "0123456789.+-*/^=<>()[]{}|,;!%' \n\\_txyeipsincoslqrtabdfU√π²½×−≤∞°±{}"


@given(st.text(alphabet=SIGNS, max_size=24), st.sampled_from(sorted(KEYS)))
def test_any_text_of_mathematical_signs_gets_an_answer(text: str, kind: str) -> None:
    assert judge(text, KEYS[kind], kind=kind).outcome in OUTCOMES


@given(st.text(max_size=30), st.sampled_from(sorted(KEYS)))
def test_any_text_gets_an_answer(text: str, kind: str) -> None:
    assert judge(text, KEYS[kind], kind=kind).outcome in OUTCOMES


@given(st.text(alphabet=SIGNS, max_size=16), st.text(alphabet=SIGNS, max_size=16), st.sampled_from(sorted(KEYS)))
def test_any_text_may_be_the_key_too(text: str, key: str, kind: str) -> None:
    assert judge(text, key, kind=kind, variables={"t": "real"}).outcome in OUTCOMES
