"""The board written down, in whichever way somebody asks for."""

from datetime import date
from typing import Literal, get_args

from kindboard.export.blocks import Page
from kindboard.workspace.workspace import Workspace

Form = Literal["md", "html", "csv", "json"]
FORMS: tuple[Form, ...] = get_args(Form)
Reader = Literal["team", "people", "nobody yet"]
"""For whom a page is: the team, people who draw on support, or whoever will write on it."""


def written(workspace: Workspace, form: Form, day: date, reader: Reader = "team") -> str:
    """As the board stood on a day; CSV and JSON have no reader. Raises KindboardError."""
    # Each is loaded when it is asked for: no other verb needs it.
    if form == "json":
        import msgspec

        from kindboard.export.document import document

        return msgspec.json.format(msgspec.json.encode(document(workspace.at(day), day)), indent=1).decode() + "\n"
    if form == "csv":
        from kindboard.export.spreadsheet import spreadsheet

        return spreadsheet(workspace.at(day))
    page = _page(workspace, day, reader)
    if form == "html":
        from kindboard.export.html import html

        return html(page)
    from kindboard.export.markdown import markdown

    return markdown(page)


def _page(workspace: Workspace, day: date, reader: Reader) -> Page:
    if reader == "nobody yet":
        from kindboard.export.worksheet import worksheet

        return worksheet(workspace.at(day))
    if reader == "people":
        from kindboard.export.people import people

        return people(workspace.at(day))
    from kindboard.export.whole import whole

    return whole(workspace.look_back(until=day), workspace.plan_over_time(day))
