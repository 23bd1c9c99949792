"""Bringing MathLive in at build: one pinned content or none, said in words, and never into the repository."""

from __future__ import annotations

import io
import subprocess
import tarfile
import urllib.error
from pathlib import Path

import pytest

import fetch_editor


def package(*names: str) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as archive:
        for name in names:
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(name)
            archive.addfile(member, io.BytesIO(name.encode()))
    return held.getvalue()


def test_another_content_than_the_pinned_one_is_refused():
    with pytest.raises(ValueError, match="not the one that we know"):
        fetch_editor.checked(package(*fetch_editor.FILES))


def test_only_the_files_that_are_needed_are_unpacked_with_the_licence(tmp_path):
    fetch_editor.unpack(package(*fetch_editor.FILES, "sounds/plonk.wav", "../outside"), tmp_path / "in")
    found = {path.name for path in (tmp_path / "in").iterdir()}
    assert found == {Path(name).name for name in fetch_editor.FILES}
    assert "LICENSE.txt" in found
    assert fetch_editor.is_there(tmp_path / "in")
    assert not (tmp_path / "outside").exists()


def test_a_registry_that_cannot_be_reached_is_said_and_leaves_nothing(tmp_path, monkeypatch, capsys):
    def unreachable(*_args: object, **_more: object) -> None:
        raise urllib.error.URLError("no route")

    monkeypatch.setattr(fetch_editor.urllib.request, "urlopen", unreachable)
    assert fetch_editor.main(tmp_path / "mathlive") == 1
    assert "built without the formula editor" in capsys.readouterr().err
    assert not (tmp_path / "mathlive").exists()


def test_what_is_there_is_not_fetched_again(tmp_path, monkeypatch):
    fetch_editor.unpack(package(*fetch_editor.FILES), tmp_path)
    monkeypatch.setattr(fetch_editor, "fetched", lambda: pytest.fail("fetched again"))
    assert fetch_editor.main(tmp_path) == 0


def test_the_registry_is_the_one_that_npm_uses_and_only_by_https(monkeypatch):
    asked = []

    def hear(address: str, timeout: float) -> None:
        asked.append(address)
        raise urllib.error.URLError("enough")

    monkeypatch.setattr(fetch_editor.urllib.request, "urlopen", hear)
    for registry in ("https://npm.example.org/mirror/", ""):
        monkeypatch.setenv("npm_config_registry", registry)
        with pytest.raises(OSError, match="enough"):
            fetch_editor.fetched()
    end = f"mathlive/-/mathlive-{fetch_editor.VERSION}.tgz"
    assert asked == [f"https://npm.example.org/mirror/{end}", f"{fetch_editor.REGISTRY}/{end}"]
    monkeypatch.setenv("npm_config_registry", "http://npm.example.org")
    with pytest.raises(ValueError, match="https"):
        fetch_editor.fetched()


def test_nothing_of_it_can_be_committed(root):
    inside = f"{fetch_editor.FOLDER.relative_to(root).as_posix()}/mathlive.min.mjs"
    if not (root / ".git").exists():
        pytest.skip("not a git repository")
    done = subprocess.run(["git", "check-ignore", "-q", inside], cwd=root, check=False)
    assert done.returncode == 0
