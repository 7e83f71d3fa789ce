"""What happened to a card, told in plain words: two versions of it compared. Pure.

Nobody is counted, and "me too" never tells who or how many. Of an answer without a name neither a name nor a
time of day is told, whatever the history holds.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from kindboard.board.board import CLOSED
from kindboard.cards.cards import KINDS, Answer, Card, PlanItem, Review
from kindboard.review_words import CHECK_WORDS
from kindboard.story.reworded import reworded
from kindboard.story.sittings import Step
from kindboard.words.days import spoken
from kindboard.words.fields import label, words_of
from kindboard.words.inert import one_line, shortened
from kindboard.words.kinds import KIND_WORDS

QUIET = frozenset({"schema", "created", "changed"})
"""Fields that tell nothing a person would want to know."""
WORDS = frozenset({"text", "title", "summary", "why", "outcome", "when_then", "owner", "status", "notes", "checks"})
"""Fields whose earlier value is told, too."""
COME = {"notes": "Note", "checks": "Note", "outcome": "What came of it"}
"""Fields whose words are told when they come to a card that is there, and what these are called."""


class FieldChange(Struct, frozen=True):
    """One field before and after; None where there was or is nothing."""

    field: str
    before: Any = None
    after: Any = None


class Change(Struct, frozen=True):
    """What became of a card between two versions. `verb` is for scripts, `what` for people."""

    verb: str
    what: str
    changes: tuple[FieldChange, ...] = ()


class Happening(Struct, frozen=True):
    """One change with its day. `who`: None for no name, and then `when` is a day alone."""

    when: datetime | date
    who: str | None
    verb: str
    what: str
    card: str
    changes: tuple[FieldChange, ...] = ()

    @property
    def day(self) -> date:
        """In the reader's zone, where a time of day is known."""
        return self.when.astimezone().date() if isinstance(self.when, datetime) else self.when

    @property
    def sentence(self) -> str:
        """`23 Nov 2026, Sam: changed the words.`"""
        if self.verb == "echoed":
            return f"{spoken(self.day)}: somebody {self.what}."
        return f"{spoken(self.day)}, {one_line(self.who or 'no name')}: {self.what}."

    @property
    def words(self) -> Iterator[tuple[str, str]]:
        """(what it is, its words) of what no longer says so: `Text before`, or `Text` and the changed words in it; and
        of what was said later on. What a card began with is on the card itself.
        """
        for change in self.changes:
            name = change.field.partition(".")[0]
            if change.before is None and name in COME and self.verb not in NEW:
                if change.after not in CHECK_WORDS or name != "checks":
                    yield COME[name], str(change.after)
                continue
            said = self.verb == "removed" and f"“{change.before}”" in self.what
            if change.before and name in WORDS and not said:
                before, after = str(change.before), change.after
                told = reworded(before, after) if isinstance(after, str) else None
                yield (label(name), told) if told else (f"{label(name)} before", before)


NEW = ("added", "restored")
IT = "it"
"""What a card is called where it is clear which one is meant."""

STATUS: Mapping[str, str] = {
    "planned": "put {} back to planned", "under way": "began {}", "done": "marked {} done", "let go": "let {} go",
}  # fmt: skip


def told(step: Step, name: str = IT) -> Happening:
    """What happened between the two versions of a step. `name`: what the card is called in the sentence."""
    before, after, who = step.before, step.after, step.who
    change = compared(before, after, again=step.again, name=name, saves=step.saves, theme=step.theme)
    if waited := _open_for(before, after, step.reviews):
        change = replace(change, what=f"{change.what}. It had been open for {waited}")
    card = after or before
    assert card is not None
    nameless = any(isinstance(each, Answer) and each.by is None for each in (before, after))
    if nameless or change.verb == "echoed":
        # What is signed, a note, tells its own name; the history's is nobody's business here.
        who = _signed(before, after) if change.verb == "noted" else None
    day = step.when.date() if nameless or who is None else step.when
    return Happening(day, who, change.verb, change.what, card.id, change.changes)


def compared(
    before: Card | None,
    after: Card | None,
    *,
    again: bool = False,
    name: str = IT,
    saves: int = 1,
    theme: str = "",
) -> Change:
    """The changes in words, the most telling first. `name` is said once; after that the card is "it".

    `saves`: of how many saves they are. `theme`: what the theme is called that it is in now, or else was in.
    """
    if after is None:
        return Change("removed", f"took {name} off", tuple(_fields(before, None)))
    if before is None:
        verb, what = ("restored", f"brought {name} back") if again else ("added", f"added {name}")
        return Change(verb, what, tuple(_fields(None, after)))
    names = KINDS[after.kind].fields
    changed = {name for name in names if getattr(before, name) != getattr(after, name)} - QUIET
    parts = list(_parts(before, after, changed, theme))
    if not parts:
        back = f"changed {name} and took that back"
        return Change("changed", back if saves > 1 else f"saved {name} again, with the same words")
    (first, of), *others = [(what, of) for what, of, _ in parts]
    words = list(dict.fromkeys([_of(first, of, name), *(_of(what, of, IT) for what, of in others)]))
    what = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return Change(parts[0][2], what, tuple(_fields(before, after, changed)))


