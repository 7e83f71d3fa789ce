"""The rules of the house that a program can check: what may lie where, who may import whom, what is in the parcel."""

import ast
import inspect
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from textual import app, dom, message_pump, screen, widget

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "kindboard"

STOREYS = (
    ("errors", "later"),
    ("words",),
    ("cards",),
    ("merge",),
    ("board",),
    ("privacy",),
    ("told",),
    ("terms",),
    ("leaving", "as_text", "forms", "moves", "pasted", "review_words"),
    ("edits",),
    ("story",),
    ("git",),
    ("clone",),
    ("workspace",),
    ("verbs",),
    ("starters", "demo"),
    ("export",),
    ("actions",),
    ("cli", "plain"),
    ("tui",),
)
"""From the bottom up. A module imports from lower storeys, or from its own. A folder is one storey."""
SCREENS = (
    ("themes", "parts"),
    ("terminal", "cursor", "in_order", "drawable", "frame", "background", "signing"),
    ("session",),
    ("sheets",),
    ("modes",),
    ("mixins",),
    ("app",),
)
"""The storeys of the uppermost one, `tui`, in the same way."""

PURE = {name for names in STOREYS[: STOREYS.index(("git",))] for name in names} - {"later"} | {"actions"}
NEEDS_A_DISK_OR_A_CLOCK = {"os", "pathlib", "io", "time", "subprocess", "threading", "tempfile", "shutil", "socket"}
ONLY_ON_POSIX = ("fcntl", "pty", "termios", "resource", "pwd", "grp")


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """(each module that `path` imports, whether it does so as soon as it is itself imported)."""
    tree = ast.parse(path.read_text("utf-8"))
    late = {
        id(inner)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef) or _only_for_types(outer)
        for inner in ast.walk(outer)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, id(node) not in late) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = dotted(path).split(".")
            if path.name != "__init__.py":
                package = package[:-1]
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield base, id(node) not in late
            yield from ((f"{base}.{name.name}", id(node) not in late) for name in node.names)


def _only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def storey(module: str) -> int | None:
    """Where `kindboard.x.y` stands; None for what is not ours, and for the package itself."""
    parts = module.split(".")
    if parts[0] != "kindboard" or len(parts) == 1:
        return None
    if parts[1:2] == ["tui"] and len(parts) > 2:
        return len(STOREYS) + next((level for level, names in enumerate(SCREENS) if parts[2] in names), -1)
    return next((level for level, names in enumerate(STOREYS) if parts[1] in names), None)


def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONPATH": str(ROOT)} | more
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False
    )


