"""The verbs of the command line that concern a board as a whole, and this computer's place on it."""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kindboard.cli.frame import DONE, NOT_DONE, answer, asked, did_all, in_a_terminal, opened, report, text, verb
from kindboard.errors import KindboardError
from kindboard.verbs.board import fill_in, set_name
from kindboard.words.inert import one_line

if TYPE_CHECKING:
    from kindboard.told import KnownBoard
    from kindboard.workspace.workspace import Workspace


@verb("init")
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--starter", default="kindness-in-practice", metavar="STARTER", help="Which principles to begin from.")
@click.option("--title", type=text, help="What the board is called, such as your team's name.")
@click.option("--name", type=text, help="Your name, as cards will show it. Leave it out for no name.")
def init(folder: str | None, starter: str, title: str | None, name: str | None) -> None:
    from kindboard.starters import boards, starters

    place, before = folder or asked().directory, boards.known()
    with (
        stoppable(),
        starters.init(Path(place) if place else None, starter=starter, title=title, name=name) as workspace,
    ):
        _tell_where(workspace, "Started", before)


@verb("join")
@click.argument("url", metavar="URL_OR_FOLDER")
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--name", type=text, help="Your name, as cards will show it. Leave it out for no name.")
def join(url: str, folder: str | None, name: str | None) -> None:
    from kindboard.starters import boards, starters

    place, before = folder or asked().directory, boards.known()
    with (
        stoppable(),
        signed_in(url, lambda: starters.join(url, Path(place) if place else None, name=name)) as workspace,
    ):
        _tell_where(workspace, "Joined", before)


@verb("connect")
@click.argument("url", metavar="URL_OR_FOLDER")
@click.option("--together", is_flag=True, help="Also where another board is shared already: put both in one place.")
def connect(url: str, together: bool) -> None:
    from kindboard.starters import starters

    with stoppable(), opened() as workspace:
        signed_in(url, lambda: starters.connect(workspace, url, together=together))
        document = _status(workspace)
        others = f'Others join it with "kindboard join {document["remote"] or url}".'
        answer(document, f"This board is shared from {document['remote'] or url} now.", others)


Result = TypeVar("Result")


def signed_in(where: "Workspace | str", act: Callable[[], Result]) -> Result:
    """Do it; where the server has something to ask first, and somebody is there to be asked, do it again after that."""
    try:
        return act()
    except KindboardError as error:
        if error.code != "sign-in" or not in_a_terminal():
            raise
    from kindboard.starters import starters

    starters.sign_in(where)
    return act()


@contextmanager
def stoppable() -> Iterator[None]:
    """A verb that is told to end, whose terminal goes away or that ctrl+c stops takes back what it had begun."""

    def stop(number: int, frame: FrameType | None) -> None:
        from kindboard.starters import starters

        # A git that is only just starting would go on after what it makes was taken away.
        starters.abandon()
        raise KeyboardInterrupt

    signals = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = [(number, signal.signal(number, stop)) for number in signals]
    try:
        yield
    finally:
        for number, was in before:
            signal.signal(number, was)


def _tell_where(workspace: "Workspace", done: str, before: Sequence["KnownBoard"]) -> None:
    """`before`: the boards that this computer knew already."""
    about = workspace.board().about
    how = [f'Open it with "kindboard -C {workspace.root}".']
    if last := next((board for board in before if board.there), None):
        how = [
            'From now on "kindboard" by itself opens this board.',
            f'"kindboard -C {last.root}" opens "{one_line(last.title)}"; on the screen b goes from one to another.',
        ]
    answer(_status(workspace), f'{done} "{one_line(about.title)}" in {workspace.root}.', *how)


@verb("name")
@click.argument("name", metavar="[NAME]", required=False, type=text)
@click.option("--none", "nameless", is_flag=True, help="From now on, no name on this computer's cards.")
def name(name: str | None, nameless: bool) -> None:
    with opened() as workspace:
        if nameless or name is not None:
            set_name(workspace, None if nameless or not (name or "").strip() else name)
        shown = f"Your cards carry the name {workspace.name}." if workspace.name else "Your cards carry no name."
        answer({"name": workspace.name}, shown)


@verb("wording")
@click.option(
    "--from", "file", metavar="FILE", help="A file with the wording, a line for each principle; - reads it in."
)
@click.option("--source", type=text, help="Where the wording was published.")
def wording(file: str | None, source: str | None) -> None:
    from kindboard.cli.typed import file_text, pasted_lines

    with opened() as workspace:
        wanted = len(workspace.board().brought)
        lines = file_text(file).splitlines() if file else pasted_lines(wanted)
        did_all(fill_in(workspace, [line.strip() for line in lines if line.strip()], source))


@verb("sync")
@click.option(
    "--now",
    is_flag=True,
    help="Send waiting no-name answers now, without the pause that hides their writer; the rest goes the next time.",
)
def sync(now: bool) -> int:
    with opened() as workspace:
        done = workspace.sync(now=now)
        if done.state == "sign-in" and in_a_terminal():
            from kindboard.starters import starters

            starters.sign_in(workspace)
            done = workspace.sync(now=now)
        document = {"state": done.state, "sent": done.sent, "received": done.received, "message": done.message}
        answer(document, done.message, *([done.another] if done.another else []))
        return DONE if done.state in ("synced", "local", "busy") else NOT_DONE


def _status(workspace: "Workspace") -> dict[str, Any]:
    status = workspace.status()
    return {
        "repo": str(status.repo),
        "board": status.board,
        "remote": status.remote,
        "unsent": status.unsent,
        "drafts": status.drafts,
        "attention": _attention(status.attention),
    }


def _attention(found: Any) -> list[dict[str, str]]:
    return [{"path": item.path, "problem": item.problem} for item in found]


@verb("status")
def status() -> None:
    with opened() as workspace:
        found = _status(workspace)
        report(
            found,
            lambda: [
                f"Board: {one_line(workspace.board().about.title)}",
                f"Folder: {found['repo']}",
                f"Shared from: {found['remote'] or 'nowhere yet; see kindboard connect --help'}",
                f"Saved here, to send: {found['unsent']}",
                f"Drafts kept on this computer: {found['drafts']}",
                f"Name on this computer: {workspace.name or 'none'}",
                *(
                    f"Needs attention: {one_line(item['path'])}: {one_line(item['problem'])}"
                    for item in found["attention"]
                ),
            ],
        )


@verb("check")
def check() -> int:
    with opened() as workspace:
        found = _attention([*workspace.check(), *workspace.board().unsettled])
        report(
            found,
            lambda: [f"{one_line(item['path'])}: {one_line(item['problem'])}" for item in found] or ["All is well."],
        )
        return NOT_DONE if found else DONE


VERBS: tuple[click.Command, ...] = (init, join, connect, name, wording, sync, status, check)
