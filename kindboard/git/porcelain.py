"""GitPython, for what git itself calls porcelain: making a repository, fetch, push, asking a remote, and upkeep.

The only module that imports it, loaded by the first command that needs it: it takes 60 to 160 ms to load, which these
commands take several times over and a save, a list or a first sight of the board must not. Each command has a runner of
its own: one shared between threads mixes up what they read.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from git import GitError, Repo
from git.cmd import Git as Runner

from kindboard.git.failed import Failed


def start(command: Sequence[str], env: Mapping[str, str], cwd: Path) -> "subprocess.Popen[bytes]":
    """One command, running, in a session of its own. It is ended when nobody holds on to it any more."""
    runner = Runner(cwd)
    runner.update_environment(**env)
    process = runner.execute(command, istream=subprocess.PIPE, as_process=True, start_new_session=True)
    return cast("subprocess.Popen[bytes]", process)  # a wrapper that hands on all that is asked of it


def init(folder: Path, env: Mapping[str, str], **options: Any) -> None:
    """Make a repository in a folder, from no template. Raises Failed."""

    class OurRunner(Runner):
        def __init__(self, working_dir: str | os.PathLike[str] | None = None) -> None:
            super().__init__(working_dir)
            self.update_environment(**env)

    class OurRepo(Repo):
        GitCommandWrapperType = OurRunner

        def __init__(self, path: str | os.PathLike[str], **_: object) -> None:
            super().__init__(path, expand_vars=False)  # a `$` in a folder's name is a `$`

    # A template is "unsafe" as hooks could come from one; ours is none.
    try:
        with OurRepo.init(folder, expand_vars=False, allow_unsafe_options=True, quiet=True, template="", **options):
            pass
    except GitError as error:
        raise Failed(-1, str(error)) from None
