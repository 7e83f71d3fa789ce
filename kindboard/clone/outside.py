"""Text files for people, outside every board: in their Documents, under a name that was free."""

import os
from contextlib import suppress
from itertools import count
from pathlib import Path

from kindboard.clone.atomic import cannot_write
from kindboard.errors import KindboardError


def folder() -> Path:
    """Documents; where there is none, the person's own folder."""
    import platformdirs  # 30 ms, and seldom needed

    documents = platformdirs.user_documents_path()
    return documents if documents.is_dir() else Path.home()


def write(name: str, text: str, ending: str = "txt") -> Path:
    """Write `name`.txt, or `name`-2.txt and so on where that is taken. Raises KindboardError."""
    where = folder()
    try:
        for number in count(1):
            file = where / (f"{name}.{ending}" if number == 1 else f"{name}-{number}.{ending}")
            with suppress(FileExistsError):
                return _write_new(file, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise cannot_write(where, error) from error
    raise AssertionError("some number is free")


def write_to(file: Path, text: str) -> None:
    """Write a new file. Raises KindboardError, also where there is one of this name."""
    try:
        _write_new(file, text.encode("utf-8", "backslashreplace"))
    except FileExistsError:
        raise KindboardError(
            "file-there", f"{file} is there already. Nothing was written.", "Give another name."
        ) from None
    except OSError as error:
        raise cannot_write(file.parent, error) from error


def _write_new(file: Path, content: bytes) -> Path:
    """Only its owner may read it: what is kept on this computer may be in it."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        with suppress(OSError):
            file.unlink()
        raise
    return file
