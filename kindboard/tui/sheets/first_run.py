"""The first start: three questions in plain words, then a board. Nothing is made before the last is answered."""

from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from kindboard.errors import KindboardError
from kindboard.starters import files as starters_files
from kindboard.starters import starters
from kindboard.terms import LOOK_ROUND, STARTERS
from kindboard.tui.drawable import drawable
from kindboard.tui.frame import indented
from kindboard.tui.parts.boxes import LineBox
from kindboard.tui.parts.card_list import CardList
from kindboard.tui.parts.choice import Choice
from kindboard.tui.parts.lines import BLANK, Line, Span, wrap
from kindboard.tui.parts.painted import Lines
from kindboard.tui.parts.rows import Row
from kindboard.tui.session import SessionScreen
from kindboard.verbs.done import NOT_DONE, why_not
from kindboard.workspace.workspace import Workspace

if TYPE_CHECKING:
    from kindboard.told import KnownBoard

WELCOME = (
    "kindboard is a board on which a care team thinks about kindness together: read a principle, "
    "answer four questions about it, pool the answers, make a plan."
)
NAME, WAY, STARTER, ADDRESS, SIGN_IN = "name", "way", "starter", "address", "sign in"
QUESTIONS = {
    NAME: ("1 of 3: What may we call you?", "Your name stands beside what you write, as a label and no more. Leave it "
           "empty to give no name. You can choose again for each answer."),
    WAY: ("2 of 3: Start a board, or join one?", "If a colleague already shares a board with you, join it."),
    STARTER: ("3 of 3: What is your team called, and which principles do you begin with?",
              "You can change both later, and add principles of your own."),
    ADDRESS: ("3 of 3: Where is the shared board?", "The folder or the address that your colleague gave you, for "
              "instance a folder on your team's shared drive."),
    SIGN_IN: ("The shared board wants you to sign in.", "Its server asks in the plain terminal who you are; afterwards "
              "you come back here."),
}  # fmt: skip
PLACEHOLDERS = {
    NAME: "Your name, or nothing",
    STARTER: "Your team's name, or nothing",
    ADDRESS: "A folder or an address",
}
NO_FOLDER = KindboardError("computer", "The folder for the board could not be made on this computer.")


class Several(Choice):
    """Whether others use this computer; enter goes on, as in the line above it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.named", show=False)]

    def __init__(self) -> None:
        super().__init__("Others write here, too:", [("", "no"), ("yes", "yes: ask at each start")], "", id="several")


class Made(Message):
    """There is a board now, or it could not be made."""

    def __init__(self, workspace: Workspace | None, trouble: KindboardError | None = None) -> None:
        super().__init__()
        self.workspace, self.trouble = workspace, trouble


class Making(Thread):
    """Starts or joins a board beside the screen: a shared board may take its time to answer."""

    def __init__(self, screen: "FirstRun", name: str, several: bool, team: str, starter: str, address: str) -> None:
        """`address`: where to join one; empty to start one with the principles of `starter`, for the team's name."""
        super().__init__(daemon=True, name="first run")
        self._screen, self._called, self._several = screen, name or None, several
        self._team, self._starter, self._address = team or None, starter, address

    def run(self) -> None:
        try:
            if self._address:
                workspace = starters.join(self._address, name=self._called)
            else:
                workspace = starters.init(starter=self._starter, title=self._team, name=self._called)
            if self._several:
                workspace.share_computer(True)
        except KindboardError as error:
            self._screen.post_message(Made(None, error))
        except OSError:
            self._screen.post_message(Made(None, NO_FOLDER))
        else:
            self._screen.post_message(Made(workspace))


