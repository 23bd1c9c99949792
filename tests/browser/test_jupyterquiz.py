"""What is exported for jupyterquiz is shown and marked by jupyterquiz itself, in a real browser, with no network."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import mmready
from mmready.export import Group, draw_groups, export_questions
from mmready.export.fields import ChoiceField, NumberField, TextField, decimal
from mmready.export.shape import Shape, Unfit, shape

pytestmark = pytest.mark.browser

display = pytest.importorskip("jupyterquiz.dynamic.display", reason="needs jupyterquiz: pip install -e '.[test]'")
EACH = 8  # questions of each form that are answered


def fitting(groups: list[Group], form: type, want: Callable[[Any], bool] = lambda _: True) -> list[Group]:
    found = []
    for group in groups:
        try:
            shaped = shape(group.items[0])
        except Unfit:
            continue
        if isinstance(shaped.single, form) and want(shaped.single):
            found.append(group)
    return found[:EACH]


def groups_of(*kinds: str) -> list[Group]:
    bank = mmready.load_bank()
    names = [
        name for kind in kinds for name in [q for q, card in bank.questions.items() if card.kind == kind][: 2 * EACH]
    ]
    return draw_groups(bank, names, functools.partial(mmready.draw, bank))


def shown(new_page: Callable[..., Any], groups: list[Group], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A page with the quiz as ``display_quiz`` puts it into a notebook."""
    content, report = export_questions(groups, "jupyterquiz")
    assert len(report.written) == len(groups)
    path = folder / "quiz.json"
    path.write_bytes(content)
    outputs: list[Any] = []
    monkeypatch.setattr(display, "display", outputs.append)
    display.display_quiz(str(path), shuffle_answers=False)
    markup, script = (output.data for output in outputs)
    page = new_page()
    page.set_content(f"<!doctype html><html><body>{markup}<script>{script}</script></body></html>")
    assert page.locator(".Quiz").count() == len(groups) == len(json.loads(content))
    return page


def shapes(groups: list[Group]) -> list[Shape]:
    return [shape(group.items[0]) for group in groups]


def test_choices_show_their_texts_and_give_their_feedback(new_page, tmp_path, monkeypatch):
    groups = fitting(groups_of("one-choice"), ChoiceField)
    page = shown(new_page, groups, tmp_path, monkeypatch)
    for place, shaped in enumerate(shapes(groups)):
        quiz = page.locator(".Quiz").nth(place)
        options = quiz.locator(".MCButton")
        assert options.count() == len(shaped.single.choices)
        for number, choice in enumerate(shaped.single.choices):
            options.nth(number).click()
            told = quiz.locator(".Feedback")
            assert ("correct" in told.get_attribute("class").split()) is choice.right
            assert ("incorrect" in told.get_attribute("class").split()) is not choice.right
            assert told.inner_text().strip()


def test_many_choices_count_the_right_ticks(new_page, tmp_path, monkeypatch):
    several = fitting(
        groups_of("many-choice"), ChoiceField, lambda field: sum(each.right for each in field.choices) > 1
    )
    page = shown(new_page, several, tmp_path, monkeypatch)
    for place, shaped in enumerate(shapes(several)):
        quiz, right = page.locator(".Quiz").nth(place), [each.right for each in shaped.single.choices]
        for number, ok in enumerate(right):
            if ok:
                quiz.locator(".MCButton").nth(number).click()
        assert f"[{sum(right)}/{sum(right)}]" in quiz.locator(".Feedback").inner_text()


def test_numbers_are_marked_as_the_key_says(new_page, tmp_path, monkeypatch):
    groups = fitting(groups_of("number"), NumberField, lambda field: abs(field.value) < 1e6)
    page = shown(new_page, groups, tmp_path, monkeypatch)
    for place, shaped in enumerate(shapes(groups)):
        field, quiz = shaped.single, page.locator(".Quiz").nth(place)
        wrong = [(each.value, False) for each in field.wrong if abs(each.value) < 1e6]
        far = field.value + 10 * field.room + 1e-3 * max(1.0, abs(field.value))
        for value, right in [(field.value, True), (far, False), *wrong, (field.value, True)]:
            entry = quiz.locator("input.Input-text")
            entry.click()
            page.keyboard.type(decimal(round(value, 9)))
            page.keyboard.press("Enter")
            told = quiz.locator(".Feedback").get_attribute("class").split()
            assert ("correct" in told) is right, (groups[place].question, value)


def test_words_are_compared_letter_by_letter(new_page, tmp_path, monkeypatch):
    groups = fitting(groups_of("output"), TextField)
    page = shown(new_page, groups, tmp_path, monkeypatch)
    for place, shaped in enumerate(shapes(groups)):
        quiz = page.locator(".Quiz").nth(place)
        for text, right in ((shaped.single.answer, True), (shaped.single.answer + "?", False)):
            quiz.locator("input.Input-text").click()
            page.keyboard.type(text)
            page.keyboard.press("Enter")
            assert ("correct" in quiz.locator(".Feedback").get_attribute("class").split()) is right


def test_formulas_are_seen_without_a_typesetter(new_page, tmp_path, monkeypatch):
    groups = fitting(groups_of("number", "one-choice"), NumberField | ChoiceField)
    page = shown(new_page, groups, tmp_path, monkeypatch)
    widths = page.eval_on_selector_all("math", "all => all.map(math => math.getBoundingClientRect().width)")
    assert widths
    assert min(widths) > 0
    seen = page.locator("body").inner_text()
    assert "\\(" not in seen
    assert "$" not in seen
    assert "](" not in seen
