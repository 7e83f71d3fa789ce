"""Beginning: start a board from a starter, join a team's, share one that only this computer has."""

import contextlib
import os
import shutil
import stat
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

from kindboard.clone import boards, person, settings, share
from kindboard.clone.clone import Clone
from kindboard.clone.here import Here
from kindboard.clone.journal import new_id
from kindboard.clone.making import is_free, made_whole
from kindboard.clone.worktree import laid_out
from kindboard.edits.edits import clean, slug_of
from kindboard.errors import KindboardError
from kindboard.git import access, address, commit, run, tree
from kindboard.git import sign_in as signing
from kindboard.git.commit import NewCommit, Signature
from kindboard.git.failed import Failed
from kindboard.git.remote import Remote, git_folder
from kindboard.git.repository import Repository, find
from kindboard.git.run import Git
from kindboard.git.trouble import RemoteTrouble, Trouble, explain
from kindboard.merge.merge import Entry, blob_oid
from kindboard.starters import meeting
from kindboard.starters.files import DEFAULT, check_starter, files_of, names
from kindboard.workspace.workspace import Workspace

BRANCH = "refs/heads/main"
MOST_BRANCHES = 5
"""So many are looked at for a board."""
EXAMPLE = "KINDBOARD_EXAMPLE"
"""Set in a process that has an example open which is thrown away."""


def is_example() -> bool:
    """Whether this process has an example open: it goes nowhere, and goes away."""
    return EXAMPLE in os.environ


def usual_folder() -> Path:
    """Where a new board lies when nobody says: in a folder that a person can see and find again."""
    documents = Path.home() / "Documents"
    return (documents if documents.is_dir() else Path.home()) / "kindboard"


# Start -----------------------------------------------------------------------------------------------------------


def init(
    directory: Path | str | None = None,
    *,
    starter: str = DEFAULT,
    title: str | None = None,
    name: str | None = None,
) -> Workspace:
    """Start a board in a new folder. Raises KindboardError; then nothing was made."""
    check_starter(starter)
    title = " ".join(clean(title or dict(names())[starter]).split())
    slug = slug_of(title) or "board"
    root = _new_folder(directory, slug)
    files = files_of(starter, slug, title)
    with made_whole(root) as part:
        clone = _new_clone(part, BRANCH, _name(name))
        blobs = {blob_oid(raw): raw for raw in files.values()}
        writes: dict[str, Entry | None] = {path: Entry("100644", blob_oid(raw)) for path, raw in files.items()}
        signature = Signature.of(clone.settings.name, person.now())
        body = commit.message("Start a board", new_id())
        commit.write(clone.git, BRANCH, None, [NewCommit(signature, signature, body, writes, blobs)])
        _lay_out(clone)
        clone.close()
    return _opened(root, slug)


# Join ------------------------------------------------------------------------------------------------------------


def join(url: str, directory: Path | str | None = None, *, name: str | None = None) -> Workspace:
    """Bring a shared board to this computer. Raises KindboardError; then nothing was made."""
    where = address.read(url)
    git = Git(person.no_hooks())
    try:
        where, branches, head = meeting.reach(git, where, person.no_hooks())
    except RemoteTrouble as trouble:
        raise explain(trouble, where) from None
    if not branches:
        raise explain(RemoteTrouble(Trouble.NO_BRANCH), where)
    root = _new_folder(directory, slug_of(Path(where.shown.rstrip("/")).name.removesuffix(".git")) or "board")
    with made_whole(root) as part:
        for branch in board_branches(branches, head):
            slugs = _bring(part, where, branch, _name(name))
            if slugs:
                break
            for path in part.iterdir():
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        else:
            raise explain(RemoteTrouble(Trouble.NO_BOARD), where)
    access.remember(where, person.no_hooks())
    return _opened(root, slugs[0])


def _bring(part: Path, where: address.Address, branch: str, name: str | None) -> tuple[str, ...]:
    """Make a clone of one branch in an empty folder; the names of the boards on it.

    Somebody's code, however long its history is, is told by its newest commit.
    """
    clone = _new_clone(part, branch, name)
    try:
        _share_at(clone, where.url)
        remote, tracking = Remote(clone.git, where, clone.hooks), clone.settings.tracking
        try:
            remote.fetch(branch, tracking, tip_only=True)
            if not meeting.boards_at(clone.git, tracking):
                return ()
            remote.fetch(branch, tracking)
        except RemoteTrouble as trouble:
            raise explain(trouble, where) from None
        commit.move_refs(clone.git, {branch: (clone.objects.oid(tracking), None)})
        _lay_out(clone)
        return tuple(boards.own_boards(part))
    finally:
        clone.close()


