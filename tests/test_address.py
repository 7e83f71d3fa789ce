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
        "https://host.invalid/board?token=secret",
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
        "ssh://git:secret@host.invalid/b",
        "ssh://ghp_secret1234@host.invalid/b",
    ],
)
def test_a_password_or_token_is_never_shown(url: str) -> None:
    assert "secret" not in address.shown(url)
    assert "host.invalid" in address.shown(url)


def test_the_name_that_ssh_is_told_is_shown_as_others_need_it_to_join() -> None:
    assert address.shown("ssh://git@host.invalid:22/b") == "ssh://git@host.invalid:22/b"


@pytest.mark.parametrize(
    ("typed", "url", "login"),
    [
        ("https://sam:secret@host.invalid:8/b", "https://host.invalid:8/b", ("sam", "secret")),
        ("https://sam:s%40cret@host.invalid/b", "https://host.invalid/b", ("sam", "s@cret")),
        ("https://ghp_16C7e42F292c6912@host.invalid/b", "https://host.invalid/b", ("ghp_16C7e42F292c6912", "")),
        ("https://a1b2c3d4e5f6a7b8c9d0@host.invalid/b", "https://host.invalid/b", ("a1b2c3d4e5f6a7b8c9d0", "")),
        ("https://sam@host.invalid/b", "https://sam@host.invalid/b", None),
        ("https://sam.the-care-worker@host.invalid/b", "https://sam.the-care-worker@host.invalid/b", None),
        ("ssh://sam:secret@host.invalid/b", "ssh://sam@host.invalid/b", None),
    ],
)
def test_case_41_a_password_or_token_is_kept_out_of_the_address(
    typed: str, url: str, login: tuple[str, str] | None
) -> None:
    read = address.read(typed)
    assert read.url == url
    assert (read.login and (read.login.user, read.login.word)) == login
    assert "secret" not in repr(read)
    assert "cret" not in repr(read)


def test_an_address_can_slip_no_line_into_what_git_is_told_of_a_password() -> None:
    with pytest.raises(KindboardError, match="not an address"):
        address.read("https://sam:secret%0ahost=evil.invalid@host.invalid/b")


def test_case_65_a_link_into_a_copying_service_s_folder_and_a_renamed_one_are_refused(tmp_path: Path) -> None:
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "work").symlink_to(tmp_path / "OneDrive")
    (tmp_path / "mine" / ".dropbox.cache").mkdir(parents=True)
    for folder in ("work", "mine"):
        with pytest.raises(KindboardError, match="can break a board"):
            address.read(str(tmp_path / folder / "board"))


def test_the_programs_at_a_folder_are_quoted() -> None:
    upload, receive = address.Address("/a b/c'd", Path("/a b/c'd")).commands(Path("/no hooks"))
    assert """safe.directory='/a b/c'"'"'d'""" in upload
    assert "core.hooksPath='/no hooks'" in receive
