"""Every kind of store, each empty and closed afterwards; and a PostgreSQL server that learners share."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from mmready.progress import FileStore, MemoryStore
from mmready.progress.sql import SqlStore
from tests.network import Network
from tests.postgres import Server, server


@pytest.fixture
def postgres() -> Server:
    return server()


@pytest.fixture
def learner() -> str:
    """A name that no other test has, as all share one table."""
    return f"learner-{uuid.uuid4().hex[:12]}"


@pytest.fixture(params=["memory", "file", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path, learner: str):
    """One empty store of each kind."""
    if request.param == "memory":
        yield MemoryStore()
    elif request.param == "file":
        yield FileStore(tmp_path)
    else:
        made = SqlStore(address_of(request.param, tmp_path), learner)
        yield made
        made.close()


@pytest.fixture(params=["sqlite", "postgres"])
def tabs(request: pytest.FixtureRequest, tmp_path: Path, learner: str):
    """Two stores of one learner, as two tabs have them."""
    made = [SqlStore(address_of(request.param, tmp_path), learner) for _ in range(2)]
    yield made
    for each in made:
        each.close()


def address_of(kind: str, folder: Path) -> str:
    return f"sqlite:///{folder}/class.db" if kind == "sqlite" else server().url()


@pytest.fixture
def network(postgres: Server) -> Iterator[Network]:
    made = Network(postgres.port)
    yield made
    made.end()


@pytest.fixture
def far(postgres: Server, network: Network, learner: str) -> Iterator[SqlStore]:
    """A store behind a network that can be cut."""
    made = SqlStore(postgres.url(port=network.port), learner)
    yield made
    made.close()
