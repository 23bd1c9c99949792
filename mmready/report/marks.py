"""The marks: a shape for each state, the same everywhere, so that nothing is said by colour alone."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["NAMES", "mark", "symbols"]

_SHAPES = {
    "solid": '<circle cx="8" cy="8" r="6.5" fill="currentColor"/>',
    "unsure": (
        '<circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        '<path d="M8 2.25a5.75 5.75 0 0 0 0 11.5z" fill="currentColor"/>'
    ),
    "gap": '<rect x="2.5" y="2.5" width="11" height="11" fill="none" stroke="currentColor" stroke-width="2.5"/>',
    "later": '<path d="M8 2.8 14 13H2z" fill="none" stroke="currentColor" stroke-width="1.3" stroke-linejoin="round"/>',
    "tick": '<path d="M2.5 8.5 6.3 12.3 13.5 4" fill="none" stroke="currentColor" stroke-width="2.2"/>',
    "cross": '<path d="M3.5 3.5l9 9M12.5 3.5l-9 9" fill="none" stroke="currentColor" stroke-width="2.2"/>',
    "part": '<path d="M2.5 8h11" fill="none" stroke="currentColor" stroke-width="2.6"/>',
    "what": (
        '<path d="M5 5.6C5 3.6 6.3 2.6 8 2.6s3 1 3 2.7c0 2.3-3 2.3-3 4.6" fill="none" stroke="currentColor" '
        'stroke-width="2"/><circle cx="8" cy="13" r="1.3" fill="currentColor"/>'
    ),
}
NAMES = tuple(_SHAPES)


def mark(name: str, big: bool = False) -> str:
    """The mark as an inline picture. A word always stands beside it, so it is hidden from screen readers."""
    size = "sym big" if big else "sym"
    return f'<svg class="{size}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{_SHAPES[name]}</svg>'


def symbols(names: Iterable[str]) -> str:
    """Marks to refer to as ``#mm-solid`` and so on, where a page has very many of them."""
    parts = (f'<symbol id="mm-{name}" viewBox="0 0 16 16">{_SHAPES[name]}</symbol>' for name in dict.fromkeys(names))
    return f'<svg width="0" height="0" style="position:absolute" aria-hidden="true">{"".join(parts)}</svg>'
