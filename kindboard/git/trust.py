"""Whether a repository may be used at all: its settings are read as files before anything in them can act."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from kindboard.errors import KindboardError
from kindboard.git.failed import Failed
from kindboard.git.run import NOBODYS_SETTINGS, Git

_ALLOWED = re.compile(
    r"""core\.(repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|precomposeunicode|symlinks
        |sharedrepository|autocrlf|eol|safecrlf|quotepath|abbrev|untrackedcache|sparsecheckout|sparsecheckoutcone
        |commitgraph|fsync|longpaths|protectntfs|protecthfs|hidedotfiles)
    |user\.(name|email)|init\.defaultbranch|extensions\.(objectformat|worktreeconfig|refstorage)
    |remote\..+\.(url|fetch|tagopt|prune)|branch\..+\.(remote|merge|rebase|description)
    |pull\..*|push\.(default|autosetupremote)|color\..*|commitgraph\..*|index\.(version|sparse)
    |gc\.(auto|autopacklimit|autodetach|pruneexpire|packrefs|writecommitgraph|cruftpacks|bigpackthreshold|logexpiry
        |aggressivedepth|aggressivewindow|(.+\.)?reflogexpire(unreachable)?)
    |maintenance\.(auto|strategy|[\w-]+\.(enabled|schedule))
    |receive\.(denynonfastforwards|denydeletes|fsckobjects)|transfer\.fsckobjects|kindboard\..*""",
    re.VERBOSE | re.IGNORECASE,
)
"""The settings of a repository that can't run a program, fetch from elsewhere or read a file we did not choose."""


_IN_ONES_OWN = re.compile(
    r"""branch\..+\..+|user\..*|gui\..*|gitk\..*|commit\..*|tag\..*|advice\..*|remote\.pushdefault|remote\..+\.gh-.*
    |submodule\..+\.(active|url|branch)|status\..*|log\..*|rebase\..*|rerere\..*""",
    re.VERBOSE | re.IGNORECASE,
)
"""And those of one's own clone that only plain git by hand looks at: editors and other programs write them there."""


def check_settings(git: Git, folder: Path, what: str, work_tree: Path | None = None) -> Mapping[str, str]:
    """The settings of a repository's own config files, read as plain files before anything in them can act.

    `folder` is the git folder, `what` names it in the sentence; `work_tree`: the git folder of a second work tree.
    Raises KindboardError for a setting outside the short list of harmless ones, for a git folder that sends git to
    another one, and for repositories this kindboard can't use (SHA-256, reftable).
    """
    if os.path.lexists(folder / "commondir"):
        raise leads_elsewhere(what)
    names = (folder / "config", folder / "config.worktree", (work_tree or folder) / "config.worktree")
    files = [file for file in dict.fromkeys(names) if file.is_file()]
    read = tuple((str(file), file.read_bytes()) for file in files)
    if read not in _harmless:
        _harmless[read] = _checked(git, files, what, own=work_tree is not None)
    return _harmless[read]


_harmless: dict[tuple[tuple[str, bytes], ...], Mapping[str, str]] = {}
"""What was found harmless, by the files' names and bytes: whoever means harm can set all else about a file back."""


def leads_elsewhere(what: str) -> KindboardError:
    return KindboardError(
        "unsafe-settings",
        f"A part of {what} leads to another place, so it was not used. Nothing was changed.",
        "Ask whoever set it up to put the real folders back.",
    )


def _checked(git: Git, files: Sequence[Path], what: str, *, own: bool) -> dict[str, str]:
    settings: dict[str, str] = {}
    for file in files:
        try:
            listing = git.run("config", "--file", str(file), "--no-includes", "--list", "-z", env=NOBODYS_SETTINGS)
        except Failed:
            raise KindboardError(
                "bad-settings",
                f"The settings of {what} can't be read, so it was not opened.",
                f"Ask whoever set it up to look at the file {file.name} in it.",
            ) from None
        for entry in listing.decode("utf-8", "replace").split("\0"):
            key, _, value = entry.partition("\n")
            if key:
                settings[key.lower()] = value
    for key in settings:
        if not _ALLOWED.fullmatch(key) and not (own and _IN_ONES_OWN.fullmatch(key)):
            raise KindboardError(
                "unsafe-settings",
                f"{what[0].upper()}{what[1:]} has a setting that could run a program or send words elsewhere "
                f"({key}), so it was not used. Nothing was changed.",
                "Ask whoever set it up to take that setting out.",
            )
    if settings.get("extensions.objectformat", "sha1") != "sha1" or "extensions.refstorage" in settings:
        raise KindboardError(
            "other-format",
            f"{what[0].upper()}{what[1:]} is kept in a newer format that kindboard can't use yet.",
            "Start a new board, and ask for help to bring the cards over.",
        )
    return settings
