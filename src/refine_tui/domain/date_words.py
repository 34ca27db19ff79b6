"""Dates and times as people type them, and as the screen says them. No text ever raises an error."""

import re
from datetime import date, time, timedelta

_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("mon", "monday"),
            ("tue", "tues", "tuesday"),
            ("wed", "weds", "wednesday"),
            ("thu", "thur", "thurs", "thursday"),
            ("fri", "friday"),
            ("sat", "saturday"),
            ("sun", "sunday"),
        )
    )
    for name in names
}
_DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_AHEAD = re.compile(r"\+([0-9]{1,4})([dw])")
_NUMBERS = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})\.?(?:,? ([0-9]{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?(?:,? ([0-9]{4}))?")
_TIME = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))? ?(h|am|pm)?")
_LONGEST = 40
"""No date or time that we read has more characters than this."""
_YEARS_AHEAD = 9
"""29 February comes again within eight years, even over a year such as 2100."""


def read_date(text: str, *, today: date, day_first: bool = True) -> date | None:
    """Return the date that the whole of *text* names, or None.

    Read are ISO dates, weekdays in English (the next such day, never today), ``today``, ``tomorrow``,
    ``+3d``, ``+2w``, day and month as numbers or with the month's name, with a year or without. Without
    a year the date is the first one from today on. A weekday before a date must agree with it.

    Args:
        text: One to four words.
        today: The day from which the words count.
        day_first: Whether ``3.12.`` is a day in December or in March.
    """
    words = _normal(text)
    if words in ("today", "tomorrow"):
        return _after(today, 0 if words == "today" else 1)
    if words in _WEEKDAYS:
        return _after(today, (_WEEKDAYS[words] - today.weekday() - 1) % 7 + 1)
    if ahead := _AHEAD.fullmatch(words):
        return _after(today, int(ahead[1]) * (7 if ahead[2] == "w" else 1))
    weekday, _, rest = words.partition(" ")
    if weekday.rstrip(",.") in _WEEKDAYS:
        day = _calendar_date(rest, today, day_first=day_first)
        return day if day and day.weekday() == _WEEKDAYS[weekday.rstrip(",.")] else None
    return _calendar_date(words, today, day_first=day_first)


def read_time_of_day(text: str) -> time | None:
    """Return the time that the whole of *text* names (``10:00``, ``9.30``, ``9h30``, ``14h``, ``2pm``), or None."""
    match = _TIME.fullmatch(_normal(text))
    if match is None or not (match[2] or match[3]):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] in ("am", "pm"):
        if not 1 <= hour <= 12:  # noqa: PLR2004 - a clock's face
            return None
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def read_when(text: str, *, today: date, day_first: bool = True) -> tuple[date, time | None] | None:
    """Return the date and, where one is named behind it, the time of ``thu 10:00`` or ``3.12. at 2pm``, or None."""
    words = _normal(text).split()
    for cut in range(len(words), 0, -1):
        day = read_date(" ".join(words[:cut]).rstrip(","), today=today, day_first=day_first)
        if day is None:
            continue
        if cut == len(words):
            return day, None
        at = read_time_of_day(" ".join(words[cut:]).removeprefix("at "))
        if at is not None:
            return day, at
    return None


def format_day(day: date) -> str:
    """Return *day* as the screen says it, in English wherever it runs: ``Fri 27 Nov``."""
    return f"{_DAY_NAMES[day.weekday()]} {day.day} {_MONTHS[day.month - 1][:3].title()}"


def format_iso_day(day: date) -> str:
    """Return *day* as the minutes say it: ``2026-11-27 (Fri)``."""
    return f"{day.isoformat()} ({_DAY_NAMES[day.weekday()]})"


def _normal(text: str) -> str:
    return " ".join(text.casefold().split()) if len(text) <= _LONGEST else ""


def _calendar_date(words: str, today: date, *, day_first: bool) -> date | None:
    if iso := _ISO.fullmatch(words):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := _NUMBERS.fullmatch(words.removesuffix(".")):
        day, month = int(numbers[1]), int(numbers[3])
        year = numbers[4]
        return _in_year(year, *((day, month) if day_first else (month, day)), today=today)
    if match := _DAY_MONTH.fullmatch(words):
        return _in_year(match[3], int(match[1]), _month(match[2]), today=today)
    if match := _MONTH_DAY.fullmatch(words):
        return _in_year(match[3], int(match[2]), _month(match[1]), today=today)
    return None


def _in_year(year: str | None, day: int, month: int, *, today: date) -> date | None:
    if year:
        return _date(int(year) + (2000 if len(year) == len("26") else 0), month, day)
    days = (_date(today.year + ahead, month, day) for ahead in range(_YEARS_AHEAD))
    return next((candidate for candidate in days if candidate and candidate >= today), None)


def _month(word: str) -> int:
    """Return the number of the month whose name begins with *word*, or 0, which no date has."""
    return next((number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word)), 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _after(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None
