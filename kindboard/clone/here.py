"""What is known of a clone without starting git: all that reading today's board needs."""

from kindboard.clone import person, settings
from kindboard.clone.settings import Settings
from kindboard.clone.written import Written
from kindboard.git.repository import QUEUE, Repository


class Here:
    """One clone on this computer, as its files tell."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.folder = settings.folder(repository)
        self.opener = person.own_folder()
        """The own folder of whoever opened it."""
        self.settings: Settings = settings.read(repository)
        self.written = Written(self.folder / "written")
        self.moving = self.folder / "moving"
        """Is there while the tip moves and the work tree follows; and after, if that was cut short."""
        self.moved = self.folder / "moved"
        """Is there when another git has moved the tip, until it was looked at what that brought."""
        self.lagging: set[str] = set()
        """Files that a full disk did not take when the tip moved: until they follow, the tip is read for them."""

    def change_settings(self, new: Settings) -> None:
        settings.write(self.repository, new)
        self.settings = new

    @property
    def shows_the_board(self) -> bool:
        """Whether the work tree has the board's branch checked out; if not, it is left alone."""
        return self.repository.checked_out() == self.settings.branch

    @property
    def left_over(self) -> bool:
        """Whether a save, an undo, a sync or a git may have been left half done, or lost to a power cut."""
        if any(self.repository.is_broken(ref) for ref in (self.settings.branch, self.settings.tracking, QUEUE)):
            return True
        left = (self.folder / name for name in ("journal", "at-work"))
        return self.moving.exists() or any(folder.is_dir() and any(folder.iterdir()) for folder in left)
