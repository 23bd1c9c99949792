"""Frozen dataclasses of which nothing is generated: their methods look the fields up.

For every class the standard decorator writes and compiles six functions, which takes about a millisecond: a third of
what comes before a first question, in a browser more. What a first question loads takes its decorator from here; what
makes or compares many values (``maths``) takes the standard one, whose methods run faster. Type checkers read the
standard one in both. Fields, ``replace``, ``fields``, ``asdict`` and pattern matching are those of ``dataclasses``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from dataclasses import dataclass as standard
from inspect import get_annotations
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

NO_FIELDS = ("ClassVar", "InitVar", "KW_ONLY")  # hints that are not the kind of a field

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool = False, eq: bool = True) -> Callable[[type], type]:
        """A class whose instances cannot be changed, and are equal where their fields are, unless ``eq`` is off."""
        if not frozen:
            raise TypeError("a value is frozen; use dataclasses.dataclass for anything else")
        return lambda cls: _value(cls, slots, eq)


def _value(cls: type, slots: bool, eq: bool) -> type:
    made: Any = _with_fields(cls, slots)
    found = fields(made)
    made.__init__ = _init_of(made, found)
    made.__setattr__, made.__delattr__, made.__reduce__ = _no_setting, _no_deleting, _reduce
    if "__repr__" not in cls.__dict__:
        made.__repr__ = _repr
    if eq:
        compared = tuple(each.name for each in found if each.compare)
        made.__eq__, made.__hash__ = _comparison(_reader(compared))
    return made  # type: ignore[no-any-return]


def _with_fields(cls: type, slots: bool) -> Any:
    """The class with its fields, by the standard decorator.

    It looks through each hint that is a text for ``ClassVar`` and the like, which takes as long as all the rest; so it
    gets to see the hints only where one of them may be meant.
    """
    told = get_annotations(cls)
    if any(word in str(hint) for hint in told.values() for word in NO_FIELDS):
        return standard(init=False, repr=False, eq=False, slots=slots)(cls)
    cls.__annotations__ = dict.fromkeys(told, object)
    made: Any = standard(init=False, repr=False, eq=False, slots=slots)(cls)
    made.__annotations__ = told
    for name, hint in told.items():
        made.__dataclass_fields__[name].type = hint
    return made


def _init_of(made: Any, found: tuple[Field[Any], ...]) -> Callable[..., None]:
    names = tuple(each.name for each in found)
    steps = [(each.name, _setter(made, each.name), each.default, each.default_factory) for each in found]
    after = getattr(made, "__post_init__", None)

    def init(self: Any, *given: Any, **named: Any) -> None:
        if given:
            _name(made, names, given, named)
        for name, put, default, make in steps:
            value = named.pop(name, default)
            if value is MISSING:
                if not callable(make):
                    raise TypeError(f"{made.__qualname__}() needs the argument {name!r}")
                value = make()
            put(self, value)
        if named:
            raise TypeError(f"{made.__qualname__}() has no argument {next(iter(named))!r}; it has {', '.join(names)}")
        if after is not None:
            after(self)

    return init


def _setter(made: Any, name: str) -> Callable[[Any, Any], None]:
    if "__slots__" in made.__dict__:
        return getattr(made, name).__set__  # type: ignore[no-any-return]
    return lambda self, value: object.__setattr__(self, name, value)


def _name(made: Any, names: tuple[str, ...], given: tuple[Any, ...], named: dict[str, Any]) -> None:
    """Put arguments that were given by place under their names."""
    if len(given) > len(names):
        raise TypeError(f"{made.__qualname__}() takes at most {len(names)} arguments, got {len(given)}")
    for name, value in zip(names, given, strict=False):
        if name in named:
            raise TypeError(f"{made.__qualname__}() got the argument {name!r} twice")
        named[name] = value


def _reader(names: tuple[str, ...]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else lambda _: ()


def _comparison(read: Callable[[Any], Any]) -> tuple[Callable[[Any, object], bool], Callable[[Any], int]]:
    def equal(self: Any, other: object) -> bool:
        return bool(read(self) == read(other)) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(read(self))

    return equal, hashed


def _repr(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _no_setting(self: Any, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_deleting(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
    return type(self), tuple(getattr(self, each.name) for each in fields(self))
