"""What leaves this computer: nothing taken back in time, and nothing that leads to the writer of a no-name answer."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

import kindboard
from kindboard.cards.cards import Answer, Card
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.faults.killed import killed, the_answer
from tests.faults.machine import needs
from tests.faults.sound import check_team, tip
from tests.teams import Team, a_team, at_the_computer_of

FIELDS = {"principle": "walk-a-mile", "question": "improve", "text": "Regretted words."}
REGRETTED = b"Regretted"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Sam and Jo, with one answer of Sam's that both have."""
    with a_team(tmp_path, "Sam", "Jo") as team:
        team.members[0].add("answer", FIELDS | {"question": "self", "text": "I listen."})
        team.sync()
        yield team


def every_object(folder: Path) -> bytes:
    """All that a shared folder could give away: every object in it, also those that nothing leads to."""
    return generated.git(folder, "cat-file", "--batch-all-objects", "--batch")


def reachable(folder: Path, *refs: str) -> bytes:
    """Every object that would be sent with these refs."""
    names = generated.git(folder, "rev-list", "--objects", *refs).decode().splitlines()
    asked = "\n".join(name.split()[0] for name in names).encode()
    return generated.git(folder, "cat-file", "--batch", stdin=asked)


def leaving(workspace: Workspace) -> bytes:
    refs = ["refs/heads/main", "refs/kindboard/queue"]
    there = generated.git(workspace.root, "for-each-ref", "--format=%(refname)", *refs).decode().split()
    return reachable(workspace.root, *there)


def undone(sam: Workspace, _: Card) -> None:
    assert not sam.undo().seen


def removed(sam: Workspace, card: Card) -> None:
    sam.remove(card)


def changed_and_removed(sam: Workspace, card: Card) -> None:
    card = sam.change(card, {"text": "Regretted, and changed."})
    sam.add("answer", FIELDS | {"text": "Stays."})
    sam.remove(sam.note(card, "Regretted note.", no_name=card.by is None))  # type: ignore[attr-defined]


def removed_put_back_and_removed(sam: Workspace, card: Card) -> None:
    sam.remove(card)
    sam.undo()
    sam.redo()


def restored_and_removed(sam: Workspace, card: Card) -> None:
    sam.remove(card)
    sam.remove(sam.restore(card.id))


WAYS = (undone, removed, changed_and_removed, removed_put_back_and_removed, restored_and_removed)


def test_case_62_the_words_of_an_answer_taken_back_in_time_are_in_no_object_that_leaves(team: Team) -> None:
    sam, jo = team
    taken_back = []
    for no_name in (False, True):
        for number, way in enumerate(WAYS):
            sam.add("answer", FIELDS | {"text": f"Before {number} {no_name}."})
            card = sam.add("answer", FIELDS, no_name=no_name)
            assert REGRETTED in leaving(sam), way
            way(sam, card)
            assert REGRETTED not in leaving(sam), way
            taken_back.append(card.id)
    check_team(team)
    assert {answer.text for answer in jo.board().answers} == {
        *("I listen.", "Stays."),
        *(f"Before {number} {no_name}." for number in range(len(WAYS)) for no_name in (False, True)),
    }
    left = every_object(team.shared)
    assert REGRETTED not in left + every_object(jo.root)
    assert not any(id.encode() in left for id in taken_back)


def test_case_62_nor_are_they_after_attempts_to_send_that_never_reached_the_shared_board(team: Team) -> None:
    sam, _ = team
    away = team.shared.with_name("unplugged")
    team.shared.rename(away)
    card = sam.add("answer", FIELDS)
    assert sam.sync().state == "offline"
    sam.remove(card)
    away.rename(team.shared)
    check_team(team)
    assert REGRETTED not in every_object(team.shared)


def test_case_62_a_change_and_then_the_removal_of_an_answer_that_was_sent_before_send_the_removal_alone(
    team: Team,
) -> None:
    sam, jo = team
    card = sam.change(sam.board().answers[0], {"text": "Regretted words."})
    sam.remove(card)
    assert REGRETTED not in leaving(sam)
    check_team(team)
    assert jo.board().answers == ()
    assert REGRETTED not in every_object(team.shared)
    assert sam.restore(card.id).text == "Regretted words."  # nothing that was typed is lost


@pytest.mark.parametrize(
    "step",
    [
        ("after", "kindboard.clone.journal", "write"),
        ("after", "kindboard.git.commit", "write"),
        ("after", "kindboard.clone.journal", "clear"),
        ("before", "kindboard.clone.removals", "forget_unsent"),
    ],
    ids=" ".join,
)
def test_case_62_nor_are_they_where_the_removal_was_cut_short(
    team: Team, tmp_path: Path, step: tuple[str, str, str]
) -> None:
    needs("posix")
    sam, _ = team
    card = sam.add("answer", FIELDS)
    sam.add("answer", FIELDS | {"question": "self", "text": "Stays."})
    sam.clone.index.finish()
    assert the_answer(sam).id == card.id
    killed(sam, tmp_path / "Sam-computer", "remove", *step)
    with at_the_computer_of(tmp_path / "Sam-computer"), kindboard.open(sam.root) as again:
        assert card.id not in again.board().cards
        assert REGRETTED not in leaving(again)
        again.sync(now=True)
        assert REGRETTED not in every_object(team.shared)
        assert again.restore(card.id).text == "Regretted words."


# An answer without a name ------------------------------------------------------------------------------------------

