"""A card and its canonical text. Pure.

`parse` reads the bytes of any TOML file that kindboard is willing to trust, and `dump` writes the one canonical text of
a card. Two laws hold for every doc:
`dump(parse(dump(doc)))` is `dump(doc)`, and `parse(dump(doc))` is `doc` in normal form (NFC, `\\n`, UTC).

Every text is written with one newline more than it has where it is written over several lines, so that a line diff
reads well; `parse` takes one newline off the end of every string.
"""

import re
from collections.abc import Callable, Container, Mapping
from datetime import UTC, date, datetime, time
from math import isfinite
from typing import Any
from unicodedata import is_normalized, normalize

from kindboard.cards import reading
from kindboard.cards.cards import KINDS, SIZE_LIMIT, Card, Doc
from kindboard.cards.fields import Field, Rule
from kindboard.cards.paths import place_of
from kindboard.cards.toml_load import load
from kindboard.errors import NotReadable, WrongUse

_DEEPEST, _BIGGEST = 16, 2**63
_MAY_BE_EMPTY = (Rule.SET, Rule.TABLE)
_WIDEST = 100
_NOTHING: Mapping[str, Field] = {}
_MARKER = re.compile(rb"^(?:<{7}|>{7})(?:\s|$)", re.MULTILINE)
_ENDING = re.compile(r"\r+\n")


def parse(raw: bytes) -> Doc:
    """The values in a card's file. Raises NotReadable, and nothing else, for any bytes that are no card.

    A byte order mark and Windows line ends are accepted. Strings come in NFC with one newline at their end taken off,
    instants come in UTC.
    """
    if len(raw) > SIZE_LIMIT:
        raise NotReadable(f"The file is larger than {SIZE_LIMIT:,} bytes, which is more than a card can hold.")
    if (b"<<<<<<<" in raw or b">>>>>>>" in raw) and _MARKER.search(raw):
        raise NotReadable("Two versions of the card were put into one file, with marks between them.")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise NotReadable("The file is not text in UTF-8.") from None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    doc = load(text)
    if not doc:
        raise NotReadable("The file is empty.")
    # Without escapes, each string is a part of the text, and of a text in NFC each part is in NFC.
    plain = "\\" not in text and is_normalized("NFC", text)
    # What a merge puts into `also` may be as deep as a card itself.
    also = _clean(doc.pop("also"), -2, plain) if "also" in doc else None
    doc = _clean_table(doc, 1, plain)
    if also is not None:
        doc["also"] = also
    return doc


def reads(raw: bytes, path: str | None = None) -> bool:
    """Whether bytes are a card's text at all; with a path, whether they are a card that belongs there."""
    try:
        parse(raw) if path is None else read_card(path, raw)
    except NotReadable:
        return False
    return True


def plain_lines(raw: bytes) -> bytes:
    """A file's bytes without what an editor on Windows adds: a byte order mark, and two letters for each line's end."""
    return raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")


def _clean_table(table: Doc, depth: int, plain: bool) -> Doc:
    """In normal form. `plain`: its strings are so already, but for the newline at their end."""
    if depth > _DEEPEST:
        raise NotReadable("Its tables are nested too deeply.")
    for key, value in table.items():
        kind = type(value)
        if kind is str:
            if not plain:
                table[key] = _normal(value.removesuffix("\n"))
            elif value[-1:] == "\n":
                table[key] = value[:-1]
        elif kind is dict:
            table[key] = _clean_table(value, depth + 1, plain)
        elif kind is datetime:
            table[key] = _utc(value)
        elif kind is not bool and kind is not date:
            table[key] = _clean(value, depth + 1, plain)
    if plain:
        return table
    composed = {_normal(key): value for key, value in table.items()}
    if len(composed) < len(table):
        raise NotReadable("A name is in it twice.")
    return composed


