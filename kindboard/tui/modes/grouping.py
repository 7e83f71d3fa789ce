"""The verbs of Pool: grouping, splitting, naming, putting together, and from a theme into the plan."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from kindboard.board.board import Draft
from kindboard.board.pool import themes_now
from kindboard.cards.cards import Answer, Card, Theme
from kindboard.terms import quoted
from kindboard.tui.parts.rows import counted
from kindboard.tui.session import SessionScreen
from kindboard.tui.sheets.dialogs import Choose
from kindboard.tui.sheets.naming import SameTitle, ask_title
from kindboard.verbs import themes as verbs

NAMED_AT_ONCE = 4
"""So many answers a question names by their words."""
NEW = "new"


class Grouping(SessionScreen[None]):
    """Mixed into Pool. Each verb acts on the answers that were marked, or else in hand, when its key was pressed."""

    OWN: ClassVar[frozenset[str]] = frozenset(
        {"mark", "group", "new_theme", "take_out", "join_theme", "rename_theme", "into_plan"}
    )

    if TYPE_CHECKING:

        @property
        def in_hand(self) -> Card | Draft | None: ...

        @property
        def marked(self) -> list[Answer]: ...

        @property
        def shown_theme(self) -> Theme | None: ...

        def open(self, key: str) -> None: ...

        def unmark(self) -> None: ...

    # What they act on

    @property
    def chosen(self) -> list[Answer]:
        """The marked answers; with none marked, the one in hand."""
        card = self.in_hand
        return self.marked or ([card] if isinstance(card, Answer) else [])

    @property
    def _in_themes(self) -> list[Answer]:
        themes = {theme.id for theme in self.app.board_shown.themes}
        return [answer for answer in self.chosen if answer.theme in themes]

    def can_group(self, name: str) -> bool:
        """Whether a verb of Pool's own does something now."""
        card = self.in_hand
        if name == "mark":
            return isinstance(card, Answer)
        if name == "group":
            return bool(self.chosen)
        if name == "take_out":
            return bool(self._in_themes)
        if name == "join_theme":
            return self.shown_theme is not None and len(themes_now(self.app.board_shown)) > 1
        if name == "new_theme":
            return bool(self.app.board_shown.current)
        if name == "into_plan":
            return self._to_plan is not None
        return self.shown_theme is not None

    # Into a theme

    def action_group(self) -> None:
        cards = self.chosen
        if not cards:
            return
        themes = {theme.path: theme for theme in themes_now(self.app.board_shown)}
        if not themes:
            self._name_new(cards)
            return

        def chosen(choice: str | None) -> None:
            if choice == NEW:
                self._name_new(cards)
            elif choice is not None:
                self._group(themes[choice], cards)

        choices = [(NEW, "A new theme"), *((path, quoted(theme)) for path, theme in themes.items())]
        question = f"Put {_these(cards)} into which theme?"
        self.app.push_screen(Choose(question, _named(cards), choices), chosen)

    def _group(self, theme: Theme, cards: Sequence[Answer]) -> None:
        if self.app.attempt(lambda: verbs.group(self.app.work, theme, cards)):
            self.unmark()

    def action_new_theme(self) -> None:
        self._name_new(self.marked)

    def _name_new(self, cards: Sequence[Answer]) -> None:
        def made(title: str) -> bool:
            saved = self.app.attempt(lambda: verbs.new_theme(self.app.work, title, cards))
            if saved and cards:
                self.unmark()
            return saved

        question = f"A theme of {counted(len(cards), 'answer')}" if cards else "A new theme, empty as yet"

        def taken(theme: Theme) -> None:
            if cards:
                self._group(theme, cards)
            else:
                self.open(theme.path)

        words = f"Put {_these(cards)} into that one" if cards else "Go to that one"
        self._ask_title(question, _named(cards), "", made, cards, same=(words, taken))

    # Out of a theme

    def action_take_out(self) -> None:
        cards = self._in_themes
        if not cards:
            return

        def chosen(choice: str | None) -> None:
            if choice == NEW:
                self._name_new(cards)
            elif choice is not None and self.app.attempt(lambda: verbs.take_out(self.app.work, cards)):
                self.unmark()

        what = f"Take {_these(cards)} out, and put {'it' if len(cards) == 1 else 'them'} where?"
        choices = (("none", "Back to no theme"), (NEW, "Into a new theme"), ("", "Leave it as it is"))
        self.app.push_screen(Choose(what, _named(cards), choices), chosen)

    # The theme itself

    def action_rename_theme(self) -> None:
        theme = self.shown_theme
        if theme is None:
            return
        old = theme

        def renamed(title: str) -> bool:
            return self.app.attempt(lambda: verbs.rename(self.app.work, old, title))

        def joined(other: Theme) -> None:
            self._join(old, other)

        same = ("Put the two together", joined)
        self._ask_title("What is this theme called?", (), theme.title, renamed, theme=theme, same=same)

    def action_join_theme(self) -> None:
        theme = self.shown_theme
        if theme is None:
            return
        one = theme
        others = {each.path: each for each in themes_now(self.app.board_shown) if each.path != theme.path}

        def chosen(choice: str | None) -> None:
            if choice is not None:
                self._join(one, others[choice])

        words = ("Its answers, summary and notes go there, and its own title goes. u brings it back.",)
        choices = [(path, quoted(each)) for path, each in others.items()]
        self.app.push_screen(Choose(f"Put {quoted(theme)} together with which theme?", words, choices), chosen)

    def _join(self, theme: Theme, into: Theme) -> None:
        if self.app.attempt(lambda: verbs.put_together(self.app.work, theme, into)):
            self.open(into.path)

    def _ask_title(
        self,
        question: str,
        paragraphs: Sequence[str],
        value: str,
        then: Callable[[str], bool],
        cards: Sequence[Answer] = (),
        theme: Theme | None = None,
        *,
        same: SameTitle,
    ) -> None:
        fields: dict[str, Any] = {"cards": tuple(card.id for card in cards)} if cards else {}
        ask_title(self.app, question, paragraphs, value, then, fields, theme, same=same)

    # Into the plan

    def action_into_plan(self) -> None:
        from kindboard.tui.sheets.planning import offer

        if (source := self._to_plan) is not None:
            offer(self.app, source)

    @property
    def _to_plan(self) -> Theme | Answer | None:
        """The theme that is shown; beside the themes, the answer in hand."""
        card = self.in_hand
        return self.shown_theme or (card if isinstance(card, Answer) else None)


def _these(cards: Sequence[Answer]) -> str:
    return "this answer" if len(cards) == 1 else f"these {len(cards):,} answers"


def _named(cards: Sequence[Answer]) -> tuple[str, ...]:
    """The first of some answers by their words, and how many more there are."""
    names = [quoted(card) for card in cards[:NAMED_AT_ONCE]]
    more = len(cards) - len(names)
    return (*names, *([f"and {more:,} more"] if more else []))
