"""The one list of verbs agrees with itself and with the command line."""

from collections import Counter

import pytest

from kindboard.actions.actions import ACTIONS, MODES, Place, available, command, named
from kindboard.cards.cards import STAGES
from kindboard.cli.app import app

PLACES: tuple[Place, ...] = ("reflect", "pool", "plan", "review", "learn", "reading", "editor")


@pytest.mark.parametrize("place", PLACES)
def test_no_key_does_two_things_in_one_place(place: Place) -> None:
    keys = Counter(key for action in available(place) for key in (action.key, action.also_key) if key)
    keys.update(mode.key for mode in MODES if place != "editor")
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_action_on_a_screen_has_a_key_and_every_other_a_command() -> None:
    assert [a.name for a in ACTIONS if not (a.modes or a.command)] == []


def test_names_and_commands_are_given_once() -> None:
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)
    commands = [action.command for action in ACTIONS if action.command]
    assert len(set(commands)) == len(commands)
    assert all(named(action.name) is action for action in ACTIONS)


def test_every_verb_of_the_command_line_has_its_action_and_every_command_its_verb() -> None:
    assert set(app.commands) == {action.command for action in ACTIONS if action.command}
    assert all(app.commands[verb].short_help == command(verb).label for verb in app.commands)


def test_in_the_editor_no_letter_is_a_verb() -> None:
    assert all(len(action.key) > 1 for action in available("editor"))


def test_the_footer_of_reflect_begins_as_drawn() -> None:
    usual = [action for action in available("reflect") if action.name != "sign_in"]
    first = [f"{action.glyph} {action.word}" for action in usual[:6]]
    assert first == ["n New answer", "enter Read", "a Me too", "p Put on board", "/ Filter", "? Help"]


def test_help_and_undo_work_everywhere_but_in_the_editor() -> None:
    for place in PLACES[:-1]:
        assert {"help", "undo", "quit", "palette"} <= {action.name for action in available(place)}


def test_taking_off_and_putting_on_the_board_ask_first() -> None:
    assert {action.name for action in ACTIONS if action.asks} == {
        "remove", "put_on_board", "close_round", "take_off_note"
    }  # fmt: skip


def test_the_modes_are_the_stages_in_the_order_of_the_exercise_and_learn() -> None:
    assert [mode.name for mode in MODES] == [*STAGES, "learn"]
    assert [mode.key for mode in MODES] == ["1", "2", "3", "4", "5"]


def test_words_for_people_hold_no_words_of_git() -> None:
    shown = " ".join(f"{a.word} {a.label} {a.help}" for a in ACTIONS).lower()
    words = set(shown.replace(".", " ").replace(",", " ").split())
    assert words.isdisjoint({"git", "commit", "push", "pull", "merge", "remote", "repository", "clone", "branch"})


def test_labels_and_help_are_sentences() -> None:
    assert [a.name for a in ACTIONS if a.label.endswith(".") or not a.help.endswith(".")] == []
