"""Files become one bank; the compiled bank gives the same bank from one file, without the author's libraries."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from mmready.domain.bank import Prepared
from mmready.domain.variant import AnswerKey, Mark, Mistake, Option, ShownTest, Variant
from mmready.errors import AuthorError, MMReadyError
from mmready.loading import bank as bank_module
from mmready.loading import banks as banks_module
from mmready.loading import load_bank, read_compiled, write_compiled
from mmready.loading.digest import content_digest

FIXTURES = Path(__file__).parents[1] / "fixtures" / "questions"
SKILLS = """\
skills:
  slopes:
    subject: calculus
    name: Slopes
    description: Finds slopes.
    prerequisites: []
    lessons:
      - {resource: book, sections: [1]}
    hours: [1, 2]
    basis: one session
"""
RESOURCES = """\
resources:
  book:
    title: A book
    address: https://example.org/
    hours: 1
    hours_basis: an estimate
    source: https://example.org/
    date: 2026-11-22
    sections:
      - {ref: 1, title: One, path: one}
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    root = tmp_path / "quizzes"
    place = root / "questions" / "calculus" / "slopes"
    place.mkdir(parents=True)
    for name in ("expression", "interval", "equation"):
        (place / f"{name}.md").write_text((FIXTURES / f"{name}.md").read_text(encoding="utf-8"), encoding="utf-8")
    (root / "skills.yml").write_text(SKILLS, encoding="utf-8")
    (root / "resources.yml").write_text(RESOURCES, encoding="utf-8")
    return root


def _prepared() -> dict[str, Prepared]:
    variant = Variant(
        "interval",
        0,
        "interval",
        "slopes",
        "calculus",
        "Text – $x$",
        options=(Option("a", "α"),),
        tests=(ShownTest("f(1)", "2"),),
    )
    key = AnswerKey(
        "interval",
        0,
        "interval",
        answer="[-1, 1)",
        variables={"x": (0.0, 2.0), "y": "real"},
        mark=Mark(significant=3, eigenvector_of=("[[1]]", "1")),
        mistakes=(Mistake("0", "No.", 0.5),),
        free=((1, 2),),
        blanks={"z": AnswerKey("interval", 0, "number", answer="2")},
    )
    return {"interval": Prepared(((variant, key),), complete=True)}


def test_a_folder_becomes_a_bank(folder):
    bank = load_bank(folder)
    assert sorted(bank.questions) == ["equation", "expression", "interval"]
    assert bank.questions["interval"].subject == "calculus"
    assert bank.bodies["interval"].answer == "[-1/c, 1/c)"
    assert list(bank.skills) == ["slopes"]
    assert bank.root == folder.as_posix()
    assert not bank.prepared


def test_faults_of_all_files_come_at_once(folder):
    place = folder / "questions" / "calculus" / "slopes"
    for name in ("expression", "equation"):
        path = place / f"{name}.md"
        path.write_text(path.read_text(encoding="utf-8").replace("minutes:", "minuts:"), encoding="utf-8")
    with pytest.raises(AuthorError) as error:
        load_bank(folder)
    assert {Path(fault.file).stem for fault in error.value.faults} == {"expression", "equation"}


