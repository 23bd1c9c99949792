"""The file background.yml: what learners may tell of what they know already."""

from __future__ import annotations

from collections.abc import Mapping

from mmready.domain.background import BackgroundAnswer, BackgroundQuestion
from mmready.domain.question import SUBJECTS
from mmready.domain.skill import Resource
from mmready.loading.catalogue_records import entries, identifier, line_of, only
from mmready.loading.fault_log import FaultLog, nearest
from mmready.loading.readers import Part, Reader, list_of, number, one_of_words, read_record, text, yes_no
from mmready.loading.text_yaml import MapNode, Node

__all__ = ["read_background"]

ANSWER = (
    Part("text", "its line on the screen", text, required=True),
    Part("said", "how it is told back: 'you took linear algebra'", text, required=True),
    Part("shift", "where its skills begin, in sd among entrants", number(-0.4, 0.4), required=True),
    Part("subjects", "the subjects whose skills it moves", list_of(one_of_words(*SUBJECTS))),
    Part("resources", "the resources whose skills it moves", list_of(identifier)),
)


def _answers(node: Node, log: FaultLog) -> tuple[BackgroundAnswer, ...] | None:
    if not isinstance(node, MapNode):
        log.add(node.line, "wrong-value", "expected a map (id: an answer that a learner may give)")
        return None
    found = []
    for name, below in node:
        before = len(log.faults)
        fields = read_record(below, log, ANSWER, f"answer {name!r}")
        if fields is None or len(log.faults) > before:
            continue
        if not ("subjects" in fields or "resources" in fields):
            log.add(below.line, "missing-field", f"answer {name!r} needs subjects or resources: which skills it moves")
        found.append(BackgroundAnswer(id=name, **fields))
    return tuple(found)


QUESTION = (
    Part("text", "the question on the screen", text, required=True),
    Part("several", "whether more than one answer may hold", yes_no, required=True),
    Part("answers", "what a learner may say, by id", Reader(_answers, {"type": "object"}), required=True),
)


def read_background(tree: Node, log: FaultLog, resources: Mapping[str, Resource]) -> tuple[BackgroundQuestion, ...]:
    """The questions of background.yml, in the file's order; ids of answers are unique over all of them."""
    only(tree, ("questions",), log)
    found = entries(tree, "questions", QUESTION, "question", log)
    taken: set[str] = set()
    for name, fields in found.items():
        for answer in fields["answers"]:
            line = line_of(tree, "questions", name, "answers", answer.id)
            if answer.id in taken:
                log.add(line, "repeated-answer", f"two answers are called {answer.id!r}; give each its own name")
            taken.add(answer.id)
            for resource in answer.resources:
                if resource not in resources:
                    message = f"resources.yml has no {resource!r}{nearest(resource, resources)}"
                    log.add(line, "unknown-resource", message)
    return tuple(BackgroundQuestion(id=name, **fields) for name, fields in found.items())
