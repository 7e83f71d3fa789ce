"""Bare repositories for real servers, and hooks that run there as a team's server would run them."""

import subprocess
from pathlib import Path

from tests import generated


def bare(folder: Path) -> Path:
    """An empty shared repository, as somebody who looks after a server would make it."""
    folder.mkdir(parents=True)
    generated.git(folder, "init", "--quiet", "--bare", "-b", "main")
    generated.git(folder, "config", "http.receivepack", "true")
    return folder


def copy(source: Path, folder: Path) -> Path:
    """A shared repository with what `source` has: 5 ms, where sharing a new board costs 300."""
    bare(folder)
    generated.git(folder, "fetch", "--quiet", str(source), "+refs/heads/*:refs/heads/*")
    return folder


def hook(repository: Path, name: str, script: str) -> None:
    file = repository / "hooks" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def give(folder: Path, user: str) -> None:
    """Make all of a folder another user's."""
    subprocess.run(["chown", "-R", user, str(folder)], check=True, timeout=20)


def there(repository: Path, *arguments: str) -> str:
    """What plain git says of a repository, whoever it belongs to."""
    return generated.git(repository, "-c", "safe.directory=*", *arguments).decode().strip()


def tip(repository: Path) -> str:
    return there(repository, "rev-parse", "main")


def subjects(repository: Path) -> list[str]:
    """The first line of every commit, oldest first."""
    return there(repository, "log", "--reverse", "--format=%s", "main").splitlines()
