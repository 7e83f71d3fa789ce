"""Closing the board: everything is kept, and nobody waits long."""

from pathlib import Path
from threading import Event

import pytest

from kindboard.board.board import Draft
from kindboard.tui import app as app_module
from kindboard.tui.app import KindboardApp
from kindboard.workspace.workspace import Synced
from tests.screens.frames import text
from tests.screens.live import of, opened, until, until_said
from tests.teams import a_team, a_workspace

WHERE = {"principle": "kindness-counts", "question": "self"}


async def test_q_closes_a_board_that_is_shared_with_nobody_at_once(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        app = KindboardApp(board)
        async with app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("q")
            await until(pilot, lambda: not app.is_running, "the end")
        assert app.return_value == ""


async def test_what_is_saved_is_sent_before_closing(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as (sam, jo):
        app = KindboardApp(sam)
        async with app.run_test() as pilot:
            await until(pilot, lambda: app.standing.shared, "the standing")
            sam.add("answer", WHERE | {"text": "Just before the bus"})
            await pilot.press("q")
            await until(pilot, lambda: not app.is_running, "the end")
        assert app.return_value == ""
        jo.sync()
        assert [a.text for a in jo.board().answers] == ["Just before the bus"]


async def test_a_network_that_never_answers_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_team(tmp_path, "Sam") as team:
        (sam,) = team
        hanging = Event()

        def sync(**_: bool) -> Synced:
            hanging.wait(30)
            return Synced("offline")

        monkeypatch.setattr(sam, "sync", sync)
        monkeypatch.setattr(app_module, "QUIT_WAITS", 0.1)
        app = KindboardApp(sam)
        async with app.run_test() as pilot:
            sam.add("answer", WHERE | {"text": "One"})
            await until(pilot, lambda: app.standing.unsent == 1, "the standing")
            await pilot.press("q")
            await until(pilot, lambda: not app.is_running, "the end")
        assert app.return_value == "1 to send next time. Everything is saved on this computer."
        hanging.set()


async def test_an_answer_being_written_when_the_app_ends_is_there_at_the_next_start(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        async with opened(board) as pilot:
            await pilot.press("n", *"Half a")
            pilot.app.exit()
        async with opened(board) as pilot:
            await until_said(pilot, "Half a")
            await pilot.press("enter", "end", *" thought", "ctrl+s", "enter")
            await until_said(pilot, "Put on the board")
        assert [a.text for a in board.board().answers] == ["Half a thought"]


async def test_a_fault_while_saving_is_said_and_the_words_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_workspace(tmp_path) as board:

        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        async with opened(board) as pilot:
            await pilot.press("n", *"Precious")
            await until(pilot, lambda: bool(board.drafts()), "a draft")
            monkeypatch.setattr(board, "post", full)
            await pilot.press("ctrl+s", "enter")
            await until_said(pilot, "What you wrote stays here.")
            assert "Precious" in text(pilot.app)  # type: ignore[arg-type]


async def test_a_sync_that_fails_in_an_unknown_way_is_said_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_team(tmp_path, "Sam") as team:
        (sam,) = team
        sync = sam.sync

        def broken(**_: bool) -> Synced:
            raise ZeroDivisionError

        async with opened(sam) as pilot:
            monkeypatch.setattr(sam, "sync", broken)
            await pilot.press("s")
            await until_said(pilot, "Everything is saved on this computer")
            monkeypatch.setattr(sam, "sync", sync)
            await pilot.press("s")
            await until_said(pilot, "Nothing new.")


async def test_that_a_sync_went_well_takes_no_newer_words_away_and_whoever_asks_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_team(tmp_path, "Sam") as (sam,):
        ended: list[Event] = []

        def held(**_: bool) -> Synced:
            ended.append(mine := Event())
            assert mine.wait(10)
            return Synced("synced", message=f"Answer {len(ended)}.")

        async with opened(sam) as pilot:
            app = of(pilot)
            await until(pilot, lambda: app.standing.news is not None and not app.syncing, "the first news")
            monkeypatch.setattr(sam, "sync", held)
            await pilot.press("s")
            await until(pilot, lambda: len(ended) == 1, "the sync")
            app.say("In the plan.")
            ended[0].set()
            await until(pilot, lambda: not app.syncing, "its end")
            assert app.said == "In the plan."
            app.sync_by_itself()
            await until(pilot, lambda: len(ended) == 2, "one by itself")
            await pilot.press("s")
            ended[1].set()
            await until(pilot, lambda: len(ended) == 3, "one for who asked meanwhile")
            ended[2].set()
            await until_said(pilot, "Answer 3.")


async def test_a_terminal_that_goes_while_words_are_being_kept_leaves_them_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signal comes between two steps of keeping, in the same thread, and asks for everything to be kept."""
    with a_workspace(tmp_path) as board:
        async with opened(board) as pilot:
            app, keep = of(pilot), board.keep
            asked: list[Draft] = []

            def interrupted(draft: Draft) -> Draft:
                kept = keep(draft)
                if not asked:
                    asked.append(kept)
                    app.keep_everything()
                return kept

            monkeypatch.setattr(board, "keep", interrupted)
            await pilot.press("n", *"Half a thought")
            await until(pilot, lambda: bool(asked), "a draft")
        assert [draft.fields["text"] for draft in board.drafts()] == ["Half a thought"]
