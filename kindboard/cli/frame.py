"""The frame of the command line: options that every verb has, what is printed where, and how every run ends.

Exit 0 is done, 1 not done, 2 wrong usage, 130 stopped by the person. With `--json` there is exactly one JSON document
on stdout, an error included; what is said to people then goes to stderr.
"""

import os
import re
import select
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, NoReturn

import click
import msgspec

from kindboard.actions.actions import command
from kindboard.cards.cards import Card, as_json
from kindboard.errors import KindboardError, WrongUse
from kindboard.terms import quoted
from kindboard.words.inert import inert

if TYPE_CHECKING:
    from kindboard.verbs.done import Done
    from kindboard.workspace.workspace import Workspace

DONE, NOT_DONE, STOPPED = 0, 1, 130

UNDO = 'Take it back with "kindboard undo".'

OWN_FAULT = KindboardError(
    "own-fault",
    "Something went wrong in kindboard itself. What you saved is safe.",
    "Try again; to see what it was, for whoever helps you, set KINDBOARD_DEBUG=1 first.",
)


class Asked(msgspec.Struct):
    """What the options of every verb said."""

    directory: str | None = None
    board: str | None = None
    json: bool = False


def asked() -> Asked:
    found: Asked = click.get_current_context().find_root().obj
    return found


# What is printed -------------------------------------------------------------------------------------------------


def say(text: str) -> None:
    """Something for people: on stdout, but on stderr where stdout is for a JSON document."""
    print(inert(text), file=sys.stderr if asked().json else sys.stdout)


def answer(document: Any, *lines: str) -> None:
    """What a verb found or did: the document for `--json`, the lines for people."""
    if asked().json:
        _print_json(document)
    for line in lines:
        say(line)


def did(done: "Done", *more: str) -> None:
    """What a verb did to one card: the card as it is now, and which one it is."""
    (card,) = done.cards
    lines = [which(done.said, card), *([done.more] if done.more else []), *more]
    answer(as_json(card), *lines, *([UNDO] if done.undo else []))


def did_all(done: "Done") -> None:
    """What a verb did to several cards at once."""
    answer([as_json(card) for card in done.cards], done.sentence, *([UNDO] if done.undo else []))


def which(said: str, card: Card) -> str:
    return f"{said}: {quoted(card)}, {card.id}."


def report(document: Any, lines: Callable[[], Sequence[str]]) -> None:
    """What a verb was asked to show: as `answer`, but the document says it all."""
    if asked().json:
        _print_json(document)
    else:
        for line in lines():
            say(line)


def _print_json(document: Any) -> None:
    # UTF-8 whatever the terminal speaks, as JSON asks; so past the text layer.
    sys.stdout.flush()
    sys.stdout.buffer.write(msgspec.json.encode(document) + b"\n")
    sys.stdout.buffer.flush()


def in_a_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def can_draw() -> bool:
    """Whether there is a terminal to draw the board in."""
    return in_a_terminal() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


# Verbs -----------------------------------------------------------------------------------------------------------


def _remember(context: click.Context, option: click.Parameter, value: Any) -> None:
    if value and option.name:
        setattr(context.find_root().obj, option.name, value)


def _shared_options(env: str | None = None) -> list[click.Parameter]:
    """The options that may stand before and after every verb."""
    told: dict[str, Any] = {"callback": _remember, "expose_value": False, "is_eager": True}
    return [
        click.Option(["-C", "directory"], metavar="DIR", envvar=env, help="The folder the board is in.", **told),
        click.Option(["--board"], metavar="BOARD", help="Which board, where the folder has several.", **told),
        click.Option(["--json"], is_flag=True, help="Print one JSON document, for other programs.", **told),
    ]


_ID_LIKE = re.compile(r"-(?:\d+-)*[0-9a-z]+")


