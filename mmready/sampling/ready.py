"""Questions read for drawing, kept so that the next draw starts at once; and the draw that a seed stands for."""

from __future__ import annotations

from collections import OrderedDict

from mmready.domain.question import QuestionBody, QuestionTemplate
from mmready.domain.runner import Runner
from mmready.sampling.build import accepts, shuffles
from mmready.sampling.recipe import Recipe
from mmready.sampling.space import Draw
from mmready.sampling.walk import Walk

__all__ = ["count_variants", "find_draw"]

KEPT = 600

# by identity of the body: what is kept follows from the body alone, so no call can see what another one did
_kept: OrderedDict[int, tuple[QuestionBody, Recipe, Walk]] = OrderedDict()


def find_draw(
    template: QuestionTemplate, body: QuestionBody, seed: int, runner: Runner | None
) -> tuple[Recipe, Draw, int]:
    """The question, the draw of a seed, and the earlier seed that it stands for where draws come again.

    Raises AuthorError where no draw passes in 200 tries.
    """
    recipe, walk = _ready(template, body, runner)
    found = walk.draw(seed, shuffles(recipe))
    if found is None:
        raise recipe.fault("require", "no draw passed in 200 tries; widen the parameters or loosen the conditions")
    return (recipe, *found)


def count_variants(
    template: QuestionTemplate, body: QuestionBody, limit: int, runner: Runner | None = None
) -> int | None:
    """After how many seeds variants come again, if that is no more than ``limit``; else ``None``."""
    recipe, walk = _ready(template, body, runner)
    return walk.variants(limit, shuffles(recipe))


def _ready(template: QuestionTemplate, body: QuestionBody, runner: Runner | None) -> tuple[Recipe, Walk]:
    known = _kept.get(id(body))
    if known is None or known[0] is not body or known[1].template != template:
        recipe = Recipe(template, body)
        with recipe.at("parameters"):
            known = (body, recipe, Walk(template.id, recipe.space))
        _kept[id(body)] = known
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    _, recipe, walk = known
    walk.accepts = lambda drawn: accepts(recipe, drawn, runner)
    return recipe, walk
