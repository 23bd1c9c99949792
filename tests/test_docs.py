"""What the documents promise: their commands run, their Python says what they say, their links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from mmready.cli import main

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), ROOT / "quizzes" / "README.md"]
INSTALLS = re.findall(r"```bash\n(.*?)\n```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


RECIPES = ROOT / "CONTRIBUTING.md"


def commands(pages: list[Path]) -> list[tuple[str, str]]:
    found = []
    for page in pages:
        for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            lines = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
            found += [(page.name, line.removeprefix(".venv/bin/")) for line in lines]
    return found


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("page", "command"), commands([page for page in PAGES if page != RECIPES]))
def test_command_in_a_page_runs(page, command, monkeypatch):
    words = shlex.split(command)
    assert words[0] == "mmready", "only commands of mmready are run here"
    monkeypatch.chdir(ROOT)
    assert main(words[1:]) == 0


@pytest.mark.slow
def test_recipes_run_in_their_order_in_a_copy_of_the_bank(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "quizzes", tmp_path / "quizzes")
    monkeypatch.chdir(tmp_path)
    for _, command in commands([RECIPES]):
        assert main(shlex.split(command)[1:]) == 0, command
    assert (tmp_path / "two-tests-on-paper.html").is_file()


def test_ci_runs_the_second_command_of_the_readme():
    ci = " ".join((ROOT / ".ci" / "run").read_text(encoding="utf-8").split())
    install, test = INSTALLS[1].rsplit(" && ", 1)
    assert install in ci
    assert test in ci


def test_first_command_of_the_readme_installs_and_starts():
    assert INSTALLS[0].endswith(".venv/bin/mmready")
    assert "pip install" in INSTALLS[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if "://" not in target and not target.startswith(("mailto:", "figure:")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_python_in_the_readme_says_what_it_promises():
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    for block in blocks:
        checked = re.sub(r"^(.+?)\s+# ('.*')$", r"assert (\1) == \2, \1", block, flags=re.MULTILINE)
        done = subprocess.run([sys.executable, "-c", checked], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr


def requirement_names(lines: list[str]) -> dict[str, str]:
    names = {}
    for line in lines:
        match = re.match(r"([A-Za-z0-9_-]+)(>?=[\d.]+)?", line)
        assert match
        names[match[1].lower()] = match[2] or ""
    return names


def test_environment_file_and_package_ask_for_the_same():
    import yaml

    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    listed = [item for item in environment["dependencies"] if isinstance(item, str)]
    listed += next(item["pip"] for item in environment["dependencies"] if isinstance(item, dict))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = requirement_names(project["dependencies"])
    given = requirement_names(listed)
    assert asked.items() <= given.items()
    tested = requirement_names(project["optional-dependencies"]["test"])
    card = {"jupyterlab", "ipywidgets", "numpy", "scipy", "nbval", "pytest"}
    assert card <= set(given)
    assert set(given) - set(asked) - set(tested) == {"python", "pip"}
    oldest = [int(part) for part in project["requires-python"].removeprefix(">=").split(".")]
    assert [int(part) for part in given["python"].removeprefix("=").split(".")] >= oldest


def test_every_dependency_has_its_reason_in_the_architecture_page():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for name in requirement_names(project["dependencies"]):
        assert name in page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_named_in_a_page_exist(page):
    text = page.read_text(encoding="utf-8")
    for name in re.findall(r"`((?:tests|mmready|quizzes|benchmarks)/[\w./-]+\.\w+)`", text):
        assert (ROOT / name).exists() or name == "mmready/bank.json.gz", f"{page.name}: {name}"
