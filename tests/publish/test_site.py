"""Building a site, with JupyterLite, pip and Pyodide's files stood in for; the real ones are in the browser test."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from mmready.errors import MMReadyError
from mmready.loading import write_compiled
from mmready.publish import site
from mmready.publish.pages import DATA, PLAN, PRACTICE, site_notebooks
from mmready.publish.wheels import EXTRA, write_wheel
from mmready.start import START
from tests.publish.test_lock import of_pyodide
from tests.small_bank import small_bank


@pytest.fixture
def built(tmp_path, monkeypatch):
    """Calls ``build_site`` on a small bank; ``fetched`` lists what was asked of Pyodide's address."""
    bank = small_bank()
    write_compiled(bank, bank.prepared, tmp_path / "bank.json.gz")
    lock = of_pyodide()
    for entry in lock["packages"].values():
        entry["sha256"] = hashlib.sha256(entry["file_name"].encode()).hexdigest()
    fetched: list[str] = []

    def fetch(address: str) -> bytes:
        assert address.startswith(site.CDN)
        name = address.removeprefix(site.CDN)
        fetched.append(name)
        return json.dumps(lock).encode() if name == site.LOCK else name.encode()

    def lite(out: Path, notebooks, packages, *, offline):
        (out / "notebooks").mkdir(parents=True)
        (out / "notebooks" / "list.json").write_text(json.dumps([list(notebooks), list(packages), offline]))

    def wheels(folder: Path, names, python):
        assert python == "3.12"
        return [write_wheel(folder, name.replace("-", "_"), "1", {f"{name}.py": b""}) for name in names]

    monkeypatch.setattr(site, "build_lite", lite)
    monkeypatch.setattr(site, "fetch_wheels", wheels)

    def build(**options):
        return site.build_site(tmp_path / "out", bank=tmp_path / "bank.json.gz", fetch=fetch, **options)

    build.fetched, build.lock, build.folder = fetched, lock, tmp_path / "out"
    return build


def kernel_settings(folder: Path) -> dict:
    text = (folder / "kernel.js").read_text(encoding="utf-8")
    return json.loads(text.split("const settings = ")[1].split("; // put in")[0])


def test_default_takes_pyodide_from_its_cdn_and_serves_only_our_wheels(built):
    built()
    assert kernel_settings(built.folder)["pyodide"] == site.CDN
    assert not (built.folder / "pyodide").exists()
    served = {path.name.split("-")[0] for path in (built.folder / "wheels").glob("*.whl")}
    assert {"mmready", "ipywidgets", "icalendar"} <= served
    assert "numpy" not in served


def test_offline_site_holds_every_file_that_its_kernel_loads(built):
    loaded = built(offline=True).loaded
    assert kernel_settings(built.folder)["pyodide"] == "pyodide/"
    for name, size in loaded.items():
        assert (built.folder / name).stat().st_size == size
    assert not (built.folder / "pyodide" / "scipy.whl").exists()


def test_what_comes_later_is_not_counted_for_the_start(built):
    loaded = built().loaded
    assert {name.replace("-", "_") for name in kernel_settings(built.folder)["later"]} == {
        name.replace("-", "_") for name in EXTRA
    }
    assert not any("icalendar" in name for name in loaded)


def test_page_says_the_size_and_asks_nothing_of_other_hosts(built):
    loaded = built().loaded
    for name in ("index.html", "site.js", "site.css", "notebook.css"):
        text = (built.folder / name).read_text(encoding="utf-8")
        assert "http://" not in text
        assert "https://" not in text
        assert "%BYTES%" not in text
    assert str(sum(loaded.values())) in (built.folder / "site.js").read_text(encoding="utf-8")


def test_file_that_differs_from_the_lock_is_refused_and_nothing_is_left(built):
    built.lock["packages"]["numpy"]["sha256"] = "0" * 64
    with pytest.raises(MMReadyError, match=r"numpy.whl is not the file"):
        built(offline=True)
    assert not built.folder.exists()


def test_unknown_course_is_refused(built):
    with pytest.raises(MMReadyError, match=r"no course '9\.99x'"):
        built(courses=["9.99x"])


def test_folder_of_somebody_else_is_not_replaced_and_an_earlier_site_is(built):
    built.folder.mkdir()
    (built.folder / "thesis.txt").write_text("mine")
    with pytest.raises(MMReadyError, match="no site of ours"):
        built()
    assert (built.folder / "thesis.txt").read_text() == "mine"
    (built.folder / "thesis.txt").unlink()
    built()
    (built.folder / "old.txt").write_text("")
    built()
    assert not (built.folder / "old.txt").exists()


def test_folder_of_pyodide_that_lacks_a_file_is_named(built, tmp_path):
    (tmp_path / "half").mkdir()
    with pytest.raises(MMReadyError, match=r"lacks pyodide-lock.json"):
        built(pyodide=tmp_path / "half")


def test_page_names_the_banks_courses_and_subjects_or_the_chosen_courses_alone(built):
    bank = small_bank()
    built()
    page = (built.folder / "index.html").read_text(encoding="utf-8")
    for name, course in bank.courses.items():
        assert (f"<li><b>{name}</b> {course.title}</li>" in page) == course.measured
    assert {each.subject for each in bank.questions.values()} == {"calculus", "python"}
    assert "some questions in calculus and Python. Then" in page
    chosen = next(name for name, course in bank.courses.items() if course.measured)
    built(courses=[chosen])
    assert (built.folder / "index.html").read_text(encoding="utf-8").count("<li><b>") == 1


def test_notebooks_open_on_the_courses_and_hold_no_output():
    assert cell_of(site_notebooks(["6.86x", "6.431x"])[START])["source"].endswith('mmready.check("6.86x", "6.431x")')


@pytest.mark.parametrize(
    ("name", "call"),
    [
        (START, "mmready.check()"),
        (PRACTICE, "mmready.practise()"),
        (PLAN, "mmready.plan(hours_per_week=8)"),
        (DATA, "mmready.data()"),
    ],
)
def test_notebook_is_one_call_that_nobody_deletes_by_a_key_and_that_works_with_every_bank(name, call):
    cell = cell_of(site_notebooks([])[name])
    assert cell["source"] == f"import mmready\n\n{call}"
    assert cell["metadata"] == {"deletable": False, "editable": False}


def cell_of(text: str) -> dict[str, Any]:
    (cell,) = json.loads(text)["cells"]
    assert cell["outputs"] == []
    return dict(cell)
