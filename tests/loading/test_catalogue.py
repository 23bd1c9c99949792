"""The loader of skills, courses, resources and facts: what it reads, and every fault with its line."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmready.domain.skill import Course, Fact, Lesson, Need, Section
from mmready.errors import Fault
from mmready.loading.catalogue import Catalogue, load_catalogue

FILES = {
    "skills.yml": """\
skills:
  fractions:
    subject: calculus
    name: Fractions
    description: Adds fractions.
    prerequisites: []
    lessons:
      - {resource: book, sections: [1, 2]}
    hours: [1, 3]
    basis: 2 chapters of 1.5 h
  slopes:
    subject: calculus
    name: Slopes
    description: Finds slopes.
    prerequisites: [fractions]
    lessons:
      - {resource: book, sections: [3]}
      - {resource: book, sections: [1], note: a reminder}
    hours: [0.5, 1.5]
    basis: 1 chapter of 1.5 h
""",
    "resources.yml": """\
resources:
  book:
    title: A book
    address: https://example.org/book/
    section_word: chapter
    hours: 1.5
    hours_basis: estimate
    source: https://example.org/book/about
    date: 2026-11-22
    sections:
      - {ref: 1, title: First, path: one}
      - {ref: 2, title: Second}
      - {ref: 3, title: Third, path: 'https://example.org/elsewhere', hours: 2}
""",
    "programme.yml": """\
sources:
  page:
    title: A page
    address: https://example.org/page
    date: 2026-11-22
    series: faq
facts:
  price:
    text: It costs 300.
    from: page
    where: What does it cost?
    values: [300]
""",
    "courses/A1.yml": """\
title: Course A
order: 1
measured: yes
starts_from: slopes
level: 0.7
floor: 0.4
weeks: [10, 12]
hours_per_week: [5, 6.5]
fee: 300
language: none
after: []
beside: [B1]
facts: [price]
units: [Unit 1]
needs:
  essential:
    fractions: shares, Unit 1
    slopes: speed, Unit 1
""",
    "courses/B1.yml": """\
title: Course B
order: 2
measured: no
starts_from: course A
weeks: [1, 1]
hours_per_week: [1, 1]
fee: 0
after: [A1]
needs:
  not-used: [slopes]
