"""The commands of authors: ``new``, ``preview`` and ``lint``. They work on the bank around: ``loading.banks``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mmready.errors import MMReadyError
from mmready.loading.banks import OURS, author_bank, find_bank

__all__ = ["add_verbs"]

BANK_HERE = "a bank: its folder, or the name of an installed one (default: the one around you, else ours)"
FORMATS = ("text", "editor", "github", "json")
Make = Callable[[str, str, str], argparse.ArgumentParser]


def add_verbs(make: Make) -> None:
    """The three commands; ``make(name, help, example)`` gives a parser for one."""
    _add_new(make)
    _add_preview(make)
    _add_lint(make)


# -- new -------------------------------------------------------------------------------------------------------------


def _add_new(make: Make) -> None:
    example = "mmready new question number bayes-rule two-tests-in-a-row"
    parser = make("new", "write a commented starting point: a question, a course, a bank", example)
    what = parser.add_subparsers(title="what", metavar="WHAT", required=True)

    def inner(name: str, help: str, example: str) -> argparse.ArgumentParser:
        return what.add_parser(
            name,
            help=help,
            description=help[0].upper() + help[1:] + ".",
            epilog=f"example:  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    question = inner("question", "a question of a kind, on a skill", example)
    question.add_argument("kind", help="number, expression, one-choice, order, function …")
    question.add_argument("skill", help="a skill of skills.yml")
    question.add_argument("slug", help="its name: small letters, digits and hyphens")
    course = inner("course", "a course that names every skill, to be sorted", "mmready new course my-course")
    course.add_argument("course", help="its name, such as 18.05x")
    for each in (question, course):
        each.add_argument("--bank", help=BANK_HERE)
    bank = inner("bank", "a small bank of your own that passes lint", "mmready new bank my-bank")
    bank.add_argument("folder", type=Path)
    for each, name in ((question, "question"), (course, "course"), (bank, "bank")):
        each.set_defaults(run=_new, what=name)


def _new(options: argparse.Namespace) -> int:
    from mmready import new
    from mmready.loading.starting import templates_of

    templates = templates_of(find_bank(OURS))
    if options.what == "bank":
        new.new_bank(options.folder, templates)
        print(f"{options.folder}\nNow change it and prove it:\n  mmready lint --bank {options.folder}")
        return 0
    root = author_bank(options.bank)
    named = f" --bank {options.bank}" if options.bank else ""
    if options.what == "course":
        path = new.new_course(root, options.course)
        tried = f"  mmready play{named} --course {options.course} --skill all=0.7"
        print(f"{_short(path)}\nNow sort its skills, try it and prove it:\n{tried}\n  mmready lint{named}")
        return 0
    path = _short(new.new_question(root, options.kind, options.skill, options.slug, templates=templates))
    print(f"{path}\nNow change it, look at it and prove it:\n  mmready preview {path}\n  mmready lint {path}")
    return 0


def _short(path: Path) -> Path:
    """The path from where the user stands, if it lies there."""
    return path.resolve().relative_to(Path.cwd()) if path.resolve().is_relative_to(Path.cwd()) else path


# -- preview ---------------------------------------------------------------------------------------------------------


def _add_preview(make: Make) -> None:
    parser = make("preview", "show a question as learners see it, with its key beside", "mmready preview two-valleys")
    parser.add_argument("question", help="its name, or its file")
    parser.add_argument("--seed", type=int, default=0, help="the first variant (default 0)")
    parser.add_argument("--variants", type=int, default=3, help="how many variants (default 3)")
    parser.add_argument("--html", type=Path, metavar="OUT", help="write the page instead of serving it")
    parser.add_argument("--port", type=int, default=0, help="where to serve it on this computer (default: any)")
    parser.add_argument("--no-browser", action="store_true", help="print the address instead of opening a browser")
    parser.add_argument("--bank", help=BANK_HERE)
    parser.set_defaults(run=_preview)


def _preview(options: argparse.Namespace) -> int:
    from mmready.preview import serve, write

    seeds = range(options.seed, options.seed + max(1, options.variants))
    named = Path(options.question)
    root = author_bank(options.bank, [named] if named.is_file() else [])
    if options.html:
        return write(root, options.question, seeds, options.html)
    return serve(root, options.question, seeds, options.port, browser=not options.no_browser)


# -- lint ------------------------------------------------------------------------------------------------------------


def _add_lint(make: Make) -> None:
    parser = make("lint", "prove the bank: form, keys, specimens, solutions, options", "mmready lint --seeds 20")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="question files or folders (default: all)")
    parser.add_argument("--seeds", type=int, default=5, help="variants of each question to prove (default 5)")
    parser.add_argument("--first-seed", type=int, default=0, help="the first of these variants (default 0)")
    parser.add_argument("--changed", metavar="REF", help="only files that differ from a commit of git, such as HEAD~1")
    parser.add_argument("--jobs", type=int, help="processes that prove at once (default: one a processor)")
    parser.add_argument("--bank", help=BANK_HERE)
    parser.add_argument("--counts", action="store_true", help="also print how many questions there are of each sort")
    parser.add_argument("--write", action="store_true", help="compile the bank as well, when no fault was found")
    parser.add_argument("--if-changed", action="store_true", help="do nothing where the compiled bank is up to date")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="editor: file:line:column: code message; github: annotations of a workflow; json: for programs",
    )
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="the same as --format json")
    parser.set_defaults(run=_lint)


def _lint(options: argparse.Namespace) -> int:
    """Prove each bank that the named files lie in; with no files the one named, or the one around."""
    banks: dict[Path, list[Path]] = {}
    for path in options.paths:
        banks.setdefault(author_bank(options.bank, [path]), []).append(path)
    if not options.paths:
        banks[author_bank(options.bank)] = []
    return max(_lint_bank(options, root, paths) for root, paths in banks.items())


def _lint_bank(options: argparse.Namespace, root: Path, named: Sequence[Path]) -> int:
    from mmready.lint import changed_files
    from mmready.loading import compiled_path, is_compiled

    if options.if_changed and is_compiled(root):
        return 0
    paths = named or None
    if options.changed:
        paths = changed_files(root, options.changed)
        if not paths:
            print(f"no question differs from {options.changed}")
            return 0
    if options.write and root.resolve() != find_bank(OURS).resolve():
        raise MMReadyError("--write compiles the bank that mmready brings; others are drawn from their files")
    report = _report(options, root, paths)
    if report.errors:
        return 1
    if options.write:
        from mmready.lint import compile_bank
        from mmready.report import shown_texts
        from mmready.running import many_runner

        with many_runner() as runner:
            compile_bank(root, compiled_path(), runner=runner, show=shown_texts, progress=_shown(options))
    return 0


def _report(options: argparse.Namespace, root: Path, paths: Sequence[Path] | None) -> Any:
    """Prove the bank, and print what was found."""
    from mmready.lint import Crew, lint_bank, written
    from mmready.running import ChildRunner, many_runner

    crew = Crew(options.jobs or os.cpu_count() or 1, many_runner, ChildRunner)
    seeds, first, show = options.seeds, options.first_seed, _shown(options)
    report = lint_bank(root, crew=crew, seeds=seeds, first=first, paths=paths, progress=show)
    if options.format == "json":
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        return report
    lines = [report.tables(), ""] if options.counts else []
    lines += written(report.faults, options.format, Path.cwd())
    print("\n".join([*lines, report.summary()]))
    return report


def _shown(options: argparse.Namespace) -> Callable[[int, int, str], None] | None:
    return _progress if options.format == "text" and sys.stderr.isatty() else None


def _progress(done: int, total: int, name: str) -> None:
    end = "\n" if done == total else ""
    print(f"\r{done}/{total} {name[:60]:<60}", end=end, file=sys.stderr, flush=True)
