"""What the example team planned, and what came of it. All of it is made up. Pure."""

from typing import Any, NamedTuple


class Then(NamedTuple):
    """What became of an item: so many days before today, by whom. `note`: words under it, instead of a change."""

    days: int
    by: str
    note: str = ""
    fields: dict[str, Any] = {}


class Item(NamedTuple):
    """`themes`: what it came from; `again`: when it is looked at again, in days from today (below 0: overdue)."""

    column: str
    title: str
    owner: str | None
    themes: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    again: int | None = None
    fields: dict[str, Any] = {}
    later: tuple[Then, ...] = ()
    check: tuple[str, str] | None = None
    """What the review found: an answer and a note."""


ASKING = "Ask “what matters today?” at the start of each visit"

FIRST = (
    Item("stop", "Filling in two forms for one incident", "Dee", ("forms",), ("people-before-process",), -9,
         {"why": "They ask the same things in another order.", "needs": ("rule-change",), "barriers": ("regulation",)},
         (Then(240, "Dee", fields={"status": "under way"}),
          Then(150, "Dee", "The quality lead says the two forms go to two places. We asked whether one could be "
               "copied.")),
         ("going", "Still two forms. Nobody is against it; nobody may decide it.")),
    Item("stop", "Rushing morning visits", None, ("rush",), ("never-instead-of-care",), -16,
         {"needs": ("funding", "staffing"), "barriers": ("performance",),
          "why": "The hours are bought in quarters. We write down each visit that runs over and why, to show to "
                 "whoever buys them."},
         (Then(200, "Asha", "The notes go in the blue book. A word is enough: stairs, upset, bath."),)),
    Item("stop", "Ringing round for cover after eight in the evening", "Asha", ("rota",), ("look-after-each-other",),
         None, {"when_then": "If a shift falls free late, then the list of those who like to be asked comes first."},
         (Then(238, "Asha", fields={"status": "under way"}),
          Then(120, "Asha", fields={"status": "done", "outcome": "There is a list, and it is asked first. We rang late "
               "twice since."})),
         ("done", "")),
    Item("start", ASKING, "Asha", ("story",), ("walk-a-mile", "people-before-process"), 24,
         {"when_then": "If a visit begins, then we ask before we open the folder.", "barriers": ("risk",),
          "why": "What is on the plan and what is on somebody's mind are not always the same."},
         (Then(238, "Asha", fields={"status": "under way"}),
          Then(150, "Dee", "It takes two minutes. On bad days I ask while the kettle boils."),
          Then(90, "Femi", "At night I ask what would help them sleep. It was never the thing I had thought.")),
         ("going", "Nearly always by day, sometimes at night.")),
    Item("start", "One page about each person, written with them, read before the first visit", "Bryn", ("story",),
         ("walk-a-mile",), None, {"why": "So that nobody has to begin again with each of us."},
         (Then(225, "Bryn", fields={"status": "under way"}),
          Then(60, "Bryn", fields={"status": "done", "outcome": "Nearly everybody has one. Three people said no, and "
               "that is fine."})),
         ("done", "")),
    Item("start", "Ten quiet minutes after a hard call", "Dee", ("quiet",), ("safe-to-say", "look-after-each-other"),
         -3, {"needs": ("staffing",), "when_then": "If a call was hard, then whoever is near says: go, I have this."},
         (Then(240, "Dee", fields={"status": "under way"}),
          Then(60, "Bryn", "Nobody asks whether it was hard enough. That is what makes it work.")),
         ("going", "With three on it works. With two it does not.")),
    Item("start", "Somebody to ring at night who is not the emergency line", "Femi", ("quiet",),
         ("look-after-each-other",), -30, {"needs": ("funding",)}, (),
         ("slipped", "We never found the money, and we stopped asking.")),
    Item("start", "Tell people the same day when the rota changes", "Asha", ("rota",), ("look-after-each-other",), None,
         {}, (Then(238, "Asha", fields={"status": "done", "outcome": "A message to everybody it touches, by four."}),),
         ("kept", "")),
    Item("start", "A suggestion box by the kettle", "Jo", (), (), None, {},
         (Then(110, "Jo", fields={"status": "let go", "outcome": "Two notes in four months. People would rather say "
               "it, and now they do."}),),
         ("let go", "")),
    Item("stay", "Tea before paperwork", "Bryn", ("rush",), ("rules-leave-room",), None,
         {"why": "The tea is when people tell you things."}, (), ("kept", "Even in the inspection week.")),
    Item("stay", "The same worker on Mondays", None, (), ("people-before-process",), 40, {}, (),
         ("slipped", "It went when two people left. We want it back.")),
    Item("stay", "Saying thank you at handover, for one thing we saw", "Asha", ("thanks",), ("kindness-counts",), None,
         {}, (), ("kept", "")),
)  # fmt: skip

SECOND = (
    Item("start", "A person answers the office telephone from nine to ten", "Asha", (), ("people-before-process",), 35),
    Item("start", "Look at each page again on its person's birthday", "Bryn", ("pages",), ("walk-a-mile",), 60,
         {"when_then": "If somebody's birthday comes up, then we read their page with them."}),
    Item("stop", "Leaving one of us alone on the floor after a hard call", "Dee", ("minutes",),
         ("look-after-each-other",), 50, {"needs": ("staffing",)}),
)  # fmt: skip

REVIEW = """
Three things done, one let go without regret, and two that we cannot mend by being kind: the forms and the night.
We say so to those who can.
"""
AT_ONCE = (
    ("Asha", "If a visit begins, then we ask before we open the folder, and write the answer where all can see it."),
    ("Dee", "If we have sat down, then we ask; at the door it sounds like one more form."),
)
"""What two people made of one line at the same time."""
