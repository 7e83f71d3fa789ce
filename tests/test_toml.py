"""Reading and writing cards: what is accepted, what is refused, and how a card looks."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from kindboard.cards.cards import SIZE_LIMIT, Answer, Doc
from kindboard.cards.toml import dump, parse, read_card
from kindboard.cards.toml_edit import comments, edit
from kindboard.errors import NotReadable, WrongUse

PATH = "boards/riverside/answers/2026-11/2026-11-23-k7f3m9q2.toml"
CANONICAL = b'''schema = 1
principle = "walk-a-mile"
question = "improve"
round = "2026-autumn"
by = "Sam"
heard = "directly"
tags = ["rota"]
created = 2026-11-23
changed = 2026-11-23T10:15:00.120000Z
text = """
We ask people to tell their story again each time a new worker visits.
"""

[echoes]
p4k2 = true

[notes.2026-11-24-z8m2c5v1]
by = "Jo"
text = "Came up at the carers' group too."

[[also]]
field = "by"

[[also]]
field = "text"
value = """
Nobody asks.
And nobody tells.
"""
'''
BY_HAND = b"""# Written by Sam at home.
question = "improve"
principle = 'walk-a-mile'   # the third
created = 2026-11-23
text = "We ask #again and again."

# Two of us:
[echoes]
p4k2 = true # Jo
"""


def refusal(raw: bytes) -> str:
    with pytest.raises(NotReadable) as refused:
        parse(raw)
    return refused.value.message


def test_a_canonical_card_is_read_and_written_as_it_was() -> None:
    assert dump(parse(CANONICAL), "answer") == CANONICAL


def test_a_text_loses_the_newline_at_its_end_when_read_and_gains_it_when_written() -> None:
    assert parse(b'text = """\nTwo\nlines\n"""')["text"] == "Two\nlines"
    assert dump({"text": "One line"}, "answer") == b'text = """\nOne line\n"""\n'
    assert dump({"text": ""}, "answer") == b'text = ""\n'


@pytest.mark.parametrize(
    "text", ["\nfirst", "last\n", "\n\n", "a\r", "a\rb", " a \n b ", '"""', '""""""', "a\\", "\\n", "\t"]
)
def test_a_text_is_kept_to_the_letter(text: str) -> None:
    assert parse(dump({"text": text, "title": text, "tags": [text]}, "answer")) == {
        "text": text,
        "title": text,
        "tags": [text],
    }


def test_a_text_with_marks_of_an_unfinished_merge_can_be_saved() -> None:
    text = "<<<<<<< ours\nTea\n=======\nCoffee\n>>>>>>> theirs"
    assert parse(dump({"text": text}, "answer")) == {"text": text}


def test_letters_are_composed_and_line_ends_are_plain() -> None:
    assert dump({"text": "cafe\u0301\r\nbar"}, "answer") == 'text = """\ncafé\nbar\n"""\n'.encode()
    assert parse(b'\xef\xbb\xbftext = """\r\ncafe\xcc\x81\r\nbar\r\n"""\r\n') == {"text": "café\nbar"}


def test_half_characters_are_written_as_a_question_mark() -> None:
    assert parse(dump({"text": "a\ud800b"}, "answer")) == {"text": "a\ufffdb"}


def test_instants_are_written_in_utc_to_the_microsecond() -> None:
    in_paris = datetime(2026, 11, 23, 11, 15, tzinfo=timezone(timedelta(hours=1)))
    assert dump({"changed": in_paris}, "answer") == b"changed = 2026-11-23T10:15:00.000000Z\n"
    assert parse(b"changed = 2026-11-23 11:15:00+01:00")["changed"] == datetime(2026, 11, 23, 10, 15, tzinfo=UTC)


def test_what_has_no_value_is_left_out() -> None:
    assert dump({"by": None, "tags": [], "echoes": {}, "also": [], "schema": 1}, "answer") == b"schema = 1\n"


def test_keys_nobody_knows_are_kept_after_those_we_know() -> None:
    doc: Doc = {"zest": 1, "apple": {"deep": {"x": [1, {"y": 2}]}}, "question": "self", "beds": [{"n": 1}, {"n": 2}]}
    written = dump(doc, "answer")
    assert parse(written) == doc
    assert written.startswith(b'question = "self"\nzest = 1\n\n[apple.deep]\n')


def test_a_long_list_has_an_item_a_line() -> None:
    sources = [f"2026-11-23-{n:08}" for n in range(9)]
    written = dump({"sources": sources}, "plan")
    assert len(written.splitlines()) == len(sources) + 2
    assert parse(written)["sources"] == sources


