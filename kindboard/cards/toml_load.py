"""TOML's values as they are written, read by rtoml, which takes a tenth of the time of Python's own reader. Pure."""

import re

import rtoml

from kindboard.cards.cards import Doc
from kindboard.errors import NotReadable

_RTOMLS_OWN = "$__toml_private_datetime"
_ESCAPED = re.compile(r"\\(?:x|u00|U000000)([0-7][0-9A-Fa-f])")


def load(text: str) -> Doc:
    """The table that a text holds. Raises NotReadable, and nothing else."""
    try:
        return _loaded(text)
    except (rtoml.TomlParsingError, ValueError, OverflowError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        where = f" See line {line[1]}." if line else ""
        raise NotReadable(f"The file is not written the way a card is (TOML).{where}") from None


def _loaded(text: str) -> Doc:
    plain = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "\\" in text else text
    if _RTOMLS_OWN in plain:
        # rtoml takes a table that begins with this name for a date, even the whole card, and drops what else is in it.
        import tomllib

        return tomllib.loads(text)
    doc: Doc = rtoml.loads(text)
    return doc
