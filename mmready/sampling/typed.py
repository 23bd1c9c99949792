"""Keys of typed answers: the worked-out answer, how it is compared, and the mistakes that differ from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mmready.domain.question import MistakeText, Value
from mmready.domain.variant import AnswerKey, Domain, Mark, Mistake
from mmready.maths import tree
from mmready.maths.display import plain
from mmready.maths.tree import Node
from mmready.sampling.alike import alike
from mmready.sampling.parameters import split_arguments
from mmready.sampling.rational import NoValue
from mmready.sampling.showing import Showing
from mmready.sampling.world import World

__all__ = ["Typed", "answer_tree", "make_mark", "must_differ_fails", "shown_variables", "typed_key"]


@dataclass(frozen=True, slots=True)
class Typed:
    """What a file says of one typed answer, and the dotted path where it says so (empty for the question itself)."""

    kind: str
    answer: Value
    mark: Mapping[str, str]
    mistakes: tuple[MistakeText, ...]
    path: str = ""

    def at(self, part: str) -> str:
        """The dotted path of a part."""
        return f"{self.path}.{part}" if self.path else part


def answer_tree(world: World, typed: Typed, value: Value, path: str) -> Node:
    """The tree of an answer as its author wrote it; ``(1, 2)`` is an interval where the kind says so."""
    node = world.recipe.tree(value, path)
    if typed.kind != "interval":
        return node
    if isinstance(node, tree.Name):
        node = world.expressions.get(node.name, node)
    return _as_interval(node)


def typed_key(world: World, showing: Showing, typed: Typed, seed: int) -> AnswerKey:
    """The key of a typed answer on one draw."""
    recipe = world.recipe
    path = typed.at("answer")
    with recipe.at(path, world.drawn):
        settled = _settled(world, typed, answer_tree(world, typed, typed.answer, path))
        domains = answer_domains(world, typed.kind)
    return AnswerKey(
        question=recipe.template.id,
        seed=seed,
        kind=typed.kind,
        answer=plain(settled),
        variables=domains,
        mark=make_mark(world, typed),
        mistakes=tuple(_mistakes(world, showing, typed, settled, domains)),
        unit=showing.text(recipe.body.unit, "unit", "plain") if typed.path == "" else "",
    )


def must_differ_fails(world: World, typed: Typed) -> bool:
    """Whether a mistake that must differ from the key is the same on this draw."""
    strict = [place for place, mistake in enumerate(typed.mistakes) if mistake.must_differ]
    if not strict:
        return False
    with world.recipe.at(typed.at("answer"), world.drawn):
        key = _settled(world, typed, answer_tree(world, typed, typed.answer, typed.at("answer")))
        domains = answer_domains(world, typed.kind)
    for place in strict:
        path = typed.at(f"mistakes.{place}.answer")
        with world.recipe.at(path, world.drawn):
            wrong = _settled(world, typed, answer_tree(world, typed, typed.mistakes[place].answer, path), is_key=False)
            if alike(wrong, key, domains, typed.mark.get("up_to", "")):
                return True
    return False


def answer_domains(world: World, kind: str) -> dict[str, Domain]:
    """Where the names of an answer lie; a plain number holds none."""
    if kind == "number":
        return {}
    found: dict[str, Domain] = {}
    for variable in world.recipe.variables:
        found[variable.name] = variable.domain
        if variable.bounds and variable.domain in ("real", "positive"):
            with world.recipe.at(f"variables.{variable.name}", world.drawn):
                low, high = (float(world.number(bound)) for bound in variable.bounds)
                if not low < high:
                    raise ValueError(f"expected low < high, got {low:g} and {high:g}")
                found[variable.name] = (low, high)
    return found


def shown_variables(world: World, kind: str) -> tuple[str, ...]:
    """The names that an answer of this kind may use."""
    return () if kind == "number" else tuple(variable.name for variable in world.recipe.variables)


def make_mark(world: World, typed: Typed) -> Mark:
    """How answers are compared, with drawn values put in."""
    mark = typed.mark
    vector = None
    if "eigenvector_of" in mark:
        path = typed.at("mark.eigenvector_of")
        parts = split_arguments(mark["eigenvector_of"])
        with world.recipe.at(path, world.drawn):
            if len(parts) != 2:
                raise ValueError(f"expected a matrix and an eigenvalue, as in 'A, l'; got {mark['eigenvector_of']!r}")
            matrix, number = (plain(world.settle(world.recipe.tree(part, path))) for part in parts)
            vector = (matrix, number)
    return Mark(
        tolerance=mark.get("tolerance", ""),
        significant=int(mark["significant"]) if "significant" in mark else None,
        decimals=int(mark["decimals"]) if "decimals" in mark else None,
        up_to=mark.get("up_to", ""),
        eigenvector_of=vector,
        form=mark.get("form", ""),
        indent=mark.get("indent", "given"),
        rules=mark.get("rules", ""),
    )


def _settled(world: World, typed: Typed, node: Node, is_key: bool = True) -> Node:
    found = world.settle(node)
    if typed.kind == "matrix" and isinstance(found, tree.Vector):
        return tree.Matrix(tuple((item,) for item in found.items))
    if typed.kind == "vector" and isinstance(found, tree.Matrix) and len(found.rows) == 1:
        return tree.Vector(found.rows[0])
    fits = FORMS.get(typed.kind)
    if is_key and fits is not None and not isinstance(found, fits):
        raise ValueError(f"the answer of a {typed.kind} question came out as {plain(found)}")
    return found


def _mistakes(world: World, showing: Showing, typed: Typed, key: Node, domains: Mapping[str, Domain]) -> list[Mistake]:
    found: list[Mistake] = []
    taken = [key]
    for place, mistake in enumerate(typed.mistakes):
        path = typed.at(f"mistakes.{place}")
        with world.recipe.at(f"{path}.answer", world.drawn):
            try:
                wrong = _settled(world, typed, answer_tree(world, typed, mistake.answer, f"{path}.answer"), False)
            except NoValue:  # nobody can make this mistake on this draw
                continue
        if any(alike(wrong, other, domains, typed.mark.get("up_to", "")) for other in taken):
            continue
        taken.append(wrong)
        feedback = showing.text(mistake.feedback, f"{path}.feedback")
        found.append(Mistake(plain(wrong), feedback, float(mistake.points)))
    return found


def _as_interval(node: Node) -> Node:
    match node:
        case tree.Vector((low, high), "(" | "[" as bracket):
            return tree.Interval(low, high, bracket == "[", bracket == "[")
        case tree.SetOperation(operator, operands):
            return tree.SetOperation(operator, tuple(map(_as_interval, operands)))
    return node


FORMS: dict[str, type | tuple[type, ...]] = {
    "vector": tree.Vector,
    "matrix": tree.Matrix,
    "set": (tree.SetOf, tree.Interval, tree.SetOperation),
    "interval": (tree.Interval, tree.SetOperation, tree.SetOf),
    "equation": (tree.Comparison, tree.Logic),
    "inequality": (tree.Comparison, tree.Logic),
}
