"""Whether a version that can't be read holds words that no other has: then it is kept beside the card. Pure."""

from collections.abc import Iterator

from kindboard.cards.toml import parse
from kindboard.errors import NotReadable

_NO_WORDS = (b"<<<<<<< ", b"||||||| ", b"=======", b">>>>>>> ", b"changed = ")
"""How the lines begin that nobody wrote: plain git's conflict markers, and the time of a change."""


def says_more(unreadable: bytes, *others: bytes | None) -> bool:
    """Whether it has a line, or in a line of TOML a word, that none of the others has.

    A merge writes what it keeps otherwise than it stood: in `also` in one line, in a set in another order.
    """
    known = {line for other in others if other for line in (*other.splitlines(), *_words(other))}
    return any(not _is_known(line, known) for line in unreadable.splitlines())


def _is_known(line: bytes, known: set[bytes]) -> bool:
    if line in known or line.startswith(_NO_WORDS):
        return True
    words = set(_words(line))
    return bool(words) and words <= known


def _words(raw: bytes) -> Iterator[bytes]:
    """Every line of every text in a piece of TOML; none where it is no TOML."""
    try:
        yield from _lines(parse(raw))
    except NotReadable:
        return


def _lines(value: object) -> Iterator[bytes]:
    if isinstance(value, str):
        yield from value.encode(errors="replace").splitlines()
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _lines(inner)
