"""Values behave as frozen dataclasses of the standard library do; only their methods are not generated."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from functools import cached_property
from typing import Any

import pytest

from mmready import values
from mmready.domain.variant import Option

Decorator = Callable[..., Callable[[type], Any]]


def point(decorator: Decorator, **more: bool) -> Any:
    @decorator(**{"frozen": True, "slots": True, **more})
    class Point:
        """A place with a note that is not compared."""

        x: int
        y: int = 0
        tags: list[str] = dataclasses.field(default_factory=list)
        note: str = dataclasses.field(default="", compare=False, repr=False)

    return Point


OURS, STANDARD = point(values.dataclass), point(dataclasses.dataclass)
CALLS = [
    ((1,), {}),
    ((1, 2), {}),
    ((1, 2, ["a"]), {"note": "n"}),
    ((), {"x": 3, "tags": ["b"]}),
    ((), {}),
    ((1,), {"x": 2}),
    ((1, 2, [], "", 5), {}),
    ((1,), {"z": 2}),
]


def outcome(kind: Any, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
    try:
        return dataclasses.asdict(kind(*given, **named))
    except TypeError:
        return TypeError


@pytest.mark.parametrize(("given", "named"), CALLS)
def test_arguments_are_taken_and_refused_as_by_the_standard_decorator(given, named):
    assert outcome(OURS, given, named) == outcome(STANDARD, given, named)


@pytest.mark.parametrize(
    ("given", "named", "words"),
    [
        ((), {}, "needs the argument 'x'"),
        ((1,), {"x": 2}, "got the argument 'x' twice"),
        ((1, 2, [], "", 5), {}, "at most 4 arguments, got 5"),
        ((1,), {"z": 2}, "no argument 'z'; it has x, y, tags, note"),
    ],
)
def test_refused_arguments_are_named(given, named, words):
    with pytest.raises(TypeError, match=words):
        OURS(*given, **named)


def test_text_equality_and_hash_follow_the_fields_that_take_part():
    assert repr(OURS(1, 2, ["a"], note="n")) == repr(STANDARD(1, 2, ["a"], note="n"))
    assert OURS(1, note="a") == OURS(1, note="b") != OURS(2)
    assert OURS(1) != STANDARD(1)
    assert hash(Option("a", "x")) == hash(Option("a", "x"))
    assert {Option("a", "x"), Option("a", "x"), Option("b", "x")} == {Option("a", "x"), Option("b", "x")}
    with pytest.raises(TypeError, match="unhashable"):
        hash(OURS(1))


def test_without_eq_a_value_equals_only_itself():
    kind = point(values.dataclass, eq=False)
    one = kind(1)
    assert one == one
    assert one != kind(1)
    assert hash(one) != hash(kind(1))


def test_default_made_anew_for_every_value():
    first, second = OURS(1), OURS(1)
    first.tags.append("a")
    assert second.tags == []


@pytest.mark.parametrize("slots", [True, False])
def test_nothing_can_be_set_or_deleted(slots: bool):
    one = point(values.dataclass, slots=slots)(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.x = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.other = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.x
    assert one.x == 1
    assert hasattr(one, "__dict__") is not slots


def test_changed_copies_pickles_and_patterns_work():
    one = Option("a", "x")
    assert dataclasses.replace(one, text="y") == Option("a", "y")
    assert pickle.loads(pickle.dumps(one)) == one == copy.copy(one) == copy.deepcopy(one)
    match one:
        case Option(letter, text):
            assert (letter, text) == ("a", "x")
    assert [each.name for each in dataclasses.fields(Option)] == ["letter", "text"]


def test_value_without_slots_may_keep_what_it_worked_out_and_check_itself():
    @values.dataclass(frozen=True)
    class Circle:
        radius: float

        def __post_init__(self) -> None:
            if self.radius < 0:
                raise ValueError("a radius is not negative")

        def __repr__(self) -> str:
            return "a circle"

        @cached_property
        def area(self) -> float:
            return 3.0 * self.radius**2

    one = Circle(2.0)
    assert one.area == one.area == 12.0
    assert repr(one) == "a circle"
    with pytest.raises(ValueError, match="not negative"):
        Circle(-1.0)


def test_value_that_could_change_is_refused():
    with pytest.raises(TypeError, match="frozen"):
        values.dataclass(frozen=False)
