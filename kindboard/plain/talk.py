"""Asking and saying, a line at a time. Whatever is asked, `b` goes back and `q` closes; what is typed is never lost."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from kindboard.words.inert import inert, shortened

BACK, QUIT = "b", "q"
HELP = ("?", "h", "help")
LIST, HOME, UNDO = "l", "m", "u"
END_OF_TEXT = "."
HOW = (
    "kindboard asks, and you answer with a line: mostly a number from a list, then enter.",
    "A number means the same each time you come to its list. Where a number is missing, there is nothing to do it to.",
    "b, or enter alone, goes back to the list before. m goes to the main list, from however deep.",
    "l says a list again. You hear all of it once, and after that only what is new in it.",
    "u takes back your last change.",
    "q closes kindboard from anywhere, also in the middle of a text.",
    "What you write is kept on this computer as you write it. Nothing goes on the board before you say so.",
)
IN_FULL = 3
"""So many questions say every way out; then they are known, and ? says them again."""


class Left(Exception):
    """The person leaves the question in hand."""


class Back(Left):
    """To the list before."""


class Home(Left):
    """To the main list."""


class Quit(Left):
    """Out of kindboard."""


class Ended(Left):
    """There is no more input."""


class Choice(NamedTuple):
    """One line of a list. `verb`: the action it is; `not_now`: why there is nothing to do it to, and then unlisted.

    What it calls gives True where its list is to be left afterwards. `place` is said before the words, such as `Card 2
    of 6`; a line that only has another place now is not said again.
    """

    words: str
    act: Callable[[], bool | None]
    verb: str = ""
    not_now: str = ""
    place: str = ""


Choices = Sequence[Choice]


def number(typed: str) -> int:
    """The number that was typed; -1 for what is none."""
    return int(typed) if typed.isdecimal() and len(typed) <= 6 else -1


class Talk:
    """`read` gives a line with its end, and an empty one when there are no more; `write` takes a line without."""

    def __init__(self, read: Callable[[], str], write: Callable[[str], None]) -> None:
        self._read, self._write = read, write
        self.done: list[str] = []
        """The verbs that were chosen."""
        self.undo: Callable[[], None] | None = None
        self._asked = {"line": 0, "text": 0, "list": 0}
        self._undisturbed = self._stopped = False

    # Being stopped

    def stop(self) -> None:
        """Somebody presses ctrl+c, closes the window, or ends the process."""
        if not self._undisturbed:
            raise KeyboardInterrupt
        self._stopped = True

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Whoever stops it now is heard at the end of this."""
        self._undisturbed = True
        try:
            yield
        finally:
            self._undisturbed = False
        if self._stopped:
            self._stopped = False
            raise KeyboardInterrupt

    # Saying

    def say(self, *lines: str) -> None:
        for line in lines:
            self._write(inert(line))

    def tell(self, label: str, value: str) -> None:
        """`Label: value`; further lines of a value are set in."""
        self.say(f"{label}: {inert(value)}".replace("\n", "\n  "))

    # Asking

    def next_line(self) -> str:
        line = self._read()
        if not line:
            raise Ended
        return line.rstrip("\r\n")

    def line(self, question: str, empty: str = "", *, back: bool = True) -> str:
        """One line. `empty`: what enter alone means, where it does not go back. `back`: whether one can go back."""
        ways = ("b goes back, " if empty else "Enter alone or b goes back, ") if back else ""
        self.say(" ".join(filter(None, (question, empty, f"{ways}q closes kindboard." * self._in_full("line")))))
        typed = self.next_line().strip()
        self._leave(typed.lower())
        if not typed and not empty:
            raise Back
        return typed

    def pick(self, title: str, options: Sequence[tuple[str, str]], empty: str = "") -> str:
        """One of some (name, words). `empty`: what enter alone means; it gives an empty name."""
        self.say(title, *(f"{n}. {words}" for n, (_, words) in enumerate(options, 1)))
        while True:
            typed = self.line(f"Type {_numbers([*range(1, len(options) + 1)])}.", empty)
            if not typed:
                return ""
            if 1 <= number(typed) <= len(options):
                return options[number(typed) - 1][0]
            self._not_one(typed)

    def several(self, title: str, options: Sequence[tuple[str, str]]) -> tuple[str, ...]:
        """Any of some (name, words), by their numbers; 0 for none."""
        self.say(title, *(f"{n}. {words}" for n, (_, words) in enumerate(options, 1)))
        while True:
            typed = self.line("Type one or more numbers with spaces between; 0 for none.")
            numbers = [number(part) for part in typed.replace(",", " ").split()]
            if numbers == [0]:
                return ()
            if all(1 <= one <= len(options) for one in numbers):
                return tuple(dict.fromkeys(options[one - 1][0] for one in numbers))
            self._not_one(typed)

    def sure(self, question: str) -> bool:
        """Only a plain yes is one."""
        while True:
            typed = self.line(f"{question} Type yes or no.").lower()
            if typed in ("y", "yes", "n", "no"):
                return typed[0] == "y"
            self._not_one(typed)

    def text(self, question: str, keep: Callable[[str], None]) -> str:
        """Several lines. `keep` is given what there is so far after every line, so that it lasts whatever happens."""
        if self._in_full("text", 1):
            self.say(
                question,
                "Type as many lines as you like. A line that holds a single full stop ends the text.",
                "A line that holds only b goes back, one that holds only q closes kindboard. What you wrote is kept.",
            )
        else:
            self.say(f"{question} A line with a full stop alone ends it.")
        lines: list[str] = []
        while (line := self.next_line()).strip() != END_OF_TEXT:
            self._leave(line.strip())
            lines.append(line)
            keep("\n".join(lines))
        return "\n".join(lines)

    # Lists of choices

    def menu(
        self,
        head: Callable[[], Iterable[str]],
        choices: Callable[[], Choices],
        known: dict[int, str] | None = None,
    ) -> None:
        """Show `head` (its first line says where one is) and a list, and do what is chosen, until somebody leaves.

        Of what was heard here before, only what has changed is said again. `known`: the list's lines as they were last
        said, shared by pages that are read one after another.
        """
        heard: set[str] = set()
        known = {} if known is None else known
        while True:
            lines = [*head()]
            self.say("", *(line for n, line in enumerate(lines) if n == 0 or line not in heard))
            heard = {*lines}
            found = choices()
            all_said = self._say_list(found, known)
            try:
                chosen = self._chosen(found, known, all_said)
            except Back:
                return
            try:
                if chosen.verb:
                    self.done.append(chosen.verb)
                if chosen.act():
                    return
            except Back:
                self.say("Back.")

    def _say_list(self, choices: Choices, known: dict[int, str]) -> bool:
        """Whether every line of it was said."""
        listed = [(n, choice) for n, choice in enumerate(choices, 1) if not choice.not_now]
        for n in {*known} - {n for n, _ in listed}:
            del known[n]
        news = [(n, choice) for n, choice in listed if known.get(n) != choice.words]
        known.update((n, choice.words) for n, choice in news)
        self.say(*(f"{n}. {choice.place}{': ' * bool(choice.place)}{choice.words}" for n, choice in news))
        return len(news) == len(listed)

    def _chosen(self, choices: Choices, known: dict[int, str], all_said: bool) -> Choice:
        shown = [n for n, choice in enumerate(choices, 1) if not choice.not_now]
        which = f"Type {_numbers(shown)}." if shown else "There is nothing to choose here."
        again = "" if all_said else ", l says the list"
        full = "Enter alone or b goes back, l says the list again, ? explains, q closes kindboard."
        ways = full if shown and self._in_full("list") else f"b goes back{again}."
        while True:
            self.say(f"{which} {ways}")
            typed = self.next_line().strip()
            letter = typed.lower()
            self._leave(letter)
            if not typed:
                raise Back
            if letter in HELP:
                self.done.append("help")
                self.say(*HOW)
            elif letter == HOME:
                raise Home
            elif letter == LIST:
                known.clear()
                self._say_list(choices, known)
                ways = "b goes back."
            elif letter == UNDO and self.undo is not None:
                return Choice("Undo", self.undo, "undo")
            elif not 1 <= number(typed) <= len(choices):
                self._not_one(typed)
                ways = full if shown else ways
            elif why_not := choices[number(typed) - 1].not_now:
                self.say(why_not)
            else:
                return choices[number(typed) - 1]

    def _in_full(self, what: str, times: int = IN_FULL) -> bool:
        self._asked[what] += 1
        return self._asked[what] <= times

    def _leave(self, typed: str) -> None:
        if typed == BACK:
            raise Back
        if typed == QUIT:
            raise Quit

    def _not_one(self, typed: str) -> None:
        self.say(f'"{shortened(typed, 60)}" is not one of the answers here. Nothing was changed; please try again.')


def _numbers(shown: Sequence[int]) -> str:
    return f"{shown[0]}" if len(shown) == 1 else f"a number from {shown[0]} to {shown[-1]}"
