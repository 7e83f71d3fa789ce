"""What a test needs of the machine beside Python and git: servers, a terminal, an administrator's rights."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def _program(name: str) -> bool:
    # Servers lie where only an administrator's PATH looks.
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin{os.pathsep}/sbin") is not None


_NEEDS: dict[str, tuple[Callable[[], bool], str]] = {
    "root": (lambda: hasattr(os, "geteuid") and os.geteuid() == 0, "an administrator's rights"),
    "sshd": (lambda: _program("sshd") and _program("ssh-keygen"), "openssh-server"),
    "apache2": (lambda: _program("apache2") and Path("/usr/lib/git-core/git-http-backend").exists(), "apache2"),
    "tmux": (lambda: _program("tmux") and Path("/proc/self").exists(), "tmux, and Linux to look at its processes"),
    "posix": (lambda: os.name == "posix", "a POSIX system"),
}

NO_SKIP = "KINDBOARD_NO_SKIP" in os.environ
"""Read at import: each test begins with a clean environment."""


def needs(*what: str) -> None:
    """Skip a test where the machine lacks something; where nothing may be skipped (`.ci/run`), fail it."""
    lacking = [words for name in what for is_there, words in [_NEEDS[name]] if not is_there()]
    if not lacking:
        return
    reason = f"needs {', '.join(lacking)}"
    if NO_SKIP:
        pytest.fail(reason)
    pytest.skip(reason)
