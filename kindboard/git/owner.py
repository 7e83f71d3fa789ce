"""A process, told apart from every other one on every computer that shares the drive: who left this behind?"""

import platform
import re
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec
import psutil

_BOOT = Path("/proc/sys/kernel/random/boot_id")

SAME = 2
"""Seconds: so much two reads of when a process began may differ by, as the boot time is read to the second."""


class Owner(msgspec.Struct, frozen=True):
    """A number of a process is given again, together with `boot` and `start` it is not, and neither of them moves when
    the clock is set. `boot`: Linux' own name of this boot, 32 hex digits, elsewhere empty. `start`: seconds, see
    `_began`. Older kindboards wrote both as seconds since 1970, `boot` as an int.

    `card`: the maker's number of a network card, 12 hex digits; a computer keeps it when its `host` name changes, as a
    laptop's does from one network to the next. Empty where it has none.
    """

    host: str
    boot: str | int
    pid: int
    start: float
    card: str = ""


@cache
def this_process() -> Owner:
    process = psutil.Process()
    cards = sorted(_cards())
    return Owner(platform.node(), _boot(), process.pid, _began(process), cards[0] if cards else "")


def _boot() -> str:
    with suppress(OSError):
        return _BOOT.read_text().strip().replace("-", "")
    return ""


def _began(process: psutil.Process) -> float:
    """Seconds since the computer was started on Linux, which counts so; since 1970 elsewhere, where the system writes
    down what its clock said when a process began."""
    return process.create_time() - (psutil.boot_time() if psutil.LINUX else 0)


def _cards() -> set[str]:
    """The numbers that makers gave to this computer's network cards, and nobody to two; not those of virtual ones."""
    addresses = (one for each in psutil.net_if_addrs().values() for one in each if one.family == psutil.AF_LINK)
    numbers = (re.sub("[^0-9a-f]", "", one.address.lower()) for one in addresses)
    return {number for number in numbers if len(number) == 12 and int(number, 16) and not int(number[:2], 16) & 3}


def is_dead(owner: Owner) -> bool:
    """Whether a process has certainly ended. Of another computer's we never know."""
    here = this_process()
    ours = owner.host == here.host or (owner.card != "" and owner.card in _cards())
    if not ours or owner == here:
        return False
    if isinstance(owner.boot, str) and owner.boot != here.boot:
        return True
    try:
        began = _began(psutil.Process(owner.pid))
        # What an older kindboard wrote by the clock may have moved with it: such a process is dead if there is none.
        return isinstance(owner.boot, str) and abs(began - owner.start) > SAME
    except psutil.NoSuchProcess:
        return True
    except psutil.AccessDenied:
        return False


def as_name(owner: Owner) -> str:
    """An owner as the name of a file."""
    return f"{owner.pid}-{owner.start}-{owner.boot}-{owner.host.encode().hex()}-{owner.card}"


def of_name(name: str) -> Owner | None:
    """The owner that `as_name` wrote so; None where it wrote something else."""
    try:
        pid, start, boot, host, *card = name.split("-")
        boot_id = boot if len(boot) in (0, 32) else int(boot)
        return Owner(bytes.fromhex(host).decode(), boot_id, int(pid), float(start), *card)
    except (ValueError, TypeError):
        return None
