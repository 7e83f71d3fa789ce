"""One sshd for all tests beside this file, and people who share a board there."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.machine import needs
from tests.servers.people import Person, people
from tests.servers.repositories import bare, copy
from tests.servers.ssh import Sshd, new_key, sshd, use


@pytest.fixture(scope="session")
def server() -> Iterator[Sshd]:
    needs("sshd")
    with sshd() as server:
        yield server


@pytest.fixture(scope="session")
def key(server: Sshd) -> Path:
    """A key that the server lets in without a question."""
    key = new_key(server.folder / "key")
    server.let_in(key)
    return key


@pytest.fixture(scope="session")
def board(server: Sshd, key: Path) -> Path:
    """A shared board on the server; only copied."""
    shared = bare(server.folder / "first.git")
    with people(server.folder, "First") as (first,):
        use(first.home, server, key)
        first.starts()
        first.shares(server.url(shared))
    return shared


@pytest.fixture
def shared(server: Sshd, board: Path, request: pytest.FixtureRequest) -> Path:
    """A shared board of this test's own."""
    return copy(board, server.folder / f"{abs(hash(request.node.nodeid))}.git")


@pytest.fixture
def pair(server: Sshd, key: Path, shared: Path, tmp_path: Path) -> Iterator[tuple[Person, Person]]:
    """Sam and Jo, who have both joined over ssh."""
    with people(tmp_path, "Sam", "Jo") as (sam, jo):
        for person in (sam, jo):
            use(person.home, server, key, quick=True)
            person.joins(server.url(shared))
        yield sam, jo


@pytest.fixture
def newcomer(server: Sshd) -> Iterator[Person]:
    """Somebody whose home has a short name: a kept connection's socket can't have a long one."""
    home = server.folder / f"{time.time_ns() % 10**6}"
    home.mkdir()
    with people(home, "N") as (person,):
        yield person
