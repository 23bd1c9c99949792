"""The cache saves time and never harms: damaged, stale or unwritable, it is as if nothing were kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mmready import cache

OF = Path(__file__)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MMREADY_HOME", str(tmp_path / "home"))


def made(log: list[str], text: str = "made\n – \u2028") -> Callable[[], str]:
    def make() -> str:
        log.append(text)
        return text

    return make


def test_what_was_made_once_is_kept_for_the_same_key() -> None:
    log: list[str] = []
    assert [cache.kept("a", OF, "1", made(log)) for _ in range(3)] == ["made\n – \u2028"] * 3
    assert len(log) == 1


def test_another_key_name_or_origin_makes_it_anew() -> None:
    log: list[str] = []
    for name, of, key in (("a", OF, "1"), ("a", OF, "2"), ("b", OF, "2"), ("b", OF.parent, "2")):
        cache.kept(name, of, key, made(log))
    assert len(log) == 4


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"1 00000000\nmade", b"no line"])
def test_a_damaged_file_is_made_anew(damage: bytes) -> None:
    log: list[str] = []
    cache.kept("a", OF, "1", made(log))
    path = cache.kept_path("a", OF)
    assert path is not None
    path.write_bytes(damage)
    assert cache.kept("a", OF, "1", made(log)) == log[0]
    assert len(log) == 2


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("MMREADY_HOME", str(tmp_path / "file"))
    assert cache.kept("a", OF, "1", made([])) == made([])()


def test_in_a_browser_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert cache.kept_path("a", OF) is None
    assert cache.kept("a", OF, "1", made([])) == made([])()


def test_a_stamp_follows_names_sizes_and_times(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("one")
    first = cache.stamp([path])
    assert cache.stamp([path]) == first
    path.write_text("three")
    assert cache.stamp([path]) != first
    assert cache.stamp([path.rename(tmp_path / "b")]) != first
