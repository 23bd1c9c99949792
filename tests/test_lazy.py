"""Packages whose names are loaded when they are first used have all of them, and a function goes before its module."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "mmready"
LAZY = sorted(
    path.parent.name for path in PACKAGE.glob("*/__init__.py") if "import exports" in path.read_text(encoding="utf-8")
)


def test_the_packages_of_the_flow_are_lazy():
    assert {"advising", "grading", "loading", "measuring", "progress", "report", "session", "ui"} <= set(LAZY)


@pytest.mark.parametrize("name", LAZY)
def test_every_name_of_a_lazy_package_is_found(name: str):
    package = importlib.import_module(f"mmready.{name}")
    assert package.__all__
    for exported in package.__all__:
        assert getattr(package, exported) is not None
        assert exported in dir(package)


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"mmready\.session"):
        getattr(importlib.import_module("mmready.session"), "nothing_of_this_name")  # noqa: B009


@pytest.mark.parametrize(
    ("package", "name"), [("advising", "readiness"), ("grading", "judge"), ("measuring", "for_bank"), ("ui", "check")]
)
def test_a_function_goes_before_the_module_of_its_name_however_that_was_loaded(package: str, name: str):
    module = f"mmready.{package}.{name}"
    program = f"import {module}\nfrom mmready.{package} import {name}\nassert callable({name}), {name}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
