"""Read the dates and times that people type, and format a date for the screen. No text raises an error."""

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

_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_OFFSET = re.compile(r"\+([0-9]{1,4})([dw])")
_NUMERIC_DATE = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})\.?(?:,? ([0-9]{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?(?:,? ([0-9]{4}))?")
_TIME = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))? ?(h|am|pm)?")
_MAX_LENGTH = 40
"""A longer text is not read as a date or a time; in characters."""
_YEARS_TO_TRY = 9
"""How many years to try for a date without a year: two leap years are at most eight years apart (2096, 2104)."""


def read_date(text: str, *, today: date, day_first: bool = True) -> date | None:
    """Return the date that the whole of *text* names, or None.

    It accepts ISO dates, English weekdays (the next such day, never today), ``today``, ``tomorrow``,
    ``+3d``, ``+2w``, and a day with a month as a number or a name, with or without a year. Without
    a year the date is the first one from *today* on. A weekday before a date must match it.

    Args:
        text: One to four words.
        today: The day to which relative dates refer.
        day_first: True reads ``3.12.`` as 3 December, False as 12 March.
    """
    words = _normalized(text)
    if words in ("today", "tomorrow"):
        return _days_after(today, 0 if words == "today" else 1)
    if words in _WEEKDAYS:
        return _days_after(today, (_WEEKDAYS[words] - today.weekday() - 1) % 7 + 1)
    if offset := _OFFSET.fullmatch(words):
        return _days_after(today, int(offset[1]) * (7 if offset[2] == "w" else 1))
    weekday, _, rest = words.partition(" ")
    if weekday.rstrip(",.") in _WEEKDAYS:
        day = _calendar_date(rest, today, day_first=day_first)
        return day if day and day.weekday() == _WEEKDAYS[weekday.rstrip(",.")] else None
    return _calendar_date(words, today, day_first=day_first)


def read_time_of_day(text: str) -> time | None:
    """Return the time that the whole of *text* names (``10:00``, ``9.30``, ``9h30``, ``14h``, ``2pm``), or None."""
    match = _TIME.fullmatch(_normalized(text))
    if match is None or not (match[2] or match[3]):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] in ("am", "pm"):
        if not 1 <= hour <= 12:  # noqa: PLR2004 - the hours of a 12-hour clock
            return None
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def read_when(text: str, *, today: date, day_first: bool = True) -> tuple[date, time | None] | None:
    """Return the date and the time of ``thu 10:00`` or ``3.12. at 2pm``; the time is None if only a date is named.

    The result is None if the text names no date, or if the words after the date are not a time.
    """
    words = _normalized(text).split()
    for count in range(len(words), 0, -1):
        day = read_date(" ".join(words[:count]).rstrip(","), today=today, day_first=day_first)
        if day is None:
            continue
        if count == len(words):
            return day, None
        time_of_day = read_time_of_day(" ".join(words[count:]).removeprefix("at "))
        if time_of_day is not None:
            return day, time_of_day
    return None


def format_day(day: date) -> str:
    """Return *day* in English whatever the locale: ``Fri 27 Nov``."""
    return f"{_DAY_NAMES[day.weekday()]} {day.day} {_MONTHS[day.month - 1][:3].title()}"


def short_day(day: date, today: date) -> str:
    """Return *day* without its weekday: ``27 Nov``, or ``27 Nov 2025`` in another year than that of *today*."""
    words = f"{day.day} {_MONTHS[day.month - 1][:3].title()}"
    return words if day.year == today.year else f"{words} {day.year}"


def _normalized(text: str) -> str:
    return " ".join(text.casefold().split()) if len(text) <= _MAX_LENGTH else ""


def _calendar_date(words: str, today: date, *, day_first: bool) -> date | None:
    if iso := _ISO_DATE.fullmatch(words):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := _NUMERIC_DATE.fullmatch(words.removesuffix(".")):
        day, month = int(numbers[1]), int(numbers[3])
        year = numbers[4]
        return _date_with_optional_year(year, *((day, month) if day_first else (month, day)), today=today)
    if match := _DAY_MONTH.fullmatch(words):
        return _date_with_optional_year(match[3], int(match[1]), _month(match[2]), today=today)
    if match := _MONTH_DAY.fullmatch(words):
        return _date_with_optional_year(match[3], int(match[2]), _month(match[1]), today=today)
    return None


def _date_with_optional_year(year: str | None, day: int, month: int, *, today: date) -> date | None:
    """Return the date in *year*, or without a year the first one from *today* on; None if the date does not exist."""
    if year:
        return _date(int(year) + (2000 if len(year) == len("26") else 0), month, day)
    days = (_date(today.year + offset, month, day) for offset in range(_YEARS_TO_TRY))
    return next((candidate for candidate in days if candidate and candidate >= today), None)


def _month(word: str) -> int:
    """Return the number of the month whose name begins with *word*, or 0, which is not a month."""
    return next((number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word)), 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _days_after(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None
