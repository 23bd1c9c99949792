"""The same work done in this process, in several, or on a cluster: results always come back in the order of the items.

Everything that is counted is a sum over parts, and the sums are added up in the order of the parts. So where the work
is done changes no number, and a worker that dies half-way only costs the time of what it had begun.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from mmready.errors import MMReadyError

if TYPE_CHECKING:  # a browser page has no processes, and cannot even load what starts them
    from concurrent.futures import Future, ProcessPoolExecutor

__all__ = ["Here", "OnCluster", "Processes", "Workers", "workers"]

Item = TypeVar("Item")
Found = TypeVar("Found")
_AHEAD = 2  # items a worker has in hand or waiting, so that results never pile up
_GIVES_UP = 3  # broken pools in a row without one result between them


class Workers(Protocol):
    """What does the work. ``function`` and the items must be such that they can be sent to another process."""

    def map(self, function: Callable[[Item], Found], items: Iterable[Item]) -> Iterator[Found]: ...


class _Closing:
    """Used with ``with``; nothing to close unless a subclass says so."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End what was started."""


class Here(_Closing):
    """In this process, one item after the other."""

    def map(self, function: Callable[[Item], Found], items: Iterable[Item]) -> Iterator[Found]:
        """The results in the order of the items."""
        return map(function, items)


class Processes(_Closing):
    """In ``number`` processes on this machine. When one of them dies, its items are done again."""

    def __init__(self, number: int) -> None:
        self._number = max(1, number)
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        return ProcessPoolExecutor(self._number, multiprocessing.get_context("spawn"))

    def map(self, function: Callable[[Item], Found], items: Iterable[Item]) -> Iterator[Found]:
        """The results in the order of the items. Raises MMReadyError where processes die again and again."""
        from concurrent.futures.process import BrokenProcessPool

        waiting: deque[tuple[Item, Future[Found]]] = deque()
        rest, broken = iter(items), 0
        while True:
            try:
                for item in rest:
                    waiting.append((item, self._begin(function, item)))
                    if len(waiting) >= _AHEAD * self._number:
                        break
                if not waiting:
                    return
                found = waiting[0][1].result()
            except BrokenProcessPool:
                broken += 1
                if broken >= _GIVES_UP:
                    raise MMReadyError(
                        "the processes that read results die again and again (out of memory?); try --workers 1"
                    ) from None
                rest = _again(waiting, rest)
                self._pool.shutdown(wait=False)
                self._pool = self._new()
                continue
            broken = 0
            waiting.popleft()
            yield found

    def _begin(self, function: Callable[[Item], Found], item: Item) -> Future[Found]:
        """The item under way. A pool already broken takes none: that shows as its result, so that it is done again."""
        from concurrent.futures import Future
        from concurrent.futures.process import BrokenProcessPool

        try:
            return self._pool.submit(function, item)
        except BrokenProcessPool as error:
            refused: Future[Found] = Future()
            refused.set_exception(error)
            return refused

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _again(waiting: deque[tuple[Item, Future[Found]]], rest: Iterator[Item]) -> Iterator[Item]:
    """The items that were under way, then those that were not begun."""
    begun = [item for item, _ in waiting]
    waiting.clear()
    yield from begun
    yield from rest


class OnCluster(_Closing):
    """On the workers of a Dask scheduler, which sees to it that the items of a lost worker are done by another.

    The workers need mmready, and must see the results and the work folder under the same paths.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise MMReadyError("a cluster needs Dask: pip install 'mmready[scale]'") from None
        try:
            self._client: Any = Client(address, timeout=20, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise MMReadyError(f"there is no Dask scheduler at {address}: {error}") from None

    def map(self, function: Callable[[Item], Found], items: Iterable[Item]) -> Iterator[Found]:
        """The results in the order of the items."""
        waiting: deque[Any] = deque()
        ahead = _AHEAD * max(2, sum(self._client.nthreads().values()))
        for item in items:
            waiting.append(self._client.submit(function, item, pure=False))
            if len(waiting) >= ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def close(self) -> None:
        """Leave the scheduler; it stays as it is."""
        self._client.close()


def workers(number: int = 1, scheduler: str = "") -> AbstractContextManager[Workers]:
    """The workers asked for: a Dask scheduler's where an address is given, else so many processes of this machine."""
    if scheduler:
        return OnCluster(scheduler)
    return Processes(number) if number > 1 else Here()
