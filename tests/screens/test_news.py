"""What comes from elsewhere: other windows, other people, and what it never does to the card in hand."""

from pathlib import Path

import pytest

from kindboard.starters import boards
from kindboard.tui.mixins import syncing
from tests.builders import ABoard, a_board
from tests.screens.frames import frame, text
from tests.screens.live import of, opened, until, until_said
from tests.screens.stills import StillApp, a_still
from tests.teams import a_team, a_workspace

WHERE = {"principle": "kindness-counts", "question": "self"}


def with_answers(*numbers: int) -> ABoard:
    made = a_board()
    for number in numbers:
        made = made.with_answer(f"Answer {number}", id=f"2026-11-23-{number:08d}", **WHERE)
    return made


def highlighted(app: StillApp) -> str:
    return next(line for line in frame(app).splitlines() if "> Answer" in line).split(">", 1)[1].split("  ")[0].strip()


def line_of(app: StillApp, words: str) -> int:
    return next(n for n, line in enumerate(frame(app).splitlines()) if words in line)


async def test_another_windows_save_shows_by_itself(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as mine:
        import kindboard

        async with opened(mine) as pilot:
            await until(pilot, lambda: "nobody yet" in text(of(pilot)), "the board")
            with kindboard.open(mine.root) as other:
                other.add("answer", WHERE | {"text": "From the other window"})
            await until_said(pilot, "From the other window")


async def test_a_colleagues_answer_comes_with_the_next_sync_and_mine_goes_out_by_itself(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as (sam, jo):
        async with opened(sam) as pilot:
            jo.add("answer", WHERE | {"text": "Jo's words"})
            jo.sync()
            await pilot.press("s")
            await until_said(pilot, "1 after yours")
            await pilot.press("n", *"Mine", "ctrl+s", "enter")
            await until_said(pilot, "Mine")
            assert "Jo's words" in text(of(pilot))
            await until(pilot, lambda: jo.sync().received > 0 or len(jo.board().answers) == 2, "my answer at Jo's")
    assert {a.text for a in jo.board().answers} == {"Jo's words", "Mine"}


async def test_an_answer_without_a_name_goes_with_the_rest_only_when_somebody_says_so(tmp_path: Path) -> None:
    with a_team(tmp_path, "Ann", "Bo") as team:
        ann, bo = team.members
        for text, no_name in (("Without a name.", True), ("Signed.", False)):
            ann.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": text}, no_name=no_name)
        async with opened(ann, (80, 24)) as pilot:
            await until(pilot, lambda: of(pilot).standing.waiting == 1 and not of(pilot).syncing, "what waits")
            await pilot.press("s")
            await until_said(pilot, "1 answer without a name waits.")
            await pilot.press("enter")
            await until(pilot, lambda: not of(pilot).syncing, "the sync")
            bo.sync()
            assert [answer.text for answer in bo.board().answers] == ["Signed."]
            await pilot.press("s")
            await until_said(pilot, "1 answer without a name waits.")
            await pilot.press("down", "enter")
            await until_said(pilot, "1 sent")
            bo.sync()
            assert len(bo.board().answers) == 2
            await until(pilot, lambda: of(pilot).standing.waiting == 0, "nothing that waits")
            await pilot.press("s")
            await until_said(pilot, "Nothing new.")


async def test_another_board_that_a_colleague_began_is_said(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as (sam, jo):
        boards.remember(sam)  # as at every start
        async with opened(sam) as pilot:
            boards.add(jo, "Nights")
            jo.sync()
            await pilot.press("s")
            await until_said(pilot, "Another board is here now: “Nights”. b goes there.")
            await pilot.press("b")
            await until_said(pilot, "Nights, in")


@pytest.mark.parametrize("idle", [True, False])
async def test_what_saves_leave_is_tidied_up_when_nobody_is_at_the_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, idle: bool
) -> None:
    monkeypatch.setattr(syncing, "IDLE_AFTER", 0.0 if idle else 300.0)
    with a_workspace(tmp_path) as board:
        async with opened(board) as pilot:
            await pilot.press("down")
            told = of(pilot)
            told.sync_by_itself()
            await until(pilot, lambda: not told.syncing, "the end of a sync")
            assert (board.clone.folder / "graphed").exists() == idle


async def test_the_highlight_stays_on_its_card_and_line_when_cards_come_in_above() -> None:
    async with a_still(with_answers(*range(100, 140)).build()) as pilot:
        app = of(pilot)
        assert isinstance(app, StillApp)
        await pilot.press(*["down"] * 10)
        before = (highlighted(app), line_of(app, "> Answer"))
        app.see(with_answers(*range(50, 140)).build())
        await pilot.pause()
        assert (highlighted(app), line_of(app, "> Answer")) == before


async def test_a_card_taken_away_under_the_highlight_stays_as_gone_and_no_verb_touches_another() -> None:
    async with a_still(with_answers(1, 2, 3).build()) as pilot:
        app = of(pilot)
        assert isinstance(app, StillApp)
        await pilot.press("down")
        app.see(with_answers(1, 3).build())
        await pilot.pause()
        assert "Taken off the board meanwhile." in text(app)
        await pilot.press("x", "a", "e", "enter")
        await pilot.pause()
        assert type(app.screen).__name__ == "Reflect", "nothing was asked about another card"
        await pilot.press("down")
        await pilot.pause()
        assert highlighted(app) == "Answer 3"
        assert "Taken off the board" not in text(app)


async def test_a_question_about_a_card_acts_on_that_card_whatever_comes_in(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        answer = board.add("answer", WHERE | {"text": "The one asked about"})
        async with opened(board) as pilot:
            await pilot.press("x", "down")
            for number in range(5):
                board.add("answer", WHERE | {"text": f"Another {number}"})
            of(pilot).refresh_board()
            await pilot.press("enter")
            await until_said(pilot, "Taken off the board")
        assert answer.id not in {card.id for card in board.board().answers}
        assert len(board.board().answers) == 5


async def test_an_open_editor_and_a_colleagues_change_keep_both_texts(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        answer = board.add("answer", WHERE | {"text": "The first words"})
        async with opened(board) as pilot:
            await pilot.press("e", *"Mine. ")
            board.change(answer, {"text": "Theirs instead"})
            await pilot.press("ctrl+s", "enter")
            await until_said(pilot, "Put on the board")
            assert "Two people changed this at once" in text(of(pilot))
        (merged,) = board.board().answers
        others = {str(also.value) for also in merged.also}
        assert {merged.text, *others} == {"Mine. The first words", "Theirs instead"}


async def test_two_people_at_once_is_settled_in_the_reading_view(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        answer = board.add("answer", WHERE | {"text": "The first words"})
        board.change(answer, {"text": "One way"})
        board.change(answer, {"text": "Another way"})
        async with opened(board) as pilot:
            await pilot.press("enter")
            await pilot.pause()
            shown = text(of(pilot))
            assert "Two people changed this at once. The card shows one; the other words:" in shown
            assert "One way" in shown
            assert "Another way" in shown
            await pilot.press("down", "down", "enter")
            await until_said(pilot, "Both are kept.")
        (settled,) = board.board().answers
        assert settled.also == ()
        assert "One way" in settled.text
        assert "Another way" in settled.text


async def test_two_themes_at_once_cannot_both_be_kept_which_is_said_and_changes_nothing(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        one, other = (board.add("theme", {"title": title}) for title in ("Rotas", "Visits"))
        answer = board.add("answer", WHERE | {"text": "The first words"})
        board.change(answer, {"theme": one.id})
        board.change(answer, {"theme": other.id})
        (before,) = board.board().answers
        async with opened(board) as pilot:
            await pilot.press("enter")
            await until_said(pilot, "Two people changed this at once")
            await pilot.press("down", "down", "enter")
            await until_said(pilot, "Those two can't both be kept.")
        (after,) = board.board().answers
        assert after == before
        assert after.also != ()
