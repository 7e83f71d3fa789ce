"""What git leaves behind when it finds the disk full: half-written objects, which hold words and take the last room."""

from contextlib import suppress

from kindboard.git.locks import is_git_at_work
from kindboard.git.repository import Repository


def sweep(repository: Repository) -> None:
    """Take it away, unless some git is at work here and may still need it."""
    if is_git_at_work([repository.root, repository.common_dir]):
        return
    objects = repository.common_dir / "objects"
    for left in (
        *repository.git_dir.glob("fast_import_crash_*"),
        *objects.glob("pack/tmp_*"),
        *objects.glob("[0-9a-f][0-9a-f]/tmp_obj_*"),
    ):
        with suppress(OSError):
            left.unlink()
