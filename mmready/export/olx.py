"""An edX course in OLX: a chapter a subject, a sequential a skill, a vertical a question with its variants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from mmready.domain.question import SUBJECTS
from mmready.export.content import picture_source
from mmready.export.item import Group, Loss, Outcome, Piece
from mmready.export.olx_problem import picture_path, problem_tree
from mmready.export.shape import Unfit, shape
from mmready.export.xml_text import add, document

__all__ = ["write_olx"]

FOLDER = "course"
RUN = "questions"


def write_olx(groups: Sequence[Group]) -> tuple[tuple[Piece, ...], tuple[Outcome, ...]]:
    """The files of a course, and how each question fared."""
    pieces: list[Piece] = []
    outcomes = []
    tree: dict[str, dict[str, dict[str, list[str]]]] = {}
    for group in groups:
        try:
            made = [(item, *problem_tree(item, shape(item))) for item in group.items]
        except Unfit as reason:
            outcomes.append(Outcome(group.question, refused=str(reason)))
            continue
        losses: dict[Loss, None] = {}
        for item, problem, lost in made:
            pieces.append(_file("problem", item.name, problem))
            losses.update(dict.fromkeys(lost))
            shown = {image.get("src", "") for image in problem.iter("img")}
            for figure in item.variant.figures:
                path = picture_path(item, figure)
                if f"/static/{path}" in shown:
                    pieces.append(Piece(f"{FOLDER}/static/{path}", picture_source(figure).encode()))
        card = group.items[0].card
        places = tree.setdefault(card.subject or "questions", {}).setdefault(card.skill, {})
        places[group.question] = [item.name for item in group.items]
        outcomes.append(Outcome(group.question, len(made), tuple(losses)))
    return (*_outline(tree), *pieces), tuple(outcomes)


def _outline(tree: dict[str, dict[str, dict[str, list[str]]]]) -> list[Piece]:
    """The course with its chapters, sequentials and verticals, each a file that names those below it."""
    root = ElementTree.Element("course", {"url_name": RUN, "org": "mmready", "course": "questions"})
    pieces = [Piece(f"{FOLDER}/course.xml", document(root))]
    order = sorted(tree, key=lambda subject: SUBJECTS.index(subject) if subject in SUBJECTS else len(SUBJECTS))
    course = _node("course", "Questions of mmready", "chapter", order)
    course.set("language", "en")
    pieces.append(_file("course", RUN, course))
    settings = (f"{FOLDER}/policies/{RUN}/{name}.json" for name in ("policy", "grading_policy"))
    pieces += [Piece(path, b"{}\n") for path in settings]
    for subject in order:
        pieces.append(_file("chapter", subject, _node("chapter", _words(subject), "sequential", tree[subject])))
        for skill, questions in tree[subject].items():
            units = {f"unit-{question}": (question, names) for question, names in questions.items()}
            pieces.append(_file("sequential", skill, _node("sequential", _words(skill), "vertical", units)))
            for unit, (question, names) in units.items():
                pieces.append(_file("vertical", unit, _node("vertical", _words(question), "problem", names)))
    return pieces


def _node(tag: str, title: str, below: str, names: Iterable[str]) -> ElementTree.Element:
    element = ElementTree.Element(tag, {"display_name": title})
    for name in names:
        add(element, below, url_name=name)
    return element


def _file(folder: str, name: str, element: ElementTree.Element) -> Piece:
    return Piece(f"{FOLDER}/{folder}/{name}.xml", document(element))


def _words(name: str) -> str:
    shown = name.replace("-", " ")
    return shown[:1].upper() + shown[1:]
