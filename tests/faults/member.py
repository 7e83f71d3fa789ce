"""One of many processes at work on one team's board, each with its own chances.

`python -m tests.faults.member FOLDER SEED SAVES` prints one line of JSON for each save: `saved`, the words it put on
the board, and `replaced`, the words it saw there and took away, knowingly.
"""

import json
import random
import re
import sys
from collections.abc import Callable

import kindboard
from kindboard.cards.cards import Answer, Card, PlanItem
from kindboard.workspace.workspace import Workspace

WORD = re.compile(r"w\d+-\d+")
"""Every saved value has a word of its own, so that it can be found wherever it ends up."""


def words(value: object) -> set[str]:
    return set(WORD.findall(str(value)))


def on(card: Card) -> set[str]:
    """Every word that stands somewhere on a card, also as the other of two values."""
    fields = ("text", "tags", "notes", "title", "owner", "also")
    return words([getattr(card, name, "") for name in fields])


class Member:
    def __init__(self, workspace: Workspace, seed: int) -> None:
        self.workspace, self.chosen, self.seed, self.said = workspace, random.Random(seed), seed, 0

    def word(self) -> str:
        self.said += 1
        return f"w{self.seed}-{self.said}"

    def log(self, saved: set[str], replaced: set[str]) -> None:
        print(json.dumps({"saved": sorted(saved), "replaced": sorted(replaced)}), flush=True)

    def an_answer(self) -> Answer:
        return self.chosen.choice(self.workspace.board().answers[:6])

    def a_plan_item(self) -> PlanItem:
        return self.chosen.choice(self.workspace.board().plan)

    def change(self, card: Card, field: str, value: str) -> None:
        self.workspace.change(card, {field: value})
        self.log(words(value), words(getattr(card, field)) - words(value))

    def do_text(self) -> None:
        self.change(self.an_answer(), "text", f"Said {self.word()}")

    def do_one_line_of_a_text(self) -> None:
        card = self.an_answer()
        lines = card.text.split("\n")
        lines[self.chosen.randrange(len(lines))] = self.word()
        self.change(card, "text", "\n".join(lines))

    def do_another_line(self) -> None:
        card = self.an_answer()
        self.change(card, "text", f"{card.text}\n{self.word()}")

    def do_tag(self) -> None:
        card, tag = self.an_answer(), self.word()
        self.workspace.change(card, {"tags": (*card.tags, tag)})
        self.log({tag}, set())

    def do_note(self) -> None:
        text = self.word()
        self.workspace.note(self.an_answer(), text)
        self.log({text}, set())

    def do_title(self) -> None:
        self.change(self.a_plan_item(), "title", f"Item {self.word()}")

    def do_owner(self) -> None:
        self.change(self.a_plan_item(), "owner", self.word())

    def do_move(self) -> None:
        item = self.a_plan_item()
        self.workspace.place(item, self.chosen.choice(("stop", "start", "stay")))
        self.log(set(), set())

    def do_new(self) -> None:
        text = f"New {self.word()}"
        self.workspace.add("answer", {"principle": "walk-a-mile", "question": "improve", "text": text})
        self.log(words(text), set())

    def do_settle(self) -> None:
        split = [card for card in (*self.workspace.board().answers, *self.workspace.board().plan)
                 if any(other.field in ("text", "title", "owner") for other in card.also)]  # fmt: skip
        if not split:
            return self.do_text()
        card = self.chosen.choice(split)
        field = next(other.field for other in card.also if other.field in ("text", "title", "owner"))
        settled = self.workspace.settle(card, field, self.chosen.choice(("keep", "other", "both")))
        return self.log(set(), on(card) - on(settled))

    def work(self, saves: int) -> None:
        kinds: list[Callable[[], None]] = [getattr(self, name) for name in sorted(dir(self)) if name.startswith("do_")]
        for _ in range(saves):
            self.chosen.choice(kinds)()
            if self.chosen.random() < 0.25:
                self.workspace.sync()


def main(folder: str, seed: int, saves: int) -> None:
    with kindboard.open(folder) as workspace:
        Member(workspace, seed).work(saves)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
