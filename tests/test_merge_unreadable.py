"""Whether a card that can't be read holds words that no other version has."""

import pytest

from kindboard.merge.unreadable import says_more

ONE = b'title = "Tea"\ntags = ["rota", "time"]\n'
OTHER = b'title = "Cake"\nchanged = 2026-11-23T10:00:00Z\ntags = ["rota", "trust"]\n'
MARKED = b"<<<<<<< HEAD\n" + ONE + b"=======\n" + OTHER + b">>>>>>> 993bb74\n"


def test_markers_round_what_both_had_say_nothing_more() -> None:
    assert not says_more(MARKED, ONE, OTHER)


def test_what_a_merge_wrote_otherwise_is_not_more() -> None:
    merged = b'title = "Cake"\ntags = ["rota", "time", "trust"]\n[[also]]\nfield = "title"\nvalue = "Tea"\n'
    assert not says_more(MARKED, merged)


@pytest.mark.parametrize("line", [b"Words of neither.", b'title = "Teas"', b'tags = ["rota", "bus"]', b"te"])
def test_a_line_or_word_of_neither_is_more(line: bytes) -> None:
    assert says_more(MARKED.replace(b"=======", line + b"\n======="), ONE, OTHER)
