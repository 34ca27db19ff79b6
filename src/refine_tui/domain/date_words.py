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
_DAY_MONTH = re.compile(r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th|\.)?(?: of)? ([a-z]{3,9})\.?(?:,? ([0-9]{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (?:the )?([0-9]{1,2})(?:st|nd|rd|th)?(?:,? ([0-9]{4}))?")
_TIME = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))? ?(h|am|pm)?")
_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_IN_DAYS = re.compile(rf"(?:in|within) ([0-9]{{1,4}}|an?|{'|'.join(_NUMBER_WORDS)}) (day|week)s?")
_WEEKDAY_OF = re.compile(rf"(this|next) ({'|'.join(_WEEKDAYS)})")
_WEEK = re.compile(r"(?:(?:the )?end of (?:the )?)?(?:(this|next) )?week")
_END_OF_MONTH = re.compile(r"(?:the )?end of (?:the )?(?:(this|next) )?month")
_END_OF_DAY = re.compile(r"(?:the )?end of (?:the )?day|eod")
_SHORT_WORDS = {"eow": "end of week", "eom": "end of month"}
_FRIDAY = 4
_MAX_LENGTH = 40
"""A longer text is not read as a date or a time; in characters."""
MAX_DATE_WORDS = 6
"""The most words that a date has: ``the end of the next month``."""
_YEARS_TO_TRY = 9
"""How many years to try for a date without a year: two leap years are at most eight years apart (2096, 2104)."""
_JUST_PASSED = timedelta(days=90)
"""Who types a date without a year that passed within this time may mean the one that passed."""


def read_date(text: str, *, today: date, day_first: bool = True) -> date | None:
    """Return the date that the whole of *text* names, or None.

    It accepts ISO dates; a day with a month as a number or a name, with or without a year; English weekdays (the next
    such day, never today), ``this friday`` (today, if it is one) and ``next friday`` (the one in the calendar week
    after the current one, from Monday to Sunday); ``today``, ``eod``, ``tomorrow``; ``in 3 days``, ``in two weeks``,
    ``+3d``, ``+2w``; and ``end of month``. ``end of week`` and ``this week`` are the coming Friday (today, if it is
    one), ``next week`` is the Friday of the next one: the last day of a usual working week, by which people want it
    done. Without a year the date is the first one from *today* on. A weekday before a date must match it.

    Args:
        text: One to six words.
        today: The day to which relative dates refer.
        day_first: True reads ``3.12.`` as 3 December, False as 12 March.
    """
    words = _normalized(text)
    if (day := _relative_date(words, today)) is not None:
        return day
    weekday, words = _split_weekday(words)
    if (named := _named_day(words, day_first=day_first)) is None:
        return None
    year, month, day_of_month = named
    if year is None:
        days = (_date(today.year + offset, month, day_of_month) for offset in range(_YEARS_TO_TRY))
        day = next((candidate for candidate in days if candidate and candidate >= today), None)
    else:
        day = _date(year, month, day_of_month)
    return day if day is None or weekday in (None, day.weekday()) else None


def read_passed_date(text: str, *, today: date, day_first: bool = True) -> date | None:
    """Return the day of up to 90 days before *today* that *text* names without a year, else None.

    `read_date` reads such a text as the same day in a later year.
    """
    named = _named_day(_split_weekday(_normalized(text))[1], day_first=day_first)
    if named is None or named[0] is not None:
        return None
    days = (_date(year, named[1], named[2]) for year in (today.year, today.year - 1))
    return next((day for day in days if day and timedelta() < today - day <= _JUST_PASSED), None)


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


def format_day(day: date, today: date) -> str:
    """Return *day* in English whatever the locale: ``Fri 27 Nov``, with its year if that is not the year of *today*."""
    return format_full_day(day) if day.year != today.year else _format_day(day)


def format_full_day(day: date) -> str:
    """Return *day* with its year: ``Fri 27 Nov 2026``."""
    return f"{_format_day(day)} {day.year}"


def format_month_day(day: date) -> str:
    """Return *day* without its weekday and its year: ``27 Nov``."""
    return f"{day.day} {_MONTHS[day.month - 1][:3].title()}"


def _format_day(day: date) -> str:
    return f"{_DAY_NAMES[day.weekday()]} {format_month_day(day)}"


def short_day(day: date, today: date) -> str:
    """Return *day* without its weekday: ``27 Nov``, or ``27 Nov 2025`` in another year than that of *today*."""
    words = f"{day.day} {_MONTHS[day.month - 1][:3].title()}"
    return words if day.year == today.year else f"{words} {day.year}"


def _normalized(text: str) -> str:
    return " ".join(text.casefold().split()) if len(text) <= _MAX_LENGTH else ""


def _relative_date(words: str, today: date) -> date | None:
    """Return the day that *words* name by its distance from *today*, or None."""
    words = _SHORT_WORDS.get(words, words)
    if words in _WEEKDAYS:
        return _days_after(today, (_WEEKDAYS[words] - today.weekday() - 1) % 7 + 1)
    if words == "today" or _END_OF_DAY.fullmatch(words):
        return today
    if words in {"tomorrow", "day after tomorrow", "the day after tomorrow"}:
        return _days_after(today, 1 if words == "tomorrow" else 2)
    if match := _OFFSET.fullmatch(words):
        return _days_after(today, int(match[1]) * (7 if match[2] == "w" else 1))
    if match := _IN_DAYS.fullmatch(words):
        return _days_after(today, _number(match[1]) * (7 if match[2] == "week" else 1))
    return _day_of_week_or_month(words, today)


def _day_of_week_or_month(words: str, today: date) -> date | None:
    """Return the day that ``next friday``, ``next week`` or ``end of month`` names, or None."""
    if match := _WEEKDAY_OF.fullmatch(words):
        return _weekday_of(today, match[1], _WEEKDAYS[match[2]])
    if words != "week" and (match := _WEEK.fullmatch(words)):
        return _weekday_of(today, match[1], _FRIDAY)
    if match := _END_OF_MONTH.fullmatch(words):
        return _last_of_month(today.year, today.month + (match[1] == "next"))
    return None


def _weekday_of(today: date, which: str | None, weekday: int) -> date | None:
    """Return a weekday (0: Monday) of the next calendar week, or without ``next`` the first one from *today* on."""
    if which == "next":
        return _days_after(today, 7 - today.weekday() + weekday)
    return _days_after(today, (weekday - today.weekday()) % 7)


def _last_of_month(year: int, month: int) -> date | None:
    """Return the last day of a month; 13 is the first month of the next year."""
    year, month = (year + 1, month - 12) if month > len(_MONTHS) else (year, month)
    days = (_date(year, month, number) for number in (31, 30, 29, 28))
    return next((day for day in days if day), None)


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return _NUMBER_WORDS.index(word) + 1 if word in _NUMBER_WORDS else 1


def _split_weekday(words: str) -> tuple[int | None, str]:
    """Return the weekday (0: Monday) before a date, None if there is none, and the date."""
    first, _, rest = words.partition(" ")
    weekday = _WEEKDAYS.get(first.rstrip(",."))
    return (None, words) if weekday is None else (weekday, rest)


def _named_day(words: str, *, day_first: bool) -> tuple[int | None, int, int] | None:
    """Return the year (None if there is none), the month and the day that *words* name; they may not exist."""
    if iso := _ISO_DATE.fullmatch(words):
        return int(iso[1]), int(iso[2]), int(iso[3])
    if numbers := _NUMERIC_DATE.fullmatch(words.removesuffix(".")):
        first, second = int(numbers[1]), int(numbers[3])
        return _year(numbers[4]), *((second, first) if day_first else (first, second))
    if match := _DAY_MONTH.fullmatch(words):
        return _year(match[3]), _month(match[2]), int(match[1])
    if match := _MONTH_DAY.fullmatch(words):
        return _year(match[3]), _month(match[1]), int(match[2])
    return None


def _year(digits: str | None) -> int | None:
    return int(digits) + (2000 if len(digits) == len("26") else 0) if digits else None


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
