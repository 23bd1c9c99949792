"""What is exported and imported again says the same: text, options, key, feedback, hints, solution."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from mmready.domain.variant import AnswerKey, Variant
from mmready.export import Item, import_file
from mmready.export.fields import ChoiceField, Field, NumberField, OrderField, node_of, real
from mmready.export.shape import shape
from mmready.loading import read_question
from mmready.report.markdown import to_html
from mmready.sampling import draw_body
from tests.export.conftest import Exports

SUFFIX = {"moodle": ".xml", "gift": ".txt", "jupyterquiz": ".json", "olx": ".tar.gz"}
# what each of them keeps beside text, options and key
KEEPS = {
    "moodle": {"hints", "solution", "tags", "mistakes", "orders"},
    "gift": {"solution", "mistakes"},
    "jupyterquiz": {"mistakes"},
    "olx": {"hints", "solution"},
}


def html(markdown: str) -> str:
    """The text as it looks; pictures do not travel, and blanks have names of their own."""
    text = re.sub(r"!\[[^\]]*\]\(figure:[\w-]+\)", "", markdown)
    shown = to_html(re.sub(r"\[\[\?\w+\]\]", "[[?x]]", text))
    shown = re.sub(r"<p>\s*</p>", "", re.sub(r"\s+", " ", shown))
    return re.sub(r"\s*(</?(?:p|li|ul|ol|blockquote)>|<br />)\s*", r"\1", shown)


def fields_of(variant: Variant, key: AnswerKey) -> list[tuple[Variant, AnswerKey]]:
    from dataclasses import replace

    if variant.kind != "blanks":
        return [(variant, key)]
    return [
        (replace(variant, kind=blank.kind, options=blank.options), key.blanks[blank.name]) for blank in variant.blanks
    ]


def check_field(field: Field, variant: Variant, key: AnswerKey, keeps: set[str], plain: bool) -> None:
    if isinstance(field, ChoiceField):
        was = {(html(each.text), each.right, html(each.feedback)) for each in field.choices}
        letters = {option.letter: option.text for option in variant.options}
        now = {
            (html(text), letter in key.right, html(key.option_feedback.get(letter, "")))
            for letter, text in letters.items()
        }
        if plain:
            assert len(was) == len(now)
            assert sum(right for _, right, _ in was) == sum(right for _, right, _ in now)
        else:
            assert {(text, right) for text, right, _ in now} == {(text, right) for text, right, _ in was}
            said = {(text, said) for text, right, said in was if said}
            assert said <= {(text, told) for text, _, told in now}
    elif isinstance(field, NumberField):
        value = real(node_of(key.answer))
        assert value is not None
        assert math.isclose(value, field.value, rel_tol=1e-9, abs_tol=1e-12)
        if "mistakes" in keeps:
            was = {(round(each.value, 6), html(each.feedback)) for each in field.wrong if each.feedback}
            now = {(round(real(node_of(each.answer)) or 0.0, 6), html(each.feedback)) for each in key.mistakes}
            assert now == was
    elif isinstance(field, OrderField):
        assert [line.strip() for line in key.lines] == [field.lines[place].strip() for place in field.right[0]]


def check(item: Item, variant: Variant, key: AnswerKey, hints: tuple[str, ...], to: str) -> None:
    keeps, shaped = KEEPS[to], shape(item)
    assert html(variant.text) == html(shaped.text)
    fields = fields_of(variant, key)
    assert len(fields) == len(shaped.fields)
    inline = shaped.single is None
    for field, (part, part_key) in zip(shaped.fields.values(), fields, strict=True):
        check_field(field, part, part_key, keeps, plain=inline and to == "olx")
    if "hints" in keeps:
        assert [html(hint) for hint in hints] == [html(hint) for hint in item.variant.hints]
    if "solution" in keeps:
        assert html(key.solution) == html(item.key.solution)


@pytest.mark.parametrize("to", list(SUFFIX))
def test_what_comes_back_says_the_same(to: str, exported: Exports, tmp_path: Path):
    content, report = exported(to)
    path = tmp_path / f"bank{SUFFIX[to]}"
    path.write_bytes(content)
    back = import_file(path)
    assert len(back.questions) == sum(outcome.variants for outcome in report.written)
    items = {group.question: group.items[0] for group in exported.groups}
    titles = {item.title: item for item in items.values()}
    problems = []
    for question in back.questions:
        item = items.get(question.name) or titles.get(question.name)
        if item is None and to == "jupyterquiz":  # names nothing; the order of the file tells
            item = items[report.written[back.questions.index(question)].question]
        assert item is not None, question.name
        if not question.file:
            assert "words" in question.reason, (question.name, question.reason)
            continue
        source = tmp_path / question.file
        source.write_text(question.text, encoding="utf-8")
        template, body = read_question(source)
        try:
            check(item, *draw_body(template, body, 0), body.hints, to)
            if "tags" in KEEPS[to]:
                assert (template.skill, template.difficulty) == (item.card.skill, item.card.difficulty)
        except AssertionError as error:
            problems.append(f"{item.name}: {error}")
    assert not problems, f"{len(problems)}:\n" + "\n".join(problems[:5])
