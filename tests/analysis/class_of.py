"""Results of learners who do not exist, in files, for the tests of the analysis."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mmready.analysis import (
    Collected,
    Setting,
    collect,
    find_sources,
    result_text,
    setting_of,
    simulated_results,
    sum_up,
)
from mmready.analysis.sums import Sums
from mmready.analysis.workers import Here, Workers
from tests.small_bank import small_bank

BANK = small_bank()
SETTING = setting_of(BANK)


def results(learners: int, seed: int = 1, **more: Any) -> list[dict[str, Any]]:
    """Twelve answers each, as a quick sitting has."""
    return list(simulated_results(BANK, learners, seed, **{"answers": 12, **more}))


def write_lines(path: Path, found: Iterable[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{result_text(each)}\n" for each in found), encoding="utf-8")
    return path


def write_files(folder: Path, found: Iterable[dict[str, Any]]) -> Path:
    """One file each, laid out for people."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, each in enumerate(found):
        text = json.dumps(json.loads(result_text(each)), indent=2)
        (folder / f"{number:05}.json").write_text(text, encoding="utf-8")
    return folder


def collected(
    work: Path, *paths: Path, setting: Setting = SETTING, workers: Workers | None = None, **more: Any
) -> Collected:
    return collect(find_sources(paths), setting, work, workers or Here(), **more)


def summed(work: Path, *paths: Path, workers: Workers | None = None) -> Sums:
    return sum_up(collected(work, *paths, workers=workers), SETTING, workers or Here())
