"""A board shared over a real apache with git's own backend: faults half-way through a push, other addresses, TLS."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from kindboard.errors import KindboardError
from kindboard.starters import starters
from tests import generated
from tests.faults.sound import plain
from tests.servers.http import Apache
from tests.servers.people import Person, people
from tests.servers.repositories import subjects, there, tip

pytestmark = pytest.mark.slow

SAVED = "saved on this computer"


def test_two_people_share_a_board_over_http(server: Apache, shared: Path, pair: tuple[Person, Person]) -> None:
    sam, jo = pair
    sam.adds("From Sam.")
    jo.adds("From Jo.")
    assert sam.syncs().sent == jo.syncs().sent == sam.syncs().received == 1
    assert sam.has() == jo.has() == {"From Sam.", "From Jo."}
    assert there(shared, "rev-list", "--merges", "main") == ""


def test_a_password_that_a_helper_of_their_own_knows_is_used(server: Apache, shared: Path, sam: Person) -> None:
    sam.knows(server.port, "sam", "right")
    sam.joins(server.url(shared.name, "member"))
    sam.adds("Mine.")
    assert sam.syncs().sent == 1


def test_a_board_s_first_home_on_a_server_that_asks_for_a_password(server: Apache, sam: Person) -> None:
    empty = server.repository("fresh.git")
    sam.knows(server.port, "sam", "right")
    sam.starts()
    sam.shares(server.url(empty.name, "member"))
    assert tip(empty) == tip(sam.board)


# 19: faults in the middle ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["before", "half", "dies", "after"])
def test_case_19_http_5xx_in_the_middle_of_a_push_stays_unsent_lets_others_in_and_is_tried_again(
    server: Apache, shared: Path, pair: tuple[Person, Person], fault: str
) -> None:
    sam, jo = pair
    jo.adds("From Jo.")
    jo.syncs()
    sam.adds("From Sam.")
    server.strike(fault)
    done = sam.syncs()
    assert server.struck()
    assert (done.state, done.sent, done.received) == ("offline", 0, 1)
    assert SAVED in plain(done.message)
    assert sam.has() == {"From Sam.", "From Jo."}
    assert sam.unsent() == 1
    # Where the server took it in and its answer was lost, the next sync finds its own words there.
    assert sam.syncs().state == "synced"
    assert sam.unsent() == 0
    jo.syncs()
    assert jo.has() == {"From Sam.", "From Jo."}
    assert subjects(shared).count("Add an answer") == 2
    assert tip(sam.board) == tip(jo.board) == tip(shared)
    there(shared, "fsck", "--full", "--strict")


def test_case_19_words_that_may_have_been_taken_in_count_as_sent(
    server: Apache, shared: Path, pair: tuple[Person, Person]
) -> None:
    sam, _ = pair
    sam.adds("Perhaps with the others.")
    server.strike("after")
    assert sam.syncs().state == "offline"
    with sam.at_home():
        undone = sam.workspace.undo()
    assert undone.seen  # it can't be said that nobody has read it
    sam.syncs()
    assert subjects(shared)[-2:] == ["Add an answer", "Take back: Add an answer"]


def test_case_19_a_server_that_is_broken_altogether_is_offline(
    server: Apache, shared: Path, pair: tuple[Person, Person]
) -> None:
    sam, _ = pair
    sam.adds("Kept.")
    server.strike("all-503", "fatal: Authentication failed for 'x'")
    done = sam.syncs()
    assert done.state == "offline"
    assert SAVED in plain(done.message).lower()
    assert sam.unsent() == 1
    server.heal()
    assert sam.syncs().sent == 1


def test_a_connection_that_fails_in_the_middle_leaves_the_board_unshared_as_it_was(server: Apache, sam: Person) -> None:
    shared = server.repository(f"{time.time_ns()}.git")
    sam.starts()
    sam.adds("Mine.")
    before = tip(sam.board)
    server.strike("half")
    with pytest.raises(KindboardError) as told:
        sam.shares(server.url(shared.name))
    assert told.value.code == "offline"
    assert tip(sam.board) == before
    assert sam.workspace.status().remote is None
    assert b"url" not in (sam.board / ".git/config").read_bytes()
    assert generated.git(sam.board, "for-each-ref", "refs/remotes", "refs/kindboard") == b""
    sam.shares(server.url(shared.name))
    assert tip(shared) == before


# 8, 17: refused, gone, moved -----------------------------------------------------------------------------------------


def test_case_08_a_server_that_lets_jo_only_read_lets_the_others_work_in(
    server: Apache, shared: Path, tmp_path: Path
) -> None:
    with people(tmp_path, "Sam", "Jo") as (sam, jo):
        for person in (sam, jo):
            person.knows(server.port, person.name.lower(), "right")
            person.joins(server.url(shared.name, "some"))
            person.adds(f"From {person.name}.")
        assert sam.syncs().sent == 1
        done = jo.syncs()
        assert (done.state, done.sent, done.received) == ("refused", 0, 1)
        assert SAVED in plain(done.message)
        assert jo.has() == {"From Sam.", "From Jo."}
        assert jo.unsent() == 1
        sam.adds("Once more.")
        sam.syncs()
        assert jo.syncs().received == 1


def test_case_17_a_server_off_and_a_board_deleted_there_are_told_apart(
    server: Apache, shared: Path, pair: tuple[Person, Person]
) -> None:
    sam, _ = pair
    sam.adds("Kept.")
    shared.rename(shared.with_suffix(".away"))
    done = sam.syncs()
    assert done.state == "refused"
    assert "no shared board at that address" in plain(done.message)
    sam.workspace.clone.git.run("config", "remote.origin.url", "http://127.0.0.1:9/board.git")
    assert sam.syncs().state == "offline"
    shared.with_suffix(".away").rename(shared)
    sam.workspace.clone.git.run("config", "remote.origin.url", server.url(shared.name))
    assert sam.syncs().sent == 1


class Page(BaseHTTPRequestHandler):
    """A network's sign-in page, which answers whatever is asked."""

    def do_GET(self) -> None:
        body = b"<!doctype html><title>Welcome to the guest network</title>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing."""