def tracked() -> list[str]:
    """The files of the project: what git knows, or in an unpacked archive what lies there."""
    listing = subprocess.run(
        [
            "git",
            "-c",
            f"safe.directory={ROOT}",
            "-C",
            str(ROOT),
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode == 0:
        return sorted({name for name in listing.stdout.split("\0") if name and (ROOT / name).exists()})
    return sorted(
        file.relative_to(ROOT).as_posix()
        for file in ROOT.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    )


def texts() -> Iterator[tuple[str, str]]:
    for name in tracked():
        if not name.endswith((".svg", ".png", ".raw")):
            yield name, (ROOT / name).read_text("utf-8", "replace")


# Who may import whom


def test_every_module_has_its_storey() -> None:
    homeless = [named(path) for path in modules() if path.parent == PACKAGE or path.name == "__init__.py"
                if dotted(path) != "kindboard" and storey(dotted(path)) is None]  # fmt: skip
    assert homeless == [] or homeless == ["kindboard/__main__.py"]


@pytest.mark.parametrize("path", modules(), ids=named)
def test_a_module_imports_only_from_storeys_below(path: Path) -> None:
    own = storey(dotted(path))
    if own is None:
        own = len(STOREYS)
    # `kindboard` without a verb opens the screens: the one door up, and only once it is asked for.
    opens = "kindboard.tui.app", "kindboard.tui.app.run"
    door = {(name, False) for name in opens} if named(path) == "kindboard/cli/open.py" else set()
    too_high = {name for name, _ in {*imports(path)} - door if (level := storey(name)) is not None and level > own}
    assert too_high == set()


def test_no_module_imports_what_imports_it() -> None:
    """Not by way of others either, nor in a function, nor for types alone."""
    graph = {
        dotted(path): {name for name, _ in imports(path)} - {dotted(path)}
        for path in modules()
        if path != PACKAGE / "__init__.py"
    }
    beneath = {module: names & graph.keys() for module, names in graph.items()}
    TopologicalSorter(beneath).prepare()  # raises CycleError, which names the circle


def test_pure_modules_know_no_clock_and_no_disk() -> None:
    impure = {
        (named(path), name)
        for path in modules()
        if dotted(path).split(".")[1:2] and dotted(path).split(".")[1] in PURE
        for name, _ in imports(path)
        if name.split(".")[0] in NEEDS_A_DISK_OR_A_CLOCK
    }
    assert impure == set()


def test_pure_modules_ask_for_no_time_of_day() -> None:
    asking = {
        (named(path), ast.unparse(node))
        for path in modules()
        if dotted(path).split(".")[1:2] and dotted(path).split(".")[1] in PURE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "today", "utcnow"}
        and ast.unparse(node.value) in {"datetime", "date", "person"}
    }
    assert asking == set()


def test_only_git_starts_processes() -> None:
    starters = {
        named(path)
        for path in modules()
        if path.parent != PACKAGE / "git"
        for name, _ in imports(path)
        if name.split(".")[0] in {"subprocess", "git", "multiprocessing", "pexpect"} or name.startswith("os.exec")
    }
    assert starters == set()


def test_one_module_alone_imports_gitpython_and_only_when_it_is_needed() -> None:
    importers = {named(path) for path in modules() for name, _ in imports(path) if name.split(".")[0] == "git"}
    assert importers == {"kindboard/git/porcelain.py"}
    at_once = {named(path) for path in modules() if ("kindboard.git.porcelain", True) in {*imports(path)}}
    assert at_once == set()


def test_the_screens_and_the_command_line_reach_the_files_only_through_the_workspace() -> None:
    below = {"toml", "merge", "git", "clone"}
    reaching = {
        (named(path), name)
        for path in modules()
        if dotted(path).split(".")[1:2] in (["cli"], ["tui"], ["actions"])
        for name, _ in imports(path)
        if name.startswith("kindboard.") and name.split(".")[1] in below
    }
    assert reaching == set()


def test_the_command_line_never_loads_the_screens(tmp_path: Path) -> None:
    start = "import sys; from kindboard.cli.app import main\n"
    listing = start + (
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "heavy = {'textual', 'rich', 'tomlkit', 'git', 'kindboard.tui'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    board = tmp_path / "board"
    made = run("-c", start + "main()", "init", str(board), "--starter", "kindness-in-practice", "--name", "Sam")
    assert made.returncode == 0, made.stderr
    listed = run("-c", listing, "-C", str(board), "list", "--json")
    assert listed.returncode == 0, listed.stderr


def test_no_screen_gives_a_name_of_textuals_own_to_something_else() -> None:
    """A `_closed` of ours ended the messages of every editor."""

    def assigned(source: str) -> set[str]:
        targets = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute))
        stored = (t for t in targets if isinstance(t.ctx, ast.Store) and ast.unparse(t.value) == "self")
        return {target.attr for target in stored if target.attr.startswith("_")}

    theirs = set().union(*(assigned(inspect.getsource(module)) for module in (message_pump, dom, widget, screen, app)))
    assert "_closed" in theirs
    ours = {named(path): assigned(path.read_text("utf-8")) for path in (PACKAGE / "tui").rglob("*.py")}
    assert {path: names & theirs for path, names in ours.items() if names & theirs} == {}


