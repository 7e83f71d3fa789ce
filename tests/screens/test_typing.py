"""What is typed and pasted comes in as it was, to the character; and what could act on the terminal does not."""

import sys
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st
from textual import events
from textual.app import App, ComposeResult

from kindboard.cards.fields import TEXT_LIMIT
from kindboard.tui import terminal
from kindboard.tui.parts.boxes import LineBox, TextBox, masked, unmasked
from kindboard.tui.parts.choice import Choice
from kindboard.tui.parts.lines import Span
from kindboard.tui.parts.painted import Lines
from kindboard.tui.terminal import BEGIN, END, Keyboard
from kindboard.words.inert import inert

ACTING = "".join(c for c in map(chr, range(sys.maxunicode + 1)) if inert(c) != c and not "\ud800" <= c <= "\udfff")
ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
HARD = st.text(st.sampled_from(f"aé日\U0001f9d1\u200d\u0301 \t{ENDS}{ACTING}"), max_size=30)


class Boxes(App[None]):
    def compose(self) -> ComposeResult:
        yield TextBox("", id="text", placeholder="")
        yield LineBox()


# Pasted through the keyboard


@settings(deadline=None)
@given(HARD.filter(lambda text: END not in text), st.lists(st.integers(1, 6), max_size=40))
@example("\x1b[31mred\x1b[0m and so on, for longer than any key", [1] * 60)
@example("\x1b[200~ again \x1b[20", [3, 3, 3])
def test_a_paste_comes_whole_however_it_is_cut_into_pieces(text: str, cuts: list[int]) -> None:
    keyboard = Keyboard()
    sent, came = f"{BEGIN}{text}{END}q", []
    for length in [*cuts, len(sent)]:
        piece, sent = sent[:length], sent[length:]
        if piece:
            came += list(keyboard.feed(piece))
    # Where only its first character came alone, Textual's own way with a paste applies: see `Keyboard`.
    if cuts[:1] != [1]:
        assert [event.text for event in came if isinstance(event, events.Paste)] == [text]
        assert [event.key for event in came if isinstance(event, events.Key)] == ["q"]


def test_a_key_that_begins_as_a_paste_does_is_a_key_after_a_moment() -> None:
    keyboard = Keyboard()
    assert list(keyboard.feed("\x1b[")) == []
    keyboard._held_at -= terminal.HELD
    came = [*keyboard.tick(), *keyboard.feed("A")]
    assert [event.key for event in came if isinstance(event, events.Key)] == ["up"]


# In the box


@settings(deadline=None)
@given(HARD)
def test_masks_come_off_again(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    assert unmasked(masked(text)) == plain
    assert not any(c in masked(text) for c in ACTING if c not in "\0\r")


def test_every_character_that_acts_is_masked() -> None:
    assert {c for c in ACTING if masked(c) == c} == set()


async def test_a_box_keeps_every_character_and_draws_none_that_acts() -> None:
    everything = "".join(c for c in ACTING if c not in "\0\r")
    text = f"Before {everything} after\n\tend\u2028\x85"
    async with Boxes().run_test(size=(120, 40)) as pilot:
        box = pilot.app.query_one(TextBox)
        box.focus()
        pilot.app.post_message(events.Paste(text))
        await pilot.pause()
        assert box.words == text
        await pilot.press("x", "ctrl+z", "ctrl+z")
        await pilot.pause()
        assert box.words == ""
        await pilot.press("ctrl+y", "ctrl+y")
        await pilot.pause()
        assert box.words == f"{text}x"
        box.select_all()
        assert box.selected_text == f"{text}x"
        drawn = "".join(segment.text for strip in pilot.app.screen._compositor.render_strips() for segment in strip)
        assert [c for c in drawn if c in ACTING] == []
        assert drawn.count("\u241b") == 1
        # And where it begins with it, as a draft does.
        assert TextBox(text, id="again", placeholder="").words == text


async def test_a_paste_beyond_what_a_card_holds_is_refused_whole() -> None:
    refused = []

    class Told(Boxes):
        def on_text_box_refused(self, event: TextBox.Refused) -> None:
            refused.append(event.characters)

    async with Told().run_test() as pilot:
        box = pilot.app.query_one(TextBox)
        box.focus()
        for text in ("a" * (TEXT_LIMIT - 1), "bb", "c"):
            pilot.app.post_message(events.Paste(text))
            await pilot.pause()
        assert box.words == "a" * (TEXT_LIMIT - 1) + "c"
        assert refused == [TEXT_LIMIT + 1]


async def test_a_line_takes_several_pasted_lines_as_one_and_shows_what_acts_written_out() -> None:
    async with Boxes().run_test() as pilot:
        box = pilot.app.query_one(LineBox)
        box.focus()
        pilot.app.post_message(events.Paste("one\r\ntwo \x1b[31mred"))
        await pilot.pause()
        assert box.value == r"one two \x1b[31mred"
        assert LineBox("a\x07b").value == r"a\x07b"


# Terminals that do not speak UTF-8


def test_lines_stay_lines_and_as_wide_where_a_terminal_has_no_letter_for_them() -> None:
    drawn = "│ 日本 · “so” ── é\u0301 ‹x› …"
    sent = drawn.encode("ascii", "kindboard.look-alike").decode()
    assert sent == '| ???? . "so" -- ? <x> .'


def test_bytes_of_an_older_encoding_are_letters() -> None:
    assert "Müde – ja".encode("cp1252").decode("utf-8", "kindboard.byte") == "Müde – ja"
    assert unicodedata.is_normalized("NFC", b"\xe9".decode("utf-8", "kindboard.byte"))


async def test_what_was_copied_elsewhere_is_pasted_written_out_too() -> None:
    app = Boxes()
    async with app.run_test() as pilot:
        line = app.query_one(LineBox)
        line.focus()
        app.copy_to_clipboard("\x1b]0;mine\x07 \u202eesrever\nand more")
        await pilot.press("ctrl+v")
        await pilot.pause()
        assert line.value == inert(line.value)
        assert "\\x1b]0;mine\\x07" in line.value


async def test_nothing_that_is_drawn_acts_wherever_it_came_from() -> None:
    class Drawn(App[None]):
        def get_theme_variable_defaults(self) -> dict[str, str]:
            names = ("quiet", "warn", "rule", "hand", "focus", "on-focus")
            return dict.fromkeys(names, "#808080")

        def compose(self) -> ComposeResult:
            yield Lines((Span(f"one {ACTING[:5]} \x1b[2J"),), id="lines")
            yield Choice("Name with it", [("name", "\x1b]0;t\x07\u202e")], "name", id="choice")

    app = Drawn()
    async with app.run_test(size=(120, 10)) as pilot:
        await pilot.pause()
        for widget in (app.query_one(Lines), app.query_one(Choice)):
            drawn = widget.render_line(0).text
            assert drawn == inert(drawn)
            assert "\\x1b" in drawn
