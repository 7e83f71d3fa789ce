"""In plain lines: what was sent is named before it is taken back, and a review that was broken off is gone on with."""

from datetime import date
from pathlib import Path

import pytest

from kindboard.starters import starters
from tests.plain.talks import a_talk
from tests.teams import a_workspace


def test_what_was_sent_is_named_before_it_is_taken_back(tmp_path: Path) -> None:
    with a_workspace(tmp_path, name="Sam") as board:
        board.add("plan", {"column": "start", "title": "Tea before paperwork"})
        starters.connect(board, str(tmp_path / "shared"))
        board.sync()
        told = a_talk(board, "u", "no", "q").text
        assert "It says “Tea before paperwork”." in told
        assert "Others may have seen it." in told
        assert "Take back a new plan item?" in told
        assert len(board.board().plan) == 1
        a_talk(board, "u", "yes", "q")
        assert board.board().plan == ()


def test_a_review_that_was_broken_off_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-23T10:15:00Z")
    with a_workspace(tmp_path, name="Sam") as board:
        for title in ("Ask first", "Two forms"):
            board.add("plan", {"column": "start", "title": title, "review_by": date(2026, 11, 2)})
        a_talk(board, ">Review", ">Hold a review", ">Still going", "Half of it", "in 6 weeks", ">Leave it for now", "")
        monkeypatch.setenv("KINDBOARD_NOW", "2026-11-25T10:15:00Z")
        told = a_talk(board, ">Review", ">Hold a review", ">Go on with it", ">Still going", "Slowly", "in 6 weeks",
                      "We met twice", "q").text  # fmt: skip
        assert "1 plan item was not asked about yet.\nGo on with the review of 23 Nov 2026?" in told
        (review,) = board.board().reviews
        assert review.summary == "We met twice"
        assert {check.review for item in board.board().plan for check in item.checks.values()} == {review.id}