def test_everything_imports_where_there_is_no_posix() -> None:
    names = [dotted(path) for path in modules() if path.stem != "__main__"]
    # Libraries ask for these, too, and know what to do without; only our own asking fails here.
    ended = run("-c", f"""
import builtins, importlib
plain = builtins.__import__
def windows(name, globals=None, *rest):
    if name in {ONLY_ON_POSIX!r} and (globals or {{}}).get("__name__", "").startswith("kindboard"):
        raise ModuleNotFoundError(name)
    return plain(name, globals, *rest)
builtins.__import__ = windows
for name in {names!r}:
    importlib.import_module(name)
""")  # fmt: skip
    assert ended.returncode == 0, ended.stderr


# What lies where


def test_the_top_level_holds_only_what_the_house_allows() -> None:
    allowed = {"kindboard", "boards", "tests", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}
    top = {name.split("/")[0] for name in tracked()}
    assert {name for name in top - allowed if not name.startswith(".")} == set()


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    limit = 400
    long = {
        name: lines
        for name, text in texts()
        if name.startswith("kindboard/") and (lines := text.count("\n")) > limit and name.endswith((".py", ".tcss"))
    }
    assert long == {}


def test_nothing_knows_the_paths_of_one_machine() -> None:
    machine = re.compile(r"(?<![\w.~$}])/(?:work|root|farm|Users/\w+|home/\w+|tmp/\w+)/")
    assert [name for name, text in texts() if machine.search(text)] == []


def test_nothing_is_left_for_later() -> None:
    words = ("TO" + "DO", "FIX" + "ME", "X" + "XX", "NotImplemented" + "Error", "pragma: no" + " cover")
    later = re.compile(rf"\b(?:{'|'.join(words)})\b")
    assert [name for name, text in texts() if name.endswith((".py", ".toml", ".tcss")) and later.search(text)] == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    excuse = re.compile(r"pytest\.(?:skip|xfail|importorskip)|mark\.(?:skip|xfail|skipif)")
    may = {named(Path(__file__)), "tests/faults/machine.py"}  # the latter skips nothing where `.ci/run` runs it
    tests = [(name, text) for name, text in texts() if name.startswith("tests/") and name not in may]
    assert [name for name, text in tests if excuse.search(text)] == []


def test_no_lock_file_names_a_package_host() -> None:
    locks = {"uv.lock", "poetry.lock", "Pipfile.lock", "package-lock.json"}
    assert [name for name in tracked() if Path(name).name in locks or Path(name).name.startswith("pylock")] == []


# What is in the parcel


def test_nothing_that_kindboard_needs_to_run_is_under_the_gpl() -> None:
    """Followed from the wheel's own needs. A library's own licence (LGPL, MPL) asks nothing of whoever imports it."""
    needed, todo = set(), ["kindboard"]
    while todo:
        name = todo.pop()
        for wanted in metadata.requires(name) or ():
            found = Requirement(wanted)
            if (found.marker is None or found.marker.evaluate({"extra": ""})) and found.name not in needed:
                needed.add(found.name)
                todo.append(found.name)
    copyleft = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public")
    licences = {name: " ".join([*(about.get_all("Classifier") or ()), about.get("License-Expression", ""),
                                about.get("License", "")[:200]])
                for name in needed for about in [metadata.metadata(name)]}  # fmt: skip
    assert "textual" in licences
    assert {name: words for name, words in licences.items() if copyleft.search(words)} == {}


def test_the_wheel_carries_the_starters_and_every_module(tmp_path: Path) -> None:
    built = run("-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    shipped = {name for name in tracked() if name.startswith("kindboard/")}
    shipped |= {f"kindboard/{name}" for name in tracked() if name.startswith("boards/")}
    assert shipped <= inside
    assert {f"kindboard/boards/{slug}/board.toml" for slug in ("kindness-in-practice", "be-human")} <= inside
    assert not any(name.startswith(("tests/", "boards/")) for name in inside)
