"""Files of other systems become question files with a report; no file crashes an importer."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mmready.errors import AuthorError, MMReadyError
from mmready.export import Imported, import_file, import_summary, save_imported
from mmready.export.importers.numbers import as_number, shown, tolerance_mark
from mmready.export.importers.question_text import slug
from mmready.grading import grade
from mmready.loading import read_question
from mmready.report.markdown import to_html
from mmready.sampling import draw_body

MOODLE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category"><category><text>top/maths</text></category></question>
  <question type="multichoice">
    <name><text>A prime</text></name>
    <questiontext format="html"><text><![CDATA[<p>Which of these is <b>prime</b>?</p>]]></text></questiontext>
    <generalfeedback format="html"><text>Try to divide.</text></generalfeedback>
    <single>true</single>
    <answer fraction="100" format="html"><text>7</text><feedback format="html"><text>Yes.</text></feedback></answer>
    <answer fraction="0" format="html"><text>9</text><feedback><text>Three times three.</text></feedback></answer>
    <hint format="html"><text>Look for divisors.</text></hint>
    <tags><tag><text>skill:chain-rule</text></tag><tag><text>difficulty:2</text></tag></tags>
  </question>
  <question type="numerical">
    <name><text>A third</text></name>
    <questiontext format="html"><text>Write one third as a decimal.</text></questiontext>
    <answer fraction="100"><text>0.3333</text><tolerance>0.0005</tolerance><feedback><text></text></feedback></answer>
    <answer fraction="30"><text>3</text><tolerance>0</tolerance><feedback><text>Upside down.</text></feedback></answer>
    <answer fraction="0"><text>*</text><feedback><text>No.</text></feedback></answer>
  </question>
  <question type="truefalse">
    <name><text>Sign</text></name>
    <questiontext format="plain_text"><text>A square is never negative: x &gt;= 0 &amp; real</text></questiontext>
    <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>
  </question>
  <question type="matching">
    <name><text>Derivatives</text></name>
    <questiontext format="html"><text>Match them.</text></questiontext>
    <subquestion format="html"><text>sine</text><answer><text>cosine</text></answer></subquestion>
    <subquestion format="html"><text>exp</text><answer><text>exp</text></answer></subquestion>
    <subquestion format="html"><text></text><answer><text>tangent</text></answer></subquestion>
  </question>
  <question type="cloze">
    <name><text>Sum</text></name>
    <questiontext format="html"><text><![CDATA[<p>One and one is {2:NUMERICAL:=2:0#Yes~%50%3:0#Too much\\}},
    which is {1:MULTICHOICE:=even~odd#No\\}.}.</p>]]></text></questiontext>
  </question>
  <question type="ordering">
    <name><text>Count</text></name>
    <questiontext format="html"><text>Order them.</text></questiontext>
    <answer fraction="1.0"><text>one</text></answer><answer fraction="2.0"><text>two</text></answer>
    <answer fraction="3.0"><text>three</text></answer>
  </question>
  <question type="essay"><name><text>Why</text></name><questiontext><text>Why?</text></questiontext></question>
  <question type="shortanswer"><name><text>Word</text></name><questiontext><text>Say it.</text></questiontext>
    <answer fraction="100"><text>word</text></answer></question>
</quiz>
"""
GIFT = """// numbers first
::Half:: What is one half? {#0.5:0.01}

What is the value of pi? {#3.141..3.142}.

Two plus two {=4#Right ~3#Less ~%-50%5#More} in the evening.

::Primes::[html]<p>Which are prime?</p>{ ~%50%2 ~%50%3 ~%-100%4 }

The sun is a star.{TRUE}

Match. {=one -> 1 =two -> 2}

Which equals \\{5\\}? { ~ \\= 2 + 2  = \\= 2 + 3 }

Who was it? {=nobody =no one}

Write about it. {}

Only a remark.
"""
QUIZ = [
    {
        "question": "What is $x^2$ at $x = 2$?",
        "type": "multiple_choice",
        "answers": [{"answer": "$4$", "correct": True}, {"answer": "2", "correct": False, "feedback": "Square it."}],
    },
    {
        "question": "Give one third.",
        "type": "numeric",
        "precision": 2,
        "answers": [{"value": 0.3333, "correct": True}, {"type": "default", "feedback": "No."}],
    },
    {
        "question": "Between?",
        "type": "numeric",
        "answers": [
            {"range": [1, 2], "correct": True, "feedback": "Yes."},
            {"value": 7, "correct": False, "feedback": "Far off."},
        ],
    },
    {"question": "Say it.", "type": "string", "answers": [{"answer": "word", "correct": True}]},
    {"name": "a card", "front": "?", "back": "!"},
]
PROBLEM = """<problem display_name="A slope">
  <p>The slope of \\(x^2\\) at 3 is</p>
  <numericalresponse answer="6"><label>Type it</label><responseparam type="tolerance" default="1%"/>
    <formulaequationinput/></numericalresponse>
  <solution><div class="detailed-solution"><p>It is \\(2x\\).</p></div></solution>
  <demandhint><hint>Power rule.</hint></demandhint>
</problem>"""
FORMULA = """<problem><formularesponse type="cs" samples="x,a@1,1:2,3#10" answer="2*a*x">
  <label>Slope of \\(ax^2\\)</label>
  <responseparam type="tolerance" default="1%"/><formulaequationinput/></formularesponse></problem>"""
