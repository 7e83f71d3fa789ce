"""Text that can do nothing to a terminal, and hides nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindboard.words.inert import inert, one_line, shortened


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2Jgone", "\\x1b[2Jgone"),
        ("a\u202eb", "a\\u202eb"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
        ("a\rb", "a\\x0db"),
        ("\x9b31m", "\\x9b31m"),
        ("bell\x07", "bell\\x07"),
        ("a\u2028b", "a\\u2028b"),
    ],
)
def test_what_could_act_is_shown_as_an_escape(hostile: str, shown: str) -> None:
    assert inert(hostile) == shown


@pytest.mark.parametrize(
    "text", ["café, naïve", "👩‍👩‍👧 and 👍🏽", "مرحبا", "line\nline\tend", "[/x] [@click=app.quit]now"]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


@given(st.text(st.characters()))
def test_nothing_acts_and_nothing_is_lost(text: str) -> None:
    shown = inert(text)
    assert all(c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp") for c in shown)
    assert not any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in shown)
    assert len(shown) >= len(text)


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@given(st.text(), st.integers(10, 40))
def test_shortened_text_fits_and_says_that_it_goes_on(text: str, width: int) -> None:
    short = shortened(text, width)
    assert len(short) <= width
    assert short == one_line(text) or short.endswith(" …")
