"""Every question of the bank, drawn once, and each format's file of them."""

from __future__ import annotations

import functools

import pytest

import mmready
from mmready.export import Group, Report, draw_groups, export_questions


@pytest.fixture(scope="session")
def groups() -> list[Group]:
    """The whole bank, one variant a question."""
    bank = mmready.load_bank()
    return draw_groups(bank, bank.questions, functools.partial(mmready.draw, bank))


class Exports:
    """Exports of the whole bank, each made once."""

    def __init__(self, groups: list[Group]) -> None:
        self.groups = groups
        self.made: dict[str, tuple[bytes, Report]] = {}

    def __call__(self, to: str) -> tuple[bytes, Report]:
        if to not in self.made:
            self.made[to] = export_questions(self.groups, to)
        return self.made[to]


@pytest.fixture(scope="session")
def exported(groups: list[Group]) -> Exports:
    return Exports(groups)
