"""The graph of skills: what lies next to what."""

from __future__ import annotations

from mmready.domain.bank import Bank

__all__ = ["around"]


def around(bank: Bank, skill: str) -> frozenset[str]:
    """The skills that one rests on directly, and those that rest on it."""
    above = (other.id for other in bank.skills.values() if skill in other.prerequisites)
    return frozenset((*bank.skills[skill].prerequisites, *above))
