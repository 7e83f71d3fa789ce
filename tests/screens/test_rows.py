"""Lines and rows: as wide as they may be, and nothing lost on the way."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kindboard.tui.parts.lines import ONE_CELL_EACH, Span, cut, plain, spread, width_of, wrap
from kindboard.tui.parts.rows import MORE, MOST_LINES, answer_row, card_lines, principle_row
from kindboard.tui.parts.words import Standing, fitting, standing_words
from kindboard.words.inert import inert, one_line
from tests.builders import a_card

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)


@given(TEXTS, st.integers(2, 60))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrap(text, width))


@given(TEXTS, st.integers(2, 60))
def test_wrapping_loses_nothing_but_spaces_at_line_ends(text: str, width: int) -> None:
    kept = "".join(wrap(text, width)).replace(" ", "")
    assert kept == inert(text).replace("\t", " ").replace("\n", "").replace(" ", "")


@given(TEXTS, st.integers(4, 60), st.integers(1, 4))
def test_asking_for_few_lines_gives_the_first_ones(text: str, width: int, most: int) -> None:
    assert wrap(text, width, most) == wrap(text, width)[:most]


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=3), st.integers(30, 80), st.booleans())
def test_a_row_is_at_most_three_lines_and_never_too_wide(text: str, facts: list[str], width: int, alone: bool) -> None:
    lines = card_lines(text, facts, width, alone=alone)
    assert 1 <= len(lines) <= MOST_LINES
    assert all(width_of(line) <= width for line in lines)


@given(TEXTS, TEXTS, st.integers(10, 80))
def test_something_at_either_end_fills_the_line(left: str, right: str, width: int) -> None:
    right = cut(right, width // 3)
    line = spread((Span(one_line(left)),), (Span(right),), width)
    assert width_of(line) == width


def test_a_short_fact_stands_at_the_end_of_the_last_line() -> None:
    (line,) = card_lines("Tea first", ("no name",), 40)
    assert plain(line) == "Tea first" + " " * 24 + "no name"


def test_a_text_that_goes_on_says_so() -> None:
    row = answer_row(a_card("answer", "2026-11-23-00000000", text="word " * 100), 40)  # type: ignore[arg-type]
    assert plain(row.lines[1]).endswith("…")
    assert plain(row.lines[2]).endswith(MORE)


def test_marks_stand_under_the_title_in_their_column() -> None:
    row = principle_row("walk", "We walk a mile in people's shoes", "+++·", 24)
    assert [plain(line) for line in row.lines] == ["We walk a mile in", "people's shoes      +++·"]


def test_the_standing_shortens_before_it_is_cut() -> None:
    ways = standing_words(Standing(shared=True, unsent=2, state="offline"))
    assert ways[0] == "Saved here · 2 to send · offline"
    assert fitting(ways, 31) == "2 to send · offline"
    assert fitting(ways, 10) == "offline"
    well = standing_words(Standing(shared=True, unsent=2, state="synced"))
    assert fitting(well, 22) == "Saved here · 2 to send"
    assert fitting(well, 10) == "2 to send"


def test_a_board_that_all_is_sent_of_says_so() -> None:
    assert standing_words(Standing(shared=True, state="synced"))[0] == "Saved and sent"


def test_what_is_counted_instead_of_measured_takes_one_cell_each() -> None:
    for code in range(0x20, 0x2100):
        if ONE_CELL_EACH.fullmatch(chr(code)):
            assert cell_len(chr(code)) == 1, hex(code)
