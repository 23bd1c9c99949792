"""The command line: one thin function a verb. Exit code 0: done; 1: something was found wrong; 2: the call is wrong."""

from __future__ import annotations

import argparse
import datetime
import functools
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mmready import authoring, exchange, instructor, translating
from mmready.errors import AuthorError, MMReadyError
from mmready.publish import add_binder_verb
from mmready.publish import add_verb as add_site

__all__ = ["main"]

OTHER_BANK = "another bank: its folder, or the name of an installed one (default: ours)"


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
    authoring.add_verbs(functools.partial(_verb, verbs))
    exchange.add_verbs(functools.partial(_verb, verbs))
    instructor.add_verbs(functools.partial(_verb, verbs))
    add_site(functools.partial(_verb, verbs))
    add_binder_verb(functools.partial(_verb, verbs))
    translating.add_verb(functools.partial(_verb, verbs))
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
    parser.add_argument("--seed", help="a number or words: the same questions again (default: drawn anew)")
    parser.add_argument("--bank", help=OTHER_BANK)
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

    from mmready.api import Sitting, bank_of, default_store, resume
    from mmready.ask import ask
    from mmready.session import seed_of
    from mmready.translation import t

    store, bank = default_store(), bank_of(options.bank)
    if options.resume or options.follow_up:
        sitting: Any = resume(store, options.follow_up or options.resume, bank)
        if options.follow_up:
            sitting.extend(at=_now())
    else:
        seed = secrets.randbelow(2**31) if options.seed is None else seed_of(options.seed)
        sitting = Sitting(bank, options.course, seed, store, options.length, at=_now())
    try:
        ask(sitting, Console(), input, _now)
    except (EOFError, KeyboardInterrupt):
        print("\n" + t("Saved. Carry on with: {command}", command=f"mmready ask --resume {sitting.id}"))
    return 0


def _now() -> str:
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")  # noqa: TID251 - the user's clock


def _add_report(verbs: Any) -> None:
    parser = _verb(verbs, "report", "show the report of a saved sitting", "mmready report --html report.html")
    parser.add_argument("sitting", nargs="?", help="its name (default: the newest one)")
    parser.add_argument("--list", action="store_true", help="list the saved sittings instead")
    parser.add_argument("--bank", help=OTHER_BANK)
    parser.add_argument("--html", type=Path, metavar="OUT", help="write one self-contained page")
    parser.add_argument(
        "--ics", type=Path, metavar="OUT", help="write its plan as a calendar file (more: mmready plan)"
    )
    parser.add_argument("--result", type=Path, metavar="OUT", help="write what an instructor needs: no typed answers")
    parser.add_argument("--name", default="", help="your name in that file, if you wish (default: none)")
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
    parser.add_argument("--seed", default="0", help="a number or words: another learner and other questions")
    parser.add_argument("--length", default="standard", help="quick, standard or thorough")
    parser.add_argument("--bank", help=OTHER_BANK)
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=_play)


def _play(options: argparse.Namespace) -> int:
    from mmready.api import Sitting, default_runner, load_bank
    from mmready.session import seed_of
    from mmready.simulation import SimulatedLearner, play, shares

    bank, seed = load_bank(options.bank), seed_of(options.seed)
    learner = SimulatedLearner(shares(options.skill, bank.skills))
    sitting = Sitting(bank, options.course, seed, length=options.length)
    play(bank, learner, sitting, seed=seed, runner=default_runner())
    if options.json:
        from mmready.saved import sitting_json

        print(json.dumps(sitting_json(sitting), ensure_ascii=False, indent=1))
        return 0
    from mmready.report import render_text

    recommendations = {course: sitting.recommendations(course) for course in sitting.courses}
    print(render_text(bank, sitting.readiness(), recommendations, sitting.evidence))
    return 0


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
    parser.add_argument("--bank", help=OTHER_BANK)
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
