"""What a real sshd asks, and when: at once "sign in" where nobody can be asked, everything at a plain terminal."""

import time
from pathlib import Path

import pytest

from kindboard.errors import KindboardError
from kindboard.starters import starters
from tests.faults.sound import plain
from tests.servers.people import Person
from tests.servers.repositories import hook
from tests.servers.ssh import Sshd, agent, new_key, use

pytestmark = pytest.mark.slow

SAVED = "saved on this computer"


# 40: a question that nobody is there to answer ---------------------------------------------------------------------


@pytest.mark.parametrize("question", ["host key", "passphrase", "wrong key"])
def test_case_40_a_question_fails_at_once_and_says_sign_in(
    server: Sshd, shared: Path, pair: tuple[Person, Person], question: str, tmp_path: Path
) -> None:
    sam, _ = pair
    asked = new_key(tmp_path / "asked", "secret" if question == "passphrase" else "")
    if question == "passphrase":
        server.let_in(asked)
    use(sam.home, server, asked, trusted=question != "host key")
    sam.adds("Kept.")
    done = sam.syncs()
    assert done.state == "sign-in"  # a question that waited for an answer would have ended as offline
    assert SAVED in plain(done.message)
    assert sam.unsent() == 1
    ran = sam.runs("join", server.url(shared), sam.home / "again", "--json")
    assert ran.returncode == 1
    assert '"code":"sign-in"' in ran.stdout
    assert not (sam.home / "again").exists()
    assert sorted(path.name for path in sam.home.glob(".*.kindboard-part")) == []


def test_case_40_a_question_never_reaches_the_screen(server: Sshd, pair: tuple[Person, Person], tmp_path: Path) -> None:
    sam, _ = pair
    asked = new_key(tmp_path / "asked", "secret")
    server.let_in(asked)
    for trusted in (True, False):
        use(sam.home, server, asked, trusted=trusted)
        program = (
            f"import kindboard, pathlib; w = kindboard.open({str(sam.board)!r}); s = w.sync().state; w.close(); "
            f"pathlib.Path({str(tmp_path / 'said')!r}).write_text(s)"
        )
        with sam.types(program=program) as terminal:
            assert terminal.ends() == 0
            assert terminal.shown == ""
        assert (tmp_path / "said").read_text() == "sign-in"


def test_case_40_another_host_key_than_before_is_not_offered_as_a_sign_in(
    server: Sshd, key: Path, pair: tuple[Person, Person], tmp_path: Path
) -> None:
    sam, _ = pair
    use(sam.home, server, key)
    other = new_key(tmp_path / "other").with_suffix(".pub").read_text().split()
    known = sam.home / ".ssh/known_hosts"
    known.write_text(f"[127.0.0.1]:{server.port} {other[0]} {other[1]}\n")
    before = known.read_text()
    done = sam.syncs()
    assert done.state == "refused"
    assert "somebody else's computer" in plain(done.message)
    with sam.at_home(), pytest.raises(KindboardError, match="somebody else's computer") as told:
        starters.sign_in(sam.workspace)
    assert told.value.code == "other-host"
    with sam.types("-C", sam.board, "sync") as terminal:
        assert terminal.ends() == 1
        assert "yes" not in terminal.shown
    assert known.read_text() == before


def test_a_server_s_words_do_not_make_it_a_sign_in(server: Sshd, pair: tuple[Person, Person], tmp_path: Path) -> None:
    sam, _ = pair
    lying = new_key(tmp_path / "lying")
    words = (
        "Host key verification failed.",
        "root@127.0.0.1: Permission denied (publickey).",
        "fatal: Authentication failed for x",
        "fatal: could not read Username for x: terminal prompts disabled",
    )
    script = tmp_path / "lies"
    script.write_text("#!/bin/sh\n" + "".join(f"echo '{line}' >&2\n" for line in words) + "exit 1\n")
    script.chmod(0o755)
    with (server.folder / "authorized").open("a") as file:
        file.write(f'command="{script}" {lying.with_suffix(".pub").read_text()}')
    use(sam.home, server, lying)
    done = sam.syncs()
    assert done.state not in ("sign-in", "synced")
    assert not any(line.split(":")[0] in done.message for line in words)


@pytest.mark.parametrize("answer", ["exit 1", "exit 0"])
def test_a_server_s_remarks_during_a_push_are_neither_believed_nor_shown(
    shared: Path, pair: tuple[Person, Person], answer: str
) -> None:
    sam, _ = pair
    hook(
        shared,
        "pre-receive",
        "printf 'fatal: Authentication failed for x\\rfatal: could not read Username\\nHost key verification failed.\\n"
        f" ! [rejected] main (fetch first)\\033]0;owned\\007\\n' >&2\n{answer}",
    )
    sam.adds("Mine.")
    done = sam.syncs()
    assert done.state == ("refused" if answer == "exit 1" else "synced")
    assert "\x1b" not in done.message
    assert "Authentication" not in done.message


