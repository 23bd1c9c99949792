"""The command line: one thin function a verb. Exit code 0: done; 1: something was found wrong; 2: the call is wrong."""

from __future__ import annotations

import argparse
import datetime
import functools
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mmready import exchange
from mmready.errors import AuthorError, MMReadyError
from mmready.publish import add_verb as add_site

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; ``arguments`` as in ``sys.argv[1:]``. Gives the exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except AuthorError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        return 1
    except MMReadyError as error:
        print(f"mmready: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of a pipe has had enough
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mmready",
        description="Are you ready for the MITx MicroMasters in Statistics and Data Science, and what to study first? "
        "Without a command: opens the start notebook in JupyterLab.",
    )
    parser.set_defaults(run=_start, voila=False, no_browser=False)
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_start(verbs)
    _add_ask(verbs)
    _add_report(verbs)
    _add_plan(verbs)
    _add_play(verbs)
    _add_new(verbs)
    _add_preview(verbs)
    _add_lint(verbs)
    exchange.add_verbs(functools.partial(_verb, verbs))
    add_site(functools.partial(_verb, verbs))
    _add_doctor(verbs)
    return parser


def _verb(verbs: Any, name: str, help: str, example: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(
        name,
        help=help,
        description=help[0].upper() + help[1:] + ".",
        epilog=f"example:  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return parser


# -- start -----------------------------------------------------------------------------------------------------------


def _add_start(verbs: Any) -> None:
    parser = _verb(verbs, "start", "open the start notebook in your own folder", "mmready start --no-browser")
    parser.add_argument("--voila", action="store_true", help="as a page without code, through Voila")
    parser.add_argument("--no-browser", action="store_true", help="print the address instead of opening a browser")
    parser.add_argument("extra", nargs="*", help="passed on to JupyterLab, after --")
    parser.set_defaults(run=_start)


def _start(options: argparse.Namespace) -> int:
    from mmready.start import start

    return start(voila=options.voila, browser=not options.no_browser, extra=getattr(options, "extra", ()))


# -- ask and report --------------------------------------------------------------------------------------------------


def _add_ask(verbs: Any) -> None:
    parser = _verb(verbs, "ask", "answer a real sitting here in the terminal", "mmready ask --course 6.431x")
    parser.add_argument("--course", action="append", metavar="C", help="a course; again for more (default: all four)")
    parser.add_argument("--length", default="standard", help="quick, standard or thorough")
    parser.add_argument("--seed", type=int, help="the same questions again (default: drawn anew)")
    parser.add_argument("--resume", metavar="SITTING", help="carry on with a saved sitting")
    parser.add_argument(
        "--follow-up",
        metavar="SITTING",
        help="ask up to ten more after a sitting, on what seems to be missing and what hangs together with it",
    )
    parser.set_defaults(run=_ask)


def _ask(options: argparse.Namespace) -> int:
    import secrets

    from rich.console import Console

    from mmready.api import Sitting, load_bank, resume
    from mmready.ask import ask
    from mmready.progress import FileStore, home

    store, bank = FileStore(home() / "sittings"), load_bank()
    if options.resume or options.follow_up:
        sitting: Any = resume(store, options.follow_up or options.resume, bank)
        if options.follow_up:
            sitting.extend(at=_now())
    else:
        seed = secrets.randbelow(2**31) if options.seed is None else options.seed
        sitting = Sitting(bank, options.course, seed, store, options.length, at=_now())
    try:
        ask(sitting, Console(), input, _now)
    except (EOFError, KeyboardInterrupt):
        print(f"\nSaved. Carry on with: mmready ask --resume {sitting.id}")
    return 0


def _now() -> str:
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")  # noqa: TID251 - the user's clock


def _add_report(verbs: Any) -> None:
    parser = _verb(verbs, "report", "show the report of a saved sitting", "mmready report --html report.html")
    parser.add_argument("sitting", nargs="?", help="its name (default: the newest one)")
    parser.add_argument("--list", action="store_true", help="list the saved sittings instead")
    parser.add_argument("--html", type=Path, metavar="OUT", help="write one self-contained page")
    parser.add_argument(
        "--ics", type=Path, metavar="OUT", help="write its plan as a calendar file (more: mmready plan)"
    )
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=_report)


def _report(options: argparse.Namespace) -> int:
    from mmready.saved import report

    return report(options, _now())


# -- play ------------------------------------------------------------------------------------------------------------


def _add_play(verbs: Any) -> None:
    parser = _verb(
        verbs,
        "play",
        "play a sitting with a simulated learner and print the report",
        "mmready play --course 6.431x --skill all=0.95 --skill python=0.1 --seed 1",
    )
    parser.add_argument("--course", action="append", metavar="C", help="a course; again for more (default: all four)")
    parser.add_argument(
        "--skill",
        action="append",
        default=[],
        metavar="S=SHARE",
        help="share right on all, a subject or a skill; later ones win (default: all=0.6)",
    )
    parser.add_argument("--seed", type=int, default=0, help="another seed, another learner and other questions")
    parser.add_argument("--length", default="standard", help="quick, standard or thorough")
    parser.add_argument("--bank", type=Path, help="a folder like quizzes/ (default: the packaged one)")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=_play)


