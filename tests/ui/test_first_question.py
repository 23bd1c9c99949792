"""The first question of a compiled bank comes without what only answers, reports and authors need."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from mmready.domain.bank import Prepared
from mmready.loading import read_compiled, write_compiled
from mmready.report import shown_texts
from mmready.session import openings
from mmready.ui import warm
from mmready.ui.questions import question_json
from tests.ui.all_kinds import KEY, SOLUTION, all_kinds_bank

BANK = all_kinds_bank()
PROGRAM = """
import json, sys
import mmready
page = mmready.check(seed=1, bank=sys.argv[1]).children[0]
page._handle_custom_msg({"id": "1", "do": "start", "courses": ["6.86x"], "length": "quick"}, [])
loaded = sorted(sys.modules)
written = sorted(
    f"{name}.{kind.__name__}"
    for name, module in list(sys.modules.items()) if name.startswith("mmready.")
    for kind in vars(module).values()
    if isinstance(kind, type) and kind.__module__ == name and "__dataclass_fields__" in vars(kind)
    and kind.__dataclass_params__.init
)
assert page.screen["name"] == "question", page.screen
for number in (1, 2, 3):
    page._handle_custom_msg({"id": "2", "do": "dont_know", "number": number}, [])
page._handle_custom_msg({"id": "3", "do": "answer", "number": 4, "value": "1"}, [])
print(json.dumps([loaded, page.screen["name"], written]))
"""
NOT_YET = {
    "anywidget",
    "latex2mathml",
    "markdown_it",
    "mpmath",
    "numpy",
    "psygnal",
    "rich",
    "scipy",
    "sympy",
    "yaml",
    "mmready.advising.readiness",
    "mmready.domain.estimate",
    "mmready.domain.response",
    "mmready.grading.dispatch",
    "mmready.loading.question_file",
    "mmready.maths",
    "mmready.measuring.model",
    "mmready.report.html",
    "mmready.report.markdown",
    "mmready.running.watch",
    "mmready.session.next_question",
    "mmready.ui.practising",
    "mmready.ui.reading",
}
GENERATED = {"mmready.errors.Fault", "mmready.progress.reviewing._Practised"}  # one is sorted, one changes


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bank with one question of each kind as a compiled file, its texts made beforehand."""
    prepared = {
        name: Prepared(tuple((replace(variant, shown=shown_texts(variant)), key) for variant, key in one.drawn), True)
        for name, one in BANK.prepared.items()
    }
    path = tmp_path_factory.mktemp("bank") / "bank.json.gz"
    write_compiled(replace(BANK, openings=openings(BANK)), prepared, path)
    return path


def test_the_first_question_loads_nothing_that_it_does_not_need(compiled: Path) -> None:
    run = [sys.executable, "-c", PROGRAM, str(compiled)]
    done = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    loaded, screen, written = json.loads(done.stdout.splitlines()[-1])
    assert not NOT_YET & set(loaded)
    assert screen == "question"
    assert set(written) <= GENERATED, "take their decorator from mmready.values"


def test_a_question_looks_the_same_whether_its_texts_were_made_beforehand_or_not(compiled: Path) -> None:
    bank = read_compiled(compiled)
    for name, one in BANK.prepared.items():
        made = bank.prepared[name].drawn[0][0]
        assert made.shown
        assert question_json(made) == question_json(one.drawn[0][0])


def test_texts_made_beforehand_tell_no_key_and_no_solution(compiled: Path) -> None:
    for one in read_compiled(compiled).prepared.values():
        shown = json.dumps([variant.shown for variant, _ in one.drawn])
        assert KEY not in shown
        assert SOLUTION not in shown


def test_what_an_answer_needs_is_loaded_in_pauses_of_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(warm, "FIRST", 0.0)
    monkeypatch.setattr(warm, "NEXT", 0.0)
    monkeypatch.setattr(warm, "import_module", loaded.append)

    async def sit() -> None:
        warm.warm_up.__wrapped__()
        assert loaded == []
        while len(loaded) < len(warm.PARTS):
            await asyncio.sleep(0)

    with ThreadPoolExecutor(1) as apart:  # a browser's loop may be running in this one
        apart.submit(asyncio.run, asyncio.wait_for(sit(), 30)).result()
    assert tuple(loaded) == warm.PARTS


def test_every_part_that_is_loaded_beforehand_is_there() -> None:
    program = "import sys\nfrom importlib import import_module\nfrom mmready.ui.warm import PARTS\n"
    done = subprocess.run(
        [sys.executable, "-c", program + "[import_module(part) for part in PARTS]"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_without_a_loop_nothing_is_loaded_beforehand(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(warm, "import_module", loaded.append)
    warm.warm_up.__wrapped__()
    assert loaded == []
