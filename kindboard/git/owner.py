"""A process, told apart from every other one on every computer that shares the drive: who left this behind?"""

import platform
import re
from functools import cache

import msgspec
import psutil


class Owner(msgspec.Struct, frozen=True):
    """`boot` and `start` are seconds since 1970: a number of a process is given again, these are not.

    `card`: the maker's number of a network card, 12 hex digits; a computer keeps it when its `host` name changes, as a
    laptop's does from one network to the next. Empty where it has none.
    """

    host: str
    boot: int
    pid: int
    start: float
    card: str = ""


@cache
def this_process() -> Owner:
    process = psutil.Process()
    cards = sorted(_cards())
    host, boot = platform.node(), int(psutil.boot_time())
    return Owner(host, boot, process.pid, process.create_time(), cards[0] if cards else "")


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
    return f"{owner.pid}-{owner.start}-{owner.boot}-{owner.host.encode().hex()}-{owner.card}"


def of_name(name: str) -> Owner | None:
    """The owner that `as_name` wrote so; None where it wrote something else."""
    try:
        pid, start, boot, host, *card = name.split("-")
        return Owner(bytes.fromhex(host).decode(), int(boot), int(pid), float(start), *card)
    except (ValueError, TypeError):
        return None
