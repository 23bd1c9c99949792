"""Every question of the bank goes to every format or says why not; what is written keeps each format's own rules."""

from __future__ import annotations

import io
import json
import re
import tarfile
import zipfile
from xml.etree import ElementTree

import pytest

from mmready.export import FORMATS, export_questions, summary
from mmready.export.fields import ChoiceField, NumberField, number_field
from mmready.export.moodle_grades import GRADES, grade_of
from mmready.export.qti_names import EDITIONS
from mmready.export.shape import Unfit, shape
from mmready.grading import grade
from tests.export.conftest import Exports

QTI = {"qti": "3.0", "qti21": "2.1"}
XML = "{http://www.w3.org/XML/1998/namespace}"


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def untarred(content: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(content)) as package:
        return {entry.name: package.extractfile(entry).read() for entry in package.getmembers()}  # type: ignore[union-attr]


@pytest.mark.parametrize("to", list(FORMATS))
def test_every_question_is_written_or_says_why_not(to: str, exported: Exports):
    _, report = exported(to)
    assert [outcome.question for outcome in report.outcomes] == [group.question for group in exported.groups]
    for outcome in report.outcomes:
        assert bool(outcome.refused) != bool(outcome.variants), outcome
        assert not outcome.refused or len(outcome.refused) > 20
        assert all(loss.code and len(loss.text) > 10 for loss in outcome.losses)
    assert f"{len(report.written)} of {len(report.outcomes)} questions" in summary(report)


@pytest.mark.parametrize("to", list(FORMATS))
def test_the_same_questions_give_the_same_file(to: str, exported: Exports):
    few = exported.groups[:10]
    assert export_questions(few, to) == export_questions(few, to)


@pytest.mark.parametrize("to", ["moodle", "qti", "olx", "jupyterquiz", "html"])
def test_most_choices_and_numbers_of_the_bank_go_everywhere(to: str, exported: Exports):
    refused = {outcome.question for outcome in exported(to)[1].refused}
    kinds = ("one-choice", "many-choice", "number")
    asked = [group.question for group in exported.groups if group.items[0].card.kind in kinds]
    assert asked
    assert len(refused & set(asked)) <= len(asked) // 20


def test_questions_that_only_mmready_can_mark_are_refused_where_marking_is_lost(exported: Exports):
    kinds = {group.question: group.items[0].card.kind for group in exported.groups}
    for to in ("moodle", "gift", "qti", "qti21", "olx", "jupyterquiz"):
        written = {kinds[outcome.question] for outcome in exported(to)[1].written}
        assert not written & {"equation", "inequality", "interval", "set", "function"}, to


def test_print_tells_no_answer_and_html_does(exported: Exports):
    group = next(group for group in exported.groups if group.items[0].key.solution)
    words = re.sub(r"\$.*?\$|[*`]", "\0", group.items[0].key.solution).split("\0")
    sentence = max((part.strip() for part in words), key=len).split("\n")[0].strip()
    assert len(sentence) > 15
    found = {
        to: sentence[:30].encode() in export_questions([group], to)[0] for to in ("print", "print-solutions", "html")
    }
    assert found == {"print": False, "print-solutions": True, "html": True}


@pytest.mark.parametrize("to", ["html", "print-solutions"])
def test_pages_load_nothing(to: str, exported: Exports):
    page = exported(to)[0].decode()
    assert not re.search(r"<script|<link|<iframe|src=\"(?!data:)|url\(", page)


# -- Moodle ----------------------------------------------------------------------------------------------------------

NEEDED = {
    "multichoice": {"single", "shuffleanswers", "answernumbering", "answer", "correctfeedback", "defaultgrade"},
    "numerical": {"answer", "defaultgrade"},
    "shortanswer": {"usecase", "answer", "defaultgrade"},
    "ordering": {"layouttype", "selecttype", "selectcount", "gradingtype", "answer", "defaultgrade"},
    "cloze": set(),
}
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?\Z")
FIELD = re.compile(
    r"\{(\d+):(NUMERICAL|SHORTANSWER_C|MULTICHOICE_V):((?:\\[~#}\\]|[^~#}]|\\|[~#])*?)(?<!\\)\}", re.DOTALL
)


