"""``mmready.data``: what is kept of you, as one widget."""

from __future__ import annotations

from mmready.domain.events import Store
from mmready.ui.edge import surroundings
from mmready.ui.mydata import MyData
from mmready.ui.screen import Opened, Screen

__all__ = ["Data", "data"]


class Data(Opened):
    """My data in a notebook."""

    def __init__(self, mine: MyData) -> None:
        self._mine = mine
        super().__init__(Screen(mine.screen, mine.obey), "mmready.data()")


def data(*, store: Store | None = None) -> Data:
    """What is kept of you, to show in a notebook: where it is, all of it as one file, and deleting.

    Such a file can be loaded again, here or on another computer; what is in it is put beside what is here.
    """
    return Data(MyData(surroundings(store=store)))
