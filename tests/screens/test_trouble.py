"""What goes wrong by itself, beside the screen: said once, in whole sentences, and there to be read again."""

import shutil
from pathlib import Path

import pytest

from kindboard.errors import KindboardError
from kindboard.tui.parts.words import Standing
from kindboard.workspace.workspace import Synced
from tests.screens.frames import frame, text
from tests.screens.live import of, opened, until, until_said
from tests.screens.stills import a_still, riverside
from tests.teams import a_team, a_workspace


async def test_trouble_that_a_sync_by_itself_meets_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_team(tmp_path, "Sam") as (sam,):
        monkeypatch.setattr(sam, "sync", lambda **_: Synced("refused", message="The folder is only read."))
        async with opened(sam) as pilot:
            await until_said(pilot, "The folder is only read.")
            of(pilot).say("")
            of(pilot).sync_by_itself()
            await until(pilot, lambda: not of(pilot).syncing, "the second sync")
            await pilot.pause()
            assert "The folder is only read." not in text(of(pilot))
            await pilot.press("ctrl+p", *"attention", "enter")
            await until_said(pilot, "The folder is only read.")


async def test_what_goes_wrong_while_looking_is_said_once_and_there_to_be_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "This board's folder has a setting that could run a program, so it was not used."
    with a_team(tmp_path, "Sam") as (sam,):
        status = sam.status

        def refuse() -> None:
            raise KindboardError("unsafe-settings", sentence, "Ask whoever set it up to take that setting out.")

        monkeypatch.setattr(sam, "status", refuse)
        async with opened(sam) as pilot:
            await until_said(pilot, f"{sentence} Ask whoever set it up to take that setting out.")
            before = frame(of(pilot)).splitlines()[4:]
            of(pilot).say("")
            await until_said(pilot, "Something is wrong here")
            assert frame(of(pilot)).splitlines()[4:] == before, "the sentence pushed the board about"
            await pilot.press("ctrl+p", *"attention", "enter")
            await until_said(pilot, sentence)
            await pilot.press("escape")
            monkeypatch.setattr(sam, "status", status)
            await until(pilot, lambda: "Something is wrong" not in text(of(pilot)), "the end of it")


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_long_sentence_is_said_in_several_lines_and_the_footer_stays(size: tuple[int, int]) -> None:
    async with a_still(riverside(), size) as pilot:
        before = frame(of(pilot)).splitlines()
        of(pilot).say(
            "Somebody changed this card while you were taking it off, so it stays. Read it again, then decide."
        )
        await pilot.pause()
        shown = frame(of(pilot)).splitlines()
        assert "so it stays. Read it again, then decide." in " ".join(text(of(pilot)).split())
        assert shown[-1] == before[-1]
        of(pilot).say("")
        await pilot.pause()
        assert frame(of(pilot)).splitlines()[1:] == before[1:]


async def test_a_folder_that_is_taken_away_is_said_and_what_is_written_is_kept(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        board.add("answer", {"principle": "kindness-counts", "question": "self", "text": "There"})
        board.set_name("Jo")
        async with opened(board) as pilot:
            await pilot.press("v")
            await until_said(pilot, "There")
            await until(pilot, lambda: of(pilot).standing.known, "the first look")
            shutil.rmtree(board.root)
            await until_said(pilot, "This computer can't read the board's folder just now.")
            await pilot.press("a")
            await until_said(
                pilot, "This computer could not save it just now. Nothing on the board has changed; please try again."
            )
            await pilot.press("n", *"Still here", "ctrl+s", "enter")
            await until_said(pilot, "What you wrote stays here.")
            assert [draft.fields["text"] for draft in board.drafts()] == ["Still here"]
            await pilot.press("escape")
            await until_said(pilot, "There")
            assert of(pilot).fault is None


async def test_a_file_edited_in_place_shows_by_itself(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        card = board.add("answer", {"principle": "kindness-counts", "question": "self", "text": "As it was"})
        async with opened(board) as pilot:
            await until_said(pilot, "As it was")
            await until(pilot, lambda: of(pilot).standing.known, "the first look")
            file = board.root / card.path
            with file.open("r+b") as opened_file:  # no folder changes by this
                opened_file.write(card.raw.replace(b"As it was", b"As it is!"))
            await until_said(pilot, "As it is!")


@pytest.mark.parametrize("state", ["offline", "sign-in", "refused", "busy", "asking"])
async def test_what_keeps_changes_here_is_in_the_status_line_at_every_size(state: str) -> None:
    words = {"offline": "offline", "sign-in": "needs sign-in", "refused": "sending refused", "busy": "sending waits",
             "asking": "no answer yet"}[state]  # fmt: skip
    standing = Standing(shared=True, unsent=1234, waiting=56, state=state)
    async with a_still(riverside(), (40, 10), standing) as pilot:
        for size in ((40, 10), (60, 20), (80, 24), (200, 50)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: words in frame(of(pilot)).splitlines()[0], f"{words} at {size}")
