"""The instructor's tools as others take them: the hook, the action, the bank to copy, quizzes that are fixed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import mmready
from mmready.api import names_in
from mmready.cli import main
from mmready.errors import LearnerInputError, MMReadyError
from mmready.progress import MemoryStore
from mmready.session import Practice, seed_of

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "my-bank"
QUESTION = "quizzes/questions/calculus/compound-interest/savings-after-some-years.md"
PATH = {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "my-bank", ignore=shutil.ignore_patterns("__pycache__")))


def run(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **PATH, **more}
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=240, env=environment)


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.org")
    done = run(folder, "git", *who, *words)
    assert done.returncode == 0, done.stderr


def spoil(folder: Path) -> int:
    """Make the key of a question wrong; gives its line."""
    path = folder / QUESTION
    text = path.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("answer:"))
    path.write_text(text.replace(line, "answer: 2*P"), encoding="utf-8")
    return 1 + text.splitlines().index(line)


# -- the bank to copy ------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_bank_to_copy_passes_its_own_tests(copied):
    done = run(copied, sys.executable, "-m", "pytest", "tests", "-q", "-p", "no:cacheprovider")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_cells_of_its_notebook_run_where_it_lies(copied, monkeypatch):
    monkeypatch.chdir(copied / "notebooks")
    cells = json.loads((copied / "notebooks" / "start.ipynb").read_text(encoding="utf-8"))["cells"]
    names: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    quiz = mmready.quiz("@../week-1.txt", bank="..", seed="group-3")
    assert repr(quiz) == "mmready.quiz('@../week-1.txt', seed='group-3', bank='..')"
    assert quiz._practising.screen["about"] == "Question 1 of 3"


# -- the hook for pre-commit -----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_hook_stops_a_commit_with_a_wrong_key_and_looks_at_questions_alone(copied, tmp_path):
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    for folder in (hooks, copied):
        git(folder, "init", "-q")
    git(hooks, "add", "-A")
    git(hooks, "commit", "-qm", "hooks")
    commit = run(hooks, "git", "rev-parse", "HEAD").stdout.strip()
    # the hook as it is, but run by the mmready that is installed here instead of one that is built for it
    hook = {"id": "mmready-lint", "language": "system"}
    config = {"repos": [{"repo": str(hooks), "rev": commit, "hooks": [hook]}]}
    (copied / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git(copied, "add", "-A")
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    tool = (sys.executable, "-m", "pre_commit", "run")
    sound = run(copied, *tool, **home)
    assert sound.returncode == 0, sound.stdout + sound.stderr
    assert "Passed" in sound.stdout
    line = spoil(copied)
    git(copied, "add", "-A")
    wrong = run(copied, *tool, "--files", QUESTION, "README.md", **home)
    assert wrong.returncode == 1
    assert f"{QUESTION}:{line}:1: key-disproved " in wrong.stdout
    other = run(copied, *tool, "--files", "README.md", "quizzes/skills.yml", **home)
    assert "Skipped" in other.stdout


# -- the action for GitHub -------------------------------------------------------------------------------------------


def action() -> dict:
    return yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def inputs(**given: str) -> dict[str, str]:
    """What the last step of the action gets as its environment."""
    values = {name: each["default"] for name, each in action()["inputs"].items()} | given
    step = action()["runs"]["steps"][-1]
    return {name: values[text.removeprefix("${{ inputs.").removesuffix(" }}")] for name, text in step["env"].items()}


def test_action_annotates_faults_and_fails(copied):
    script = action()["runs"]["steps"][-1]["run"]
    line = spoil(copied)
    done = run(copied, "bash", "-e", "-c", script, **inputs(seeds="3"))
    assert done.returncode == 1, done.stderr
    assert f"::error file={QUESTION},line={line},col=1,title=key-disproved::" in done.stdout


def test_action_looks_at_changed_questions_alone_where_told(copied):
    git(copied, "init", "-q")
    git(copied, "add", "-A")
    git(copied, "commit", "-qm", "all")
    script = action()["runs"]["steps"][-1]["run"]
    none = run(copied, "bash", "-e", "-c", script, **inputs(changed="HEAD"))
    assert (none.returncode, none.stdout.strip()) == (0, "no question differs from HEAD")
    spoil(copied)
    assert run(copied, "bash", "-e", "-c", script, **inputs(changed="HEAD", seeds="2")).returncode == 1


def test_every_input_of_the_action_is_used_and_no_text_of_a_caller_is_put_into_a_script():
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    for name in action()["inputs"]:
        assert f"${{{{ inputs.{name} }}}}" in text
    for step in action()["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert "uses" in step or step["shell"] == "bash"


def test_workflow_to_copy_calls_the_action_with_inputs_that_it_has():
    workflow = yaml.safe_load((EXAMPLE / ".github" / "workflows" / "bank.yml").read_text(encoding="utf-8"))
    (step,) = [step for step in workflow["jobs"]["prove"]["steps"] if "mmready" in step.get("uses", "")]
    assert set(step["with"]) <= set(action()["inputs"])


# -- which bank a command works on -----------------------------------------------------------------------------------


def test_lint_finds_the_bank_of_each_file_and_of_the_folder_it_stands_in(copied, tmp_path, monkeypatch, capsys):
    second = Path(shutil.copytree(copied, tmp_path / "second"))
    monkeypatch.chdir(tmp_path)
    both = [str(folder.relative_to(tmp_path) / QUESTION) for folder in (copied, second)]
    assert main(["lint", "--seeds", "1", "--format", "editor", *both]) == 0
    assert capsys.readouterr().out.count("1 question on 1 skill") == 2
    monkeypatch.chdir(second / "notebooks")
    assert main(["lint", "--seeds", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["questions"] == 3


def test_our_compiled_bank_is_not_replaced_by_another(copied, capsys):
    assert main(["lint", "--bank", str(copied), "--write"]) == 2
    assert "--write compiles the bank that mmready brings" in capsys.readouterr().err


def test_sitting_of_another_bank_is_never_shown_as_one_of_ours(copied, monkeypatch, capsys):
    from mmready.progress import FileStore, home

    store = FileStore(home() / "sittings")
    sitting = mmready.Sitting(mmready.load_bank(copied), ["money"], seed=1, store=store, at="2026-11-22T10:00:00")
    sitting.dont_know()
    assert "unfinished" not in mmready.check()._controller.screen
    assert "unfinished" in mmready.check("money", bank=copied)._controller.screen
    assert main(["report", sitting.id]) == 2
    assert "name its bank" in capsys.readouterr().err
    assert main(["report", sitting.id, "--bank", str(copied)]) == 0
    assert "Money over time" in capsys.readouterr().out


# -- seeds in words, quizzes that are fixed --------------------------------------------------------------------------


def test_seed_may_be_words_and_digits_are_their_number():
    assert seed_of(7) == seed_of("7") == 7
    assert seed_of("group-3") == seed_of(" group-3 ") == 1_356_478_098
    assert len({seed_of(f"group-{number}") for number in range(500)}) == 500


def test_quiz_of_one_line_is_the_same_for_all_who_name_its_seed():
    def stems(seed: str) -> list[str]:
        quiz = mmready.quiz("linear-algebra/eigenvalues", n=5, seed=seed, store=MemoryStore())
        return [quiz._practising.screen["stem"], *(next_stem(quiz) for _ in range(4))]

    assert stems("group-3") == stems("group-3") != stems("group-4")


def next_stem(quiz) -> str:
    number = quiz._practising.screen["number"]
    quiz._practising.obey({"do": "dont_know", "number": number})
    return quiz._practising.obey({"do": "next"})["screen"]["stem"]


def test_named_questions_come_once_each_in_the_order_named():
    bank = mmready.load_bank()
    names = [*list(bank.questions)[200:203], *list(bank.questions)[3:5]]
    practice = Practice(bank, names, seed=3, runner=None, count=len(names))
    asked = []
    while practice.variant is not None:
        asked.append(practice.variant.question)
        practice.dont_know()
    assert (
        asked == [name for name in names if bank.questions[name].kind not in ("function", "output")] or asked == names
    )
    assert practice.about == len(asked)


def test_list_of_questions_is_read_from_a_file_with_remarks(tmp_path):
    path = tmp_path / "week-1.txt"
    path.write_text("# week 1\nchain-rule\n\n  two-valleys  # the second\n", encoding="utf-8")
    assert names_in(["series", f"@{path}"]) == ("series", "chain-rule", "two-valleys")
    with pytest.raises(MMReadyError, match="cannot be read as a list"):
        names_in([f"@{tmp_path / 'none.txt'}"])


def test_printed_quiz_has_the_questions_and_numbers_of_the_one_in_the_notebook(copied, tmp_path):
    out = tmp_path / "week.json"
    words = ["--select", f"@{copied / 'week-1.txt'}", "--seed", "group-3", "--bank", str(copied)]
    assert main(["export", "--to", "html", *words, str(out)]) == 0
    printed = out.read_text(encoding="utf-8")
    bank = mmready.load_bank(copied)
    names = names_in([f"@{copied / 'week-1.txt'}"])
    practice = Practice(bank, names, seed_of("group-3"), count=3)
    places = []
    while practice.variant is not None:
        amount = mmready.draw(bank, practice.variant.question, practice.variant.seed)[1]
        assert f'id="{practice.variant.question}"' in printed
        places.append(printed.index(f'id="{practice.variant.question}"'))
        if amount.kind == "number":
            assert str(round(float(__import__("sympy").sympify(amount.answer)), 2)) in printed.replace("&nbsp;", "")
        practice.dont_know()
    assert places == sorted(places)


def test_quiz_by_address_takes_names_alone_and_opens_no_file(monkeypatch, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("series\n", encoding="utf-8")
    monkeypatch.setenv("QUERY_STRING", "quiz=chain-rule,sequences-series&n=4&seed=group-3")
    quiz = mmready.quiz(store=MemoryStore())
    assert quiz._practising.screen["about"] == "Question 1 of 4"
    monkeypatch.setenv("QUERY_STRING", f"quiz=@{secret}&bank={tmp_path}")
    with pytest.raises(LearnerInputError, match="neither a skill"):
        mmready.quiz(store=MemoryStore())
    monkeypatch.setenv("QUERY_STRING", "")
    assert repr(mmready.quiz(store=MemoryStore())) == "mmready.practise()"
