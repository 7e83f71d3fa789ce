"""Changing a card's file that somebody wrote by hand: comments above all stay as they are. Pure."""

import re
from collections.abc import Sequence
from typing import Any

from kindboard.cards.cards import Doc
from kindboard.cards.toml import dump, parse
from kindboard.errors import NotReadable

_COMMENT = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|\'{3}.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|(\#[^\n]*)''', re.DOTALL
)


def edit(raw: bytes | None, doc: Doc, kind: str) -> bytes:
    """`raw` changed so that it holds `doc`: what somebody wrote by hand, comments above all, stays as it is.

    Where `raw` is canonical, can't be read or is None, that is the canonical text of `doc`.
    """
    canonical = dump(doc, kind)
    if raw is None:
        return canonical
    try:
        old = parse(raw)
    except NotReadable:
        return canonical
    was = dump(old, kind)
    if was == canonical:
        return raw
    text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    if was == text.encode():
        return canonical
    edited = _edited(text, old, canonical)
    try:
        if edited and dump(parse(edited), kind) == canonical:
            return edited
    except NotReadable:
        pass
    return add_comments(canonical, comments(raw))


def _edited(text: str, old: Doc, canonical: bytes) -> bytes | None:
    """None where tomlkit can't do it."""
    import tomlkit

    try:
        document = tomlkit.parse(text)
        _carry(document, old, parse(canonical), tomlkit.parse(canonical))
        edited = tomlkit.dumps(document).encode()
    except Exception:
        # It reads what it can't write: it raises errors of its own and of Python's on dotted and split tables.
        return None
    return add_comments(edited, comments(text.encode()))


def _carry(target: Any, old: Doc, new: Doc, written: Any) -> None:
    """Bring `target`, which reads as `old`, to `new`, taking each changed value as it is `written`."""
    for key in sorted(old.keys() - new.keys()):
        del target[key]
    for key, value in new.items():
        if isinstance(value, dict) and isinstance(old.get(key), dict):
            _carry(target[key], old[key], value, written[key])
        elif key not in old or old[key] != value or type(old[key]) is not type(value):
            target[key] = written[key]


def comments(raw: bytes) -> list[str]:
    """The comments in a file that parses, from their `#` to the end of the line."""
    if b"#" not in raw:
        return []
    return [found[1].rstrip() for found in _COMMENT.finditer(raw.decode()) if found[1]]


def add_comments(raw: bytes, lines: Sequence[str]) -> bytes:
    """`raw` with those comments at its end that it does not have."""
    have = set(comments(raw)) if lines else set()
    missing = [line for line in dict.fromkeys(lines) if line not in have]
    if not missing:
        return raw
    end = b"" if raw.endswith(b"\n") or not raw else b"\n"
    return raw + end + "".join(f"{line}\n" for line in missing).encode()
