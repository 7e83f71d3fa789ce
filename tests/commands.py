"""The command line run inside a test: `kindboard("list", "--json", at=folder)` says how it ended, what it printed."""

import io
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from kindboard.cli.app import app


@dataclass(frozen=True)
class Ran:
    """How a run ended. `document` is the JSON on stdout."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


class Terminal(io.TextIOWrapper):
    """Somebody sits at it."""

    def isatty(self) -> bool:
        return True


def kindboard(*args: str | Path, at: Path | None = None, typed: str | bytes = b"", terminal: bool = False) -> Ran:
    """Run a verb on the board in `at`, with `typed` on stdin; `terminal`: with somebody there to be asked."""
    stream = Terminal if terminal else io.TextIOWrapper
    stdin = stream(io.BytesIO(typed.encode() if isinstance(typed, str) else typed), encoding="utf-8")
    out, err = stream(io.BytesIO(), encoding="utf-8"), stream(io.BytesIO(), encoding="utf-8")
    where = ("-C", str(at)) if at else ()
    status = 0
    debug = {"KINDBOARD_DEBUG": os.environ.get("KINDBOARD_DEBUG", "1")}
    with patch.multiple(sys, stdin=stdin, stdout=out, stderr=err), patch.dict(os.environ, debug):
        try:
            app.main([*where, *map(str, args)])
        except SystemExit as end:
            status = int(end.code or 0)
        out.flush()
        err.flush()
    return Ran(status, *(s.buffer.getvalue().decode() for s in (out, err)))  # type: ignore[attr-defined]


def done(*args: str | Path, at: Path | None = None, typed: str | bytes = b"") -> Any:
    """As `kindboard` with `--json`, for a verb that must succeed: its document."""
    ran = kindboard(*args, "--json", at=at, typed=typed)
    assert ran.status == 0, ran.err
    return ran.document


def refused(ran: Ran, status: int, code: str = "") -> str:
    """The one plain sentence, with its next step, of a run that was refused."""
    assert ran.status == status, ran
    assert "Traceback" not in ran.err
    assert len(ran.err.strip().splitlines()) == 1, ran.err
    if code:
        error = ran.document["error"]
        assert error["code"] == code
        assert set(error) == {"code", "message", "next"}
    return ran.err
