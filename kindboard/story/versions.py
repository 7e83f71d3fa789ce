"""What was seen of one card so far, while a history is told from its first commit on. Pure."""

from msgspec.structs import replace

from kindboard.cards.cards import KINDS, Card
from kindboard.merge.merge import Change
from kindboard.story.story import QUIET


class Versions:
    """Where two lines of a history come together, the last version seen need not be the one that a commit changed."""

    def __init__(self) -> None:
        self.seen = self._was_gone = False
        self._last: Card | None = None
        self._known: dict[str, Card] = {}

    def before(self, change: Change) -> Card | None:
        """What a commit changed; where nobody could read that, the last version that somebody could."""
        return None if change.base is None else self._known.get(change.base.oid, self._last)

    def take_in(self, change: Change, after: Card | None) -> None:
        self.seen, self._last = True, after
        self._was_gone |= after is None
        if after is not None and change.new is not None:
            self._known[change.new.oid] = after

    def by_hand(self, before: Card | None, after: Card | None) -> Card | None:
        """Of a commit that brings two lines together: `after`, but for what neither of them had, which was done by hand
        just then; that is as it was before. `after` itself where all of it was done on one of the lines."""
        if after is None:
            return None if self._was_gone else before
        versions = [*self._known.values()]
        if not versions:
            return before
        then = before or versions[-1]
        new = [
            name
            for name in KINDS[after.kind].fields.keys() - QUIET
            if all(getattr(version, name) != getattr(after, name) for version in versions)
        ]
        return replace(after, **{name: getattr(then, name) for name in new}) if new else after
