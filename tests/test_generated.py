"""The boards that are measured are boards as kindboard writes them."""

from kindboard.cards import toml
from kindboard.cards.paths import place_of
from tests import generated


def test_generated_cards_are_in_canonical_text_and_in_their_place() -> None:
    for path, raw in generated.board(60).items():
        place = place_of(path)
        if place is None:
            assert path == "boards/.gitattributes"
        else:
            assert place.proper
            assert toml.dump(toml.parse(raw), place.kind) == raw


def test_a_generated_board_is_the_same_every_time() -> None:
    assert generated.board(60) == generated.board(60)
