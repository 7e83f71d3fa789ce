"""Cards of every kind as hypothesis imagines them: proper ones, and any doc at all."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from kindboard.cards.cards import KINDS, Doc
from kindboard.cards.fields import Field, Rule
from kindboard.cards.toml import dump

NASTY = (
    *('"', '"""', '""""', "\\", "\\\\n", "'''", "#", "# no comment", "=", "[x]", "\t", " ", "  \n", "\n", "\n\n"),
    *("\r", "\r\n", "\r\r\n", "\x00", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u202e", "\ufeff", "\ud800"),
    *("é", "e\u0301", "𝒳", "👩\u200d🚒", "<<<<<<<", "<<<<<<< a\n", "\n=======\n", "\n>>>>>>> b"),
    *("a", "Tea", "before paperwork", "line one\nline two\nline three"),
)

texts = st.lists(st.sampled_from(NASTY) | st.text(max_size=5), max_size=5).map("".join)
plain_texts = st.lists(st.sampled_from(("a", "b", "c", "d")), min_size=1, max_size=4).map("\n".join)
names = st.sampled_from(("Sam", "Jo", "rota", "time", "2026-11-24-z8m2c5v1", "2026-11-25-z8m2c5v1", "p4k2"))
keys = st.sampled_from(("x", "y", "also", "text", "id", "a.b", "é", 'q"')) | st.text(max_size=4)
instants = st.integers(0, 10**9).map(lambda n: datetime(2026, 11, 23, tzinfo=UTC) + timedelta(microseconds=n))
days = st.dates(date(1, 1, 1))
plain = st.one_of(
    texts,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    days,
    st.datetimes(),
    st.datetimes(timezones=st.just(UTC)),
    st.times().map(lambda t: t.replace(tzinfo=None)),
)
anything = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=6
)


def proper(field: Field, text: st.SearchStrategy[str] = texts) -> st.SearchStrategy[Any]:
    """Values as the field's type wants them."""
    if field.fields:
        entry = st.fixed_dictionaries(
            {name: proper(f, text) for name, f in field.fields.items() if f.required},
            optional={name: proper(f, text) for name, f in field.fields.items() if not f.required},
        )
        return st.dictionaries(names, entry, max_size=2) if field.type is dict else st.lists(entry, max_size=2)
    if field.rule is Rule.TABLE:
        return st.dictionaries(names, st.booleans(), max_size=3)
    if field.rule is Rule.SET:
        return st.lists(st.sampled_from(field.choices) if field.choices else names, max_size=3)
    if field.choices:
        return st.sampled_from(field.choices)
    by_type: dict[type, st.SearchStrategy[Any]] = {
        bool: st.booleans(), int: st.integers(1, 5), date: days, datetime: instants
    }  # fmt: skip
    return by_type.get(field.type, text if field.rule is Rule.TEXT else st.one_of(names, text))


def cards(kind: str, text: st.SearchStrategy[str] = texts) -> st.SearchStrategy[Doc]:
    """Docs that can be read as a card."""
    fields = {name: proper(field, text) for name, field in KINDS[kind].fields.items()}
    fields["schema"] = st.just(1)
    needed = {name for name, field in KINDS[kind].fields.items() if field.required} | {"schema"}
    return st.fixed_dictionaries(
        {name: value for name, value in fields.items() if name in needed},
        optional={name: value for name, value in fields.items() if name not in needed} | {"also": others(kind, text)},
    )


def others(kind: str, text: st.SearchStrategy[str]) -> st.SearchStrategy[list[Doc]]:
    """What may stand in `also`."""
    field = st.sampled_from([*KINDS[kind].fields, "notes.2026-11-24-z8m2c5v1.text"])
    entry = st.fixed_dictionaries({"field": field}, optional={"value": text | st.integers(1, 5)})
    return st.lists(entry, max_size=2)


def docs(kind: str) -> st.SearchStrategy[Doc]:
    """Any doc with something in it, most of them not far from a card."""
    wild = st.dictionaries(keys | st.sampled_from([*KINDS[kind].fields]), anything, min_size=1, max_size=5)
    return wild | st.tuples(cards(kind), wild).map(lambda both: both[0] | both[1]) | cards(kind)


kinds = st.sampled_from(sorted(KINDS))


def commented(raw: bytes, comments: list[str]) -> bytes:
    """A canonical card as somebody may have worked it over by hand: comments above, beside and below its lines."""
    out: list[str] = []
    inside = False
    left = list(comments)
    for line in raw.decode().split("\n")[:-1]:
        begins = not inside and line.endswith(' = """')
        if not inside and left and len(left) % 2:
            out.append(left.pop())
        if not inside and not begins and left and " = " in line and not line.endswith("["):
            line = f"{line}  {left.pop()}"
        out.append(line)
        inside = begins or (inside and not line.endswith('"""'))
    return "\n".join([*out, *left, ""]).encode()


remarks = st.lists(st.sampled_from(["# why", "# ask Jo", '# "quoted', "# '''", "#", "# é"]), max_size=4, unique=True)


@st.composite
def files(draw: st.DrawFn, kind: str, text: st.SearchStrategy[str] = plain_texts) -> bytes:
    """The bytes of a card, canonical or worked over by hand."""
    return commented(dump(draw(cards(kind, text)), kind), draw(remarks))


def written(doc: Doc) -> bytes:
    return dump(doc, "answer")
