"""The command ``site``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

__all__ = ["add_verb"]


def add_verb(make: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """The command; ``make(name, help, example)`` gives its parser."""
    parser = make(
        "site", "build a folder for any web server, in which all of it runs in the browser", "mmready site public"
    )
    parser.add_argument("out", type=Path, metavar="OUT", help="a new folder, or an earlier site, which is replaced")
    parser.add_argument("--course", action="append", default=[], metavar="C", help="a course; again for more (all)")
    parser.add_argument("--bank", type=Path, help="a folder like quizzes/, or a compiled bank (default: ours)")
    parser.add_argument("--wheel", type=Path, help="the mmready to serve (default: the one that runs this)")
    parser.add_argument("--offline", action="store_true", help="put Pyodide's files inside, so that no CDN is needed")
    parser.add_argument("--pyodide", type=Path, metavar="FOLDER", help="where its files are, unpacked (default: CDN)")
    parser.set_defaults(run=_site)


def _site(options: argparse.Namespace) -> int:
    from mmready.publish.site import build_site

    built = build_site(
        options.out,
        courses=options.course,
        bank=options.bank,
        wheel=options.wheel,
        pyodide=options.pyodide,
        offline=options.offline,
        progress=_progress if sys.stderr.isatty() else None,
    )
    whole = sum(path.stat().st_size for path in built.folder.rglob("*") if path.is_file())
    print(f"{built.folder}: {whole / 1e6:.0f} MB in all")
    print(f"The kernel loads {sum(built.loaded.values()) / 1e6:.1f} MB before the first screen:")
    for name, size in sorted(built.loaded.items(), key=lambda item: -item[1]):
        print(f"{size:12,}  {name}")
    print(f"Look at it with: {sys.executable} -m http.server --directory {built.folder}")
    return 0


def _progress(done: int, total: int, name: str) -> None:
    end = "\n" if done == total else ""
    print(f"\rdrawing {done}/{total} {name[:50]:<50}", end=end, file=sys.stderr, flush=True)
