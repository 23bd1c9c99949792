"""Choice questions: which options are right on a draw, which are shown, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase

from mmready.domain.question import OptionText
from mmready.domain.variant import AnswerKey, Option
from mmready.sampling.chance import shuffled
from mmready.sampling.showing import Showing
from mmready.sampling.world import World

__all__ = ["Choice", "choice_key", "two_alike"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a file says of one choice, and the dotted path where it says so (empty for the question itself)."""

    kind: str
    options: tuple[OptionText, ...]
    pick: int = 0
    keep_order: bool = False
    path: str = ""

    def at(self, part: str) -> str:
        """The dotted path of a part."""
        return f"{self.path}.{part}" if self.path else part


def two_alike(showing: Showing, choice: Choice) -> bool:
    """Whether two options read the same, or come to the same, on this draw."""
    seen: set[str] = set()
    for place, option in enumerate(choice.options):
        text = showing.text(option.text, choice.at(f"options.{place}.text"))
        looks = {" ".join(text.split())}
        if "{{ " in option.text:
            looks.add("value " + showing.signature(option.text))
        if seen & looks:
            return True
        seen |= looks
    return False


def choice_key(world: World, showing: Showing, choice: Choice, seed: int) -> tuple[tuple[Option, ...], AnswerKey]:
    """The options in the order of the screen, and the key; letters follow the file."""
    right = [_is_right(world, choice, place) for place in range(len(choice.options))]
    if choice.kind == "one-choice" and sum(right) != 1:
        drawn = ", ".join(world.drawn)
        message = f"exactly one option has to be right on every draw of {drawn or 'it'}; here {sum(right)} are"
        with world.recipe.at(choice.at("options"), world.drawn):
            raise ValueError(message)
    key = (world.recipe.template.id, seed, choice.path, "options")
    order = _order(choice, _shown(choice, right, key), key)
    options = tuple(
        Option(ascii_lowercase[place], showing.text(choice.options[place].text, choice.at(f"options.{place}.text")))
        for place in order
    )
    feedback = {
        ascii_lowercase[place]: showing.text(choice.options[place].feedback, choice.at(f"options.{place}.feedback"))
        for place in sorted(order)
        if choice.options[place].feedback
    }
    return options, AnswerKey(
        question=world.recipe.template.id,
        seed=seed,
        kind=choice.kind,
        right=tuple(ascii_lowercase[place] for place in sorted(order) if right[place]),
        shown=tuple(option.letter for option in options),
        option_feedback=feedback,
    )


def _is_right(world: World, choice: Choice, place: int) -> bool:
    said = choice.options[place].right
    if said in ("yes", "no"):
        return said == "yes"
    path = choice.at(f"options.{place}.right")
    with world.recipe.at(path, world.drawn):
        return world.truth(world.recipe.tree(said, path))


def _shown(choice: Choice, right: list[bool], key: tuple[object, ...]) -> list[int]:
    """The places of the options to show: all, or ``pick`` of them, with a right one among them if there is any."""
    places = list(range(len(choice.options)))
    count = choice.pick or len(places)
    if count >= len(places):
        return places
    kept = [place for place in places if choice.options[place].last]
    mixed = shuffled([place for place in places if place not in kept], *key, "pick")
    first = [place for place in mixed if right[place]][: 0 if any(right[place] for place in kept) else 1]
    rest = [place for place in mixed if place not in first]
    if choice.kind == "one-choice":
        rest = [place for place in rest if not right[place]]
    return sorted([*kept, *first, *rest][:count])


def _order(choice: Choice, places: list[int], key: tuple[object, ...]) -> list[int]:
    if choice.keep_order:
        return places
    last = [place for place in places if choice.options[place].last]
    return [*shuffled([place for place in places if place not in last], *key), *last]
