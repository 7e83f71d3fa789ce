"""What a person is told when something can't be done: one small hierarchy, worded once, shown at the edge.

Each error is one plain sentence (what happened, what is safe) and the next step. Nothing in it comes raw from git,
from the operating system or from a file.
"""


class KindboardError(Exception):
    """Something was not done. `code` is for scripts; `message` and `next` are for people."""

    exit_status = 1

    def __init__(self, code: str, message: str, next: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.next = code, message, next

    def __str__(self) -> str:
        return f"{self.message} {self.next}".strip()


class Unworded(Exception):
    """Something beneath failed, and what that means for a person depends on who asked for it. Internal."""


class WrongUse(KindboardError):
    """What was asked for is not a thing kindboard knows: an unknown field, a date that is none."""

    exit_status = 2


class NotReadable(KindboardError):
    """A card's file can't be read as a card. `message` says why in plain words; its bytes are kept."""

    def __init__(self, message: str) -> None:
        super().__init__("not-readable", message, "Its words are kept as they are; mend the file or restore the card.")
