"""Merging three versions of one card's values, by the rule of each field (design, section 5). Pure.

The sides are called `lo` and `hi`: who calls has put them in an order that does not depend on who merges, and where
two values can't both stand, that of `hi` stands and that of `lo` is kept in the card's `also`. The rules stand in the
table of fields in `cards`; a key that the table does not know merges by the type of its values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any, Final, TypeAlias

from kindboard.cards.cards import KINDS, Doc
from kindboard.cards.fields import Field, Rule
from kindboard.cards.toml import BARE_KEY, literal, parse
from kindboard.errors import NotReadable, WrongUse
from kindboard.merge.lines import merge_lines

Path: TypeAlias = tuple[str, ...]


_TEXT, _SET, _TABLE, _ONE = Rule.TEXT, Rule.SET, Rule.TABLE, Rule.ONE
"""Looked up once: Python 3.11 takes longer to find a member of an enum than to merge a field with it."""


class _Nothing(Enum):
    ABSENT = "absent"


ABSENT: Final = _Nothing.ABSENT


@dataclass(slots=True)
class _Found:
    """What a merge of fields finds out on its way."""

    lost: list[tuple[Path, Any]] = field(default_factory=list)
    """Values of `lo` that did not win."""
    joined: set[Path] = field(default_factory=set)
    """Texts that were merged line by line."""


def merge_docs(kind: str, base: Doc, lo: Doc, hi: Doc) -> Doc:
    """The card that holds what both sides did since `base`. Neither side is changed."""
    fields = _fields_of(kind)
    units = _units_of(kind)
    found = _Found()
    old, low, high = _fold(base, units), _fold(lo, units), _fold(hi, units)
    merged = _merge_fields(old, low, high, fields, (), found)
    also = _merge_also((base, lo, hi), (old, low, high), merged, found)
    merged = _unfold(merged, units)
    if also:
        merged["also"] = also
    early, late = lo.get("changed"), hi.get("changed")
    if early is not None or late is not None:
        merged["changed"] = early if instant(early) > instant(late) or late is None else late
    return merged


def instant(changed: Any) -> datetime:
    """A `changed` for comparing: what is no instant counts lowest."""
    if not isinstance(changed, datetime):
        return datetime.min.replace(tzinfo=UTC)
    return changed if changed.tzinfo else changed.replace(tzinfo=UTC)


@cache
def _fields_of(kind: str) -> Mapping[str, Field]:
    return KINDS[kind].fields if kind in KINDS else {}


def _merge_fields(base: Doc, lo: Doc, hi: Doc, fields: Mapping[str, Field], path: Path, found: _Found) -> Doc:
    out: Doc = {}
    for key in lo | hi:
        low, high = lo.get(key, ABSENT), hi.get(key, ABSENT)
        if (low != high or type(low) is not str) and not _same(low, high):
            old = base.get(key, ABSENT)
            if _same(low, old):
                low = high
            elif not _same(high, old):
                low = _merge_value(old, low, high, fields.get(key), (*path, key), found)
        if low is not ABSENT:
            out[key] = low
    return out


def _merge_value(base: Any, lo: Any, hi: Any, known: Field | None, path: Path, found: _Found) -> Any:
    """Both sides changed it, and not to the same."""
    if (known is None or known.rule is _TEXT) and type(base) is type(lo) is type(hi) is str:
        lines = merge_lines(base.split("\n"), lo.split("\n"), hi.split("\n"))
        if lines is not None:
            found.joined.add(path)
            return "\n".join(lines)
    values = [value for value in (base, lo, hi) if value is not ABSENT]
    rule = known.rule if known else _rule_by_type(values)
    if rule is _TABLE and all(isinstance(value, dict) for value in values):
        old, low, high = ({} if value is ABSENT else value for value in (base, lo, hi))
        return _merge_table(old, low, high, known.fields if known else {}, path, found)
    if rule is _SET and all(_is_names(value) for value in values):
        was, one, other = (set[str]() if value is ABSENT else set(value) for value in (base, lo, hi))
        return sorted((one | other) - (was - one) - (was - other))
    found.lost.append((path, lo))
    return hi


def _rule_by_type(values: list[Any]) -> Rule:
    if all(isinstance(value, dict) for value in values):
        return _TABLE
    return _SET if all(_is_names(value) for value in values) else _ONE


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and {*map(type, value)} <= {str}


def _merge_table(base: Doc, lo: Doc, hi: Doc, fields: Mapping[str, Field], path: Path, found: _Found) -> Doc:
    """Entry by entry. An entry that one side removed and the other edited lives."""
    out: Doc = {}
    for key in lo | hi:
        old, low, high = base.get(key, ABSENT), lo.get(key, ABSENT), hi.get(key, ABSENT)
        if _same(low, high) or _same(high, old):
            value = low
        elif _same(low, old):
            value = high
        elif low is ABSENT or high is ABSENT:
            value = high if low is ABSENT else low
        elif isinstance(low, dict) and isinstance(high, dict):
            value = _merge_fields(old if isinstance(old, dict) else {}, low, high, fields, (*path, key), found)
        else:
            value = _merge_value(old, low, high, None, (*path, key), found)
        if value is not ABSENT:
            out[key] = value
    return out


def _same(one: Any, other: Any) -> bool:
    """Equal, and of equal types all through: Python holds [1], [1.0] and [true] for equal."""
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other) or one != other:
        return False
    if kind is list:
        return all(map(_same, one, other))
    return kind is not dict or all(_same(value, other[key]) for key, value in one.items())


# Fields that win or lose together --------------------------------------------------------------------------------


@cache
def _units_of(kind: str) -> dict[str, list[str]]:
    units: dict[str, list[str]] = {}
    for name, known in _fields_of(kind).items():
        if known.unit:
            units.setdefault(known.unit, []).append(name)
    return units


def _fold(doc: Doc, units: Mapping[str, list[str]]) -> Doc:
    """Without `also` and `changed`, which have rules of their own, and each unit as one value under its name."""
    folded = doc.copy()
    folded.pop("also", None)
    folded.pop("changed", None)
    for unit, names in units.items():
        values = {name: folded.pop(name) for name in names if name in folded}
        if values:
            folded[unit] = values
    return folded


def _unfold(folded: Doc, units: Mapping[str, list[str]]) -> Doc:
    doc = dict(folded)
    for unit in units:
        doc |= doc.pop(unit, {})
    return doc


# The other value of a field that two people changed at once -------------------------------------------------------


def _merge_also(docs: Sequence[Doc], folded: Sequence[Doc], merged: Doc, found: _Found) -> list[Any]:
    """A set by field and value, three-way; what `lo` lost joins it, what stands in the card or was replaced leaves."""
    lost = [
        {"field": path_text(path)} if value is ABSENT else {"field": path_text(path), "value": value}
        for path, value in found.lost
    ]
    if "also" not in docs[0] and "also" not in docs[1] and "also" not in docs[2]:
        return lost
    base, lo, hi = ({literal(entry): entry for entry in _also_of(doc)} for doc in docs)
    unseen = (lo.keys() & hi.keys()) - base.keys()
    new = {literal(entry): entry for entry in lost}
    lo, hi = lo | new, hi | new
    every = base | lo | hi
    kept = every.keys() - (base.keys() - lo.keys()) - (base.keys() - hi.keys())
    return [
        every[key]
        for key in sorted(kept)
        if not _is_settled(every[key], folded, merged, found, was_seen=key not in unseen)
    ]


def _also_of(doc: Doc) -> list[Any]:
    also = doc.get("also", [])
    return also if isinstance(also, list) else [also]


def _is_settled(entry: Any, folded: Sequence[Doc], merged: Doc, found: _Found, was_seen: bool = True) -> bool:
    """Whether its value stands in the card, or was the base's, which both sides replaced and one had seen.

    Dropping the base's value otherwise loses words: one side may not have known it, and where both put it in their
    `also`, neither did. A text joined line by line replaces nothing: lines of the base's value may be in `also` alone.
    """
    if not isinstance(entry, dict) or not isinstance(entry.get("field"), str):
        return False
    path, value = path_of_text(entry["field"]), entry.get("value", ABSENT)
    if _same(value, _at(merged, path)):
        return True
    if not was_seen:
        return False
    old, low, high = (_at(doc, path) for doc in folded)
    return path not in found.joined and _same(value, old) and not _same(low, old) and not _same(high, old)


def path_text(path: Path) -> str:
    """A dotted path, as `also` writes it; a name with odd characters is quoted as in TOML."""
    return ".".join(name if BARE_KEY.fullmatch(name) else literal(name) for name in path)


def path_of_text(text: str) -> Path:
    if all(BARE_KEY.fullmatch(name) for name in text.split(".")):
        return tuple(text.split("."))
    names: list[str] = []
    try:
        found: Any = parse(f"{text} = 0".encode(errors="replace"))
    except NotReadable:
        return (text,)
    while isinstance(found, dict) and len(found) == 1:
        (name,) = found
        names.append(name)
        found = found[name]
    return tuple(names)


def _at(doc: Doc, path: Path) -> Any:
    found: Any = doc
    for name in path:
        if not isinstance(found, dict) or name not in found:
            return ABSENT
        found = found[name]
    return found


def drop_settled(doc: Doc, kind: str) -> Doc:
    """Without the entries of `also` whose value stands in the card: what to do when a field is changed."""
    merged = _fold(doc, _units_of(kind))
    also = [entry for entry in _also_of(doc) if not _is_settled(entry, (merged, merged, merged), merged, _Found())]
    rest = {name: value for name, value in doc.items() if name != "also"}
    return rest | {"also": also} if also else rest


def settle(doc: Doc, field: str, choice: str, kind: str) -> Doc:
    """The card after a person decided between its value of `field` and the first other one in `also`.

    `choice`: "keep" drops the other; "other" puts it in the place of the card's; "both" joins two texts with an empty
    line between them, two lines with " / ". Raises WrongUse where there is nothing to decide or it can't be done.
    """
    path = path_of_text(field)
    others = [entry for entry in _also_of(doc) if isinstance(entry, dict) and entry.get("field") == path_text(path)]
    if not others:
        raise WrongUse("nothing-to-settle", f"Nobody else changed {field} at the same time.", "There is nothing to do.")
    chosen = min(others, key=literal)
    units = _units_of(kind)
    folded = _fold(doc, units)
    mine, other = _at(folded, path), chosen.get("value", ABSENT)
    if choice == "both":
        folded = _with(folded, path, _join(mine, other, _field_at(kind, path)))
    elif choice == "other":
        folded = _with(folded, path, other)
    elif choice != "keep":
        raise WrongUse("unknown-choice", f"{choice} is none of the choices.", "Choose keep, other or both.")
    settled = _unfold(folded, units)
    missing = [
        name
        for name, known in _fields_of(kind).items()
        if known.required and name in doc.keys() - settled.keys() - {"changed"}
    ]
    if missing:
        raise WrongUse("needed", f"A card can't be without {missing[0]}.", "Choose keep.")
    if "changed" in doc:
        settled["changed"] = doc["changed"]
    left = [entry for entry in _also_of(doc) if entry is not chosen]
    return drop_settled(settled | {"also": left}, kind)


def _field_at(kind: str, path: Path) -> Field | None:
    known = _fields_of(kind).get(path[0])
    return known.fields.get(path[-1]) if known and len(path) == 3 else known if len(path) == 1 else None


def _join(mine: Any, other: Any, known: Field | None) -> str:
    if known is None or not known.words or not isinstance(mine, str) or not isinstance(other, str):
        raise WrongUse("not-both", "Those two can't both be kept.", "Choose keep or other.")
    return f"{mine}\n\n{other}" if known.rule is _TEXT else f"{mine} / {other}"


def _with(doc: Doc, path: Path, value: Any) -> Doc:
    """A copy of `doc` with another value at `path`; ABSENT clears it."""
    name, *rest = path
    if rest:
        inner = doc.get(name)
        value = _with(inner if isinstance(inner, dict) else {}, tuple(rest), value)
    changed = {key: old for key, old in doc.items() if key != name}
    return changed if value is ABSENT else changed | {name: value}
