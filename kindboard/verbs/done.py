"""What a verb says of itself when it was done, and when it could not be. Values only."""

from msgspec import Struct

from kindboard.cards.cards import Card
from kindboard.errors import KindboardError, Unworded

NOT_DONE = (KindboardError, Unworded, OSError)
"""What a verb can fail with: the disk, another program, git. Anything else is a fault of ours."""
NOT_NOW = "This computer could not save it just now. Nothing on the board has changed; please try again."


class Done(Struct, frozen=True):
    """What was done. `undo`: whether the one verb of that name takes it back."""

    said: str
    """In a few words without a full stop, such as `Moved to START`."""
    cards: tuple[Card, ...] = ()
    """As they are now; of what was taken off, as it was."""
    more: str = ""
    """A whole sentence on what else is to be known."""
    undo: bool = True

    @property
    def sentence(self) -> str:
        return f"{self.said}. {self.more}".rstrip()


def why_not(error: Exception) -> str:
    """What a verb failed with, in words. `error` is one of `NOT_DONE`."""
    return str(error) if isinstance(error, KindboardError) else NOT_NOW
