"""A small picture with axes as SVG source: 216 px wide, one ink (``currentColor``), no ids, no scripts, no fonts.

Where both axes run over lengths of about the same size, a unit is equally long on both: right angles look right.

Everything here is geometry in the picture's own coordinates; what is drawn comes in as numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

__all__ = ["Window", "arrow", "bar", "curve", "dot", "picture", "shape"]

WIDTH, HEIGHT = 216, 204
LOWEST, HIGHEST = 110, 300  # heights between which a picture may be to keep its units equal
MARGIN, LABELS_LEFT, LABELS_BELOW = 14, 30, 20
NEAR, FEW = 3, 3
DASHES = ("", "6 4", "2 3", "8 3 2 3")
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the plane that is shown."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def edge(self) -> int:
        """Pixels left of the plot: room for numbers where the vertical axis stands at its edge."""
        return LABELS_LEFT if self.left >= 0 else MARGIN

    @property
    def foot(self) -> int:
        """Pixels below the plot: room for numbers where the horizontal axis stands at its edge."""
        return LABELS_BELOW if self.bottom >= 0 else MARGIN

    @property
    def height(self) -> float:
        """Pixels from top to bottom of the picture."""
        unit = (WIDTH - self.edge - MARGIN) / (self.right - self.left)
        equal = unit * (self.top - self.bottom) + self.foot + MARGIN
        return round(equal) if LOWEST <= equal <= HIGHEST else HEIGHT

    def across(self, x: float) -> float:
        """Pixels from the left edge."""
        return self.edge + (x - self.left) / (self.right - self.left) * (WIDTH - self.edge - MARGIN)

    def down(self, y: float) -> float:
        """Pixels from the upper edge."""
        return MARGIN + (self.top - y) / (self.top - self.bottom) * (self.height - self.foot - MARGIN)

    def at(self, point: Point) -> str:
        """The point as coordinates of the picture."""
        return f"{_px(self.across(point[0]))} {_px(self.down(point[1]))}"


def picture(window: Window, shapes: Iterable[str], alt: str) -> str:
    """The whole picture: grid, shapes, axes with numbers, and the text that stands for it."""
    inner = [*_grid(window), *shapes, *_axes(window)]
    words = escape(alt, quote=True)
    size = f'viewBox="0 0 {WIDTH} {window.height}" width="{WIDTH}" height="{window.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{words}" '
        f'font-family="inherit" font-size="12"><title>{words}</title>' + "".join(inner) + "</svg>"
    )


def curve(window: Window, points: Sequence[Point], style: int = 0) -> str:
    """A line through points; it breaks where they leave the window, jump over it, or are no numbers."""
    path, pen = "", ""
    jumps = _jumps(window, points)
    for (start, end), jump in zip(pairwise(points), jumps, strict=True):
        piece = None if jump else _clipped(window, start, end)
        if piece is None:
            continue
        first, last = window.at(piece[0]), window.at(piece[1])
        path += f"L{last}" if first == pen else f"M{first}L{last}"
        pen = last
    dash = f' stroke-dasharray="{DASHES[style % len(DASHES)]}"' if style % len(DASHES) else ""
    return f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="2"{dash}/>'


def shape(window: Window, outlines: Iterable[Sequence[Point]]) -> str:
    """Filled areas, each given by its corners."""
    path = "".join("M" + "L".join(window.at(corner) for corner in outline) + "Z" for outline in outlines)
    return f'<path d="{path}" fill="currentColor" fill-opacity=".22"/>'


def dot(window: Window, point: Point) -> str:
    """A point, as a small disc."""
    return (
        f'<circle cx="{_px(window.across(point[0]))}" cy="{_px(window.down(point[1]))}" r="3.5" fill="currentColor"/>'
    )


def bar(window: Window, left: float, right: float, height: float) -> str:
    """A bar from the horizontal axis to ``height``."""
    corners = [(left, 0.0), (left, height), (right, height), (right, 0.0)]
    path = "M" + "L".join(window.at(corner) for corner in corners) + "Z"
    return f'<path d="{path}" fill="currentColor" fill-opacity=".22" stroke="currentColor" stroke-width="1.5"/>'


def arrow(window: Window, start: Point, end: Point) -> str:
    """An arrow with its head at ``end``."""
    x0, y0, x1, y1 = window.across(start[0]), window.down(start[1]), window.across(end[0]), window.down(end[1])
    length = math.hypot(x1 - x0, y1 - y0)
    if length < 1e-9:
        return dot(window, end)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    back_x, back_y = x1 - 9 * ux, y1 - 9 * uy
    wings = [(back_x - 4 * uy, back_y + 4 * ux), (back_x + 4 * uy, back_y - 4 * ux)]
    head = f"M{_px(x1)} {_px(y1)}" + "".join(f"L{_px(x)} {_px(y)}" for x, y in wings) + "Z"
    shaft = f"M{_px(x0)} {_px(y0)}L{_px(back_x)} {_px(back_y)}"
    return f'<path d="{shaft}" stroke="currentColor" stroke-width="2"/><path d="{head}" fill="currentColor"/>'


def _grid(window: Window) -> list[str]:
    columns = [
        f"M{_px(window.across(x))} {MARGIN}V{window.height - window.foot}" for x in _ticks(window.left, window.right)
    ]
    rows = [f"M{window.edge} {_px(window.down(y))}H{WIDTH - MARGIN}" for y in _ticks(window.bottom, window.top)]
    return [f'<path d="{"".join(columns + rows)}" stroke="currentColor" stroke-opacity=".15" fill="none"/>']


def _axes(window: Window) -> list[str]:
    across = window.down(min(max(0.0, window.bottom), window.top))
    down = window.across(min(max(0.0, window.left), window.right))
    lines = f"M{window.edge - 6} {_px(across)}H{WIDTH - 4}M{_px(down)} {window.height - window.foot + 6}V4"
    found = [f'<path d="{lines}" stroke="currentColor" stroke-opacity=".6" fill="none"/>']
    found += [
        _label(window.across(x), min(across + 14, window.height - 2), x, "middle")
        for x in _ticks(window.left, window.right)
        if abs(window.across(x) - down) > NEAR
    ]
    found += [
        _label(down - 5, window.down(y) + 4, y, "end")
        for y in _ticks(window.bottom, window.top)
        if abs(window.down(y) - across) > NEAR
    ]
    return found


def _label(x: float, y: float, number: float, anchor: str) -> str:
    words = f"{number:g}".replace("-", "−")
    # a rim of paper keeps a number readable where a line runs through it
    rim = 'stroke="var(--mm-paper, Canvas)" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    return f'<text x="{_px(x)}" y="{_px(y)}" text-anchor="{anchor}" fill="currentColor" {rim}>{words}</text>'


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers from low to high, some three to nine of them."""
    rough = (high - low) / 8
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough * 0.999)
    step = max(step, 1.0) if high - low >= FEW else step
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)]


