"""The commands ``export`` and ``import``: questions to other systems and from them, with a word on what is lost."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

from mmready.errors import LearnerInputError

__all__ = ["FORMATS", "add_verbs"]

FORMATS = {
    "moodle": "Moodle XML",
    "gift": "GIFT, Moodle's text format",
    "qti": "a QTI 3.0 package",
    "qti21": "a QTI 2.1 package",
    "olx": "a course of edX",
    "jupyterquiz": "JSON for jupyterquiz",
    "html": "a page to read, with hints and solutions",
    "print": "a page to print",
}
MOST_VARIANTS = 100


def add_verbs(make: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """The two commands; ``make(name, help, example)`` gives a parser for one."""
    example = "mmready export --to moodle calculus.xml --select calculus"
    parser = make("export", "write questions for another system", example)
    names = "; ".join(f"{name}: {about}" for name, about in FORMATS.items())
    parser.add_argument("out", type=Path, metavar="OUT", help="the file to write")
    parser.add_argument("--to", required=True, choices=list(FORMATS), metavar="FORMAT", help=names)
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="S",
        help="a question, skill, subject or kind, or @FILE with a name a line; again for more",
    )
    parser.add_argument("--variants", type=int, default=1, metavar="N", help="variants of each question (default 1)")
    parser.add_argument(
        "--seed",
        default="0",
        help="the first variant's seed (default 0), or words, as mmready.quiz(seed=…) takes them",
    )
    parser.add_argument("--solutions", action="store_true", help="with --to print: answers and solutions at the end")
    _shared(parser)
    parser.add_argument(
        "--bank", metavar="FOLDER", help="a bank: its folder, or the name of an installed one (default: the one around)"
    )
    parser.set_defaults(run=_export)
    example = "mmready import quiz.xml --out drafts"
    parser = make("import", "turn questions of another system into question files", example)
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="Moodle XML, GIFT, JSON of jupyterquiz, or a course of edX (OLX)"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("imported"), metavar="FOLDER", help="where the files go (default: imported)"
    )
    parser.add_argument("--skill", default="unsorted", help="put into questions whose source names no skill")
    _shared(parser)
    parser.set_defaults(run=_import)


def _shared(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="write over what is there")
    parser.add_argument("--json", action="store_true", help="the report for programs")


def _export(options: argparse.Namespace) -> int:

    from mmready.api import draw, load_bank, names_in
    from mmready.export import draw_groups, export_questions, save, selected, summary
    from mmready.loading.banks import author_bank

    if not 1 <= options.variants <= MOST_VARIANTS:
        raise LearnerInputError(f"expected 1 to {MOST_VARIANTS} variants, got {options.variants}")
    bank = load_bank(author_bank(options.bank))
    to = "print-solutions" if options.to == "print" and options.solutions else options.to
    names = selected(bank, names_in(options.select))
    groups = draw_groups(bank, names, partial(draw, bank), variants=options.variants, seed=_seeds(options.seed))
    content, report = export_questions(groups, to)
    if report.written:
        save(content, options.out, force=options.force)
    if options.json:
        print(json.dumps(asdict(report), ensure_ascii=False, indent=1))
    else:
        print(summary(report))
        print(options.out if report.written else "nothing was written: no question fits this format")
    return 0 if report.written else 1


def _seeds(named: str) -> int | Callable[[str], int]:
    """The first seed of all questions, or, for words, of each: the one that a quiz with this seed begins with."""
    from mmready.session import seed_of
    from mmready.session.state import variant_seed

    if named.strip().isdecimal():
        return int(named)
    return lambda question: variant_seed(seed_of(named), question)


def _import(options: argparse.Namespace) -> int:

    from mmready.export import import_file, import_summary, save_imported

    report = import_file(options.file, skill=options.skill)
    paths = save_imported(report, options.out, force=options.force) if report.kept else ()
    if options.json:
        print(json.dumps(asdict(report), ensure_ascii=False, indent=1))
    else:
        print(import_summary(report))
        if paths:
            print(f"{len(paths)} files in {options.out}; `mmready lint` says what is still to be done in each")
    return 0 if report.kept else 1
