"""The widget: what is synced, how it is called, and that one script and one style hold all modules."""

from __future__ import annotations

import json
import re
from importlib import resources

import pytest

import mmready
from mmready.errors import LearnerInputError
from mmready.progress import MemoryStore
from mmready.ui.check import Check
from mmready.ui.screen import MODULES, Screen, module, script, style
from mmready.ui.shortened import shorter_script, shorter_style
from tests.ui.all_kinds import KEY, RIGHT, SOLUTION, WRONG, all_kinds_bank

BANK = all_kinds_bank()


def widget(seed=3):
    made = mmready.check("6.86x", seed=seed, bank=BANK, store=MemoryStore())
    return made, made.children[0]


def tell(screen, **command):
    """Send a command as the page would."""
    sent = []
    screen.send = lambda content, buffers=None: sent.append(content)
    screen._handle_custom_msg({"id": "1", **command}, [])
    return sent


def state(made):
    """All that is synced with the page or saved with a notebook, of every widget."""
    return json.dumps(
        [made.get_state(), *(child.get_state() for child in made.children)], default=str, ensure_ascii=False
    )


@pytest.mark.parametrize(
    ("arguments", "named", "said"),
    [
        ((), {}, "mmready.check()"),
        (("6.86x",), {}, "mmready.check('6.86x')"),
        (("6.86x",), {"seed": 3}, "mmready.check('6.86x', seed=3)"),
    ],
)
def test_name_is_the_call_that_made_it(arguments, named, said):
    assert repr(mmready.check(*arguments, bank=BANK, store=MemoryStore(), **named)) == said


def test_unknown_course_is_refused_with_those_there_are():
    with pytest.raises(LearnerInputError, match=r"6\.431x, 6\.86x"):
        mmready.check("9.99x", bank=BANK)


def test_capstone_is_not_offered_as_measured():
    with pytest.raises(LearnerInputError):
        mmready.check("capstone", bank=BANK)


def test_only_screen_draft_and_words_are_synced_besides_script_and_style():
    _, screen = widget()
    inherited = set(Screen.__mro__[1].class_traits(sync=True))
    assert set(screen.traits(sync=True)) - inherited - {"_esm", "_css", "_anywidget_id"} == {"screen", "draft", "words"}


def test_no_key_is_in_any_synced_trait_before_an_answer_and_no_solution_ever():
    made, screen = widget()
    tell(screen, do="start", courses=["6.86x"], length="thorough", see="each")
    seen = set()
    for _ in range(80):
        if screen.screen["name"] != "question":
            break
        kind = screen.screen["kind"]
        if "feedback" in screen.screen:
            tell(screen, do="next")
        else:
            assert KEY not in state(made)
            seen.add(kind)
            values = WRONG if len(seen) % 2 else RIGHT
            tell(screen, do="answer", number=screen.screen["number"], value=values[kind])
        assert SOLUTION not in state(made)
    assert len(seen) >= 8


def test_every_command_is_answered_once():
    _, screen = widget()
    (reply,) = tell(screen, do="start", courses=["6.86x"])
    assert reply == {"re": "1"}
    (reply,) = tell(screen, do="fly")
    assert "no command" in reply["error"]


def test_messages_that_are_no_commands_are_passed_over():
    _, screen = widget()
    assert tell(screen) == []


def test_script_is_one_module_with_unique_names():
    text = script()
    assert not re.search(r"^import |^export (?!default)", text, re.MULTILINE)
    sources = [file.read_text(encoding="utf-8") for file in (resources.files("mmready.ui") / "static").iterdir()]
    top = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
    names = [name for source in sources for name in top.findall(source)]
    assert len(names) > 30
    assert len(names) == len(set(names))


def test_every_module_is_small_and_in_the_list():
    folder = resources.files("mmready.ui") / "static"
    files = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".js")}
    alone = {"desk.js", "mathlive.js"}  # one has a widget of its own, one is sent with the formula editor
    assert set(files) == {*MODULES, *alone}
    assert max(text.count("\n") for text in files.values()) <= 400


def test_nothing_is_loaded_from_the_network():
    assert "http" not in re.sub(r"http://www\.w3\.org/\S+", "", script())
    assert not re.search(r"@import|url\(|https?:", style())


def test_style_stays_inside_the_widget():
    rules = re.sub(r"@[\w-]+[^{]*\{", "", style())
    for selectors in re.findall(r"([^{}]+)\{", rules):
        for selector in re.split(r",(?![^(]*\))", selectors):
            assert ".mmr" in selector, selector


def test_check_is_a_widget_with_its_screen_inside():
    made, screen = widget()
    assert isinstance(made, Check)
    assert isinstance(screen, Screen)
    assert repr(screen) == "Screen(start)"


def test_script_and_style_leave_room_in_a_saved_notebook():
    assert len(json.dumps([module(), style()])) < 70_000


def test_every_text_of_the_modules_stays_as_it_was_written():
    folder = resources.files("mmready.ui") / "static"
    lines = [line for name in MODULES for line in (folder / name).read_text(encoding="utf-8").splitlines()]
    code = [line for line in lines if not line.strip().startswith(("//", "/**", "import "))]
    texts = {text for line in code for text in re.findall(r'"([^"\\]*)"', line)} - {""}
    assert len(texts) > 300
    assert [text for text in texts if text not in script()] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('const a = { b: "c, d" };  // why', 'const a = { b: "c, d" };  // why'),
        ('  // a remark\n  if (a === "x = 1, y") {\n    go(a, b);\n  }', "if (a==='x = 1, y'){go(a,b);}"),
        ('f("it\'s = 1", /^ {1,4}/, a / b)', 'f("it\'s = 1",/^ {1,4}/,a / b)'),
        ("const t = `a = ${b}`;", "const t = `a = ${b}`;"),
        ("return a\n+ b", "return a\n+b"),
        ('x = "\\n = 1"', 'x="\\n = 1"'),
    ],
)
def test_script_is_made_shorter_without_touching_texts_patterns_and_templates(source, expected):
    assert shorter_script(source) == expected


def test_style_is_made_shorter():
    assert shorter_style("/* why */\n.mmr a:hover, .mmr b {\n  color: red;\n  margin: 0 auto;\n}\n") == (
        ".mmr a:hover,.mmr b{color:red;margin:0 auto;}"
    )
