"""What the board is measured against: Textual with nothing in it, and Textual's own list.

`python -m tests.bench.bare app` and `python -m tests.bench.bare list`.
"""

import sys

from textual.app import App, ComposeResult
from textual.widgets import OptionList, Static

OPTIONS = 5_000
READY = "Ready to be measured"


class BareApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Static(READY)


class ListApp(App[None]):
    def compose(self) -> ComposeResult:
        yield OptionList(READY, *(f"Option {number}: ten quiet minutes after a hard call" for number in range(OPTIONS)))


if __name__ == "__main__":
    {"app": BareApp, "list": ListApp}[sys.argv[1]]().run()
