"""The screen while a real server asks something (case 40) or takes the call and never answers (case 46)."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import generated
from tests.faults.machine import needs
from tests.faults.window import Window, wait_for, working_in
from tests.servers.people import Person, people
from tests.servers.place import open_folder, silent
from tests.servers.repositories import bare
from tests.servers.ssh import Sshd, new_key, sshd, use
from tests.teams import a_team

OF_SSH = ("passphrase", "authenticity", "fingerprint", "Permission denied", "password")
PASSPHRASE = "four small words"
WHERE = {"principle": "kindness-counts", "question": "self"}


@pytest.fixture(scope="module")
def server() -> Iterator[Sshd]:
    needs("tmux", "sshd")
    with sshd() as running:
        yield running


def is_drawn_alike_anew(window: Window) -> bool:
    """Whether the screen stays as it is when it is drawn from nothing: what others wrote over it would be gone."""
    before = window.frame()
    window.resize(60, 24)
    wait_for(lambda: window.frame() != before, "a narrower screen")
    window.resize(80, 24)
    wait_for(lambda: window.frame() == before, "the screen as it was")
    return True


def of_sam(sam: Person) -> dict[str, str | None]:
    return {**sam.env, "GIT_CONFIG_GLOBAL": None, "SSH_AUTH_SOCK": None}


def shares_over_ssh(sam: Person, server: Sshd, name: str) -> Path:
    """Sam shares a board from a server, and only then gives the key a passphrase and forgets the server."""
    repository = bare(server.folder / name)
    key = new_key(sam.home / "key")
    server.let_in(key)
    use(sam.home, server, key)
    sam.starts()
    sam.shares(server.url(repository))
    subprocess.run(["ssh-keygen", "-q", "-p", "-P", "", "-N", PASSPHRASE, "-a", "1", "-f", str(key)], check=True)
    use(sam.home, server, key, trusted=False)
    return repository


@pytest.mark.slow
def test_case_40_a_question_of_ssh_says_needs_sign_in_and_leaves_the_screen_intact(server: Sshd) -> None:
    with open_folder() as folder, people(folder, "Sam") as (sam,):
        repository = shares_over_ssh(sam, server, "team.git")
        sam.adds("Said before signing in")
        before = generated.git(repository, "rev-parse", "main")
        with Window("-C", str(sam.board), env=of_sam(sam)) as window:
            window.until("Press i to sign in")
            wait_for(lambda: "i Sign in" in window.frame().splitlines()[-1], "the footer")
            assert not any(word in window.text() for word in OF_SSH)
            assert is_drawn_alike_anew(window)

            window.press("i")
            asked = window.until("fingerprint .*yes/no")
            assert asked.startswith("Signing in. What comes next is asked by the shared board's server")
            assert server.fingerprint() in asked.replace(" ", "")
            window.press("C-c")
            window.until("Signing in was stopped.* Principles")
            assert not any(word in window.text() for word in OF_SSH)
            window.press("Down")  # the keys are the board's again
            window.until("> It is safe to say")

            window.press("i")
            window.until("yes/no.*yes/no")
            window.type("yes\n")
            window.until("Enter passphrase")
            for times in range(1, 4):
                window.until("Enter passphrase.*" * times)
                window.type("wrong\n")
            window.until("Press enter to go back to the board")
            window.press("Enter")
            window.until("still does not let you in.* Principles")

            window.press("i")
            window.until("Enter passphrase.*back to the board.*Signing in.*Enter passphrase")
            window.type(f"{PASSPHRASE}\n")
            window.until("You are signed in.* Principles")
            wait_for(lambda: generated.git(repository, "rev-parse", "main") != before, "the answer on the server")
            wait_for(lambda: "Sign in" not in window.frame().splitlines()[-1], "the footer as it was")
            assert is_drawn_alike_anew(window)
            window.press("q")
            assert window.status() == 0


@pytest.mark.slow
def test_case_40_the_first_run_lets_you_sign_in_to_join(server: Sshd) -> None:
    with open_folder() as folder, people(folder, "Sam", "Jo") as (sam, jo):
        repository = shares_over_ssh(sam, server, "other.git")
        key = new_key(jo.home / "key", PASSPHRASE)
        server.let_in(key)
        use(jo.home, server, key, trusted=False)
        (jo.home / "Documents").mkdir()
        with Window(env=of_sam(jo)) as window:
            window.until("What may we call you")
            window.type("Jo")
            window.press("Enter")
            window.until("Start a board, or join one")
            window.press("Down", "Enter")
            window.until("Where is the shared board")
            window.type(server.url(repository))
            window.press("Enter")
            window.until("wants you to sign in.*> Sign in now")
            window.press("Enter")
            window.until("yes/no")
            window.type("yes\n")
            window.until("Enter passphrase")
            window.type(f"{PASSPHRASE}\n")
            window.until("Your board is ready")
            window.press("Enter")
            window.until("Principles.*Kindness counts")
            window.press("q")
            assert window.status() == 0


@pytest.mark.slow
def test_case_46_a_server_that_never_answers_keeps_nobody_waiting(tmp_path: Path) -> None:
    needs("tmux")
    with a_team(tmp_path, "Sam") as (sam,), silent() as port:
        sam.add("answer", WHERE | {"text": "Tea first"})
        generated.git(sam.root, "config", "remote.origin.url", f"http://127.0.0.1:{port}/team.git")
        with Window("-C", str(sam.root), env={"KINDBOARD_HOME": str(tmp_path / "Sam-computer")}) as window:
            window.until("Tea first")
            wait_for(lambda: working_in(sam.root), "the call to the server")
            window.until("no answer yet", 15)
            for key, words in (
                ("2", "No theme yet"),
                ("3", "STOP, 0"),
                ("1", "Tea first"),
                ("?", "What the keys"),
            ):
                window.press(key)
                window.until(words)
            window.press("Escape")
            window.until("Principles")
            window.press("n")
            window.until("Write here")
            window.type("Written meanwhile")
            window.press("C-s")
            window.until("This goes on the board")
            window.press("Enter")
            window.until("> Written meanwhile")
            window.press("q")
            assert window.status() == 0  # long before the call to the server is given up
            assert "2 to send next time. Everything is saved on this computer." in window.text()
        wait_for(lambda: working_in(sam.root) == [], "the end of what was asking", 3)