@pytest.fixture
def page() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as answering:
        thread = Thread(target=answering.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{answering.server_port}/board.git"
        answering.shutdown()
        thread.join(30)


def test_a_network_s_sign_in_page_in_place_of_the_board_is_told_and_what_waits_goes_later(
    server: Apache, shared: Path, pair: tuple[Person, Person], page: str
) -> None:
    sam, _ = pair
    sam.adds("Kept.")
    sam.workspace.clone.git.run("config", "remote.origin.url", page)
    done = sam.syncs()
    assert done.state == "offline"
    assert "perhaps a sign-in page of the network you are on" in plain(done.message)
    with sam.at_home(), pytest.raises(KindboardError, match="is no shared board; perhaps it is a sign-in page"):
        starters.join(page, sam.home / "again")
    assert not (sam.home / "again").exists()
    sam.workspace.clone.git.run("config", "remote.origin.url", server.url(shared.name))
    assert sam.syncs().sent == 1


def test_an_address_that_points_on_to_another_is_not_followed(
    server: Apache, shared: Path, pair: tuple[Person, Person]
) -> None:
    sam, _ = pair
    sam.adds("Kept.")
    sam.workspace.clone.git.run("config", "remote.origin.url", server.url(shared.name, "moved"))
    before = tip(shared)
    done = sam.syncs()
    assert done.state == "refused"
    assert "has moved" in plain(done.message)
    assert tip(shared) == before
    assert sam.unsent() == 1
    with sam.at_home(), pytest.raises(KindboardError, match="points on to another address"):
        starters.join(server.url(shared.name, "moved"), sam.home / "again")


def test_a_host_that_keeps_a_board_under_the_address_with_git_at_its_end_is_met_there(
    server: Apache, shared: Path, sam: Person
) -> None:
    short = server.url(shared.name.removesuffix(".git"), "hosted")
    sam.joins(short)
    assert sam.workspace.clone.remote_url == f"{short}.git"
    sam.adds("Mine.")
    assert sam.syncs().sent == 1
    assert tip(shared) == tip(sam.board)


def test_a_first_home_there_is_met_so_too(server: Apache, sam: Person) -> None:
    empty = server.repository("fresh-there.git")
    sam.starts()
    sam.shares(server.url("fresh-there", "hosted"))
    assert tip(empty) == tip(sam.board)


@pytest.mark.parametrize(("path", "words"), [("open/door.cgi/none.git", "no shared board"), ("nowhere", "no shared")])
def test_joining_where_there_is_no_board_says_so_and_makes_nothing(
    server: Apache, sam: Person, path: str, words: str
) -> None:
    with pytest.raises(KindboardError, match=words):
        sam.joins(f"http://127.0.0.1:{server.port}/{path}")
    assert not sam.board.exists()


def test_https_with_an_unknown_certificate_is_neither_used_nor_a_sign_in(
    server: Apache, shared: Path, sam: Person
) -> None:
    with pytest.raises(KindboardError, match="can't prove that it is the right place") as told:
        sam.joins(server.tls_url(shared.name))
    assert told.value.code == "not-proved"
    assert not sam.board.exists()
    sam.sets("http.sslCAInfo", str(server.authority))
    sam.joins(server.tls_url(shared.name))
    sam.adds("Mine.")
    assert sam.syncs().sent == 1
    sam.sets("--unset", "http.sslCAInfo")
    done = sam.syncs()
    assert done.state == "refused"
    assert "can't prove" in plain(done.message)
