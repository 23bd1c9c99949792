"""One draw of a question → the Variant that a learner may see, and apart from it the AnswerKey."""

from __future__ import annotations

from dataclasses import replace

from mmready.domain.question import CHOICE_KINDS, BlankText
from mmready.domain.runner import Runner
from mmready.domain.variant import AnswerKey, Blank, Figure, Mark, Option, Variant
from mmready.sampling.choices import Choice, choice_key, two_alike
from mmready.sampling.programs import (
    function_tests,
    printed_text,
    same_output,
    shown_order,
    shown_tests,
    source_mistakes,
    source_of_solution,
)
from mmready.sampling.recipe import Recipe, value_text
from mmready.sampling.showing import Showing
from mmready.sampling.space import Draw
from mmready.sampling.typed import Typed, answer_tree, make_mark, must_differ_fails, shown_variables, typed_key
from mmready.sampling.world import World

__all__ = ["accepts", "build", "shuffles"]

Drawn = tuple[Variant, AnswerKey]


def accepts(recipe: Recipe, drawn: Draw, runner: Runner | None) -> bool:
    """Whether a draw passes: its conditions hold, no two options are alike, what must differ does."""
    world = World(recipe, drawn)
    for path, condition in recipe.require:
        with recipe.at(path, drawn):
            if not world.truth(condition):
                return False
    choices, typed = _choices(recipe), _typed(recipe)
    if choices:
        showing = Showing(world)
        if any(two_alike(showing, choice) for choice in choices):
            return False
    if any(must_differ_fails(world, part) for part in typed):
        return False
    return not (recipe.template.kind == "output" and _output_mistake_is_right(world, runner))


def build(recipe: Recipe, drawn: Draw, seed: int, runner: Runner | None) -> Drawn:
    """The variant of a draw and its key; ``seed`` also decides the order of what is shuffled."""
    world = World(recipe, drawn)
    kind = recipe.template.kind
    if kind in CHOICE_KINDS:
        return _choice_question(world, seed)
    if kind == "output":
        return _output_question(world, seed, runner)
    if kind == "function":
        return _function_question(world, seed, runner)
    if kind == "order":
        return _order_question(world, seed)
    if kind == "blanks":
        return _blanks_question(world, seed)
    return _typed_question(world, seed)


def shuffles(recipe: Recipe) -> bool:
    """Whether a variant has parts whose order is drawn too."""
    return recipe.template.kind == "order" or any(not choice.keep_order or choice.pick for choice in _choices(recipe))


def _typed(recipe: Recipe) -> tuple[Typed, ...]:
    """Every typed answer that the question asks for."""
    body = recipe.body
    if body.answer:
        return (Typed(recipe.template.kind, body.answer, body.mark, body.mistakes),)
    return tuple(
        Typed(blank.kind, blank.answer, blank.mark, blank.mistakes, f"blanks.{name}")
        for name, blank in body.blanks.items()
        if blank.kind not in CHOICE_KINDS
    )


def _choices(recipe: Recipe) -> tuple[Choice, ...]:
    """Every choice that the question asks for."""
    body = recipe.body
    if body.options:
        return (Choice(recipe.template.kind, body.options, int(body.pick or 0), body.keep_order),)
    return tuple(_blank_choice(name, blank) for name, blank in body.blanks.items() if blank.kind in CHOICE_KINDS)


def _blank_choice(name: str, blank: BlankText) -> Choice:
    return Choice(blank.kind, blank.options, path=f"blanks.{name}")


def _output_mistake_is_right(world: World, runner: Runner | None) -> bool:
    mistakes = world.recipe.body.mistakes
    strict = [place for place, mistake in enumerate(mistakes) if mistake.must_differ]
    if not strict:
        return False
    showing = Showing(world)
    program = showing.text(world.recipe.body.program, "program", "code")
    printed = printed_text(world.recipe, program, runner)
    texts = (showing.text(value_text(mistakes[place].answer), f"mistakes.{place}.answer", "code") for place in strict)
    return any(same_output(text, printed) for text in texts)


def _common(world: World, showing: Showing, seed: int) -> Variant:
    """What all kinds have: text, hints, figures."""
    template, body = world.recipe.template, world.recipe.body
    return Variant(
        question=template.id,
        seed=seed,
        kind=template.kind,
        skill=template.skill,
        subject=template.subject,
        text=showing.text(body.text, "text"),
        minutes=template.minutes,
        figures=_figures(world, showing),
        hints=tuple(showing.text(hint, f"hints.{place}") for place, hint in enumerate(body.hints)),
    )