def moodle_questions(exported: Exports) -> list[ElementTree.Element]:
    return [each for each in ElementTree.fromstring(exported("moodle")[0]) if each.get("type") != "category"]


def test_moodle_questions_have_what_its_importer_asks_for(exported: Exports):
    names = set()
    for question in moodle_questions(exported):
        tags = {child.tag for child in question}
        assert {"name", "questiontext", "generalfeedback", "penalty", "hidden", "idnumber"} <= tags
        assert NEEDED[question.get("type", "")] <= tags
        assert question.findtext("questiontext/text", "").strip()
        assert question.find("questiontext").get("format") == "html"  # type: ignore[union-attr]
        names.add(question.findtext("idnumber"))
    assert len(names) == len(moodle_questions(exported))


def test_moodle_grades_are_those_that_it_knows(exported: Exports):
    known = {str(grade) for grade in GRADES} | {f"-{grade}" for grade in GRADES}
    for question in moodle_questions(exported):
        if question.get("type") == "ordering":
            continue
        grades = [answer.get("fraction") for answer in question.iter("answer")]
        assert set(grades) <= known
        if question.findtext("single") == "false":
            assert abs(sum(max(0.0, float(grade or 0)) for grade in grades) - 100) < 0.01
        elif grades:
            assert grades.count("100") == 1


def test_moodle_numbers_are_decimals_with_a_tolerance(exported: Exports):
    asked = [question for question in moodle_questions(exported) if question.get("type") == "numerical"]
    assert asked
    for question in asked:
        for answer in question.iter("answer"):
            assert NUMBER.match(answer.findtext("text", ""))
            assert NUMBER.match(answer.findtext("tolerance", ""))


def test_moodle_fields_inside_a_text_are_as_many_as_the_blanks(exported: Exports):
    items = {group.question: group.items[0] for group in exported.groups}
    checked = 0
    for question in moodle_questions(exported):
        if question.get("type") != "cloze":
            continue
        text = question.findtext("questiontext/text", "")
        fields = FIELD.findall(text)
        assert len(fields) == len(shape(items[question.findtext("idnumber", "")]).fields), text
        for _, kind, answers in fields:
            right = re.findall(r"(?:^|(?<!\\)~)=", answers)
            assert len(right) == 1, answers
            if kind == "NUMERICAL":
                assert re.match(r"=-?[\d.]+(e-?\d+)?:[\d.]+(e-?\d+)?", answers)
        checked += 1
    assert checked


def test_moodle_pictures_travel_with_the_question(exported: Exports):
    placed = 0
    for question in moodle_questions(exported):
        text = question.findtext("questiontext/text", "")
        files = {file.get("name") for file in question.findall("questiontext/file")}
        named = set(re.findall(r"@@PLUGINFILE@@/([^\"]+)", text))
        assert named == files
        placed += len(files)
    assert placed


def test_several_variants_become_a_category_of_their_own(exported: Exports):
    import functools

    import mmready
    from mmready.export import draw_groups

    bank = mmready.load_bank()
    name = next(group.question for group in exported.groups if group.items[0].card.kind == "number")
    (group,) = draw_groups(bank, [name], functools.partial(mmready.draw, bank), variants=4)
    texts = {item.variant.text for item in group.items}
    assert len(texts) == len(group.items)
    root = ElementTree.fromstring(export_questions([group], "moodle")[0])
    assert (root[0].findtext("category/text") or "").endswith(f"/{name}") is (len(group.items) > 1)
    assert [each.findtext("idnumber") for each in root[1:]] == [item.name for item in group.items]


@pytest.mark.parametrize(("points", "shown"), [(1, "100"), (0, "0"), (-1, "-100"), (1 / 3, "33.33333"), (0.45, "50")])
def test_points_become_the_nearest_grade_of_moodle(points: float, shown: str):
    assert grade_of(points) == shown


# -- QTI: the rules of the information model that a system relies on --------------------------------------------------

BLOCKS = {"p", "pre", "ul", "ol", "table", "div", "blockquote", "hr"}
INTERACTIONS = {
    "choiceInteraction": ("identifier", {"single", "multiple"}),
    "orderInteraction": ("identifier", {"ordered"}),
    "inlineChoiceInteraction": ("identifier", {"single"}),
    "textEntryInteraction": ("float string", {"single"}),
}


