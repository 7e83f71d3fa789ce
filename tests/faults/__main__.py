"""`python -m tests.faults`: the cases of faults, 1 to 69, in words, and the tests that stand for each."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
LAST = 69
_NAMED = re.compile(r"test_case_(\d\d)_(\w+)")


def by_case() -> dict[int, list[str]]:
    """The names of the tests of each case, each with its file, read from the source."""
    found: dict[int, list[str]] = {case: [] for case in range(1, LAST + 1)}
    for file in sorted(TESTS.rglob("test_*.py")):
        for name in _names(file):
            if named := _NAMED.fullmatch(name):
                found.setdefault(int(named[1]), []).append(f"{file.relative_to(TESTS).as_posix()}::{name}")
    return found


def _names(file: Path) -> Iterator[str]:
    raw = file.read_bytes()
    if b"test_case_" not in raw:
        return
    for node in ast.walk(ast.parse(raw)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def lines() -> Iterator[str]:
    """The table: the number, the case in the words of its first test, and where its tests are."""
    for case, tests in by_case().items():
        words = (named[2].replace("_", " ") for test in tests if (named := _NAMED.search(test)))
        yield f"{case:2}  {next(words, 'no test')}"
        yield from (f"      {test}" for test in tests)


if __name__ == "__main__":
    print("\n".join(lines()))
