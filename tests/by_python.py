"""What Python's own reader of TOML finds in a card's file: kindboard's must find the same, or refuse the file."""

import math
import tomllib
from datetime import datetime
from typing import Any
from unicodedata import normalize

from kindboard.cards.cards import Doc


def found_in(raw: bytes) -> Doc | None:
    """The values in the form in which kindboard gives them: NFC, one newline off, instants in UTC. None: no TOML."""
    try:
        return _in_form(tomllib.loads(raw.decode("utf-8-sig")))  # type: ignore[no-any-return]
    except (ValueError, RecursionError):
        return None


def _in_form(value: Any) -> Any:
    if isinstance(value, str):
        value = value.removesuffix("\n")
        while "\r\n" in value:
            value = value.replace("\r\n", "\n")
        return normalize("NFC", value)
    if isinstance(value, dict):
        return {_in_form(key): _in_form(inner) for key, inner in value.items()}
    return [_in_form(inner) for inner in value] if isinstance(value, list) else value


def same(one: Any, other: Any) -> bool:
    """Equal, and of one type all through; of two instants, the same moment."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one == other and (one.tzinfo is None) is (other.tzinfo is None)
    if isinstance(one, float) and isinstance(other, float):
        return one == other and math.copysign(1, one) == math.copysign(1, other)
    return type(one) is type(other) and bool(one == other)