def old_name(tag: str) -> str:
    """A name of QTI 3.0 as that of 2.1."""
    name = tag.rpartition("}")[2]
    if not name.startswith("qti-"):
        return name
    first, *rest = name.removeprefix("qti-").split("-")
    return first + "".join(word.capitalize() for word in rest)


def old_attribute(element: ElementTree.Element, name: str) -> str:
    return element.get(name) or element.get(re.sub(r"[A-Z]", lambda found: "-" + found.group().lower(), name)) or ""


@pytest.mark.parametrize("to", list(QTI))
def test_a_qti_package_lists_all_its_files(to: str, exported: Exports):
    files = unzipped(exported(to)[0])
    manifest = ElementTree.fromstring(files["imsmanifest.xml"])
    words = EDITIONS[QTI[to]]
    assert manifest.tag == f"{{{words.package}}}manifest"
    hrefs = {file.get("href") for file in manifest.iter(f"{{{words.package}}}file")}
    assert hrefs == set(files) - {"imsmanifest.xml"}
    resources = list(manifest.iter(f"{{{words.package}}}resource"))
    assert len({each.get("identifier") for each in resources}) == len(resources) == len(exported(to)[1].written)
    assert {each.get("type") for each in resources} == {words.resource}


@pytest.mark.parametrize("to", list(QTI))
def test_qti_items_declare_what_they_ask_and_score_what_they_declare(to: str, exported: Exports):
    namespace = EDITIONS[QTI[to]].namespace
    for path, source in unzipped(exported(to)[0]).items():
        if not path.endswith(".xml") or path == "imsmanifest.xml":
            continue
        item = ElementTree.fromstring(source)
        assert item.tag.startswith(f"{{{namespace}}}")
        named = [(old_name(each.tag), each) for each in item.iter()]
        declared = {each.get("identifier"): each for name, each in named if name == "responseDeclaration"}
        asked = [(name, each) for name, each in named if name in INTERACTIONS]
        assert {old_attribute(each, "responseIdentifier") for _, each in asked} == set(declared), path
        for name, each in asked:
            response = declared[old_attribute(each, "responseIdentifier")]
            types, cardinalities = INTERACTIONS[name]
            assert old_attribute(response, "baseType") in types.split()
            assert response.get("cardinality") in cardinalities
            offered = {child.get("identifier") for child in each if child.get("identifier")}
            right = [value.text for value in response.iter(f"{{{namespace}}}{'qti-' if to == 'qti' else ''}value")]
            assert right, path
            assert not offered or set(right) <= offered
        outcomes = {each.get("identifier") for name, each in named if name == "outcomeDeclaration"}
        used = {each.get("identifier") for name, each in named if name in ("variable", "setOutcomeValue")}
        assert used <= outcomes | set(declared)
        told = {each.get("identifier") for name, each in named if name == "modalFeedback"}
        values = {each.text for name, each in named if name == "baseValue"}
        assert told <= values | {"solution"}
        body = next(each for name, each in named if name == "itemBody")
        assert {old_name(child.tag) for child in body} <= BLOCKS | {"choiceInteraction", "orderInteraction"}
        for name, element in named:
            if name == "img":
                assert element.get("alt")
                assert f"items/{element.get('src')}" in unzipped(exported(to)[0])


@pytest.mark.parametrize("to", list(QTI))
def test_formulas_of_qti_are_mathml_with_their_latex(to: str, exported: Exports):
    sources = unzipped(exported(to)[0]).items()
    items = [source.decode() for path, source in sources if path.startswith("items/") and path.endswith(".xml")]
    assert any("http://www.w3.org/1998/Math/MathML" in source for source in items)
    assert any('encoding="application/x-tex"' in source for source in items)
    assert not any("\\(" in re.sub(r"<annotation.*?</annotation>", "", source) for source in items)


# -- edX -------------------------------------------------------------------------------------------------------------


