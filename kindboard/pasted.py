"""What somebody pasted, as answers of their own: a line each, without its bullet. Pure."""

import re

MOST = 100
"""Lines. Whoever pastes more pasted a document, not a list of answers."""
_BULLET = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+(?=\S)")
_LINE_END = re.compile(r"\r\n|\r|\n")


def count_lines(text: str) -> int:
    """How many lines of it are not empty."""
    return sum(bool(line.strip()) for line in _LINE_END.split(text))


def each_its_own(text: str) -> tuple[str, ...]:
    """Every line that is not empty. A bullet or number goes only where words follow it, so that no word is lost."""
    lines = (line.strip() for line in _LINE_END.split(text))
    return tuple(_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in lines if line)
