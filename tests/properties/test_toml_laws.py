"""What holds for every card that is written and read."""

import tomllib
from datetime import UTC, datetime
from typing import Any
from unicodedata import normalize

from hypothesis import assume, example, given
from hypothesis import strategies as st

from kindboard.cards.cards import KINDS, Doc
from kindboard.cards.fields import Rule
from kindboard.cards.toml import dump, parse
from kindboard.cards.toml_edit import comments, edit
from kindboard.errors import NotReadable
from tests.properties import docs as made


def in_normal_form(value: Any) -> Any:
    """What a reader must find of what was written, worked out another way than `toml` does."""
    if isinstance(value, str):
        while "\r\n" in value:
            value = value.replace("\r\n", "\n")
        whole = "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in value)
        return normalize("NFC", whole)
    if isinstance(value, dict):
        return {in_normal_form(key): in_normal_form(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [in_normal_form(inner) for inner in value]
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC)
    return value


def as_a_reader_finds_it(doc: Doc, kind: str) -> Doc:
    empty = {n for n, f in KINDS[kind].fields.items() if f.rule in (Rule.SET, Rule.TABLE)}
    found = {n: v for n, v in in_normal_form(doc).items() if not (n in empty and v in ([], {}))}
    return {n: v for n, v in found.items() if (n, v) != ("also", [])}


def in_order(doc: Doc) -> Doc:
    also = doc.get("also")
    if not isinstance(also, list):
        return doc
    by_words = sorted(also, key=lambda entry: repr(sorted(entry.items()) if isinstance(entry, dict) else entry))
    return doc | {"also": by_words}


def has_clashing_names(value: Any) -> bool:
    if isinstance(value, dict):
        return len({in_normal_form(key) for key in value}) < len(value) or any(map(has_clashing_names, value.values()))
    return isinstance(value, list) and any(map(has_clashing_names, value))


kind_and_doc = made.kinds.flatmap(lambda kind: st.tuples(st.just(kind), made.docs(kind)))


@given(kind_and_doc)
@example(("answer", {"text": '"""\n\n<<<<<<< a\n\n'}))
def test_what_is_written_is_what_is_read(case: tuple[str, Doc]) -> None:
    kind, doc = case
    wanted = as_a_reader_finds_it(doc, kind)
    assume(wanted and not has_clashing_names(doc))
    assert in_order(parse(dump(doc, kind))) == in_order(wanted)


@given(kind_and_doc)
def test_writing_what_was_read_changes_nothing(case: tuple[str, Doc]) -> None:
    kind, doc = case
    assume(as_a_reader_finds_it(doc, kind) and not has_clashing_names(doc))
    written = dump(doc, kind)
    assert dump(parse(written), kind) == written


@given(kind_and_doc)
def test_other_programs_can_read_it(case: tuple[str, Doc]) -> None:
    kind, doc = case
    assume(not has_clashing_names(doc))
    written = dump(doc, kind)
    tomllib.loads(written.decode())
    assert b"\r" not in written
    assert not any(line.startswith((b"<<<<<<<", b">>>>>>>")) for line in written.split(b"\n"))


def said_of(raw: bytes) -> str:
    """What a person is told of a file, or "" where it can be read."""
    try:
        parse(raw)
    except NotReadable as refusal:
        return refusal.message
    return ""


@given(st.binary(max_size=60) | made.texts.map(lambda text: text.encode(errors="surrogatepass")))
def test_any_bytes_are_a_card_or_refused_in_plain_words(raw: bytes) -> None:
    assert said_of(raw) == "" or said_of(raw).endswith(".")


@given(made.kinds.flatmap(made.files), st.integers(0, 400), st.binary(max_size=4))
def test_a_damaged_card_is_read_or_refused_in_plain_words(raw: bytes, at: int, damage: bytes) -> None:
    said = said_of(raw[:at] + damage + raw[at + len(damage) :])
    assert said == "" or said.endswith(".")


two_versions = made.kinds.flatmap(lambda kind: st.tuples(st.just(kind), made.cards(kind), made.docs(kind)))


@given(two_versions, made.remarks)
def test_comments_survive_every_edit_and_the_card_says_what_was_meant(
    case: tuple[str, Doc, Doc], remarks: list[str]
) -> None:
    kind, old, new = case
    assume(as_a_reader_finds_it(new, kind) and not has_clashing_names(new))
    raw = made.commented(dump(old, kind), remarks)
    edited = edit(raw, new, kind)
    assert dump(parse(edited), kind) == dump(new, kind)
    assert set(remarks) <= set(comments(edited))
