"""Where a repository's parts lie, read without starting git."""

import re
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
        head = self._head
        return head.removeprefix("ref: ") if head.startswith("ref: ") else None

    def shared_branch(self) -> str | None:
        """The branch that the place it was cloned from has first, if this clone has it, too; e.g. `refs/heads/main`."""
        for file in sorted(self.common_dir.glob("refs/remotes/*/HEAD")):
            named = file.read_text("utf-8", "replace").strip().removeprefix(f"ref: refs/remotes/{file.parent.name}/")
            if self.has(f"refs/heads/{named}"):
                return f"refs/heads/{named}"
        return None

    def has_met(self, branch: str) -> bool:
        """Whether a place that it is shared at was seen to have this branch."""
        name = branch.removeprefix("refs/heads/")
        remotes = [folder.name for folder in self.common_dir.glob("refs/remotes/*")] or ["origin"]
        return any(self.has(f"refs/remotes/{remote}/{name}") for remote in remotes)

    def has(self, ref: str) -> bool:
        """Whether there is such a ref."""
        try:
            packed = (self.common_dir / "packed-refs").read_text("utf-8", "replace")
        except FileNotFoundError:
            packed = ""
        return (self.common_dir / ref).is_file() or any(line.endswith(f" {ref}") for line in packed.splitlines())

    @property
    def _head(self) -> str:
        try:
            return (self.git_dir / "HEAD").read_text("utf-8", "replace").strip("\0\r\n ")
        except FileNotFoundError:
            return ""

    @property
    def lost_its_head(self) -> bool:
        """Whether HEAD says nothing, as after a power cut: git then takes the folder for no repository."""
        return not self._head

    @property
    def is_newer(self) -> bool:
        """Whether the repository may be kept in one of git's newer formats (SHA-256, reftable)."""
        config = (self.common_dir / "config").read_bytes().lower()
        return b"objectformat" in config or b"refstorage" in config

    def is_broken(self, ref: str) -> bool:
        """Whether a ref's own file holds no commit, as after a power cut."""
        try:
            return re.fullmatch(rb"[0-9a-f]{40}\n?", (self.common_dir / ref).read_bytes()) is None
        except OSError:
            return False

    def half_done(self, branch: str) -> str | None:
        """`merge` or `rebase`: what somebody has begun on a branch in this work tree and not finished, if anything."""
        for name in ("rebase-merge", "rebase-apply"):
            if (self.git_dir / name).exists():
                head = self.git_dir / name / "head-name"
                return "rebase" if not head.exists() or head.read_text().strip() == branch else None
        begun = (self.git_dir / "MERGE_HEAD").exists() and self.checked_out() == branch
        return "merge" if begun else None


def find(path: Path) -> Repository | None:
    """The repository whose work tree holds `path`; also one that has lost its HEAD, where a board was opened in it."""
    path = path.absolute()
    for folder in (path, *path.parents):
        marker = folder / ".git"
        if marker.is_dir() and ((marker / "HEAD").exists() or (marker / "kindboard").is_dir()):
            return Repository(folder, marker, marker)
        if marker.is_file():
            text = marker.read_text("utf-8", "replace").strip()
            if text.startswith("gitdir: "):
                git_dir = (folder / text.removeprefix("gitdir: ")).resolve()
                common = git_dir / "commondir"
                common_dir = (git_dir / common.read_text().strip()).resolve() if common.exists() else git_dir
                return Repository(folder, git_dir, common_dir)
    return None
