"""edX problems → drafts: choices, numbers, formulas; several fields in one problem become blanks."""

from __future__ import annotations

import re
from dataclasses import replace

from mmready.export.fields import node_of, real
from mmready.export.importers.draft import Draft, Found, Refused, broken
from mmready.export.importers.html_text import markdown_of, plain_markdown
from mmready.export.importers.numbers import as_number, shown, tolerance_mark
from mmready.export.importers.parts import FREE_TEXT, Shared, Weighed, choice
from mmready.export.importers.xml_tree import Element
from mmready.maths.tree import names

__all__ = ["read_problem"]

TEXT = frozenset(
    {"label", "description", "legend", "p", "div", "span", "h1", "h2", "h3", "h4", "ul", "ol", "table", "pre"}
)
OPTIONS = ("choice", "option")
BESIDE = frozenset({"solution", "demandhint", "script", "style"})
REASONS = {
    "stringresponse": FREE_TEXT,
    "customresponse": "its answer is marked by a script, which is not run",
    "schematicresponse": "its answer is marked by a script, which is not run",
    "coderesponse": "its answer is marked by a program of its course",
    "imageresponse": "its answer is a place in a picture",
}
PLACE = "mmreadyblank{}mmready"
PLACED = re.compile(r"mmreadyblank(\d+)mmready")
RANGE = re.compile(r"\s*([\[(])([^,]+),([^,]+)([\])])\s*")
SAMPLES = re.compile(r"\s*([\w,\s]+)@([-+.\deE,\s]+):([-+.\deE,\s]+)(?:#\d+)?\s*")


def read_problem(root: Element, file: str, name: str = "") -> list[Found]:
    """The question of a ``<problem>``."""
    if root.tag != "problem":
        raise broken(file, root.line, "not-olx", f"expected <problem>, as edX exports it, got <{root.tag}>")
    title = name or root.attributes.get("display_name", "").strip() or "question"
    responses = [each for each in root.walk() if each.tag.endswith("response")]
    if any(each.tag == "script" for each in root.walk()):
        return [Refused(title, root.line, "its numbers or its marking come from a script, which is not run")]
    if not responses:
        return [Refused(title, root.line, "it asks nothing that is marked (or its text is in edX's Markdown)")]
    hints = _hints(root)
    notes = ("hints after the third",) if len(hints) > 3 else ()
    shared = Shared(title, root.line, "", hints[:3], _solution(root), (), notes)
    return [_single(root, responses[0], shared) if len(responses) == 1 else _several(root, responses, shared)]


def _solution(root: Element) -> str:
    return "\n\n".join(markdown_of(each.inner_html()).markdown for each in root.walk() if each.tag == "solution")


def _hints(root: Element) -> tuple[str, ...]:
    found = [markdown_of(each.inner_html()).markdown for each in root.walk() if each.tag == "hint"]
    return tuple(hint for hint in found if hint)


def _single(root: Element, response: Element, shared: Shared) -> Found:
    text = markdown_of(_html(root, {id(response): ""}))
    shared = replace(shared, text=text.markdown, notes=(*shared.notes, *text.notes, *_lost(response)))
    if response.tag in ("multiplechoiceresponse", "choiceresponse"):
        return choice(shared, _options(response), response.tag == "choiceresponse")
    draft = _field(response)
    if isinstance(draft, str):
        return shared.refused(draft)
    return shared.draft(
        draft.kind, [*shared.notes, *draft.notes], answer=draft.answer, mark=draft.mark, options=draft.options,
        variables=draft.variables,
    )  # fmt: skip


def _several(root: Element, responses: list[Element], shared: Shared) -> Found:
    blanks: dict[str, Draft] = {}
    places: dict[int, str] = {}
    notes = list(shared.notes)
    variables: dict[str, str] = {}
    for response in responses:
        draft = _field(response)
        if isinstance(draft, str):
            return shared.refused(f"it has {len(responses)} fields, of which one cannot be kept: {draft}")
        variables.update(draft.variables)
        notes += [*draft.notes, *_lost(response)]
        blanks[f"b{len(blanks) + 1}"] = replace(draft, variables={}, notes=())
        places[id(response)] = PLACE.format(len(blanks))
    text = markdown_of(_html(root, places))
    made = shared.draft("blanks", [*notes, *text.notes], blanks=blanks, variables=variables)
    return replace(made, text=PLACED.sub(r"[[?b\1]]", text.markdown))


def _lost(response: Element) -> tuple[str, ...]:
    """What a response says that no question file can hold."""
    tags = {each.tag for each in response.walk()}
    options = [option for option in response.walk() if option.tag in OPTIONS]
    notes = dict.fromkeys(note for option in options for note in markdown_of(option.html()).notes)
    if "partial_credit" in response.attributes:
        notes["points for an answer that is nearly or partly right"] = None
    if "additional_answer" in tags:
        notes["a second right answer"] = None
    if "compoundhint" in tags:
        notes["what is said to several options together"] = None
    return tuple(notes)


