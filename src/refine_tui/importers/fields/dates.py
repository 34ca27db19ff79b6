"""Reads the dates of exports as ISO 8601; a date that cannot be read stays unchanged."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from refine_tui.domain.plain_text import clean_line

MONTHS: dict[str, tuple[str, ...]] = {
    "en": (
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    ),
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre setiembre", "octubre", "noviembre", "diciembre",
    ),
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "de": (
        "januar jänner", "februar feber", "märz mrz", "april", "mai", "juni",
        "juli", "august", "september", "oktober", "november", "dezember",
    ),
    "pl": (
        "styczeń stycznia", "luty lutego", "marzec marca", "kwiecień kwietnia", "maj maja", "czerwiec czerwca",
        "lipiec lipca", "sierpień sierpnia", "wrzesień września", "październik października", "listopad listopada",
        "grudzień grudnia",
    ),
    "pt": (
        "janeiro", "fevereiro", "março", "abril", "maio", "junho",
        "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
    ),
}  # fmt: skip
"""The names of the months by language, other spellings and cases after a blank. Three letters or more of a name's
beginning are enough, and a dot may follow; a word that only begins like a month may be another month in another
language, so that it counts for none."""

_MONTHS_A_YEAR = 12
_NOON = 12
_CENTURY = 100
_PIVOT = 70
"""Years of two digits from here on belong to the last century."""
_TIME = (
    r"(?:[T,]?\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?\s?m\.?)?"
    r"\s*(?P<zone>Z|(?:UTC|GMT)?\s?[+-]\d{2}:?\d{2}(?:\s?\([^()]*\))?|UTC|GMT)?)?"
)
_WEEKDAY = r"(?:[^\W\d]{2,9}\.?,?\s+)?"
_ISO = re.compile(rf"(?P<year>\d{{4}})(?P<s>[-/.])(?P<month>\d{{1,2}})(?P=s)(?P<day>\d{{1,2}}){_TIME}", re.IGNORECASE)
_NUMERIC = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<s>[-/.])(?P<b>\d{{1,2}})(?P=s)(?P<year>\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE
)
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")
_MAYBE_NUMERIC = re.compile(r"\s*\d{1,2}[-/.]\d")
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?P<s>[-/ .])\s?(?P<name>[^\W\d]{{3,10}})\.?(?P=s)\s?"
    rf"(?P<year>\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"{_WEEKDAY}(?P<name>[^\W\d]{{3,10}})\.?[-/ ](?P<day>\d{{1,2}})(?:[-/]|,?\s)\s?(?P<year>\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReader:
    """Reads the dates of one file. Day and month have one order in all of it."""

    day_first: bool | None = None
    """Whether the day comes first in dates of numbers; None if the file does not show it."""
    language: str = "en"
    """The language of month names, a key of `MONTHS`; English names are always known."""
    ambiguous: bool = False
    """Whether the file has dates whose order of day and month is unknown."""

    @classmethod
    def for_cells(cls, cells: Iterable[str], *, language: str = "en") -> "DateReader":
        """Learn the order of day and month from all date cells of a file.

        A first number above 12 is a day, and so is a second one. A file with neither, or with both, shows no order.
        """
        found = [
            match for cell in cells if _MAYBE_NUMERIC.match(cell) and (match := _NUMERIC.fullmatch(clean_line(cell)))
        ]
        day_first = any(int(match["a"]) > _MONTHS_A_YEAR for match in found)
        month_first = any(int(match["b"]) > _MONTHS_A_YEAR for match in found)
        decided = day_first if day_first != month_first else None
        return cls(day_first=decided, language=language, ambiguous=bool(found) and decided is None)

    def read(self, cell: str) -> str | None:
        """Return the cell as ISO 8601, with an offset only if the cell has one; None if it is blank.

        A cell that is not a date, an impossible date, or one whose day and month are ambiguous is returned unchanged.
        """
        return _read(cell, self.day_first, self.language) if cell else None


@lru_cache(maxsize=20_000)
def _read(cell: str, day_first: bool | None, language: str) -> str | None:
    text = clean_line(cell)
    return (_iso(text, day_first, language) or text) if text else None


def _iso(text: str, day_first: bool | None, language: str) -> str | None:
    if not text[0].isdecimal():
        match = _DAY_MONTH.fullmatch(text) or _MONTH_DAY.fullmatch(text)
    elif match := _ISO.fullmatch(text):
        return _moment(match, int(match["month"]), int(match["day"]))
    elif match := _NUMERIC.fullmatch(text):
        if day_first is None:
            return None
        day, month = ("a", "b") if day_first else ("b", "a")
        return _moment(match, int(match[month]), int(match[day]))
    else:
        match = _DAY_MONTH.fullmatch(text)
    if match and (number := _month(match["name"].casefold(), language)):
        return _moment(match, number, int(match["day"]))
    return None


@lru_cache(maxsize=1000)
def _month(word: str, language: str) -> int:
    """Return the number of a month, 0 for any other word; the language's own names come before the English ones."""
    for names in (MONTHS.get(language, ()), MONTHS["en"]):
        numbers = [
            number
            for number, month in enumerate(names, start=1)
            if any(name.startswith(word) for name in month.split())
        ]
        if len(numbers) == 1:
            return numbers[0]
    return 0


def _moment(match: re.Match[str], month: int, day: int) -> str | None:
    year_in_full, hour, minute, second, half, zone = match.group("year", "hour", "minute", "second", "half", "zone")
    year = int(year_in_full)
    if year < _CENTURY:
        year += 2000 if year < _PIVOT else 1900
    try:
        if hour is None:
            return date(year, month, day).isoformat()
        moment = datetime(
            year,
            month,
            day,
            _hour(int(hour), half),
            int(minute),
            int(second or 0),
            tzinfo=_zone(zone) if zone else None,
        )
    except ValueError:
        return None
    return moment.isoformat(timespec="seconds")


def _hour(hour: int, half: str | None) -> int:
    if not half or hour > _NOON:
        return hour
    return hour % _NOON + (_NOON if half.casefold() == "p" else 0)


@lru_cache(maxsize=100)
def _zone(text: str) -> timezone:
    """Return the offset that *text* names; UTC if there is none."""
    offset = _OFFSET.search(text)
    if offset is None:
        return UTC
    minutes = int(offset[2]) * 60 + int(offset[3])
    return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