def test_a_number_too_large_is_not_written() -> None:
    for number in (2**63, float("nan"), float("inf")):
        with pytest.raises(WrongUse):
            dump({"rank": number}, "plan")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b"\n# nothing yet\n", "empty"),
        (b"\0" * 300, "TOML"),
        (b'text = "\xff"', "UTF-8"),
        (b"a = 1\na = 2", "line 2"),
        (b"a = nan", "not a number"),
        (b"a = [-inf]", "not a number"),
        (b"a = 9223372036854775808", "too large"),
        (b"a = " + b"[" * 1000 + b"]" * 1000, "TOML"),
        (b"a = " + b"[" * 40 + b"]" * 40, "deeply"),
        (b"[" + b".".join([b"a"] * 40) + b"]", "deeply"),
        (b'text = """\n<<<<<<< HEAD\nTea\n=======\nCoffee\n>>>>>>> main\n"""', "Two versions"),
        (b'"\xc3\xa9" = 1\n"e\xcc\x81" = 2', "twice"),
        (b"x = 1 #" + b"x" * SIZE_LIMIT, "larger"),
    ],
)
def test_what_is_no_card_is_refused_in_plain_words(raw: bytes, said: str) -> None:
    assert said in refusal(raw)


@pytest.mark.parametrize("head", ["", "[a]\n", "[[a]]\n"])
@pytest.mark.parametrize("name", ['"$__toml_private_datetime"', r'"\u0024__toml\u005fprivate_datetime"'])
def test_the_name_by_which_the_reader_marks_a_date_is_a_name_like_any_other(head: str, name: str) -> None:
    inner = {"$__toml_private_datetime": "2026-11-23", "b": 1}
    raw = f'{head}{name} = "2026-11-23"\nb = 1\n'.encode()
    assert parse(raw) == {"": inner, "[a]\n": {"a": inner}, "[[a]]\n": {"a": [inner]}}[head]
    assert parse(dump(parse(raw), "answer")) == parse(raw)


def test_a_card_is_read_with_its_place_and_its_bytes() -> None:
    card = read_card(PATH, CANONICAL)
    assert isinstance(card, Answer)
    assert (card.id, card.board, card.raw) == ("2026-11-23-k7f3m9q2", "riverside", CANONICAL)
    assert card.notes["2026-11-24-z8m2c5v1"].by == "Jo"
    assert [other.field for other in card.also] == ["by", "text"]


def test_a_file_that_is_not_named_like_a_card_is_refused() -> None:
    with pytest.raises(NotReadable):
        read_card("boards/riverside/answers/2026-11/notes.toml", CANONICAL)


def test_comments_and_layout_stay_where_they_are() -> None:
    edited = edit(BY_HAND, parse(BY_HAND) | {"text": "We ask once.\nThen we remember.", "tags": ["rota"]}, "answer")
    assert edited == BY_HAND.replace(
        b'text = "We ask #again and again."\n', b'text = """\nWe ask once.\nThen we remember.\n"""\n'
    ).replace(b"# Two of us:\n", b'# Two of us:\ntags = ["rota"]\n\n')


def test_the_comment_of_a_value_that_goes_stays() -> None:
    edited = edit(BY_HAND, {"question": "improve", "created": date(2026, 11, 23), "text": "We ask."}, "answer")
    assert comments(edited) == ["# Written by Sam at home.", "# Two of us:", "# the third", "# Jo"]


def test_a_file_in_odd_toml_keeps_its_comments_too() -> None:
    raw = b"# mine\nnotes.a.text = 'one' # and yours\nnotes.b.text = 'two'\nx.y = 1\n"
    doc = parse(raw) | {"text": "new"}
    doc["notes"]["c"] = {"text": "three"}
    edited = edit(raw, doc, "answer")
    assert parse(edited) == doc
    assert set(comments(edited)) == {"# mine", "# and yours"}


def test_a_canonical_card_stays_canonical() -> None:
    doc = parse(CANONICAL) | {"by": "Jo"}
    assert edit(CANONICAL, doc, "answer") == dump(doc, "answer")
    assert edit(CANONICAL.replace(b"\n", b"\r\n"), doc, "answer") == dump(doc, "answer")


def test_an_edit_that_changes_nothing_leaves_every_byte() -> None:
    for raw in (CANONICAL, BY_HAND, BY_HAND.replace(b"\n", b"\r\n")):
        assert edit(raw, parse(raw), "answer") == raw


def test_a_card_that_cannot_be_read_or_is_not_there_is_written_afresh() -> None:
    assert edit(None, {"schema": 1}, "answer") == edit(b"\0", {"schema": 1}, "answer") == b"schema = 1\n"
