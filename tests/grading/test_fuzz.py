"""A short run of the fuzzer of ``benchmarks/fuzz_judge.py``: whatever is typed, judge answers."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

PATH = Path(__file__).parent.parent.parent / "benchmarks" / "fuzz_judge.py"


@pytest.fixture(scope="module")
def fuzzer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz_judge", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz_judge"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_grown_or_mutated_text_makes_judge_fail(fuzzer: ModuleType, seed: int) -> None:
    outcome = fuzzer.run(60.0, seed, most=400)
    assert outcome.failures == []
    assert sum(outcome.tried.values()) == 400
    assert outcome.tried["right"] >= 5


def test_the_same_seed_grows_the_same_texts(fuzzer: ModuleType) -> None:
    one, other = (fuzzer.run(60.0, 4, most=50).tried for _ in range(2))
    assert one == other
