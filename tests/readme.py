"""`python -m tests.readme` writes what `--help` says into the README; a test checks that it is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from kindboard.cli.app import app

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- what --help says: python -m tests.readme -->\n", "<!-- the end of it -->\n"
EVERYWHERE = re.compile(r"^  (?:-C DIR|--board BOARD|--json|--help) .*\n", re.MULTILINE)
"""Options that every verb takes, told once."""
WIDTH = 100


def reference() -> str:
    """Every verb's own help, one below the other."""
    parts = [f"```text\n{_help('kindboard', app)}```\n"]
    for name, command in _verbs("kindboard", app):
        told = EVERYWHERE.sub("", _help(name, command))
        told = re.sub(r"\nOptions:\n(?=\n|\Z)", "", told).rstrip("\n")
        parts.append(f"<details><summary><code>{name}</code></summary>\n\n```text\n{told}\n```\n\n</details>\n")
    return "\n".join(parts)


def _verbs(name: str, group: click.Group) -> Iterator[tuple[str, click.Command]]:
    for verb in group.list_commands(click.Context(group)):
        command = group.commands[verb]
        yield f"{name} {verb}", command
        if isinstance(command, click.Group):
            yield from _verbs(f"{name} {verb}", command)


def _help(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
    return f"{command.get_help(context)}\n"


def written() -> str:
    """The README with what `--help` says now."""
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{reference()}\n{END}{after}"


if __name__ == "__main__":
    README.write_text(written(), encoding="utf-8")
