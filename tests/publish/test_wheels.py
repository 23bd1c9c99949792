"""The wheel that a site serves: what is in it, what is not, and that it is a wheel."""

from __future__ import annotations

import base64
import hashlib
import sys
import zipfile
from pathlib import Path

import pytest

from mmready.errors import MMReadyError
from mmready.progress import MemoryStore
from mmready.publish.wheels import EXTRA, NEEDED, absent_wheel, own_wheel, write_wheel
from mmready.ui.reviewing import due_by_day
from tests.ui.test_practising import BANK, practising


def inside(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_own_wheel_has_the_learners_half_and_the_bank(tmp_path):
    files = inside(own_wheel(tmp_path, b"the bank"))
    assert files["mmready/bank.json.gz"] == b"the bank"
    assert {"mmready/__init__.py", "mmready/ui/static/widget.js", "mmready/report/static/base.css"} <= set(files)
    assert not any(name.startswith(("mmready/lint", "mmready/quizzes", "mmready/publish")) for name in files)
    assert not any(name.endswith(".pyc") for name in files)


def test_wheel_given_is_taken_without_its_authors_half(tmp_path):
    given = write_wheel(
        tmp_path, "given", "1", {"mmready/__init__.py": b"x = 1", "mmready/lint/a.py": b"", "mmready/bank.json.gz": b""}
    )
    (tmp_path / "out").mkdir()
    files = inside(own_wheel(tmp_path / "out", b"another bank", given))
    assert files["mmready/__init__.py"] == b"x = 1"
    assert files["mmready/bank.json.gz"] == b"another bank"
    assert "mmready/lint/a.py" not in files


@pytest.mark.parametrize("content", [None, b"no archive"])
def test_what_is_no_wheel_of_mmready_is_refused(tmp_path, content):
    path = absent_wheel(tmp_path) if content is None else tmp_path / "x.whl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MMReadyError, match="no wheel"):
        own_wheel(tmp_path, b"", path)


def test_same_content_gives_the_same_bytes(tmp_path):
    (tmp_path / "again").mkdir()
    first, second = (own_wheel(folder, b"bank") for folder in (tmp_path, tmp_path / "again"))
    assert first.read_bytes() == second.read_bytes()


def test_check_after_practice_needs_no_wheel_that_comes_later(monkeypatch):
    for name in EXTRA:
        monkeypatch.setitem(sys.modules, name.removeprefix("python-"), None)
    monkeypatch.delitem(sys.modules, "fsrs", raising=False)  # a module that is there already would need nothing
    store = MemoryStore()
    practice = practising("chain-rule", store=store)
    practice.obey({"do": "dont_know", "number": 1})
    assert list(due_by_day(BANK, store)) == ["chain-rule"]
    assert "fsrs" in NEEDED


def test_record_tells_every_file_with_its_digest(tmp_path):
    files = inside(write_wheel(tmp_path, "a_b", "2", {"a_b/c.py": b"d"}))
    lines = files["a_b-2.dist-info/RECORD"].decode().splitlines()
    told = {line.split(",")[0]: line.split(",")[1] for line in lines}
    assert set(told) == set(files)
    for name, content in files.items():
        if not name.endswith("RECORD"):
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            assert told[name] == f"sha256={digest}"
