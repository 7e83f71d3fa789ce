"""Histories that went apart in every way they can: one line again, the same on every computer, and nothing lost."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kindboard.cards.cards import Answer
from kindboard.starters import starters
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.builders import NOW
from tests.faults.killed import killed
from tests.faults.machine import needs
from tests.faults.sound import check_team, plain, tip
from tests.teams import Team, a_team, at_the_computer_of

FIELDS = {"principle": "walk-a-mile", "question": "improve"}


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        yield team


def add(workspace: Workspace, text: str) -> Answer:
    card = workspace.add("answer", FIELDS | {"text": text})
    assert isinstance(card, Answer)
    return card


def texts(workspace: Workspace) -> list[str]:
    return sorted(answer.text for answer in workspace.board().answers)


def told(folder: Path, commits: str) -> list[str]:
    """Who wrote each commit, when, and its message; oldest first."""
    form = "--format=%an|%ae|%ad|%cn|%ce|%cd|%B%x00"
    return generated.git(folder, "log", "--reverse", "--date=raw", form, commits).decode().split("\0\n")[:-1]


# A month away ------------------------------------------------------------------------------------------------------


class AMonthAway:
    """Sam at work without a network: every kind of change, over a month, under two names."""

    def __init__(self, sam: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sam, self.monkeypatch = sam, monkeypatch
        self.said: list[str] = []

    def works(self, edits: int) -> None:
        cards = [add(self.sam, f"Begun {number}\nin the middle\nat the end") for number in range(6)]
        item = self.sam.add("plan", {"column": "start", "title": "Ten quiet minutes"})
        for number in range(7, edits):
            at = NOW + timedelta(days=30) * number / edits
            self.monkeypatch.setenv("KINDBOARD_NOW", at.isoformat())
            if number == edits // 2:
                self.sam.set_name("Sam B.")
            word = f"w{number}."
            card = self.sam.board().find(cards[number % 6].id)
            if number % 5 == 0:
                item = self.sam.change(item, {"title": f"Minutes {word}"})
                continue
            self.said.append(word)
            if number % 5 == 1:
                add(self.sam, f"New {word}")
            elif number % 5 == 2:
                self.sam.note(card, word)
            elif number % 5 == 3:
                self.sam.change(card, {"tags": (*card.tags, word)})
            else:
                self.sam.change(card, {"text": f"{card.text}\n{word}"})
        self.monkeypatch.delenv("KINDBOARD_NOW")


@pytest.mark.parametrize("edits", [40, pytest.param(200, marks=pytest.mark.slow)])
def test_case_09_after_a_month_offline_all_edits_are_made_again_in_one_go(
    team: Team, monkeypatch: pytest.MonkeyPatch, edits: int
) -> None:
    sam, jo = team
    generated.git(team.shared, "config", "core.logAllRefUpdates", "true")
    common = tip(sam.root)
    away = AMonthAway(sam, monkeypatch)
    away.works(edits)
    for number in range(10):
        add(jo, f"Jo {number}")
    assert jo.sync().sent == 10
    assert sam.status().unsent == edits
    mine, theirs = told(sam.root, f"{common}..main"), told(jo.root, f"{common}..main")
    assert len(mine) == edits

    result = sam.sync()
    assert (result.state, result.sent, result.received) == ("synced", edits, 10)
    assert told(team.shared, f"{common}..main") == theirs + mine  # order, authors, dates and messages are kept
    pushes = (team.shared / "logs/refs/heads/main").read_text().splitlines()
    assert len(pushes) == 2, "Jo's push, and one of Sam's"
    check_team(team)
    everything = b"\n".join(card.raw for card in jo.board().cards.values()).decode()
    assert [word for word in away.said if word not in everything] == []
    assert {author.partition("|")[0] for author in mine} == {"Sam", "Sam B."}


# Plain git ---------------------------------------------------------------------------------------------------------

MESSAGE = "Ich war’s\n\nThe rota, too.\n\n  indented: yes\nSigned-off-by: Zoë <zoe@example.org>\n"


def plain_commit(folder: Path, *paths: str) -> None:
    """Somebody commits with git itself, under their own name and a date of long ago."""
    names = {
        "GIT_AUTHOR_NAME": "Zoë", "GIT_AUTHOR_EMAIL": "zoe@example.org", "GIT_AUTHOR_DATE": "1580700906 +0530",
        "GIT_COMMITTER_NAME": "Yan", "GIT_COMMITTER_EMAIL": "yan@example.org", "GIT_COMMITTER_DATE": "1580700999 -0800",
    }  # fmt: skip
    git = ["git", "-C", str(folder)]
    generated.by_hand([*git, "add", "--", *paths]).check_returncode()
    commit = [*git, "commit", "-q", "-F", "-"]
    generated.by_hand(commit, input=MESSAGE.encode(), env=os.environ | names).check_returncode()


def test_case_11_a_plain_commit_is_made_again_by_field_and_keeps_author_date_and_message(team: Team) -> None:
    sam, jo = team
    card = add(sam, "One\nTwo\nThree")
    team.sync()
    file = sam.root / card.path
    file.write_text(file.read_text().replace("Three", "Three, by plain git"))
    (sam.root / "rota.txt").write_text("Mondays\n")
    plain_commit(sam.root, card.path, "rota.txt")
    mine = told(sam.root, "main~1..main")
    jo.change(jo.board().find(card.id), {"text": "One, by Jo\nTwo\nThree", "tags": ("rota",)})
    jo.sync()
    theirs = tip(team.shared)
    sam.note(sam.board().find(card.id), "A note, after.")

    assert sam.sync().sent == 2
    (again, note) = told(team.shared, f"{theirs}..main")
    assert [again] == mine
    assert again == "Zoë|zoe@example.org|1580700906 +0530|Yan|yan@example.org|1580700999 -0800|" + MESSAGE
    assert "Add a note" in note
    check_team(team)
    for person in team:
        now = person.board().find(card.id)
        assert isinstance(now, Answer)
        assert now.text == "One, by Jo\nTwo\nThree, by plain git"
        assert now.tags == ("rota",)
        assert [note.text for note in now.notes.values()] == ["A note, after."]
        assert (person.root / "rota.txt").read_text() == "Mondays\n"
        assert now.also == ()


def test_case_11_a_plain_commit_in_the_very_moment_of_a_save_takes_nothing_from_it(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam, _ = team
    card = add(sam, "One\nTwo\nThree")
    sam.clone.index.finish()
    from kindboard.git import commit as commits

    write, times = commits.write, []

    def after_a_plain_commit(*arguments: object) -> object:
        if not times:
            times.append(1)
            file = sam.root / card.path
            file.write_text(file.read_text().replace("Three", "Three, by plain git"))
            plain_commit(sam.root, card.path)
        return write(*arguments)

    monkeypatch.setattr(commits, "write", after_a_plain_commit)
    sam.change(card, {"text": "One, in the app\nTwo\nThree"})
    assert times
    now = sam.board().find(card.id)
    assert isinstance(now, Answer)
    assert now.text == "One, in the app\nTwo\nThree, by plain git"
    authors = generated.git(sam.root, "log", "-2", "--format=%an").decode().split()
    assert authors == ["Sam", "Zoë"]
    check_team(team)


# Unrelated, set back, criss-cross ----------------------------------------------------------------------------------


def apart(folder: Path, stack: ExitStack) -> tuple[Workspace, Workspace]:
    """Sam's board is shared, Jo's began on its own; both have an answer with the same id."""
    boards = []
    for name in ("Sam", "Jo"):
        with at_the_computer_of(folder / f"{name}-computer"):
            board = stack.enter_context(starters.init(folder / name, title="Riverside", name=name))
            file = board.root / f"boards/{board.slug}/answers/2026-11/2026-11-20-00000001.toml"
            file.parent.mkdir(parents=True)
            file.write_text(
                f'schema = 1\nprinciple = "walk-a-mile"\nquestion = "self"\nby = "{name}"\ntags = ["{name}"]\n'
                f'created = 2026-11-20\nchanged = 2026-11-20T10:00:00Z\ntext = "{name}, of one id."\n'
            )
            board.sync()
            add(board, f"{name}'s own.")
            boards.append(board)
    sam, jo = boards
    starters.connect(sam, str(folder / "shared"))
    return sam, jo


def test_case_15_unrelated_histories_become_one_board_by_id(tmp_path: Path) -> None:
    with ExitStack() as stack:
        sam, jo = apart(tmp_path, stack)
        before, shared = tip(jo.root), tip(tmp_path / "shared")
        starters.connect(jo, str(tmp_path / "shared"), together=True)
        team = Team(tmp_path / "shared", (sam, jo))
        check_team(team)
        assert generated.git(team.shared, "merge-base", "--is-ancestor", shared, "main") == b""
        for person in team:
            board = person.board()
            assert {"Sam's own.", "Jo's own."} < set(texts(person))
            card = board.find("2026-11-20-00000001")
            assert isinstance(card, Answer)
            kept = {card.text, *(other.value for other in card.also if other.field == "text")}
            assert kept == {"Sam, of one id.", "Jo, of one id."}
            assert set(card.tags) == {"Sam", "Jo"}
            assert len(board.principles) == 7
        assert tip(jo.root, f"refs/kindboard/backup/{before[:12]}") == before


def test_case_15_the_backup_is_there_before_anything_else_is_done(tmp_path: Path) -> None:
    needs("posix")
    with ExitStack() as stack:
        _, jo = apart(tmp_path, stack)
        before, shared = tip(jo.root), tip(tmp_path / "shared")
        generated.git(jo.root, "config", "remote.origin.url", str(tmp_path / "shared"))
        killed(jo, tmp_path / "Jo-computer", "sync", "after", "kindboard.git.commit", "move_refs")
        assert tip(jo.root, f"refs/kindboard/backup/{before[:12]}") == before
        assert (tip(jo.root), tip(tmp_path / "shared")) == (before, shared)


def test_case_16_what_was_on_a_board_that_was_set_back_is_sent_again_with_a_warning(team: Team) -> None:
    sam, jo = team
    before = tip(team.shared)
    card = add(jo, "Sent, then set back.")
    jo.change(card, {"tags": ("rota",)})
    team.sync()
    lost = tip(team.shared)
    generated.git(team.shared, "update-ref", "refs/heads/main", before)
    add(sam, "Later.")
    result = sam.sync()
    assert (result.state, result.sent) == ("synced", 3)
    assert "set back" in plain(result.message)
    assert tip(sam.root, f"refs/kindboard/backup/{lost[:12]}") == lost
    check_team(team)
    assert texts(sam) == texts(jo) == ["Later.", "Sent, then set back."]
    assert tip(team.shared, "main~1") == lost  # the very commits of before
    assert "set back" not in sam.sync().message  # said once


def test_case_16_what_somebody_wrote_anew_and_forced_onto_the_board_is_not_there_twice(team: Team) -> None:
    sam, jo = team
    before = tip(team.shared)
    for words in ("First.", "Second.", "Third."):
        add(jo, words)
    team.sync()
    lost = tip(team.shared)
    add(sam, "Unsent.")
    # Somebody with plain git changes the message of the second and pushes by force.
    somewhere = team.shared.with_name("plain")
    generated.git(team.shared, "clone", "-q", str(team.shared), str(somewhere))
    generated.git(somewhere, "reset", "-q", "--hard", "main~1")
    generated.git(
        somewhere, "commit", "-q", "--amend", "-m", generated.git(somewhere, "log", "-1", "--format=%B").decode()
    )
    generated.git(somewhere, "cherry-pick", lost)
    generated.git(somewhere, "push", "-q", "--force", "origin", "main")
    forced = tip(team.shared)
    assert forced != lost
    result = sam.sync()
    assert (result.state, result.sent) == ("synced", 1)
    assert "set back" in plain(result.message)
    for person in (sam, jo):
        person.sync()
        backups = generated.git(person.root, "for-each-ref", "--format=%(objectname)", "refs/kindboard/backup").decode()
        assert lost in backups.split()
    check_team(team)
    assert tip(team.shared, "main~1") == forced
    assert generated.git(team.shared, "rev-list", "--count", f"{before}..main") == b"4\n"
    assert texts(sam) == texts(jo) == ["First.", "Second.", "Third.", "Unsent."]


def answer(lines: Sequence[str], tags: Sequence[str], changed: int) -> bytes:
    return generated.answer(1, "\n".join(lines), tuple(tags), changed)


def a_commit(folder: Path, path: str, raw: bytes, when: datetime, *parents: str) -> str:
    """A commit by plain git, the parents' first one but for one file."""
    names = {f"GIT_{role}_DATE": when.isoformat() for role in ("AUTHOR", "COMMITTER")}
    index = {"GIT_INDEX_FILE": str(folder.with_name("index"))}
    names |= {f"GIT_{role}_{what}": "plain@git" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

    def git(*arguments: str, stdin: bytes = b"") -> str:
        return subprocess.run(
            ["git", "-C", str(folder), *arguments],
            env=os.environ | names | index, input=stdin, stdout=subprocess.PIPE, check=True, timeout=60,
        ).stdout.decode().strip()  # fmt: skip

    git("read-tree", parents[0])
    blob = git("hash-object", "-w", "--stdin", stdin=raw)
    git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
    tree = git("write-tree")
    above = [part for parent in parents for part in ("-p", parent)]
    return git("commit-tree", tree, *above, "-m", "By plain git")


def criss_cross(team: Team) -> None:
    """Sam's and Jo's lines were each merged into the other by hand, not in the same way, and both went on."""
    sam, jo = team
    path = f"boards/{sam.slug}/answers/2026-11/{generated.numbered_id(1)}.toml"
    where, at = sam.root, [NOW + timedelta(minutes=number) for number in range(9)]
    begun = a_commit(where, path, answer("abcde", ["rota"], 0), at[0], tip(where))
    one = a_commit(where, path, answer(["a Sam", *"bcde"], ["rota", "sam"], 10), at[1], begun)
    other = a_commit(where, path, answer([*"abcd", "e Jo"], ["jo"], 20), at[2], begun)
    sams = a_commit(where, path, answer(["a Sam", "b", "c Sam", "d", "e Jo"], ["jo", "sam"], 30), at[3], one, other)
    jos = a_commit(where, path, answer(["a Sam", "b", "c Jo", "d", "e Jo"], ["jo", "sam"], 40), at[4], other, one)
    sams = a_commit(where, path, answer(["a Sam", "b", "c Sam", "d", "e Jo"], ["jo", "sam", "s2"], 50), at[5], sams)
    jos = a_commit(where, path, answer(["a Sam", "b", "c Jo", "d", "e Jo", "f"], ["jo", "j2"], 45), at[6], jos)
    generated.git(where, "branch", "criss", jos)
    generated.git(jo.root, "fetch", "-q", str(where), "criss", sams)
    generated.git(where, "branch", "-D", "criss")
    for person, commit in ((sam, sams), (jo, jos)):
        generated.git(person.root, "reset", "-q", "--hard", commit)
    assert len(generated.git(jo.root, "merge-base", "--all", sams, jos).split()) == 2


def test_case_20_a_criss_cross_history_gives_the_same_cards_whoever_merges_first(tmp_path: Path) -> None:
    trees, told_by = set(), []
    for order in ((0, 1), (1, 0)):
        folder = tmp_path / f"first {order[0]}"
        folder.mkdir()
        with a_team(folder, "Sam", "Jo") as team:
            criss_cross(team)
            for number in (*order, order[0]):
                assert team.members[number].sync().state == "synced"
            for person in team:
                check_clone_of_merges(person)
                card = person.board().find(generated.numbered_id(1))
                assert isinstance(card, Answer)
                told_by.append((card.text, tuple(card.tags), card.also))
                trees.add(generated.git(person.root, "rev-parse", f"main:boards/{person.slug}/answers"))
            assert len(team.tips()) == 1
    assert len(trees) == 1
    assert len(set(told_by)) == 1
    text, tags, also = told_by[0]
    assert set(tags) == {"s2", "j2", "jo"} | ({"sam"} if "sam" in tags else set())
    assert {"c Sam" in text, "c Jo" in text} == {True, False}
    assert any("c Sam" in str(other.value) or "c Jo" in str(other.value) for other in also)


def check_clone_of_merges(workspace: Workspace) -> None:
    workspace.clone.index.finish()
    generated.git(workspace.root, "fsck", "--full", "--strict")
    assert generated.git(workspace.root, "status", "--porcelain") == b""
    assert generated.git(workspace.root, "for-each-ref", "refs/kindboard/candidate") == b""