WRITER = ("Samantha Writer", "sam.writer@example.org", "Sam", "samantha")
UNSIGNED = FIELDS | {"text": "I am afraid to say this."}


@pytest.fixture
def known_to_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This computer's git, and the computer itself, know who sits here."""
    settings = tmp_path / "gitconfig"
    settings.write_text(f"[user]\n\tname = {WRITER[0]}\n\temail = {WRITER[1]}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    for name in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "USER", "LOGNAME"):
        monkeypatch.setenv(name, WRITER[0])
    for name in ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.setenv(name, WRITER[1])


def log(folder: Path, *arguments: str) -> str:
    return generated.git(folder, "log", "--format=fuller", "--date=iso-strict", *arguments).decode()


def its_commits(folder: Path, path: str) -> list[str]:
    return generated.git(folder, "log", "--format=%H", "main", "--", path).decode().split()


def at(monkeypatch: pytest.MonkeyPatch, hour: int, minute: int = 17) -> None:
    monkeypatch.setenv("KINDBOARD_NOW", f"2026-11-23T{hour:02}:{minute:02}:31.415926+00:00")


@pytest.mark.usefixtures("known_to_git")
def test_case_63_the_log_that_a_shared_folder_keeps_does_not_tell_who_is_logged_in(team: Team) -> None:
    sam, _ = team
    generated.git(team.shared, "config", "--file", str(team.shared / "config"), "core.logAllRefUpdates", "true")
    sam.add("answer", UNSIGNED, no_name=True)
    assert sam.sync(now=True).state == "synced"
    lines = (team.shared / "logs" / "refs" / "heads" / "main").read_text().splitlines()
    assert lines
    for line in lines:
        assert line.split(maxsplit=2)[2].startswith("kindboard <kindboard@kindboard.invalid> ")


@pytest.mark.usefixtures("known_to_git")
def test_case_63_a_no_name_answer_has_nothing_of_its_writer_in_the_log_nor_in_its_objects(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam, jo = team
    at(monkeypatch, 13)
    card = sam.add("answer", UNSIGNED, no_name=True)
    sam.change(card, {"tags": ("rota",)})
    at(monkeypatch, 14)
    sam.change(sam.board().find(card.id), {"text": "I was afraid to say this."})
    sam.sync(now=True)
    at(monkeypatch, 15)
    sam.change(sam.board().find(card.id), {"text": "I am still afraid."})
    sam.sync(now=True)
    jo.sync()
    assert jo.board().find(card.id).raw == sam.board().find(card.id).raw
    commits = its_commits(team.shared, card.path)
    assert len(commits) == 4
    midnight = "2026-11-23T00:00:00+00:00"
    for commit in commits:
        said = log(team.shared, "-1", "--raw", commit)
        for line in ("Author:     kindboard <kindboard@kindboard.invalid>", f"AuthorDate: {midnight}"):
            assert line in said
            assert line.replace("Author:    ", "Commit:    ").replace("AuthorDate", "CommitDate") in said
        told = said.encode() + reachable(team.shared, f"{commit}^!")
        assert not any(name.encode() in told for name in WRITER), told
        assert not any(time in told for time in (b"13:17", b"14:17", b"15:17", b"415926"))
    for person in team:
        assert person.board().find(card.id).changed < datetime.datetime(2026, 11, 23, 0, 0, 1, tzinfo=datetime.UTC)


@pytest.mark.usefixtures("known_to_git")
def test_case_63_no_commit_of_its_writer_goes_with_it_or_stands_beside_it(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam, jo = team
    at(monkeypatch, 13)
    card = sam.add("answer", UNSIGNED, no_name=True)
    sam.add("answer", FIELDS | {"text": "Signed, before."})
    assert sam.sync().sent == 1  # the answer without a name waits for its time
    assert card.id not in every_object(team.shared).decode("utf-8", "replace")
    jo.add("answer", FIELDS | {"text": "Jo's, before."})
    jo.sync()
    sam.add("answer", FIELDS | {"text": "Signed, after."})
    (sam.clone.folder / "queue-due").write_text("0")
    before = tip(team.shared)
    assert sam.sync().sent == 1
    assert its_commits(team.shared, card.path) == [tip(team.shared)]
    assert tip(team.shared, "main~1") == before  # it went alone
    jo.add("answer", FIELDS | {"text": "Jo's, after."})
    jo.sync()
    check_team(team)
    authors = generated.git(team.shared, "log", "--format=%an", "-5", "main").decode().split()
    assert authors == ["Sam", "Jo", "kindboard", "Jo", "Sam"]


def test_case_63_echo_codes_and_the_other_of_two_texts_lead_nowhere(team: Team) -> None:
    sam, jo = team
    card = sam.add("answer", UNSIGNED, no_name=True)
    team.sync()
    sam.echo(sam.board().find(card.id))
    sam.change(sam.board().find(card.id), {"text": "Sam's own correction."})
    jo.note(jo.board().find(card.id), "Thank you.")
    jo.echo(jo.board().find(card.id))
    team.sync()
    now = sam.board().find(card.id)
    assert isinstance(now, Answer)
    assert (now.text, len(now.echoes)) == ("Sam's own correction.", 2)
    assert not any(name in code for code in now.echoes for name in ("Sam", "sam", "Jo", "jo"))
    for commit in its_commits(team.shared, card.path):
        blob = generated.git(team.shared, "show", f"{commit}:{card.path}").decode()
        assert "Sam" not in blob.replace("Sam's own correction.", "")
