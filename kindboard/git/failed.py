"""How a git command fails."""

import re

from kindboard.errors import Unworded


class Failed(Unworded):
    """A git command ended with a failure. Internal: each caller words what it means for a person."""

    def __init__(self, status: int, stderr: str, stdout: str = "") -> None:
        super().__init__(f"git ended with {status}")
        self.status, self.stderr, self.stdout = status, stderr, stdout

    @property
    def disk_is_full(self) -> bool:
        """Whether this computer's disk takes no more. Of a ref, git does not say why it could not write it."""
        signs = r"No space left|Out of diskspace|[Qq]uota exceeded|couldn't write '.*\.lock'"
        return re.search(signs, self.stderr) is not None


class TimedOut(Failed):
    """A git command did not end in its time; it and its children have been ended."""
