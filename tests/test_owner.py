"""Whether a process that left something behind has ended: certain of this computer's, unknown of others'."""

import os
import platform
from types import SimpleNamespace

import psutil
import pytest
from msgspec.structs import replace

from kindboard.git import owner
from kindboard.git.owner import Owner

CARD = "a4bb6d0011ff"


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> Owner:
    """A process of this computer that has ended."""
    monkeypatch.setattr(owner, "_cards", lambda: {CARD})
    return replace(owner.this_process(), start=1.0, card=CARD)


def test_a_process_that_has_ended_is_dead_and_this_one_is_not(gone: Owner) -> None:
    assert owner.is_dead(gone)
    assert not owner.is_dead(owner.this_process())


def test_it_is_so_too_where_the_computer_has_got_another_name_since(gone: Owner) -> None:
    assert owner.is_dead(replace(gone, host="anns-laptop.home"))
    assert not owner.is_dead(replace(owner.this_process(), host="anns-laptop.home", card=CARD))


@pytest.mark.parametrize("card", ["", "0011223344ff"])
def test_of_another_computers_process_nobody_knows(gone: Owner, card: str) -> None:
    assert not owner.is_dead(replace(gone, host="bos-laptop", card=card))


def test_its_name_as_a_file_tells_it_again_also_as_older_kindboards_wrote_it(gone: Owner) -> None:
    for boot in (gone.boot, ""):
        assert owner.of_name(owner.as_name(replace(gone, boot=boot))) == replace(gone, boot=boot)
    older = f"{gone.pid}-1.5-1796079371-{gone.host.encode().hex()}"
    assert owner.of_name(older) == Owner(gone.host, 1796079371, gone.pid, 1.5)
    assert owner.of_name("not-one") is None
    assert owner.of_name("1-2-3-4-5-6-7") is None


@pytest.fixture(params=[60, -60, 86_400])
def clock_is_set(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of this computer, from now on, by so many seconds: the system then tells another time for its start."""
    owner.this_process()
    boot_time = psutil.boot_time()
    monkeypatch.setattr("psutil._psplatform.boot_time", lambda: boot_time + request.param)


def test_a_clock_that_is_set_makes_no_living_process_a_dead_one(clock_is_set: None) -> None:
    living = replace(owner.this_process(), host="anns-laptop.home", card=CARD)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, "_cards", lambda: {CARD})
        assert not owner.is_dead(living)
        assert owner.is_dead(replace(living, boot="0" * 32))


def test_what_an_older_kindboard_wrote_by_the_clock_is_dead_where_there_is_no_such_process_only() -> None:
    older = Owner(platform.node(), 1796079371, os.getppid(), 1796079371.5)
    assert not owner.is_dead(older)
    assert owner.is_dead(replace(older, pid=2**22 + 1))


def test_a_virtual_network_card_tells_no_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    def card(number: str) -> list[SimpleNamespace]:
        return [SimpleNamespace(family=psutil.AF_LINK, address=number)]

    cards = {"lo": card("00:00:00:00:00:00"), "docker0": card("02:42:ac:11:00:02"), "eth0": card("A4-BB-6D-00-11-FF")}
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: cards)
    assert owner._cards() == {CARD}
    assert owner.this_process().pid == os.getpid()
