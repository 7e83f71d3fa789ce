"""What becomes of a card, of another file and of a whole tree when two people changed them at once."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import PureWindowsPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindboard.cards.cards import SIZE_LIMIT, Doc
from kindboard.cards.toml import dump, parse
from kindboard.errors import WrongUse
from kindboard.merge.merge import (
    Change,
    Entry,
    TreeMerge,
    blob_oid,
    drop_settled,
    merge_card,
    merge_changes,
    merge_file,
    settle,
)
from kindboard.merge.names import is_safe

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
CARD = "boards/riverside/answers/2026-11/2026-11-23-k7f3m9q2.toml"
ANSWER: Doc = {
    "schema": 1,
    "principle": "walk-a-mile",
    "question": "improve",
    "by": "Sam",
    "created": date(2026, 11, 23),
    "changed": NOW,
    "text": "First.\nSecond.\nThird.",
}
PLAN: Doc = {"schema": 1, "column": "stop", "rank": 1, "title": "Tea", "created": date(2026, 11, 23), "changed": NOW}


def answer(minutes: int = 0, **fields: Any) -> bytes:
    """An answer as it stands after somebody changed it, so many minutes later; None clears a field."""
    return dump(ANSWER | {"changed": NOW + timedelta(minutes=minutes)} | fields, "answer")


def plan(minutes: int = 0, **fields: Any) -> bytes:
    return dump(PLAN | {"changed": NOW + timedelta(minutes=minutes)} | fields, "plan")


def merged(base: bytes | None, early: bytes, late: bytes, kind: str = "answer") -> Doc:
    return parse(merge_card(kind, base, early, late).raw or b"")


def test_two_people_changing_different_fields_keep_both() -> None:
    card = merged(answer(), answer(1, by="Jo"), answer(2, heard="directly"))
    assert (card["by"], card["heard"]) == ("Jo", "directly")
    assert "also" not in card


def test_of_two_values_the_later_stands_and_the_other_is_kept() -> None:
    card = merged(answer(), answer(1, by="Jo"), answer(2, by="Bo"))
    assert (card["by"], card["also"]) == ("Bo", [{"field": "by", "value": "Jo"}])
    assert card["changed"] == NOW + timedelta(minutes=2)


def test_where_both_were_made_at_the_same_time_the_higher_bytes_stand() -> None:
    assert merged(answer(), answer(1, by="Bo"), answer(1, by="Jo"))["by"] == "Jo"


def test_a_cleared_value_is_kept_as_cleared() -> None:
    assert merged(answer(), answer(1, by=None), answer(2, by="Bo"))["also"] == [{"field": "by"}]
    card = merged(answer(), answer(1, by="Bo"), answer(2, by=None))
    assert "by" not in card
    assert card["also"] == [{"field": "by", "value": "Bo"}]


def test_changes_to_different_lines_of_a_text_are_joined() -> None:
    early, late = answer(1, text="FIRST.\nSecond.\nThird."), answer(2, text="First.\nSecond.\nThird.\nFourth.")
    card = merged(answer(), early, late)
    assert card["text"] == "FIRST.\nSecond.\nThird.\nFourth."
    assert "also" not in card


def test_changes_to_the_same_line_keep_both_texts() -> None:
    early, late = answer(1, text="One.\nSecond.\nThird."), answer(2, text="Two.\nSecond.\nThird.")
    card = merged(answer(), early, late)
    assert card["text"] == "Two.\nSecond.\nThird."
    assert card["also"] == [{"field": "text", "value": "One.\nSecond.\nThird."}]


def test_lines_that_stand_in_also_alone_are_not_lost_when_later_texts_join() -> None:
    mine, theirs = "MINE.\nSecond.\nThird.", "THEIRS.\nSecond.\nThird."
    once = merge_card("answer", answer(), answer(1, text=mine), answer(2, text=theirs)).raw
    again = merged(answer(1, text=mine), answer(3, text=f"{mine}\nFourth."), once or b"")
    assert again["text"] == "THEIRS.\nSecond.\nThird.\nFourth."
    assert again["also"] == [{"field": "text", "value": mine}]


def test_a_value_that_nobody_who_replaced_it_had_seen_stays_in_also() -> None:
    unseen = [{"field": "by", "value": "Sam"}]
    card = merged(answer(), answer(1, by="Jo", also=unseen), answer(2, by="Bo", also=unseen))
    assert (card["by"], card["also"]) == ("Bo", [{"field": "by", "value": "Jo"}, *unseen])


def test_a_value_both_replaced_leaves_also() -> None:
    base = answer(by="Sam", also=[{"field": "by", "value": "Sam"}, {"field": "by", "value": "Dee"}])
    card = parse(base)
    early, late = (
        dump(card | {"by": by, "changed": NOW + timedelta(minutes=m)}, "answer") for m, by in ((1, "Jo"), (2, "Bo"))
    )
    assert merged(base, early, late)["also"] == [{"field": "by", "value": "Dee"}, {"field": "by", "value": "Jo"}]


def test_a_value_one_side_settled_stays_settled() -> None:
    also = [{"field": "by", "value": "Jo"}]
    assert "also" not in merged(answer(also=also), answer(1), answer(2, also=also, heard="survey"))


def test_tags_of_both_are_there_and_removed_ones_are_gone() -> None:
    card = merged(answer(tags=["a", "b"]), answer(1, tags=["b", "c"]), answer(2, tags=["d", "b", "a"]))
    assert card["tags"] == ["b", "c", "d"]


def test_column_and_rank_move_together() -> None:
    card = merged(plan(), plan(1, column="start", rank=7), plan(2, column="stay", rank=3), "plan")
    assert (card["column"], card["rank"]) == ("stay", 3)
    assert card["also"] == [{"field": "column", "value": {"column": "start", "rank": 7}}]


def test_notes_merge_one_by_one_and_field_by_field() -> None:
    first, second = "2026-11-24-z8m2c5v1", "2026-11-25-z8m2c5v1"
    base = answer(notes={first: {"text": "Tea", "by": "Jo"}})
    early = answer(1, notes={first: {"text": "Coffee", "by": "Jo"}})
    late = answer(2, notes={first: {"text": "Tea", "by": "Bo"}, second: {"text": "Cake"}})
    card = merged(base, early, late)
    assert card["notes"] == {first: {"text": "Coffee", "by": "Bo"}, second: {"text": "Cake"}}


def test_a_note_edited_here_and_removed_there_lives() -> None:
    note = "2026-11-24-z8m2c5v1"
    base, removed = answer(notes={note: {"text": "Tea"}}), answer(2)
    assert merged(base, answer(1, notes={note: {"text": "Coffee"}}), removed)["notes"] == {note: {"text": "Coffee"}}
    assert "notes" not in merged(base, answer(1, by="Jo", notes={note: {"text": "Tea"}}), removed)


def test_two_texts_of_a_note_are_kept_under_its_path() -> None:
    base = answer(notes={"a": {"text": "Tea"}})
    card = merged(base, answer(1, notes={"a": {"text": "Milk"}}), answer(2, notes={"a": {"text": "Cake"}}))
    assert card["also"] == [{"field": "notes.a.text", "value": "Milk"}]


def test_keys_nobody_knows_merge_by_the_type_of_their_values() -> None:
    base = answer(words=["a"], deep={"x": {"y": 1, "z": 1}}, n=1)
    early = answer(1, words=["b"], deep={"x": {"y": 2, "z": 1}}, n=2)
    late = answer(2, words=["a", "c"], deep={"x": {"y": 1, "z": 2}}, n="three")
    card = merged(base, early, late)
    assert (card["words"], card["deep"], card["n"]) == (["b", "c"], {"x": {"y": 2, "z": 2}}, "three")
    assert card["also"] == [{"field": "n", "value": 2}]


def test_yes_and_one_are_two_values() -> None:
    assert merged(answer(n=[1]), answer(1, n=[True]), answer(2, n=[1], by="Jo"))["n"] == [True]


def test_a_card_removed_here_and_edited_there_lives() -> None:
    assert merge_card("answer", answer(), None, answer(1)).raw == answer(1)
    assert merge_card("answer", answer(), answer(1), None).raw == answer(1)
    assert merge_card("answer", answer(), None, answer()).raw is None
    assert merge_card("answer", answer(), answer(), None).raw is None
    assert merge_card("answer", answer(), None, None).raw is None


def test_a_card_added_by_both_keeps_both_values() -> None:
    assert merged(None, answer(1, by="Jo"), answer(2, by="Bo"))["also"] == [{"field": "by", "value": "Jo"}]


def test_a_side_that_cannot_be_read_is_kept_beside() -> None:
    broken = b"by = "
    merge = merge_card("answer", answer(), answer(1), broken)
    assert merge.raw == answer(1)
    assert merge.beside == {f".broken-{blob_oid(broken)[:8]}": broken}


def test_of_two_that_cannot_be_read_the_higher_bytes_stay() -> None:
    merge = merge_card("answer", answer(), b"x", b"y")
    assert (merge.raw, list(merge.beside.values())) == (b"y", [b"x"])


def test_a_base_that_cannot_be_read_counts_as_empty() -> None:
    assert merged(b"\0", answer(1, by="Jo"), answer(2, by="Bo"))["by"] == "Bo"


def test_what_would_grow_too_large_to_read_is_kept_beside() -> None:
    long = "x" * (SIZE_LIMIT * 2 // 3)
    early, late = answer(1, text=long), answer(2, text=long + "y")
    merge = merge_card("answer", answer(), early, late)
    assert (merge.raw, list(merge.beside.values())) == (late, [early])


def test_a_clock_far_ahead_of_its_commit_is_not_believed() -> None:
    ahead, honest = answer(60 * 48, by="Jo"), answer(5, by="Bo")
    assert parse(merge_card("answer", answer(), ahead, honest).raw or b"")["by"] == "Jo"
    card = parse(merge_card("answer", answer(), ahead, honest, ours_at=NOW, theirs_at=NOW).raw or b"")
    assert (card["by"], card["changed"]) == ("Bo", NOW + timedelta(hours=48))


def test_a_card_without_changed_counts_as_the_earliest() -> None:
    assert merged(answer(), answer(-99999, by="Bo"), answer(by="Jo", changed=None))["by"] == "Bo"


def test_comments_of_both_sides_are_kept() -> None:
    late = answer(2, heard="survey").replace(b'by = "Sam"', b'by = "Sam" # our driver')
    merge = merge_card("answer", answer(), answer(1, by="Jo") + b"# ask again\n", late)
    assert b'by = "Jo" # our driver\n' in (merge.raw or b"")
    assert (merge.raw or b"").endswith(b"# ask again\n")


# Settling --------------------------------------------------------------------------------------------------------

BOTH: Doc = ANSWER | {"also": [{"field": "by", "value": "Jo"}, {"field": "text", "value": "Other."}]}


def test_keeping_drops_the_other() -> None:
    card = settle(BOTH, "by", "keep", "answer")
    assert (card["by"], card["also"]) == ("Sam", [{"field": "text", "value": "Other."}])


def test_using_the_other_swaps_it_in() -> None:
    card = settle(BOTH, "text", "other", "answer")
    assert (card["text"], card["also"], card["changed"]) == ("Other.", [{"field": "by", "value": "Jo"}], NOW)


def test_keeping_both_joins_texts_with_an_empty_line_and_lines_with_a_stroke() -> None:
    assert settle(BOTH, "text", "both", "answer")["text"] == "First.\nSecond.\nThird.\n\nOther."
    assert settle(BOTH, "by", "both", "answer")["by"] == "Sam / Jo"


def test_a_field_the_other_cleared_can_be_cleared() -> None:
    assert "by" not in settle(ANSWER | {"also": [{"field": "by"}]}, "by", "other", "answer")


def test_a_place_on_the_plan_is_settled_as_one() -> None:
    doc = PLAN | {"also": [{"field": "column", "value": {"column": "stay", "rank": 4}}]}
    card = settle(doc, "column", "other", "plan")
    assert (card["column"], card["rank"]) == ("stay", 4)
    assert "also" not in card


def test_a_note_is_settled_by_its_path() -> None:
    doc = ANSWER | {"notes": {"a": {"text": "Tea"}}, "also": [{"field": "notes.a.text", "value": "Cake"}]}
    assert settle(doc, "notes.a.text", "both", "answer")["notes"] == {"a": {"text": "Tea\n\nCake"}}
    assert doc["notes"] == {"a": {"text": "Tea"}}


@pytest.mark.parametrize(
    ("also", "choice"),
    [
        ([], "keep"),
        ([{"field": "by", "value": "Jo"}], "throw"),
        ([{"field": "by", "value": 3}], "both"),
        ([{"field": "by"}], "both"),
    ],
)
def test_what_cannot_be_settled_is_said(also: list[Doc], choice: str) -> None:
    with pytest.raises(WrongUse):
        settle(ANSWER | {"also": also}, "by", choice, "answer")


def test_choices_cannot_be_joined_and_needed_fields_cannot_be_cleared() -> None:
    doc = ANSWER | {"also": [{"field": "question", "value": "self"}, {"field": "principle"}]}
    with pytest.raises(WrongUse):
        settle(doc, "question", "both", "answer")
    with pytest.raises(WrongUse):
        settle(doc, "principle", "other", "answer")


@pytest.mark.parametrize(
    ("kind", "field", "doc"),
    [
        ("answer", "principle", {"principle": "walk-a-mile"}),
        ("answer", "theme", {"theme": "2026-11-23-k7f3m9q2"}),
        ("theme", "round", {"round": "2026-autumn"}),
        ("review", "round", {"round": "2026-autumn"}),
        ("plan", "sources", {"sources": ["2026-11-23-k7f3m9q2"]}),
        ("plan", "checks.a.review", {"checks": {"a": {"review": "2026-winter"}}}),
        ("learn", "url", {"url": "https://example.org"}),
    ],
)
def test_two_ids_or_addresses_are_never_joined_to_one_that_names_nothing(kind: str, field: str, doc: Doc) -> None:
    with pytest.raises(WrongUse, match="can't both be kept") as refused:
        settle(doc | {"also": [{"field": field, "value": "another"}]}, field, "both", kind)
    assert refused.value.code == "not-both"


def test_a_value_that_stands_in_the_card_leaves_also() -> None:
    assert drop_settled(BOTH | {"by": "Jo"}, "answer")["also"] == [{"field": "text", "value": "Other."}]


# Other files and whole trees -------------------------------------------------------------------------------------


def test_another_file_is_merged_line_by_line() -> None:
    assert merge_file(b"a\nb\nc\n", b"A\nb\nc\n", b"a\nb\nc\nd\n").raw == b"A\nb\nc\nd\n"


def test_another_file_whose_changes_overlap_keeps_the_other_beside() -> None:
    merge = merge_file(b"a\n", b"x\n", b"y\n")
    assert (merge.raw, merge.beside) == (b"y\n", {f".other-{blob_oid(b'x' + bytes([10]))[:8]}": b"x\n"})
    assert merge_file(b"\0\na\n", b"\0\nb\n", b"\0\na\n\n").beside


class Trees:
    """Three trees written as path -> content, or (mode, content), merged."""

    def __init__(self, base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
        self.blobs: dict[str, bytes] = {}
        old, self.ours, new = (self.entries(tree) for tree in (base, ours, theirs))
        self.merge: TreeMerge = merge_changes(changes(old, self.ours), changes(old, new), self.blobs.__getitem__)
        self.blobs |= self.merge.blobs

    def entries(self, tree: Mapping[str, Any]) -> dict[str, Entry]:
        entries = {}
        for path, value in tree.items():
            mode, raw = value if isinstance(value, tuple) else ("100644", value)
            entries[path] = Entry(mode, blob_oid(raw))
            self.blobs[blob_oid(raw)] = raw
        return entries

    def after(self) -> dict[str, Any]:
        tree = {path: entry for path, entry in (self.ours | self.merge.writes).items() if entry}
        plain = {p: self.blobs[e.oid] if e.mode == "100644" else (e.mode, self.blobs[e.oid]) for p, e in tree.items()}
        return dict(sorted(plain.items()))


def changes(base: Mapping[str, Entry], new: Mapping[str, Entry]) -> dict[str, Change]:
    return {p: Change(base.get(p), new.get(p)) for p in {**base, **new} if base.get(p) != new.get(p)}


def test_what_only_they_changed_is_written_and_what_only_we_changed_is_there_already() -> None:
    trees = Trees({"a": b"1", "b": b"1", "c": b"1"}, {"a": b"2", "b": b"1", "c": b"1"}, {"a": b"1", "b": b"2"})
    assert set(trees.merge.writes) == {"b", "c"}
    assert trees.after() == {"a": b"2", "b": b"2"}
    assert trees.merge.clean


def test_a_card_changed_on_both_sides_is_merged_field_by_field() -> None:
    trees = Trees({CARD: answer()}, {CARD: answer(1, by="Jo")}, {CARD: answer(2, heard="survey")})
    assert trees.after() == {CARD: answer(2, by="Jo", heard="survey")}


def test_forgotten_ids_of_both_sides_are_forgotten() -> None:
    path = "boards/riverside/forgotten.toml"
    trees = Trees({path: b'ids = ["a"]\n'}, {path: b'ids = ["a", "b"]\n'}, {path: b'ids = ["a", "c"]\n'})
    assert trees.after() == {path: b'ids = ["a", "b", "c"]\n'}


def test_a_broken_card_is_kept_beside_and_needs_attention() -> None:
    trees = Trees({CARD: answer()}, {CARD: answer(1)}, {CARD: b"broken"})
    beside = f"{CARD}.broken-{blob_oid(b'broken')[:8]}"
    assert trees.after() == {CARD: answer(1), beside: b"broken"}
    assert [path for path, _ in trees.merge.attention] == [beside]
    assert trees.merge.clean


def test_a_file_outside_the_boards_that_cannot_be_joined_is_not_clean() -> None:
    assert not Trees({"README": b"a"}, {"README": b"b"}, {"README": b"c"}).merge.clean
    assert Trees({"README": b"a\nb\n"}, {"README": b"A\nb\n"}, {"README": b"a\nb\nc\n"}).merge.clean


def test_a_file_that_one_side_made_a_program_is_a_program() -> None:
    trees = Trees({"run": b"a\nb\n"}, {"run": b"A\nb\n"}, {"run": ("100755", b"a\nb\n")})
    assert trees.after() == {"run": ("100755", b"A\nb\n")}


def test_a_card_that_became_a_link_is_kept_beside_the_link() -> None:
    link = ("120000", b"/etc/passwd")
    trees = Trees({CARD: answer()}, {CARD: answer(1)}, {CARD: link})
    assert trees.after() == {CARD: link, f"{CARD}.other-{blob_oid(answer(1))[:8]}": answer(1)}


@pytest.mark.parametrize("mode", ["100644", "120000", "160000"])
def test_cards_whose_folder_became_something_else_are_kept_beside_it(mode: str) -> None:
    folder, there = "boards/riverside/answers", (mode, b"elsewhere") if mode != "100644" else b"elsewhere"
    beside = f"{folder}.other-{blob_oid(b'elsewhere')[:8]}/2026-11/2026-11-23-k7f3m9q2.toml"
    for trees in (
        Trees({CARD: answer()}, {CARD: answer(1)}, {folder: there}),
        Trees({CARD: answer()}, {folder: there}, {CARD: answer(1)}),
    ):
        assert trees.after() == {folder: there, beside: answer(1)}
        assert [path for path, _ in trees.merge.attention] == [beside]


def test_a_card_whose_place_a_folder_took_is_kept_beside_it() -> None:
    beside = f"{CARD}.other-{blob_oid(answer(1))[:8]}"
    for ours, theirs in (({CARD: answer(1)}, {f"{CARD}/x": b"x"}), ({f"{CARD}/x": b"x"}, {CARD: answer(1)})):
        assert Trees({CARD: answer()}, ours, theirs).after() == {beside: answer(1), f"{CARD}/x": b"x"}


def test_a_linked_project_changed_on_both_sides_stays_one_of_them() -> None:
    trees = Trees({"lib": ("160000", b"1")}, {"lib": ("160000", b"2")}, {"lib": ("160000", b"3")})
    assert trees.after()["lib"][0] == "160000"
    assert not trees.merge.clean


def test_an_unsafe_name_is_left_out_and_told() -> None:
    trees = Trees({}, {}, {"boards/riverside/answers/../../x": b"x", ".git/config": b"x", "fine": b"x"})
    assert trees.after() == {"fine": b"x"}
    assert len(trees.merge.attention) == 2


def test_an_unsafe_name_that_is_ours_already_is_left_alone() -> None:
    assert Trees({}, {".GIT": b"x"}, {"fine": b"x"}).after() == {".GIT": b"x", "fine": b"x"}


@pytest.mark.parametrize(
    "path",
    [
        *("..", "a/../b", ".", "a//b", "/a", "", "a/", ".git", ".GIT/hooks/x", ".git ", ".git.", ".git::$INDEX"),
        *("git~1", "GIT~2/x", ".g\u200cit", "a\\b", "a\0b", "boards/con/x", "boards/x/NUL.toml", "boards/x/com1"),
        *("boards/x/a.", "boards/x/a ", "boards/x/a:b", "boards/x/a?", "boards/x/a\x1b", "boards/x/CONOUT$"),
        *("boards/x/com¹.toml", "boards/x/con .txt", "boards/x/aux .toml", "..\\..\\evil.bat"),
    ],
)  # fmt: skip
def test_a_name_that_may_write_elsewhere_is_unsafe(path: str) -> None:
    assert not is_safe(path)


@pytest.mark.parametrize(
    "path", [CARD, "README.md", ".gitattributes", "boards/.gitattributes", "src/aux.c", ".github/x"]
)
def test_other_names_are_safe(path: str) -> None:
    assert is_safe(path)


EVIL_ON_WINDOWS = (
    "C:/evil.bat",
    "C:",
    "c:evil",
    "x:y",
    "NUL",
    "con.toml",
    "docs/NUL",
    "a/LPT1.txt",
    "a./b",
    "a /b",
    "a|b",
)


@pytest.mark.parametrize("path", EVIL_ON_WINDOWS)
def test_a_name_that_means_something_else_on_windows_is_not_laid_out_there(path: str) -> None:
    assert not is_safe(path, on_windows=True)


@given(st.text(st.sampled_from("abcCONULpt1¹ .:/\\$~gi"), max_size=14))
def test_what_is_laid_out_on_windows_stays_below_its_folder_and_is_a_file(path: str) -> None:
    if is_safe(path, on_windows=True):
        there = PureWindowsPath(path)
        assert (there.drive, there.root) == ("", "")
        assert list(there.parts) == path.split("/")
        assert ".." not in there.parts
        assert not there.is_reserved()
