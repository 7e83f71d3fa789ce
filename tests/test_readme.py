"""The README says what is so."""

import re

from kindboard.cli.app import app
from tests.readme import README, written


def test_the_commands_are_as_help_says() -> None:
    assert README.read_text(encoding="utf-8") == written(), "run: python -m tests.readme"


def test_every_command_it_names_is_one() -> None:
    text = README.read_text(encoding="utf-8").partition("<!--")[0]
    named = set(re.findall(r"^ {4}kindboard (\w+)|`kindboard (\w+)", text, re.MULTILINE))
    assert {one or other for one, other in named} <= set(app.commands)
