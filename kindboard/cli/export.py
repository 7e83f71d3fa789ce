"""The verb of the command line that writes the board down to be read elsewhere."""

import sys
from pathlib import Path

import click

from kindboard.cli.frame import answer, asked, opened, verb
from kindboard.cli.past import at_option, day_given
from kindboard.errors import WrongUse
from kindboard.export.written import FORMS, Form, written
from kindboard.words.inert import one_line


@verb("export", "Without -o, it is printed. No draft is ever exported.")
@click.option("--to", "form", type=click.Choice(FORMS), required=True, help="What to write.")
@click.option("-o", "--output", "file", metavar="FILE", help="The file to write; one that is there is kept.")
@at_option
@click.option("--for", "reader", type=click.Choice(["people"]), help="One page for people who draw on support.")
@click.option("--blank", is_flag=True, help="A sheet of the four questions to print and write on.")
def export(form: Form, file: str | None, at: str | None, reader: str | None, blank: bool) -> None:
    if file is None and asked().json:
        raise WrongUse("no-file", "With --json, an export needs a file to go to.", "Name it with -o FILE.")
    if form in ("csv", "json") and (reader or blank):
        raise WrongUse("no-page", f"--for and --blank make a page, and {form} is none.", "Use --to html or --to md.")
    with opened() as workspace:
        day = day_given(workspace, at) or workspace.today
        text = written(workspace, form, day, "nobody yet" if blank else "people" if reader else "team")
        if file is None:
            sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
            return
        workspace.write_to(Path(file), text)
        answer({"file": file}, f"Written to {one_line(file)}.")
