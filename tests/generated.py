"""Boards of any size, written straight to disk in canonical text, and the plain git round them.

For measuring and for tests that need many cards: ten thousand in a second, the same every time.
"""

import os
import random
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from kindboard.cards.cards import COLUMNS, QUESTIONS
from kindboard.cards.ids import BASE32
from kindboard.cards.paths import path_of

SLUG = "team"
PRINCIPLES = (
    ("kindness-counts", "Kindness counts"),
    ("safe-to-say", "It is safe to say how it is"),
    ("walk-a-mile", "We walk a mile in people's shoes"),
    ("look-after-each-other", "We look after each other"),
    ("people-before-process", "People come before process"),
    ("rules-leave-room", "Rules leave room to be kind"),
    ("never-instead-of-care", "Kindness is never instead of care"),
)
ROUND = "2026-autumn"
DAY = date(2026, 11, 23)
_MONTHS = 24
_SAID = (
    "we ask people to tell their story again each time a new worker visits and nobody tells us when the rota changes "
    "two forms for one incident tea before paperwork ten quiet minutes after a hard call the same worker on mondays "
    "listening takes time that the visit does not have yet somebody always makes it"
)
_WORDS = _SAID.split()


def numbered_id(number: int) -> str:
    """A card id that is the same every time, spread over two years."""
    day = DAY - timedelta(days=(number * 7) % (30 * _MONTHS))
    letters = "".join(BASE32[(number * 2654435761 >> 5 * place) % 32] for place in range(4))
    return f"{day.isoformat()}-{letters}{_base32(number, 4)}"


def _base32(number: int, width: int) -> str:
    return "".join(BASE32[(number >> 5 * place) % 32] for place in reversed(range(width)))


