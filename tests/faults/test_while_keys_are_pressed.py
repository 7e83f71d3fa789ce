"""Changes come in while keys are pressed (case 68): each verb acts on the card that was shown, and nothing moves."""

import asyncio
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest
from textual import events

from kindboard.board.board import Board
from kindboard.cards.cards import Answer
from kindboard.tui.app import KindboardApp
from kindboard.tui.parts.card_list import CardList
from kindboard.workspace.workspace import Workspace
from tests.faults.machine import needs
from tests.faults.window import Window, wait_for
from tests.screens.frames import frame
from tests.screens.live import of, opened, until
from tests.teams import a_team, at_the_computer_of

WHERE = {"principle": "kindness-counts", "question": "self"}
CHANGES = 200
SAVER = """
import sys, kindboard
with kindboard.open(sys.argv[1]) as board:
    for number in range(int(sys.argv[2])):
        where = {"principle": "kindness-counts", "question": "self", "by": "Dee"}
        card = board.add("answer", where | {"text": f"Window {number}."})
        if number % 4 == 1:
            card = board.change(card, {"text": f"Window {number}, put better."})
        if number % 8 == 1:
            board.remove(card)
"""
"""Another window on the same clone, in a process of its own: per eight turns, eight saves, two edits, one removal."""


@contextmanager
def changes_coming_in(
    folder: Path, sam: Workspace, jo: Workspace, changes: int = CHANGES, shown: Event | None = None
) -> Iterator[Event]:
    """Half of the changes by another process on Sam's clone, half by a colleague; the event says when all are there.

    `shown`: set by Sam whenever something new is on the screen; the colleague goes on only then, however fast they are.
    """
    mine, theirs = changes // 2 * 8 // 11, changes // 2
    with at_the_computer_of(folder / "Sam-computer"):
        saver = subprocess.Popen([sys.executable, "-c", SAVER, str(sam.root), str(mine)])
    done = Event()
    failed: list[BaseException] = []

    def colleague() -> None:
        try:
            for number in range(theirs):
                jo.add("answer", WHERE | {"text": f"Jo {number}."})
                if number % 10 == 9:
                    if shown is not None:
                        shown.clear()
                    jo.sync()
                    assert shown is None or shown.wait(60), "nothing new was shown"
            limit = time.monotonic() + 60
            while jo.sync().state != "synced":
                assert time.monotonic() < limit, "never synced"
                time.sleep(0.05)
            assert saver.wait(60) == 0
        except BaseException as error:
            failed.append(error)
        finally:
            done.set()

    thread = Thread(target=colleague, daemon=True)
    thread.start()
    try:
        yield done
    finally:
        thread.join(60)
        saver.kill()
        saver.wait(10)
    if failed:
        raise failed[0]
    assert not thread.is_alive(), "the colleague never came to an end"


def drawn(app: KindboardApp) -> tuple[str, int]:
    """The beginning of the highlighted answer and its line, as drawn."""
    right = [line.partition("│")[2] for line in frame(app).splitlines()]
    return next((line.split(">", 1)[1].split("  ")[0].strip(), n) for n, line in enumerate(right) if "  > " in line)


def highlighted(app: KindboardApp) -> tuple[Answer, int]:
    """The highlighted answer, also where it was taken away meanwhile, and its line; what is drawn there is it."""
    cards = app.screen.query_one("#answers", CardList)
    words, line = drawn(app)
    card = cards.rows[cards._at].value
    assert isinstance(card, Answer)
    assert card.text.startswith(words)
    return card, line


def press(app: KindboardApp, *keys: str) -> None:
    driver = app._driver
    assert driver is not None
    for key in keys:
        driver.send_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.slow
