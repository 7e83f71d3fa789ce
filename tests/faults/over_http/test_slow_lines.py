"""A slow line is no reason to give up; a silent one is (case 46)."""

import secrets
from pathlib import Path

import pytest

from kindboard.starters import starters
from tests import generated
from tests.servers.http import Apache
from tests.servers.people import Person
from tests.servers.place import slow_line

pytestmark = pytest.mark.slow

SILENCE = 4
"""Seconds after which a silent line is given up here."""
MUCH, A_SECOND = 4_000_000, 500_000
"""Bytes, and how many of them the line carries: twice as long as a silence. This computer takes the first megabyte from
who sends it at once, and sends it on without a sign."""


def add_much(person: Person) -> None:
    """A file beside the cards, as somebody's plain git adds it, that no packing makes shorter."""
    (person.board / "leaflet.pdf").write_bytes(secrets.token_bytes(MUCH))
    generated.git(person.board, "add", "leaflet.pdf")
    generated.git(person.board, "commit", "-q", "-m", "A leaflet")


def test_a_board_on_a_slow_line_is_sent_brought_in_and_joined_however_long_that_takes(
    server: Apache, shared: Path, pair: tuple[Person, Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam, jo = pair
    monkeypatch.setattr("kindboard.git.remote.NETWORK_SECONDS", SILENCE)
    with slow_line(server.port, A_SECOND) as port:
        url = server.url(shared.name).replace(f":{server.port}/", f":{port}/")
        for person in pair:
            generated.git(person.board, "config", "remote.origin.url", url)
        add_much(sam)
        sam.adds("Tea first.")
        assert sam.syncs().state == "synced"
        assert jo.syncs().state == "synced"
        assert jo.has() == {"Tea first."}
        with starters.join(url, tmp_path / "joined", name="Dee") as joined:
            assert [answer.text for answer in joined.board().answers] == ["Tea first."]
            assert (joined.root / "leaflet.pdf").stat().st_size == MUCH
