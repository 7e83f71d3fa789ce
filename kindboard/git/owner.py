"""A process, told apart from every other one on every computer that shares the drive: who left this behind?"""

import platform
from functools import cache

import msgspec
import psutil


class Owner(msgspec.Struct, frozen=True):
    """`boot` and `start` are seconds since 1970: a number of a process is given again, these are not."""

    host: str
    boot: int
    pid: int
    start: float


@cache
def this_process() -> Owner:
    process = psutil.Process()
    return Owner(platform.node(), int(psutil.boot_time()), process.pid, process.create_time())


def is_dead(owner: Owner) -> bool:
    """Whether a process has certainly ended. Of another computer's we never know."""
    here = this_process()
    if owner.host != here.host or owner == here:
        return False
    # The boot time is read to the second and may differ by one between two reads.
    if abs(owner.boot - here.boot) > 2:
        return True
    try:
        return abs(psutil.Process(owner.pid).create_time() - owner.start) > 1
    except psutil.NoSuchProcess:
        return True
    except psutil.AccessDenied:
        return False


def as_name(owner: Owner) -> str:
    """An owner as the name of a file."""
    return f"{owner.pid}-{owner.start}-{owner.boot}-{owner.host.encode().hex()}"


def of_name(name: str) -> Owner | None:
    """The owner that `as_name` wrote so; None where it wrote something else."""
    try:
        pid, start, boot, host = name.split("-")
        return Owner(bytes.fromhex(host).decode(), int(boot), int(pid), float(start))
    except ValueError:
        return None
