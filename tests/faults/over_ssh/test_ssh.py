"""A board shared over a real sshd: races, rules, a full disk, and what is no longer there."""

import time
from pathlib import Path

import pytest

from tests import generated
from tests.faults.machine import needs
from tests.faults.sound import plain, subjects, tip
from tests.servers.people import Person, people
from tests.servers.place import fill, small_disk
from tests.servers.repositories import bare, copy, hook
from tests.servers.ssh import Sshd, new_key, use

pytestmark = pytest.mark.slow

SAVED = "saved on this computer"


def counting(shared: Path, then: str) -> Path:
    """Let the server count the pushes it is offered, and then do as told; returns the file of the count."""
    count = shared / "offered"
    hook(shared, "pre-receive", f'echo x >>"{count}"\n{then}')
    return count


def times(count: Path) -> int:
    return len(count.read_text().split()) if count.exists() else 0


def test_two_people_share_a_board_over_ssh(server: Sshd, shared: Path, pair: tuple[Person, Person]) -> None:
    sam, jo = pair
    sam.adds("From Sam.")
    jo.adds("From Jo.")
    assert sam.syncs().sent == 1
    assert (jo.syncs().sent, jo.syncs().sent) == (1, 0)
    assert sam.syncs().received == 1
    assert sam.has() == jo.has() == {"From Sam.", "From Jo."}
    assert generated.git(shared, "rev-list", "--merges", "main") == b""
    assert sam.workspace.status().remote == server.url(shared)


# 7, 8: turned down -------------------------------------------------------------------------------------------------


