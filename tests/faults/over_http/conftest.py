"""One apache for all tests beside this file, and people who share a board there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.machine import needs
from tests.servers.http import Apache, apache
from tests.servers.people import Person, people


@pytest.fixture(scope="session")
def server() -> Iterator[Apache]:
    needs("apache2")
    with apache() as server:
        server.password("sam", "right")
        server.password("jo", "right")
        yield server


@pytest.fixture(scope="session")
def board(server: Apache) -> Path:
    """A shared board; only copied."""
    shared = server.folder / "first.git"
    with people(server.folder, "First") as (first,):
        first.starts()
        first.shares(shared)
    return shared


@pytest.fixture
def shared(server: Apache, board: Path, request: pytest.FixtureRequest) -> Path:
    """A shared board of this test's own, on the server."""
    return server.repository(f"{abs(hash(request.node.nodeid))}.git", board)


@pytest.fixture(autouse=True)
def healed(server: Apache) -> Iterator[None]:
    yield
    server.heal()
    server.password("sam", "right")


@pytest.fixture
def pair(server: Apache, shared: Path, tmp_path: Path) -> Iterator[tuple[Person, Person]]:
    """Sam and Jo, who have both joined, where nobody is asked for a password."""
    with people(tmp_path, "Sam", "Jo") as (sam, jo):
        for person in (sam, jo):
            person.joins(server.url(shared.name))
        yield sam, jo


@pytest.fixture
def sam(tmp_path: Path) -> Iterator[Person]:
    with people(tmp_path, "Sam") as (sam,):
        yield sam