""",
}


def load(tmp_path: Path, **changes: tuple[str, str]) -> tuple[Catalogue, list[Fault]]:
    """The catalogue with texts replaced: file name (with _ for . and /) → (old, new)."""
    (tmp_path / "courses").mkdir(exist_ok=True)
    for name, text in FILES.items():
        old, new = changes.get(name.replace("/", "_").replace(".", "_"), ("", ""))
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return load_catalogue(tmp_path)


def test_catalogue_holds_what_the_files_say(tmp_path):
    catalogue, faults = load(tmp_path)
    assert faults == []
    slopes = catalogue.skills["slopes"]
    assert slopes.prerequisites == ("fractions",)
    assert slopes.lessons == (Lesson("book", ("3",)), Lesson("book", ("1",), "a reminder"))
    assert slopes.hours == (0.5, 1.5)
    assert slopes.hours_basis == "1 chapter of 1.5 h"
    assert catalogue.resources["book"].sections == {
        "1": Section("1", "First", "https://example.org/book/one", 1.5),
        "2": Section("2", "Second", "https://example.org/book/", 1.5),
        "3": Section("3", "Third", "https://example.org/elsewhere", 2.0),
    }
    price = Fact(
        "price", "It costs 300.", "https://example.org/page", "2026-11-22", "What does it cost?", "faq", ("300",)
    )
    assert catalogue.facts == (price,)
    needs = {
        name: Need(name, "essential", use)
        for name, use in [("fractions", "shares, Unit 1"), ("slopes", "speed, Unit 1")]
    }
    assert catalogue.courses["A1"] == Course(
        "A1", "Course A", 1, True, "slopes", needs, 0.7, 0.4, (10, 12), (5.0, 6.5), 300, "none",
        (), ("B1",), ("Unit 1",), (price,),
    )  # fmt: skip
    assert catalogue.courses["B1"].skills("not-used") == ("slopes",)


def test_courses_come_in_their_order_whatever_their_names(tmp_path):
    catalogue, faults = load(
        tmp_path, courses_A1_yml=("order: 1", "order: 7"), courses_B1_yml=("after: [A1]", "after: []")
    )
    assert faults == []
    assert list(catalogue.courses) == ["B1", "A1"]


# file, old text, new text, code of the fault, its line, words of its message
FAULTS = [
    (
        "skills.yml",
        "    name: Slopes",
        "    nam: Slopes",
        "unknown-field",
        13,
        ["'nam'", "'slopes'", "did you mean 'name'"],
    ),
    ("skills.yml", "    name: Slopes\n", "", "missing-field", 12, ["'slopes'", "'name'"]),
    ("skills.yml", "subject: calculus", "subject: calculs", "wrong-value", 3, ["calculus", "'calculs'"]),
    ("skills.yml", "[fractions]", "[fraction]", "unknown-skill", 15, ["'fraction'", "did you mean 'fractions'"]),
    ("skills.yml", "prerequisites: []", "prerequisites: [slopes]", "circle", 6, ["fractions → slopes → fractions"]),
    (
        "skills.yml",
        "resource: book, sections: [3]",
        "resource: bok, sections: [3]",
        "unknown-resource",
        17,
        ["'bok'", "did you mean 'book'"],
    ),
    ("skills.yml", "sections: [1, 2]", "sections: [1, 9]", "unknown-section", 8, ["book", "'9'"]),
    ("skills.yml", "hours: [1, 3]", "hours: [3, 1]", "bad-range", 9, ["low ≤ high", "[3, 1]"]),
    ("skills.yml", "hours: [1, 3]", "hours: [one, 3]", "wrong-value", 9, ["a number", "'one'"]),
    ("skills.yml", "hours: [1, 3]", "hours: 3", "wrong-value", 9, ["a list", "'3'"]),
    ("skills.yml", "skills:\n", "skill:\n", "unknown-field", 1, ["'skill'", "skills"]),
    (
        "skills.yml",
        "    basis: 2 chapters of 1.5 h",
        "    basis: 2 chapters of 1.5 h\n    basis: twice",
        "repeated-field",
        11,
        ["'basis'"],
    ),
    ("resources.yml", "date: 2026-11-22", "date: 22.11.2026", "wrong-value", 9, ["2026-11-22", "'22.11.2026'"]),
    (
        "resources.yml",
        "address: https://example.org/book/",
        "address: example.org",
        "wrong-value",
        4,
        ["http", "'example.org'"],
    ),
    ("resources.yml", "ref: 2,", "ref: 1,", "repeated-section", 12, ["book", "'1'"]),
    ("programme.yml", "from: page", "from: pag", "unknown-source", 10, ["'price'", "page"]),
    ("programme.yml", "    date: 2026-11-22\n", "", "missing-field", 3, ["'page'", "'date'"]),
    ("programme.yml", "    address: https://example.org/page\n", "", "missing-field", 3, ["'page'", "'address'"]),
    ("programme.yml", "series: faq", "series: old", "wrong-value", 6, ["faq, newer", "'old'"]),
    ("courses/A1.yml", "  essential:", "  necessary:", "unknown-necessity", 16, ["essential", "'necessary'"]),
    (
        "courses/A1.yml",
        "    slopes: speed, Unit 1",
        "    slope: speed, Unit 1",
        "unknown-skill",
        18,
        ["'slope'", "did you mean 'slopes'"],
    ),
    (
        "courses/A1.yml",
        "    fractions: shares, Unit 1\n",
        "",
        "prerequisite-not-needed",
        17,
        ["slopes", "fractions", "not listed"],
    ),
    (
        "courses/A1.yml",
        "    slopes: speed, Unit 1",
        "    slopes: speed, Unit 1\n  helpful: {slopes: twice}",
        "repeated-skill",
        19,
        ["'slopes'", "essential"],
    ),
    ("courses/A1.yml", "    slopes: speed, Unit 1", "    slopes:", "empty-value", 18, ["nothing"]),
    ("courses/A1.yml", "beside: [B1]", "beside: [C1]", "unknown-course", 12, ["'C1'"]),
    ("courses/A1.yml", "facts: [price]", "facts: [prize]", "unknown-fact", 13, ["'prize'", "did you mean 'price'"]),
    ("courses/A1.yml", "level: 0.7", "level: 1.2", "wrong-value", 5, ["0.05 to 0.95", "'1.2'"]),
    ("courses/A1.yml", "floor: 0.4", "floor: 0.8", "bad-range", 6, ["0.8", "0.7"]),
    ("courses/A1.yml", "measured: yes", "measured: true", "wrong-value", 3, ["yes or no", "'true'"]),
    ("courses/A1.yml", "order: 1", "order: 2", "repeated-order", 2, ["A1", "2"]),
    ("courses/B1.yml", "measured: no", "measured: yes", "no-essential-skill", 9, ["measured: no"]),
    ("courses/B1.yml", "after: [A1]", "after: [B1]", "order", 8, ["B1"]),
    ("courses/B1.yml", "not-used: [slopes]", "not-used: slopes", "wrong-value", 10, ["a list of skills", "'slopes'"]),
    ("courses/B1.yml", "fee: 0", "fee: free", "wrong-value", 7, ["a whole number", "'free'"]),
    ("courses/B1.yml", "fee: 0\n", "", "missing-field", 1, ["'B1'", "'fee'"]),
    ("courses/B1.yml", "title: Course B", "title: [", "yaml", 3, ["not YAML"]),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "line", "words"), FAULTS)
def test_fault_names_file_line_rule_what_was_expected_and_what_came(tmp_path, file, old, new, code, line, words):
    _, faults = load(tmp_path, **{file.replace("/", "_").replace(".", "_"): (old, new)})
    places = {"courses/B1.yml"} if code == "repeated-order" else {file}
    found = [fault for fault in faults if fault.code == code]
    assert [Path(fault.file).relative_to(tmp_path).as_posix() for fault in found] == sorted(places)
    assert found[0].line == line
    assert all(word in found[0].message for word in words), found[0].message


def test_all_faults_of_all_files_come_at_once(tmp_path):
    _, faults = load(
        tmp_path,
        skills_yml=("[fractions]", "[nothing]"),
        resources_yml=("hours: 1.5", "hours: long"),
        courses_A1_yml=("weeks: [10, 12]", "weeks: [12, 10]"),
        courses_B1_yml=("after: [A1]", "after: [Z9]"),
    )
    named = {Path(fault.file).name for fault in faults}
    assert named == {"skills.yml", "resources.yml", "A1.yml", "B1.yml"}


def test_a_faulty_skill_is_still_known_to_those_that_name_it(tmp_path):
    _, faults = load(tmp_path, skills_yml=("    name: Fractions\n", ""))
    assert [fault.code for fault in faults] == ["missing-field"]


def test_a_bank_needs_its_skills_but_neither_resources_nor_facts(tmp_path):
    catalogue, faults = load_catalogue(tmp_path)
    assert [(fault.code, Path(fault.file).name) for fault in faults] == [("missing-file", "skills.yml")]
    assert catalogue == Catalogue()
    (tmp_path / "skills.yml").write_text("skills: {}\n", encoding="utf-8")
    assert load_catalogue(tmp_path) == (Catalogue(), [])


def test_a_file_that_is_no_text_is_a_fault(tmp_path):
    (tmp_path / "skills.yml").write_bytes(b"skills: \xff\xfe")
    _, faults = load_catalogue(tmp_path)
    assert [fault.code for fault in faults] == ["unreadable-file"]


SKILL = """\
  {name}:
    subject: python
    name: {name}
    description: Does it.
    prerequisites: [{lower}]
    lessons: [{{resource: book, sections: [1]}}]
    hours: [1, 2]
    basis: estimate
"""


@given(st.dictionaries(st.sampled_from("abcdefg"), st.sets(st.sampled_from("abcdefg"), max_size=3), min_size=1))
def test_a_circle_is_a_fault_exactly_where_no_order_exists(tmp_path_factory, graph):
    graph = {name: lower & graph.keys() for name, lower in graph.items()}
    root = tmp_path_factory.mktemp("graph")
    skills = "".join(SKILL.format(name=name, lower=", ".join(sorted(lower))) for name, lower in graph.items())
    (root / "skills.yml").write_text(f"skills:\n{skills}", encoding="utf-8")
    (root / "resources.yml").write_text(FILES["resources.yml"], encoding="utf-8")
    _, faults = load_catalogue(root)
    left = dict(graph)
    while free := [name for name, lower in left.items() if not lower & left.keys()]:
        left = {name: lower for name, lower in left.items() if name not in free}
    assert any(fault.code == "circle" for fault in faults) == bool(left)
    for fault in faults:
        circle = fault.message.split(": ")[1].split(";")[0].split(" → ")
        assert circle[0] == circle[-1]
        assert all(below in graph[above] for above, below in pairwise(circle))