def test_an_edx_course_names_every_file_once(exported: Exports):
    files = untarred(exported("olx")[0])
    roots = {path: ElementTree.fromstring(source) for path, source in files.items() if path.endswith(".xml")}
    below = {"course": "chapter", "chapter": "sequential", "sequential": "vertical", "vertical": "problem"}
    for folder, child in below.items():
        named = [
            each.get("url_name")
            for path, root in roots.items()
            if path.startswith(f"course/{folder}/")
            for each in root.findall(child)
        ]
        there = {path.split("/")[-1].removesuffix(".xml") for path in roots if path.startswith(f"course/{child}/")}
        assert len(named) == len(set(named))
        assert set(named) == there
    names = [path.split("/")[-1] for path in roots if path.count("/") == 2 and "/course/" not in path]
    assert len(names) == len(set(names))


def test_edx_problems_hold_known_responses_with_a_key(exported: Exports):
    known = {
        "multiplechoiceresponse", "choiceresponse", "numericalresponse", "formularesponse", "stringresponse",
        "optionresponse",
    }  # fmt: skip
    files = untarred(exported("olx")[0])
    for path, source in files.items():
        if "/problem/" not in path:
            continue
        root = ElementTree.fromstring(source)
        responses = [each for each in root.iter() if each.tag.endswith("response")]
        assert responses
        assert {each.tag for each in responses} <= known
        for each in responses:
            options = [*each.iter("choice"), *each.iter("option")]
            assert each.get("answer") or sum(option.get("correct", "").lower() == "true" for option in options), path
        for image in root.iter("img"):
            assert f"course{image.get('src')}" in files
        assert root.find("solution") is not None


# -- jupyterquiz -----------------------------------------------------------------------------------------------------

FORMS = {
    "multiple_choice": {"answer", "correct", "feedback"},
    "many_choice": {"answer", "correct", "feedback"},
    "numeric": {"range", "correct", "feedback", "type"},
    "string": {"answer", "correct", "feedback", "match_case", "type"},
}


def test_jupyterquiz_questions_keep_its_schema(exported: Exports):
    questions = json.loads(exported("jupyterquiz")[0])
    assert questions
    for question in questions:
        assert set(question) == {"question", "type", "answers"}
        assert isinstance(question["question"], str)
        for answer in question["answers"]:
            assert set(answer) <= FORMS[question["type"]]
            assert isinstance(answer["feedback"], str)
            if answer.get("type") == "default":
                continue
            assert isinstance(answer["correct"], bool)
            if "range" in answer:
                low, high = answer["range"]
                assert low < high
        right = sum(answer.get("correct", False) for answer in question["answers"])
        assert right == 1 if question["type"] != "many_choice" else right


def test_jupyterquiz_texts_hold_nothing_that_it_would_read_as_its_own(exported: Exports):
    for question in json.loads(exported("jupyterquiz")[0]):
        texts = [question["question"], *(answer["feedback"] for answer in question["answers"])]
        if question["type"].endswith("choice"):
            texts += [answer["answer"] for answer in question["answers"]]
        for text in texts:
            assert "$" not in text
            assert "[" not in text
            assert "<http" not in text


# -- the key: a system that follows the file marks as mmready does ----------------------------------------------------


def test_the_ends_of_a_number_are_where_mmready_stops_too(exported: Exports):
    checked = 0
    for group in exported.groups:
        key = group.items[0].key
        field = number_field(key) if key.kind == "number" else None
        if field is None or field.loosened or checked >= 40:
            continue
        inside = [field.value + 0.98 * field.room, field.value - 0.98 * field.room] if field.room else []
        for value in (*inside, field.value if abs(field.value) < 1e9 else 0):
            assert grade(key, f"{value:.12f}").outcome == "right" or not field.room, (group.question, value)
        outside = field.value + 1.5 * field.room + (1.0 if not field.room else 0.0)
        assert grade(key, f"{outside:.12f}").outcome != "right", (group.question, outside)
        checked += 1
    assert checked


def test_right_options_are_those_of_the_key(exported: Exports):
    checked = 0
    for group in exported.groups:
        item = group.items[0]
        try:
            field = shape(item).single
        except Unfit:
            continue
        if isinstance(field, ChoiceField):
            letters = [choice.letter for choice in field.choices if choice.right]
            assert grade(item.key, letters if field.many else letters[0]).outcome == "right"
            checked += 1
        if isinstance(field, NumberField):
            assert all(not field.low <= wrong.value <= field.high for wrong in field.wrong)
    assert checked
