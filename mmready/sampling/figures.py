"""Figures of a question: plot, points, bars, region and arrows, drawn from the numbers of one draw.

Each kind is a function from numbers to shapes in a window; the text ``alt`` stands for the picture and never tells
the key. Where ``x`` or ``y`` is left out, the window takes in all that is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmready.domain.question import FigureText, Value
from mmready.domain.variant import Figure
from mmready.maths import tree
from mmready.maths.display import plain
from mmready.maths.evaluate import CannotEvaluateError, evaluate
from mmready.maths.tree import Node
from mmready.sampling.showing import Showing
from mmready.sampling.svg import Point, Window, arrow, bar, curve, dot, picture, shape
from mmready.sampling.world import World

__all__ = ["draw_figure"]

SAMPLES = 161
COLUMNS = 121
STEP = 0.1  # of the window's height; an end that moves further within a column is an upright side
Floats = NDArray[np.float64]
Range = tuple[float, float]


def draw_figure(world: World, showing: Showing, name: str) -> Figure:
    """The picture called ``name``. What cannot be drawn is an AuthorError at its place in the file."""
    text = world.recipe.body.figures[name]
    path = f"figures.{name}"
    alt = showing.text(text.alt, f"{path}.alt", "plain")
    with world.recipe.at(f"{path}.{text.kind}", world.drawn):
        try:
            window, shapes = KINDS[text.kind](world, text, path)
        except CannotEvaluateError as error:
            raise ValueError(f"this cannot be drawn: {error}") from None
    return Figure(name, picture(window, shapes, alt), alt)


def _plot(world: World, text: FigureText, path: str) -> tuple[Window, list[str]]:
    """One curve, or several in a list; the variable is the one that they hold."""
    left, right = _range(world, text.x, f"{path}.x") or (-5.0, 5.0)
    across = np.linspace(left, right, SAMPLES)
    heights = [_along(world, node, across) for node in _parts(world, text.what, f"{path}.plot")]
    bottom, top = _range(world, text.y, f"{path}.y") or _span(np.concatenate(heights))
    window = Window(left, right, bottom, top)
    lines = [list(zip(across.tolist(), height.tolist(), strict=True)) for height in heights]
    return window, [curve(window, line, style) for style, line in enumerate(lines)]


def _points(world: World, text: FigureText, path: str) -> tuple[Window, list[str]]:
    """Points ``[[x, y], …]``."""
    table = _table(world, text.what, f"{path}.points", (2,))
    window = _window(world, text, path, table[:, 0], table[:, 1])
    return window, [dot(window, (x, y)) for x, y in table.tolist()]


def _bars(world: World, text: FigureText, path: str) -> tuple[Window, list[str]]:
    """Heights ``[h1, h2, …]`` of bars at 1, 2, …, or ``[[x, h], …]``."""
    table = _table(world, text.what, f"{path}.bars", (1, 2))
    if table.shape[1] == 1:
        table = np.column_stack([np.arange(1, len(table) + 1), table[:, 0]])
    places = np.sort(table[:, 0])
    gap = float(np.diff(places).min()) if len(places) > 1 else 1.0
    edges = np.array([places[0] - gap, places[-1] + gap])
    heights = np.append(table[:, 1], 0.0)
    window = _window(world, text, path, edges, heights, room=False)
    return window, [bar(window, x - 0.4 * gap, x + 0.4 * gap, h) for x, h in table.tolist()]


def _region(world: World, text: FigureText, path: str) -> tuple[Window, list[str]]:
    """The area between two curves ``[low, high]``, where a condition in two variables holds, or inside corners."""
    node = world.put_in(world.recipe.tree(text.what, f"{path}.region"))
    if isinstance(node, tree.Vector) and len(node.items) == 2:
        return _between(world, text, path, node.items)
    if isinstance(node, tree.Comparison | tree.Logic):
        left, right = _range(world, text.x, f"{path}.x") or (-5.0, 5.0)
        bottom, top = _range(world, text.y, f"{path}.y") or (-5.0, 5.0)
        window = Window(left, right, bottom, top)
        return window, [shape(window, _strips(world, node, window))]
    table = _table(world, text.what, f"{path}.region", (2,))
    window = _window(world, text, path, table[:, 0], table[:, 1])
    corners: list[Point] = [(x, y) for x, y in table.tolist()]
    return window, [shape(window, [corners]), curve(window, [*corners, corners[0]])]


def _between(world: World, text: FigureText, path: str, sides: tuple[Node, ...]) -> tuple[Window, list[str]]:
    left, right = _range(world, text.x, f"{path}.x") or (-5.0, 5.0)
    across = np.linspace(left, right, SAMPLES)
    low, high = (_along(world, side, across) for side in sides)
    bottom, top = _range(world, text.y, f"{path}.y") or _span(np.concatenate([low, high]))
    window = Window(left, right, bottom, top)
    good = np.isfinite(low) & np.isfinite(high)
    edges = [
        list(zip(across[good].tolist(), np.clip(side[good], bottom, top).tolist(), strict=True)) for side in (low, high)
    ]
    return window, [shape(window, [[*edges[0], *reversed(edges[1])]]), *(curve(window, edge) for edge in edges)]


def _arrows(world: World, text: FigureText, path: str) -> tuple[Window, list[str]]:
    """Arrows from the origin ``[[x, y], …]``, or from point to point ``[[x, y, x, y], …]``."""
    table = _table(world, text.what, f"{path}.arrows", (2, 4))
    if table.shape[1] == 2:
        table = np.column_stack([np.zeros_like(table), table])
    window = _window(world, text, path, table[:, [0, 2]].ravel(), table[:, [1, 3]].ravel())
    return window, [arrow(window, (a, b), (c, d)) for a, b, c, d in table.tolist()]


def _parts(world: World, value: Value, path: str) -> tuple[Node, ...]:
    node = world.put_in(world.recipe.tree(value, path))
    return node.items if isinstance(node, tree.Vector) else (node,)


def _along(world: World, node: Node, across: Floats) -> Floats:
    """The heights of a curve; nan where it has none."""
    names = tree.names(_free_of_calculus(world, node))
    if len(names) > 1:
        raise ValueError(f"a curve has one variable; this has {', '.join(names)}")
    values = {names[0]: across} if names else {}
    found = evaluate(_free_of_calculus(world, node), values).value
    return np.broadcast_to(np.real(found).astype(float), across.shape)


def _free_of_calculus(world: World, node: Node) -> Node:
    """The tree itself, or what it comes to where it holds derivatives, matrices or defined functions."""
    calls = {part.function for part in tree.walk(node) if isinstance(part, tree.Call)}
    indexed = any(isinstance(part, tree.Index | tree.Matrix) for part in tree.walk(node))
    return world.settle(node) if calls & (CALCULUS | world.recipe.functions) or indexed else node


def _table(world: World, value: Value, path: str, widths: tuple[int, ...]) -> Floats:
    """The rows of a list as numbers: shape (rows, one of ``widths``)."""
    settled = world.settle(world.recipe.tree(value, path))
    rows: Sequence[tuple[Node, ...]]
    match settled:
        case tree.Matrix(rows):
            pass
        case tree.Vector(items) if 1 in widths:
            rows = [(item,) for item in items]
        case tree.Vector(items):
            rows = [items]
        case _:
            rows = [(settled,)]
    if len(rows[0]) not in widths:
        raise ValueError(f"expected rows of {' or '.join(map(str, widths))} numbers, got {len(rows[0])}")
    return np.array([[_float(world, entry) for entry in row] for row in rows])


def _float(world: World, entry: Node) -> float:
    try:
        return float(world.number(entry))
    except TypeError:
        raise ValueError(f"expected numbers, got {plain(entry)}") from None


def _range(world: World, value: Value, path: str) -> Range | None:
    """The range ``[low, high]``, or ``None`` where none was given."""
    if not value:
        return None
    with world.recipe.at(path, world.drawn):
        low, high = _table(world, value, path, (2,))[0].tolist()
        if not low < high:
            raise ValueError(f"expected [low, high] with low < high, got {low:g} and {high:g}")
    return low, high


def _window(world: World, text: FigureText, path: str, x: Floats, y: Floats, room: bool = True) -> Window:
    left, right = _range(world, text.x, f"{path}.x") or _span(x, room)
    bottom, top = _range(world, text.y, f"{path}.y") or _span(y, room)
    return Window(left, right, bottom, top)


def _span(values: Floats, room: bool = True) -> Range:
    """A range that takes in all finite values and 0, with some room around."""
    finite = values[np.isfinite(values)]
    low, high = min(0.0, float(finite.min(initial=0.0))), max(0.0, float(finite.max(initial=0.0)))
    if low == high:
        return -1.0, 1.0
    spare = (high - low) / 10 if room else 0.0
    return low - (spare if low < 0 or room else 0), high + max(spare, (high - low) / 10)


def _strips(world: World, condition: Node, window: Window) -> list[list[Point]]:
    """The area where a condition holds, as upright strips whose ends are found by halving."""
    names = [variable.name for variable in world.recipe.variables] or list(tree.names(condition))
    if len(names) < 2:
        names = [*names, *({"x", "y"} - set(names))][:2]
    x_name, y_name = names[:2]

    def holds(x: float, y: Floats) -> NDArray[np.bool_]:
        return _holds(condition, {x_name: np.full_like(y, x), y_name: y})

    columns = np.linspace(window.left, window.right, COLUMNS)
    grid = np.linspace(window.bottom, window.top, COLUMNS)
    spans = [_spans(lambda y, x=x: holds(x, y), grid) for x in columns]  # type: ignore[misc]
    strips: list[list[Point]] = []
    for left, right, first, second in zip(columns, columns[1:], spans, spans[1:], strict=False):
        if len(first) == len(second) and not _jumps(first, second, window):
            strips += [
                [(left, a), (left, b), (right, d), (right, c)] for (a, b), (c, d) in zip(first, second, strict=True)
            ]
        else:
            middle = (left + right) / 2
            strips += [[(left, a), (left, b), (middle, b), (middle, a)] for a, b in first]
            strips += [[(middle, a), (middle, b), (right, b), (right, a)] for a, b in second]
    return strips


def _jumps(first: Sequence[Range], second: Sequence[Range], window: Window) -> bool:
    """Whether an end moves so far from one column to the next that the area has an upright side there."""
    far = STEP * (window.top - window.bottom)
    ends = ((a - c, b - d) for (a, b), (c, d) in zip(first, second, strict=True))
    return any(abs(move) > far for moves in ends for move in moves)


def _spans(holds: Callable[[Floats], NDArray[np.bool_]], grid: Floats) -> list[Range]:
    """The stretches of a column where the condition holds."""
    inside = holds(grid)
    spans: list[Range] = []
    start: float | None = float(grid[0]) if inside[0] else None
    for place in range(len(grid) - 1):
        if inside[place] == inside[place + 1]:
            continue
        edge = _edge(holds, float(grid[place]), float(grid[place + 1]), bool(inside[place]))
        if inside[place] and start is not None:
            spans.append((start, edge))
            start = None
        else:
            start = edge
    if start is not None:
        spans.append((start, float(grid[-1])))
    return spans


def _edge(holds: Callable[[Floats], NDArray[np.bool_]], low: float, high: float, low_holds: bool) -> float:
    for _ in range(2):  # finer each time; many points at once cost little more than one
        steps = np.linspace(low, high, 65)
        first_other = int(np.argmax(holds(steps) != low_holds))
        low, high = float(steps[max(0, first_other - 1)]), float(steps[first_other])
    return (low + high) / 2


def _holds(node: Node, values: dict[str, Any]) -> NDArray[np.bool_]:
    match node:
        case tree.Logic("not", (operand,)):
            return ~_holds(operand, values)
        case tree.Logic(operator, operands):
            join = np.logical_and if operator == "and" else np.logical_or
            found = _holds(operands[0], values)
            for operand in operands[1:]:
                found = join(found, _holds(operand, values))
            return found
        case tree.Comparison(operators, operands):
            sides = [np.real(evaluate(operand, values).value) for operand in operands]
            links = [COMPARE[sign](a, b) for sign, a, b in zip(operators, sides, sides[1:], strict=False)]
            shape_of = next(iter(values.values())).shape
            return np.broadcast_to(np.logical_and.reduce(np.broadcast_arrays(*links)), shape_of)
    raise ValueError("expected a condition such as y <= 1 - x")


COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "=": lambda a, b: np.isclose(a, b, atol=math.ulp(1.0)),
    "!=": np.not_equal,
}
CALCULUS = frozenset({"diff", "integrate", "sum", "product", "limit", "det", "dot", "norm", "transpose", "inverse"})
KINDS: dict[str, Callable[[World, FigureText, str], tuple[Window, list[str]]]] = {
    "plot": _plot,
    "points": _points,
    "bars": _bars,
    "region": _region,
    "arrows": _arrows,
}
