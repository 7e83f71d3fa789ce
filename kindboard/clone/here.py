"""What is known of a clone without starting git: all that reading today's board needs."""

from kindboard.clone import settings
from kindboard.clone.settings import Settings
from kindboard.clone.written import Written
from kindboard.git.repository import Repository


class Here:
    """One clone on this computer, as its files tell."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.folder = settings.folder(repository)
        self.settings: Settings = settings.read(repository)
        self.written = Written(self.folder / "written")
        self.moving = self.folder / "moving"
        """Is there while the tip moves and the work tree follows; and after, if that was cut short."""

    def change_settings(self, new: Settings) -> None:
        settings.write(self.repository, new)
        self.settings = new

    @property
    def shows_the_board(self) -> bool:
        """Whether the work tree has the board's branch checked out; if not, it is left alone."""
        return self.repository.checked_out() == self.settings.branch

    @property
    def left_over(self) -> bool:
        """Whether a save, an undo or a sync may have been left half done."""
        return self.moving.exists() or any((self.folder / "journal").glob("*.json"))
