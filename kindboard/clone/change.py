"""A change as a person makes it: saved on the line it belongs to, and remembered so that it can be taken back."""

import contextlib
from collections.abc import Sequence
from datetime import datetime

from kindboard.clone import journal
from kindboard.clone.clone import Clone
from kindboard.clone.journal import Intent, Wanted
from kindboard.clone.repair import whole
from kindboard.clone.save import save
from kindboard.clone.steps import Step, remember
from kindboard.errors import KindboardError


def make(
    clone: Clone,
    changes: Sequence[Wanted],
    *,
    subject: str,
    words: str,
    name: str | None,
    when: datetime,
    queued: bool = False,
    together: str = "",
) -> dict[str, bytes | None]:
    """Save some files in one commit; what concerns an answer that still waits without a name goes the same way as it.

    `words` says what it was, such as "your note"; `together`: shared with what is taken back with it. Returns each file
    as it then stands. Raises KindboardError.
    """
    waiting = whole(clone, clone.queued)
    alone = [change for change in changes if queued or change.path in waiting]
    result: dict[str, bytes | None] = {}
    for part, is_queued in ((alone, True), ([change for change in changes if change not in alone], False)):
        if part:
            intent = Intent(
                id=journal.new_id(),
                when=when,
                name=None if is_queued else name,
                subject=subject,
                changes=part,
                queued=is_queued,
                tip=whole(clone, lambda: clone.tip),
            )
            result |= save(clone, intent)
            # It is saved: that a full disk takes no note of it must not say otherwise, or it would be saved twice.
            with contextlib.suppress(KindboardError, OSError):
                remember(clone, Step(intent.id, words, is_queued, together=together))
    return result
