"""The command line: one thin function a verb. Exit code 0: done; 1: something was found wrong; 2: the call is wrong."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mmready.errors import AuthorError, MMReadyError

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
    _add_lint(verbs)
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
    parser.set_defaults(run=_ask)


def _ask(options: argparse.Namespace) -> int:
    import secrets

    from rich.console import Console

    from mmready.api import Sitting, load_bank, resume
    from mmready.ask import ask
    from mmready.progress import FileStore, home

    store, bank = FileStore(home() / "sittings"), load_bank()
    if options.resume:
        sitting: Any = resume(store, options.resume, bank)
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
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=_report)


def _report(options: argparse.Namespace) -> int:
    from mmready.progress import FileStore, home
    from mmready.report import render_page, render_text
    from mmready.session import checks

    if options.list:
        names = list(checks(FileStore(home() / "sittings")))[::-1]
        print("\n".join(names) or "no sitting is saved yet")
        return 0
    sitting = _saved(options.sitting)
    if options.json:
        print(json.dumps(_sitting_json(sitting), ensure_ascii=False, indent=1))
        return 0
    recommendations = {course: sitting.recommendations(course) for course in sitting.courses}
    told = (sitting.bank, sitting.readiness(), recommendations, sitting.evidence, sitting.started_at)
    if options.html:
        options.html.write_text(render_page(*told), encoding="utf-8")
        print(f"written: {options.html}")
    else:
        print(render_text(*told))
    return 0


def _saved(name: str | None) -> Any:
    """The saved check of this name, or the newest one; practice is passed over."""
    from mmready.api import load_bank, resume
    from mmready.progress import FileStore, home
    from mmready.session import checks

    store = FileStore(home() / "sittings")
    found = name or next(checks(store), None)
    if found is None:
        raise MMReadyError(f"no sitting is saved yet in {store.folder}; start one with: mmready ask")
    return resume(store, found, load_bank())


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
        print(json.dumps(_sitting_json(sitting), ensure_ascii=False, indent=1))
        return 0
    from mmready.report import render_text

    recommendations = {course: sitting.recommendations(course) for course in sitting.courses}
    print(render_text(bank, sitting.readiness(), recommendations, sitting.evidence))
    return 0


def _sitting_json(sitting: Any) -> dict[str, Any]:
    questions = sitting.bank.questions
    asked = [
        {
            "id": e.question,
            "skill": questions[e.question].skill,
            "kind": questions[e.question].kind,
            "outcome": e.outcome,
        }
        for e in sitting.evidence
    ]
    readiness = {
        course: {"probability": round(r.probability, 4), "verdict": r.verdict, "reasons": list(r.reasons)}
        for course, r in sitting.readiness().items()
    }
    recommendations = {
        course: [
            {
                "skill": r.skill,
                "resource": r.resource,
                "sections": list(r.sections),
                "hours": list(r.hours),
                "why": r.why,
            }
            for r in sitting.recommendations(course)
        ]
        for course in sitting.readiness()
    }
    return {"asked": asked, "readiness": readiness, "recommendations": recommendations}


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
    parser.add_argument(
        "--counts", action="store_true", help="also print how many questions there are of each sort"
    )
    parser.add_argument("--write", action="store_true", help="compile the bank as well, when no fault was found")
    parser.add_argument("--if-changed", action="store_true", help="do nothing where the compiled bank is up to date")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=_lint)


def _lint(options: argparse.Namespace) -> int:
    from mmready.lint import Crew, changed_files, compile_bank, lint_bank
    from mmready.loading import compiled_path, is_compiled, packaged_folder
    from mmready.running import ChildRunner, many_runner

    root = options.bank or packaged_folder()
    if root is None:
        raise MMReadyError("this installation has no folder quizzes/; name one with --bank")
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
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=_plan)


def _plan(options: argparse.Namespace) -> int:
    from mmready.report import plan_text, plan_view

    runs: dict[str, list[datetime.date]] = {}
    for text in options.runs:
        course, _, day = text.partition("=")
        runs.setdefault(course, []).append(_date(day, f"--run {text}: write course=date"))
    start = _date(options.start or _now()[:10], f"--start {options.start}")
    sitting = _saved(options.sitting)
    unknown = [course for course in runs if course not in sitting.bank.courses]
    if unknown:
        raise MMReadyError(f"--run: there is no course {unknown[0]!r}; choose from {', '.join(sitting.bank.courses)}")
    plan = sitting.plan(options.hours, start, runs)
    view = plan_view(sitting.bank, plan)
    if options.json:
        told = {"warning": view.warning, "facts": [asdict(fact) for fact in view.facts]}
        print(json.dumps({**asdict(plan), **told}, ensure_ascii=False, indent=1, default=str))
    else:
        print(plan_text(view))
    return 0


def _date(text: str, where: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise MMReadyError(f"{where}; a date is written as 2027-01-11") from None


if __name__ == "__main__":
    sys.exit(main())
