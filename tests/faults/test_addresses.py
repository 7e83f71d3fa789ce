"""Addresses that must never be used, servers that never answer, and joins that are stopped half-way."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import psutil
import pytest

import kindboard
from kindboard.clone import boards
from kindboard.errors import KindboardError
from kindboard.git import address
from kindboard.starters import starters
from tests import generated
from tests.faults.machine import needs
from tests.faults.sound import plain, tip
from tests.faults.window import wait_for
from tests.servers.people import Person, people
from tests.servers.place import silent
from tests.teams import Team, a_team, a_workspace

pytestmark = pytest.mark.slow

SAVED = "saved on this computer"


@pytest.fixture
def sam(tmp_path: Path) -> Iterator[Person]:
    with people(tmp_path, "Sam") as (sam,):
        yield sam


# 38: addresses that would start a program --------------------------------------------------------------------------

DANGEROUS = (
    "ext::sh -c touch% {ran}", "ext::{program}", "fd::17", "-oProxyCommand={program}", "--upload-pack={program}",
    "ssh://-oProxyCommand={program}/board", "ssh://-o.invalid/board", "-oProxyCommand={program}:board",
    "git@-oProxyCommand={program}:board", "ssh://git@-oProxyCommand={program}/board", "x::y",
    "git-remote-ext::{program}", "http::{program}", "git://host.invalid/board", "ftp://host.invalid/board",
    "file://-c/board", "host.invalid:-oProxy",
)  # fmt: skip


@pytest.fixture
def program(tmp_path: Path) -> Path:
    file = tmp_path / "program"
    file.write_text(f'#!/bin/sh\n: >"{tmp_path}/ran"\n')
    file.chmod(0o755)
    return file


def test_case_38_ext_fd_and_options_for_a_remote_are_refused_before_any_process_starts(
    program: Path, tmp_path: Path
) -> None:
    started: list[object] = []

    def starts(event: str, arguments: tuple[object, ...]) -> None:
        if event in ("subprocess.Popen", "os.posix_spawn", "os.fork", "os.exec", "os.system"):
            started.append(arguments)

    with a_workspace(tmp_path) as workspace:
        workspace.status()
        _listeners.append(starts)
        try:
            for typed in DANGEROUS:
                url = typed.format(program=program, ran=tmp_path / "ran")
                with pytest.raises(KindboardError) as told:
                    starters.join(url, tmp_path / "mine", name="Sam")
                assert plain(told.value.message)
                with pytest.raises(KindboardError):
                    starters.connect(workspace, url)
                with pytest.raises(KindboardError):
                    starters.sign_in(url)
                assert started == [], typed
        finally:
            _listeners.remove(starts)
        assert workspace.status().remote is None
    assert not (tmp_path / "mine").exists()
    assert not (tmp_path / "ran").exists()


def test_case_38_such_a_remote_in_the_settings_of_a_clone_is_refused(program: Path, tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        config = workspace.root / ".git/config"
        before = config.read_bytes()
        for typed in DANGEROUS:
            url = typed.format(program=program, ran=tmp_path / "ran")
            config.write_bytes(before + f'[remote "origin"]\n\turl = "{url}"\n'.encode())
            done = workspace.sync()
            assert done.state == "refused", typed
            assert plain(done.message)
    assert not (tmp_path / "ran").exists()


_listeners: list[object] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    for listener in _listeners:
        listener(event, arguments)  # type: ignore[operator]


sys.addaudithook(_hear)  # it stays as long as the process, so it is one that does nothing without listeners


# 65: folders that a service keeps ----------------------------------------------------------------------------------

KEPT = (
    "OneDrive", "OneDrive - Riverside Care", "Dropbox", "Dropbox (Personal)", "Google Drive", "GoogleDrive-sam@x.org",
    "My Drive", "iCloud Drive", "iCloudDrive", "Library/Mobile Documents/com~apple~CloudDocs",
    "Library/CloudStorage/OneDrive-Riverside", "Library/CloudStorage/GoogleDrive-x/My Drive", "Nextcloud",
)  # fmt: skip


def test_case_65_a_folder_kept_by_a_copying_service_is_neither_home_nor_remote_of_a_board(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    with a_workspace(tmp_path) as workspace:
        starters.connect(workspace, str(shared))
        for folder in KEPT:
            place = tmp_path / folder / "team"
            place.mkdir(parents=True)
            acts: tuple[Callable[[], object], ...] = (
                lambda place=place: starters.init(place / "board", name="Sam"),
                lambda place=place: starters.join(str(shared), place / "board", name="Jo"),
                lambda place=place: starters.connect(workspace, str(place / "shared")),
                lambda place=place: starters.join(str(place / "shared"), tmp_path / "mine", name="Jo"),
            )
            for act in acts:
                with pytest.raises(KindboardError) as told:
                    act()
                assert told.value.code == "cloud-folder"
                assert "can break a board" in plain(told.value.message.replace(str(tmp_path), ""))
                assert "network drive" in told.value.next
            assert list(place.iterdir()) == []
            workspace.clone.git.run("config", "remote.origin.url", str(place / "shared"))
            assert workspace.sync().state == "refused"
            workspace.clone.git.run("config", "remote.origin.url", str(shared))
    assert not (tmp_path / "mine").exists()


def test_folders_that_only_sound_like_it_are_welcome(tmp_path: Path) -> None:
    for name in ("One drive to the sea", "Driveway", "Boxes", "Cloud cover", "My documents"):
        address.refuse_cloud(tmp_path / name / "board")


# 46: a server that never answers ------------------------------------------------------------------------------------


def talking() -> list[str]:
    """What of git and ssh this process has still running."""
    found = []
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            line = child.cmdline()  # empty for one that has ended
            ours = line and "sshd" not in line[0] and "cat-file" not in line  # another test's server may still run
            if ours and "GATEWAY_INTERFACE" not in child.environ() and ("git" in line[0] or "ssh" in line[0]):
                found.append(" ".join(line))
    return found


@pytest.mark.parametrize("scheme", ["http", "ssh"])
def test_case_46_a_server_that_accepts_and_never_answers_times_out_and_its_children_are_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    needs("posix")
    monkeypatch.setattr("kindboard.git.remote.NETWORK_SECONDS", 1)
    with silent() as port, a_team(tmp_path, "Sam") as team:
        (sam,) = team
        sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Kept."})
        sam.clone.git.run("config", "remote.origin.url", f"{scheme}://127.0.0.1:{port}/board.git")
        for _ in range(2):
            done = sam.sync()
            assert done.state == "offline"
            assert SAVED in plain(done.message).lower()
            assert talking() == []
        assert sam.status().unsent == 1
        with pytest.raises(KindboardError) as told:
            starters.join(f"{scheme}://127.0.0.1:{port}/board.git", tmp_path / "mine")
        assert told.value.code == "offline"
        assert talking() == []
        assert not (tmp_path / "mine").exists()
        sam.clone.git.run("config", "remote.origin.url", str(team.shared))
        assert sam.sync().sent == 1


def test_case_46_a_server_that_falls_silent_in_the_middle_of_a_sync_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("posix")
    monkeypatch.setattr("kindboard.git.remote.NETWORK_SECONDS", 1)
    head = (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\nContent-Length: 5000\r\n\r\n"
    )
    with a_team(tmp_path, "Sam") as team, socket.create_server(("127.0.0.1", 0)) as listener:
        (sam,) = team
        port = listener.getsockname()[1]
        talker = subprocess.Popen(
            [sys.executable, "-c", TALKS, str(listener.fileno()), head.decode()],
            pass_fds=[listener.fileno()], stdin=subprocess.PIPE,
        )  # fmt: skip
        try:
            sam.clone.git.run("config", "remote.origin.url", f"http://127.0.0.1:{port}/board.git")
            assert sam.sync().state == "offline"
            assert talking() == []
        finally:
            talker.kill()
            talker.wait()


TALKS = """
import socket, sys
listener = socket.socket(fileno=int(sys.argv[1]))
caller, _ = listener.accept()
caller.recv(4096)
caller.sendall(sys.argv[2].encode() + b"001e# service=git-upload-pack\\n0000")
sys.stdin.read()
"""


def test_case_46_other_work_goes_on_while_a_server_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kindboard.git.remote.NETWORK_SECONDS", 200)
    with a_team(tmp_path, "Sam") as team:
        (sam,) = team
        with silent() as port:
            sam.clone.git.run("config", "remote.origin.url", f"http://127.0.0.1:{port}/board.git")
            syncing = Thread(target=sam.sync)
            syncing.start()
            wait_for(talking, "the call to the server")
            for number in range(3):
                sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": f"While waiting {number}."})
                assert len(sam.board().answers) == number + 1
            assert syncing.is_alive()
        syncing.join(60)
        assert not syncing.is_alive()


# Stopped half-way ----------------------------------------------------------------------------------------------------


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Jo") as team:
        yield team


def waits_for(process: "subprocess.Popen[str]", what: str) -> None:
    """Until a program has begun something that shows in a child's command line."""
    patience = time.monotonic() + 60
    while time.monotonic() < patience:
        children = psutil.Process(process.pid).children(recursive=True)
        for child in children:
            try:
                if what in " ".join(child.cmdline()):
                    return
            except psutil.Error:
                continue
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    raise AssertionError(f"{what} never began")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("verb", ["join", "connect"])
def test_a_join_or_connect_that_is_stopped_leaves_nothing_behind(sam: Person, how: signal.Signals, verb: str) -> None:
    needs("posix")
    place = sam.home / "Documents" / "care" / "board"
    config = b""
    if verb == "connect":
        sam.starts()
        config, before = (sam.board / ".git/config").read_bytes(), tip(sam.board)
    with silent() as port:
        url = f"http://127.0.0.1:{port}/board.git"
        process = sam.begins(*(("join", url, place) if verb == "join" else ("-C", sam.board, "connect", url)))
        try:
            waits_for(process, "remote-http")
            process.send_signal(how)
            out, err = process.communicate(timeout=20)
        finally:
            process.kill()
    assert process.returncode == 130
    assert err.strip() == "Stopped. What was saved is safe."
    assert out == ""
    if verb == "join":
        assert sorted(path.name for path in sam.home.iterdir()) == ["kb"]
    else:
        assert (sam.board / ".git/config").read_bytes() == config
        assert tip(sam.board) == before


