"""What a form asks for comes from the fields of the card; words stand once."""

import pytest

from kindboard.cards.cards import KINDS
from kindboard.cards.written import written
from kindboard.forms import form_of
from kindboard.terms import CHOICES
from kindboard.words.fields import FIELDS, Words, label, words_of


def test_the_form_of_a_plan_item_asks_for_each_of_its_fields_in_this_order() -> None:
    assert [(asked.name, asked.input) for asked in form_of("plan")] == [
        ("title", "line"), ("why", "text"), ("owner", "line"), ("review_by", "day"), ("when_then", "line"),
        ("status", "one of"), ("barriers", "some of"), ("needs", "some of"), ("principles", "cards"),
        ("sources", "cards"), ("outcome", "text"),
    ]  # fmt: skip


def test_a_form_asks_neither_when_nor_by_whom_nor_where_nor_for_what_others_add() -> None:
    for kind in KINDS:
        names = {asked.name for asked in form_of(kind)}
        assert not names & {"schema", "created", "changed", "by", "column", "rank", "echoes", "notes", "checks"}


def test_every_choice_of_every_form_has_words() -> None:
    for kind in KINDS:
        for name, field in KINDS[kind].fields.items():
            if name in CHOICES:
                assert set(CHOICES[name]) == set(field.choices), name


def test_a_field_without_words_is_called_by_its_own_name() -> None:
    assert words_of("tried_by") == Words("Tried by", "tried by")
    assert label("outcome") == "What came of it"


def test_every_field_that_has_words_is_one_of_a_card_or_a_draft() -> None:
    names = {name for kind in KINDS.values() for name in kind.fields} | {"cards"}
    assert set(FIELDS) <= names


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("answer", ("text",)),
        ("theme", ("title", "summary")),
        ("plan", ("title", "why", "when_then", "outcome")),
    ],
)
def test_somebodys_own_words_are_read_in_order(kind: str, names: tuple[str, ...]) -> None:
    assert written(kind) == names
