"""The values of trees at the sample points of their setting, kept for trees that are asked about again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmready.maths.corners import corner_points, power_points
from mmready.maths.evaluate import CannotEvaluateError, Value, evaluate, number_of
from mmready.maths.exact import UndefinedError
from mmready.maths.points import COUNT, Domain, column, sample
from mmready.maths.scalar import approximate
from mmready.maths.setting import PLAIN, Setting
from mmready.maths.tree import Node, names

Array = NDArray[Any]


def sample_values(used: tuple[str, ...], setting: Setting, nodes: tuple[Node, ...]) -> dict[str, Array]:
    """The points for these names, with further ones where absolute values and the like have corners."""
    if not used:
        return {}
    values = _sampled(used, setting)
    extra = [corner_points(nodes, used, values, setting.domains)]
    if not setting.rules.positive_bases:
        extra.append(power_points(nodes, used, setting.domains))
    extra = [more for more in extra if more]
    if not extra:
        return values
    return {name: np.concatenate([values[name], *(more[name] for more in extra)]) for name in used}


@lru_cache(maxsize=128)
def more_values(used: tuple[str, ...], setting: Setting) -> dict[str, Array]:
    """Three times as many other points, most of them positive and of middling size."""
    parts = [
        {
            name: column(7 * round_ + 3 * place + 11, _middling(setting.domains.get(name, "real"), round_))
            for place, name in enumerate(used)
        }
        if all(setting.domains.get(name) != "complex" for name in used)
        else sample(used, setting.domains)
        for round_ in range(3)
    ]
    return {name: np.concatenate([part[name] for part in parts]) for name in used}


def _middling(domain: Domain, round_: int) -> Domain:
    """The declared domain; for real numbers now and then a narrower one."""
    return ((0.0, 6.0), (-4.0, 4.0), "real")[round_] if domain == "real" else domain


@lru_cache(maxsize=512)
def _sampled(used: tuple[str, ...], setting: Setting) -> dict[str, Array]:
    return sample(used, setting.domains)


@lru_cache(maxsize=1024)
def _cached_values(node: Node, used: tuple[str, ...], setting: Setting, complex_numbers: bool) -> Value:
    return _evaluated(node, _sampled(used, setting), setting, complex_numbers)


def values_at(node: Node, values: dict[str, Array], setting: Setting, complex_numbers: bool) -> Value:
    size = next(iter(values.values())).size if values else 1
    if size == COUNT:
        return _cached_values(node, tuple(sorted(values)), setting, complex_numbers)
    return _evaluated(node, values, setting, complex_numbers)


def _evaluated(node: Node, values: Mapping[str, Array], setting: Setting, complex_numbers: bool) -> Value:
    if not values and not complex_numbers:
        known = approximate(node)
        if known is not None:
            return Value(np.array(known[:1]), np.array(known[1:]))
    value, error = evaluate(
        node,
        values,
        complex_numbers=complex_numbers,
        real_roots=setting.rules.real_roots,
        functions=setting.functions,
    )
    size = next(iter(values.values())).shape if values else (1,)
    if value.shape != size:
        value = np.broadcast_to(value, size)
    return Value(value, error if error.shape == size else np.broadcast_to(error, size))


def clearly_apart(first: Node, second: Node, setting: Setting = PLAIN, room: float = 0.0) -> bool:
    """Whether two numbers are so far apart at one point that nothing more need be asked. Made for long lists."""
    one, other = _approximately(first, setting), _approximately(second, setting)
    if not (np.isfinite(one) and np.isfinite(other)):
        return False
    return abs(one - other) > room + 1e-6 * max(1.0, abs(one), abs(other))


@lru_cache(maxsize=2048)
def _approximately(node: Node, setting: Setting) -> complex:
    used = names(node)
    try:
        values = sample(used, {**setting.domains, **{name: (0.5, 2.0) for name in used if name not in setting.domains}})
        return number_of(
            node,
            {
                name: complex(column[3]) if np.iscomplexobj(column) else float(column[3])
                for name, column in values.items()
            },
        )
    except (CannotEvaluateError, UndefinedError):
        return complex("nan")


def is_defined(node: Node, setting: Setting = PLAIN) -> bool:
    """Whether a number has a value, real or complex, at some sample point."""
    used = tuple(sorted(names(node)))
    try:
        values = _sampled(used, setting) if used else {}
        return any(np.any(np.isfinite(values_at(node, values, setting, flag).value)) for flag in (False, True))
    except CannotEvaluateError:
        return False


def sampled(first: Node, second: Node, setting: Setting = PLAIN) -> tuple[Array, Array]:
    """The real values of two trees at the sample points where both have one; empty where they cannot be evaluated."""
    used = tuple(sorted({*names(first), *names(second)}))
    try:
        values = _sampled(used, setting) if used else {}
        one, other = (np.asarray(values_at(node, values, setting, False).value) for node in (first, second))
    except CannotEvaluateError:
        return np.array([]), np.array([])
    known = np.isfinite(one) & np.isfinite(other)
    return np.real(one[known]), np.real(other[known])
