"""What holds for every merge, whatever the bytes."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from kindboard.cards import cards, reading
from kindboard.cards.cards import Card, Doc
from kindboard.cards.paths import Place
from kindboard.cards.toml import dump, parse
from kindboard.cards.toml_edit import comments
from kindboard.merge.merge import Change, Entry, blob_oid, merge_card, merge_changes, merge_file
from tests.properties import docs as made

file = made.kinds.flatmap(lambda kind: made.files(kind, made.texts))
loose = st.one_of(
    file,
    st.binary(max_size=40),
    st.tuples(file, st.integers(0, 300), st.binary(max_size=3)).map(lambda t: t[0][: t[1]] + t[2] + t[0][t[1] :]),
    made.kinds.flatmap(lambda kind: made.docs(kind)).map(lambda doc: made.written(doc)),
    st.none(),
)
instants = st.none() | st.integers(-(10**6), 10**6).map(
    lambda s: datetime(2026, 11, 23, tzinfo=UTC) + timedelta(seconds=s)
)


@given(made.kinds, loose, loose, loose, instants, instants)
def test_any_three_versions_merge_to_the_same_bytes_whoever_merges(
    kind: str,
    base: bytes | None,
    one: bytes | None,
    other: bytes | None,
    one_at: datetime | None,
    other_at: datetime | None,
) -> None:
    merged = merge_card(kind, base, one, other, one_at, other_at)
    assert merged == merge_card(kind, base, other, one, other_at, one_at)


three = made.kinds.flatmap(
    lambda kind: st.tuples(st.just(kind), *[made.files(kind, made.plain_texts) for _ in range(3)])
)


@given(three)
def test_three_versions_of_one_card_merge_to_the_same_bytes_whoever_merges(
    case: tuple[str, bytes, bytes, bytes],
) -> None:
    kind, base, one, other = case
    assert merge_card(kind, base, one, other) == merge_card(kind, base, other, one)


@given(made.kinds, loose, loose)
def test_merging_with_itself_or_with_what_it_came_from_changes_nothing(
    kind: str, base: bytes | None, new: bytes | None
) -> None:
    assert merge_card(kind, base, new, new).raw == new
    assert merge_card(kind, base, base, new).raw == new
    assert merge_card(kind, base, new, base).raw == new
    assert merge_file(base, new, new).raw == new
    assert merge_file(base, base, new).raw == new
    assert merge_file(base, new, base).raw == new


@given(three)
def test_two_cards_that_can_be_read_merge_to_one_that_can(case: tuple[str, bytes, bytes, bytes]) -> None:
    kind, base, one, other = case
    assume(base not in (one, other))
    merged = merge_card(kind, base, one, other)
    assert merged.raw is not None
    assert not merged.beside
    assert read(kind, merged.raw).changed == max(read(kind, one).changed, read(kind, other).changed)


def read(kind: str, raw: bytes) -> Card:
    return reading.read(Place("riverside", kind, "x", True), "", raw, parse(raw))


@given(three)
def test_merging_again_what_was_merged_changes_nothing(case: tuple[str, bytes, bytes, bytes]) -> None:
    kind, base, one, other = case
    merged = merge_card(kind, base, one, other).raw
    assert merge_card(kind, one, one, merged).raw == merged
    assert merge_card(kind, one, merged, merged).raw == merged


@given(three)
def test_comments_of_both_sides_are_in_the_card(case: tuple[str, bytes, bytes, bytes]) -> None:
    kind, base, one, other = case
    assume(base not in (one, other))
    merged = merge_card(kind, base, one, other).raw or b""
    new = (set(comments(one)) | set(comments(other))) - set(comments(base))
    assert new <= set(comments(merged))


@given(three)
def test_a_value_that_one_side_alone_changed_is_the_cards(case: tuple[str, bytes, bytes, bytes]) -> None:
    kind, base, one, other = case
    merged = parse(merge_card(kind, base, one, other).raw or b"")
    old, mine, yours = parse(base), parse(one), parse(other)
    for name, field in cards.KINDS[kind].fields.items():
        if field.unit or name == "changed":
            continue
        if mine.get(name) == old.get(name):
            assert merged.get(name) == yours.get(name)


@given(three)
def test_of_two_values_of_a_field_both_are_in_the_card(case: tuple[str, bytes, bytes, bytes]) -> None:
    kind, base, one, other = case
    merged = parse(merge_card(kind, base, one, other).raw or b"")
    old, mine, yours = parse(base), parse(one), parse(other)
    also = [(entry["field"], entry.get("value")) for entry in merged.get("also", [])]
    for name, field in cards.KINDS[kind].fields.items():
        versions = old.get(name), mine.get(name), yours.get(name)
        if field.rule is not cards.Rule.ONE or field.unit or name == "changed" or len({*map(repr, versions)}) < 3:
            continue
        stands = merged.get(name)
        assert stands in versions[1:]
        assert (name, versions[1] if stands == versions[2] else versions[2]) in also


@st.composite
def kept_by_both(draw: st.DrawFn) -> tuple[str, list[Doc], Doc]:
    """Three versions of a card, and what both sides keep in `also` beside it: often a value that one of them has."""
    kind = draw(made.kinds)
    versions = [draw(made.cards(kind, made.plain_texts)) for _ in range(3)]
    field = draw(
        st.sampled_from([name for name, f in cards.KINDS[kind].fields.items() if f.rule is not cards.Rule.TABLE])
    )
    seen = [version[field] for version in versions if field in version]
    entry = {"field": field, "value": draw(st.sampled_from(seen) if seen else made.plain_texts)}
    for version in versions[1:]:
        version["also"] = [*version.get("also", []), entry]
    return kind, versions, entry


@given(kept_by_both())
def test_what_both_sides_keep_beside_the_card_and_the_base_does_not_is_in_the_card(
    case: tuple[str, list[Doc], Doc],
) -> None:
    kind, versions, entry = case
    assume(entry not in versions[0].get("also", []) and not cards.KINDS[kind].fields[entry["field"]].unit)
    merged = parse(merge_card(kind, *(dump(version, kind) for version in versions)).raw or b"")
    assert entry["value"] == merged.get(entry["field"]) or entry in merged.get("also", [])


@given(three)
def test_of_sets_every_addition_and_every_removal_counts(case: tuple[str, bytes, bytes, bytes]) -> None:
    kind, base, one, other = case
    merged = parse(merge_card(kind, base, one, other).raw or b"")
    for name, field in cards.KINDS[kind].fields.items():
        if field.rule is cards.Rule.SET:
            old, mine, yours, both = (set(doc.get(name, [])) for doc in (parse(base), parse(one), parse(other), merged))
            assert both == (old | mine | yours) - (old - mine) - (old - yours)


# Whole trees -----------------------------------------------------------------------------------------------------

CARD = "boards/riverside/answers/2026-11/2026-11-23-k7f3m9q2.toml"
PATHS = (
    *(CARD, f"{CARD}/inside", f"{CARD}/in/side", "boards/riverside/answers", "boards/riverside/answers/2026-11"),
    *("boards", "boards/riverside/board.toml", "boards/riverside/forgotten.toml", "a", "a/b", "a/b/c", "b.txt"),
    *(f"boards/{name}/x.toml" for name in ("..", "con", "fine")),
)
contents = st.sampled_from((b"", b"one\n", b"one\ntwo\n", b"two\n", b"a = 1\n", b'a = 2\nb = ["x"]\n', b"\0"))
Tree = Mapping[str, tuple[str, bytes]]
modes = st.sampled_from(("100644", "100644", "100644", "100755", "120000", "160000"))


def proper(tree: Tree) -> Tree:
    """Without paths that lie below another."""
    return {path: e for path, e in tree.items() if not any(path.startswith(f"{above}/") for above in tree)}


trees = st.dictionaries(st.sampled_from(PATHS), st.tuples(modes, contents), max_size=5).map(proper)


@st.composite
def three_trees(draw: st.DrawFn) -> tuple[Tree, Tree, Tree]:
    base = draw(trees)
    kept = st.fixed_dictionaries({}, optional={path: st.just(entry) for path, entry in base.items()})
    return base, *(proper(draw(kept) | dict(draw(trees))) for _ in range(2))  # type: ignore[return-value]


def entries(tree: Tree) -> dict[str, Entry]:
    return {path: Entry(mode, blob_oid(raw)) for path, (mode, raw) in tree.items()}


def changes(base: dict[str, Entry], new: dict[str, Entry]) -> dict[str, Change]:
    return {path: Change(base.get(path), new.get(path)) for path in base | new if base.get(path) != new.get(path)}


def merged(base: Tree, ours: Tree, theirs: Tree) -> tuple[dict[str, Entry], set[bytes], bool]:
    """The tree with both, every content in it, and whether it merged cleanly."""
    blobs = {blob_oid(raw): raw for tree in (base, ours, theirs) for _, raw in tree.values()}
    old, mine, yours = entries(base), entries(ours), entries(theirs)
    merge = merge_changes(changes(old, mine), changes(old, yours), blobs.__getitem__)
    blobs |= merge.blobs
    tree = mine | merge.writes
    return {p: e for p, e in tree.items() if e}, {blobs[e.oid] for e in tree.values() if e}, merge.clean


@given(three_trees())
def test_trees_merge_to_the_same_tree_whoever_merges(case: tuple[Tree, Tree, Tree]) -> None:
    base, one, other = case
    unsafe = {path for path in PATHS if ".." in path or "con" in path}
    assume(not unsafe & (one.keys() | other.keys()))
    assert merged(base, one, other) == merged(base, other, one)


@given(three_trees())
def test_nothing_is_ever_written_below_a_file_or_a_link(case: tuple[Tree, Tree, Tree]) -> None:
    tree, _, _ = merged(*case)
    assert not [path for path in tree for above in tree if path.startswith(f"{above}/")]


@given(three_trees())
def test_an_unsafe_name_is_never_written(case: tuple[Tree, Tree, Tree]) -> None:
    base, ours, theirs = case
    tree, _, _ = merged(base, ours, theirs)
    for path in ("boards/../x.toml", "boards/con/x.toml"):
        assert tree.get(path) in (None, entries(ours).get(path))


@given(three_trees())
def test_every_content_that_a_side_brought_is_in_the_tree(case: tuple[Tree, Tree, Tree]) -> None:
    base, one, other = case
    assume(not any(".." in path or "con" in path for path in one.keys() | other.keys()))
    _, found, _ = merged(base, one, other)
    words = {word for raw in found for word in raw.split()}
    for side, others in ((one, other), (other, one)):
        for path, (mode, raw) in side.items():
            if base.get(path) != (mode, raw) and mode != "160000" and others.get(path, ("",))[0] != "160000":
                assert set(raw.split()) <= words
