"""Binder: the links lead to what they say, and the repository is one that Binder can build."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from mmready.cli import main
from mmready.errors import MMReadyError
from mmready.publish.binder import binder_links, repository_of

ROOT = Path(__file__).parent.parent.parent


def opened(link: str) -> str:
    """What BinderHub opens once the repository runs: the part behind ``urlpath``, decoded once."""
    assert link.startswith("https://mybinder.org/v2/gh/some-one/quiz.repo/")
    return parse_qs(urlsplit(link).query)["urlpath"][0]


def test_links_open_the_start_notebook_in_both_ways():
    links = binder_links("some-one/quiz.repo")
    assert opened(links.lab) == "lab/tree/notebooks/00-start-here.ipynb"
    assert opened(links.voila) == "voila/render/notebooks/00-start-here.ipynb"
    assert links.opens == links.lab
    assert (ROOT / links.notebook).is_file()


def test_branch_with_a_slash_and_notebook_with_a_blank_stay_whole():
    links = binder_links("some-one/quiz.repo", ref="week/1", notebook="a b.ipynb", voila=True)
    assert "/quiz.repo/week%2F1?" in links.lab
    assert unquote(opened(links.lab)) == "lab/tree/a b.ipynb"
    assert links.opens == links.voila


def test_quiz_is_asked_for_in_the_address_of_its_page():
    asked = {"quiz": "linear-algebra/eigenvalues", "n": "5", "seed": "group 3"}
    links = binder_links("some-one/quiz.repo", quiz=asked)
    page = urlsplit(opened(links.voila))
    assert page.path == "voila/render/notebooks/40-quiz.ipynb"
    assert parse_qs(page.query) == {name: [value] for name, value in asked.items()}
    assert links.lab == ""
    assert (ROOT / links.notebook).is_file()


def test_badges_show_the_link_as_each_language_writes_it():
    links = binder_links("some-one/quiz.repo")
    assert links.markdown == f"[![Open on Binder]({links.badge})]({links.lab})"
    assert links.html.startswith(f'<a href="{links.lab}">')
    assert f":target: {links.lab}" in links.rst


@pytest.mark.parametrize("repo", ["quiz", "https://example.org/a/b", "a/b/c", "a b/c", ""])
def test_name_of_another_form_is_refused(repo):
    with pytest.raises(MMReadyError, match="owner/name"):
        binder_links(repo)


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/some-one/quiz.repo.git",
        "https://github.com/some-one/quiz.repo",
        "https://someone:secret@github.com/some-one/quiz.repo.git",
        "git@github.com:some-one/quiz.repo.git",
        "ssh://git@github.com/some-one/quiz.repo/",
    ],
)
def test_name_is_read_from_the_remote(tmp_path: Path, address, monkeypatch, capsys):
    git(tmp_path, "init", "-q")
    git(tmp_path, "remote", "add", "origin", address)
    assert repository_of(tmp_path) == "some-one/quiz.repo"
    (tmp_path / "my.ipynb").write_text("{}")
    monkeypatch.chdir(tmp_path)
    assert main(["binder", "--notebook", "my.ipynb", "--json"]) == 0
    assert opened(json.loads(capsys.readouterr().out)["lab"]) == "lab/tree/my.ipynb"


@pytest.mark.parametrize(
    ("remote", "words", "message"),
    [
        ("", [], "no remote 'origin'"),
        ("https://example.org/a/b.git", [], "not on GitHub"),
        ("https://github.com/a/b", [], "name a notebook"),
        ("https://github.com/a/b", ["--notebook", "no.ipynb"], "there is no no.ipynb"),
        ("https://github.com/a/b", ["--n", "3"], "name one with --quiz"),
    ],
)
def test_what_is_missing_is_said(tmp_path: Path, remote, words, message, monkeypatch, capsys):
    git(tmp_path, "init", "-q")
    if remote:
        git(tmp_path, "remote", "add", "origin", remote)
    monkeypatch.chdir(tmp_path)
    assert main(["binder", *words]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("folder", [ROOT, ROOT / "examples" / "my-bank"], ids=["mmready", "my-bank"])
def test_binder_would_build_it_from_its_files_with_the_python_that_they_name(folder: Path):
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-2000:]
    assert "Building conda environment for python=3.12" in said
    for step in ("environment.yml", "RUN ./postBuild", "CMD ["):
        assert step in said
    assert (folder / "postBuild").stat().st_mode & 0o111, "Binder runs it as a program"


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)