def _clean(value: Any, depth: int, plain: bool) -> Any:
    if isinstance(value, str):
        return _normal(value.removesuffix("\n"))
    if isinstance(value, list):
        if depth > _DEEPEST:
            raise NotReadable("Its lists are nested too deeply.")
        return [_clean(item, depth + 1, plain) for item in value]
    if isinstance(value, dict):
        return _clean_table(value, depth, plain)
    if isinstance(value, datetime):
        return _utc(value)
    if isinstance(value, int) and not -_BIGGEST <= value < _BIGGEST:
        raise NotReadable("A number in it is too large.")
    if isinstance(value, float) and not isfinite(value):
        raise NotReadable("A number in it is not a number.")
    return value


def _normal(text: str) -> str:
    if "\r" in text:
        text = _ENDING.sub("\n", text)
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        # A command line or a clipboard may hand over half characters, which no file can hold.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return normalize("NFC", text)


def _utc(instant: datetime) -> datetime:
    """In UTC where it has a zone and its year allows; else as it is."""
    if instant.tzinfo is None or instant.tzinfo is UTC:
        return instant
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        return instant


def read_card(path: str, raw: bytes) -> Card:
    """The card in a file. `path` is from the root of the repository. Raises NotReadable."""
    place = place_of(path)
    if place is None:
        raise NotReadable("Its file name is not a card's name.")
    return reading.read(place, path, raw, parse(raw))


# Writing ---------------------------------------------------------------------------------------------------------

BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ODD_IN_LINE = re.compile(r'[\x00-\x08\n-\x1f"\\\x7f]')
_ODD_IN_TEXT = re.compile(r'[\x00-\x08\x0b-\x1f\\\x7f]|"""|^<{7}|^>{7}', re.MULTILINE)


def dump(doc: Doc, kind: str) -> bytes:
    """The canonical text of a card. Absent are None, and known sets and tables with nothing in them.

    Of a `kind` that `KINDS` does not have, all keys are sorted. Raises WrongUse for a value that no TOML file can hold.
    """
    known = KINDS.get(kind)
    fields, long = (known.fields, known.long) if known else (_NOTHING, frozenset[str]())
    out: list[str] = []
    also = doc.get("also")
    if not isinstance(also, (list, tuple)) or (also and not _is_table(also)):
        _write_table(out, "", doc, fields, long=long)
    else:
        _write_table(out, "", {name: value for name, value in doc.items() if name != "also"}, fields, long=long)
        out += sorted(map(_also_entry, also))
    return "".join(out).lstrip("\n").encode()


def _also_entry(entry: Doc) -> str:
    out = ["\n[[also]]\n"]
    _write_table(out, "also.", entry, _NOTHING)
    return "".join(out)


def _write_table(
    out: list[str],
    prefix: str,
    table: Doc,
    fields: Mapping[str, Field],
    each: Mapping[str, Field] = _NOTHING,
    long: Container[str] = (),
) -> None:
    """`prefix` is the dotted name of the table and a dot; `each` has the fields of tables in it that `fields` lacks."""
    inner: list[str] = []
    names = [name for name in fields if name in table] if fields else sorted(table)
    if len(names) < len(table):
        names += sorted(table.keys() - fields.keys())
    for key in names:
        value = table[key]
        kind = type(value)
        if kind is str:
            written = _text(value) if key in long or "\n" in value else _line(value)
        elif kind in _ON_ONE_LINE:
            written = _ON_ONE_LINE[kind](value)
        elif value is None or (not value and key in fields and fields[key].rule in _MAY_BE_EMPTY):
            continue
        elif _is_table(value):
            inner.append(key)
            continue
        else:
            written = literal(value)
        out.append(f"{key if key in fields else _key(key)} = {written}\n")
    for key in inner:
        _write_inner(out, prefix + _key(key), table[key], fields.get(key), each)


