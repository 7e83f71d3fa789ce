"""One odd thing does not stop the team: commits, settings, bytes and places as other programs and people make them."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import kindboard
from kindboard.board.finding import fold
from kindboard.git import address
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.bench.terminal import Terminal
from tests.faults.machine import needs
from tests.kills import ROOT
from tests.screens.live import of, opened, until_said
from tests.teams import Team, a_team, a_workspace

WHERE = {"principle": "kindness-counts", "question": "self"}
OPEN = (sys.executable, "-m", "kindboard", "-C")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        yield team


def texts(workspace: Workspace) -> set[str]:
    return {answer.text for answer in workspace.board().answers}


# Commits --------------------------------------------------------------------------------------------------------------

ODD = {
    "past the year 9999": "Lee <lee@example.org> 300000000000 +0000",
    "before 1970": "Lee <lee@example.org> -5000000000 +0000",
    "a zone there is none of": "Lee <lee@example.org> 1700000000 +051800",
    "no address": "Lee 1700000000 +0000",
    "no date": "Lee <lee@example.org>",
}


@pytest.mark.parametrize("who", ODD.values(), ids=ODD)
def test_a_commit_by_a_wrong_clock_or_an_odd_program_keeps_nobody_apart(team: Team, who: str) -> None:
    sam, jo = team
    tip = generated.git(team.shared, "rev-parse", "main").decode().strip()
    tree = generated.git(team.shared, "rev-parse", "main^{tree}").decode().strip()
    raw = f"tree {tree}\nparent {tip}\nauthor {who}\ncommitter {who}\n\nOdd\n".encode()
    odd = generated.git(team.shared, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", stdin=raw)
    generated.git(team.shared, "update-ref", "refs/heads/main", odd.decode().strip())
    sam.add("answer", WHERE | {"text": "Sam's words."})
    team.sync()
    jo.add("answer", WHERE | {"text": "Jo's words."})
    team.sync()
    assert texts(sam) == texts(jo) == {"Sam's words.", "Jo's words."}
    assert list(sam.story())


@pytest.mark.parametrize("who", [who for what, who in ODD.items() if "9999" not in what])
def test_a_folder_of_ours_takes_no_such_commit_from_plain_git_but_from_kindboard(team: Team, who: str) -> None:
    sam, _ = team
    tip, tree = (generated.git(sam.root, "rev-parse", name).decode().strip() for name in ("main", "main^{tree}"))
    raw = f"tree {tree}\nparent {tip}\nauthor {who}\ncommitter {who}\n\nOdd\n".encode()
    odd = generated.git(sam.root, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", stdin=raw)
    generated.git(sam.root, "update-ref", "refs/heads/main", odd.decode().strip())
    with pytest.raises(subprocess.CalledProcessError):
        generated.git(sam.root, "push", "-q", "origin", "main")
    team.sync()
    assert team.tips() == {odd.decode().strip()}


def test_a_clock_from_before_1970_sends_nothing_that_others_can_not_take_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        monkeypatch.setenv("KINDBOARD_NOW", "1969-06-01T00:00:00+00:00")
        sam.add("answer", WHERE | {"text": "Long ago."})
        sam.sync()
        monkeypatch.delenv("KINDBOARD_NOW")
        jo.add("answer", WHERE | {"text": "Today."})
        team.sync()
        assert texts(jo) == {"Long ago.", "Today."}


# Settings -------------------------------------------------------------------------------------------------------------


def test_no_setting_of_a_persons_own_git_changes_what_is_read_or_sent(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam, jo = team
    home = tmp_path / "odd-home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        "[diff]\n orderFile = /nowhere\n renames = copies\n noprefix = true\n external = false\n"
        "[log]\n date = relative\n diffMerges = combined\n follow = true\n showRoot = false\n"
        "[core]\n quotePath = true\n abbrev = 4\n bigFileThreshold = 1\n pager = false\n"
        "[fetch]\n prune = true\n output = compact\n[merge]\n ff = only\n[push]\n default = nothing\n"
        "[pack]\n packSizeLimit = 1\n[commit]\n gpgSign = true\n[i18n]\n logOutputEncoding = latin1\n"
    )
    monkeypatch.setenv("HOME", str(home))
    sam.add("answer", WHERE | {"text": "Grüße."})
    team.sync()
    assert texts(jo) == {"Grüße."}
    assert [told.what for told in sam.story()] == [told.what for told in jo.story()]


OF_OTHER_PROGRAMS = {
    "branch.main.vscode-merge-base": "origin/main", "branch.main.github-pr-owner-number": "1", "gui.geometry": "9x9",
    "branch.main.pushRemote": "origin", "gui.wmstate": "normal", "gitk.geometry": "800x600", "commit.gpgsign": "true",
    "commit.verbose": "true", "tag.gpgsign": "true", "user.signingkey": "ABCD", "user.useConfigOnly": "true",
    "remote.origin.gh-resolved": "base", "remote.pushDefault": "elsewhere", "advice.detachedHead": "false",
    "status.showUntrackedFiles": "all", "log.date": "no-date-at-all", "log.showRoot": "false", "log.follow": "true",
    "log.diffMerges": "combined", "rebase.autoStash": "true", "rerere.enabled": "true", "submodule.docs.active": "true",
    "submodule.docs.url": "elsewhere", "color.ui": "always", "pull.rebase": "true", "push.autoSetupRemote": "true",
    "core.untrackedCache": "true", "gc.auto": "1",
}  # fmt: skip
ALLOWED_THERE = ("color.", "pull.", "push.", "core.", "gc.")
"""In a shared folder, too."""


@pytest.mark.parametrize(("key", "value"), OF_OTHER_PROGRAMS.items(), ids=OF_OTHER_PROGRAMS)
def test_what_editors_write_into_a_clones_own_settings_is_no_reason_to_stop(team: Team, key: str, value: str) -> None:
    sam, _ = team
    generated.git(sam.root, "config", key, value)
    sam.add("answer", WHERE | {"text": "Sam's words."})
    assert sam.sync().state == "synced"
    assert sam.story()[-1].what
    generated.git(team.shared, "config", key, value)
    assert sam.sync().state == ("synced" if key.startswith(ALLOWED_THERE) else "refused")


def test_a_settings_file_of_ones_own_that_can_not_be_read_is_no_old_git(tmp_path: Path) -> None:
    home = tmp_path / "odd-home"
    home.mkdir()
    (home / ".gitconfig").write_text("[core\n")
    with a_workspace(tmp_path) as board:
        env = os.environ | {"HOME": str(home), "PYTHONPATH": str(ROOT)}
        env.pop("GIT_CONFIG_GLOBAL", None)
        said = subprocess.run(
            [*OPEN, str(board.root), "add", "plan", "start", "--title", "Tea first"],
            env=env, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert (said.returncode, said.stderr) == (0, "")


# Boards ---------------------------------------------------------------------------------------------------------------


def test_the_board_that_was_opened_stays_the_one_when_another_comes_to_lie_before_it(team: Team) -> None:
    _, jo = team
    other = jo.root / "boards" / "0a"
    other.mkdir()
    (other / "board.toml").write_bytes((jo.root / "boards" / jo.slug / "board.toml").read_bytes())
    generated.git(jo.root, "add", "boards/0a")
    generated.git(jo.root, "commit", "-q", "-m", "Another board")
    team.sync()
    for member in team:
        with kindboard.open(member.root) as again:
            assert again.slug == "riverside"


# What is typed --------------------------------------------------------------------------------------------------------


def typed(board: Workspace, keys: bytes, *, then: bytes = b"") -> str:
    """What a new answer holds, typed on a real terminal."""
    with Terminal((*OPEN, str(board.root)), env={"PYTHONPATH": str(ROOT)}) as terminal:
        terminal.first_paint("Principles")
        terminal.settle()
        terminal.press(b"n")
        terminal.until("Put on board")
        terminal.settle()
        for some in (keys, then) if then else (keys,):
            terminal.press(some)
            limit = time.monotonic() + 60
            while kept(board)[-1:] != some.decode("latin-1")[-1]:
                assert time.monotonic() < limit, board.drafts()
                time.sleep(0.05)
        return kept(board)


def kept(board: Workspace) -> str:
    drafts = board.drafts()
    return str(drafts[0].fields["text"]) if drafts else ""


@pytest.mark.parametrize(
    "letters",
    [
        "a\xa0b",
        "a\u3000b",
        "a\u200db",
        "a\xadb",
        "a\u2009b",
        "a\u2060b",
        "\U0001f469\u200d\U0001f692b",
        "\U0001f1ec\U0001f1e7b",
        "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007fb",
    ],
)
def test_every_letter_that_is_typed_arrives(tmp_path: Path, letters: str) -> None:
    with a_workspace(tmp_path) as board:
        assert typed(board, letters.encode()) == letters


def test_a_byte_that_is_no_letter_ends_neither_the_board_nor_the_text(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        assert typed(board, "Caf\xe9".encode("latin-1"), then=b" later") == "Café later"


@pytest.mark.slow
def test_two_enters_in_one_read_answer_a_question_once(tmp_path: Path) -> None:
    with (
        a_workspace(tmp_path) as board,
        Terminal((*OPEN, str(board.root)), env={"PYTHONPATH": str(ROOT)}) as terminal,
    ):
        terminal.first_paint("Principles")
        terminal.settle()
        terminal.press(b"n")
        terminal.until("Put on board")
        terminal.press(b"Tea first")
        terminal.until("first")
        terminal.press(b"\x13")
        terminal.until("This goes on the board")
        terminal.press(b"\r\r")
        terminal.until("Put on the board. u undo")
        assert texts(board) == {"Tea first"}


COMMANDS = "a\x1b]52;c;aGk=\x07b\x1b]0;owned\x07c\x1b[2Jd"


@pytest.mark.slow
@pytest.mark.parametrize(("key", "where"), [(b"n", "Put on board"), (b"/", "Filter")], ids=["editor", "filter"])
def test_what_is_pasted_gives_the_terminal_no_orders(tmp_path: Path, key: bytes, where: str) -> None:
    with (
        a_workspace(tmp_path) as board,
        Terminal((*OPEN, str(board.root)), env={"PYTHONPATH": str(ROOT)}) as terminal,
    ):
        board.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "There before."})
        terminal.first_paint("Principles")
        terminal.settle()
        terminal.press(key)
        terminal.until(where)
        terminal.forget()
        terminal.press(b"\x1b[200~" + COMMANDS.encode() + b"\x1b[201~")
        terminal.settle()
        for order in (b"\x1b]52;", b"\x1b]0;owned", b"\x1b[2J"):
            assert order not in terminal.raw


async def test_a_double_click_on_a_choice_answers_once(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board:
        async with opened(board, (100, 30)) as pilot:
            await pilot.press("n", *"Tea first", "ctrl+s")
            await until_said(pilot, "This goes on the board")
            choices = of(pilot).screen.query_one("#sheet-choices")
            await pilot.click(choices, offset=(3, 0), times=2)
            await until_said(pilot, "Put on the board. u undo")
        assert texts(board) == {"Tea first"}


def test_an_output_that_takes_nothing_more_is_said_and_no_traceback(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as board, Path("/dev/full").open("w") as full:
        said = subprocess.run(
            [*OPEN, str(board.root), "list", "--json"],
            env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=full, stderr=subprocess.PIPE, text=True,
            timeout=120, check=False,
        )  # fmt: skip
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    assert said.stderr.count("\n") == 1


def test_the_terminal_says_how_large_it_is_and_nothing_else(tmp_path: Path) -> None:
    with (
        a_workspace(tmp_path) as board,
        Terminal((*OPEN, str(board.root)), env={"PYTHONPATH": str(ROOT), "LINES": "10", "COLUMNS": "40"}) as terminal,
    ):
        terminal.first_paint("Principles")
        terminal.settle()
        assert "1 Reflect" in terminal.text()


def test_words_are_found_whichever_quotes_they_were_typed_with() -> None:
    assert fold("Don’t “rush”") == fold('don\'t "rush"')


def test_a_folder_that_was_dropped_on_the_terminal_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "Shared with us"
    folder.mkdir()
    escaped = str(folder).replace(" ", "\\ ")
    for text in (f"'{folder}'", f'"{folder}"', escaped, str(folder), folder.as_uri()):
        assert address.read(text).folder == folder


def test_days_are_the_readers_own(tmp_path: Path) -> None:
    env = os.environ | {"TZ": "Pacific/Kiritimati", "KINDBOARD_NOW": "2026-11-28T12:00:00Z", "PYTHONPATH": str(ROOT)}
    with a_workspace(tmp_path) as board:
        done = subprocess.run(
            [*OPEN, str(board.root), "--json", "add", "plan", "start", "--title", "Tea", "--review-by", "today"],
            env=env, capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        (item,) = board.board().plan
        assert str(item.review_by) == "2026-11-29", done.stdout
        assert item.id.startswith("2026-11-28")
        shown = subprocess.run(
            [*OPEN, str(board.root), "show", item.id],
            env=env, capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        assert "29 Nov 2026" in shown.stdout
        assert "28 Nov" not in shown.stdout


@pytest.mark.parametrize("whose", ["another board", "this board"])
@pytest.mark.parametrize("odd", ["a pipe", "a link"])
def test_a_pipe_or_a_link_where_a_boards_own_file_should_be_keeps_nobody_waiting(
    tmp_path: Path, whose: str, odd: str
) -> None:
    needs("posix")
    with a_workspace(tmp_path) as board:
        folder = board.root / "boards" / (board.slug if whose == "this board" else "another")
        folder.mkdir(exist_ok=True)
        file = folder / "board.toml"
        file.unlink(missing_ok=True)
        if odd == "a pipe":
            os.mkfifo(file)
        else:
            file.symlink_to(tmp_path / "elsewhere")
        board.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Kept."})
    with kindboard.open(board.root, board.slug) as again:
        assert [answer.text for answer in again.board().answers] == ["Kept."]
        assert again.board().about.title == "Riverside Day Team"
