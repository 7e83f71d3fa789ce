"""Pasting a great deal, and what programs choke on, into the editor (case 55): kept exactly, or refused in words."""

import unicodedata
from pathlib import Path

import pytest

from kindboard.cards.fields import TEXT_LIMIT
from tests.faults.machine import needs
from tests.faults.window import Window, wait_for
from tests.naughty import LINES
from tests.teams import a_workspace

STORY = "We ask people to tell their story again each time a new worker visits.\n\n“Müde”, said one.\n"


def test_case_55_pasting_1_mb_is_refused_with_the_limit_named(tmp_path: Path) -> None:
    needs("tmux")
    with a_workspace(tmp_path) as board:
        with Window("-C", str(board.root)) as window:
            window.until("Principles")
            window.press("n")
            window.until("Write here")
            window.type("Before.")
            window.paste((STORY * 12_000)[:1_000_000].encode())
            said = window.until("Nothing was pasted")
            assert f"a card holds {TEXT_LIMIT:,} at most" in said
            window.type(" After.")
            window.until("Before. After.")
            window.press("Escape")
            window.until("p puts it on the board")
        assert [draft.fields["text"] for draft in board.drafts()] == ["Before. After."]


@pytest.mark.slow
def test_case_55_as_much_as_a_card_holds_is_kept_exactly(tmp_path: Path) -> None:
    needs("tmux")
    text = (STORY * 250)[:TEXT_LIMIT].rstrip()
    with a_workspace(tmp_path) as board:
        with Window("-C", str(board.root)) as window:
            window.until("Principles")
            window.press("n")
            window.until("Write here")
            window.paste(text.encode())
            wait_for(board.drafts, "the text on disk")
            assert [draft.fields["text"] for draft in board.drafts()] == [text]
            window.press("C-s")
            window.until("This goes on the board")
            window.press("Enter")
            window.until("Put on the board. u undo")
        assert [answer.text for answer in board.board().answers] == [text]


def test_case_55_pasting_every_naughty_line_keeps_it_exactly_and_nothing_acts(tmp_path: Path) -> None:
    needs("tmux")
    # A terminal ends a paste at its own sign, and no card can hold the character zero or half a character.
    lines = [line.replace("\x1b[201~", "").translate({0: None, 0xD800: None, 0x0D: None}) for line in LINES]
    text = "\n".join(["First line.", *lines, "Last line."])
    assert len(text) < TEXT_LIMIT
    with a_workspace(tmp_path) as board:
        with Window("-C", str(board.root), columns=120, lines=50) as window:
            window.until("Principles")
            window.press("n")
            window.until("Write here")
            window.paste(text.encode())
            window.until("Last line")
            wait_for(board.drafts, "the text on disk")
            (draft,) = board.drafts()
            assert draft.fields["text"].split("\n") == text.split("\n")
            window.press("C-Home")
            window.until("First line")
            for _ in range(12):
                window.press("PageDown")
            window.until("Last line")
            assert window.frame().splitlines()[0].startswith(" An answer ")
            assert "Put on board" in window.frame().splitlines()[-1]
            window.press("C-s")
            window.until("This goes on the board")
            window.press("End")
            window.until("> Put on board as it is")
            window.press("Enter")
            window.until("Put on the board. u undo")
            window.press("Enter")
            window.until("An answer .*First line")
            window.press("End")
            window.until("Last line")
        (answer,) = board.board().answers
        assert answer.text.split("\n") == unicodedata.normalize("NFC", text).split("\n")
