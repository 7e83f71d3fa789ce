"""What is exported is complete, harmless wherever it is opened, and names nobody where it says so."""

import csv
import io
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kindboard.board.board import QUESTION_TEXT, Board, assemble
from kindboard.board.review import LookBack
from kindboard.cards.toml import read_card
from kindboard.export.blocks import Bullets, Heading, Page, Quote, Table, Text
from kindboard.export.document import document
from kindboard.export.html import html
from kindboard.export.markdown import escaped, markdown
from kindboard.export.people import people
from kindboard.export.spreadsheet import spreadsheet
from kindboard.export.whole import whole
from kindboard.workspace.workspace import Workspace
from tests.builders import ABoard
from tests.commands import kindboard, refused
from tests.teams import a_workspace

TODAY = date(2026, 11, 23)
WHERE = {"principle": "walk-a-mile", "question": "improve"}
HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "[red]b[/]",
    "# no heading", "1. no list", "- no bullet", "> no quote", "`no code`", "*no* _emphasis_", "a | b", "{{ 7 * 7 }}",
    "{% raw %}", "\x1b[31mred", "\u202eback", "a,b;c\"d", "line\nline", "&lt;", "![i](x)", "~~no~~", "<!-- no -->",
]  # fmt: skip


def a_page(text: str) -> Page:
    table = Table(text, (text, text), ((text, text),))
    return Page(text, text, (Heading(text), Text(text), Quote(text, text), Bullets((text,)), table))


def exported(workspace: Workspace) -> Board:
    """The board that the files in a document are."""
    told = json.loads(kindboard("export", "--to", "json", at=workspace.root).out)
    return assemble(told["board"], [read_card(card["path"], card["toml"].encode()) for card in told["cards"]])


def test_the_board_can_be_made_again_from_its_document(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        workspace.add("answer", {**WHERE, "text": 'Müde 🙂 \\ """ \'x\'\nand more'})
        item = workspace.add("plan", {"column": "start", "title": "Ten quiet minutes", "review_by": TODAY})
        workspace.note(item, "Still so.")
        assert list(exported(workspace)) == list(workspace.board())


def test_the_document_tells_what_could_not_be_read() -> None:
    board = ABoard().with_answer().build()
    assert document(board, TODAY)["attention"] == []
    assert document(board, TODAY)["day"] == TODAY


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_spreadsheet_is_a_formula_and_every_word_is_in_it(text: str) -> None:
    sheet = spreadsheet(ABoard().with_answer(text, by=text).build())
    assert sheet.startswith("\ufeffkind,id,")
    head, row = csv.reader(io.StringIO(sheet.removeprefix("\ufeff"), newline=""))
    found = dict(zip(head, row, strict=True))
    assert found["text"].removeprefix("'") == found["by"].removeprefix("'") == text
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not [name for name, _ in attributes if name.startswith("on") or name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def read(written: str) -> Tags:
    tags = Tags()
    tags.feed(written)
    return tags


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_people_typed_acts_in_a_browser_or_as_markdown(text: str) -> None:
    usual, tags = read(html(a_page("words"))), read(html(a_page(text)))
    assert tags.tags == usual.tags
    assert text.strip() in "".join(tags.said)
    rendered, plain = (
        read(MarkdownIt("commonmark").enable("table").enable("strikethrough").render(markdown(a_page(words))))
        for words in (text.replace("\n", " "), "words")
    )
    assert rendered.tags == plain.tags


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=1))
def test_any_line_reads_in_markdown_as_it_was_typed(text: str) -> None:
    tags = read(MarkdownIt("commonmark").render(escaped(text)))
    assert tags.tags == ["p"]
    assert "".join(tags.said).rstrip("\n").replace("\ufffd", "") == text.replace("\ufffd", "")


def test_a_page_loads_nothing_and_says_so_to_the_browser() -> None:
    written = html(a_page("words"))
    assert "default-src 'none'" in written
    assert not re.findall(r"https?:|url\(|@import|<script|<link", written)


def test_the_page_for_people_names_nobody() -> None:
    item = {"owner": "Xanthe", "why": "Xanthe said so.", "review_by": TODAY, "needs": ("funding",)}
    board = (
        ABoard()
        .with_theme("Rushed mornings")
        .with_plan_item(title="Ring first", **item)
        .with_answer("Too fast.", by="Xanthe")
        .build()
    )
    page = markdown(people(board))
    assert "Xanthe" not in page
    assert "Too fast" not in page
    for words in ("Rushed mornings", "Ring first", "needs funding", "by 23 Nov 2026"):
        assert words in page


def test_the_whole_page_has_every_answer_the_plan_and_what_moved() -> None:
    then = ABoard().with_plan_item(title="Ring first").build()
    now = ABoard().with_plan_item(title="Ring first", status="done", outcome="We do").with_answer("Too fast.").build()
    page = markdown(whole(LookBack(then, now, date(2026, 6, 1), TODAY), ()))
    for words in ("Started, and done: “Ring first”. We do.", "Too fast.", "From 1 Jun 2026 to 23 Nov 2026"):
        assert words in page


def test_the_worksheet_has_the_four_questions(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        sheet = kindboard("export", "--to", "html", "--blank", at=workspace.root).out
    said = " ".join(read(sheet).said)
    assert all(question in said for question in QUESTION_TEXT.values())
    assert read(sheet).tags.count("div") >= 20


def test_an_export_goes_to_a_new_file_and_never_over_another(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        file = tmp_path / "board.md"
        for form in ("md", "html", "csv", "json"):
            assert kindboard("export", "--to", form, "-o", str(tmp_path / f"b.{form}"), at=workspace.root).status == 0
        file.write_text("Mine.")
        refused(kindboard("export", "--to", "md", "-o", str(file), at=workspace.root), 1)
        assert file.read_text() == "Mine."
        refused(kindboard("export", "--to", "md", "-o", str(tmp_path / "no" / "b.md"), at=workspace.root), 1)
        refused(kindboard("export", "--to", "csv", "--blank", at=workspace.root), 2)
        refused(kindboard("export", at=workspace.root), 2)


def test_the_past_can_be_exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINDBOARD_NOW", "2026-03-02T10:00:00+00:00")
    with a_workspace(tmp_path) as workspace:
        workspace.add("answer", {**WHERE, "text": "Said in March."})
        monkeypatch.setenv("KINDBOARD_NOW", "2026-04-02T10:00:00+00:00")
        workspace.add("answer", {**WHERE, "text": "Said in April."})
        past = kindboard("export", "--to", "md", "--at", "31 March 2026", at=workspace.root).out
        today = kindboard("export", "--to", "md", at=workspace.root).out
    assert ("Said in March" in past, "Said in April" in past, "Said in April" in today) == (True, False, True)