TWO = """<problem><p>One and one is</p><numericalresponse answer="2"><textline/></numericalresponse><p>which is</p>
  <optionresponse><optioninput><option correct="True">even</option><option correct="False">odd</option></optioninput>
  </optionresponse></problem>"""
SCRIPTED = """<problem><script type="loncapa/python">x = 1</script>
  <numericalresponse answer="$x"><textline/></numericalresponse></problem>"""
BOMB = """<?xml version="1.0"?>
<!DOCTYPE quiz [
<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
]>
<quiz>&b;</quiz>"""


def file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def by_name(path: Path) -> dict[str, Imported]:
    return {each.name: each for each in import_file(path).questions}


def drawn(folder: Path, found: Imported):
    path = file(folder, found.file, found.text)
    template, body = read_question(path)
    return template, body, *draw_body(template, body, 0)


# -- what becomes of good files --------------------------------------------------------------------------------------


def test_moodle_questions_become_question_files(tmp_path: Path):
    found = by_name(file(tmp_path, "quiz.xml", MOODLE))
    assert {name: each.kind for name, each in found.items()} == {
        "A prime": "one-choice", "A third": "number", "Sign": "one-choice", "Derivatives": "blanks", "Sum": "blanks",
        "Count": "order", "Why": "", "Word": "",
    }  # fmt: skip
    assert found["A prime"].line == 4
    template, body, variant, key = drawn(tmp_path, found["A prime"])
    assert (template.skill, template.difficulty, body.hints) == ("chain-rule", 2, ("Look for divisors.",))
    assert variant.text == "Which of these is **prime**?"
    right = {option.text for option in variant.options if option.letter in key.right}
    assert right == {"7"}
    assert key.solution == "Try to divide."
    assert found["A prime"].to_do == ("minutes", "check")


def test_moodle_numbers_keep_tolerance_and_feedback(tmp_path: Path):
    found = by_name(file(tmp_path, "quiz.xml", MOODLE))["A third"]
    *_, key = drawn(tmp_path, found)
    assert grade(key, "0.3337").outcome == "right"
    assert grade(key, "0.334").outcome != "right"
    upside = grade(key, "3")
    assert (upside.points, upside.feedback) == (0.3, "Upside down.")
    assert "what is said to any other answer" in found.notes


def test_matching_cloze_and_ordering_keep_their_keys(tmp_path: Path):
    found = by_name(file(tmp_path, "quiz.xml", MOODLE))
    *_, variant, key = drawn(tmp_path, found["Derivatives"])
    answers = {
        blank.name: next(option.text for option in blank.options if option.letter in key.blanks[blank.name].right)
        for blank in variant.blanks
    }
    assert answers == {"m1": "cosine", "m2": "exp"}
    assert len(variant.blanks[0].options) == 3
    *_, variant, key = drawn(tmp_path, found["Sum"])
    assert [blank.kind for blank in variant.blanks] == ["number", "one-choice"]
    assert key.blanks["b1"].points == 2
    assert key.blanks["b1"].mistakes[0].feedback == "Too much}"
    *_, key = drawn(tmp_path, found["Count"])
    assert key.lines == ("one", "two", "three")


