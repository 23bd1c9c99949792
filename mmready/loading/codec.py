"""Frozen dataclasses to JSON values and back, by their type hints alone.

A dataclass becomes an object that leaves out fields with their default value; a tuple becomes a list. What comes back
equals what went in.
"""

from __future__ import annotations

import dataclasses
import sys
import types
from collections.abc import Callable, Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

__all__ = ["decode", "encode"]

PLAIN = frozenset({"str", "int", "bool", "Any", "str | None", "int | None"})  # as they stand in the text of a class
T = TypeVar("T")
Decoder = Callable[[Any], Any]


def encode(value: Any) -> Any:
    """The JSON value of a dataclass, or of what may stand in one."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = ((name, default, getattr(value, name)) for name, default in _defaults(type(value)))
        return {name: encode(item) for name, default, item in found if item != default}
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    return value


def decode(kind: type[T], data: Any) -> T:
    """The value of type ``kind`` from its JSON value. Raises KeyError or TypeError for data of another form."""
    return cast(T, _decoder(cast(Any, kind))(data))


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    found = []
    for field in dataclasses.fields(kind):
        default: Any = field.default
        if field.default_factory is not dataclasses.MISSING:
            default = field.default_factory()
        found.append((field.name, default))
    return tuple(found)


@cache
def _decoder(hint: Any) -> Decoder:
    if dataclasses.is_dataclass(hint):
        return _dataclass_decoder(cast(type, hint))
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        return _tuple_decoder(arguments)
    if origin in (Union, types.UnionType):
        return _union_decoder(arguments)
    if origin is not None and origin is not Literal and issubclass(origin, Mapping):
        item = _decoder(arguments[1])
        return lambda data: {key: item(found) for key, found in data.items()}
    if hint is float:
        return float
    return _as_it_is


def _as_it_is(data: Any) -> Any:
    return data


def _dataclass_decoder(kind: type) -> Decoder:
    decoders: dict[str, Decoder] = {}
    changed: dict[str, Decoder] = {}  # those fields that are not in JSON what they are in the dataclass

    def read(data: Any) -> Any:
        if not decoders:  # at the first use, so that a dataclass may hold its own kind
            decoders.update({name: _decoder(hint) for name, hint in _hints(kind).items()})
            changed.update({name: read for name, read in decoders.items() if read is not _as_it_is})
        parts = dict(data)
        for name, read in changed.items():
            if name in parts:
                parts[name] = read(parts[name])
        return kind(**parts)

    return read


def _hints(kind: type) -> dict[str, Any]:
    """The type hints of its fields; those in ``PLAIN`` are not evaluated, since all of them are read as they are."""
    told = {field.name: field.type for field in dataclasses.fields(kind)}
    rest = SimpleNamespace(__annotations__={name: hint for name, hint in told.items() if hint not in PLAIN})
    return dict.fromkeys(told, str) | get_type_hints(rest, vars(sys.modules[kind.__module__]))


def _tuple_decoder(arguments: tuple[Any, ...]) -> Decoder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item = _decoder(arguments[0])
        if item is _as_it_is:
            return tuple
        return lambda data: tuple([item(found) for found in data])
    items = tuple(_decoder(argument) for argument in arguments)
    return lambda data: tuple([item(found) for item, found in zip(items, data, strict=True)])


def _union_decoder(arguments: tuple[Any, ...]) -> Decoder:
    """Of the kinds that a union allows, a list can only be the tuple and an object only the dataclass."""
    several = next((_decoder(argument) for argument in arguments if get_origin(argument) is tuple), _as_it_is)
    classes = [cast(Any, argument) for argument in arguments if dataclasses.is_dataclass(argument)]
    one = _decoder(classes[0]) if classes else _as_it_is

    def read(data: Any) -> Any:
        if isinstance(data, list):
            return several(data)
        return one(data) if isinstance(data, dict) else data

    return read
