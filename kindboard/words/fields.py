"""What each field of a card is called, and how a form asks for it: once, for all that shows a card. Pure.

A field that has no words here is called by its own name, so that a new one works before it is given any.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Words(NamedTuple):
    label: str
    """Beside its value, such as `What came of it`."""
    phrase: str
    """In a sentence, such as "changed the {outcome}"."""
    hint: str = ""
    """In its empty box."""
    asked: str = ""
    """A whole sentence that asks for it."""


FIELDS: Mapping[str, Words] = {
    "title": Words("Title", "title", "What will you do? One line.", "What will you do? Type one line."),
    "text": Words("Text", "words"),
    "why": Words("Why", "reason", "Why it matters, if you like"),
    "owner": Words("Owner", "owner", "Who looks after it?", "Who looks after it? Type a name."),
    "review_by": Words("Review by", "review date", '"30 Nov" or "in 6 weeks"'),
    "when_then": Words(
        "If, then", "if-then line", "If …, then …", "Type an if-then line: if this happens, then we do that."
    ),
    "status": Words("Status", "status", asked="How does it stand?"),
    "barriers": Words("Barriers", "barriers"),
    "needs": Words("Needs", "needs"),
    "principles": Words("Principles", "principles", asked="Which principles does it serve?"),
    "summary": Words("Summary", "summary"),
    "by": Words("Name", "name"),
    "heard": Words("How we know", "way it was heard"),
    "wish": Words("What it asks for", "wish"),
    "sources": Words("From", "sources"),
    "cards": Words("Answers", "answers"),
    "stage": Words("Stage", "stage"),
    "wording": Words("Wording", "kind of wording"),
    "support": Words("Support", "people to talk to"),
    "days": Words("Days with a name", "days with a name"),
    "url": Words("Address", "address"),
    "plan_questions": Words("Plan questions", "plan questions"),
    "created": Words("Written", "day it was written"),
    "started": Words("Started", "day it began"),
    "closed": Words("Closed", "day it was closed"),
    "held": Words("Held", "day it was held"),
    "told": Words("Told", "day on which those who raised it were told"),
    "outcome": Words("What came of it", "outcome", "For later, when you look back"),
}
"""In the order in which a form asks for them; what is not among them comes before the outcome."""


def words_of(name: str) -> Words:
    plain = name.replace("_", " ")
    return FIELDS.get(name) or Words(plain.capitalize(), plain)


def label(name: str) -> str:
    return words_of(name).label


def in_order(name: str) -> int:
    """Where a form asks for a field, as a key to sort by."""
    order = list(FIELDS)
    return 2 * order.index(name) if name in FIELDS else 2 * len(order) - 3