def test_gift_questions_become_question_files(tmp_path: Path):
    report = import_file(file(tmp_path, "quiz.gift", GIFT))
    assert [each.kind for each in report.questions] == [
        "number", "number", "one-choice", "many-choice", "one-choice", "blanks", "one-choice", "", "", "",
    ]  # fmt: skip
    assert [each.line for each in report.questions][:3] == [2, 4, 6]
    *_, variant, key = drawn(tmp_path, report.questions[2])
    assert to_html(variant.text) == "<p>Two plus two ____ in the evening.</p>"
    assert set(key.option_feedback.values()) >= {"Right", "Less", "More"}
    *_, variant, key = drawn(tmp_path, report.questions[6])
    assert variant.text == "Which equals {5}?"
    assert {option.text for option in variant.options if option.letter in key.right} == {"= 2 + 3"}
    *_, key = drawn(tmp_path, report.questions[1])
    assert grade(key, "3.1416").outcome == "right"


def test_jupyterquiz_questions_become_question_files(tmp_path: Path):
    report = import_file(file(tmp_path, "quiz.json", json.dumps(QUIZ, indent=1)))
    assert [each.kind for each in report.questions] == ["one-choice", "number", "number", "", ""]
    *_, variant, key = drawn(tmp_path, report.questions[0])
    assert variant.text == "What is $x^2$ at $x = 2$?"
    assert "Square it." in key.option_feedback.values()
    *_, key = drawn(tmp_path, report.questions[1])
    assert grade(key, "0.33").outcome == "right"
    *_, key = drawn(tmp_path, report.questions[2])
    assert grade(key, "1.9").outcome == "right"
    assert grade(key, "7").feedback == "Far off."


def test_edx_problems_become_question_files(tmp_path: Path):
    (found,) = import_file(file(tmp_path, "problem.xml", PROBLEM)).questions
    template, body, variant, key = drawn(tmp_path, found)
    assert (template.kind, body.hints, key.solution) == ("number", ("Power rule.",), "It is $2x$.")
    assert variant.text == "The slope of $x^2$ at 3 is\n\nType it"
    assert grade(key, "6.05").outcome == "right"
    (found,) = import_file(file(tmp_path, "formula.xml", FORMULA)).questions
    *_, key = drawn(tmp_path, found)
    assert grade(key, "a*x + x*a").outcome == "right"
    (found,) = import_file(file(tmp_path, "two.xml", TWO)).questions
    assert found.kind == "blanks"
    (found,) = import_file(file(tmp_path, "scripted.xml", SCRIPTED)).questions
    assert "script" in found.reason


def test_a_course_comes_as_folder_zip_or_tar(tmp_path: Path):
    folder = tmp_path / "course" / "problem"
    folder.mkdir(parents=True)
    file(folder, "one.xml", PROBLEM)
    file(folder, "two.xml", TWO)
    file(folder, "broken.xml", "<problem><p></problem>")
    packed, tarred = tmp_path / "course.zip", tmp_path / "course.tar.gz"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"course/problem/{path.name}")
    with tarfile.open(tarred, "w:gz") as archive:
        archive.add(tmp_path / "course", "course")
    for source in (tmp_path / "course", packed, tarred):
        report = import_file(source)
        assert {each.kind for each in report.kept} == {"number", "blanks"}, source
        (left,) = [each for each in report.questions if not each.file]
        assert left.line == 1
        assert "well-formed" in left.reason


def test_nothing_imported_passes_for_proved(tmp_path: Path):
    for found in import_file(file(tmp_path, "quiz.xml", MOODLE)).kept:
        _, body, *_ = drawn(tmp_path, found)
        assert "raise NotImplementedError" in body.check
        assert "check" in found.to_do


def test_the_report_says_what_was_lost_and_where(tmp_path: Path):
    text = import_summary(import_file(file(tmp_path, "quiz.xml", MOODLE)))
    assert "6 of 8 questions became question files" in text
    line = MOODLE.split("<name><text>Why").pop(0).count("\n") + 1
    assert f"quiz.xml:{line}: left, 'Why': it is marked by a person" in text
    assert "lost: what is said to any other answer" in text