MADE = ["init", "config", "fetch", "update-ref", "ls-tree"]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_join_that_is_stopped_at_any_of_its_steps_leaves_no_half_of_a_board(
    sam: Person, team: Team, how: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("posix")
    programs = tmp_path / "programs"
    programs.mkdir()
    real = subprocess.run(["sh", "-c", "command -v git"], capture_output=True, text=True, check=True).stdout.strip()
    (programs / "git").write_text(
        f'#!/bin/sh\ncase "$1" in "$STOP_AT") kill -{how.value} $PPID; sleep 0.2 ;; esac\nexec {real} "$@"\n'
    )
    (programs / "git").chmod(0o755)
    place = sam.home / "care" / "board"
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    for step in MADE:
        monkeypatch.setenv("STOP_AT", step)
        ran = sam.runs("join", team.shared, place)
        assert ran.returncode == (130 if how == signal.SIGTERM else -how.value), (step, ran)
        assert not place.exists()
        if how == signal.SIGTERM:
            assert not place.parent.exists()
    monkeypatch.setenv("STOP_AT", "none")
    assert sam.runs("join", team.shared, place, "--name", "Sam").returncode == 0
    assert [path.name for path in place.parent.iterdir()] == ["board"]  # what the killed ones began is gone, too
    assert boards.own_boards(place) == ("riverside",)
    with sam.at_home(), kindboard.open(place) as board:
        assert board.sync().state == "synced"


@pytest.mark.parametrize("empty", [False, True])
def test_connecting_to_a_folder_that_fails_takes_the_half_made_home_away(
    sam: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: bool
) -> None:
    sam.starts()
    config = (sam.board / ".git/config").read_bytes()
    home = tmp_path / "shared"
    if empty:
        home.mkdir()

    def fails(*_: object, **__: object) -> None:
        assert (home / "HEAD").exists()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("kindboard.clone.share.run", fails)
        with pytest.raises(KeyboardInterrupt):
            sam.shares(home)
    assert home.exists() == empty
    assert not empty or list(home.iterdir()) == []
    assert (sam.board / ".git/config").read_bytes().split() == config.split()
    sam.shares(home)
    assert tip(home) == tip(sam.board)
    assert generated.git(home, "config", "receive.denyNonFastForwards") == b"false\n"


def test_a_board_can_move_to_another_home(team: Team, tmp_path: Path) -> None:
    (jo,) = team
    jo.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Comes along."})
    jo.sync()
    starters.connect(jo, str(tmp_path / "new home"))
    assert tip(tmp_path / "new home") == tip(jo.root)
    assert jo.status().remote == str(tmp_path / "new home")
    assert jo.sync().state == "synced"


def test_case_17_a_folder_out_of_reach_and_a_branch_taken_away_are_told_apart(team: Team) -> None:
    (jo,) = team
    jo.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Kept."})
    away = team.shared.with_name("away")
    team.shared.rename(away)
    done = jo.sync()
    assert done.state == "offline"
    assert "can't be reached" in plain(done.message)
    assert not team.shared.exists()  # never begun again
    away.rename(team.shared)
    generated.git(team.shared, "update-ref", "-d", "refs/heads/main")
    for _ in range(2):
        done = jo.sync()
        assert done.state == "refused"
        assert "has been taken away" in plain(done.message)
    assert generated.git(team.shared, "for-each-ref") == b""
    assert [answer.text for answer in jo.board().answers] == ["Kept."]
