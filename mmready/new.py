"""Commented starting points for authors: a question, a course, a bank. Nothing that is there is ever replaced."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from mmready.domain.question import KINDS
from mmready.errors import MMReadyError
from mmready.loading.catalogue import load_catalogue
from mmready.loading.fault_log import nearest
from mmready.loading.starting import starting_point

__all__ = ["new_bank", "new_course", "new_question"]

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
COURSE = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
COURSE_FILE = """\
# What this course needs at its start, what it teaches itself, and what it does not use. `mmready lint` proves it.

title: {title}
order: {order}   # its place in the recommended order
measured: yes
starts_from: {subjects}   # in a few words, for the first screen
level: 0.65   # the cut: the share of middling questions (difficulty 3) that a borderline learner gets right
floor: 0.50   # the same in each subject
weeks: [8, 12]   # how long the course runs
hours_per_week: [6, 8]
fee: 0   # in US dollars
language: none
after: []   # courses of this bank that are recommended before it
beside: []   # courses that may run at the same time
facts: []   # entries of programme.yml behind these figures
units:
  - Unit 1
needs:
  # Sort the skills: move each line under one of the four, and say after it where the course uses or teaches it.
  essential:
{skills}
  helpful: {{}}
  taught: {{}}
  not-used: []
"""
SKILLS_FILE = """\
# The skills of this bank: what a person can or cannot do, what each rests on, what teaches it, and how long that takes.
skills:

  adding:
    subject: calculus   # calculus, linear-algebra, probability or python
    name: Adding
    description: Adds whole numbers in rows and columns.
    prerequisites: []
    lessons:
      - {resource: my-book, sections: [1]}
    hours: [0.5, 1]   # refresher, first time
    basis: estimate

  multiplying:
    subject: calculus
    name: Multiplying
    description: Multiplies whole numbers and knows when to.
    prerequisites: [adding]
    lessons:
      - {resource: my-book, sections: [2]}
    hours: [1, 2]
    basis: estimate
"""
RESOURCES_FILE = """\
# What teaches the skills: free courses and books, with their sections.
resources:
  my-book:
    title: A book of mine
    address: https://example.org/book
    section_word: chapter
    hours: 1
    hours_basis: estimate
    source: https://example.org/book
    date: 2026-01-01   # when you looked at it
    sections:
      - {ref: 1, title: Adding, path: /1}
      - {ref: 2, title: Multiplying, path: /2}
"""
README_FILE = """\
# A question bank for mmready

`skills.yml`, `resources.yml`, `courses/` and `questions/` hold everything as text. Prove it with

    mmready lint --bank .

and try it in a notebook with `mmready.check("my-course", bank=".")`. It stands alone; with a file `bank.yml` that says
`adds_to: mmready` it would add to the bank of mmready, and could use its skills and questions.
"""


def new_question(root: Path, kind: str, skill: str, slug: str, *, templates: Path | None = None) -> Path:
    """Put the commented starting point of a kind into the bank under ``root``; the path of the new file.

    Starting points are the bank's own, in its folder ``templates``, else those in ``templates``. Raises MMReadyError
    for an unknown kind or skill, for a slug that is taken or is no slug, and where a file is there already.
    """
    if kind not in KINDS:
        raise MMReadyError(f"there is no kind {kind!r}; kinds are {', '.join(KINDS)}")
    catalogue, _ = load_catalogue(root)
    if skill not in catalogue.skills:
        known = ", ".join(catalogue.skills) or "none"
        raise MMReadyError(f"skills.yml has no skill {skill!r}{nearest(skill, catalogue.skills)}; it has {known}")
    if not SLUG.fullmatch(slug):
        raise MMReadyError(f"{slug!r} is no name for a question; expected small letters, digits and hyphens")
    taken = sorted((root / "questions").rglob(f"{slug}.md"))
    if taken:
        raise MMReadyError(f"the name {slug!r} is taken by {taken[0]}")
    path = root / "questions" / catalogue.skills[skill].subject / skill / f"{slug}.md"
    own = root / "templates"
    _write({path: starting_point(own if templates is None or own.is_dir() else templates, kind, skill)})
    return path


def new_course(root: Path, course: str) -> Path:
    """Write a course file that names every skill of the bank, to be sorted; its path."""
    if not COURSE.fullmatch(course):
        raise MMReadyError(f"{course!r} is no name for a course; expected letters, digits, dots and hyphens")
    catalogue, _ = load_catalogue(root)
    if not catalogue.skills:
        raise MMReadyError(f"{root / 'skills.yml'} has no skills yet; a course is made of them")
    subjects = ", ".join(dict.fromkeys(skill.subject for skill in catalogue.skills.values()))
    lines = "\n".join(f"    {name}: Unit 1" for name in catalogue.skills)
    order = 1 + max((known.order for known in catalogue.courses.values()), default=0)
    path = root / "courses" / f"{course}.yml"
    _write({path: COURSE_FILE.format(title=course, order=order, subjects=subjects, skills=lines)})
    return path


def new_bank(root: Path, templates: Path) -> Sequence[Path]:
    """Write a small bank that passes lint: two skills, a course, three questions, the starting points; its files."""
    files = {
        root / "README.md": README_FILE,
        root / "skills.yml": SKILLS_FILE,
        root / "resources.yml": RESOURCES_FILE,
        **{root / "templates" / found.name: found.read_text(encoding="utf-8") for found in templates.glob("*.md")},
    }
    for kind, skill in (("number", "adding"), ("one-choice", "multiplying"), ("function", "multiplying")):
        path = root / "questions" / "calculus" / skill / f"my-{kind}.md"
        files[path] = starting_point(templates, kind, skill)
    _write(files)
    return [*files, new_course(root, "my-course")]


def _write(files: Mapping[Path, str]) -> None:
    """Write all of them or none."""
    there = [path for path in files if path.exists()]
    if there:
        raise MMReadyError(f"{there[0]} is there already; it stays as it is")
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise MMReadyError(f"{error.filename} cannot be written: {error.strerror}") from error
