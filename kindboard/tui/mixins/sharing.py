"""Sharing a board with the team, beside the screen: a server may take its time to answer."""

from pathlib import Path
from threading import Thread

from textual import on
from textual.message import Message

from kindboard.errors import KindboardError
from kindboard.tui.session import Session
from kindboard.tui.sheets.ask import AskLine
from kindboard.tui.sheets.dialogs import Page

HOW = (
    "The easiest is a folder that your team can open, such as one on a shared drive. The address of a server for such "
    "boards works, too.",
    "Everybody who can open it can then read what is on the board. What is only kept on this computer stays here.",
)
JOIN = "Your colleagues start kindboard, choose “Join a board that somebody shares with me”, and type:"
NO_FOLDER = KindboardError("computer", "That place could not be reached from this computer. Nothing was shared.")


class Shared(Message):
    """The board is shared from `address` now, or why it is not."""

    def __init__(self, address: str, trouble: KindboardError | None = None) -> None:
        super().__init__()
        self.address, self.trouble = address, trouble


class Connecting(Thread):
    def __init__(self, app: "Sharing", root: Path, address: str) -> None:
        super().__init__(daemon=True, name="connecting")
        self._app, self._root, self._address = app, root, address

    def run(self) -> None:
        import kindboard
        from kindboard.starters import starters

        trouble = None
        try:
            with kindboard.open(self._root) as workspace:
                starters.connect(workspace, self._address)
        except KindboardError as error:
            trouble = error
        except OSError:
            trouble = NO_FOLDER
        self._app.post_message(Shared(self._address, trouble))


class Sharing(Session):
    """Mixed into the app."""

    def action_connect(self) -> None:
        self._ask_where("", HOW)

    def _ask_where(self, address: str, words: tuple[str, ...]) -> None:
        self.push_screen(
            AskLine("Where is the board to be shared?", words, address, "A folder or an address"), self._go
        )

    def _go(self, typed: str | None) -> None:
        if typed and typed.strip():
            self.say("Sharing this board …")
            Connecting(self, self.work.root, typed.strip()).start()

    @on(Shared)
    def shared(self, message: Shared) -> None:
        if message.trouble is None:
            self.say("This board is shared now.")
            self.look_now()
            self.sync_by_itself()
            self.push_screen(Page("This board is shared now", (JOIN, "", message.address)))
        elif message.trouble.code == "sign-in":
            self._sign_in_there(message.address)
        else:
            self._ask_where(message.address, (str(message.trouble), *HOW))

    def _sign_in_there(self, address: str) -> None:
        from kindboard.tui.signing import sign_in

        trouble = sign_in(self, address)
        if trouble is None:
            self._go(address)
        else:
            self._ask_where(address, (str(trouble), *HOW))
