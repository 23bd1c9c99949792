"""The shape of the code: layers, circles, sizes, what an import loads."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "mmready"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "quizzes" not in path.parts)


def run(*command: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*command], cwd=ROOT, capture_output=True, text=True, timeout=280, **options)  # type: ignore[call-overload, no-any-return]


def test_layers_hold_with_function_level_imports_counted():
    done = run(sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_import_circle_between_modules():
    import grimp

    graph = grimp.build_graph("mmready", exclude_type_checking_imports=True, cache_dir=None)
    circles = [
        (module, other)
        for module in sorted(graph.modules)
        for other in graph.find_modules_directly_imported_by(module)
        if other != module and graph.chain_exists(importer=other, imported=module)
    ]
    assert circles == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_over_400_lines_and_no_function_over_60(path: Path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno + 1 <= 60, f"{path}:{node.lineno} {node.name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_and_none_is_a_junk_drawer(path: Path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert path.stem not in {"utils", "helpers", "common", "misc"}


def loaded_after(code: str) -> set[str]:
    done = run(sys.executable, "-c", f"import sys, json\n{code}\nprint(json.dumps(sorted(sys.modules)))")
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


HEAVY = {"ipywidgets", "anywidget", "sympy", "scipy", "IPython", "yaml", "mpmath", "matplotlib", "rich"}


def test_importing_mmready_loads_nothing_heavy():
    assert not loaded_after("import mmready") & (HEAVY | {"numpy"})


def test_judging_an_answer_loads_nothing_heavy():
    assert not loaded_after("import mmready; assert mmready.judge('x+x', '2x').outcome == 'right'") & HEAVY


def test_importing_mmready_takes_at_most_twice_as_long_as_numpy():
    program = """
import subprocess, sys, time
def best(module):
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", f"import {module}"], check=True)
        times.append(time.perf_counter() - begin)
    return min(times)
best("mmready"), best("numpy")
print(best("mmready") / best("numpy"))
"""
    done = run(sys.executable, "-c", program)
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) <= 2


# What runs inside the bounded child process, and the stand-in for it in a browser page, where no process exists.
RUNS_CODE = {"running/child.py", "running/stepped.py", "lint/harness.py"}


def test_nothing_but_what_the_child_process_runs_has_eval_or_exec():
    for path in MODULES:
        if path.relative_to(PACKAGE).as_posix() in RUNS_CODE:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "compile", "__import__"}, f"{path}:{node.lineno}"


def test_the_core_has_no_clock_no_chance_of_its_own_and_no_screen():
    core = ("domain", "maths", "loading", "sampling", "grading", "measuring", "advising", "session")
    for path in MODULES:
        if path.relative_to(PACKAGE).parts[0] not in core:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {"time", "random", "secrets"} & set(names), f"{path}: {names}"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", f"{path}:{node.lineno}"


def test_the_project_speaks_of_itself_alone():
    words = [
        "shared" + "/",
        "/wo" + "rk/",
        "file:/" + "//",
        "pypi" + ".org",
        "registry.npm" + "js",
        "python" + "hosted",
    ]
    own = {"fetch_editor.py": "registry.npm" + "js"}  # npm's public registry, which npm itself asks by default
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard").stdout.splitlines()
    for name in listed:
        path = ROOT / name
        if not path.is_file() or path.suffix in {".png", ".gz"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found = [word for word in words if word in text and word != own.get(name)]
        assert not found, f"{name}: {found}"
