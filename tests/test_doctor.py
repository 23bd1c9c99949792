"""What the doctor finds on a machine that is well, and on machines with one thing wrong."""

from __future__ import annotations

import json
import tempfile

import pytest

from mmready import doctor
from mmready.cli import main


def found(what: str) -> doctor.Finding:
    return next(finding for finding in doctor.examine() if finding.what == what)


@pytest.fixture
def quick(monkeypatch):
    """Without a kernel, which takes a second to start."""
    monkeypatch.setattr(doctor, "_said_by_kernel", lambda code: "works python")


def test_this_machine_is_well_down_to_a_kernel_that_imports_mmready(monkeypatch, tmp_path, capfd):
    monkeypatch.setenv("MMREADY_HOME", str(tmp_path))
    assert main(["doctor", "--json"]) == 0
    out, err = capfd.readouterr()
    findings = {finding["what"]: finding for finding in json.loads(out)}
    assert all(finding["works"] for finding in findings.values() if finding["needed"]), findings
    assert "python" in findings["Notebook kernel"]["found"]
    assert err == ""
    assert {path.name for path in tmp_path.iterdir()} <= {"cache"}


def test_kernel_without_mmready_is_told(monkeypatch):
    said = doctor._said_by_kernel
    monkeypatch.setattr(doctor, "_said_by_kernel", lambda code: said(code.replace("mmready", "mmready_not_here")))
    finding = found("Notebook kernel")
    assert not finding.works
    assert "mmready_not_here" in finding.found
    assert "install mmready" in finding.mend


def test_page_without_the_files_of_widgets_is_told(monkeypatch, quick, tmp_path):
    monkeypatch.setattr("jupyter_core.paths.jupyter_path", lambda *parts: [str(tmp_path)])
    finding = found("Widgets in the page")
    assert not finding.works
    assert "ipywidgets, anywidget" in finding.found
    assert "pip install" in finding.mend


@pytest.mark.parametrize("reason", ["No space left on device", "Permission denied"])
def test_folder_that_cannot_be_written_fails_and_says_how_to_mend_it(monkeypatch, quick, capsys, reason):
    def refuse(*_args, **_named):
        raise OSError(28, reason)

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert reason in out
    assert "set MMREADY_HOME" in out


def test_damaged_sitting_is_named_and_stays(monkeypatch, quick, tmp_path):
    monkeypatch.setenv("MMREADY_HOME", str(tmp_path))
    (tmp_path / "sittings").mkdir()
    damaged = tmp_path / "sittings" / "20260101-x.jsonl"
    damaged.write_text("no json\n")
    finding = found("Saved sittings")
    assert (finding.works, finding.needed) == (False, False)
    assert str(damaged) in finding.found
    assert damaged.read_text() == "no json\n"


def test_binder_is_told_before_its_disk_is_lost(monkeypatch, quick):
    monkeypatch.setenv("BINDER_REQUEST", "v2/gh/somebody/mmready")
    assert "download" in found("Lasting disk").mend


def test_look_that_fails_does_not_hide_the_others(monkeypatch, quick):
    for place in ("mmready.progress.home", "mmready.progress.chosen.home"):
        monkeypatch.setattr(place, lambda: 1 / 0)
    findings = doctor.examine()
    assert [finding.what for finding in findings if "could not be looked at" in finding.found] == ["Store", "Sittings"]
    assert len(findings) >= 10
