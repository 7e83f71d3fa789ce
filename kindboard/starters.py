"""Beginning: start a board from a starter, join a team's, share one that only this computer has."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kindboard.cards import SCHEMA, Doc, path_of
from kindboard.clone import boards, person, settings
from kindboard.clone.here import Here
from kindboard.clone.journal import new_id
from kindboard.clone.opened import Clone
from kindboard.edits import clean, slug_of
from kindboard.errors import KindboardError, WrongUse
from kindboard.git import address, commit, tree
from kindboard.git.commit import NewCommit, Signature
from kindboard.git.remote import Remote, RemoteTrouble, Trouble, explain, git_folder
from kindboard.git.repository import Repository, find
from kindboard.git.run import Failed, Git
from kindboard.merge import Entry, blob_oid
from kindboard.toml import dump, parse
from kindboard.workspace import Workspace

DEFAULT = "kindness-in-practice"
BRANCH = "refs/heads/main"
_SEASONS = ("Winter", "Spring", "Summer", "Autumn")


def shipped() -> Path:
    """The folder of the starters: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / "boards"
    return inside if inside.is_dir() else package.parent / "boards"


def names() -> tuple[tuple[str, str], ...]:
    """(slug, title) of every starter, the default one first."""
    found = [(path.parent.name, str(parse(path.read_bytes())["title"])) for path in shipped().glob("*/board.toml")]
    return tuple(sorted(found, key=lambda starter: (starter[0] != DEFAULT, starter)))


def usual_folder() -> Path:
    """Where a new board lies when nobody says: in a folder that a person can see and find again."""
    documents = Path.home() / "Documents"
    return (documents if documents.is_dir() else Path.home()) / "kindboard"


def season(day: date) -> str:
    """The name of a round begun on `day`, e.g. "Autumn 2026". December counts to the winter of its own year."""
    return f"{_SEASONS[day.month % 12 // 3]} {day.year}"


# Start -----------------------------------------------------------------------------------------------------------


def init(
    directory: Path | str | None = None,
    *,
    starter: str = DEFAULT,
    title: str | None = None,
    name: str | None = None,
) -> Workspace:
    """Start a board in a new folder. Raises KindboardError; then nothing was made."""
    if starter not in dict(names()):
        there = ", ".join(slug for slug, _ in names())
        raise WrongUse("unknown-starter", f"There is no starter called {starter}.", f"There are: {there}.")
    title = " ".join(clean(title or dict(names())[starter]).split())
    slug = slug_of(title) or "board"
    root = _new_folder(directory, slug)
    files = _files(starter, slug, title)
    with _undone_on_failure(root):
        clone = _new_clone(root, BRANCH, _name(name))
        blobs = {blob_oid(raw): raw for raw in files.values()}
        writes: dict[str, Entry | None] = {path: Entry("100644", blob_oid(raw)) for path, raw in files.items()}
        signature = Signature.of(clone.settings.name, person.now())
        body = commit.message("Start a board", new_id())
        commit.write(clone.git, BRANCH, None, [NewCommit(signature, signature, body, writes, blobs)])
        _lay_out(clone)
    return _opened(clone, slug)


def _files(starter: str, slug: str, title: str) -> dict[str, bytes]:
    """Every file of a new board: the starter's cards, and a first round."""
    source = shipped()
    today, now = person.now().date(), person.now()
    files = {"boards/.gitattributes": (source / ".gitattributes").read_bytes()}
    for file in sorted((source / starter).rglob("*.toml")):
        inside = file.relative_to(source / starter).as_posix()
        files[f"boards/{slug}/{inside}"] = file.read_bytes()
    about = path_of(slug, "board", slug)
    doc: Doc = {key: value for key, value in parse(files[about]).items() if key != "starter"}
    files[about] = dump(doc | {"title": title, "created": today, "changed": now}, "board")
    words = season(today)
    round: Doc = {
        "schema": SCHEMA,
        "title": words,
        "stage": "reflect",
        "started": today,
        "created": today,
        "changed": now,
    }
    year_first = "-".join(reversed(slug_of(words).split("-")))
    files[path_of(slug, "round", year_first)] = dump(round, "round")
    return files


# Join ------------------------------------------------------------------------------------------------------------


def join(url: str, directory: Path | str | None = None, *, name: str | None = None) -> Workspace:
    """Bring a shared board to this computer. Raises KindboardError; then nothing was made."""
    where = address.read(url)
    git = Git(person.no_hooks())
    remote = Remote(git, where, person.no_hooks())
    try:
        remote.check()
        branches, head = remote.branches()
    except RemoteTrouble as trouble:
        raise explain(trouble, where) from None
    branch = _board_branch(branches, head)
    if branch is None:
        raise explain(RemoteTrouble(Trouble.NO_BRANCH), where)
    root = _new_folder(directory, slug_of(Path(where.shown.rstrip("/")).name.removesuffix(".git")) or "board")
    with _undone_on_failure(root):
        clone = _new_clone(root, branch, _name(name))
        _share_at(clone, where)
        try:
            Remote(clone.git, where, person.no_hooks()).fetch(branch, clone.settings.tracking)
        except RemoteTrouble as trouble:
            raise explain(trouble, where) from None
        commit.move_refs(clone.git, {branch: (clone.objects.oid(clone.settings.tracking), None)})
        _lay_out(clone)
        slugs = boards.own_boards(root)
        if not slugs:
            raise explain(RemoteTrouble(Trouble.NO_BOARD), where)
    return _opened(clone, slugs[0])