def board_branches(branches: Mapping[str, str], head: str | None) -> list[str]:
    """The branches that a shared board may be on, the likeliest first: what HEAD names (on a host's new repository
    that holds a README alone), main, master, and others."""
    known = [branch for branch in (head, BRANCH, "refs/heads/master") if branch and branch in branches]
    return list(dict.fromkeys([*known, *branches]))[:MOST_BRANCHES]


# Share -----------------------------------------------------------------------------------------------------------


def connect(workspace: Workspace, url: str, *, together: bool = False) -> None:
    """Share a board from an address; an empty or new folder becomes its shared home. Raises KindboardError.

    `together`: also where another board is shared already; the two are then in one place.
    """
    if is_example():
        raise KindboardError(
            "example", "An example is not shared: it goes when it is closed.", "Start a board of your own for that."
        )
    clone = workspace.clone
    where = address.read(url)
    with _as_it_was(clone, where), _home(where, clone.settings.branch):
        try:
            where, branches, head = meeting.reach(clone.git, where, clone.hooks)
            remote = Remote(clone.git, where, clone.hooks)
            if not together:
                here = clone.settings.branch
                for branch in [here] if here in branches else board_branches(branches, head):
                    meeting.check(clone, remote, branches, branch)
        except RemoteTrouble as trouble:
            raise explain(trouble, where) from None
        _share_at(clone, where.url)
        result = share.run(clone, workspace.name, now=False, strict=True)
        if result.state not in ("synced", "busy"):
            raise KindboardError(result.state, result.message, "Check the address, then connect again.")
    access.remember(where, person.no_hooks())


@contextlib.contextmanager
def _as_it_was(clone: Clone, where: address.Address) -> Iterator[None]:
    """After an error, the board is shared as it was before, or not at all."""
    before, tracking = clone.remote_url, clone.settings.tracking
    met = clone.objects.oid(tracking)
    if before is not None and met is not None and address.read(before).url != where.url:
        # What another place had is not known of this one.
        commit.move_refs(clone.git, {tracking: (None, met)})
    try:
        yield
    except BaseException:
        if before is not None:
            _share_at(clone, before)
        else:
            for key in ("url", "fetch"):
                clone.git.ok("config", "--unset-all", f"remote.{clone.settings.remote}.{key}")
        if clone.objects.oid(tracking) != met:
            commit.move_refs(clone.git, {tracking: (met, None)})
        raise


@contextlib.contextmanager
def _home(where: address.Address, branch: str) -> Iterator[None]:
    """Make a new or empty folder the shared home of a board; after an error it is as it was."""
    folder = where.folder
    if folder is None or not _is_to_be_made(folder, where):
        yield
        return
    was_there = folder.exists()
    with made_whole(folder) as part:
        _new_home(part, branch, folder)
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            for path in folder.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            if not was_there:
                folder.rmdir()
        raise


def _is_to_be_made(folder: Path, where: address.Address) -> bool:
    try:
        if git_folder(folder) is not None:
            return False
        free = is_free(folder)
    except PermissionError:
        raise explain(RemoteTrouble(Trouble.REFUSED), where) from None
    if not free:
        raise KindboardError(
            "not-empty",
            f"The folder {folder} already has other things in it. Nothing was changed.",
            "Name a new folder inside it, for example by adding /kindboard to its name.",
        )
    if not folder.parent.is_dir():
        raise KindboardError(
            "no-folder", f"The folder {folder.parent} can't be found from here.", "Check that the drive is connected."
        )
    return True


