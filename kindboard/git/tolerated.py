"""What git finds wrong with a commit, and we do not: it harms nobody, and must not keep a team apart."""

TOLERATED = (
    "badDate", "badDateOverflow", "badTimezone", "badEmail", "badName", "missingEmail", "missingNameBeforeEmail",
    "missingSpaceBeforeDate", "missingSpaceBeforeEmail", "zeroPaddedDate",
)  # fmt: skip
"""Who and when, as another program or a wrong clock wrote it; by git's own names (git help fsck)."""
