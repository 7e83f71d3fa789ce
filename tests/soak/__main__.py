"""`python -m tests.soak --clones 8 --edits 5000 --seed N`: a team at work for long, with all that can come between.

A few processes, each with some of the clones, edit, sync, remove, undo, edit by hand and with plain git. All but the
first are killed (-9) now and then, half the time with the git they had running; the shared folder goes away for a while
and comes back. Fails on any lost value, conflict marker, word on stderr, child left behind, growing memory or file
handles, unequal boards, or a history that is not whole.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.soak.run import Soak, Wrong


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    options.add_argument("--clones", type=int, default=8)
    options.add_argument("--edits", type=int, default=5000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="kindboard-soak-"))
    print(f"{chosen.clones} clones, {chosen.edits} edits, seed {chosen.seed}, in {folder}.", flush=True)
    os.environ |= {"HOME": str(folder), "KINDBOARD_HOME": str(folder / "computer")}
    os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    soak, start = Soak(folder, chosen.clones, chosen.edits, chosen.seed), time.monotonic()
    try:
        soak.run()
    except Wrong as wrong:
        print(f"FAILED, and all lies in {folder}: {wrong}")
        sys.exit(1)
    print(soak.table())
    print(f"{time.monotonic() - start:.0f} s. Nothing lost, nothing twice, nothing left behind; all boards are equal.")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