def _figures(world: World, showing: Showing) -> tuple[Figure, ...]:
    if not world.recipe.body.figures:
        return ()
    from mmready.sampling.figures import draw_figure

    return tuple(draw_figure(world, showing, name) for name in world.recipe.body.figures)


def _solution(world: World, showing: Showing) -> str:
    return showing.text(world.recipe.body.solution, "solution")


def _typed_question(world: World, seed: int) -> Drawn:
    typed = _typed(world.recipe)[0]
    showing = Showing(world, answer_tree(world, typed, typed.answer, "answer"))
    key = typed_key(world, showing, typed, seed)
    seen = Showing(world)  # the text must not name the answer
    variant = replace(
        _common(world, seen, seed),
        variables=shown_variables(world, typed.kind),
        unit=seen.text(world.recipe.body.unit, "unit"),
        rules=world.recipe.body.mark.get("rules", ""),
    )
    return variant, replace(key, solution=_solution(world, showing))


def _choice_question(world: World, seed: int) -> Drawn:
    showing = Showing(world)
    options, key = choice_key(world, showing, _choices(world.recipe)[0], seed)
    return replace(_common(world, showing, seed), options=options), replace(key, solution=_solution(world, showing))


def _output_question(world: World, seed: int, runner: Runner | None) -> Drawn:
    recipe = world.recipe
    program = Showing(world).text(recipe.body.program, "program", "code").removesuffix("\n")
    printed = printed_text(recipe, program, runner)
    seen = Showing(world, words={"program": program})
    told = Showing(world, words={"program": program, "answer": printed})
    key = AnswerKey(
        question=recipe.template.id,
        seed=seed,
        kind="output",
        answer=printed,
        mistakes=tuple(source_mistakes(recipe, told, recipe.body.mistakes, printed)),
        solution=_solution(world, told),
    )
    return _common(world, seen, seed), key


def _function_question(world: World, seed: int, runner: Runner | None) -> Drawn:
    recipe, showing = world.recipe, Showing(world)
    solution = _solution(world, showing)
    source = source_of_solution(recipe, solution)
    tests = function_tests(recipe, showing, source, runner)
    signature = showing.text(recipe.body.function, "function", "code")
    variant = replace(
        _common(world, showing, seed),
        function=signature,
        starter=showing.text(recipe.body.starter, "starter", "code"),
        tests=shown_tests(tests),
        hidden_tests=sum(test.hidden for test in tests),
        imports=recipe.body.imports,
    )
    key = AnswerKey(
        question=recipe.template.id,
        seed=seed,
        kind="function",
        answer=source,
        mark=make_mark(world, Typed("function", "", recipe.body.mark, ())),
        mistakes=tuple(source_mistakes(recipe, showing, recipe.body.mistakes, source)),
        function=signature,
        tests=tests,
        imports=recipe.body.imports,
        solution=solution,
    )
    return variant, key


def _order_question(world: World, seed: int) -> Drawn:
    recipe, showing = world.recipe, Showing(world)
    body = recipe.body
    lines = tuple(showing.text(line, f"lines.{place}", "code") for place, line in enumerate(body.order_lines))
    key = AnswerKey(
        question=recipe.template.id,
        seed=seed,
        kind="order",
        mark=make_mark(world, Typed("order", "", body.mark, ())),
        mistakes=tuple(source_mistakes(recipe, showing, body.mistakes, "\n".join(lines))),
        lines=lines,
        extra=tuple(showing.text(line, f"extra.{place}", "code") for place, line in enumerate(body.extra)),
        free=body.free,
        solution=_solution(world, showing),
    )
    key = replace(key, shown=shown_order(key))
    variant = _common(world, showing, seed)
    return replace(variant, lines=key.shown, indent_asked=key.mark.indent == "asked"), key


def _blanks_question(world: World, seed: int) -> Drawn:
    showing = Showing(world)
    blanks: list[Blank] = []
    keys: dict[str, AnswerKey] = {}
    typed = {part.path: part for part in _typed(world.recipe)}
    for name, blank in world.recipe.body.blanks.items():
        path = f"blanks.{name}"
        options: tuple[Option, ...] = ()
        if path in typed:
            key = typed_key(world, showing, typed[path], seed)
        else:
            options, key = choice_key(world, showing, _blank_choice(name, blank), seed)
        blanks.append(Blank(name, blank.kind, options, () if options else shown_variables(world, blank.kind)))
        keys[name] = replace(key, points=float(blank.points))
    key = AnswerKey(
        question=world.recipe.template.id,
        seed=seed,
        kind="blanks",
        mark=Mark(),
        blanks=keys,
        solution=_solution(world, showing),
    )
    return replace(_common(world, showing, seed), blanks=tuple(blanks)), key
