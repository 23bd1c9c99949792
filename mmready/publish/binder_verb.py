"""The command ``binder``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from mmready.errors import MMReadyError

__all__ = ["add_binder_verb"]


def add_binder_verb(make: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """The command; ``make(name, help, example)`` gives its parser."""
    example = "mmready binder --repo owner/name --quiz linear-algebra/eigenvalues"
    parser = make("binder", "print links and badges that open a repository on Binder", example)
    parser.add_argument("--repo", metavar="OWNER/NAME", help="on GitHub (default: the remote origin of this folder)")
    parser.add_argument("--ref", default="HEAD", help="a branch, tag or commit (default: the newest commit)")
    parser.add_argument("--notebook", default="", metavar="PATH", help="the notebook to open (default: the start)")
    parser.add_argument("--voila", action="store_true", help="the badge opens the page without code")
    parser.add_argument(
        "--quiz", action="append", default=[], metavar="S", help="open a quiz on a skill, subject or question; again"
    )
    parser.add_argument("--n", type=int, help="with --quiz: how many questions")
    parser.add_argument("--seed", help="with --quiz: a number or words, for the same questions each time")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=_binder)


def _binder(options: argparse.Namespace) -> int:
    from mmready.publish.binder import START, binder_links, repository_of

    asked = {"quiz": ",".join(options.quiz), "n": options.n, "seed": options.seed}
    quiz = {name: str(value) for name, value in asked.items() if value is not None} if options.quiz else None
    if quiz is None and (options.n, options.seed) != (None, None):
        raise MMReadyError("--n and --seed say more of a quiz; name one with --quiz")
    repo = options.repo or repository_of(Path.cwd())
    notebook = options.notebook
    if not (notebook or quiz or options.repo or Path(START).is_file()):
        raise MMReadyError(f"there is no {START} here; name a notebook: --notebook PATH")
    if notebook and not options.repo and not Path(notebook).is_file():
        raise MMReadyError(f"there is no {notebook} here; name it as seen from the top of the repository")
    links = binder_links(repo, ref=options.ref, notebook=notebook, voila=options.voila, quiz=quiz)
    if options.json:
        print(json.dumps(links.as_json(), indent=1))
        return 0
    rows = [("JupyterLab", links.lab), ("Without code", links.voila)]
    print("\n".join(f"{name + ':':14}{link}" for name, link in rows if link))
    print(f"\nBadge in Markdown:\n{links.markdown}\n\nin HTML:\n{links.html}\n\nin reStructuredText:\n{links.rst}")
    return 0