def _jumps(window: Window, points: Sequence[Point]) -> list[bool]:
    """Which steps are jumps of a function: narrow and far, where the steps before and after are short."""
    narrow, far = 0.02 * (window.right - window.left), 0.04 * (window.top - window.bottom)
    steps = [(end[0] - start[0], abs(end[1] - start[1])) for start, end in pairwise(points)]
    around = [0.0, *(rise for _, rise in steps), 0.0]
    return [
        bool(0 < width <= narrow and math.isfinite(rise) and rise > far and rise > 10 * max(before, after))
        for (width, rise), before, after in zip(steps, around, around[2:], strict=False)
    ]


def _clipped(window: Window, start: Point, end: Point) -> tuple[Point, Point] | None:
    """The part of a short segment inside the window, or ``None``."""
    if not all(math.isfinite(value) for value in (*start, *end)):
        return None
    height = window.top - window.bottom
    inside = [window.bottom <= point[1] <= window.top for point in (start, end)]
    if not any(inside) or abs(end[1] - start[1]) > height:
        return None
    ends = []
    for point, other, is_in in ((start, end, inside[0]), (end, start, inside[1])):
        if is_in:
            ends.append(point)
            continue
        edge = window.top if point[1] > window.top else window.bottom
        share = (edge - other[1]) / (point[1] - other[1])
        ends.append((other[0] + share * (point[0] - other[0]), edge))
    return ends[0], ends[1]


def _px(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
