"""What each kind of card is called in a sentence. Pure."""

from collections.abc import Mapping

KIND_WORDS: Mapping[str, str] = {
    "answer": "answer", "theme": "theme", "plan": "plan item", "principle": "principle", "learn": "Learn card",
    "round": "round", "review": "review", "board": "board",
}  # fmt: skip


def named(kind: str) -> str:
    """`an answer`, `a plan item`."""
    return f"{'an' if kind == 'answer' else 'a'} {KIND_WORDS[kind]}"
