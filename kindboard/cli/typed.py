"""Text that somebody pastes, pipes in or keeps in a file."""

import sys
from pathlib import Path

from kindboard.errors import WrongUse


def typed_text(value: str) -> str:
    """The text behind `-` (what is piped or pasted in) or `@FILE`. Raises WrongUse."""
    return file_text("-" if value == "-" else value.removeprefix("@"))


def file_text(file: str) -> str:
    """The text of a file, or for `-` of what is piped or pasted in. Raises WrongUse."""
    try:
        raw = _piped() if file == "-" else Path(file).read_bytes()
    except (OSError, ValueError):
        raise WrongUse("no-file", f'There is no file "{file}" that can be read here.', "Check its name.") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUse("not-text", "That is not plain text.", "Save it as UTF-8 text, then try again.") from None


def pasted_lines(wanted: int) -> list[str]:
    """Lines pasted in a terminal until there are as many as wanted or one is empty; all of what is piped in."""
    if not sys.stdin.isatty():
        return file_text("-").splitlines()
    print(f"Paste or type {wanted} lines, one for each principle. An empty line stops.", file=sys.stderr)
    lines: list[str] = []
    while len(lines) < wanted and (line := sys.stdin.readline().strip()):
        lines.append(line)
    return lines


def _piped() -> bytes:
    if sys.stdin.isatty():
        end = "ctrl+z, then enter" if sys.platform == "win32" else "ctrl+d on a line of its own"
        print(f"Type or paste the words, then press {end}.", file=sys.stderr)
    return sys.stdin.buffer.read()