def _play(options: argparse.Namespace) -> int:
    from mmready.api import Sitting, default_runner, load_bank
    from mmready.simulation import SimulatedLearner, play, shares

    bank = load_bank(options.bank)
    learner = SimulatedLearner(shares(options.skill, bank.skills))
    sitting = Sitting(bank, options.course, options.seed, length=options.length)
    play(bank, learner, sitting, seed=options.seed, runner=default_runner())
    if options.json:
        from mmready.saved import sitting_json

        print(json.dumps(sitting_json(sitting), ensure_ascii=False, indent=1))
        return 0
    from mmready.report import render_text

    recommendations = {course: sitting.recommendations(course) for course in sitting.courses}
    print(render_text(bank, sitting.readiness(), recommendations, sitting.evidence))
    return 0


# -- lint ------------------------------------------------------------------------------------------------------------


def _add_lint(verbs: Any) -> None:
    parser = _verb(
        verbs, "lint", "prove the bank: form, keys, specimens, solutions, options", "mmready lint --seeds 20"
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="question files or folders (default: all)")
    parser.add_argument("--seeds", type=int, default=5, help="variants of each question to prove (default 5)")
    parser.add_argument("--first-seed", type=int, default=0, help="the first of these variants (default 0)")
    parser.add_argument("--changed", metavar="REF", help="only files that differ from a commit of git, such as HEAD~1")
    parser.add_argument("--jobs", type=int, help="processes that prove at once (default: one a processor)")
    parser.add_argument("--bank", type=Path, help="a folder like quizzes/ (default: the packaged one)")
    parser.add_argument("--counts", action="store_true", help="also print how many questions there are of each sort")
    parser.add_argument("--write", action="store_true", help="compile the bank as well, when no fault was found")
    parser.add_argument("--if-changed", action="store_true", help="do nothing where the compiled bank is up to date")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=_lint)


def _lint(options: argparse.Namespace) -> int:
    from mmready.lint import Crew, changed_files, compile_bank, lint_bank
    from mmready.loading import compiled_path, is_compiled
    from mmready.running import ChildRunner, many_runner

    root = _bank_folder(options)
    if options.if_changed and is_compiled(root):
        return 0
    paths = options.paths or None
    if options.changed:
        paths = changed_files(root, options.changed)
        if not paths:
            print(f"no question differs from {options.changed}")
            return 0
    show = None if options.json or not sys.stderr.isatty() else _progress
    crew = Crew(options.jobs or os.cpu_count() or 1, many_runner, ChildRunner)
    report = lint_bank(root, crew=crew, seeds=options.seeds, first=options.first_seed, paths=paths, progress=show)
    if options.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        counts = [report.tables(), ""] if options.counts else []
        print("\n".join([*counts, *map(str, report.faults), report.summary()]))
    if report.errors:
        return 1
    if options.write:
        with many_runner() as runner:
            compile_bank(root, compiled_path(), runner=runner, progress=show)
    return 0


def _progress(done: int, total: int, name: str) -> None:
    end = "\n" if done == total else ""
    print(f"\r{done}/{total} {name[:60]:<60}", end=end, file=sys.stderr, flush=True)


# -- new and preview -------------------------------------------------------------------------------------------------


def _add_new(verbs: Any) -> None:
    example = "mmready new question number bayes-rule two-tests-in-a-row"
    parser = _verb(verbs, "new", "write a commented starting point: a question, a course, a bank", example)
    what = parser.add_subparsers(title="what", metavar="WHAT", required=True)
    question = _verb(what, "question", "a question of a kind, on a skill", example)
    question.add_argument("kind", help="number, expression, one-choice, order, function …")
    question.add_argument("skill", help="a skill of skills.yml")
    question.add_argument("slug", help="its name: small letters, digits and hyphens")
    course = _verb(what, "course", "a course that names every skill, to be sorted", "mmready new course my-course")
    course.add_argument("course", help="its name, such as 18.05x")
    for each in (question, course):
        each.add_argument("--bank", type=Path, help="a folder like quizzes/ (default: the packaged one)")
    bank = _verb(what, "bank", "a small bank of your own that passes lint", "mmready new bank my-bank")
    bank.add_argument("folder", type=Path)
    for each, name in ((question, "question"), (course, "course"), (bank, "bank")):
        each.set_defaults(run=_new, what=name)