async def test_case_68_200_changes_coming_in_while_keys_are_pressed(tmp_path: Path) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team, at_the_computer_of(tmp_path / "Sam-computer"):
        sam, jo = team
        for number in range(40):
            sam.add("answer", WHERE | {"text": f"Mine {number}."})
        team.sync()
        sam.set_name("Ann")  # nobody says me too to their own words
        said, removed = set[str](), set[str]()
        news = 0
        async with opened(sam) as pilot:
            app = of(pilot)
            press(app, "v")
            await until(pilot, lambda: "> Mine" in frame(app), "the answers")
            press(app, "down", "down", "down")
            await settled(app)
            shown, seen = Event(), app.board_shown
            with changes_coming_in(tmp_path, sam, jo, shown=shown) as done:
                for turn in count():
                    before, line = highlighted(app)
                    if turn % 10 == 0:
                        app.sync_by_itself()
                    if turn % 3 == 0:
                        await something_new(app, seen)
                    card, line_now = highlighted(app)
                    assert (card.path, line_now) == (before.path, line), "it moved by itself"
                    if app.board_shown is not seen:  # it may also have come while the last key was taken
                        seen = app.board_shown
                        news += 1
                        shown.set()
                    there = app.board_shown.by_path.get(card.path)
                    if isinstance(there, Answer) and card.path not in said:
                        if turn % 7 == 3:
                            app.said = ""
                            press(app, "x", "down", "enter")
                            await until(pilot, lambda: bool(app.said), "the removal")
                            if "so it stays" not in app.said:  # somebody changed it in that moment
                                removed.add(card.path)
                        else:
                            press(app, "a")
                            said.add(card.path)
                    press(app, "down" if turn % 11 else "pagedown")
                    await settled(app)
                    if done.is_set():
                        break
        wait_for(lambda: sam.sync().state == "synced", "the end of the app's own sync")
        team.sync()
        now = sam.board()
        assert {answer.path for answer in now.answers if answer.echoes} == said & set(now.by_path)
        assert removed.isdisjoint(now.by_path)
        assert len(said) > 5
        assert removed
        assert news > 3, "hardly anything came in meanwhile"


async def something_new(app: KindboardApp, board: Board) -> None:
    for _ in range(50):
        if app.board_shown is not board:
            return
        await asyncio.sleep(0.02)


async def settled(app: KindboardApp) -> None:
    """Wait until all keys have been taken and have done what they do."""
    for _ in range(2):
        await asyncio.sleep(0.01)
        while app._at_work is not None:
            await asyncio.sleep(0.005)
        await app._done()


@pytest.mark.slow
def test_case_68_in_a_real_terminal(tmp_path: Path) -> None:
    needs("tmux")
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        for number in range(20):
            sam.add("answer", WHERE | {"text": f"Mine {number}."})
        team.sync()
        sam.set_name("Ann")  # nobody says me too to their own words
        said: set[str] = set()
        key, other = "Down", "Up"
        env = {"KINDBOARD_HOME": str(tmp_path / "Sam-computer")}
        with Window("-C", str(sam.root), env=env) as window, changes_coming_in(tmp_path, sam, jo, 80) as done:
            window.until("after yours")
            window.press("v")
            window.until(r"│ +> \w+ \d+\.")
            for step in count():
                if done.is_set() and len(said) >= 6:
                    break
                assert step < 3000, f"only {len(said)} cards came into hand"
                name = in_hand(window)
                if not name:
                    continue  # caught while it was being drawn
                of_whom, number = name.split()
                # Every fourth of the other window's answers is edited or removed meanwhile.
                if name not in said and not (of_whom == "Window" and int(number) % 4 == 1):
                    window.press("a")
                    said.add(name)
                    wait_for(lambda: name in with_me_too(sam), f"me too on {name}")  # noqa: B023
                # The next key waits for this one: a person looks, too, before they say me too.
                window.press(key)
                try:
                    wait_for(lambda: in_hand(window) not in ("", name), "another card", 5)  # noqa: B023
                except TimeoutError:
                    key, other = other, key
        assert with_me_too(sam) == said


def in_hand(window: Window) -> str:
    """The answer in hand by its first two words; empty while it is being drawn."""
    shown = re.search(r"│ +> (\w+ \d+)", window.frame())
    return shown[1] if shown else ""


def with_me_too(workspace: Workspace) -> set[str]:
    return {" ".join(answer.text.split()[:2]).strip(".,") for answer in workspace.board().answers if answer.echoes}
