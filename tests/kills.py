"""`python -m tests.kills --count 300`: kill a kindboard at random moments, start again, and look whether all is there.

A victim saves and syncs without end and says what it was told is saved. It is killed (-9) at any moment from its start
on; with `--and-git`, half the time together with the git it had running. The next one tells what the board then shows.
A colleague changes the same cards and sends, too. Fails on the first value that was lost, came back, or came from
nowhere.
"""

import argparse
import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from tests import generated
from tests.faults.victim import Fact, facts
from tests.teams import Team, a_team

ROOT = Path(__file__).parent.parent
STARTING = 0.15
"""How many are killed while they start, when what the last one left behind is being put right."""


@dataclass
class Memory:
    """What must be on the board: for each key the value that is sure, and those that were being saved at a kill.

    These stay possible until the next save of the key is acknowledged: the git of one that was killed may live on, and
    end its work only after the next one has shown the board.
    """

    sure: dict[str, Fact] = field(default_factory=dict)
    tried: dict[str, list[Fact]] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)
    """Of each key all that was said of it, for the person who has to find out what went wrong."""

    def hear(self, line: dict[str, Any], life: int) -> None:
        for word in ("try", "ok"):
            if word in line:
                self.told.setdefault(line[word][0], []).append(f"{life} {word} {line[word][1]}")
        if "try" in line:
            key, value = line["try"]
            self.tried.setdefault(key, []).append(value)
        elif "ok" in line:
            key, value = line["ok"]
            self.sure[key] = value
            self.tried.pop(key, None)

    def wrong(self, shown: dict[str, Fact]) -> list[str]:
        """What is not as it must be, in words; what is shown is then sure, but for a late git."""
        said = []
        for key in sorted({*self.sure, *self.tried, *shown}):
            allowed = [self.sure.get(key, False), *self.tried.get(key, [])]
            if shown.get(key, False) not in allowed:
                said.append(
                    f"{key!r} shows {shown.get(key, False)!r}, not one of {allowed!r}; told: {self.told.get(key)}"
                )
        self.sure = dict(shown)
        return said


def started(folder: Path, computer: Path, seed: int) -> subprocess.Popen[bytes]:
    env = os.environ | {"KINDBOARD_HOME": str(computer), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.victim", str(folder), str(seed)],
        cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def kill(victim: subprocess.Popen[bytes], with_children: bool) -> None:
    """End a victim as a power cut would, or alone, its git going on without it."""
    children = psutil.Process(victim.pid).children(recursive=True) if with_children else []
    victim.kill()
    for child in children:
        try:
            child.kill()
        except psutil.NoSuchProcess:
            continue


def heard(victim: subprocess.Popen[bytes], most: int | None = None) -> list[dict[str, Any]]:
    """The next lines that a victim says, without one that was cut short."""
    assert victim.stdout is not None
    return [json.loads(line) for line in itertools.islice(victim.stdout, most) if line.endswith(b"}\n")]


def one_life(team: Team, computer: Path, memory: Memory, seed: int, and_git: bool) -> Counter[str]:
    """Start a victim, let it work for a while, kill it; what it showed and said goes into the memory."""
    chosen = random.Random(seed)
    sam, jo = team
    victim = started(sam.root, computer, seed)
    lines: list[dict[str, Any]] = []
    assert victim.stderr is not None
    try:
        if chosen.random() < STARTING:
            time.sleep(chosen.uniform(0.05, 0.5))
        else:
            lines += heard(victim, 1)
            if chosen.random() < 0.3:
                answer = chosen.choice([card for card in jo.board().answers if card.text.startswith("said")])
                jo.change(answer, {"tags": (*answer.tags, f"jo-{seed}")})
                jo.sync()
            lines += heard(victim, chosen.randrange(12))
            time.sleep(chosen.uniform(0, 0.2))
        gone = victim.poll()
        kill(victim, with_children=and_git and chosen.random() < 0.5)
        lines += heard(victim)
        assert gone is None, f"seed {seed} ended by itself: {victim.stderr.read().decode()[-3000:]}"
    finally:
        victim.kill()
        victim.wait()
    for line in lines:
        if "shown" in line:
            shown = without_jo(line["shown"])
            assert not (wrong := memory.wrong(shown)), f"seed {seed}: {wrong}"
        else:
            memory.hear(line, seed)
    return Counter(next(iter(line)) for line in lines)


def without_jo(shown: dict[str, Fact]) -> dict[str, Fact]:
    return {key: value for key, value in shown.items() if " jo-" not in key}


def run(folder: Path, count: int, seed: int = 1, and_git: bool = False) -> Counter[str]:
    """Kill `count` times; returns how often the victims showed, tried, did and synced. Raises AssertionError."""
    said: Counter[str] = Counter()
    with a_team(folder, "Sam", "Jo") as team:
        sam, jo = team
        for number in range(6):
            sam.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": f"said {number}"})
            sam.add("plan", {"column": "start", "title": f"item {number}"})
        team.sync()
        memory = Memory(sure=facts(sam.board()))
        for life in range(count):
            said += one_life(team, folder / "Sam-computer", memory, seed * 1_000_000 + life, and_git)
        team.sync()
        final = facts(sam.board())
        assert not (wrong := memory.wrong(without_jo(final))), wrong
        assert sorted(facts(jo.board()).items() ^ final.items()) == []
        assert len(team.tips()) == 1
        check_history(team)
    return said


def check_history(team: Team, *, merges: bool = False) -> None:
    """One straight line (unless somebody made `merges`), nothing twice, nothing broken, nothing left lying about."""
    assert merges or not generated.git(team.shared, "rev-list", "--merges", "--all")
    saves = generated.git(team.shared, "log", "--format=%(trailers:key=Save-Id,valueonly)", "HEAD").split()
    assert [save for save, times in Counter(saves).items() if times > 1] == []
    for place in (team.shared, *(member.root for member in team)):
        generated.git(place, "fsck", "--full", "--strict")
    for member in team:
        member.clone.catch_up()
        member.clone.index.finish()
        assert generated.git(member.root, "status", "--porcelain") == b""


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__)
    options.add_argument("--count", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--and-git", action="store_true")
    chosen = options.parse_args()
    folder = tempfile.mkdtemp(prefix="kindboard-kills-")
    print(f"What is left behind lies in {folder} until all is well.", flush=True)
    os.environ |= {"HOME": folder, "KINDBOARD_HOME": f"{folder}/computer"}
    start = time.monotonic()
    said = run(Path(folder), chosen.count, chosen.seed, chosen.and_git)
    print(
        f"{chosen.count} kills in {time.monotonic() - start:.0f} s: {said['try']} saves begun, "
        f"{said['ok']} acknowledged, {said['synced']} syncs ended. Nothing lost, nothing twice, nothing came back."
    )
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
