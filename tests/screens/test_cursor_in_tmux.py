"""The real terminal's cursor, as tmux reports it, stands where the person is on every screen."""

import time
from pathlib import Path

import pytest

from kindboard.demo import make
from tests.faults.machine import needs
from tests.faults.window import Window, wait_for
from tests.teams import at_the_computer_of

ESCAPE = 0.3
"""Seconds. A key right after escape would be taken for the two at once, as terminals send them."""
SCREENS: dict[str, tuple[tuple[str, ...], str]] = {
    "the principles": (("1", "Tab"), "> Kindness"),
    "the answers": (("Tab", ".", ".", "Right", "Right", "v"), "> "),
    "an answer, read": (("Enter",), ""),
    "its story": (("h",), ""),
    "back": (("Escape", "Escape"), "> "),
    "removing": (("x",), "> No, leave it"),
    "a choice further down": (("Down",), "> Take it off"),
    "a new answer": (("Escape", "n"), "Write here"),
    "what is typed": (("T", "e", "a"), "<Tea"),
    "help": (("Escape", "?"), "Take a principle"),
    "every action": (("Escape", "C-p"), "Type a few letters"),
    "what is looked for": (("s", "t", "o"), "<sto"),
    "the filter": (("Escape", "/", "t", "e", "a"), "<tea"),
    "the list it leaves": (("Enter",), "> "),
    "pool": (("Escape", "2"), "> "),
    "themes": (("Tab",), "> No theme"),
    "a marked answer": (("Tab", "Space"), "> [x]"),
    "grouping": (("g",), "> A new theme"),
    "a title": (("Enter", "O", "n"), "<On"),
    "plan": (("Escape", "Escape", "3"), "> "),
    "moving": (("m",), "> "),
    "what is due": (("Escape", "d"), "> "),
    "a plan item's form": (("Escape", "e"), ""),
    "review": (("Escape", "4"), "> "),
    "learn": (("5",), "> Kindness gets"),
    "a page": (("Enter",), " In the group"),
    "who to talk to": (("w",), "> Back"),
    "one question at a time, asked": (("Escape", "C-p", "o", "n", "e", " ", "q", "u", "Enter"), "> A room"),
    "one question at a time": (("Enter",), "How do I"),
    "a timer": (("m",), "> No timer"),
    "the tour": (("Escape", "Escape", "C-p", "s", "h", "o", "w", " ", "m", "e", " ", "r", "Enter"), "> Next"),
}
"""What is pressed, and what stands at the cursor; after `<`, what stands before it; nothing: only that it is shown."""


@pytest.mark.slow
def test_it_stands_where_the_person_is_on_every_screen(tmp_path: Path) -> None:
    needs("tmux")
    with at_the_computer_of(tmp_path / "computer"):
        make.make(tmp_path / "board").close()
    env = {"KINDBOARD_HOME": str(tmp_path / "computer")}
    with Window("-C", str(tmp_path / "board"), env=env, columns=100, lines=30) as window:
        window.until("n New answer")
        for name, (keys, words) in SCREENS.items():
            for key in keys:
                window.press(key)
                if key == "Escape":
                    time.sleep(ESCAPE)
            try:
                wait_for(lambda: stands(window, words), name)  # noqa: B023
            except TimeoutError:
                raise AssertionError(f"{name}: {window.cursor()} is not at {words!r}:\n{window.frame()}") from None


def stands(window: Window, words: str) -> bool:
    shown, x, y = window.cursor()
    line = ([*window.frame().splitlines(), *[""] * 50])[y]
    return shown and (line[:x].endswith(words[1:]) if words.startswith("<") else line[x:].startswith(words))