def test_braces_of_a_source_never_become_placeholders(tmp_path: Path):
    text = r"::Braces:: What is \{\{ x \}\} and ## Hint? {#1}"
    (found,) = import_file(file(tmp_path, "quiz.gift", text)).questions
    *_, variant, _ = drawn(tmp_path, found)
    assert "{ { x }}" in variant.text


# -- writing ---------------------------------------------------------------------------------------------------------


def test_files_are_written_all_or_none_and_never_over_others(tmp_path: Path):
    report = import_file(file(tmp_path, "quiz.gift", GIFT))
    out = tmp_path / "drafts"
    out.mkdir()
    theirs = file(out, report.kept[-1].file, "mine")
    with pytest.raises(AuthorError, match="is there already"):
        save_imported(report, out)
    assert [path.name for path in out.iterdir()] == [theirs.name]
    paths = save_imported(report, out, force=True)
    assert len(paths) == len(report.kept) == len(list(out.iterdir()))
    assert theirs.read_text() != "mine"


# -- no file crashes an importer -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "line", "says"),
    [
        ("bomb.xml", BOMB, 3, "entities"),
        ("broken.xml", "<quiz>\n<question>\n</quiz>", 3, "well-formed"),
        ("other.xml", "<html><body/></html>", 1, "expected <quiz>"),
        ("deep.xml", "<quiz>" + "<a>" * 5000, 1, "deep"),
        ("outside.xml", '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:/etc/passwd">]>\n<quiz>&x;</quiz>', 1, "entities"),
        ("encoded.xml", b'<?xml version="1.0" encoding="klingon"?><quiz/>', 1, "well-formed|UTF-8"),
        ("broken.json", '[{"question": 1,\n', 2, "JSON"),
        ("deep.json", "[" * 100_000, 1, "JSON"),
        ("latin.json", '["é"]'.encode("latin-1"), 1, "UTF-8"),
        ("latin.gift", "Wie groß? {#1}".encode("latin-1"), 1, "UTF-8"),
        ("empty.gift", "", 1, "expected questions"),
        ("empty.xml", b"<", 1, "well-formed"),
        ("binary.txt", bytes(range(128)), 1, "binary"),
        ("fake.zip", b"PK\x03\x04 no archive", 0, "cannot be unpacked"),
        ("fake.tar.gz", b"\x1f\x8b no archive", 0, "cannot be unpacked"),
    ],
)
def test_a_bad_file_is_named_with_its_line(tmp_path: Path, name: str, content: str | bytes, line: int, says: str):
    with pytest.raises(AuthorError, match=says) as raised:
        import_file(file(tmp_path, name, content))
    (fault,) = raised.value.faults
    assert fault.file.endswith(name)
    assert fault.line == line


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path):
    with pytest.raises(AuthorError, match="cannot read it"):
        import_file(tmp_path / "none.xml")
    large = tmp_path / "large.xml"
    with large.open("wb") as out:
        out.truncate(30_000_000)
    with pytest.raises(AuthorError, match="at most 20 MB"):
        import_file(large)


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path):
    zeros = b" " * 70_000_000
    packed = tmp_path / "bomb.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("course/problem/a.xml", zeros)
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as archive:
        entry = tarfile.TarInfo("course/problem/a.xml")
        entry.size = len(zeros)
        archive.addfile(entry, io.BytesIO(zeros))
    for path in (packed, file(tmp_path, "bomb.tar.gz", gzip.compress(plain.getvalue()))):
        with pytest.raises(AuthorError, match="unpack to more"):
            import_file(path)


@pytest.mark.parametrize(
    "text",
    ["\\(" * 500_000, "&lt;ol&gt;" + "&lt;li&gt;x" * 200_000, "{1:NUMERICAL:=" * 1_300, "`" * 50_000 + "$" * 50_000],
)
@pytest.mark.parametrize("kind", ["numerical", "cloze"])
@pytest.mark.timeout(60)
def test_no_text_keeps_an_importer_busy_for_long(text: str, kind: str, tmp_path: Path):
    source = (
        f'<quiz><question type="{kind}"><name><text>long</text></name><questiontext format="html"><text>{text}</text>'
        "</questiontext><answer fraction='100'><text>1</text></answer></question></quiz>"
    )
    (found,) = import_file(file(tmp_path, "long.xml", source)).questions
    assert bool(found.file) != bool(found.reason)


