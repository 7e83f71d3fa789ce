"""Which fields of a card hold somebody's own words. Pure."""

from functools import lru_cache

from kindboard.cards.cards import KINDS
from kindboard.words.fields import in_order

NAMES = frozenset({"by", "owner", "source"})
"""Words too, but of who somebody is, or where it was published."""


@lru_cache(maxsize=16)
def written(*kinds: str) -> tuple[str, ...]:
    """The fields of some kinds of card that hold somebody's own words, in the order in which they are read."""
    fields = {name for kind in kinds for name, field in KINDS[kind].fields.items() if field.words}
    return tuple(sorted(fields - NAMES, key=lambda name: (in_order(name), name)))