def test_case_07_push_rejected_twenty_times(
    shared: Path, pair: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    sam, jo = pair
    # Each of the first twenty pushes finds that somebody else was quicker; the server's own git tells it so.
    count = counting(
        shared,
        f"""[ "$(wc -l <"{shared}/offered")" -gt 20 ] && exit 0
        unset GIT_QUARANTINE_PATH
        export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x
        git update-ref refs/heads/main "$(git commit-tree -p main -m 'Quicker' main^{{tree}})" """,
    )
    waits: list[float] = []
    monkeypatch.setattr("kindboard.git.sync.random.uniform", lambda low, high: waits.append(high) or 0.0)
    sam.adds("Slow but sure.")
    done = sam.syncs()
    assert (done.state, done.sent) == ("synced", 1)
    assert times(count) == 21
    assert len(waits) == 20
    assert waits == sorted(waits)
    assert 0 < waits[0] < waits[5] <= max(waits) <= 2
    assert subjects(shared).count("Quicker") == 20
    assert generated.git(shared, "rev-list", "--merges", "main") == b""
    jo.syncs()
    assert jo.has() == {"Slow but sure."}
    assert tip(jo.board) == tip(sam.board) == tip(shared)


def test_case_07_push_rejected_without_end_says_saved_on_this_computer_and_lets_others_in(
    shared: Path, pair: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    sam, jo = pair
    jo.adds("From Jo.")
    jo.syncs()
    count = counting(
        shared,
        """unset GIT_QUARANTINE_PATH
        export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x
        git update-ref refs/heads/main "$(git commit-tree -p main -m 'Quicker' main^{tree})" """,
    )
    monkeypatch.setattr("kindboard.git.sync.random.uniform", lambda low, high: 0.0)
    monkeypatch.setattr("kindboard.git.sync.ROUNDS", 6)
    sam.adds("From Sam.")
    done = sam.syncs()
    assert done.state == "busy"
    assert SAVED in plain(done.message).lower()
    assert times(count) == 6
    assert sam.has() == {"From Sam.", "From Jo."}
    assert sam.unsent() == 1
    (shared / "hooks/pre-receive").unlink()
    assert sam.syncs().sent == 1


def test_case_07_a_branch_that_is_locked_for_good_is_not_tried_for_long(
    shared: Path, pair: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    sam, _ = pair
    monkeypatch.setattr("kindboard.git.sync.random.uniform", lambda low, high: 0.0)
    count = counting(shared, "exit 0")
    lock = shared / "refs/heads/main.lock"
    lock.touch()
    sam.adds("Waits.")
    assert sam.syncs().state == "busy"
    assert times(count) == 6
    lock.unlink()
    assert sam.syncs().sent == 1


def test_case_08_a_server_hook_refuses_once_and_others_changes_still_come_in(
    shared: Path, pair: tuple[Person, Person]
) -> None:
    sam, jo = pair
    jo.adds("From Jo.")
    jo.syncs()
    count = counting(shared, "echo 'GL-HOOK-ERR: [rejected] fetch first (protected branch)'; exit 1")
    sam.adds("From Sam.")
    done = sam.syncs()
    assert (done.state, done.sent, done.received) == ("refused", 0, 1)
    assert SAVED in plain(done.message)
    assert "rule" in done.message
    assert "GL-HOOK" not in done.message
    assert times(count) == 1
    assert sam.has() == {"From Sam.", "From Jo."}
    assert sam.unsent() == 1
    assert subjects(sam.board)[-2:] == ["Add an answer", "Add an answer"]
    (shared / "hooks/pre-receive").unlink()
    assert sam.syncs().sent == 1


def test_case_08_a_no_name_answer_that_a_hook_refuses_waits_and_others_changes_come_in(
    shared: Path, pair: tuple[Person, Person]
) -> None:
    sam, jo = pair
    jo.adds("From Jo.")
    jo.syncs()
    count = counting(shared, "exit 1")
    with sam.at_home():
        sam.workspace.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Nameless."}, no_name=True)
    sam.adds("From Sam.")
    assert sam.syncs().state == "refused"
    assert times(count) == 1
    assert sam.has() == {"From Sam.", "From Jo.", "Nameless."}
    (shared / "hooks/pre-receive").unlink()
    assert [sam.syncs().sent, sam.syncs().sent] == [1, 1]
    jo.syncs()
    assert jo.has() == sam.has()


def test_a_server_that_lets_only_some_send_lets_all_have_the_others_work(
    server: Sshd, shared: Path, pair: tuple[Person, Person]
) -> None:
    sam, jo = pair
    his = new_key(server.folder / f"sam-{time.time_ns()}")
    server.let_in(his, WHO="sam")
    use(sam.home, server, his, quick=True)
    hook(shared, "pre-receive", '[ "$WHO" = sam ] || { echo "Only Sam may."; exit 1; }')
    jo.adds("From Jo.")
    for number in range(2):
        sam.adds(f"From Sam {number}.")
        assert sam.syncs().sent == 1
        done = jo.syncs()
        assert (done.state, done.received) == ("refused", 1)
        assert SAVED in done.message
        assert jo.unsent() == 1
    assert jo.has() == {"From Jo.", "From Sam 0.", "From Sam 1."}
    assert sam.has() == {"From Sam 0.", "From Sam 1."}


# 17, 18, 19: gone, empty, full -----------------------------------------------------------------------------------


def test_case_17_a_branch_taken_away_a_board_taken_away_and_a_server_that_is_off_are_told_apart(
    shared: Path, pair: tuple[Person, Person], server: Sshd, key: Path
) -> None:
    sam, jo = pair
    sam.adds("Kept.")
    jo.adds("Kept, too.")
    generated.git(shared, "update-ref", "-d", "refs/heads/main")
    for person in (sam, jo, sam):
        done = person.syncs()
        assert done.state == "refused"
        assert "has been taken away" in plain(done.message)
    assert generated.git(shared, "for-each-ref") == b""  # never begun again
    shared.rename(shared.with_suffix(".away"))
    done = sam.syncs()
    assert done.state == "refused"
    assert "no shared board at that address" in plain(done.message)
    use(sam.home, Sshd(server.folder, 9), key)
    sam.workspace.clone.git.run("config", "remote.origin.url", f"ssh://127.0.0.1:9{shared}")
    done = sam.syncs()
    assert done.state == "offline"
    assert "can't be reached" in plain(done.message)
    assert sam.has() == {"Kept."}


def test_case_18_empty_remote_two_first_pushes(server: Sshd, key: Path, tmp_path: Path) -> None:
    shared = bare(server.folder / "empty.git")
    meeting = server.folder / "meeting"
    meeting.mkdir()
    # Neither is let go on before both have offered theirs, so both believe that they are the first.
    hook(
        shared,
        "pre-receive",
        f"""[ -e "{meeting}/over" ] && exit 0
        : >"{meeting}/$$"
        for i in $(seq 100); do
            [ "$(ls "{meeting}" | wc -l)" -ge 2 ] && {{ sleep 0.2; : >"{meeting}/over"; exit 0; }}
            sleep 0.05
        done
        exit 1""",
    )
    with people(tmp_path, "Sam", "Jo") as (sam, jo):
        for person in (sam, jo):
            use(person.home, server, key)
            person.starts()
            person.adds(f"From {person.name}.")
        together = [person.begins("-C", person.board, "connect", server.url(shared)) for person in (sam, jo)]
        ended = [process.communicate(timeout=60) for process in together]
        assert [process.returncode for process in together] == [0, 0], ended
        assert (meeting / "over").exists()
        for person in (sam, jo, sam, jo):
            assert person.syncs().state == "synced"
        assert sam.has() == jo.has() == {"From Sam.", "From Jo."}
        assert tip(sam.board) == tip(jo.board) == tip(shared)
    assert generated.git(shared, "rev-list", "--merges", "main") == b""
    generated.git(shared, "fsck", "--full", "--strict")


def test_case_19_remote_disk_full_over_ssh_waits_lets_others_in_and_is_tried_again(
    server: Sshd, key: Path, board: Path, tmp_path: Path
) -> None:
    needs("root")
    with small_disk(server.folder / "disk") as disk, people(tmp_path, "Sam", "Jo") as (sam, jo):
        shared = copy(board, disk / "board.git")
        for person in (sam, jo):
            use(person.home, server, key, quick=True)
            person.joins(server.url(shared))
        jo.adds("From Jo.")
        jo.syncs()
        filler = fill(disk)
        sam.adds("From Sam.")
        for _ in range(2):
            done = sam.syncs()
            assert (done.state, sam.unsent()) == ("offline", 1)
            assert "no room" in plain(done.message)
            assert SAVED in done.message
        assert sam.has() == {"From Sam.", "From Jo."}
        filler.unlink()
        assert sam.syncs().sent == 1
        jo.syncs()
        assert jo.has() == {"From Sam.", "From Jo."}
        generated.git(shared, "fsck", "--full", "--strict")
