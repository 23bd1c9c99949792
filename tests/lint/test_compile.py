"""The compiled bank holds what drawing gives, and is written whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mmready.errors import AuthorError
from mmready.lint import compile_bank
from mmready.lint.example import BASES, merged
from mmready.loading import load_bank, read_compiled
from mmready.report import shown_texts
from mmready.running import WarmRunner
from mmready.sampling import draw, draw_body


@pytest.fixture(scope="module")
def root(write_bank: Any) -> Path:
    small = merged("parameters:\n  a: integer(12, 13)\n  b: integer(3, 4)")
    path: Path = write_bank({f"base-{kind}": text for kind, text in BASES.items()} | {"small": small})
    return path


def test_a_compiled_bank_gives_the_variants_of_its_sources(root: Path, tmp_path: Path, warm: WarmRunner) -> None:
    told: list[tuple[int, int, str]] = []
    out = tmp_path / "bank.json.gz"
    compile_bank(root, out, count=4, runner=warm, progress=lambda *done: told.append(done))
    compiled, sources = read_compiled(out), load_bank(root)
    assert compiled.digest == sources.digest
    assert dict(compiled.questions) == dict(sources.questions)
    assert [done[0] for done in told] == list(range(1, len(BASES) + 2))
    for name, template in sources.questions.items():
        for seed in range(4):
            expected = draw_body(template, sources.bodies[name], seed, warm)
            assert compiled.prepared[name].drawn[seed] == expected
            assert draw(compiled, name, seed) == expected
    assert compiled.prepared["small"].complete
    assert not compiled.prepared["base-number"].complete


def test_texts_are_compiled_as_a_page_shows_them(root: Path, tmp_path: Path, warm: WarmRunner) -> None:
    out = tmp_path / "bank.json.gz"
    compile_bank(root, out, count=2, runner=warm, show=shown_texts)
    for name, prepared in read_compiled(out).prepared.items():
        for variant, _ in prepared.drawn:
            assert variant.shown, name
            assert variant.shown == shown_texts(replace(variant, shown={}))


def test_a_bank_with_a_fault_leaves_the_old_file_as_it_was(write_bank: Any, tmp_path: Path, warm: WarmRunner) -> None:
    out = tmp_path / "bank.json.gz"
    out.write_bytes(b"old")
    with pytest.raises(AuthorError, match="no draw"):
        compile_bank(write_bank({"bad": merged("require: [a > 40]")}), out, runner=warm)
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]