def test_the_same_slug_twice_is_a_fault(folder):
    second = folder / "questions" / "calculus" / "vectors"
    second.mkdir()
    (second / "interval.md").write_text((FIXTURES / "interval.md").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(AuthorError) as error:
        load_bank(folder)
    fault = next(fault for fault in error.value.faults if fault.code == "duplicate-slug")
    assert fault.file.endswith("vectors/interval.md")
    assert "slopes/interval.md" in fault.message


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(MMReadyError, match="no bank at"):
        load_bank(tmp_path / "nothing")


def test_the_digest_changes_with_content_names_and_nothing_else(folder):
    first = content_digest(folder)
    assert content_digest(folder) == first
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    (folder / "README.md").write_text("x", encoding="utf-8")
    assert content_digest(folder) == first
    path = folder / "questions" / "calculus" / "slopes" / "interval.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    second = content_digest(folder)
    assert second != first
    path.rename(path.with_name("other.md"))
    assert content_digest(folder) not in (first, second)


def test_what_was_compiled_comes_back_the_same(folder, tmp_path):
    bank, prepared = load_bank(folder), _prepared()
    write_compiled(bank, prepared, tmp_path / "bank.json.gz")
    back = read_compiled(tmp_path / "bank.json.gz")
    assert (back.questions, back.skills, back.courses) == (bank.questions, bank.skills, bank.courses)
    assert (back.resources, back.facts, back.digest) == (bank.resources, bank.facts, bank.digest)
    assert dict(back.prepared) == prepared
    assert back.prepared.get("equation") is None
    assert "1 made" in repr(back.prepared)


def test_any_gunzip_shows_the_compiled_bank(folder, tmp_path):
    write_compiled(load_bank(folder), _prepared(), tmp_path / "bank.json.gz")
    index, *resources, head, variant = gzip.decompress((tmp_path / "bank.json.gz").read_bytes()).splitlines()
    assert b'"courses"' in index
    assert len(resources) == len(load_bank(folder).resources)
    assert json.loads(head) == {"complete": True, "variants": 1}
    assert json.loads(variant)[1]["answer"] == "[-1, 1)"


def test_texts_made_beforehand_are_kept_and_make_no_other_variant(folder, tmp_path):
    (variant, key) = _prepared()["interval"].drawn[0]
    shown = {"stem": "<p>Text</p>", "options": [{"html": "α", "said": "alpha"}]}
    prepared = {"interval": Prepared(((replace(variant, shown=shown), key),), complete=True)}
    write_compiled(load_bank(folder), prepared, tmp_path / "bank.json.gz")
    back = read_compiled(tmp_path / "bank.json.gz").prepared["interval"].drawn[0][0]
    assert back.shown == shown
    assert back == variant


def test_the_packaged_bank_is_read_compiled_while_its_digest_fits(folder, tmp_path, monkeypatch):
    for module in (bank_module, banks_module):
        monkeypatch.setattr(module, "PACKAGE", tmp_path)
    plain = load_bank()
    assert not plain.prepared
    write_compiled(plain, _prepared(), bank_module.compiled_path())
    fresh = load_bank()
    assert dict(fresh.prepared) == _prepared()
    assert fresh.bodies["equation"] == plain.bodies["equation"]
    path = folder / "questions" / "calculus" / "slopes" / "equation.md"
    path.write_text(path.read_text(encoding="utf-8").replace("minutes: 2", "minutes: 3"), encoding="utf-8")
    stale = load_bank()
    assert not stale.prepared
    assert stale.questions["equation"].minutes == 3


def test_without_a_compiled_bank_the_cards_are_read_once_for_each_state_of_the_files(folder, tmp_path, monkeypatch):
    for module in (bank_module, banks_module):
        monkeypatch.setattr(module, "PACKAGE", tmp_path)
    read: list[Path] = []
    from_files = bank_module.read_sources
    monkeypatch.setattr(bank_module, "read_sources", lambda root: read.append(root) or from_files(root))

    def fresh():
        bank_module._ours.cache_clear()
        return load_bank()

    first, second = fresh(), fresh()
    assert len(read) == 1
    assert second == replace(first, bodies=second.bodies, prepared=second.prepared)
    assert dict(second.bodies) == dict(first.bodies)
    path = folder / "questions" / "calculus" / "slopes" / "equation.md"
    path.write_text(path.read_text(encoding="utf-8").replace("minutes: 2", "minutes: 2.5"), encoding="utf-8")
    assert fresh().questions["equation"].minutes == 2.5
    assert len(read) == 2


def test_damaged_cards_in_the_cache_are_read_from_the_files_again(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("MMREADY_HOME", str(tmp_path / "home"))
    for module in (bank_module, banks_module):
        monkeypatch.setattr(module, "PACKAGE", tmp_path)
    bank_module._ours.cache_clear()
    first = load_bank()
    (kept,) = (tmp_path / "home" / "cache").glob("*cards*")
    kept.write_bytes(b"damaged")
    bank_module._ours.cache_clear()
    assert dict(load_bank().questions) == dict(first.questions)
    assert kept.read_bytes() != b"damaged"


def test_a_compiled_bank_without_sources_is_enough(folder, tmp_path, monkeypatch):
    write_compiled(load_bank(folder), _prepared(), tmp_path / "elsewhere.json.gz")
    package = tmp_path / "alone"
    package.mkdir()
    (tmp_path / "elsewhere.json.gz").rename(package / "bank.json.gz")
    for module in (bank_module, banks_module):
        monkeypatch.setattr(module, "PACKAGE", package / "mmready")
    monkeypatch.setattr(bank_module, "compiled_path", lambda: package / "bank.json.gz")
    bank = load_bank()
    assert bank.root == ""
    assert not bank.bodies
    assert list(bank.prepared) == ["interval"]


@pytest.mark.parametrize("content", [b"", b"no gzip", gzip.compress(b"no json"), gzip.compress(b"{}")])
def test_a_broken_compiled_file_is_said(content, tmp_path):
    (tmp_path / "bank.json.gz").write_bytes(content)
    with pytest.raises(MMReadyError, match="no compiled bank"):
        read_compiled(tmp_path / "bank.json.gz")


def test_a_broken_write_leaves_the_old_file(folder, tmp_path):
    path = tmp_path / "bank.json.gz"
    bank = load_bank(folder)
    write_compiled(bank, _prepared(), path)
    before = path.read_bytes()
    with pytest.raises(TypeError):
        write_compiled(replace(bank, digest=object()), {}, path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == []


def test_a_compiled_bank_needs_the_standard_library_alone(folder, tmp_path):
    path = tmp_path / "bank.json.gz"
    write_compiled(load_bank(folder), _prepared(), path)
    program = f"""
import sys
for name in ("yaml", "numpy", "scipy", "sympy", "mpmath", "ipywidgets"):
    sys.modules[name] = None
from mmready.loading.compiled import read_compiled
from mmready.sampling import draw
bank = read_compiled({str(path)!r})
print(draw(bank, "interval", 5)[1].answer)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == "[-1, 1)", done.stderr