def _new_home(part: Path, branch: str, folder: Path) -> None:
    git = Git(person.no_hooks())
    with contextlib.suppress(OSError, AttributeError):
        # Whoever may write where it lies may write in it, too, if the system lets us give it to them.
        os.chown(part, -1, part.parent.stat().st_gid)
        part.chmod(part.stat().st_mode | stat.S_ISGID)
    try:
        git.make(part, bare=True, shared="group", initial_branch=branch.removeprefix("refs/heads/"))
        # `forget` has to be able to replace the history, and only it ever does.
        git.run("config", "--file", str(part / "config"), "receive.denyNonFastForwards", "false")
        # What some git would refuse to fetch is not taken in from a git by hand either; kindboard tolerates more.
        git.run("config", "--file", str(part / "config"), "receive.fsckObjects", "true")
    except Failed:
        raise KindboardError(
            "cannot-write",
            f"The folder {folder} can't be written to. Nothing was changed.",
            "Ask whoever looks after it to let you write there.",
        ) from None


# Sign in ---------------------------------------------------------------------------------------------------------


def sign_in(where: Workspace | str) -> None:
    """Ask what the shared board's server asks (a password, whether to trust it), in the plain terminal.

    Raises KindboardError when it still does not let us in.
    """
    typed = where if isinstance(where, str) else where.clone.remote_url
    if typed is None:
        raise KindboardError("local", "This board is not shared yet.", "Share it first: kindboard connect.")
    place = address.read(typed)
    signing.sign_in(place, person.no_hooks(), _tell)
    if not isinstance(where, str) and place.login in access.turned_down:
        # A password that stood in the settings, where plain git put it, and is no longer right.
        _share_at(where.clone, place.url)


def _tell(words: str) -> None:
    """On the plain terminal, without a line that breaks off in the middle of a word."""
    width = shutil.get_terminal_size().columns
    for line in words.split("\n"):
        print(textwrap.fill(line, width, break_on_hyphens=False), file=sys.stderr, flush=True)


# Leave off -------------------------------------------------------------------------------------------------------


def hang_up() -> None:
    """End what this process still asks of a shared board: kindboard closes. The next sync asks it again."""
    run.hang_up()


def abandon() -> None:
    """End all that this process has git do, before what it was doing is taken back."""
    run.abandon()


# What they share -------------------------------------------------------------------------------------------------


def _name(name: str | None) -> str | None:
    return " ".join(clean(name).split()) or None if name is not None else person.remembered().name


def _new_folder(directory: Path | str | None, default: str) -> Path:
    root = Path(directory).expanduser().absolute() if directory is not None else _free(usual_folder() / default)
    address.refuse_cloud(root)
    if not is_free(root):
        is_board = find(root)
        if is_board is not None and is_board.root == root and boards.own_boards(root):
            raise KindboardError("already", f"There is a board in {root} already.", f"Open it: kindboard -C {root}")
        raise KindboardError(
            "not-empty", f"The folder {root} already has other things in it. Nothing was changed.", "Name a new folder."
        )
    return root


def _free(folder: Path) -> Path:
    return next(
        path
        for number in range(1, 1000)
        if not (path := folder if number == 1 else folder.with_name(f"{folder.name}-{number}")).exists()
    )


def _new_clone(root: Path, branch: str, name: str | None) -> Clone:
    Git(person.no_hooks()).make(root, initial_branch=branch.removeprefix("refs/heads/"))
    repository = Repository(root, root / ".git", root / ".git")
    (root / ".git" / "kindboard").mkdir()
    settings.write(repository, settings.fresh(branch, name))
    return Clone(Here(repository))


def _share_at(clone: Clone, url: str) -> None:
    remote = clone.settings.remote
    clone.git.run("config", f"remote.{remote}.url", url)
    clone.git.run("config", f"remote.{remote}.fetch", f"+refs/heads/*:refs/remotes/{remote}/*")


def _lay_out(clone: Clone) -> None:
    """Write the work tree of a new clone, card by card and without git's checkout: no filter and no link acts."""
    branch = clone.settings.branch
    entries = {path: laid_out(path, entry) for path, entry in tree.listing(clone.git, branch).items()}
    clone.tree.write({path: entry for path, entry in entries.items() if entry}, clone.objects.blob)
    clone.note_shown((clone.tip, None))
    clone.tell_index()


def _opened(root: Path, slug: str) -> Workspace:
    workspace = Workspace(Repository(root, root / ".git", root / ".git"), slug)
    known = person.remembered()
    if workspace.name is not None and known.name is None:
        known.name = workspace.name
        person.remember(known)
    person.remember_board(root)
    workspace.remember_which()
    return workspace
