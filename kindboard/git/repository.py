"""Where a repository's parts lie, read without starting git."""

from pathlib import Path

import msgspec

QUEUE = "refs/kindboard/queue"
"""The ref of the no-name answers that wait to be sent on their own."""


class Repository(msgspec.Struct, frozen=True):
    """`root`: the work tree. `git_dir`: its git folder. `common_dir`: the same, but for a second work tree."""

    root: Path
    git_dir: Path
    common_dir: Path

    def checked_out(self) -> str | None:
        """The branch the work tree shows, e.g. `refs/heads/main`; None when HEAD is detached."""
        head = (self.git_dir / "HEAD").read_text("utf-8", "replace").strip()
        return head.removeprefix("ref: ") if head.startswith("ref: ") else None

    def half_done(self) -> str | None:
        """The name of somebody's unfinished merge or rebase in this work tree, if there is one."""
        for name, word in (("rebase-merge", "rebase"), ("rebase-apply", "rebase"), ("MERGE_HEAD", "merge")):
            if (self.git_dir / name).exists():
                return word
        return None


def find(path: Path) -> Repository | None:
    """The repository whose work tree holds `path`."""
    path = path.absolute()
    for folder in (path, *path.parents):
        marker = folder / ".git"
        if marker.is_dir() and (marker / "HEAD").exists():
            return Repository(folder, marker, marker)
        if marker.is_file():
            text = marker.read_text("utf-8", "replace").strip()
            if text.startswith("gitdir: "):
                git_dir = (folder / text.removeprefix("gitdir: ")).resolve()
                common = git_dir / "commondir"
                common_dir = (git_dir / common.read_text().strip()).resolve() if common.exists() else git_dir
                return Repository(folder, git_dir, common_dir)
    return None
