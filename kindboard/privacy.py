"""Identifying details in a text: a help before it goes on the board, never a guarantee. Pure.

It can't know names but for those that stand after a title, nor what somebody's story gives away.
"""

import re
from collections.abc import Callable, Iterator

from msgspec import Struct


class Detail(Struct, frozen=True, order=True):
    """`text[start:end]` may tell who somebody is: `words` is it, `what` names its kind, e.g. `a postcode`."""

    start: int
    end: int
    what: str
    words: str


def details(text: str) -> tuple[Detail, ...]:
    """What in a text may tell who somebody is, in its order; where two finds overlap, the first of `_WAYS` stands."""
    if not re.search(rf"[\d@]|{_TITLE}", text):
        return ()  # as in most answers, and the tables of telephone numbers take a third of a second to load
    found: list[Detail] = []
    for what, way in _WAYS:
        for start, end in way(text):
            if all(end <= other.start or start >= other.end for other in found):
                found.append(Detail(start, end, what, text[start:end]))
    return tuple(sorted(found))


Spans = Iterator[tuple[int, int]]


def _matching(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> Callable[[str], Spans]:
    # Compiled when it is first wanted, which `re` remembers: the board is to be painted soon.
    return lambda text: (match.span() for match in re.finditer(pattern, text, flags))


def _nhs_numbers(text: str) -> Spans:
    """Ten digits whose last checks the others (NHS Data Dictionary, NHS NUMBER), or that are called one."""
    from stdnum.gb import nhs

    for match in re.finditer(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)", text, re.ASCII):
        if nhs.is_valid(match[0]) or re.search(r"\bNHS\b[^.\n\d]{0,20}$", text[: match.start()], re.IGNORECASE):
            yield match.span()


def _phone_numbers(text: str) -> Spans:
    """What could be dialled from the United Kingdom; helplines of a few digits tell nobody's name."""
    from phonenumbers import Leniency, PhoneNumberMatcher

    # A row of more digits than any number has takes the matcher seconds.
    short = re.sub(r"\d{20,}", lambda digits: " " * len(digits[0]), text)
    for match in PhoneNumberMatcher(short, "GB", leniency=Leniency.VALID):
        yield match.start, match.end
    # Numbers that nobody has yet, or has no longer, or mistyped.
    for found in re.finditer(r"(?<![\d+])(?:\+44 ?(?:\(0\) ?)?|\(?0)\d(?:[ ()-]{0,2}\d){7,9}(?!\d)", text, re.ASCII):
        yield found.span()


_TITLE = r"\b(?:(?:Mr|Mrs|Ms|Mx|Dr)\b\.?|(?:Miss|Doctor|Nurse|nurse)\b)"
_NAME = r"[A-Z\u00C0-\u00DE][a-z\u00DF-\u00FF]*(?:['\u2019-]?[A-Z\u00C0-\u00DE]?[a-z\u00DF-\u00FF]+)*"

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_YEAR = r"(?:19|20)\d\d"
_DAY = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:{_YEAR}|\d\d)|{_YEAR}-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})[a-z]*\.?,? (?:{_YEAR}|\d\d)"
    rf"|(?:{_MONTHS})[a-z]*\.? \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR})"
)
_BORN = r"(?:born|birth(?:day)?|d\.?o\.?b\.?)"

_WAYS: tuple[tuple[str, Callable[[str], Spans]], ...] = (
    ("an e-mail address", _matching(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")),
    ("an NHS number", _nhs_numbers),
    # HMRC's National Insurance Manual, NIM39110
    (
        "a National Insurance number",
        _matching(r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?: ?\d\d){3} ?[A-D]\b"),
    ),
    (
        "a date of birth",
        _matching(rf"\b{_BORN}\b[^\n\d]{{0,20}}{_DAY}(?!\d)|(?<!\d){_DAY}(?!\d)[^\n\d]{{0,3}}\b{_BORN}\b"),
    ),
    ("a day and a year", _matching(rf"(?<![\d/.-]){_DAY}(?![\d/-])")),
    ("a phone number", _phone_numbers),
    # BS 7666: the outward part, then a digit and two letters out of ABDEFGHJLNPQRSTUWXYZ
    ("a postcode", _matching(r"\b(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?\d[\dA-HJKMNPR-Y]? ?\d[ABD-HJLNP-UW-Z]{2})\b")),
    ("a name", _matching(rf"{_TITLE} {_NAME}(?: {_NAME})?", re.NOFLAG)),
    (
        "a room or flat",
        _matching(r"\b(?:room|rm|flat|apartment|bed|bay|ward)s?\.? ?(?:no\.? ?|number |#)?\d{1,4}[a-z]?\b"),
    ),
)