SEEDS = [MOODLE, GIFT, json.dumps(QUIZ), PROBLEM, FORMULA, TWO, BOMB]


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A good file with pieces taken out, doubled or put in."""
    text = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        put = draw(
            st.sampled_from(["", "<", "}", "{", "&", "\\", "]]>", "1e999", "$", "~~~", "\0", text[start:end] * 2])
        )
        text = text[:start] + put + text[end:]
    return text.encode()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(content=spoiled() | st.binary(max_size=200), suffix=st.sampled_from([".xml", ".gift", ".json", ".zip"]))
def test_no_spoiled_file_crashes_an_importer(tmp_path: Path, content: bytes, suffix: str):
    try:
        report = import_file(file(tmp_path, f"spoiled{suffix}", content))
    except AuthorError as error:
        report, faults = None, error.faults
    if report is None:
        assert all(fault.message and fault.file for fault in faults)
        return
    import_summary(report)
    for each in report.questions:
        assert bool(each.file) != bool(each.reason)
        if each.file:
            drawn(tmp_path, each)


# -- numbers and names -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3.0), (" -4,5 ", -4.5), ("−2", -2.0), ("1e3", 1000.0), ("1,000,000", None), ("1e999", None), ("x", None)],
)
def test_numbers_are_read_as_others_write_them(text: str, value: float | None):
    assert as_number(text) == value


@pytest.mark.parametrize(
    ("value", "room", "mark"), [(3, 0, {}), (0.5, 0, {"tolerance": "0"}), (1, 0.01, {"tolerance": "0.01"})]
)
def test_tolerances_are_kept(value: float, room: float, mark: dict[str, str]):
    assert tolerance_mark(value, room) == mark


@pytest.mark.parametrize(("value", "text"), [(0.1, "0.1"), (1e-9, "1*10^(-9)"), (-12, "-12")])
def test_numbers_are_shown_without_e(value: float, text: str):
    assert shown(value) == text


@given(st.text(max_size=80))
def test_any_name_gives_a_file_name(name: str):
    assert slug(name)
    assert set(slug(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_an_unwritable_folder_is_an_error_in_words(tmp_path: Path):
    report = import_file(file(tmp_path, "quiz.gift", "What? {#1}"))
    blocked = file(tmp_path, "file", "")
    with pytest.raises(MMReadyError, match="cannot write"):
        save_imported(report, blocked / "under")


# What files that others wrote held in ways of their own, by class. None of it may be misread or lost without a word.


def one(tmp_path: Path, name: str, content: str) -> Imported:
    """The only question of a file."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    (found,) = import_file(path, skill="chain-rule").questions
    return found


@pytest.mark.parametrize(
    ("answer", "mark", "note"),
    [
        ("{#\n=3:2\n~#Not near}", "  tolerance: '2'", "what is said to any other answer"),
        ("{#=3:2 =%0%*#Not near}", "  tolerance: '2'", "what is said to any other answer"),
        ("{#=3:2 ~8#Too much}", "  - answer: '8'", ""),
    ],
)
def test_gift_number_with_wrong_answers_keeps_how_far_off_is_right(tmp_path, answer, mark, note):
    found = one(tmp_path, "a.gift", f"How many? {answer}")
    assert mark in found.text.splitlines() or mark in found.text
    assert "  tolerance: '2'" in found.text
    assert not note or note in found.notes