def _board_branch(branches: Mapping[str, str], head: str | None) -> str | None:
    """The branch a shared board is on: the one its HEAD names, else main, master, or the only one."""
    for branch in (head, BRANCH, "refs/heads/master"):
        if branch in branches:
            return branch
    return next(iter(branches)) if len(branches) == 1 else None


# Share -----------------------------------------------------------------------------------------------------------


def connect(workspace: Workspace, url: str) -> None:
    """Share a board from an address; an empty or new folder becomes its shared home. Raises KindboardError."""
    clone = workspace.clone
    where = address.read(url)
    made = _make_home(where, clone.settings.branch) if where.folder is not None else False
    remote = Remote(clone.git, where, person.no_hooks())
    before = clone.remote_url
    try:
        remote.check()
        remote.branches()
        _share_at(clone, where)
        result = workspace.sync()
        if result.state not in ("synced", "busy"):
            raise KindboardError(result.state, result.message, "Check the address, then connect again.")
    except (RemoteTrouble, KindboardError) as problem:
        if before is None:
            clone.git.ok("config", "--unset-all", f"remote.{clone.settings.remote}.url")
        else:
            clone.git.run("config", f"remote.{clone.settings.remote}.url", before)
        if made and where.folder is not None:
            shutil.rmtree(where.folder, ignore_errors=True)
        if isinstance(problem, RemoteTrouble):
            raise explain(problem, where) from None
        raise


def _make_home(where: address.Address, branch: str) -> bool:
    """Make a folder the shared home of a board, if it is new or empty; whether it was made."""
    folder = where.folder
    assert folder is not None
    if git_folder(folder) is not None:
        return False
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise KindboardError(
            "not-empty",
            f"The folder {folder} already has other things in it. Nothing was changed.",
            "Name a new folder inside it, for example by adding /kindboard to its name.",
        )
    if not folder.parent.is_dir():
        raise KindboardError(
            "no-folder", f"The folder {folder.parent} can't be found from here.", "Check that the drive is connected."
        )
    try:
        git = Git(person.no_hooks())
        git.run(
            "init", "--quiet", "--bare", "--shared=group", "--template=",
            f"--initial-branch={branch.removeprefix('refs/heads/')}", "--", str(folder),
        )  # fmt: skip
        # `forget` has to be able to replace the history, and only it ever does.
        git.run("config", "--file", str(folder / "config"), "receive.denyNonFastForwards", "false")
    except Failed:
        shutil.rmtree(folder, ignore_errors=True)
        raise KindboardError(
            "cannot-write",
            f"The folder {folder} can't be written to. Nothing was changed.",
            "Ask whoever looks after it to let you write there.",
        ) from None
    return True


# What they share -------------------------------------------------------------------------------------------------


def _name(name: str | None) -> str | None:
    return " ".join(clean(name).split()) or None if name is not None else person.remembered().name


def _new_folder(directory: Path | str | None, default: str) -> Path:
    root = Path(directory).expanduser().absolute() if directory is not None else _free(usual_folder() / default)
    address.refuse_cloud(root)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
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


class _undone_on_failure:
    """Take away the folder that was made, if what was to be in it could not be."""

    def __init__(self, root: Path) -> None:
        self._root, self._was_there = root, root.exists()

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            return
        if not self._was_there:
            shutil.rmtree(self._root, ignore_errors=True)
        else:
            for path in self._root.iterdir():
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _new_clone(root: Path, branch: str, name: str | None) -> Clone:
    short = branch.removeprefix("refs/heads/")
    try:
        root.mkdir(parents=True, exist_ok=True)
        Git(person.no_hooks()).run("init", "--quiet", "--template=", f"--initial-branch={short}", "--", str(root))
    except (OSError, Failed):
        raise KindboardError(
            "cannot-write",
            f"The folder {root} can't be written to. Nothing was changed.",
            "Choose another folder, or ask whoever looks after this computer to let you write there.",
        ) from None
    repository = Repository(root, root / ".git", root / ".git")
    (root / ".git" / "kindboard").mkdir()
    settings.write(repository, settings.fresh(branch, name))
    return Clone(Here(repository))


def _share_at(clone: Clone, where: address.Address) -> None:
    remote = clone.settings.remote
    clone.git.run("config", f"remote.{remote}.url", where.url)
    clone.git.run("config", f"remote.{remote}.fetch", f"+refs/heads/*:refs/remotes/{remote}/*")


def _lay_out(clone: Clone) -> None:
    """Write the work tree of a new clone, card by card and without git's checkout: no filter and no link acts."""
    branch = clone.settings.branch
    entries = {p: e for p, e in tree.listing(clone.git, branch).items() if e.mode in ("100644", "100755")}
    clone.tree.write(entries, clone.objects.blob)
    clone.note_shown()
    clone.tell_index()


def _opened(clone: Clone, slug: str) -> Workspace:
    if clone.settings.name is not None and person.remembered().name is None:
        known = person.remembered()
        known.name = clone.settings.name
        person.remember(known)
    person.remember_board(clone.repository.root)
    clone.close()
    return Workspace(clone.repository, slug)
