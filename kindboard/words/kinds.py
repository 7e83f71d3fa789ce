"""What each kind of card is called in a sentence. Pure."""

from collections.abc import Collection, Mapping

KIND_WORDS: Mapping[str, str] = {
    "answer": "answer", "theme": "theme", "plan": "plan item", "principle": "principle", "learn": "Learn card",
    "round": "round", "review": "review", "board": "board",
}  # fmt: skip


def named(kind: str) -> str:
    """`an answer`, `a plan item`."""
    return f"{'an' if kind == 'answer' else 'a'} {KIND_WORDS[kind]}"


def only_for(kinds: Collection[str]) -> str:
    """Why an action does nothing to what is in hand, by the kinds of card that it is for: `That is for themes only.`"""
    *first, last = [f"{KIND_WORDS[kind]}s" for kind in kinds if kind in KIND_WORDS]
    return f"That is for {' and '.join([', '.join(first), last] if first else [last])} only."
