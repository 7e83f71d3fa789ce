"""A person at work, to be killed at any moment: says what the board shows, then saves and syncs without end.

`python -m tests.faults.victim FOLDER SEED`. Every line it prints is JSON: `{"shown": facts}` at the start, then
`{"try": [key, value]}` before and `{"ok": [key, value]}` after each save. A fact is a key and its value: the words of
one answer, the title of one plan item, or whether one tag, note or new answer is on the board.
"""

import json
import os
import random
import sys
from collections.abc import Callable
from itertools import count

import kindboard
from kindboard.board.board import Board
from kindboard.cards.cards import Answer, PlanItem
from kindboard.workspace.workspace import Workspace

Fact = str | bool


def facts(board: Board) -> dict[str, Fact]:
    """What is on a board, in the form of the log."""
    shown: dict[str, Fact] = {}
    for answer in board.answers:
        if answer.text.startswith("new "):
            shown[answer.text] = answer.text not in shown or "twice"
        else:
            shown[f"text {answer.id}"] = answer.text
        shown |= {f"tag {answer.id} {tag}": True for tag in answer.tags}
        shown |= {f"note {note.text}": True for note in answer.notes.values()}
    return shown | {f"title {item.id}": item.title for item in board.plan}


def say(**line: object) -> None:
    os.write(1, json.dumps(line).encode() + b"\n")


class Victim:
    """One `do_` a kind of save; each says what it is about to make true, does it, and says that it is true."""

    def __init__(self, workspace: Workspace, seed: int) -> None:
        self.workspace, self.chosen, self.words = workspace, random.Random(seed), (f"{seed}-{n}" for n in count())

    def saving(self, key: str, value: Fact, save: Callable[[], object]) -> None:
        say(**{"try": [key, value]})
        save()
        say(ok=[key, value])

    def an_answer(self) -> Answer:
        return self.chosen.choice([card for card in self.workspace.board().answers if not card.text.startswith("new ")])

    def a_plan_item(self) -> PlanItem:
        return self.chosen.choice(self.workspace.board().plan)

    def do_text(self) -> None:
        card, text = self.an_answer(), f"said {next(self.words)}"
        self.saving(f"text {card.id}", text, lambda: self.workspace.change(card, {"text": text}))

    def do_text_and_undo(self) -> None:
        card, text = self.an_answer(), f"said {next(self.words)}"
        self.saving(f"text {card.id}", text, lambda: self.workspace.change(card, {"text": text}))
        self.saving(f"text {card.id}", card.text, self.workspace.undo)

    def do_tag(self) -> None:
        card, tag = self.an_answer(), next(self.words)
        self.saving(f"tag {card.id} {tag}", True, lambda: self.workspace.change(card, {"tags": (*card.tags, tag)}))

    def do_title(self) -> None:
        item, title = self.a_plan_item(), f"item {next(self.words)}"
        self.saving(f"title {item.id}", title, lambda: self.workspace.change(item, {"title": title}))

    def do_note(self) -> None:
        card, text = self.an_answer(), next(self.words)
        self.saving(f"note {text}", True, lambda: self.workspace.note(card, text))

    def do_new(self, no_name: bool = False) -> None:
        text = f"new {next(self.words)}"
        fields = {"principle": "walk-a-mile", "question": "improve", "text": text}
        self.saving(text, True, lambda: self.workspace.add("answer", fields, no_name=no_name))

    def do_new_without_name(self) -> None:
        self.do_new(no_name=True)

    def do_remove_and_restore(self) -> None:
        cards = [card for card in self.workspace.board().answers if card.text.startswith("new ") and card.by == "Sam"]
        if cards:
            card = self.chosen.choice(cards)
            self.saving(card.text, False, lambda: self.workspace.remove(card))
            if self.chosen.random() < 0.5:
                self.saving(card.text, True, self.workspace.undo)

    def do_sync(self) -> None:
        say(synced=self.workspace.sync(now=self.chosen.random() < 0.5).state)

    def work(self) -> None:
        kinds = [getattr(self, name) for name in sorted(dir(self)) if name.startswith("do_")]
        weights = [3 if kind in (self.do_text, self.do_new, self.do_sync) else 1 for kind in kinds]
        while True:
            self.chosen.choices(kinds, weights)[0]()


def main(folder: str, seed: int) -> None:
    with kindboard.open(folder) as workspace:
        say(shown=facts(workspace.board()))
        Victim(workspace, seed).work()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
