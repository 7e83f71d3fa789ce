"""An answer without a name: nothing in what is sent leads to its writer."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from kindboard.cards.cards import Answer
from kindboard.errors import KindboardError
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.teams import Team, a_team, a_workspace

FIELDS = {"principle": "walk-a-mile", "question": "improve", "text": "I am afraid to say this."}


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        yield team


def unsigned(workspace: Workspace) -> Answer:
    card = workspace.add("answer", FIELDS, no_name=True)
    assert isinstance(card, Answer)
    return card


def test_it_has_no_name_and_no_time_of_day(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        card = unsigned(workspace)
        assert card.by is None
        assert card.changed == datetime.combine(card.created, time(), UTC)
        assert b"Sam" not in card.raw


def test_it_is_on_the_board_of_its_writer_at_once(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        card = unsigned(workspace)
        assert workspace.board().find(card.id) == card
        assert workspace.status().waiting == 1


def test_it_waits_for_its_time_and_then_goes_by_itself(team: Team) -> None:
    sam, jo = team
    card = unsigned(sam)
    sam.sync()
    (sam.clone.folder / "queue-due").write_text("0")
    sam.sync()
    jo.sync()
    assert card.id in jo.board().cards
    assert sam.status().waiting == 0


def test_sent_at_once_it_goes_alone_all_the_same_and_the_rest_with_the_next_sync(team: Team) -> None:
    sam, _ = team
    sam.add("answer", FIELDS | {"text": "Signed."})
    unsigned(sam)
    before, sent = by_sam(team), len(generated.git(team.shared, "rev-list", "main").split())
    synced = sam.sync(now=True)
    assert (synced.sent, sam.status().waiting, sam.status().unsent) == (1, 0, 1)
    assert synced.message == "1 sent. The rest goes the next time, so that it tells nobody who wrote without a name"
    assert by_sam(team) == before
    assert len(generated.git(team.shared, "rev-list", "main").split()) == sent + 1
    assert sam.sync().message == "1 sent"


def test_taking_back_the_last_that_waits_leaves_the_others_waiting(team: Team) -> None:
    sam, jo = team
    first, second = unsigned(sam), unsigned(sam)
    sam.undo()
    assert [answer.id for answer in sam.board().answers] == [first.id]
    team.sync()
    assert first.id in jo.board().cards
    assert second.id not in jo.board().cards


def test_its_writer_corrects_it_and_nobody_else(team: Team) -> None:
    sam, jo = team
    card = unsigned(sam)
    team.sync()
    theirs = jo.board().find(card.id)
    with pytest.raises(KindboardError, match="only be corrected on the computer"):
        jo.change(theirs, {"text": "Other words."})
    corrected = sam.change(sam.board().find(card.id), {"text": "I was afraid to say this."})
    assert corrected.changed.time() < time(0, 0, 1)
    team.sync()
    assert jo.board().find(card.id).raw == corrected.raw
    assert "Sam" not in generated.git(team.shared, "log", "-1", "--format=%an %cn", "main").decode()


def test_others_may_note_group_and_say_me_too(team: Team) -> None:
    sam, jo = team
    card = unsigned(sam)
    team.sync()
    noted = jo.note(jo.board().find(card.id), "Thank you.")
    jo.echo(noted)
    team.sync()
    now = sam.board().find(card.id)
    assert isinstance(now, Answer)
    assert [note.text for note in now.notes.values()] == ["Thank you."]
    assert len(now.echoes) == 1
    assert "Jo" not in "".join(now.echoes)


def test_while_a_correction_waits_what_others_add_is_seen_and_plain_git_takes_nothing_back(team: Team) -> None:
    sam, jo = team
    card = unsigned(sam)
    team.sync()
    sam.change(card, {"text": "I am less afraid now."})
    jo.note(jo.board().cards[card.id], "Thank you for saying it.")
    jo.sync()
    sam.sync()
    assert sam.status().waiting == 1
    seen = sam.board().cards[card.id]
    assert b"less afraid" in seen.raw
    assert b"Thank you" in seen.raw
    assert (sam.root / card.path).read_bytes() == seen.raw
    sam.clone.index.finish()
    (sam.root / "minutes.txt").write_text("What we said.\n")
    generated.git(sam.root, "add", "--all")
    generated.git(sam.root, "commit", "-qam", "By hand")
    assert b"less afraid" not in generated.git(sam.root, "show", f"HEAD:{card.path}")
    jo.note(jo.board().cards[card.id], "So do I.")
    jo.sync()
    assert sam.sync().received == 1
    sam.clone.index.finish()
    generated.git(sam.root, "commit", "-qa", "--allow-empty", "-m", "By hand, too")
    assert b"less afraid" not in generated.git(sam.root, "show", f"HEAD:{card.path}")
    sam.sync(now=True)
    team.sync()
    assert b"less afraid" in jo.board().cards[card.id].raw
    assert generated.git(sam.root, "ls-files", "-t", "--", card.path).startswith(b"H ")
    assert generated.git(sam.root, "status", "--porcelain") == b""
    assert b"Thank you" in jo.board().cards[card.id].raw


def test_a_correction_takes_nothing_back_that_came_in_and_waits_with_my_own(team: Team) -> None:
    """What others sent has been fetched and not joined yet, as when a sync stops half-way; and mine is unsent."""
    sam, jo = team
    card = unsigned(sam)
    team.sync()
    jo.note(jo.board().cards[card.id], "Thank you for saying it.")
    jo.sync()
    generated.git(sam.root, "fetch", "--quiet", "origin")
    theme = sam.add("theme", {"title": "Fear"})
    sam.group(theme, [sam.board().cards[card.id]])  # type: ignore[arg-type]
    corrected = sam.change(sam.board().cards[card.id], {"text": "I am less afraid now."})
    assert f'theme = "{theme.id}"'.encode() in corrected.raw
    assert sam.board().cards[card.id].raw == corrected.raw
    team.sync()
    for person in team:
        raw = person.board().cards[card.id].raw
        assert all(words in raw for words in (b"Thank you", b"less afraid", theme.id.encode()))
        assert b"[[also]]" not in raw


def test_somebody_without_a_name_writes_without_a_name(tmp_path: Path) -> None:
    with a_workspace(tmp_path, name=None) as workspace:
        card = workspace.add("answer", FIELDS)
        assert workspace.status().waiting == 1
        assert b"by =" not in card.raw


def test_a_hand_edit_of_a_no_name_answer_tells_no_name_and_no_time_either(team: Team) -> None:
    sam, _ = team
    card = unsigned(sam)
    file = sam.root / card.path
    for said, edited in (("afraid", "a little afraid"), ("little", "bit")):
        file.write_text(file.read_text().replace(said, edited))
        assert sam.sync(now=True).state == "synced"
        log = generated.git(
            team.shared, "log", "--format=%an|%cn|%ad|%cd", "--date=raw", "HEAD", "--", card.path
        ).decode()
        assert all(line.startswith("kindboard|kindboard|") for line in log.splitlines())
        assert all(int(when.split()[0]) % 86400 == 0 for line in log.splitlines() for when in line.split("|")[2:])
    assert [answer.text for answer in sam.board().answers] == ["I am a bit afraid to say this."]


# Whoever does what ---------------------------------------------------------------------------------------------------


def by_sam(team: Team) -> int:
    return len(generated.git(team.shared, "log", "--format=%H", "--author=Sam", "main", "--").split())


def test_taking_back_one_that_was_sent_tells_no_name_and_no_time(team: Team) -> None:
    sam, _ = team
    unsigned(sam)
    team.sync()
    before = by_sam(team)
    sam.undo()
    assert sam.board().answers == ()
    team.sync()
    sam.redo()
    team.sync()
    (back,) = sam.board().answers
    assert back.changed.time() < time(0, 0, 1)
    assert by_sam(team) == before


def test_one_that_was_removed_comes_back_without_a_name_too(team: Team) -> None:
    sam, jo = team
    card = unsigned(sam)
    before = by_sam(team)
    sam.remove(card)
    restored = sam.restore(card.id)
    assert restored.changed.time() < time(0, 0, 1)
    team.sync()
    assert card.id in jo.board().cards
    assert by_sam(team) == before


def test_what_would_tell_whose_it_is_waits_until_it_was_sent(team: Team) -> None:
    sam, jo = team
    card = unsigned(sam)
    for add in (lambda: sam.echo(card), lambda: sam.note(card, "Mine.")):
        with pytest.raises(KindboardError, match="would tell whose it is"):
            add()
    sam.note(card, "Nobody's.", no_name=True)
    team.sync()
    there = jo.board().cards[card.id]
    assert isinstance(there, Answer)
    assert [(note.by, note.text) for note in there.notes.values()] == [(None, "Nobody's.")]
    signed = sam.note(sam.board().cards[card.id], "Mine.")
    assert isinstance(signed, Answer)
    assert {note.by for note in signed.notes.values()} == {None, "Sam"}


def test_grouping_makes_no_difference_between_ones_own_and_others(team: Team) -> None:
    sam, jo = team
    card = unsigned(sam)
    other = jo.add("answer", FIELDS | {"text": "Jo's words."})
    team.sync()
    theme = sam.new_theme("Fear", [sam.board().cards[card.id], sam.board().cards[other.id]])
    mine, theirs = (sam.board().cards[each.id] for each in (card, other))
    assert isinstance(mine, Answer)
    assert mine.theme == theme.id
    assert mine.changed == theirs.changed


def test_one_that_waits_is_grouped_without_a_time(team: Team) -> None:
    sam, jo = team
    theme = sam.add("theme", {"title": "Fear"})
    card = unsigned(sam)
    before = by_sam(team)
    grouped = sam.change(card, {"theme": theme.id})
    assert grouped.changed.time() < time(0, 0, 1)
    team.sync()
    assert jo.board().cards[card.id].raw == grouped.raw
    assert by_sam(team) == before + 1  # the theme


def test_a_note_without_a_name_goes_alone(team: Team) -> None:
    sam, jo = team
    card = jo.add("answer", FIELDS | {"text": "Jo's words."})
    team.sync()
    sam.add("answer", FIELDS | {"text": "Sam's, just before."})
    sam.note(sam.board().cards[card.id], "It is true.", no_name=True)
    assert sam.status().waiting == 1
    team.sync()
    (note,) = jo.board().cards[card.id].notes.values()  # type: ignore[attr-defined]
    assert (note.by, note.text) == (None, "It is true.")
    told = generated.git(team.shared, "log", "--format=%an %cn %ad|%s", "--date=format:%H:%M:%S", "main", "--")
    assert [line.partition("|")[0] for line in told.decode().splitlines() if line.endswith("|Add a note")] == [
        "kindboard kindboard 00:00:00"
    ]


def test_plain_git_takes_nothing_along_that_waits(team: Team) -> None:
    sam, jo = team
    exclude = sam.root / ".git" / "info" / "exclude"
    exclude.parent.mkdir(exist_ok=True)
    exclude.write_text("*.bak\n")
    card = unsigned(sam)
    (sam.root / "minutes.txt").write_text("What we said.\n")
    generated.git(sam.root, "add", "--all")
    generated.git(sam.root, "commit", "-q", "-m", "By hand")
    assert card.path not in generated.git(sam.root, "ls-tree", "-r", "--name-only", "HEAD").decode()
    team.sync()
    assert card.id in jo.board().cards
    assert exclude.read_text() == "*.bak\n"
    assert generated.git(sam.root, "status", "--porcelain") == b""
