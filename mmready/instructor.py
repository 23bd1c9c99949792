"""The commands ``analyse`` and ``calibrate``: what learners' results say about the group and about the questions."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mmready.errors import MMReadyError

__all__ = ["add_verbs"]

WORK = Path(".mmready-analysis")


def add_verbs(make: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """The two commands; ``make(name, help, example)`` gives a parser for one."""
    example = "mmready analyse results/ --html analysis.html"
    parser = make("analyse", "say what learners' results tell of the group and the questions", example)
    _shared(parser)
    parser.add_argument("--html", type=Path, metavar="OUT", help="write one self-contained page")
    parser.set_defaults(run=_analyse)
    example = "mmready calibrate results/ > difficulties.diff"
    parser = make("calibrate", "propose new difficulties from learners' results, as a diff of the questions", example)
    _shared(parser)
    ways = "2pl: one ability, all answers; model: the model that measures, on at most 4,000 sittings (takes minutes)"
    parser.add_argument("--by", choices=("2pl", "model"), default="2pl", help=ways)
    parser.add_argument("--every", action="store_true", help="show the figures of questions that stay as they are too")
    parser.add_argument("--write", action="store_true", help="write the changes into the question files")
    parser.set_defaults(run=_calibrate)


def _shared(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("results", nargs="+", type=Path, metavar="RESULTS", help="files or folders: .json .jsonl .jsonl.gz .parquet")
    add("--bank", metavar="FOLDER", help="a bank: its folder, or the name of an installed one (default: ours)")
    add("--any-version", action="store_true", help="take results of other versions of the bank as well")
    add("--workers", type=int, default=1, metavar="N", help="processes that work at once (default 1)")
    add("--scheduler", default="", metavar="ADDRESS", help="work on a Dask cluster instead, as tcp://host:8786")
    add("--work", type=Path, default=WORK, metavar="FOLDER", help=f"where what was read is kept (default: {WORK})")
    add("--resume", action="store_true", help="go on where an earlier run was broken off")
    add("--json", action="store_true", help="for programs")


def _analyse(options: argparse.Namespace) -> int:
    from mmready.analysis.findings import findings
    from mmready.analysis.page import analysis_page
    from mmready.analysis.words import analysis_json, analysis_text

    with _summed(options) as (bank, setting, _, sums, left, _, _):
        found = findings(bank, setting.courses, setting.entrants, sums)
    if options.html:
        try:
            options.html.write_text(analysis_page(found, left, bank.digest), encoding="utf-8")
        except OSError as error:
            raise MMReadyError(f"{options.html} could not be written: {error.strerror or error}") from error
    if options.json:
        print(json.dumps(analysis_json(found, left, bank.digest), ensure_ascii=False, indent=1))
    else:
        print(analysis_text(found, left, bank.digest))
        if options.html:
            print(f"\nwritten: {options.html}")
    return 0 if found.sittings else 1


def _calibrate(options: argparse.Namespace) -> int:
    from mmready.analysis.calibrating import calibrate
    from mmready.analysis.proposing import changes, unified, write_changes
    from mmready.analysis.words import calibration_json, calibration_text, left_text

    with _summed(options) as (bank, _, collected, sums, left, workers, progress):
        found = calibrate(bank, collected, sums, workers, way=options.by, progress=progress)
    root = Path(bank.root) if bank.root else None
    if root is None:
        raise MMReadyError("this installation has no folder quizzes/ to change; name one with --bank")
    made = changes(bank, found.changes)
    diff = unified(root, made)
    if options.write:
        write_changes(made)
    if options.json:
        print(json.dumps(calibration_json(found, diff), ensure_ascii=False, indent=1))
        return 0
    # the figures go beside the diff, so that the diff can be sent to a file
    print("\n".join([calibration_text(found, every=options.every), *left_text(left)]), file=sys.stderr)
    print(diff, end="")
    if options.write:
        print(f"written: {len(made)} files; prove them with mmready lint", file=sys.stderr)
    return 0


@contextlib.contextmanager
def _summed(options: argparse.Namespace) -> Iterator[tuple[Any, ...]]:
    """Everything read and counted; what was read is cleared away at the end, unless the run breaks off."""
    from mmready.analysis.analysing import clear, collect, sum_up
    from mmready.analysis.handed_in import with_downloads
    from mmready.analysis.setting import setting_of
    from mmready.analysis.sources import find_sources
    from mmready.analysis.workers import workers
    from mmready.api import load_bank

    bank = load_bank(options.bank)
    setting = setting_of(bank, any_version=options.any_version)
    with _bar(options) as progress, workers(options.workers, options.scheduler) as crew:
        sources, gone = with_downloads(
            bank,
            find_sources(options.results, options.work),
            options.work / "handed-in",
            any_version=options.any_version,
        )
        collected = collect(sources, setting, options.work, crew, resume=options.resume, progress=progress)
        sums = sum_up(collected, setting, crew, progress=progress)
        yield bank, setting, collected, sums, (*gone, *collected.left), crew, progress
    for folder in (options.work / "handed-in", options.work):
        clear(folder)


@contextlib.contextmanager
def _bar(options: argparse.Namespace) -> Iterator[Callable[[str, int, int], None]]:
    """A bar of progress where somebody looks on."""
    if options.json or not sys.stderr.isatty():
        yield lambda what, done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=total)
            progress.update(tasks[what], completed=done)

        yield show
