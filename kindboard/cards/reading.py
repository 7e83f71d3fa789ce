"""A card from the values of its file, also of one that a newer kindboard wrote; and how late its edits are. Pure."""

import re
from datetime import UTC, datetime, timedelta

import msgspec

from kindboard.cards.cards import CARDS, SCHEMA, Card, Doc
from kindboard.cards.paths import Place
from kindboard.errors import NotReadable

GREATEST = datetime.max.replace(tzinfo=UTC)


def next_changed(last: datetime, now: datetime) -> datetime:
    """The `changed` of an edit: now, but always above the card's last, also when a clock ran ahead (section 5)."""
    if last >= GREATEST - timedelta(microseconds=1):
        return GREATEST
    return max(now.astimezone(UTC), last.astimezone(UTC) + timedelta(microseconds=1))


def read(place: Place, path: str, raw: bytes, doc: Doc) -> Card:
    """The card of a parsed file. Its name in the folder wins over an `id` inside it. Raises NotReadable."""
    card = CARDS[place.kind]
    known = doc | {"id": place.id, "board": place.board, "path": path, "raw": raw, "draft": False}
    known.pop("kind", None)
    try:
        return msgspec.convert(known, card)
    except (msgspec.ValidationError, OverflowError) as error:
        schema = doc.get("schema")
        if isinstance(schema, int) and schema > SCHEMA:
            return _read_newer(card, known, error)
        raise NotReadable(f"A field is not what it should be: {error}.") from None


def _read_newer(card: type[Card], known: Doc, error: Exception) -> Card:
    """A newer kindboard may have given a field another shape: show what can be shown."""
    field = re.search(r"\$\.(\w+)", str(error))
    if field is None or field[1] not in known:
        raise NotReadable("It was written by a newer kindboard and can't be shown by this one.")
    known = {name: value for name, value in known.items() if name != field[1]}
    try:
        return msgspec.convert(known, card)
    except (msgspec.ValidationError, OverflowError) as next_error:
        return _read_newer(card, known, next_error)


def has_instant(doc: Doc) -> bool:
    """Whether it says when it was changed, with a zone."""
    return isinstance(doc.get("changed"), datetime) and doc["changed"].tzinfo is not None
