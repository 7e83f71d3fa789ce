"""Asking and saying: no more than is needed, every way out at hand, nothing cut short in the middle."""

import pytest

from kindboard.plain.talk import Choice, Home, Talk
from tests.plain.talks import Person

FULL = "Enter alone or b goes back, l says the list again, ? explains, q closes kindboard."


def nothing() -> None:
    """What a choice does here."""


def a_list(*typed: str, choices: list[list[Choice]]) -> list[str]:
    """What is said by one list that is another each time it is come to, until it is left."""
    person = Person(typed)
    coming = iter(choices)
    person.talk.menu(lambda: ["Here.", "More."], lambda: next(coming))
    return person.heard


def test_every_way_out_is_said_three_times_and_again_after_what_is_no_answer() -> None:
    tea = [Choice("Tea", nothing)]
    heard = a_list("1", "1", "1", "1", "tea", "b", choices=[tea] * 5)
    asked = [line for line in heard if line.startswith("Type 1.")]
    assert [FULL in line for line in asked] == [True, True, True, False, False, True]


def test_of_a_list_only_what_is_new_is_said_again_and_what_had_gone() -> None:
    tea, gone = Choice("Tea", nothing), Choice("Tea", nothing, "", "It is cold.")
    cake, place = Choice("Cake", nothing), Choice("Cake", nothing, "", "", "Card 2 of 3")
    heard = a_list("1", "1", "2", "b", choices=[[tea, cake], [tea, place], [gone, cake], [tea, cake]])
    pages = "\n".join(heard).split("\nHere.\n")[1:]
    assert pages[0].startswith("More.\n1. Tea\n2. Cake\n")
    assert [page.split("\n")[0][:8] for page in pages[1:]] == ["Type a n", "Type 2. ", "1. Tea"]


def test_m_leaves_every_list_and_u_takes_back_from_any() -> None:
    person = Person(["u", "1", "m"])
    done: list[str] = []
    person.talk.undo = lambda: done.append("undone")

    def deeper() -> None:
        person.talk.menu(lambda: ["Deeper."], lambda: [Choice("Tea", nothing)])

    with pytest.raises(Home):
        person.talk.menu(lambda: ["Here."], lambda: [Choice("Deeper", deeper)])
    assert done == ["undone"]
    assert person.talk.done == ["undo"]


def test_whoever_stops_it_while_something_is_kept_is_heard_when_it_is() -> None:
    talk, kept = Talk(lambda: "", lambda line: None), []

    def keep(*, stopped: bool) -> None:
        with talk.undisturbed():
            if stopped:
                talk.stop()
            kept.append(stopped)

    with pytest.raises(KeyboardInterrupt):
        keep(stopped=True)
    keep(stopped=False)
    assert kept == [True, False]
    with pytest.raises(KeyboardInterrupt):
        talk.stop()