def _new(options: argparse.Namespace) -> int:
    from mmready import new

    packaged = _bank_folder() / "templates"
    if options.what == "bank":
        new.new_bank(options.folder, packaged)
        print(f"{options.folder}\nNow change it and prove it:\n  mmready lint --bank {options.folder}")
        return 0
    root = _bank_folder(options)
    if options.what == "course":
        print(f"{new.new_course(root, options.course)}\nNow sort its skills and prove it:\n  mmready lint")
        return 0
    own = root / "templates"
    path = new.new_question(
        root, options.kind, options.skill, options.slug, templates=own if own.is_dir() else packaged
    )
    print(f"{path}\nNow change it, look at it and prove it:\n  mmready preview {path}\n  mmready lint {path}")
    return 0


def _bank_folder(options: argparse.Namespace | None = None) -> Path:
    from mmready.loading import packaged_folder

    root = getattr(options, "bank", None) or packaged_folder()
    if root is None:
        raise MMReadyError("this installation has no folder quizzes/; name one with --bank")
    return Path(root)


def _add_preview(verbs: Any) -> None:
    parser = _verb(
        verbs, "preview", "show a question as learners see it, with its key beside", "mmready preview two-valleys"
    )
    parser.add_argument("question", help="its name, or its file")
    parser.add_argument("--seed", type=int, default=0, help="the first variant (default 0)")
    parser.add_argument("--variants", type=int, default=3, help="how many variants (default 3)")
    parser.add_argument("--html", type=Path, metavar="OUT", help="write the page instead of serving it")
    parser.add_argument("--port", type=int, default=0, help="where to serve it on this computer (default: any)")
    parser.add_argument("--no-browser", action="store_true", help="print the address instead of opening a browser")
    parser.add_argument("--bank", type=Path, help="a folder like quizzes/ (default: the packaged one)")
    parser.set_defaults(run=_preview)


def _preview(options: argparse.Namespace) -> int:
    from mmready.preview import serve, write

    seeds = range(options.seed, options.seed + max(1, options.variants))
    if options.html:
        return write(_bank_folder(options), options.question, seeds, options.html)
    return serve(_bank_folder(options), options.question, seeds, options.port, browser=not options.no_browser)


# -- doctor ----------------------------------------------------------------------------------------------------------


def _add_doctor(verbs: Any) -> None:
    parser = _verb(verbs, "doctor", "say what of this machine works and how to mend the rest", "mmready doctor")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    from mmready.doctor import examine

    findings = examine()
    if options.json:
        print(json.dumps([asdict(finding) for finding in findings], indent=1))
    else:
        for finding in findings:
            print(f"{'works  ' if finding.works else 'FAILS  '} {finding.what}: {finding.found}")
            if finding.mend:
                print(f"         to mend it: {finding.mend}")
    return 1 if any(finding.needed and not finding.works for finding in findings) else 0


# -- plan ------------------------------------------------------------------------------------------------------------


def _add_plan(verbs: Any) -> None:
    example = "mmready plan --hours 6 --start 2027-01-11 --run 6.431x=2027-02-01"
    parser = _verb(verbs, "plan", "show the dated plan that follows from a saved sitting", example)
    parser.add_argument("sitting", nargs="?", help="its name (default: the newest one)")
    parser.add_argument("--hours", type=float, default=8.0, metavar="H", help="hours a week to study (default 8)")
    parser.add_argument("--start", metavar="DATE", help="the first day, as 2027-01-11 (default: today)")
    parser.add_argument(
        "--run",
        action="append",
        default=[],
        dest="runs",
        metavar="C=DATE",
        help="a day on which a run of a course starts; again for more",
    )
    parser.add_argument("--one-by-one", action="store_true", help="no two courses at the same time")
    parser.add_argument("--what-if", type=float, metavar="H", help="and what would change with so many hours a week")
    parser.add_argument("--html", type=Path, metavar="OUT", help="write one self-contained page")
    parser.add_argument("--ics", type=Path, metavar="OUT", help="write a calendar file")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=_plan)


def _plan(options: argparse.Namespace) -> int:
    from mmready.saved import plan

    return plan(options, _now())


if __name__ == "__main__":
    sys.exit(main())
