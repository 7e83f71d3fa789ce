"""Every test is alone on a computer of its own: nothing of this one's person is read, nothing is left behind."""

import os
import time
from pathlib import Path

import pytest

os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()


@pytest.fixture(autouse=True)
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a person who has just unpacked their computer: no git settings, no name, no board."""
    return move_in(tmp_path, monkeypatch)


def move_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a computer in `folder` the one that this process runs on."""
    home = folder / "computer"
    home.mkdir()
    for name in list(os.environ):
        if name.startswith(("GIT_", "KINDBOARD_", "XDG_")):
            monkeypatch.delenv(name)
    for name in ("EMAIL", "NO_COLOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("KINDBOARD_HOME", str(home / "kindboard"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return home