# Signing in ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def passphrased(server: Sshd) -> Path:
    """A key that the server lets in, with the passphrase `secret`."""
    key = new_key(server.folder / f"key-{time.time_ns()}", "secret")
    server.let_in(key)
    return key


def sign_in_and_join(server: Sshd, shared: Path, newcomer: Person) -> None:
    with newcomer.types("join", server.url(shared), newcomer.board, "--name", "Ann") as terminal:
        seen = terminal.sees("(yes/no/[fingerprint])?")
        assert "has not been to 127.0.0.1 before" in seen
        assert server.fingerprint() in seen
        terminal.types("yes")
        terminal.sees("Enter passphrase for key")
        terminal.types("not it")
        terminal.sees("Enter passphrase for key")
        terminal.types("secret")
        terminal.sees("Joined")
        assert terminal.ends() == 0
        assert "secret" not in terminal.shown
    assert server.host_key in (newcomer.home / ".ssh/known_hosts").read_text()


def goes_on_alone(newcomer: Person) -> None:
    """What was typed once is enough for later syncs, which can't ask."""
    for number in range(2):
        added = newcomer.runs(
            "-C", newcomer.board, "add", "answer", "--principle", "walk-a-mile", "--question", "self", "--text", number
        )
        assert added.returncode == 0, added.stderr
        ran = newcomer.runs("-C", newcomer.board, "sync")
        assert ran.returncode == 0, ran.stderr
        assert "1 sent" in ran.stdout


def test_signing_in_shows_the_fingerprint_takes_a_passphrase_and_lasts_without_an_agent(
    server: Sshd, shared: Path, passphrased: Path, newcomer: Person
) -> None:
    use(newcomer.home, server, passphrased, trusted=False)
    sign_in_and_join(server, shared, newcomer)
    assert len(list((newcomer.home / "kb/ssh").iterdir())) == 1
    goes_on_alone(newcomer)


def test_signing_in_gives_a_passphrase_to_the_agent_and_keeps_no_connection(
    server: Sshd, shared: Path, passphrased: Path, newcomer: Person
) -> None:
    with agent(newcomer.home) as socket:
        use(newcomer.home, server, passphrased, trusted=False, agent=socket)
        sign_in_and_join(server, shared, newcomer)
        assert list((newcomer.home / "kb/ssh").iterdir()) == []
        goes_on_alone(newcomer)


def test_a_kept_connection_that_broke_is_asked_for_again(
    server: Sshd, shared: Path, passphrased: Path, newcomer: Person
) -> None:
    use(newcomer.home, server, passphrased)
    with newcomer.types("join", server.url(shared), newcomer.board) as terminal:
        terminal.sees("Enter passphrase")
        terminal.types("secret")
        assert terminal.ends() == 0
    newcomer.leaves()
    ran = newcomer.runs("-C", newcomer.board, "sync", "--json")
    assert '"state":"sign-in"' in ran.stdout
    with newcomer.types("-C", newcomer.board, "sync") as terminal:
        terminal.sees("Enter passphrase")
        terminal.types("secret")
        assert terminal.ends() == 0


def test_saying_no_to_a_host_key_trusts_nobody_and_makes_nothing(
    server: Sshd, shared: Path, key: Path, newcomer: Person
) -> None:
    use(newcomer.home, server, key, trusted=False)
    with newcomer.types("join", server.url(shared), newcomer.board) as terminal:
        terminal.sees("(yes/no/[fingerprint])?")
        terminal.types("no")
        terminal.sees("Nothing was changed.")
        assert terminal.ends() == 1
        assert "Traceback" not in terminal.shown
    assert (newcomer.home / ".ssh/known_hosts").read_text() == ""
    assert not newcomer.board.exists()


def test_ctrl_c_at_the_question_makes_nothing_and_gives_the_terminal_back(
    server: Sshd, shared: Path, passphrased: Path, newcomer: Person
) -> None:
    use(newcomer.home, server, passphrased)
    with newcomer.types("join", server.url(shared), newcomer.board) as terminal:
        terminal.sees("Enter passphrase")
        assert terminal.hides_what_is_typed()
        terminal.presses(b"\x03")
        terminal.sees("Signing in was stopped.")
        assert terminal.ends() == 1
        assert not terminal.hides_what_is_typed()
        assert "Traceback" not in terminal.shown
    assert not newcomer.board.exists()


def test_a_wrong_passphrase_three_times_says_so_plainly(
    server: Sshd, shared: Path, passphrased: Path, newcomer: Person
) -> None:
    use(newcomer.home, server, passphrased)
    with newcomer.types("join", server.url(shared), newcomer.board) as terminal:
        for _ in range(3):
            terminal.sees("Enter passphrase")
            terminal.types("not it")
        terminal.sees("still does not let you in. Nothing was changed.")
        assert terminal.ends() == 1
    assert not newcomer.board.exists()
    assert list((newcomer.home / "kb/ssh").iterdir()) == []
