"""Text from files, names and remotes made safe to print in a terminal: nothing acts, nothing is hidden. Pure.

Control characters (terminal escapes among them) and marks that turn the direction of writing are shown as visible
escapes such as `\\x1b` and `\\u202e`. Everything else, emoji and accents included, stays as it is.
"""


def inert(text: str) -> str:
    """The text with line ends and tabs kept, and everything that could act on a terminal shown as an escape."""
    return text if text.isprintable() else text.translate(_SHOWN)


def one_line(text: str) -> str:
    """As `inert`, on one line: line ends and tabs become spaces."""
    return inert(" ".join(text.split()) if any(end in text for end in "\n\t\r") else text)


def shortened(text: str, width: int) -> str:
    """The text on one line of at most `width` characters, with ` …` where it goes on."""
    line = one_line(text)
    return line if len(line) <= width else f"{line[: width - 2].rstrip()} …"


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


_ACTING = (
    *(code for code in range(0x20) if chr(code) not in "\n\t"),
    *range(0x7F, 0xA0),
    0x061C,
    0x200E,
    0x200F,
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
    0xFEFF,
)
"""C0, delete, C1; marks and overrides of direction; line separators; halves of characters; a stray byte order mark."""

_SHOWN = {code: _escape(code) for code in _ACTING}