def _write_inner(out: list[str], name: str, value: Any, field: Field | None, each: Mapping[str, Field]) -> None:
    """A table, or a list of tables, under a heading of its own."""
    of_value, of_each = (field.fields, _NOTHING) if field else (each, _NOTHING)
    if field and field.rule is Rule.TABLE:
        # Texts last: a note begins with who wrote it.
        of_value, of_each = _NOTHING, dict(sorted(field.fields.items(), key=lambda item: item[1].rule is Rule.TEXT))
    if not isinstance(value, dict):
        for entry in value:
            out.append(f"\n[[{name}]]\n")
            _write_table(out, f"{name}.", entry, of_value)
        return
    if not value or not all(map(_is_table, value.values())):
        out.append(f"\n[{name}]\n")
    _write_table(out, f"{name}.", value, of_value, of_each)


def _is_table(value: Any) -> bool:
    """Whether it is written under a heading of its own: a table, or a list of tables."""
    kind = type(value)
    return kind is dict or (kind in (list, tuple) and {*map(type, value)} == {dict})


def _key(key: str) -> str:
    if BARE_KEY.fullmatch(key):
        return key
    return f'"{_ODD_IN_LINE.sub(_escaped, _normal(key))}"'


def _text(text: str) -> str:
    """Over several lines, one newline longer than it is."""
    if not text.isascii() or "\r" in text:
        text = _normal(text)
    # Most texts have nothing odd in them, which is told faster so than by a pattern.
    if (
        not text.replace("\n", "").isprintable()
        or ("\\" in text or '"""' in text)
        or ("<<<<<<<" in text or ">>>>>>>" in text)
    ):
        text = _ODD_IN_TEXT.sub(_escaped, text)
    return f'"""\n{text}\n"""' if text else '""'


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", '"""': '""\\"'}


def _escaped(odd: re.Match[str]) -> str:
    found = odd[0]
    # A line that looks like git's marks would make the whole file look like an unfinished merge.
    return _ESCAPES.get(found) or f"\\u{ord(found[0]):04x}{found[1:]}"


def literal(value: Any) -> str:
    """A value as it stands on one line of a card. Equal values, and no others, have equal literals."""
    kind = type(value)
    if kind in _ON_ONE_LINE:
        return _ON_ONE_LINE[kind](value)
    if isinstance(value, str):
        return _line(str(value))
    if isinstance(value, (list, tuple)):
        items = [literal(item) for item in value]
        inline = f"[{', '.join(items)}]"
        return inline if len(inline) <= _WIDEST else "[\n    " + ",\n    ".join(items) + ",\n]"
    if isinstance(value, dict):
        pairs = ", ".join(f"{_key(key)} = {literal(value[key])}" for key in sorted(value) if value[key] is not None)
        return f"{{ {pairs} }}" if pairs else "{}"
    return _standard(value)


def _line(text: str) -> str:
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'  # most are so, and saving stays fast
    if not text.isascii() or "\r" in text:
        text = _normal(text)
    if _ODD_IN_LINE.search(text):
        text = _ODD_IN_LINE.sub(_escaped, f"{text}\n" if text[-1:] == "\n" else text)
    return f'"{text}"'


def _instant(value: datetime) -> str:
    value = _utc(value)
    return f"{value.isoformat('T', 'microseconds')[:-6]}Z" if value.tzinfo is UTC else value.isoformat()


def _whole(value: int) -> str:
    return str(value) if -_BIGGEST <= value < _BIGGEST else _standard(value)


def _standard(value: Any) -> str:
    """As tomli_w writes it."""
    import tomli_w

    if isinstance(value, int) or (isinstance(value, float) and not isfinite(value)):
        raise WrongUse("not-a-number", "That number can't be kept in a card.", "Write a smaller one.")
    try:
        return tomli_w.dumps({"_": value}).removeprefix("_ = ").rstrip("\n")
    except TypeError:
        raise WrongUse("not-a-value", "That is not a value a card can hold.") from None


_ON_ONE_LINE: Mapping[type, Callable[[Any], str]] = {
    str: _line,
    bool: lambda value: "true" if value else "false",
    int: _whole,
    float: _standard,
    date: date.isoformat,
    datetime: _instant,
    time: _standard,
}