def test_gift_number_whose_room_cannot_be_read_is_left_with_a_reason(tmp_path):
    assert "is no number: 3:about" in one(tmp_path, "a.gift", "How many? {#3:about}").reason


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("How many are two and two? {#4}.", "How many are two and two?"),
        ("Two and two make {#4}.", "Two and two make \\_\\_\\_\\_."),
        ("It makes {~two =four} in all.", "It makes \\_\\_\\_\\_ in all."),
        ("[html]<p>How many? {#4}</p>", "How many?"),
    ],
)
def test_gift_words_behind_an_answer_leave_a_gap_only_where_one_is(tmp_path, source, text):
    assert one(tmp_path, "a.gift", source).text.split("\n---\n")[1].split("\n\n")[0].strip() == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Client<br></p><br>", "Client"),
        ("<p>one<br>two</p>", "one\\\ntwo"),
        ("<p>the <b>polio vaccine </b>and</p>", "the **polio vaccine** and"),
        ("<p>the<b> vaccine</b></p>", "the **vaccine**"),
        ("<p>no<b></b>thing</p>", "nothing"),
        ("<p>a<clarification>a hint on demand</clarification> b</p>", "a (a hint on demand) b"),
    ],
    ids=[
        "break at the end",
        "break inside",
        "blank before the end",
        "blank behind the start",
        "empty",
        "clarification",
    ],
)
def test_html_of_editors_becomes_markdown_that_shows_it(source, text):
    from mmready.export.importers.html_text import markdown_of

    assert markdown_of(source).markdown == text


EDX_NUMBER = (
    '<problem><numericalresponse answer="2" {more}><label>How many?</label>{inside}</numericalresponse></problem>'
)


@pytest.mark.parametrize(
    ("more", "inside", "note"),
    [
        ('partial_credit="list"', '<responseparam partial_answers="1"/>', "points for an answer that is nearly"),
        ("", '<additional_answer answer="3"/>', "a second right answer"),
    ],
)
def test_edx_points_and_answers_that_cannot_be_kept_are_said(tmp_path, more, inside, note):
    found = one(tmp_path, "a.xml", EDX_NUMBER.format(more=more, inside=inside + "<formulaequationinput/>"))
    assert any(note in each for each in found.notes)


def test_edx_tolerance_that_cannot_be_read_is_left_with_a_reason(tmp_path):
    inside = '<responseparam type="tolerance" default="$room"/><formulaequationinput/>'
    assert "how far off" in one(tmp_path, "a.xml", EDX_NUMBER.format(more="", inside=inside)).reason


def test_edx_pictures_and_hints_on_sets_of_options_are_said_to_be_lost(tmp_path):
    source = """<problem><choiceresponse><label>Which?</label><checkboxgroup>
    <choice correct="true"><img src="/static/a.png" alt="a circle"/> round</choice><choice correct="false">flat</choice>
    <compoundhint value="A B">Not both.</compoundhint></checkboxgroup></choiceresponse></problem>"""
    found = one(tmp_path, "a.xml", source)
    assert "left out: a picture (a circle)" in found.notes
    assert "what is said to several options together" in found.notes


MOODLE_ONE = """<quiz><question type="{kind}"><name><text>q</text></name>
<questiontext format="html">{inside}</question></quiz>"""


def test_cloze_number_with_points_for_nearly_right_has_no_mistake_that_is_its_key(tmp_path):
    text = "<text>It boils at {1:NUMERICAL:=212:0#Yes~%50%212:10#Close~100#That is in Celsius}.</text></questiontext>"
    found = one(tmp_path, "a.xml", MOODLE_ONE.format(kind="cloze", inside=text))
    assert "points for a number that is nearly right" in found.notes
    assert "answer: '100'" in found.text
    assert found.text.count("answer: '212'") == 1


def test_cloze_number_whose_room_cannot_be_read_is_left_with_a_reason(tmp_path):
    text = "<text>It is {1:NUMERICAL:=2:some}.</text></questiontext>"
    assert "how far off" in one(tmp_path, "a.xml", MOODLE_ONE.format(kind="cloze", inside=text)).reason


def test_picture_in_the_field_of_moodle_1_is_said_to_be_lost(tmp_path):
    inside = """<text>Which?</text></questiontext><image>dot.png</image><image_base64>AAAA</image_base64>
    <answer fraction="100"><text>\nright\n</text></answer><answer fraction="0"><text>wrong</text></answer>"""
    found = one(tmp_path, "a.xml", MOODLE_ONE.format(kind="multichoice", inside=inside))
    assert found.notes == ("left out: a picture",)
    assert "text: 'right'" in found.text
