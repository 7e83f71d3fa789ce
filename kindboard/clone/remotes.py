"""Which of a clone's remotes is the board's. Pure."""

import re
from collections.abc import Mapping

from kindboard.clone.settings import Settings

_URL = re.compile(r"remote\.(.+)\.url")


def name_of(config: Mapping[str, str], settings: Settings) -> str | None:
    """The remote that the board is shared at; where plain git renamed it, that of the branch, or the only one."""
    names = [found[1] for key in config if (found := _URL.fullmatch(key))]
    of_branch = config.get(f"branch.{settings.branch.removeprefix('refs/heads/')}.remote")
    return next((name for name in (settings.remote, of_branch) if name in names), names[0] if len(names) == 1 else None)
