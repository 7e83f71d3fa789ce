"""Every test is alone on a computer of its own: nothing of this one's person is read, nothing is left behind."""

import os
import signal
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import pilots

os.environ["TZ"] = "UTC"
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each process that a test starts compiles all it imports
if hasattr(time, "tzset"):
    time.tzset()

# How hard hypothesis looks: at a few, always the same examples; with KINDBOARD_EXAMPLES=3000 at more, by chance.
# No test here depends on time: a busy computer must not fail one.
settings.register_profile(
    "kindboard",
    max_examples=int(os.environ.get("KINDBOARD_EXAMPLES", "50")),
    derandomize="KINDBOARD_EXAMPLES" not in os.environ,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("kindboard")


def pytest_configure() -> None:
    # A run that was started in the background ignores ctrl+c, and so would every program that it starts.
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)

    if "TMPDIR" not in os.environ and _fit_for_temporary_files(MEMORY):
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


TODAY = os.environ.get("KINDBOARD_TESTS_TODAY")
"""An instant, to see which test would fail in another month or season. Time stands still, which some do not like."""

MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory: a third less time for a suite that waits for the disk at each save it proves."""
ROOM = 4 << 30
"""Bytes."""


def _fit_for_temporary_files(folder: Path) -> bool:
    """Whether there is room, and programs that tests write can be run there."""
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        return False
    there = os.statvfs(folder)
    return there.f_bavail * there.f_frsize >= ROOM and not there.f_flag & getattr(os, "ST_NOEXEC", 0)


def pytest_xdist_auto_num_workers() -> int:
    """Two for each processor: half of the time a test waits, for a disk, a git or a screen."""
    return 2 * (os.cpu_count() or 1)


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
    if TODAY:
        monkeypatch.setenv("KINDBOARD_NOW", TODAY)
    monkeypatch.setenv("KINDBOARD_HOME", str(home / "kindboard"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return home


@pytest.fixture(autouse=True)
def screens_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    pilots.wait_for_what_is_due(monkeypatch)