def instant(number: int) -> str:
    return (datetime(2026, 11, 23, 9, tzinfo=UTC) + timedelta(seconds=number)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def answer(number: int, text: str | None = None, tags: tuple[str, ...] = ("rota",), changed: int = 0) -> bytes:
    """The file of one answer; `changed` is in seconds after nine o'clock."""
    chosen = random.Random(number)
    text = text or f"{number:05d} " + " ".join(chosen.choices(_WORDS, k=chosen.randint(8, 40)))
    principle, question = PRINCIPLES[number % 7][0], QUESTIONS[number // 7 % 4]
    listed = ", ".join(f'"{tag}"' for tag in sorted(tags))
    return (
        f'schema = 1\nprinciple = "{principle}"\nquestion = "{question}"\nround = "{ROUND}"\nby = "Sam"\n'
        f"tags = [{listed}]\ncreated = {numbered_id(number)[:10]}\nchanged = {instant(changed)}\n"
        f'text = """\n{text}\n"""\n'
    ).encode()


def plan_item(number: int, column: str | None = None, rank: int | None = None, changed: int = 0) -> bytes:
    return (
        f'schema = 1\ncolumn = "{column or COLUMNS[number % 3]}"\nrank = {number if rank is None else rank}\n'
        f'title = "Plan {number}: ten quiet minutes after a hard call"\nstatus = "planned"\n'
        f'created = {numbered_id(number)[:10]}\nchanged = {instant(changed)}\nwhy = """\nIt was said often.\n"""\n'
    ).encode()


def theme(number: int) -> bytes:
    return (
        f'schema = 1\ntitle = "Theme {number}"\nround = "{ROUND}"\n'
        f"created = {numbered_id(number)[:10]}\nchanged = {instant(0)}\n"
        'summary = """\nWhat several people said.\n"""\n'
    ).encode()


def board(cards: int) -> dict[str, bytes]:
    """A whole board, path -> file: `cards` answers, plan items and themes (17, 2 and 1 in 20), and what they need."""
    head = f"created = {DAY}\nchanged = {instant(0)}\n"
    files = {
        "boards/.gitattributes": b"** -text -filter -ident -working-tree-encoding\n",
        f"boards/{SLUG}/board.toml": f'schema = 1\ntitle = "Riverside Day Team"\n{head}'.encode(),
        path_of(SLUG, "round", ROUND): (
            f'schema = 1\ntitle = "Autumn 2026"\nstage = "reflect"\nstarted = {DAY}\n{head}'.encode()
        ),
    }
    for order, (slug, title) in enumerate(PRINCIPLES, 1):
        files[path_of(SLUG, "principle", slug)] = (
            f'schema = 1\norder = {order}\ntitle = "{title}"\nwording = "working"\n{head}'
            'text = """\nOur own working words.\n"""\n'
        ).encode()
    files.update(_dated(cards))
    return files


def pool(answers: int, themes: int) -> dict[str, bytes]:
    """A board of as many answers to one round, all but some in as many themes."""
    files = board(0)
    ids = [numbered_id(answers + number) for number in range(themes)]
    for number, id in enumerate(ids):
        files[path_of(SLUG, "theme", id)] = theme(number)
    for number in range(answers):
        raw = answer(number)
        if number % 5:
            raw = raw.replace(b"tags = ", f'theme = "{ids[number % themes]}"\ntags = '.encode(), 1)
        files[path_of_answer(number)] = raw
    return files


def _dated(cards: int) -> Iterator[tuple[str, bytes]]:
    for number in range(cards):
        kind, raw = (
            ("theme", theme(number)) if number % 20 == 19
            else ("plan", plan_item(number)) if number % 20 in (7, 14)
            else ("answer", answer(number))
        )  # fmt: skip
        yield path_of(SLUG, kind, numbered_id(number)), raw


def answer_numbers(cards: int) -> list[int]:
    """Which of the numbers of `board(cards)` are answers."""
    return [number for number in range(cards) if number % 20 not in (7, 14, 19)]


def path_of_answer(number: int) -> str:
    return path_of(SLUG, "answer", numbered_id(number))


def git(folder: Path, *arguments: str, fsync: bool = False, stdin: bytes | None = None) -> bytes:
    """One plain git command, as a person with no settings of their own would run it."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
    for role in ("AUTHOR", "COMMITTER"):
        env |= {f"GIT_{role}_NAME": "Plain Git", f"GIT_{role}_EMAIL": "plain@example.org"}
    settings = ["-c", "core.fsync=all"] if fsync else []
    done = by_hand(["git", *settings, "-C", str(folder), *arguments], env=env, input=stdin)
    done.check_returncode()
    return done.stdout


def by_hand(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run plain git as a person does, who tries again while an open board tells git's index what it saved."""
    for _ in range(40):
        done = subprocess.run(command, capture_output=True, timeout=120, check=False, **options)
        if not done.returncode or b"index.lock" not in done.stderr:
            break
        time.sleep(0.05)
    return done


def write(folder: Path, files: dict[str, bytes]) -> None:
    for path, raw in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)


def repository(folder: Path, files: dict[str, bytes]) -> Path:
    """A plain git repository on branch `main` with these files in one commit; packed, as a clone would be."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "-b", "main")
    write(folder, files)
    blobs = b"".join(b"M 100644 inline %b\ndata %d\n%b\n" % (p.encode(), len(raw), raw) for p, raw in files.items())
    head = b"commit refs/heads/main\ncommitter Plain Git <plain@example.org> 1795428000 +0000\ndata 8\nA board\n\n"
    git(folder, "fast-import", "--quiet", stdin=head + blobs)
    git(folder, "reset", "--quiet")
    return folder


def with_history(folder: Path, cards: int, commits: int, apart: int = 1) -> Path:
    """A repository with a board of so many cards, and so many commits that each changed one answer of it.

    `apart`: seconds from one to the next.
    """
    repository(folder, board(cards))
    numbers, fresh = answer_numbers(cards), {}
    stream = []
    for number in range(1, commits):
        which = numbers[number % len(numbers)]
        path, raw = path_of_answer(which), answer(which, f"Said for the {number}th time.", changed=number)
        fresh[path] = raw
        when, begins = 1795428000 + number * apart, b"from refs/heads/main^0\n" if number == 1 else b""
        stream.append(
            b"commit refs/heads/main\ncommitter Plain Git <plain@example.org> %d +0000\ndata 1\nx\n%b"
            b"M 100644 inline %b\ndata %d\n%b\n" % (when, begins, path.encode(), len(raw), raw)
        )
    git(folder, "fast-import", "--quiet", stdin=b"".join(stream))
    write(folder, fresh)
    git(folder, "reset", "--quiet")
    return folder


def commit(folder: Path, message: str, fsync: bool = False) -> None:
    git(folder, "add", "-A", fsync=fsync)
    git(folder, "commit", "--quiet", "-m", message, fsync=fsync)


def shared_folder(folder: Path, source: Path) -> Path:
    """A bare repository for a team, with what `source` has on `main`."""
    git(source, "clone", "--quiet", "--bare", "--no-local", str(source), str(folder))
    return folder


def clone(shared: Path, folder: Path) -> Path:
    git(shared, "clone", "--quiet", "--no-local", str(shared), str(folder))
    return folder
