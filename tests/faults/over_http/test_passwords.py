"""What a real apache asks, and what stands in an address: nothing of it on screen, on disk or in a command line."""

import contextlib
import secrets
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests import generated
from tests.faults.sound import plain
from tests.servers.http import Apache
from tests.servers.people import Person, holding, people
from tests.servers.repositories import subjects, tip

pytestmark = pytest.mark.slow

SAVED = "saved on this computer"
TOKEN = f"ghp_{secrets.token_hex(16)}"
"""Another one in each process, as the command lines of all are looked at."""


# 40: passwords -------------------------------------------------------------------------------------------------------


def test_case_40_a_server_that_asks_for_a_password_fails_at_once_and_says_sign_in(
    server: Apache, shared: Path, pair: tuple[Person, Person], tmp_path: Path
) -> None:
    sam, _ = pair
    sam.adds("Kept.")
    sam.workspace.clone.git.run("config", "remote.origin.url", server.url(shared.name, "member"))
    program = (
        f"import kindboard, pathlib; w = kindboard.open({str(sam.board)!r}); s = w.sync().state; w.close(); "
        f"pathlib.Path({str(tmp_path / 'said')!r}).write_text(s)"
    )
    with sam.types(program=program) as terminal:
        assert terminal.ends() == 0
        assert terminal.shown == ""
    assert (tmp_path / "said").read_text() == "sign-in"
    assert sam.unsent() == 1


def test_case_40_a_password_that_is_no_longer_right_says_sign_in(server: Apache, shared: Path, sam: Person) -> None:
    sam.knows(server.port, "sam", "right")
    sam.joins(server.url(shared.name, "member"))
    server.password("sam", "renewed")
    done = sam.syncs()
    assert done.state == "sign-in"
    assert SAVED in plain(done.message)


def sign_in(server: Apache, sam: Person, *arguments: str | Path, tries: tuple[str, ...] = ("right",)) -> str:
    """Sam does something at a terminal, and is asked; returns all that was shown."""
    with sam.types(*arguments) as terminal:
        terminal.sees("127.0.0.1 asks who you are.")
        for number, password in enumerate(tries):
            if number:
                terminal.sees("was not right. Please try again.")
            terminal.sees(f"Username for 'http://127.0.0.1:{server.port}':")
            terminal.types("sam")
            terminal.sees("Password for")
            terminal.types(password)
        assert terminal.ends() == 0, terminal.shown
        assert not any(password in terminal.shown for password in tries if password != "right")
        return terminal.shown


def test_signing_in_takes_a_wrong_and_then_the_right_password_once_and_writes_it_nowhere(
    server: Apache, shared: Path, sam: Person
) -> None:
    server.password("sam", "s3cret-w0rd")
    shown = sign_in(
        server, sam, "join", server.url(shared.name, "member"), sam.board, tries=("wr0ng-word", "s3cret-w0rd")
    )
    assert "Joined" in shown
    for number in range(2):
        ran = sam.runs(
            "-C", sam.board, "add", "answer", "--principle", "walk-a-mile", "--question", "self", "--text", number
        )
        assert ran.returncode == 0, ran.stderr
        assert "1 sent" in sam.runs("-C", sam.board, "sync", "--now").stdout
    assert holding(sam.home, b"s3cret-w0rd") == []
    # It is in memory alone: when that is gone, it is asked again.
    sam.leaves()
    assert '"state":"sign-in"' in sam.runs("-C", sam.board, "sync", "--json").stdout


def test_signing_in_to_send_where_everybody_may_read(server: Apache, shared: Path, sam: Person) -> None:
    sam.joins(server.url(shared.name, "reader"))
    sam.adds("Mine.")
    done = sam.syncs()
    assert done.state == "sign-in"
    assert SAVED in plain(done.message)
    shown = sign_in(server, sam, "-C", sam.board, "sync", tries=("wrong", "right"))
    assert "1 sent" in shown
    sam.adds("And this.")
    assert sam.syncs().sent == 1


def test_a_password_that_may_only_read_is_not_forgotten_when_a_push_is_turned_down(
    server: Apache, shared: Path, tmp_path: Path
) -> None:
    with people(tmp_path, "Jo", "Sam") as (jo, sam):
        with jo.types("join", server.url(shared.name, "strict"), jo.board, "--name", "Jo") as terminal:
            terminal.sees("Username for")
            terminal.types("jo")
            terminal.sees("Password for")
            terminal.types("right")
            assert terminal.ends() == 0
        jo.opens()
        jo.adds("From Jo.")
        sam.knows(server.port, "sam", "right")
        sam.joins(server.url(shared.name, "strict"))
        for number in range(2):
            sam.adds(f"From Sam {number}.")
            assert sam.syncs().sent == 1
            done = jo.syncs()
            assert (done.state, done.received) == ("sign-in", 1)
        assert jo.has() == {"From Jo.", "From Sam 0.", "From Sam 1."}


def test_connecting_to_a_new_home_that_asks(server: Apache, sam: Person) -> None:
    empty = server.repository(f"{time.time_ns()}.git")
    sam.starts()
    shown = sign_in(server, sam, "-C", sam.board, "connect", server.url(empty.name, "reader"))
    assert "is shared from" in shown
    assert tip(empty) == tip(sam.board)


def test_three_wrong_passwords_end_it_plainly_and_make_nothing(server: Apache, shared: Path, sam: Person) -> None:
    with sam.types("join", server.url(shared.name, "member"), sam.board) as terminal:
        for _ in range(3):
            terminal.sees("Username for")
            terminal.types("sam")
            terminal.sees("Password for")
            terminal.types("wrong")
        terminal.sees("still does not let you in. Nothing was changed.")
        assert terminal.ends() == 1
    assert not sam.board.exists()