def _open_for(before: Card | None, after: Card | None, reviews: Iterable[date]) -> str:
    """`3 reviews`, of a plan item that moved on from where it stood; "" where it waited for none."""
    if not isinstance(before, PlanItem) or before.status in CLOSED:
        return ""
    if isinstance(after, PlanItem) and after.column == before.column and after.status not in CLOSED:
        return ""
    held = sum(day > before.created for day in reviews)
    return f"{held} review{'s' if held > 1 else ''}" if held else ""


def called(card: Card | None) -> str:
    """What a sentence calls a card, such as `the answer “We ask twice.”`."""
    if card is None:
        return IT
    words = getattr(card, "title", "") or getattr(card, "text", "") or getattr(card, "summary", "")
    which = f" “{shortened(words, 60)}”" if words else f" of {spoken(card.held)}" if isinstance(card, Review) else ""
    return f"the {KIND_WORDS[card.kind]}{which}"


def _of(what: str, of: str, name: str) -> str:
    """`changed the words of “…”`; of what is only "it", `changed the words`."""
    named = what.replace("{}", name, 1)
    return named if not of or name == IT else f"{named} {of} {name}"


def _parts(before: Card, after: Card, changed: Collection[str], theme: str) -> Iterator[tuple[str, str, str]]:
    """(what, the word that joins the card's name to it unless `{}` stands for that, verb) of each change."""
    if "column" in changed:
        was, now = (str(_value(card, "column")).upper() for card in (before, after))
        yield f"moved {{}} from {was} to {now}", "", "moved"
    elif "rank" in changed:
        yield "moved {} within its column", "", "moved"
    for name in KINDS[after.kind].fields:
        if name in changed and name not in ("column", "rank", "theme", "notes", "checks", "echoes"):
            yield *_field_part(name, _value(after, name)), "changed"
    if "theme" in changed:
        now, was = _value(after, "theme"), _value(before, "theme")
        which = f"the theme “{shortened(theme, 60)}”" if theme else "another theme" if was else "a theme"
        out = f"took {{}} out of {which}" if theme else "took {} out of its theme"
        yield f"put {{}} into {which}" if now else out, "", "grouped"
    if "notes" in changed:
        yield *_notes(before, after), "noted"
    if "checks" in changed:
        yield f"looked at {{}} in a review{_found(before, after)}", "", "checked"
    if "echoes" in changed:
        more = len(_value(after, "echoes")) > len(_value(before, "echoes"))
        yield *(('said "me too"', "to") if more else ('took "me too" back', "from")), "echoed"
    if len(after.also) > len(before.also):
        yield "two people changed {} at once", "", "changed"
    elif before.also != after.also:
        yield "settled what two people changed at once", "in", "settled"


def _field_part(name: str, value: Any) -> tuple[str, str]:
    if name == "status":
        return STATUS.get(str(value), "changed the status of {}"), ""
    if name == "outcome" and value:
        return "said what came of {}", ""
    if name == "owner" and value:
        return f"gave {{}} to {one_line(value)}", ""
    if name == "wish":
        return f"asked that {{}} be {'just heard' if value else 'talked about'}", ""
    if name == "days":
        return "gave a day a name", "on"
    if name == "told" and value:
        return f"told those who raised {{}} what came of it, on {spoken(value)}", ""
    if name == "review_by" and value:
        return f"set the review date to {spoken(value)}", "for"
    return f"changed the {words_of(name).phrase}", "of"


def _found(before: Card, after: Card) -> str:
    """`: still going`, of one check, where the status does not say so."""
    old, new = _value(before, "checks"), _value(after, "checks")
    came = [CHECK_WORDS[new[key].answer] for key in new.keys() - old.keys()]
    return f": {came[0]}" if len(came) == 1 and came[0] not in STATUS else ""


def _notes(before: Card, after: Card) -> tuple[str, str]:
    old, new = _value(before, "notes"), _value(after, "notes")
    if more := new.keys() - old.keys():
        return ("added a note" if len(more) == 1 else "added notes"), "to"
    return ("took a note away", "from") if old.keys() - new.keys() else ("changed a note", "on")


def _fields(before: Card | None, after: Card | None, among: Collection[str] | None = None) -> Iterator[FieldChange]:
    """Every field that differs, notes and checks each by itself. Who says "me too" is told nowhere."""
    card = after or before
    assert card is not None
    for name in KINDS[card.kind].fields:
        if name in QUIET or name == "echoes" or (among is not None and name not in among):
            continue
        old, new = _value(before, name), _value(after, name)
        if name in ("notes", "checks"):
            for key in sorted({*old, *new}):
                if old.get(key) != new.get(key):
                    yield FieldChange(f"{name}.{key}", _said(old.get(key)), _said(new.get(key)))
        elif old != new and (old or new):
            yield FieldChange(name, old or None, new or None)


def _value(card: Card | None, name: str) -> Any:
    empty: Any = {} if name in ("notes", "checks", "echoes") else None
    return empty if card is None else getattr(card, name, empty)


def _said(entry: Any) -> str | None:
    """What a note or a check says."""
    if entry is None:
        return None
    return str(getattr(entry, "text", "") or getattr(entry, "note", "") or getattr(entry, "answer", ""))


def _signed(before: Card | None, after: Card | None) -> str | None:
    """The name on the note that came."""
    old, new = _value(before, "notes"), _value(after, "notes")
    names = {new[key].by for key in new if new[key] != old.get(key)}
    return names.pop() if len(names) == 1 else None
