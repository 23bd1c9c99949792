"""A question as its learners see it, several variants at once, with key, hints and solution beside; for authors.

The page can be written to a file, or served on this computer alone, where it follows every change of the file.
"""

from __future__ import annotations

import html
import http.server
import threading
import webbrowser
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from mmready.domain.runner import Runner
from mmready.domain.variant import AnswerKey, Variant
from mmready.errors import AuthorError, Fault, MMReadyError
from mmready.lint import Crew, lint_bank
from mmready.loading.catalogue import load_catalogue
from mmready.loading.digest import question_paths
from mmready.loading.question_file import read_question
from mmready.report.html import page
from mmready.report.markdown import to_html
from mmready.report.told_html import told_html
from mmready.running import ChildRunner, many_runner
from mmready.sampling import draw_body

__all__ = ["Preview", "find_question", "preview_page", "serve", "write"]

RELOAD = (
    "<script>let seen; setInterval(async () => { try { const now = await (await fetch('/stamp')).text(); "
    "if (seen !== undefined && now !== seen) location.reload(); seen = now; } catch {} }, 700);</script>"
)


def write(root: Path, named: str, seeds: Iterable[int], out: Path) -> int:
    """Write the page of a question to a file; the exit code."""
    text = preview_page(root, find_question(root, named), seeds, _crew(), ChildRunner())
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise MMReadyError(f"{out} cannot be written: {error.strerror or error}") from error
    return 0


def serve(root: Path, named: str, seeds: Sequence[int], port: int, *, browser: bool) -> int:
    """Serve the page of a question until it is interrupted; the exit code."""
    path = find_question(root, named)

    def make() -> str:
        return preview_page(root, path, seeds, _crew(), ChildRunner(), live=True)

    with Preview(make, [path], port) as preview:
        print(f"{preview.address}  (follows every change of {path}; Ctrl+C ends it)", flush=True)
        if browser:
            webbrowser.open(preview.address)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return 0
    return 0


def _crew() -> Crew:
    return Crew(1, many_runner, ChildRunner)


def find_question(root: Path, named: str) -> Path:
    """The file of a question, by its id or its path. Raises MMReadyError where there is none."""
    given = Path(named)
    if given.is_file():
        return given
    found = [path for path in question_paths(root) if path.stem == given.stem]
    if not found:
        raise MMReadyError(f"no question {named!r} in {root / 'questions'}")
    return found[0]


def preview_page(root: Path, path: Path, seeds: Iterable[int], crew: Crew, runner: Runner, live: bool = False) -> str:
    """The whole page: what lint says of the file, then a variant for each seed. A file at fault shows its faults."""
    faults = list(lint_bank(root, crew=crew, seeds=3, paths=[path]).faults) if _inside(root, path) else []
    parts = [f"<h2>{html.escape(path.stem)}</h2><p class='note'>{html.escape(str(path))}</p>", _faults(faults)]
    try:
        catalogue, _ = load_catalogue(root)
        template, body = read_question(path, catalogue.skills or None)
        about = f"{template.kind}, {template.skill}, difficulty {template.difficulty}, {template.minutes:g} minutes"
        parts[0] += f"<p>{html.escape(about)}</p>"
        parts += [_variant(*draw_body(template, body, seed, runner)) for seed in seeds]
    except AuthorError as error:
        parts.append(_faults(error.faults))
    return page(f"Preview of {path.stem}", *filter(None, parts)).replace("</body>", f"{RELOAD if live else ''}</body>")


def _inside(root: Path, path: Path) -> bool:
    return path.resolve().is_relative_to((root / "questions").resolve())


def _faults(faults: Iterable[Fault]) -> str:
    items = "".join(f"<li><b>{html.escape(fault.severity)}</b> {html.escape(str(fault))}</li>" for fault in faults)
    return f"<h3>What lint says</h3><ul>{items}</ul>" if items else ""


def _variant(variant: Variant, key: AnswerKey) -> str:
    seen = [f"<h3>Seed {variant.seed}</h3>", to_html(variant.text, figures=variant.figures), *_inputs(variant)]
    told = f"<summary>Key and solution</summary>{told_html(variant, key)}"
    return f'{"".join(seen)}<details class="more" open>{told}</details>'


def _inputs(variant: Variant) -> Iterator[str]:
    """What stands below the text: options, lines, tests."""
    if variant.options:
        yield "<ul>" + "".join(f"<li>{to_html(option.text, inline=True)}</li>" for option in variant.options) + "</ul>"
    if variant.lines:
        yield "<ul>" + "".join(f"<li><code>{html.escape(line)}</code></li>" for line in variant.lines) + "</ul>"
    if variant.starter:
        yield f"<pre><code>{html.escape(variant.starter)}</code></pre>"
    for test in variant.tests:
        yield f"<p><code>{html.escape(test.call)}</code> gives <code>{html.escape(test.gives)}</code></p>"


class Preview:
    """Serves a page on 127.0.0.1 and tells it when one of ``files`` changes; nobody else can reach it."""

    def __init__(self, make: Callable[[], str], files: Iterable[Path], port: int = 0) -> None:
        watched = tuple(files)

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/stamp":
                    self._send(_stamp(watched), "text/plain")
                elif self.path == "/":
                    self._send(make(), "text/html")
                else:
                    self.send_error(404)

            def _send(self, text: str, kind: str) -> None:
                raw = text.encode()
                self.send_response(200)
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: the terminal belongs to the author."""

        try:
            self._server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        except OSError as error:
            raise MMReadyError(f"no page can be served on port {port}: {error.strerror}; try another --port") from error

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def __enter__(self) -> Preview:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def _stamp(files: Iterable[Path]) -> str:
    """Changes whenever a file does, comes or goes."""
    return " ".join(str(path.stat().st_mtime_ns) if path.exists() else "-" for path in files)
