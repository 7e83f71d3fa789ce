"""Pool: the round's answers and themes, marks, and what becomes of the answers that are marked."""

from collections.abc import Sequence

from kindboard.board.pool import Pooled, pooled, standing, themes_now
from kindboard.cards.cards import Answer, Card, Theme
from kindboard.plain import naming
from kindboard.plain.listed import Listed, line, only
from kindboard.plain.session import Session
from kindboard.plain.talk import Choice
from kindboard.terms import counted
from kindboard.verbs import themes
from kindboard.verbs.done import Done
from kindboard.words.inert import one_line

NEW, NONE = "new", "none"
NONE_MARKED = "No answers are marked. Mark them by their numbers, or one by one while you read them."


def open_pool(session: Session) -> None:
    listed = Listed(session, lambda: _pool(session).themes)

    def told() -> list[str]:
        board, marked = session.board, len(marked_now(session))
        lines = [f"Pool: {counted(len(themes_now(board)), 'theme')}. {standing(board) or 'There are no answers yet.'}"]
        return [*lines, *([f"{counted(marked, 'answer')} marked."] if marked else [])]

    def choices() -> list[Choice]:
        pool, marked = _pool(session), bool(marked_now(session))
        none = "" if marked else NONE_MARKED
        no_themes = "" if pool.themes else "There are no themes yet. Make one of the marked answers."
        in_themes = "" if _in_themes(session, marked_now(session)) else "No marked answer is in a theme."
        return [
            Choice("Read the answers that are in no theme", lambda: _read(session, alone=True), "",
                   "" if pool.ungrouped else "Every answer is in a theme, or there is none yet."),
            Choice("Read all answers of the round", lambda: _read(session, alone=False), "",
                   "" if pool.answers else "There are no answers yet."),
            Choice("Mark answers that say one thing, by their numbers", lambda: _mark_several(session), "mark",
                   "" if pool.answers else "There are no answers yet."),
            Choice("Make a theme of the marked answers", lambda: new_theme(session, marked_now(session)), "new_theme",
                   none),
            Choice("Put the marked answers into a theme that is there",
                   lambda: put_into_a_theme(session, marked_now(session)), "group", none or no_themes),
            Choice("Take the marked answers out of their themes", lambda: take_out(session, marked_now(session)),
                   "take_out", none or in_themes),
            Choice("Unmark all", lambda: session.marks.clear(), "mark", none),
            Choice("Start a theme without answers", lambda: new_theme(session, ()), "new_theme"),
            *listed.choices(),
        ]  # fmt: skip

    session.talk.menu(told, choices)


def _pool(session: Session) -> Pooled:
    return pooled(session.board, session.board)


def _read(session: Session, *, alone: bool) -> None:
    listed = Listed(session, lambda: _pool(session).ungrouped if alone else _pool(session).answers)
    title = "Answers that are in no theme." if alone else "All answers of the round."
    session.talk.menu(lambda: [title], listed.choices)


def verbs(session: Session, card: Card, gone: str) -> list[Choice]:
    """What is done to an answer, and to a theme, that is being read. `gone`: why nothing is now."""
    no_answer, no_theme = (Choice("", _nothing, "", only(name, card)) for name in ("mark", "rename_theme"))
    on_answer, on_theme = [no_answer] * 2, [no_theme] * 4
    if isinstance(card, Answer):
        marking = "Take its mark away" if card.path in session.marks else "Mark it, to group it with others"
        on_answer = [
            Choice(marking, lambda: mark(session, card), "mark", gone),
            Choice("Take it out of its theme", lambda: take_out(session, [card]), "take_out",
                   gone or ("" if _in_themes(session, [card]) else "It is in no theme.")),
        ]  # fmt: skip
    elif isinstance(card, Theme):
        empty = gone or ("" if session.board.grouped(card) else "No answers are in it.")
        alone = gone or ("" if {t.path for t in themes_now(session.board)} - {card.path} else "There is no other.")
        on_theme = [
            Choice("Read its answers", lambda: read_theme(session, card), "read", empty),
            Choice("Give it another title", lambda: rename(session, card), "rename_theme", gone),
            Choice("Take answers out of it, or split it", lambda: split(session, card), "take_out", empty),
            Choice("Put it together with another theme", lambda: put_together(session, card), "join_theme", alone),
        ]
    return [*on_answer, *on_theme]


def _nothing() -> None:
    """There is nothing to do it to."""


