"""Messages and their catalogues: gathered, complete, and said in the language that was asked for."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import mmready
from mmready import translating, translation
from mmready.cli import main
from mmready.errors import LearnerInputError
from mmready.report import page, words
from mmready.translation import FOLDER, decimal, languages, page_messages, read_catalogue, t, tn, wanted

ROOT = Path(__file__).parent.parent
OTHERS = languages()[1:]
PAGE = (ROOT / "docs" / "translation.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def gathered():
    return translating.gather()


@pytest.fixture
def spanish() -> Iterator[None]:
    mmready.language("es")
    yield
    translation.use(None)


def forms(message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def read(name: str):
    from babel.messages.pofile import read_po

    with (FOLDER / name / "LC_MESSAGES" / "mmready.po").open("rb") as file:
        return read_po(file, locale=name)


# -- catalogues ------------------------------------------------------------------------------------------------------


def test_template_holds_the_messages_of_the_sources(gathered):
    assert (FOLDER / "mmready.pot").read_bytes() == translating.template(gathered), "run mmready translate es"


@pytest.mark.parametrize("name", OTHERS)
def test_every_language_is_complete_and_fills_in_the_same(name, gathered):
    assert translating.complaints(gathered, read(name)) == []


@pytest.mark.parametrize("name", OTHERS)
def test_our_reader_reads_what_babel_reads(name):
    lines = (FOLDER / name / "LC_MESSAGES" / "mmready.po").read_text(encoding="utf-8").splitlines()
    ours = read_catalogue(name, lines)
    theirs = read(name)
    assert ours.messages == {
        message.id if isinstance(message.id, str) else message.id[0]: forms(message) for message in theirs if message.id
    }
    assert {ours.form(number) for number in range(200)} == set(range(theirs.num_plurals))


def test_every_message_of_the_page_script_is_gathered(gathered):
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in gathered if message.id}
    files = [file for file in (ROOT / "mmready/ui/static").glob("*.js") if file.name not in translating.ENGLISH_ONLY]
    said = [
        json.loads(f'"{found}"')
        for file in files
        for found in re.findall(r'\btn?\(\s*"((?:[^"\\]|\\.)*)"', file.read_text(encoding="utf-8"))
    ]
    assert len(said) > 100
    assert set(said) - known == set()


def test_a_message_is_never_put_together_before_it_is_looked_up():
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "mmready").rglob("*.py")}
    made = re.compile(r"""\b(?:t|tn|marked|marked_n)\(\s*f["']""")
    assert [path for path, text in texts.items() if made.search(text)] == []


MISSING = """
msgid ""
msgstr ""
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);\\n"

msgid "done"
msgstr "gotowe \\"x\\"\\n"
"i dalej"

#, fuzzy
msgid "guessed"
msgstr "może"

msgid "not yet"
msgstr ""

#: mmready/ui/static/start.js
msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "a"
msgstr[1] "b"
msgstr[2] "c"

#~ msgid "gone"
#~ msgstr "nie ma"
"""


def test_reader_leaves_out_what_is_not_translated_and_takes_any_plural():
    found = read_catalogue("pl", MISSING.splitlines())
    assert found.messages == {"done": ('gotowe "x"\ni dalej',), "{n} day": ("a", "b", "c")}
    assert found.page == {"{n} day"}
    assert [found.form(number) for number in (1, 2, 5, 11, 22)] == [0, 1, 2, 2, 1]


@pytest.mark.parametrize(
    ("message", "string", "fits"),
    [
        ("About {n}", "Unas {n}", True),
        ("About {n}", "Unas", False),
        ("{a} and {b}", "{a} y {c}", False),
        (" after {x}", "después de {x}", False),
        (("{n} day", "{n} days"), ("un día", "{n} días"), True),
        (("{x}: {n} day", "{x}: {n} days"), ("un día", "{n} días"), False),
    ],
)
def test_what_is_filled_in_is_compared(message, string, fits):
    from babel.messages.catalog import Catalog

    found, known = Catalog(), Catalog(locale="es")
    found.add(message)
    known.add(message, string)
    assert (translating.complaints(found, known) == []) is fits


# -- the choice ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({}, "en"),
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "xx_XX"}, "en"),
        ({"LANG": "es_ES", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "es_ES@euro"}, "es"),
        ({"LANGUAGE": "xx:es:en", "LANG": "en_GB"}, "es"),
        ({"LANG": "es_ES", "MMREADY_LANGUAGE": "en"}, "en"),
        ({"LANG": "en_GB", "MMREADY_LANGUAGE": "es"}, "es"),
        ({"LANG": "es_ES", "MMREADY_LANGUAGE": ""}, "es"),
    ],
)
def test_the_language_follows_the_environment(environment, name):
    assert wanted(environment) == name


