"""Raw bytes, most of them damaged cards: nothing is raised but our own errors, nothing is read as it was not meant."""

import os

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kindboard.cards.paths import path_of
from kindboard.cards.toml import dump, parse, read_card, reads
from kindboard.cards.toml_edit import add_comments, comments, edit
from kindboard.errors import NotReadable
from kindboard.merge.merge import Change, Entry, blob_oid, merge_card, merge_changes, merge_file
from tests import generated
from tests.by_python import found_in, same
from tests.properties import docs as made

REAL = (generated.answer(1), generated.plan_item(2), generated.theme(3), *generated.board(0).values())
ODD = (
    *(b"", b"\0", b"\r", b"\r\n", b"\n", b'"', b'"""', b"'''", b"\\", b"\\u0000", b"\\ud800", b"\xff", b"\xc3"),
    *(b"[", b"]", b"[[", b"]]", b"{", b"}", b"=", b".", b",", b"#", b"# x\n", b"nan", b"1e999", b"-0", b"07:32"),
    *(b"<<<<<<< a\n", b"=======\n", b">>>>>>> b\n", b"also", b"[[also]]\n", b'field = "text"\n', b"\xef\xbb\xbf"),
    *(b'"$__toml_private_datetime"', b"true"),
    *(b"a = 1\n", b"[a.b]\n", b"9223372036854775808", b"0001-01-01T00:00:00+01:00", "e\u0301\u2028\u202e".encode()),
)  # fmt: skip
cards = st.sampled_from(REAL) | made.kinds.flatmap(lambda kind: made.files(kind, made.texts))
odd = st.sampled_from(ODD) | st.binary(min_size=1, max_size=4)


@st.composite
def damaged(draw: st.DrawFn, of: st.SearchStrategy[bytes] = cards) -> bytes:
    """A card after a few accidents: bytes flipped, cut, put in, taken twice, or the end of another card put on."""
    raw = draw(of)
    for accident in draw(st.lists(st.sampled_from(("flip", "cut", "insert", "twice", "splice")), max_size=3)):
        at = draw(st.integers(0, len(raw)))
        to = min(len(raw), at + draw(st.integers(0, 40)))
        if accident == "flip" and at < len(raw):
            raw = raw[:at] + bytes([raw[at] ^ 1 << draw(st.integers(0, 7))]) + raw[at + 1 :]
        elif accident == "cut":
            raw = raw[:at] + raw[to:]
        elif accident == "insert":
            raw = raw[:at] + draw(odd) + raw[at:]
        elif accident == "twice":
            raw = raw[:to] + raw[at:]
        elif accident == "splice":
            other = draw(cards)
            raw = raw[:at] + other[draw(st.integers(0, len(other))) :]
    return raw


def is_read_rightly_or_refused(raw: bytes) -> None:
    try:
        doc = parse(raw)
    except NotReadable:
        return
    by_python = found_in(raw)
    # Of what TOML 1.1 knows and Python does not, it has no opinion.
    assert by_python is None or same(doc, by_python)
    for kind in ("answer", "plan", "none"):
        written = dump(doc, kind)
        assert dump(parse(written), kind) == written


def is_edited_to_what_was_meant(raw: bytes, new: bytes, kind: str) -> None:
    assume(reads(new))
    wanted = parse(new)
    edited = edit(raw, wanted, kind)
    assert dump(parse(edited), kind) == dump(wanted, kind)
    if reads(raw):
        assert set(comments(raw)) <= set(comments(edited))
        assert reads(add_comments(raw, ["# one more"]))


def is_merged_alike_by_both(kind: str, versions: tuple[bytes | None, bytes | None, bytes | None]) -> None:
    base, one, other = versions
    gone = (one is None and other in (None, base)) or (other is None and one in (None, base))
    file = merge_file(base, one, other)
    assert file == merge_file(base, other, one)
    merged = merge_card(kind, base, one, other)
    assert merged == merge_card(kind, base, other, one)
    assert (merged.raw is None) is (file.raw is None) is gone
    assert merged.raw in (None, one, other) or reads(merged.raw or b"")


PATHS = (path_of("team", "answer", generated.numbered_id(1)), "boards/team/forgotten.toml", "boards/team/odd", "x")
Versions = dict[str, bytes]


def is_a_tree_merged_alike_by_both(base: Versions, one: Versions, other: Versions) -> None:
    blobs = {blob_oid(raw): raw for tree in (base, one, other) for raw in tree.values()}
    trees = [{path: Entry("100644", blob_oid(raw)) for path, raw in tree.items()} for tree in (base, one, other)]
    old, mine, yours = trees

    def changes(new: dict[str, Entry]) -> dict[str, Change]:
        return {path: Change(old.get(path), new.get(path)) for path in old | new if old.get(path) != new.get(path)}

    ends = []
    for ours, theirs in ((mine, yours), (yours, mine)):
        merge = merge_changes(changes(ours), changes(theirs), blobs.__getitem__)
        end = {path: entry for path, entry in (ours | merge.writes).items() if entry}
        assert all(entry.oid in blobs | merge.blobs for entry in end.values())
        ends.append(end)
    assert ends[0] == ends[1]


def versions_of(card: bytes) -> st.SearchStrategy[tuple[bytes | None, ...]]:
    """Three versions of one card, damaged each in its own way, and now and then of another."""
    version = damaged(st.just(card))
    return st.tuples(*[version | version | damaged() | st.none()] * 3)


trees = st.dictionaries(st.sampled_from(PATHS), damaged(), max_size=3)
LAWS = {
    "read": (is_read_rightly_or_refused, (damaged(),)),
    "edit": (is_edited_to_what_was_meant, (damaged(), cards | damaged(), made.kinds)),
    "merge": (is_merged_alike_by_both, (made.kinds, cards.flatmap(versions_of))),
    "trees": (is_a_tree_merged_alike_by_both, (trees, trees, trees)),
}
QUICK = 40


@pytest.mark.parametrize("law", LAWS)
def test_damaged_cards_are_harmless(law: str) -> None:
    looked_at(law, QUICK)


@pytest.mark.slow
@pytest.mark.parametrize("law", LAWS)
def test_many_damaged_cards_are_harmless(law: str) -> None:
    looked_at(law, int(os.environ.get("KINDBOARD_EXAMPLES", "400")))


def looked_at(law: str, examples: int) -> None:
    holds, of = LAWS[law]
    settings(max_examples=examples)(given(*of)(holds))()


@given(st.sampled_from(PATHS), damaged())
def test_a_damaged_card_in_its_place_is_a_card_or_refused(path: str, raw: bytes) -> None:
    try:
        card = read_card(path, raw)
    except NotReadable:
        return
    assert card.raw == raw
    assert card.path == path
