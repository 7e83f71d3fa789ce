"""Somebody uses git itself on a board's folder, before, beside and during kindboard."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kindboard
from kindboard.cards.cards import Answer
from kindboard.git import commit as commits
from kindboard.git.remote import Remote
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.faults.machine import needs
from tests.faults.sound import check_team, tip
from tests.kills import ROOT
from tests.teams import Team, a_team, a_workspace, send_all

FIELDS = {"principle": "walk-a-mile", "question": "improve"}


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path, "Sam", "Jo") as team:
        yield team


def add(workspace: Workspace, text: str, no_name: bool = False) -> Answer:
    card = workspace.add("answer", FIELDS | {"text": text}, no_name=no_name)
    assert isinstance(card, Answer)
    return card


def texts(workspace: Workspace) -> list[str]:
    return sorted(answer.text for answer in workspace.board().answers)


# Elsewhere ---------------------------------------------------------------------------------------------------------


def looks(folder: Path) -> dict[str, bytes]:
    """Every file of a work tree and its index, with HEAD: all that must stay as it is."""
    files = [path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts]
    inside = [folder / ".git" / name for name in ("HEAD", "index", "logs/HEAD")]
    return {path.as_posix(): path.read_bytes() for path in (*files, *inside)}


def board_while_elsewhere(team: Team, *checkout: str) -> None:
    """Sam's work tree is not on the board's branch, and has edits of its own there; the board goes on without it."""
    sam, jo = team
    card = add(sam, "We ask twice.")
    gone = add(sam, "To be removed.")
    add(sam, "Waits without a name.", no_name=True)
    team.sync()
    generated.git(sam.root, "checkout", "-q", *checkout)
    (sam.root / card.path).write_text("edited here, and no card")
    (sam.root / "notes.txt").write_text("mine\n")
    generated.git(sam.root, "add", "notes.txt")
    before, elsewhere = looks(sam.root), tip(sam.root, "HEAD")

    sam.change(sam.board().find(card.id), {"text": "We ask once."})
    sam.remove(sam.board().find(gone.id))
    add(sam, "Taken back.")
    sam.undo()
    add(sam, "Unsigned.", no_name=True)
    jo.change(jo.board().find(card.id), {"tags": ("rota",)})
    add(jo, "Jo's words.")
    jo.sync()
    for _ in range(2):
        assert sam.sync(now=True).state == "synced"
    with kindboard.open(sam.root) as again:
        wanted = ["Jo's words.", "Unsigned.", "Waits without a name.", "We ask once."]
        assert texts(again) == texts(sam) == wanted
        assert again.check() == ()
    assert looks(sam.root) == before
    assert tip(sam.root, "HEAD") == elsewhere != tip(sam.root)
    assert generated.git(sam.root, "status", "--porcelain") == f" M {card.path}\nA  notes.txt\n".encode()

    # And back again: what was edited elsewhere is left there, and the board is shown as it is.
    generated.git(sam.root, "checkout", "-q", "--", card.path)
    generated.git(sam.root, "commit", "-q", "-m", "Mine")
    saved = tip(sam.root)
    generated.git(sam.root, "checkout", "-q", "main")
    for again in (sam, jo):
        again.sync()
        assert texts(again) == wanted
    assert tip(sam.root) == saved == tip(team.shared)
    check_team(team)
    assert (sam.root / card.path).read_bytes() == jo.board().find(card.id).raw
    assert not (sam.root / gone.path).exists()


def test_case_13_with_a_detached_head_the_boards_branch_is_written_and_head_stays(team: Team) -> None:
    board_while_elsewhere(team, "--detach")


def test_case_14_with_another_branch_checked_out_that_work_tree_stays(team: Team) -> None:
    board_while_elsewhere(team, "-b", "other")


def test_case_14_also_one_that_has_no_board_at_all(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        card = add(workspace, "We ask twice.")
        workspace.clone.index.finish()
        generated.git(workspace.root, "checkout", "-q", "--orphan", "site")
        generated.git(workspace.root, "rm", "-q", "-r", "-f", ".")
        (workspace.root / "index.html").write_text("a site\n")
        with kindboard.open(workspace.root) as again:
            assert again.slug == workspace.slug
            again.change(again.board().find(card.id), {"text": "We ask once."})
            again.sync()
            assert texts(again) == ["We ask once."]
        assert [path.name for path in workspace.root.iterdir() if path.name != ".git"] == ["index.html"]
        generated.git(workspace.root, "checkout", "-q", "main")
        workspace.sync()
        assert texts(workspace) == ["We ask once."]


@pytest.mark.parametrize("packed", [False, True])
def test_case_14_a_branch_begun_before_the_board_was_first_opened_is_not_the_teams(
    team: Team, tmp_path: Path, packed: bool
) -> None:
    sam, _ = team
    add(sam, "We ask twice.")
    team.sync()
    generated.git(tmp_path, "clone", "-q", str(team.shared), "plain")
    generated.git(tmp_path / "plain", "checkout", "-q", "-b", "mine")
    if packed:
        generated.git(tmp_path / "plain", "pack-refs", "--all")
    with kindboard.open(tmp_path / "plain") as plain:
        plain.set_name("Kim")
        add(plain, "Kim's words.")
        assert plain.sync(now=True).state == "synced"
        sam.sync()
        assert texts(sam) == texts(plain) == ["Kim's words.", "We ask twice."]
    assert generated.git(team.shared, "for-each-ref", "--format=%(refname)", "refs/heads") == b"refs/heads/main\n"


def test_case_14_the_branch_that_a_plain_clone_was_asked_for_is_the_boards(team: Team, tmp_path: Path) -> None:
    sam, _ = team
    add(sam, "We ask twice.")
    team.sync()
    generated.git(team.shared, "branch", "site", "main")
    generated.git(tmp_path, "clone", "-q", "-b", "site", str(team.shared), "plain")
    with kindboard.open(tmp_path / "plain") as plain:
        assert plain.clone.settings.branch == "refs/heads/site"
        assert texts(plain) == ["We ask twice."]


# Hooks and surroundings --------------------------------------------------------------------------------------------

HOOKS = (
    "pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "pre-push", "pre-rebase", "post-checkout",
    "post-merge", "post-rewrite", "pre-auto-gc", "reference-transaction", "post-index-change", "fsmonitor-watchman",
)  # fmt: skip


def test_case_42_failing_hooks_of_the_users_change_nothing_and_are_not_run(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("posix")
    sam, jo = team
    ran = tmp_path / "ran"
    own = tmp_path / "own-hooks"
    settings = tmp_path / "gitconfig"
    settings.write_text(f"[core]\n\thooksPath = {own}\n")
    for folder in (sam.root / ".git" / "hooks", own):
        folder.mkdir(exist_ok=True)
        for name in HOOKS:
            (folder / name).write_text(f"#!/bin/sh\necho {name} >>{ran}\nexit 1\n")
            (folder / name).chmod(0o755)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    failing = subprocess.run(["git", "-C", sam.root, "commit", "-q", "--allow-empty", "-m", "x"], capture_output=True)
    assert failing.returncode != 0  # they do what they are for
    ran.unlink()
    card = add(sam, "We ask twice.")
    add(jo, "Jo's words.")
    jo.sync()
    sam.change(card, {"text": "We ask once."})
    sam.undo()
    add(sam, "Unsigned.", no_name=True)
    assert [sam.sync(now=True).sent, sam.sync().sent] == [1, 1]
    assert not ran.exists()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    check_team(team)
    assert texts(jo) == ["Jo's words.", "Unsigned.", "We ask twice."]


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "setting",
    [
        "push.pushOption=ci.skip",
        "transfer.hideRefs=refs/heads",
        "receive.hideRefs=refs/heads",
        "uploadpack.hideRefs=refs/heads",
        "receive.maxInputSize=10",
        "receive.fsckObjects=true",
        "url./nowhere/.insteadOf=/",
        "url./nowhere/.pushInsteadOf=/",
        "protocol.allow=never",
        "safe.bareRepository=explicit",
        "core.sshCommand=false",
        "push.default=nothing",
        "push.gpgSign=true",
        "push.negotiate=true",
        "fetch.prune=true",
        "remote.origin.mirror=true",
        "remote.origin.url=/nowhere",
        "diff.orderFile=/nowhere/order",
    ],
)
def test_case_48_no_setting_of_the_users_keeps_a_shared_folder_from_being_reached(
    tmp_path: Path, computer: Path, setting: str
) -> None:
    key, _, value = setting.partition("=")
    generated.git(tmp_path, "config", "-f", str(computer / ".gitconfig"), key, value)
    with a_team(tmp_path, "Sam", "Jo") as team:
        sam, jo = team
        for who in team.members:
            add(who, f"{who.name}'s words.")
            assert who.sync(now=True).state == "synced"
        sam.sync(now=True)
        assert texts(sam) == texts(jo) == ["Jo's words.", "Sam's words."]


def test_case_48_a_folder_that_looks_at_what_it_is_given_takes_what_a_wrong_clock_wrote(team: Team) -> None:
    sam, jo = team
    generated.git(team.shared, "config", "receive.fsckObjects", "true")
    head = generated.git(sam.root, "cat-file", "commit", "HEAD").decode()
    odd = re.sub(
        r"^(author|committer) (.*) <(.*)> \d+ .*$", r"\1 \2 <\3> 99999999999999999999 +0000", head, flags=re.MULTILINE
    )
    parent = generated.git(sam.root, "rev-parse", "HEAD").decode().strip()
    odd = re.sub(r"^(tree .*)\n(parent .*\n)*", rf"\1\nparent {parent}\n", odd)
    made = generated.git(sam.root, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", stdin=odd.encode())
    generated.git(sam.root, "update-ref", "refs/heads/main", made.decode().strip())
    add(sam, "After it.")
    assert sam.sync(now=True).state == "synced"
    jo.sync()
    assert texts(jo) == ["After it."]


def test_case_48_a_git_folder_index_or_setting_in_the_surroundings_is_ignored(team: Team, tmp_path: Path) -> None:
    sam, jo = team
    other = generated.repository(tmp_path / "other", {"a.txt": b"a\n"})
    before = everything(other)
    inherited = {
        "GIT_DIR": str(other / ".git"),
        "GIT_INDEX_FILE": str(other / ".git" / "index"),
        "GIT_WORK_TREE": str(other),
        "GIT_OBJECT_DIRECTORY": str(other / ".git" / "objects"),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(other / ".git" / "objects"),
        "GIT_COMMON_DIR": str(other / ".git"),
        "GIT_NAMESPACE": "elsewhere",
        "GIT_PREFIX": "a/",
        "GIT_QUARANTINE_PATH": str(other / ".git" / "objects"),
        "GIT_CONFIG_PARAMETERS": "'core.bare=true'",
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.bare", "GIT_CONFIG_VALUE_0": "true",
        "GIT_AUTHOR_NAME": "Somebody Else", "GIT_AUTHOR_DATE": "1 +0000", "GIT_COMMITTER_NAME": "Somebody Else",
        "GIT_LITERAL_PATHSPECS": "1", "GIT_TRACE": str(tmp_path / "trace"), "GIT_EXTERNAL_DIFF": "false",
        "GIT_REPLACE_REF_BASE": "refs/heads/", "GIT_SHALLOW_FILE": str(other / "a.txt"), "GIT_DEFAULT_HASH": "sha256",
        "KINDBOARD_HOME": str(tmp_path / "Sam-computer"), "PYTHONPATH": str(ROOT),
    }  # fmt: skip

    def run(*arguments: str) -> str:
        ended = subprocess.run(
            [sys.executable, "-m", "kindboard", *arguments],
            cwd=sam.root, env=os.environ | inherited, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    add(jo, "Jo's words.")
    jo.sync()
    run("add", "answer", "--principle", "walk-a-mile", "--question", "improve", "--text", "Said from a hook.")
    assert "Said from a hook." in run("list")
    run("undo")
    run("redo")
    run("sync")
    run("init", str(tmp_path / "new"), "--starter", "kindness-in-practice", "--name", "Sam")
    run("join", str(team.shared), str(tmp_path / "joined"), "--name", "Sam")
    assert everything(other) == before
    assert not (tmp_path / "trace").exists()
    check_team(team)
    assert texts(sam) == texts(jo) == ["Jo's words.", "Said from a hook."]
    assert generated.git(team.shared, "log", "-1", "--format=%an", "main") == b"Sam\n"
    assert generated.git(tmp_path / "new", "rev-parse", "--show-object-format") == b"sha1\n"


# Meanwhile ---------------------------------------------------------------------------------------------------------

STEPS = [
    (commits, "write"), (commits, "move_refs"), (Remote, "fetch"), (Remote, "push"),
]  # fmt: skip


def meanwhile(monkeypatch: pytest.MonkeyPatch, what: Callable[[], None]) -> None:
    """Do something with plain git before and after every step of kindboard that writes or sends."""

    def around(step: Callable[..., object]) -> Callable[..., object]:
        def both(*arguments: object, **more: object) -> object:
            what()
            try:
                return step(*arguments, **more)
            finally:
                what()

        return both

    for owner, name in STEPS:
        monkeypatch.setattr(owner, name, around(getattr(owner, name)))


def everybody_works(team: Team, rounds: int) -> None:
    sam, jo = team
    card = add(sam, "We ask twice.")
    team.sync()
    for number in range(rounds):
        sam.change(sam.board().find(card.id), {"text": f"We ask {number} times."})
        add(sam, f"Sam's {number}.")
        add(sam, f"Unsigned {number}.", no_name=True)
        sam.remove(add(sam, "Not meant."))
        jo.note(jo.board().find(card.id), f"Note {number}")
        add(jo, f"Jo's {number}.")
        for person in (jo, sam, jo):
            assert send_all(person).state == "synced"
        assert texts(sam) == texts(jo)
        assert len(texts(sam)) == 1 + 3 * (number + 1)
    now = jo.board().find(card.id)
    assert isinstance(now, Answer)
    assert now.text == f"We ask {rounds - 1} times."
    assert {note.text for note in now.notes.values()} == {f"Note {number}" for number in range(rounds)}


@pytest.mark.slow
def test_case_50_packing_and_pruning_at_every_step_loses_nothing_and_shows_nothing_old(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam, _ = team
    times = []

    def gc() -> None:
        times.append(1)
        generated.git(sam.root, "reflog", "expire", "--expire=now", "--all")
        generated.git(sam.root, "gc", "--quiet", "--prune=now")
        generated.git(team.shared, "gc", "--quiet", "--prune=now")

    with monkeypatch.context() as patch:
        meanwhile(patch, gc)
        everybody_works(team, 2)
    assert len(times) > 50
    assert not (sam.clone.folder / "aside").exists()  # nothing was taken for damage
    check_team(team)


def test_case_50_a_second_work_tree_comes_and_goes_and_is_worked_in(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam, jo = team
    second = tmp_path / "second"
    busy: list[bool] = []
    said = []

    def work_in_it() -> None:
        if busy or len(said) > 20:
            return
        busy.append(True)
        generated.git(sam.root, "worktree", "add", "--quiet", "--detach", str(second), "main")
        generated.git(second, "commit", "--quiet", "--allow-empty", "-m", "Elsewhere")
        if len(said) % 3 == 0:
            with kindboard.open(second) as window:
                add(window, f"Second {len(said)}.")
        said.append(len(said))
        generated.git(sam.root, "worktree", "remove", "--force", str(second))
        busy.clear()

    with monkeypatch.context() as patch:
        meanwhile(patch, work_in_it)
        add(sam, "One.")
        for number in range(4):
            card = add(sam, f"Sam's {number}.")
            add(jo, f"Jo's {number}.")
            for person in (jo, sam):
                assert send_all(person).state == "synced"
            sam.change(sam.board().find(card.id), {"tags": ("rota",)})
    assert len(said) > 20
    check_team(team)
    wanted = {"One.", *(f"{who} {n}." for who in ("Sam's", "Jo's") for n in range(4))}
    assert set(texts(jo)) == wanted | {f"Second {number}." for number in said if number % 3 == 0}
    assert generated.git(sam.root, "worktree", "list").count(b"\n") == 1
