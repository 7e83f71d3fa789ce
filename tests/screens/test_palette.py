"""Every action is found by the words that people have for it."""

import pytest

from kindboard.actions.actions import ACTIONS
from kindboard.tui.sheets.palette import Palette
from tests.screens.frames import text
from tests.screens.live import of
from tests.screens.stills import a_still, planned


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("delete", "Take a card off the board"),
        ("exit", "Close kindboard"),
        ("search", "Show only the cards that hold some words"),
        ("agree", "Say that a card is true for you, too, or take that back"),
        ("comment", "Add a dated note to a card"),
        ("safeguarding", "Show who to talk to when something is hard"),
        ("deleted", "Bring a removed card back"),
        ("invite", "Share this board with your team"),
        ("facilitator", "Ask one question at a time"),
        ("theme", "Colours:"),
        ("overdue", "Show what is due, and what kindness alone cannot fix"),
    ],
)
async def test_what_people_call_it_leads_to_it(typed: str, label: str) -> None:
    async with a_still(planned()) as pilot:
        await pilot.press("3")
        await pilot.pause()
        app = of(pilot)
        app.standing = app.standing.__class__(shared=False)
        await pilot.press("ctrl+p", *typed)
        await pilot.pause()
        assert isinstance(app.screen, Palette)
        assert label in text(app)


async def test_words_that_lead_nowhere_are_said_so() -> None:
    async with a_still(planned()) as pilot:
        await pilot.press("ctrl+p", *"zebra")
        await pilot.pause()
        assert "Nothing is called that. Try another word." in text(of(pilot))


def test_the_other_words_are_words_and_none_is_there_already() -> None:
    for action in ACTIONS:
        others = action.found_by.split()
        assert len({*others}) == len(others), action.name
        assert not {word for word in others if word in action.word.lower().split()}, action.name
