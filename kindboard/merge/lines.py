"""Merging three versions of a text line by line, as `diff3` and `git merge-file` do. Pure.

Our own, because the one library for it is under the GPL.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

Line = TypeVar("Line", str, bytes)
Match = tuple[int, int, int]
"""(line of the base, line of the side, how many): there both say the same."""

_MOST_PAIRS = 200_000
"""Of a line of the base with an equal one of a side. Comparing more would keep a person waiting for seconds."""


def merge_lines(base: Sequence[Line], one: Sequence[Line], other: Sequence[Line]) -> list[Line] | None:
    """The lines with the changes of both sides in; None where these overlap or touch, or are too many to compare.

    Which side is which makes no difference.
    """
    known = set(base)
    if len(one) == len(other) == len(base) == len(known) and all(_replaces(known, base, side) for side in (one, other)):
        return _in_place(base, one, other)
    by_one, by_other = matches(base, one), matches(base, other)
    if by_one is None or by_other is None:
        return None
    out: list[Line] = []
    at = at_one = at_other = 0
    for start, start_one, start_other, length in _said_by_all(by_one, by_other, (len(base), len(one), len(other))):
        old, new, newer = base[at:start], one[at_one:start_one], other[at_other:start_other]
        if new != newer and old not in (new, newer):
            return None
        out += newer if new == old else new
        out += base[start : start + length]
        at, at_one, at_other = start + length, start_one + length, start_other + length
    return out


def _replaces(known: set[Line], base: Sequence[Line], side: Sequence[Line]) -> bool:
    """Whether each line stands where it stood or is new: then it is plain which line became which."""
    return known.isdisjoint([new for old, new in zip(base, side, strict=True) if new != old])


def _in_place(base: Sequence[Line], one: Sequence[Line], other: Sequence[Line]) -> list[Line] | None:
    """The same answer in a tenth of the time: lines that both changed must be parted by one that none did."""
    out: list[Line] = []
    by_one = by_other = differ = False
    for old, new, newer in zip(base, one, other, strict=True):
        if new == newer == old:
            by_one = by_other = differ = False
        else:
            by_one, by_other, differ = by_one or new != old, by_other or newer != old, differ or new != newer
            if by_one and by_other and differ:
                return None
        out.append(newer if new == old else new)
    return out


def matches(base: Sequence[Line], side: Sequence[Line]) -> list[Match] | None:
    """Where the side says what the base says, in order; None where there is too much to compare.

    What both begin and end with is equal whatever lies between, so that difflib sees only the middle.
    """
    shorter = min(len(base), len(side))
    head = next((n for n in range(shorter) if base[n] != side[n]), shorter)
    tail = next((n for n in range(shorter - head) if base[-1 - n] != side[-1 - n]), shorter - head)
    end, end_of_side = len(base) - tail, len(side) - tail
    old, new = base[head:end], side[head:end_of_side]
    middle: list[Match] = []
    if old and new:
        if _pairs(old, new) > _MOST_PAIRS:
            return None
        found = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        middle = [(head + at, head + at_side, length) for at, at_side, length in found[:-1]]
    return [(0, 0, head), *middle, (end, end_of_side, tail)]


def _pairs(old: Sequence[Line], new: Sequence[Line]) -> int:
    there = Counter(new)
    return sum(times * there[line] for line, times in Counter(old).items())


def _said_by_all(
    by_one: Sequence[Match], by_other: Sequence[Match], ends: tuple[int, int, int]
) -> Iterator[tuple[int, int, int, int]]:
    """(line of the base, of one, of the other, how many) where all three say the same; last their ends, and 0."""
    n = m = 0
    while n < len(by_one) and m < len(by_other):
        (at, to, length), (at_too, to_too, length_too) = by_one[n], by_other[m]
        start, end = max(at, at_too), min(at + length, at_too + length_too)
        if start < end:
            yield start, to + start - at, to_too + start - at_too, end - start
        if at + length <= at_too + length_too:
            n += 1
        else:
            m += 1
    yield *ends, 0
