"""What a person may type as the place of a shared board, and what is refused before anything is started."""

from pathlib import Path

import pytest

from kindboard.errors import KindboardError
from kindboard.git import address


@pytest.mark.parametrize(
    "typed",
    [
        "", "   ", "-oProxyCommand=touch /tmp/x", "--upload-pack=touch", "ext::sh -c touch% x", "fd::17", "ssh://-oProxyCommand=x/y",
        "git@-oProxyCommand=x:y", "host:-oProxyCommand", "git://host.invalid/board", "ftp://host.invalid/board", "https://",
        "https://host.invalid/\x1b[2J", "http://[::1", "transport::https://host.invalid/board",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(KindboardError, match="not an address"):
        address.read(typed)


@pytest.mark.parametrize(
    "typed", ["https://host.invalid/team/board.git", "ssh://git@host.invalid/board", "git@host.invalid:team/board.git"]
)
def test_addresses_of_git_hosts_are_taken_as_they_are(typed: str) -> None:
    assert address.read(typed) == address.Address(typed)


def test_a_folder_is_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert address.read("shared").folder == tmp_path / "shared"
    assert address.read("~/shared").folder == Path.home() / "shared"
    assert address.read(f"file://{tmp_path}").folder == tmp_path


def test_http_is_for_this_computer_only() -> None:
    assert address.read("http://127.0.0.1:8000/board").protocols.endswith(":http")
    with pytest.raises(KindboardError, match="read by others on the way"):
        address.read("http://host.invalid/board")


@pytest.mark.parametrize("folder", ["OneDrive - Care", "Dropbox", "Google Drive", "iCloud Drive"])
def test_a_folder_that_a_copying_service_keeps_is_refused(tmp_path: Path, folder: str) -> None:
    with pytest.raises(KindboardError, match="can break a board"):
        address.read(str(tmp_path / folder / "board"))


@pytest.mark.parametrize(
    "url",
    [
        "https://user:secret@host.invalid/board",
        "https://secret@host.invalid/board?token=secret",
        "ssh://secret@host.invalid/b",
    ],
)
def test_a_password_or_token_is_never_shown(url: str) -> None:
    assert "secret" not in address.shown(url)
    assert "host.invalid" in address.shown(url)


def test_the_programs_at_a_folder_are_quoted() -> None:
    upload, receive = address.Address("/a b/c'd", Path("/a b/c'd")).commands(Path("/no hooks"))
    assert """safe.directory='/a b/c'"'"'d'""" in upload
    assert "core.hooksPath='/no hooks'" in receive
