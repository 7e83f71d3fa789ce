"""Names of files that are safe to write: on Windows and macOS, too, and never into git's own folder. Pure."""

import re
from functools import lru_cache
from unicodedata import category

from kindboard.cards.paths import place_of

_place_of = lru_cache(1 << 12)(place_of)
"""Of each file that two sides changed it is asked more than once."""

_GIT = re.compile(r"\.git|git~\d+", re.IGNORECASE)
_AWKWARD = re.compile(r'[\x00-\x1f<>:"|?*]')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³]) *(\..*)?", re.IGNORECASE)


def is_safe(path: str, *, on_windows: bool = False) -> bool:
    """Whether writing `path` can only ever write there.

    Names that mean a device, a drive or another file on Windows are refused under boards/ always, as a board is shared
    with every system; elsewhere they are somebody's project, and refused only where they are to be laid out
    `on_windows`.
    """
    place = _place_of(path)
    if place and place.proper:
        return True
    strict = on_windows or path.startswith("boards/")
    return all(_is_safe_name(name, strict) for name in path.split("/"))


def _is_safe_name(name: str, strict: bool) -> bool:
    # macOS ignores such letters in a name.
    seen = name if name.isascii() else "".join(letter for letter in name if category(letter) != "Cf")
    plain = seen.split(":")[0].rstrip(". ")
    if not plain or "\0" in name or "\\" in name or _GIT.fullmatch(plain):
        return False
    return not strict or not (plain != name or _DEVICE.fullmatch(plain) or _AWKWARD.search(name))