def test_a_call_chooses_and_says_which_it_is(spanish):
    assert mmready.language() == "es"
    assert t("Pause") == "Pausa"
    assert mmready.language("en") == "en"
    assert t("Pause") == "Pause"


def test_a_language_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(LearnerInputError, match="'xx'; choose from en, es"):
        mmready.language("xx")
    assert mmready.language() == "en"


def test_english_reads_no_catalogue_and_babel_is_never_needed():
    program = (
        "import sys, mmready, mmready.ui.check; from mmready.translation import t; t('Pause');"
        "assert 'babel' not in sys.modules; mmready.language('es'); assert t('Pause') == 'Pausa';"
        "assert 'babel' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_the_environment_decides_at_the_first_message():
    program = "import mmready; print(mmready.judge('2x', '-2x').feedback)"
    environment = {"MMREADY_LANGUAGE": "es", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, env=environment)
    assert done.stdout.strip() == "No es correcto: mira los signos."


# -- words -----------------------------------------------------------------------------------------------------------


def test_english_stays_as_it_is_written():
    assert t("not a message: {x}") == "not a message: {x}"
    assert t("{n}%", n=5) == "5%"
    assert [tn("{n} day", "{n} days", n) for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert (decimal(1.5), words.money(1500)) == ("1.5", "$1,500")
    assert page_messages() == {"lang": "en"}


def test_spanish_says_numbers_days_and_lists_its_own_way(spanish):
    assert words.hours(1, 1.5) == "1–1,5 horas"
    assert words.day("2026-11-22") == "22 de noviembre de 2026"
    assert words.joined(["a", "b", "c"]) == "a, b y c"
    assert words.chance(0.62) == "62\u00a0%"
    assert words.money(1500) == "1\u00a0500\u00a0$"
    assert [tn("{n} day", "{n} days", n) for n in (0, 1, 2)] == ["0 días", "1 día", "2 días"]


def test_the_page_gets_its_own_messages_and_the_form_of_each_number(spanish):
    given = page_messages()
    assert given["lang"] == "es"
    assert given["messages"]["Pause"] == ["Pausa"]
    assert given["messages"]["{n} row"] == ["{n} fila", "{n} filas"]
    assert "Not right." not in given["messages"]
    assert (len(given["forms"]), given["forms"][:3]) == (200, "101")


def test_a_report_says_its_language(spanish):
    assert '<html lang="es">' in page("Título")
    translation.use(None)
    assert '<html lang="en">' in page("Title")


def test_marking_does_not_depend_on_the_language(spanish):
    assert mmready.judge("1,5", "1.5", kind="number").outcome == "unreadable"
    assert mmready.judge("1.5", "1.5", kind="number").outcome == "right"


def test_skills_have_their_names_and_questions_stay_as_they_are(spanish):
    from mmready.api import bank_of, load_bank

    plain, named = load_bank(), bank_of(None)
    assert named.skills["double-integrals"].name == "Integrales dobles"
    assert plain.skills["double-integrals"].name == "Double integrals"
    assert (named.digest, named.questions) == (plain.digest, plain.questions)
    translation.use(None)
    assert bank_of(None) is plain


# -- for translators -------------------------------------------------------------------------------------------------


def test_commands_of_the_page_begin_a_language_and_check_it(gathered, tmp_path, monkeypatch, capsys):
    (block,) = re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL)
    commands = [shlex.split(line.partition("#")[0]) for line in block.splitlines()]
    assert len(commands) == 3
    monkeypatch.setattr(translating, "FOLDER", tmp_path)
    monkeypatch.setattr(translating, "gather", lambda: gathered)
    monkeypatch.setattr(translation, "FOLDER", tmp_path)
    assert [word for word in commands[0] if word != "mmready"] == ["translate", "fr"]
    assert main(commands[0][1:]) == 0
    path = tmp_path / "fr" / "LC_MESSAGES" / "mmready.po"
    text = path.read_text(encoding="utf-8")
    assert 'msgid "Pause"\nmsgstr ""' in text
    path.write_text(text.replace('msgid "Pause"\nmsgstr ""', 'msgid "Pause"\nmsgstr "Pauser"'), encoding="utf-8")
    assert main(commands[1][1:]) == 1
    told = capsys.readouterr().out
    assert "not translated: 'Answer'" in told
    assert "not translated: 'Pause'" not in told
    assert main(commands[0][1:]) == 0  # what was translated stays
    assert '"Pauser"' in path.read_text(encoding="utf-8")
    setting, *command = commands[2]
    assert wanted(dict([setting.split("=")])) == "fr"
    assert command[:2] == ["mmready", "ask"]


def test_a_language_that_nobody_knows_is_refused(gathered, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(translating, "FOLDER", tmp_path)
    monkeypatch.setattr(translating, "gather", lambda: gathered)
    assert main(["translate", "qq"]) == 2
    assert "no language" in capsys.readouterr().err