def test_a_person_s_own_helper_keeps_the_password_instead_of_ours(server: Apache, shared: Path, sam: Person) -> None:
    file = sam.home / "own"
    sam.sets("credential.helper", f"store --file={file}")
    sign_in(server, sam, "join", server.url(shared.name, "member"), sam.board)
    assert f"sam:right@127.0.0.1%3a{server.port}" in file.read_text()
    assert not (sam.home / ".git-credential-cache").exists()
    assert not (sam.home / ".cache/git").exists()


# 41: a token in an address -------------------------------------------------------------------------------------------


@contextlib.contextmanager
def command_lines() -> Iterator[list[str]]:
    """All command lines of this computer, looked at again and again until the end of the block."""
    seen: set[bytes] = set()
    over = threading.Event()
    before = set(psutil.pids())

    def look() -> None:
        while not over.wait(0.003):
            for pid in set(psutil.pids()) - before:
                with contextlib.suppress(OSError):
                    seen.add(Path(f"/proc/{pid}/cmdline").read_bytes())

    found: list[str] = []
    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield found
    finally:
        over.set()
        looking.join()
        found.extend(line.replace(b"\0", b" ").decode("utf-8", "replace") for line in seen)


@pytest.mark.parametrize(
    "form",
    ["{token}:x-oauth-basic@", "sam:{token}@", "{token}@"],
)
def test_case_41_token_in_a_url_works_and_is_nowhere_to_be_seen(
    server: Apache, shared: Path, sam: Person, form: str
) -> None:
    user, _, word = form.format(token=TOKEN).rstrip("@").partition(":")
    server.password(user, word)
    url = server.url(shared.name, "member", form.format(token=TOKEN).rstrip("@"))
    assert TOKEN in url
    server.strike("slow")
    with command_lines() as seen:
        sam.joins(url)
        sam.adds("Mine.")
        assert sam.syncs().sent == 1
        with sam.at_home():
            status = str(sam.workspace.status())
    server.heal()
    assert any("git remote-http" in line or "git-remote-http" in line for line in seen)
    assert [line for line in seen if TOKEN in line] == []
    assert holding(sam.home, TOKEN.encode()) == []
    assert TOKEN not in status
    for arguments in (("status",), ("status", "--json"), ("sync",), ("sync", "--json")):
        ran = sam.runs("-C", sam.board, *arguments)
        assert ran.returncode == 0, ran.stderr
        assert TOKEN not in ran.stdout + ran.stderr
    server.password(user, "another")
    ran = sam.runs("-C", sam.board, "sync", "--json")
    assert '"state":"sign-in"' in ran.stdout
    assert TOKEN not in ran.stdout + ran.stderr


def test_case_41_token_in_a_url_that_plain_git_wrote_down_works_and_is_not_shown(
    server: Apache, shared: Path, sam: Person
) -> None:
    server.password("sam", TOKEN)
    url = server.url(shared.name, "member", f"sam:{TOKEN}")
    generated.git(sam.home, "clone", "--quiet", url, str(sam.board))
    added = sam.runs(
        "-C", sam.board, "add", "answer", "--principle", "walk-a-mile", "--question", "self", "--text", "x"
    )
    assert added.returncode == 0, added.stderr
    for arguments in (("sync", "--now"), ("status", "--json"), ("check",)):
        ran = sam.runs("-C", sam.board, *arguments)
        assert ran.returncode == 0, ran.stderr
        assert TOKEN not in ran.stdout + ran.stderr
    assert subjects(shared)[-1] == "Add an answer"
    # One that is no longer right is taken out of the settings when Sam signs in anew.
    server.password("sam", "right")
    shown = sign_in(server, sam, "-C", sam.board, "sync")
    assert TOKEN not in shown
    assert TOKEN.encode() not in (sam.board / ".git/config").read_bytes()
    assert sam.runs("-C", sam.board, "sync").returncode == 0


@pytest.mark.parametrize("path", ["member/door.cgi/none.git", "nowhere"])
def test_case_41_token_in_a_url_is_in_no_error(server: Apache, sam: Person, path: str) -> None:
    server.password("sam", TOKEN)
    for address in (
        f"http://sam:{TOKEN}@127.0.0.1:{server.port}/{path}", f"https://{TOKEN}@127.0.0.1:9/x",
        f"ssh://sam:{TOKEN}@127.0.0.1:9/x", f"https://{TOKEN}@/x", f"ftp://{TOKEN}@host.invalid/x",
        f"http://{TOKEN}@host.invalid/x", f"https://sam:{TOKEN}@[::1/x",
    ):  # fmt: skip
        ran = sam.runs("join", address, sam.board, "--json")
        assert ran.returncode == 1
        assert TOKEN not in ran.stdout + ran.stderr
        assert plain(ran.stderr)
        assert "Traceback" not in ran.stderr


def test_case_41_a_wrong_token_is_asked_for_anew(server: Apache, shared: Path, sam: Person) -> None:
    url = server.url(shared.name, "member", f"sam:{TOKEN}")
    assert sam.runs("join", url, sam.board).returncode == 1
    assert not sam.board.exists()
    shown = sign_in(server, sam, "join", url, sam.board)
    assert "Joined" in shown
    assert TOKEN not in shown
    assert sam.runs("-C", sam.board, "sync").returncode == 0
