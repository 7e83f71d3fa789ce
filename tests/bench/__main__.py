"""How fast the board is, each time against something that everybody has.

Every row is measured afresh, all sides in one run. Ends with 1 where a row is over its bound.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.bench import looking_back, saving, screens, sharing, size
from tests.bench.table import HEAD, Row, print_cells, print_row, write_json


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument("--quick", action="store_true", help="the same rows from fewer runs, in under 45 seconds")
    options.add_argument("--large", action="store_true", help="saving and sharing on 10,000 cards and 20,000 commits")
    options.add_argument("--year", action="store_true", help="how full the disk gets")
    options.add_argument("--only", default="", metavar="WORD", help="only what has this word in its name")
    options.add_argument("--json", type=Path, metavar="FILE", help="every single run, for a program to read")
    chosen = options.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="kindboard-bench-", ignore_cleanup_errors=True) as folder:
        for name in [name for name in os.environ if name.startswith(("GIT_", "KINDBOARD_"))]:
            del os.environ[name]
        os.environ |= {"KINDBOARD_HOME": f"{folder}/computer", "HOME": folder, "TZ": "UTC"}
        os.environ["PYTHONPATH"] = str(Path(__file__).parents[2])
        if chosen.year:
            size.year(Path(folder), quick=chosen.quick)
            return 0
        print_cells(HEAD)
        for measure in size.ALL if chosen.large else (*screens.ALL, *saving.ALL, *sharing.ALL, *looking_back.ALL):
            if chosen.only in measure.__name__:
                place = Path(folder) / measure.__name__
                place.mkdir()
                for row in measure(place, chosen.quick):
                    print_row(row)
                    rows.append(row)
    if chosen.json:
        write_json(rows, chosen.json)
    return 0 if all(row.ok for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
