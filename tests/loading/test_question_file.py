"""A question file becomes its card and its body, with every scalar still text and every line known."""

from __future__ import annotations

from pathlib import Path

import pytest

from mmready.domain.question import KINDS
from mmready.errors import AuthorError
from mmready.loading import read_question

FIXTURES = Path(__file__).parents[1] / "fixtures" / "questions"


def test_the_fixtures_have_one_question_of_every_kind():
    kinds = {read_question(path)[0].kind for path in FIXTURES.glob("*.md")}
    assert kinds == set(KINDS)


def test_card_holds_what_choosing_needs():
    card, _ = read_question(FIXTURES / "number.md")
    assert (card.id, card.kind, card.skill, card.also) == ("number", "number", "fractions", ("ratios",))
    assert (card.difficulty, card.minutes, card.guess) == (2, 1.5, 0.0)
    assert card.skills == ("fractions", "ratios")


@pytest.mark.parametrize(("name", "guess"), [("one-choice", 1 / 3), ("many-choice", 0.0), ("vector", 0.0)])
def test_guess_is_one_over_the_options_shown_of_a_one_choice(name, guess):
    assert read_question(FIXTURES / f"{name}.md")[0].guess == pytest.approx(guess)


def test_scalars_stay_text_as_they_were_written():
    _, body = read_question(FIXTURES / "number.md")
    assert body.parameters == {"a": "integer(1, 4)", "p": "one_of(0.05, 0.20)"}
    assert body.cases == ({"thing": "apple", "m": "2"}, {"thing": 'book of "maps"', "m": "3"})
    assert body.mark == {"significant": "3"}


def test_lists_become_vectors_and_matrices():
    _, body = read_question(FIXTURES / "vector.md")
    assert body.cases[0]["A"] == (("4", "2"), ("1", "3"))
    assert body.cases[0]["v"] == ("1", "-1")


def test_sections_are_cut_at_headings_but_not_inside_code():
    _, body = read_question(FIXTURES / "number.md")
    assert body.text.startswith("You have")
    assert body.hints == ("Add first.", "Then multiply.")
    assert "## not a heading" in body.check


@pytest.mark.parametrize(
    ("path", "starts"),
    [
        ("kind", "kind: number"),
        ("parameters.p", "  p: one_of"),
        ("cases.1", "  - {thing: 'book"),
        ("mistakes.0.feedback", "  - {answer: s"),
        ("text", "You have"),
        ("hints.1", "Then multiply"),
        ("solution", "${{ s }}"),
        ("check", "~~~python"),
    ],
)
def test_every_part_knows_its_line(path, starts):
    file = FIXTURES / "number.md"
    _, body = read_question(file)
    assert file.read_text(encoding="utf-8").splitlines()[body.at[path] - 1].startswith(starts)


def test_lines_of_an_order_question_keep_their_indentation():
    _, body = read_question(FIXTURES / "order.md")
    assert body.order_lines[3] == "    t += v"
    assert body.free == ((1, 2), (4, 5))


def test_folders_give_the_subject(tmp_path):
    folder = tmp_path / "questions" / "calculus" / "slopes"
    folder.mkdir(parents=True)
    (folder / "expression.md").write_text((FIXTURES / "expression.md").read_text(encoding="utf-8"), encoding="utf-8")
    assert read_question(folder / "expression.md")[0].subject == "calculus"


def test_a_file_that_is_not_there_is_an_author_error(tmp_path):
    with pytest.raises(AuthorError, match="unreadable-file"):
        read_question(tmp_path / "nothing.md")