def _html(element: Element, places: dict[int, str]) -> str:
    """The problem's HTML without solutions and inputs; what ``places`` names stands for a response."""
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child.replace("&", "&amp;").replace("<", "&lt;"))
        elif child.tag in BESIDE:
            continue
        elif id(child) in places:
            inside = "".join(each.html() for each in child.elements() if each.tag in TEXT)
            inside = re.sub(r"<(/?)(label|legend|description)[^>]*>", r"<\1p>", inside)
            parts.append(f"{inside}{places[id(child)]}")
        elif any(id(each) in places for each in child.walk()):
            parts.append(f"<{child.tag}>{_html(child, places)}</{child.tag}>")
        else:
            parts.append(child.html() if child.tag != "label" else f"<p>{child.inner_html()}</p>")
    return "".join(parts)


def _options(response: Element) -> list[Weighed]:
    found = []
    for option in response.walk():
        if option.tag not in OPTIONS:
            continue
        right = option.attributes.get("correct", "").strip().lower() == "true"
        said = [each for each in option.elements() if each.tag in ("choicehint", "optionhint")]
        feedback = next((each for each in said if each.attributes.get("selected", "true") == "true"), None)
        if feedback is None and said:
            feedback = said[0]
        words = "".join(
            each.replace("&", "&amp;").replace("<", "&lt;") if isinstance(each, str) else each.html()
            for each in option.children
            if isinstance(each, str) or each not in said
        )
        told = markdown_of(feedback.inner_html()).markdown if feedback is not None else ""
        found.append(Weighed(markdown_of(words).markdown, float(right), told))
    return found


def _field(response: Element) -> Draft | str:
    """A response as a small question, or why it is none."""
    if response.tag in ("optionresponse", "multiplechoiceresponse"):
        found = choice(Shared("", response.line, ""), _options(response) or _menu(response), many=False)
        return found if isinstance(found, Draft) else found.reason
    if response.tag == "numericalresponse":
        return _number(response)
    if response.tag == "formularesponse":
        return _formula(response)
    if response.tag == "stringresponse" and as_number(response.attributes.get("answer", "")) is not None:
        return _number(response)
    return REASONS.get(response.tag, f"mmready has no kind like edX's {response.tag}")


def _menu(response: Element) -> list[Weighed]:
    """The older way to write a list: ``options="('a','b')" correct="a"``."""
    menu = next((each for each in response.walk() if each.tag == "optioninput"), None)
    if menu is None:
        return []
    words = re.findall(r"'([^']*)'|\"([^\"]*)\"", menu.attributes.get("options", ""))
    right = menu.attributes.get("correct", "")
    return [Weighed(plain_markdown(one or two), float((one or two) == right)) for one, two in words]


def _tolerance(response: Element) -> str:
    for each in response.elements("responseparam"):
        if each.attributes.get("type") == "tolerance":
            return each.attributes.get("default", "").strip()
    return ""


def _number(response: Element) -> Draft | str:
    answer = response.attributes.get("answer", "").strip()
    notes = ("what is said to the right answer",) if response.first("correcthint") else ()
    ends = RANGE.fullmatch(answer)
    if ends:
        low, high = (real(node_of(each)) for each in (ends[2], ends[3]))
        if low is None or high is None:
            return f"its answer is no number: {answer[:40]}"
        middle, room = (low + high) / 2, abs(high - low) / 2
        return Draft("", response.line, "number", answer=shown(middle), mark=tolerance_mark(middle, room), notes=notes)
    value = real(node_of(answer))
    if value is None:
        return f"its answer is no number: {answer[:40]}"
    given = _tolerance(response)
    off = real(node_of(given.removesuffix("%") or "0"))
    if off is None:
        return f"how far off its answer may be cannot be read: {given[:40]}"
    share = {"tolerance": f"{abs(off):g}%"} if off else {}
    mark = share if given.endswith("%") else tolerance_mark(value, off)
    text = shown(value) if as_number(answer) is not None else answer
    return Draft("", response.line, "number", answer=text, mark=mark, notes=notes)


def _formula(response: Element) -> Draft | str:
    answer = response.attributes.get("answer", "").strip()
    samples = SAMPLES.fullmatch(response.attributes.get("samples", ""))
    node = node_of(answer)
    if node is None or samples is None:
        return f"its formula, or where it is compared, cannot be read: {answer[:60]}"
    letters = [name.strip() for name in samples[1].split(",")]
    lows, highs = ([as_number(each) for each in samples[place].split(",")] for place in (2, 3))
    variables = {}
    for name, low, high in zip(letters, lows, highs, strict=False):
        if low is None or high is None:
            return "where its formula is compared cannot be read"
        variables[name] = f"real({shown(low)}, {shown(high)})" if low < high else "positive" if low > 0 else "real"
    if not set(names(node)) <= set(variables):
        return f"its formula holds names that it does not declare: {answer[:60]}"
    return Draft("", response.line, "expression", answer=answer, variables=variables)
