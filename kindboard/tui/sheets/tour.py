"""A walk round the board in five steps. It can be left at any of them, and found again by name."""

from textual.app import App

from kindboard.tui.session import Session
from kindboard.tui.sheets.dialogs import Choose

OFFER = "Your board is ready. Shall we show you round?"
FIVE = ("Five short steps, about a minute. You find them again with ctrl+p, under “Show me round”.",)
NOT_SHARED = "Nobody else sees this board yet. You can share it now, or any time later with s."
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Read a principle, answer its questions",
        (
            "Choose a principle: its four questions stand with it, and what was answered so far.",
            "Left and right go through the questions, full stop and comma through the principles.",
            "n opens an empty answer. A sentence from one ordinary day is enough.",
        ),
    ),
    (
        "Nothing leaves before you say so",
        (
            "What you write is kept on this computer as you type.",
            "ctrl+s puts it on the board, after showing you exactly what leaves. It may go without your name.",
            "u takes your last change back.",
        ),
    ),
    (
        "From answers to a plan",
        (
            "2 is Pool: answers that say one thing become a theme.",
            "3 is Plan: what to stop, to start and to keep doing, each with somebody who looks after it.",
            "4 is Review, for when you come back in some months. 5 is Learn, the background.",
        ),
    ),
    (
        "Sharing happens by itself",
        (
            "Where a board is shared, what is saved goes to your team a moment later, and theirs comes in.",
            "Without a network nothing stops: it is sent next time. The line at the top says how things stand.",
        ),
    ),
    (
        "When you are lost, or it is hard",
        (
            "? lists what every key does on the screen in front of you. ctrl+p finds every action by its name.",
            "/ finds words on the whole board. esc always goes back.",
            "w shows who to talk to. A card is not a report of harm: if somebody is in danger, tell a person now.",
        ),
    ),
)


def offer(app: Session, *, shared: bool) -> None:
    """After the first run. `shared`: a colleague's board was joined, so that there is nothing to share."""

    def chosen(choice: str | None) -> None:
        if choice == "share":
            app.action_connect()
        elif choice:
            show(app)

    choices = [("", "No, let me begin"), ("yes", "Yes, show me round")]
    choices += [] if shared else [("share", "Share this board with my team now")]
    app.push_screen(Choose(OFFER, FIVE if shared else (*FIVE, "", NOT_SHARED), choices), chosen)


def show(app: App[object], nth: int = 0) -> None:
    """One step; the next, where it is asked for."""
    title, words = STEPS[nth]
    last = nth == len(STEPS) - 1
    paragraphs = [line for part in words for line in (part, "")][:-1]
    choices = (("", "Begin"),) if last else (("next", "Next"), ("", "Leave it here"))

    def chosen(choice: str | None) -> None:
        if choice:
            show(app, nth + 1)

    app.push_screen(Choose(f"{nth + 1} of {len(STEPS)}: {title}", paragraphs, choices), chosen)
