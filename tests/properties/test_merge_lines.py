"""Our merge of lines against git's own."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindboard.merge import lines as merging
from kindboard.merge.lines import merge_lines

Lines = list[str]
words = st.integers(0, 30).map(lambda n: f"line {n}")
new = st.integers(0, 10**6).map(lambda n: f"new {n}")


@st.composite
def edited(draw: st.DrawFn, base: Lines, lines: st.SearchStrategy[str]) -> Lines:
    """What somebody made of a text: in a few places, lines changed, taken out or put in."""
    text = list(base)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        text[at : at + draw(st.integers(0, 2))] = draw(st.lists(lines, max_size=2))
    return text


def three(base: st.SearchStrategy[Lines], lines: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Lines, ...]]:
    return base.flatmap(lambda text: st.tuples(st.just(text), edited(text, lines), edited(text, lines)))


unlike = three(st.lists(words, max_size=12, unique=True), new)
alike = three(st.lists(st.sampled_from("abc"), max_size=12), st.sampled_from("abcd"))


def by_git(base: Lines, one: Lines, other: Lines) -> Lines | None:
    with TemporaryDirectory() as folder:
        for name, lines in (("base", base), ("one", one), ("other", other)):
            Path(folder, name).write_text("".join(f"{line}\n" for line in lines))
        ended = subprocess.run(
            ["git", "merge-file", "-p", "--diff3", "one", "base", "other"],
            cwd=folder, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    return ended.stdout.splitlines() if ended.returncode == 0 else None


@given(unlike)
def test_where_no_line_stands_twice_lines_merge_as_git_merges_them(texts: tuple[Lines, Lines, Lines]) -> None:
    merged = merge_lines(*texts)
    if all(len(set(text)) == len(text) for text in texts):
        assert merged == by_git(*texts)
    elif merged is not None:
        assert set(merged) <= {line for text in texts for line in text}


@st.composite
def replaced(draw: st.DrawFn) -> tuple[Lines, Lines, Lines]:
    """Each side with some lines of its own in the place of others."""
    base = draw(st.lists(words, max_size=10, unique=True))
    sides = [[draw(st.just(line) | new) for line in base] for _ in range(2)]
    return base, sides[0], sides[1]


@given(replaced())
def test_lines_that_are_replaced_merge_as_git_merges_them(texts: tuple[Lines, Lines, Lines]) -> None:
    if all(len(set(text)) == len(text) for text in texts):
        assert merge_lines(*texts) == by_git(*texts)


@given(unlike | alike)
def test_lines_merge_to_the_same_whichever_side_is_which(texts: tuple[Lines, Lines, Lines]) -> None:
    base, one, other = texts
    assert merge_lines(base, one, other) == merge_lines(base, other, one)


@given(unlike | alike)
def test_a_side_that_changed_nothing_has_nothing_to_say(texts: tuple[Lines, Lines, Lines]) -> None:
    base, one, _ = texts
    assert merge_lines(base, base, one) == one
    assert merge_lines(base, one, one) == one


def test_thousands_of_equal_lines_are_not_compared_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "SequenceMatcher", None)  # calling it would keep a person waiting for minutes
    same = ["x"] * 3000
    assert merge_lines(same, ["a", *same], [*same, "b"]) == ["a", *same, "b"]
    assert merge_lines(same, ["a", "x"] * 1500, [*same, "b"]) is None
