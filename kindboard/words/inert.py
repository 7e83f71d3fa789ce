"""Text from files, names and remotes made safe to print in a terminal: nothing acts, nothing is hidden. Pure.

Control characters (terminal escapes among them) and marks that turn the direction of writing are shown as visible
escapes such as `\\x1b` and `\\u202e`. Everything else, emoji and accents included, stays as it is.
"""

import re

_ACTING = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but for tab and line end, delete, C1
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks and overrides of direction
    r"\u2028\u2029\ud800-\udfff\ufeff]"  # line separators, halves of characters, a stray byte order mark
)


def inert(text: str) -> str:
    """The text with line ends and tabs kept, and everything that could act on a terminal shown as an escape."""
    return text if text.isprintable() else re.sub(_ACTING, _escape, text)


def one_line(text: str) -> str:
    """As `inert`, on one line: line ends and tabs become spaces."""
    return inert(" ".join(text.split()) if any(end in text for end in "\n\t\r") else text)


def shortened(text: str, width: int) -> str:
    """The text on one line of at most `width` characters, with ` …` where it goes on."""
    line = one_line(text)
    return line if len(line) <= width else f"{line[: width - 2].rstrip()} …"


def _escape(acting: re.Match[str]) -> str:
    code = ord(acting[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def sentence(text: str) -> str:
    """The text with a full stop, where it ends without one."""
    text = text.rstrip()
    return f"{text}." if text and text[-1].isalnum() else text