# Marks -----------------------------------------------------------------------------------------------------------


def marked_now(session: Session) -> list[Answer]:
    found = (session.board.by_path.get(path) for path in session.marks)
    return [card for card in found if isinstance(card, Answer)]


def mark(session: Session, answer: Answer) -> None:
    """Mark it, or take its mark away."""
    if answer.path in session.marks:
        del session.marks[answer.path]
    else:
        session.marks[answer.path] = None
    count = len(marked_now(session))
    many = f"{counted(count, 'answer')} {'is' if count == 1 else 'are'} marked" if count else "No answer is marked"
    session.talk.say(f"{many}. Pool has what can be done with marked answers.")


def _mark_several(session: Session) -> None:
    """Those in no theme; where there are none, all."""
    pool = _pool(session)
    found = _several(session, "Which of these say one thing?", pool.ungrouped or pool.answers)
    session.marks |= {answer.path: None for answer in found}


def _several(session: Session, question: str, answers: Sequence[Answer]) -> list[Answer]:
    paths = session.talk.several(question, [(answer.path, line(session, answer)) for answer in answers])
    return [answer for answer in answers if answer.path in paths]


# Themes ----------------------------------------------------------------------------------------------------------


def new_theme(session: Session, answers: Sequence[Answer]) -> None:
    """Make a theme of some answers, or an empty one, in one step."""

    def made(title: str) -> Done:
        done = themes.new_theme(session.work, title, answers)
        _unmark(session, answers)
        return done

    naming.ask_title(session, "What do these answers say, in a few words?" if answers else "What is it called?", made,
                     answers)  # fmt: skip


def put_into_a_theme(session: Session, answers: Sequence[Answer]) -> None:
    there = themes_now(session.board)
    options = [(NEW, "A new theme"), *((theme.path, one_line(theme.title)) for theme in there)]
    chosen = session.talk.pick("Into which theme?", options)
    if chosen == NEW:
        new_theme(session, answers)
        return
    theme = next(theme for theme in there if theme.path == chosen)
    if session.attempt(lambda: themes.group(session.work, theme, answers)):
        _unmark(session, answers)


def take_out(session: Session, answers: Sequence[Answer]) -> None:
    """Out of their themes: into a new one, or to no theme."""
    answers = _in_themes(session, answers)
    its = "it" if len(answers) == 1 else "them"
    where = session.talk.pick(f"Where to put {its}?", [(NONE, "Into no theme"), (NEW, "Into a new theme")])
    if where == NEW:
        new_theme(session, answers)
        return
    if session.attempt(lambda: themes.take_out(session.work, answers)):
        _unmark(session, answers)


def split(session: Session, theme: Theme) -> None:
    """Some of a theme's answers, taken out together."""
    found = _several(session, "Which of its answers?", answers_of(session, theme))
    if found:
        take_out(session, found)


def answers_of(session: Session, theme: Theme) -> Sequence[Answer]:
    """In the order of their principles and questions; of an earlier round's theme, as they were written."""
    return _pool(session).grouped.get(theme.path) or session.board.grouped(theme)


def read_theme(session: Session, theme: Theme) -> None:
    """The answers that are in it, one by one."""
    listed = Listed(session, lambda: answers_of(session, theme))
    session.talk.menu(lambda: [f'Answers in "{one_line(theme.title)}".'], listed.choices)


def rename(session: Session, theme: Theme) -> None:
    session.talk.tell("It is called", one_line(theme.title))
    naming.ask_title(
        session, "What is its new title?", lambda title: themes.rename(session.work, theme, title), theme=theme
    )


def put_together(session: Session, theme: Theme) -> bool | None:
    """Everything of it goes into another theme, and it is taken off."""
    others = [each for each in themes_now(session.board) if each.path != theme.path]
    question = "Put it together with which theme? Its answers, summary and notes go there, and its own title goes."
    chosen = session.talk.pick(question, [(each.path, one_line(each.title)) for each in others])
    into = next(each for each in others if each.path == chosen)
    return session.attempt(lambda: themes.put_together(session.work, theme, into)) or None


def _in_themes(session: Session, answers: Sequence[Answer]) -> list[Answer]:
    themes = {theme.id for theme in session.board.themes}
    return [answer for answer in answers if answer.theme in themes]


def _unmark(session: Session, answers: Sequence[Answer]) -> None:
    for answer in answers:
        session.marks.pop(answer.path, None)
