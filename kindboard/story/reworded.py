"""What became of some words, word by word, for the ear as well as for the eye. Pure."""

from collections.abc import Iterator, Sequence

from kindboard.merge.lines import matches

NEAR = 6
"""Words that are told on each side of what changed."""
KEPT = 0.4
"""Where less than this part of the words stayed, the two are better told whole."""


def reworded(before: str, after: str) -> str | None:
    """`We ask [was: twice, now: three times].`; None where hardly a word stayed or changed, or of too many."""
    old, new = before.split(), after.split()
    same = matches(old, new) if old != new else None
    if same is None or sum(length for _, _, length in same) < KEPT * max(len(old), len(new)):
        return None
    return " ".join(_told(old, new, same))


def _told(old: Sequence[str], new: Sequence[str], same: Sequence[tuple[int, int, int]]) -> Iterator[str]:
    at = at_new = 0
    for start, start_new, length in [*same, (len(old), len(new), 0)]:
        was, now = " ".join(old[at:start]), " ".join(new[at_new:start_new])
        if was and now:
            yield f"[was: {was}, now: {now}]"
        elif was or now:
            yield f"[gone: {was}]" if was else f"[new: {now}]"
        at, at_new = start + length, start_new + length
        yield from _kept(new[start_new:at_new], first=start_new == 0, last=at_new == len(new))


def _kept(words: Sequence[str], *, first: bool, last: bool) -> Sequence[str]:
    """What is told of words that stayed: as much as shows where the change is."""
    before, after = (0 if first else NEAR), (0 if last else NEAR)
    if len(words) <= before + after + 1:
        return words
    return [*words[:before], "…", *words[len(words) - after :]]
