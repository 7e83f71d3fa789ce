"""Identifying details are marked, and ordinary words are not."""

import pytest

from kindboard.privacy import details

# Numbers set aside for examples: Ofcom's for drama, HMRC's own, NHS England's test range, addresses that are reserved.
FOUND = {
    "an e-mail address": ["sam@example.org", "sam.o'neil+care@mail.example.co.uk"],
    "a phone number": ["07700 900123", "+44 7700 900123", "020 7946 0958", "0113 496 0123", "(01632) 960123"],
    "an NHS number": ["943 476 5919", "9434765919", "943-476-5919"],
    "a National Insurance number": ["AB 12 34 56 C", "ab123456c"],
    "a date of birth": ["born on 3 May 1941", "DOB: 03/05/41", "d.o.b. 3.5.1941", "date of birth 1941-05-03"],
    "a day and a year": ["3 May 2026", "03/05/2026", "2026-05-03", "May 3rd, 2026"],
    "a postcode": ["SW1A 1AA", "m1 1ae", "LS27BQ", "GIR 0AA"],
    "a room or flat": ["room 12", "Flat 3b", "bed 4", "Room no. 101", "ward 7"],
}
CASES = [(what, words) for what, some in FOUND.items() for words in some]


@pytest.mark.parametrize(("what", "words"), CASES)
@pytest.mark.parametrize("around", ["{}", "They told us {} and went.", "«{}»", "a\n{}\nb"])
def test_it_is_found_wherever_it_stands(what: str, words: str, around: str) -> None:
    text = around.format(words)
    (detail,) = details(text)
    assert (detail.what, detail.words) == (what, text[detail.start : detail.end])
    assert words in detail.words or detail.words in words


@pytest.mark.parametrize(
    "text",
    [
        "We ask people to tell their story again each time a new worker visits.",
        "Two forms for one incident; I finish them at home, at 14:45 or 22:10.",
        "Ring 999, or 111, or Samaritans on 116 123.",
        "63% of adults, 1,200 people, 12 to 15 of them in 2020.",
        "There was no room for two of us. A flat tyre. In bed by 9.",
        "I came 1st, she 2nd, and B1 on the list.",
        "order 12345678901234567890",
        "",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert details(text) == ()


def test_several_are_given_in_the_order_of_the_text() -> None:
    text = "Room 12, 07700 900123, born 3 May 1941, sam@example.org"
    assert [detail.what for detail in details(text)] == [
        "a room or flat", "a phone number", "a date of birth", "an e-mail address"
    ]  # fmt: skip


def test_ten_digits_that_are_called_an_nhs_number_are_one_also_where_they_are_mistyped() -> None:
    assert [detail.what for detail in details("NHS number: 943 476 5910")] == ["an NHS number"]
    assert details("943 476 5910") == ()


def test_a_row_of_more_digits_than_any_number_has_is_none() -> None:
    assert details("1" * 20_000) == ()
