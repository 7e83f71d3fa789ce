"""kindboard run as another user of this computer: `with User(folder, 12001) as sam: sam.runs("sync")`. Needs root.

Python, the checkout and what it imports may lie in folders of root's alone. So each user gets a copy of kindboard, and
a process of root's imports all of it and what the command line needs, and only then becomes the other user; from there
on it runs no Python that it has not got already, and git is everybody's.
"""

import importlib
import json
import os
import pkgutil
import select
import shutil
import subprocess
import sys
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kindboard
from kindboard import privacy
from kindboard.cli.app import app

ROOT = Path(__file__).parent.parent.parent
TEAM = 12000
"""The group of everybody who shares a folder."""


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        assert self.status == 0, self.err
        return json.loads(self.out)


class User:
    """Somebody with an account on this computer, who keeps what they make to themselves if not told otherwise.

    Use as a context manager: their process waits for one command after the other, and runs each in a child.
    """

    def __init__(self, folder: Path, uid: int) -> None:
        self.uid, self.home = uid, folder / str(uid)
        self.home.mkdir(mode=0o700)
        os.chown(self.home, uid, uid)
        installed = folder / f"installed-{uid}"
        for name in ("kindboard", "boards"):
            shutil.copytree(ROOT / name, installed / name, ignore=shutil.ignore_patterns("__pycache__"))
        env = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "KINDBOARD_", "XDG_"))}
        env |= {"HOME": str(self.home), "KINDBOARD_HOME": str(self.home / "kb"), "PYTHONPATH": str(ROOT)}
        env |= {"KINDBOARD_DEBUG": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.servers.other_user", str(uid)],
            cwd=installed, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def runs(self, *arguments: str | Path) -> Ran:
        """Run kindboard as them; their board is the last one they opened."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(list(map(str, arguments))) + "\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], 60)
        assert ready, "no answer"
        return Ran(*json.loads(self._process.stdout.readline()))

    def __enter__(self) -> "User":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()


def _import_all() -> None:
    for name in ("difflib", "encodings.utf_8_sig"):  # click wants the one for `-C`, a note the other
        importlib.import_module(name)
    for module in pkgutil.walk_packages(kindboard.__path__, "kindboard."):
        if not module.name.startswith("kindboard.tui"):
            importlib.import_module(module.name)
    privacy.details("1 Jan 2000, 07700 900123")  # loads its tables of numbers


def _become(uid: int) -> None:
    os.setgroups([TEAM])
    os.setgid(uid)
    os.setuid(uid)
    os.umask(0o077)
    os.chdir("/")


def _run(arguments: list[str]) -> tuple[int, str, str]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            try:
                app.main(arguments)
            except SystemExit as end:
                status = int(end.code or 0)
            except BaseException:
                traceback.print_exc()
                status = 99
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
        _, status = os.waitpid(child, 0)
        said = [(file.seek(0), file.read().decode())[1] for file in (out, err)]
        return os.waitstatus_to_exitcode(status), said[0], said[1]


def main() -> None:
    _import_all()
    _become(int(sys.argv[1]))
    for line in sys.stdin:
        print(json.dumps(_run(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
