"""The first start: three questions in plain words, then a board. Nothing is made before the last is answered."""

from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from kindboard import starters
from kindboard.errors import KindboardError
from kindboard.tui.card_list import CardList
from kindboard.tui.lines import BLANK, Line, Span, wrap
from kindboard.tui.mode import indented
from kindboard.tui.painted import Lines
from kindboard.tui.rows import Row
from kindboard.workspace import Workspace

if TYPE_CHECKING:
    from kindboard.tui.app import KindboardApp

WELCOME = (
    "kindboard is a board on which a care team thinks about kindness together: read a principle, "
    "answer four questions about it, pool the answers, make a plan."
)
NAME, WAY, STARTER, ADDRESS = "name", "way", "starter", "address"
QUESTIONS = {
    NAME: ("1 of 3: What may we call you?", "Your name stands beside what you write, as a label and no more. Leave it "
           "empty to give no name. You can choose again for each answer."),
    WAY: ("2 of 3: Start a board, or join one?", "If a colleague already shares a board with you, join it."),
    STARTER: ("3 of 3: Which principles do you begin with?", "You can change them and add your own later."),
    ADDRESS: ("3 of 3: Where is the shared board?", "The folder or the address that your colleague gave you, for "
              "instance a folder on your team's shared drive."),
}  # fmt: skip
ABOUT = {
    "kindness-in-practice": "seven working principles, ready to use",
    "be-human": "seven numbered cards, for a team that has the Be Human wording to paste in",
}


class Made(Message):
    """There is a board now, or it could not be made."""

    def __init__(self, workspace: Workspace | None, trouble: str) -> None:
        super().__init__()
        self.workspace, self.trouble = workspace, trouble


class Making(Thread):
    """Starts or joins a board beside the screen: a shared board may take its time to answer."""

    def __init__(self, screen: "FirstRun", name: str, starter: str | None, address: str | None) -> None:
        super().__init__(daemon=True, name="first run")
        self._screen, self._name, self._starter, self._address = screen, name or None, starter, address

    def run(self) -> None:
        try:
            if self._address is not None:
                workspace = starters.join(self._address, name=self._name)
            else:
                workspace = starters.init(starter=self._starter or starters.DEFAULT, name=self._name)
        except KindboardError as error:
            self._screen.post_message(Made(None, str(error)))
        except OSError:
            self._screen.post_message(Made(None, "The folder for the board could not be made on this computer."))
        else:
            self._screen.post_message(Made(workspace, ""))


class FirstRun(Screen[None]):
    CSS_PATH = "first_run.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "step_back", show=False),
        Binding("ctrl+q", "app.quit", show=False, priority=True),
    ]
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._step = NAME
        self._typed = {NAME: "", ADDRESS: ""}
        self._trouble = ""
        self._making = False

    def compose(self) -> ComposeResult:
        yield Lines(id="welcome")
        yield Lines(id="question")
        box = Input(compact=True, id="typed", select_on_focus=False)
        box.cursor_blink = False
        yield box
        yield CardList(margin=1, id="choices")
        yield Lines(id="trouble")
        yield Lines(id="footer")

    @on(events.Resize)
    def at_new_size(self) -> None:
        if self.size:
            self._ask()

    def _ask(self) -> None:
        """Draw the question in hand."""
        width = min(self.size.width - 2, 76)
        tall = self.size.height >= 16
        welcome = [(Span("Welcome to kindboard", "strong"),), *((Span(line),) for line in wrap(WELCOME, width))]
        self.query_one("#welcome", Lines).show(*([BLANK, *indented([*welcome, BLANK])] if tall else []))
        title, words = QUESTIONS[self._step]
        question: list[Line] = [(Span(line, "strong"),) for line in wrap(title, width)]
        question += [(Span(line),) for line in wrap(words, width)]
        self.query_one("#question", Lines).show(*indented(question), BLANK)
        typed, choices = self.query_one("#typed", Input), self.query_one("#choices", CardList)
        typed.display, choices.display = self._step in self._typed, self._step not in self._typed
        if typed.display:
            typed.value = self._typed[self._step]
            typed.placeholder = "Your name, or nothing" if self._step == NAME else "A folder or an address"
            typed.cursor_position = len(typed.value)
            typed.focus()
        else:
            rows = [Row(name, tuple((Span(line),) for line in wrap(text, width - 3))) for name, text in self._options()]
            choices.show(rows, fresh=True)
            choices.styles.height = choices.line_count
            choices.focus()
        self._draw_foot()

    def _options(self) -> list[tuple[str, str]]:
        if self._step == WAY:
            return [("start", "Start a new board"), ("join", "Join a board that somebody shares with me")]
        return [(slug, f"{title}: {ABOUT[slug]}" if slug in ABOUT else title) for slug, title in starters.names()]

    def _draw_foot(self) -> None:
        width = self.size.width - 2
        trouble = [(Span(line, "warning"),) for line in wrap(self._trouble, width)] if self._trouble else []
        if self._making:
            trouble = [(Span("Just a moment …", "strong"),)]
        elif self._step == STARTER and not trouble:
            where = f"The board will lie in {_short(starters.usual_folder())} on this computer."
            trouble = [(Span(line, "muted"),) for line in wrap(where, width)]
        self.query_one("#trouble", Lines).show(BLANK, *indented(trouble))
        back = (Span("esc", "key"), Span(" Back   ")) if self._step != NAME else ()
        foot = (Span(" "), Span("enter", "key"), Span(" Next   "), *back, Span("ctrl+q", "key"), Span(" Quit"))
        self.query_one("#footer", Lines).show(foot)

    # Answers

    @on(Input.Changed)
    def typing(self, event: Input.Changed) -> None:
        if self._step in self._typed and event.value != self._typed[self._step]:
            self._typed[self._step] = event.value
            if self._trouble:
                self._trouble = ""
                self._draw_foot()

    @on(Input.Submitted)
    def typed(self) -> None:
        if self._step == NAME:
            self._go(WAY)
        elif not self._typed[ADDRESS].strip():
            self._refuse("Type the folder or the address first. Press esc to start a board of your own instead.")
        else:
            self._make(None, self._typed[ADDRESS].strip())

    @on(CardList.Opened)
    def chosen(self, event: CardList.Opened) -> None:
        row = event.cards.in_hand
        if row is None:
            return
        if self._step == WAY:
            self._go(STARTER if row.key == "start" else ADDRESS)
        else:
            self._make(row.key, None)

    def action_step_back(self) -> None:
        if not self._making and self._step != NAME:
            self._go(NAME if self._step == WAY else WAY)

    def _go(self, step: str) -> None:
        self._step, self._trouble = step, ""
        self._ask()

    def _refuse(self, words: str) -> None:
        self._trouble = words
        self._draw_foot()

    def _make(self, starter: str | None, address: str | None) -> None:
        if not self._making:
            self._making = True
            self._draw_foot()
            Making(self, self._typed[NAME].strip(), starter, address).start()

    @on(Made)
    def made(self, message: Made) -> None:
        self._making = False
        if message.workspace is None:
            self._refuse(message.trouble)
        else:
            cast("KindboardApp", self.app).opened(message.workspace)


def _short(folder: Path) -> str:
    """The folder as a person would say it: from their own folder on."""
    try:
        return str(folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)