class FirstRun(SessionScreen[None]):
    CSS_PATH = "first_run.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "step_back", show=False),
        Binding("down", "to_choices", show=False),
        Binding("ctrl+q", "app.quit", show=False, priority=True),
    ]
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._step = NAME
        self._typed = {NAME: "", STARTER: "", ADDRESS: ""}
        self._trouble = ""
        self._making = False

    def compose(self) -> ComposeResult:
        yield Lines(id="welcome")
        yield Lines(id="question")
        yield LineBox(id="typed")
        yield Several()
        yield CardList(margin=1, id="choices")
        yield Lines(id="trouble")
        yield Lines(id="footer")

    def on_mount(self) -> None:
        self._typed[NAME] = self.app.came.name or ""

    @property
    def _back(self) -> "KnownBoard | None":
        """The board that somebody came from, to start or join another."""
        return self.app.came.back

    @on(events.Resize)
    def at_new_size(self) -> None:
        if drawable(self):
            self._ask()

    def _ask(self) -> None:
        """Draw the question in hand."""
        width = min(self.size.width - 2, 76)
        tall = self.size.height >= 16
        welcome = [(Span("Welcome to kindboard", "strong"),), *((Span(line),) for line in wrap(WELCOME, width))]
        self.query_one("#welcome", Lines).show(*([BLANK, *indented([*welcome, BLANK])] if tall else []))
        title, words = QUESTIONS[self._step]
        question: list[Line] = [(Span(line, "strong"),) for line in wrap(title, width)]
        if tall or self._step != STARTER:
            question += [(Span(line),) for line in wrap(words, width)]
        self.query_one("#question", Lines).show(*indented(question), BLANK)
        typed, choices = self.query_one("#typed", LineBox), self.query_one("#choices", CardList)
        typed.display, choices.display = self._step in self._typed, self._step not in (NAME, ADDRESS)
        self.query_one(Several).display = self._step == NAME and self._back is None
        if typed.display:
            typed.value = self._typed[self._step]
            typed.placeholder = PLACEHOLDERS[self._step]
            typed.cursor_position = len(typed.value)
            typed.focus()
        if choices.display:
            rows = [Row(name, tuple((Span(line),) for line in wrap(text, width - 3))) for name, text in self._options()]
            choices.show(rows, fresh=True)
            choices.styles.height = choices.line_count
            if not typed.display:
                choices.focus()
        self._draw_foot()

    def _options(self) -> list[tuple[str, str]]:
        if self._step == WAY:
            ways = [("start", "Start a new board"), ("join", "Join a board that somebody shares with me")]
            return ways if self._back else [*ways, ("example", LOOK_ROUND)]
        if self._step == SIGN_IN:
            return [("sign in", "Sign in now"), ("other", "Type another address")]
        return [
            (slug, f"{title}: {STARTERS[slug]}" if slug in STARTERS else title)
            for slug, title in starters_files.names()
        ]

    def _draw_foot(self) -> None:
        width = self.size.width - 2
        trouble = [(Span(line, "warning"),) for line in wrap(self._trouble, width)] if self._trouble else []
        if self._making:
            trouble = [(Span("Just a moment …", "strong"),)]
        elif self._step == STARTER and not trouble:
            where = f"The board will lie in {starters.usual_folder()} on this computer."
            trouble = [(Span(line, "muted"),) for line in wrap(where, width)]
        self.query_one("#trouble", Lines).show(BLANK, *indented(trouble))
        back = (Span("esc", "key"), Span(" Back   ")) if self._step != NAME or self._back else ()
        more = self._step == STARTER or (self._step == NAME and not self._back)
        tab = (Span("tab", "key"), Span(" Down   ")) if more else ()
        foot = (Span(" "), Span("enter", "key"), Span(" Next   "), *tab, *back, Span("ctrl+q", "key"), Span(" Quit"))
        self.query_one("#footer", Lines).show(foot)

    # Answers

    @on(LineBox.Changed)
    def typing(self, event: LineBox.Changed) -> None:
        if self._step in self._typed and event.value != self._typed[self._step]:
            self._typed[self._step] = event.value
            if self._trouble:
                self._trouble = ""
                self._draw_foot()

    def action_named(self) -> None:
        self._go(WAY)

    @on(LineBox.Submitted)
    def typed(self) -> None:
        if self._step == NAME:
            self._go(WAY)
        elif self._step == STARTER:
            self.query_one("#choices", CardList).action_open()
        elif not self._typed[ADDRESS].strip():
            self._refuse("Type the folder or the address first. Press esc to start a board of your own instead.")
        else:
            self._make()

    def action_to_choices(self) -> None:
        choices = self.query_one("#choices", CardList)
        if choices.display:
            choices.focus()

    @on(CardList.Opened)
    def chosen(self, event: CardList.Opened) -> None:
        row = event.cards.in_hand
        if row is None:
            return
        if row.key == "example":
            self.app.exit(row.key)
        elif self._step == WAY:
            self._go(STARTER if row.key == "start" else ADDRESS)
        elif row.key == "sign in":
            self._sign_in()
        elif self._step == SIGN_IN:
            self._go(ADDRESS)
        else:
            self._make(row.key)

    def action_step_back(self) -> None:
        if self._making:
            return
        if self._step == NAME and self._back:
            try:
                self.app.open_instead(self._back)
            except NOT_DONE as error:
                self._refuse(why_not(error))
        elif self._step != NAME:
            self._go(NAME if self._step == WAY else ADDRESS if self._step == SIGN_IN else WAY)

    def _go(self, step: str) -> None:
        self._step, self._trouble = step, ""
        self._ask()

    def _refuse(self, words: str) -> None:
        self._trouble = words
        self._draw_foot()

    def _make(self, starter: str = "") -> None:
        """Start a board with the principles of a starter; without one, join the board at the address that was typed."""
        if not self._making:
            self._making = True
            self._draw_foot()
            several = bool(self.query_one(Several).value)
            name, team = self._typed[NAME].strip(), self._typed[STARTER].strip()
            Making(self, name, several, team, starter, "" if starter else self._typed[ADDRESS].strip()).start()

    @on(Made)
    def made(self, message: Made) -> None:
        self._making = False
        if message.workspace is not None:
            self.app.opened(message.workspace)
        elif message.trouble is not None:
            if message.trouble.code == "sign-in":
                self._go(SIGN_IN)
            self._refuse(str(message.trouble))

    def _sign_in(self) -> None:
        from kindboard.tui.signing import sign_in

        trouble = sign_in(self.app, self._typed[ADDRESS].strip())
        if trouble is None:
            self._make()
        else:
            self._refuse(str(trouble))
