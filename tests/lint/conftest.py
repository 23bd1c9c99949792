"""Small banks on disk, and one warm runner for all tests here."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from mmready.lint import Crew, LintReport, lint_bank
from mmready.running import ChildRunner, WarmRunner

SKILLS = """\
skills:
  sums:
    subject: calculus
    name: Sums
    description: Adds and multiplies whole numbers.
    prerequisites: []
    lessons:
      - {resource: book, sections: [1]}
    hours: [1, 2]
    basis: estimate
"""
RESOURCES = """\
resources:
  book:
    title: A book
    address: https://example.org/book
    section_word: chapter
    hours_basis: estimate
    source: https://example.org/book
    date: 2026-01-01
    hours: 1
    sections:
      - {ref: 1, title: Adding, path: /one}
"""

Lint = Callable[[Mapping[str, str]], LintReport]


@pytest.fixture(scope="session")
def warm() -> Iterator[WarmRunner]:
    with WarmRunner() as runner:
        yield runner


Write = Callable[..., Path]


def _write(
    root: Path,
    questions: Mapping[str, str],
    skills: str = SKILLS,
    courses: Mapping[str, str] = MappingProxyType({}),
) -> Path:
    folder = root / "questions" / "calculus" / "sums"
    folder.mkdir(parents=True)
    (root / "courses").mkdir()
    (root / "skills.yml").write_text(skills, encoding="utf-8")
    (root / "resources.yml").write_text(RESOURCES, encoding="utf-8")
    for slug, text in questions.items():
        (folder / f"{slug}.md").write_text(text, encoding="utf-8")
    for name, text in courses.items():
        (root / "courses" / f"{name}.yml").write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def write_bank(tmp_path_factory: pytest.TempPathFactory) -> Write:
    """Writes a bank of these questions (slug → text of the file), all on the skill ``sums``; its folder."""
    return lambda *parts: _write(tmp_path_factory.mktemp("bank"), *parts)


@pytest.fixture(scope="session")
def crew(warm: WarmRunner) -> Crew:
    """One process, this one, with the warm runner."""
    return Crew(1, lambda: contextlib.nullcontext(warm), ChildRunner)


@pytest.fixture
def lint(write_bank: Write, crew: Crew) -> Lint:
    """Lints a bank of these questions."""
    return lambda questions: lint_bank(write_bank(questions), seeds=3, crew=crew)
