"""The command line: each verb runs, helps with an example, and says in words what is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mmready.cli import main
from mmready.start import copy_notebooks, packaged_notebooks, quiet_environment, start_command

VERBS = ("start", "play", "lint", "doctor")


@pytest.mark.parametrize("verb", VERBS)
def test_help_has_an_example(verb, capsys):
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0
    assert f"example:  mmready {verb}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["play", "--course", "1.23x"], "there is no course '1.23x'"),
        (["play", "--skill", "cooking=1"], "neither all, nor a subject"),
        (["play", "--skill", "python"], "write name=share"),
        (["play", "--skill", "all=1.5"], "share from 0 to 1"),
        (["play", "--length", "endless"], "length 'endless'"),
    ],
)
def test_wrong_call_exits_with_2_and_says_what_was_expected(arguments, message, capsys):
    assert main(arguments) == 2
    assert message in capsys.readouterr().err


def test_play_prints_a_report_with_every_course(capsys):
    assert main(["play", "--seed", "1", "--length", "quick"]) == 0
    out = capsys.readouterr().out
    for course in ("6.431x", "14.310x", "18.6501x", "6.86x"):
        assert course in out


def test_package_runs_as_a_module():
    done = subprocess.run([sys.executable, "-m", "mmready", "--help"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert "start notebook" in done.stdout


def test_notebooks_are_copied_and_a_changed_copy_is_kept(tmp_path: Path):
    notebook = copy_notebooks(tmp_path)
    assert notebook.read_bytes() == (packaged_notebooks() / notebook.name).read_bytes()
    notebook.write_text("mine")
    assert copy_notebooks(tmp_path) == notebook
    assert notebook.read_text() == "mine"
    assert notebook.with_suffix(".new.ipynb").is_file()


def test_start_opens_the_notebook_with_this_python(tmp_path: Path):
    command = start_command(tmp_path / "00-start-here.ipynb", browser=False)
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert "--no-browser" in command
    assert "--LabApp.default_url=/lab/tree/00-start-here.ipynb" in command


def test_lab_is_started_without_its_news_and_keeps_the_learners_own_settings():
    folders = quiet_environment({"JUPYTER_CONFIG_PATH": "/mine"})["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert folders[1:] == ["/mine"]
    config = json.loads((Path(folders[0]) / "labconfig" / "page_config.json").read_text(encoding="utf-8"))
    assert config["disabledExtensions"] == {"@jupyterlab/apputils-extension:announcements": True}