class Verb(click.Command):
    """One verb. `text_after` arguments are taken as they are, also when the next one begins with `-`."""

    def __init__(self, *args: Any, text_after: str | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.params += _shared_options()
        self.text_after = text_after
        self.allow_extra_args = True
        self.ignore_unknown_options = any(getattr(param.type, "func", None) is card_id for param in self.params)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if self.text_after:
            args = self._text_last(args)
        try:
            super().parse_args(ctx, self._repeated(args))
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if ctx.args:
            raise WrongUse(
                "too-many-words",
                f'"{ctx.args[0]}" is one word too many here.',
                f'Text of several words goes in quotes. See "{ctx.command_path} --help".',
            )
        return ctx.args

    def _repeated(self, args: list[str]) -> list[str]:
        """`--from A B` as `--from A --from B`: what may be repeated takes every word up to the next option."""
        many = {name for o in self.params if isinstance(o, click.Option) and o.multiple for name in o.opts}
        result: list[str] = []
        option, is_value = "", False
        for place, arg in enumerate(args):
            if arg == "--":
                return result + args[place:]
            if is_value:
                is_value = False
            elif arg.startswith("-"):
                option = arg if arg in many else ""
                is_value = self._takes_a_word(arg)
            elif option:
                result.append(option)
            result.append(arg)
        return result

    def _takes_a_word(self, arg: str) -> bool:
        return any(arg in o.opts for o in self.params if isinstance(o, click.Option) and not o.is_flag)

    def _text_last(self, args: list[str]) -> list[str]:
        """The word after the first plain one moved behind `--`, unless it is an option and text still follows."""
        place = 0
        while place < len(args) and args[place].startswith("-") and not _ID_LIKE.fullmatch(args[place]):
            place += 2 if self._takes_a_word(args[place]) else 1
        place += 1
        own = {name for option in self.params for name in option.opts}
        while place + 1 < len(args) and args[place] in own:
            width = 2 if self._takes_a_word(args[place]) else 1
            if place + width >= len(args):
                break
            place += width
        if place >= len(args) or args[place] == "--":
            return args
        return [*args[:place], *args[place + 1 :], "--", args[place]]


def card_id(typed: str) -> str:
    """An id or the ending of one, for `type=`; `-k7f3m9q2` is an ending, too, and no option."""
    if typed.startswith("-") and not _ID_LIKE.fullmatch(typed):
        raise click.NoSuchOption(typed)
    return typed


def text(typed: str) -> str:
    """Words somebody typed, for `type=`. Raises WrongUse for bytes that are no letters."""
    try:
        typed.encode()
    except UnicodeEncodeError:
        raise WrongUse(
            "not-text", "Some of the letters typed can't be read.", "Type it again, or load it from a UTF-8 file."
        ) from None
    return typed


def verb(name: str, more: str = "", **settings: Any) -> Callable[[Callable[..., Any]], Verb]:
    """A function as a verb, with its help from the one list of actions and `more` of its own."""
    action = command(name)
    return click.command(name, cls=Verb, short_help=action.label, help=f"{action.help}\n\n{cleandoc(more)}", **settings)


@contextmanager
def opened() -> "Iterator[Workspace]":
    """The board that `-C`, `--board` or the folder we are in names. Raises KindboardError."""
    import kindboard

    with kindboard.open(asked().directory, asked().board) as workspace:
        yield workspace


# How a run ends --------------------------------------------------------------------------------------------------


class Family(click.Group):
    """Verbs that share a beginning, such as `add`."""

    command_class = Verb

    def __init__(self, *args: Any, env: str | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.params += _shared_options(env)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands:
            from difflib import get_close_matches  # only who mistypes waits for it

            path, near = ctx.command_path, get_close_matches(args[0], self.commands, 1)
            meant = f'Did you mean "{path} {near[0]}"? ' if near else ""
            see = f'{meant}See "{path} --help" for what it can do.'
            raise WrongUse("unknown-verb", f'"{path}" does not know "{args[0]}".', see)
        return super().resolve_command(ctx, args)


class Verbs(Family):
    """All the verbs. Whatever happens, a run ends in one plain sentence and an exit status."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        typed = list(sys.argv[1:] if args is None else args)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        sys.exit(self._run(typed))

    def _run(self, args: list[str]) -> int:
        told = Asked()
        try:
            with self.make_context("kindboard", args, obj=told) as context:
                status = self.invoke(context) or DONE
            sys.stdout.flush()
        except click.exceptions.Exit as end:
            return end.exit_code
        except (KeyboardInterrupt, click.Abort):
            print("\nStopped. What was saved is safe.", file=sys.stderr)
            return STOPPED
        except click.UsageError as error:
            return _not_done(_in_our_words(error), args)
        except KindboardError as error:
            return _not_done(error, args)
        except Exception as error:
            if isinstance(error, BrokenPipeError) and _reader_has_gone():
                # It (`head`, say) has read enough; what was asked is done. Nothing may be flushed at exit.
                _leave_standard_output()
                return DONE
            if os.environ.get("KINDBOARD_DEBUG"):
                raise
            return _not_done(_about_this_computer(error) if isinstance(error, OSError) else OWN_FAULT, args)
        return int(status)


def _reader_has_gone() -> bool:
    """Whether it was standard output that broke, and no pipe to a git of ours: then nothing may have been done."""
    if not hasattr(select, "poll"):
        return True  # Windows, which tells of a pipe that broke in another way
    poll = select.poll()
    poll.register(1, select.POLLOUT)
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0))


def _leave_standard_output() -> None:
    """It takes no more: nothing may be flushed to it at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _not_done(error: KindboardError, args: Sequence[str]) -> int:
    # What was typed wrong may have stopped the reading before it came to --json.
    if "--json" in args:
        try:
            _print_json({"error": {"code": error.code, "message": error.message, "next": error.next}})
        except OSError:
            _leave_standard_output()
    print(inert(str(error)), file=sys.stderr)
    return error.exit_status


def _about_this_computer(error: OSError) -> KindboardError:
    return KindboardError(
        "computer",
        f"This computer did not let kindboard read or write {error.filename or 'a file'}. What was saved is safe.",
        "See that the folder may be written to and that the disk is not full, then try again.",
    )


def _in_our_words(error: click.UsageError) -> WrongUse:
    verb = error.ctx.command_path if error.ctx else "kindboard"
    see = f'See "{verb} --help".'
    if isinstance(error, click.NoSuchOption):
        close = f"Did you mean {error.possibilities[0]}? " if error.possibilities else ""
        return WrongUse("unknown-option", f'"{verb}" has no option "{error.option_name}".', close + see)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        wanted = error.param.opts[0] if isinstance(error.param, click.Option) else error.param.human_readable_name
        return WrongUse("missing", f'"{verb}" needs {wanted.rstrip(".")}, too.', see)
    if isinstance(error, click.BadOptionUsage):
        return WrongUse("missing", f'"{error.option_name}" needs a word after it.', see)
    return WrongUse("wrong-use", error.format_message(), see)
