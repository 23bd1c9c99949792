"""The whole site: bank, wheels, JupyterLite, Pyodide's files or their address, the page that opens it."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mmready.errors import MMReadyError
from mmready.lint import compile_bank
from mmready.lint.run import Progress
from mmready.loading import compiled_path, is_compiled, packaged_folder, read_compiled
from mmready.publish.lite import build_lite
from mmready.publish.lock import ABSENT, CORE, FIRST, KERNEL, PYODIDE, SITE, files_loaded, site_lock
from mmready.publish.pages import WARM, site_notebooks, write_kernel, write_page
from mmready.publish.wheels import EXTRA, NEEDED, absent_wheel, fetch_wheels, own_wheel
from mmready.report import shown_texts
from mmready.running import many_runner
from mmready.session.state import measured_courses

__all__ = ["CDN", "Built", "build_site", "fetch"]

CDN = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE}/full/"
LOCK = "pyodide-lock.json"
MARK = "mmready-site.json"
Fetch = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was built: its folder, and the bytes of each file that its kernel loads before the first screen."""

    folder: Path
    loaded: Mapping[str, int]


def fetch(address: str) -> bytes:
    """What lies at an address. Raises MMReadyError where it cannot be had."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return bytes(answer.read())
    except (urllib.error.URLError, TimeoutError) as error:
        raise MMReadyError(
            f"{address} could not be fetched ({error}); give a folder of Pyodide {PYODIDE} with --pyodide"
        ) from None


def build_site(
    out: Path,
    *,
    courses: Sequence[str] = (),
    bank: Path | None = None,
    wheel: Path | None = None,
    pyodide: Path | None = None,
    offline: bool = False,
    fetch: Fetch = fetch,
    progress: Progress | None = None,
) -> Built:
    """Build the site into ``out``, a new or empty folder or an earlier site, which is replaced.

    ``courses`` are those that the check opens with; ``bank`` is a folder like quizzes/ or a compiled bank;
    ``wheel`` is the mmready to serve (this one by default). With ``offline``, Pyodide's files are put inside; they
    come from the folder ``pyodide`` (its full distribution, unpacked), else from Pyodide's CDN by ``fetch``.
    Raises MMReadyError, with nothing changed in ``out``.
    """
    _may_be_replaced(out)

    def source(name: str) -> bytes:
        return (pyodide / name).read_bytes() if pyodide else fetch(CDN + name)

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "site"
        compiled = _compiled(bank, Path(temporary) / "bank.json.gz", progress)
        _check_courses(compiled, courses)
        built = _build(folder, courses, compiled, wheel, source, offline)
        if out.exists():
            shutil.rmtree(out)
        shutil.copytree(folder, out)
    return Built(out, built)


def _build(
    folder: Path,
    courses: Sequence[str],
    compiled: Path,
    wheel: Path | None,
    source: Fetch,
    offline: bool,
) -> dict[str, int]:
    notebooks = site_notebooks(courses)
    lock = json.loads(_named(source, LOCK))
    build_lite(folder, notebooks, (*KERNEL, *ABSENT, *FIRST), offline=offline)
    lock, extra = _add_wheels(folder, lock, compiled.read_bytes(), wheel)
    loaded = _sizes(folder, lock, source, offline)
    (folder / "lock.json").write_text(json.dumps(lock), encoding="utf-8")
    settings = {"pyodide": "pyodide/" if offline else CDN, "lock": "lock.json", "later": extra, "warm": WARM}
    write_kernel(folder, settings)
    bank = read_compiled(compiled)
    shown = [bank.courses[name] for name in courses or measured_courses(bank)]
    write_page(folder, shown, list(dict.fromkeys(each.subject for each in bank.questions.values())), loaded)
    (folder / MARK).write_text(json.dumps({"pyodide": PYODIDE, "loaded": loaded}, indent=1), encoding="utf-8")
    return loaded


def _add_wheels(
    folder: Path, lock: Mapping[str, Any], bank: bytes, wheel: Path | None
) -> tuple[dict[str, Any], list[str]]:
    """Put all wheels of the site into it; gives the lock with them, and the names of those that come later."""
    served = folder / "wheels"
    served.mkdir()
    python = ".".join(lock["info"]["python"].split(".")[:2])
    mine, absent = own_wheel(served, bank, wheel), absent_wheel(served)
    needed, extra = fetch_wheels(served, NEEDED, python), fetch_wheels(served, EXTRA, python)
    of_kernel = sorted((folder / "extensions").rglob("pypi/*.whl"))
    for path in of_kernel:
        shutil.copyfile(path, served / path.name)
    kernel = [served / path.name for path in of_kernel if not path.name.startswith("widgetsnbextension")]
    own = [mine, *needed, *extra, *kernel]
    return site_lock(lock, own, needed, absent, "wheels"), [path.name.split("-")[0] for path in extra]


def _sizes(folder: Path, lock: Mapping[str, Any], source: Fetch, offline: bool) -> dict[str, int]:
    """The bytes of every file that the kernel loads; with ``offline``, Pyodide's are put into the site."""
    digests = {each["file_name"]: each["sha256"] for each in lock["packages"].values()}
    sizes: dict[str, int] = {}
    for name in (*CORE, *files_loaded(lock)):
        if name.startswith(SITE):
            sizes[name.removeprefix(SITE)] = (folder / name.removeprefix(SITE)).stat().st_size
            continue
        content = _named(source, name)
        if name in digests and hashlib.sha256(content).hexdigest() != digests[name]:
            raise MMReadyError(f"{name} is not the file that Pyodide's lock describes; fetch it again")
        sizes[f"pyodide/{name}"] = len(content)
        if offline:
            (folder / "pyodide").mkdir(exist_ok=True)
            (folder / "pyodide" / name).write_bytes(content)
    return sizes


def _named(source: Fetch, name: str) -> bytes:
    try:
        return source(name)
    except OSError as error:
        raise MMReadyError(f"Pyodide's folder lacks {name}: {error}") from None


def _compiled(bank: Path | None, to: Path, progress: Progress | None) -> Path:
    """The compiled form of ``bank``: it may be one, or has to be drawn first, which takes minutes."""
    if bank is not None and bank.is_file():
        return bank
    root = bank or packaged_folder()
    if bank is None and compiled_path().is_file() and (root is None or is_compiled(root)):
        return compiled_path()
    if root is None:
        raise MMReadyError("this installation has no bank; name one with --bank")
    with many_runner() as runner:
        compile_bank(root, to, runner=runner, show=shown_texts, progress=progress)
    return to


def _check_courses(compiled: Path, courses: Sequence[str]) -> None:
    known = measured_courses(read_compiled(compiled))
    unknown = [course for course in courses if course not in known]
    if unknown:
        raise MMReadyError(f"there is no course {unknown[0]!r} to measure; choose from {', '.join(known)}")


def _may_be_replaced(out: Path) -> None:
    if out.exists() and not (out / MARK).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise MMReadyError(f"{out} is there and is no site of ours; name a new folder")
