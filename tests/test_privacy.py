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
    "a name": ["Mr Khan", "Mrs. O'Neil", "Ms Smith-Jones", "Dr Müller", "Nurse Ada Boateng", "nurse Joy", "Miss B"],
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
        "Ask the nurse. We all do, and the doctor, too. Miss a break and nobody says thank you.",
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


ORDINARY = (
    "I sit down before I open the folder.",
    "We ask what matters today before we say what we came for.",
    "I say thank you to the night shift when I come in at seven.",
    "When somebody shouts I try to hear what they are afraid of.",
    "I told a colleague that her patience with the gentleman upstairs taught me something.",
    "Nobody takes a break on a double shift, me neither.",
    "I knock, wait, and say my name, every time.",
    "I have stopped talking over people's heads at handover.",
    "We had 3 agency workers last week and none of them knew where the tea was.",
    "Kindness costs 5 minutes, and we have 15 for a whole visit.",
    "The form asks the same question 4 times in 2 places.",
    "Our manager came in on Christmas Day so that two of us could go home.",
    "In 2024 we had 12 leavers; this year 7.",
    "Supervision every 6 weeks would help more than a poster.",
    "Visits before 9 are too many; 4 in one hour can't be kind.",
    "Nobody tells us when the rota changes, we see it on the day.",
    "Half of us have never been on the training of 2019.",
    "We need 2 people for the hoist and there is 1.",
    "The bus at 6.45 does not run on Sundays, so I walk.",
    "Let people choose when they get up, even if it is 11.",
    "They say we are always looking at the clock.",
    "One lady said: you are the first today who asked.",
    "A daughter told us that she rings 3 times before anybody picks up.",
    "He would like the same face at the door on most days.",
    "They want to be told when somebody new is coming.",
    "We have not asked yet.",
    "Her son says that the review was kind and the letter after it was not.",
    "People say: sit with us at supper, not only after it.",
    "8 out of 10 in the survey feel listened to; we don't know about the other 2.",
    "They say: don't whisper in the corridor.",
    "I was told off for sitting down. I would sit down again.",
    "It was a hard week and I went home in tears on Thursday.",
    "I don't feel safe to say this with my name on it.",
    "Thank you for the cake in May.",
    "We put the radio on, station 2, and everybody sang.",
    "Care plan page 14 is never read.",
    "Flat batteries in the hoist again.",
    "There is no room to talk in private.",
    "The doctor came late and said sorry, which was a first.",
    "Ask the nurse in charge, then write it down, then tell the family.",
)
TELLING = (
    "Mr Patel told his story five times last week.",
    "I rang Mrs Green on 020 7946 0018 and she cried.",
    "Dr. Osei never knocks.",
    "Nurse Kelly showed me how.",
    "The lady in room 14 waits longest.",
    "Flat 3 has no lift and he is 90.",
    "Born on 12 June 1938, and nobody sang for him.",
    "His daughter writes from jo.bloggs@example.com every day.",
    "NHS number 943 476 5919 is on the board in the hall.",
    "It was on 3 May 2026, in the afternoon.",
    "She lives at SW1A 1AA and walks everywhere.",
    "Her mobile, 07700 900456, is on the fridge.",
    "His number is AB123456C, it says so on the door.",
    "Miss Adeyemi likes her tea first.",
    "Bed 6 by the window was empty on Monday.",
    "Ward 12 sends people home at night.",
    "DOB 03/05/1941, written on the whiteboard for all to see.",
    "Ms O'Connor asked me to stay.",
    "Mx Taylor was called by the wrong name.",
    "Rooms 4 and 5 share a bath.",
)


def test_of_sixty_texts_every_telling_one_is_marked_and_of_the_ordinary_at_most_one_in_twenty() -> None:
    assert len(ORDINARY) + len(TELLING) == 60
    missed = [text for text in TELLING if not details(text)]
    marked = [text for text in ORDINARY if details(text)]
    assert missed == []
    assert len(marked) * 20 <= len(ORDINARY), marked
