"""Three small questions for whoever does not know how to begin an answer. Pure."""

PROMPTS = ("What happened?", "What did it feel like?", "What would have helped?")
STUB = "\n\n".join(f"{prompt}\n" for prompt in PROMPTS)
"""Each with an empty line to write on."""


def without_the_unanswered(text: str) -> str:
    """The words without the small questions that nothing was written under."""
    kept: list[str] = []
    for line in text.split("\n"):
        if line.strip() in PROMPTS:
            _drop_the_last(kept)
        kept.append(line)
    _drop_the_last(kept)
    return "\n".join(kept).strip("\n")


def _drop_the_last(lines: list[str]) -> None:
    """Where only empty lines stand under the last small question, it goes with them."""
    at = len(lines)
    while at and not lines[at - 1].strip():
        at -= 1
    if at and lines[at - 1].strip() in PROMPTS:
        del lines[at - 1 :]
