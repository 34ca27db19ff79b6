"""Dates and times as people type them."""

import locale
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.domain.date_words import (
    MAX_DATE_WORDS,
    format_day,
    format_full_day,
    format_month_day,
    read_date,
    read_passed_date,
    read_time_of_day,
    read_when,
    short_day,
)

TUESDAY = date(2026, 11, 24)
DAYS = st.dates(min_value=date(1970, 1, 1), max_value=date(9000, 1, 1))
DATE_WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "end",
            "of",
            "next",
            "this",
            "in",
            "within",
            "a",
            "two",
            "3",
            "days",
            "weeks",
            "week",
            "month",
            "day",
            "eod",
            "eow",
            "fri",
            "friday",
            "after",
            "+3d",
        ]
    ),
    max_size=7,
).map(" ".join)
DATE_LIKE = st.text(alphabet="0123456789./-+dwh:apm frinov٣", max_size=14)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-27", date(2026, 11, 27)),
        ("today", TUESDAY),
        ("Tomorrow", date(2026, 11, 25)),
        ("fri", date(2026, 11, 27)),
        ("FRIDAY", date(2026, 11, 27)),
        ("thurs", date(2026, 11, 26)),
        ("mon", date(2026, 11, 30)),
        ("+3d", date(2026, 11, 27)),
        ("+2w", date(2026, 12, 8)),
        ("+0d", TUESDAY),
        ("27.11.", date(2026, 11, 27)),
        ("27.11", date(2026, 11, 27)),
        ("27/11", date(2026, 11, 27)),
        ("27-11", date(2026, 11, 27)),
        ("27.11.26", date(2026, 11, 27)),
        ("27/11/2025", date(2025, 11, 27)),
        ("27 Nov", date(2026, 11, 27)),
        ("Nov 27", date(2026, 11, 27)),
        ("27 November", date(2026, 11, 27)),
        ("27th nov", date(2026, 11, 27)),
        ("27 Nov 2027", date(2027, 11, 27)),
        ("nov 27, 2027", date(2027, 11, 27)),
        ("Fri 27 Nov", date(2026, 11, 27)),
        ("the 3rd of December", date(2026, 12, 3)),
        ("Dec the 3rd", date(2026, 12, 3)),
        ("this friday", date(2026, 11, 27)),
        ("this tue", TUESDAY),
        ("next friday", date(2026, 12, 4)),
        ("next tue", date(2026, 12, 1)),
        ("next Monday", date(2026, 11, 30)),
        ("next sun", date(2026, 12, 6)),
        ("in 3 days", date(2026, 11, 27)),
        ("in a day", date(2026, 11, 25)),
        ("in two weeks", date(2026, 12, 8)),
        ("within 2 weeks", date(2026, 12, 8)),
        ("in twelve days", date(2026, 12, 6)),
        ("next week", date(2026, 12, 4)),
        ("this week", date(2026, 11, 27)),
        ("end of week", date(2026, 11, 27)),
        ("the end of the week", date(2026, 11, 27)),
        ("eow", date(2026, 11, 27)),
        ("end of next week", date(2026, 12, 4)),
        ("end of month", date(2026, 11, 30)),
        ("the end of the month", date(2026, 11, 30)),
        ("EOM", date(2026, 11, 30)),
        ("end of this month", date(2026, 11, 30)),
        ("the end of the next month", date(2026, 12, 31)),
        ("eod", TUESDAY),
        ("end of the day", TUESDAY),
        ("the day after tomorrow", date(2026, 11, 26)),
    ],
)
def test_a_date_can_be_written_in_many_ways(text: str, expected: date) -> None:
    """Every form that the help names is read, in any case."""
    assert read_date(text, today=TUESDAY) == expected


def test_a_weekday_is_the_next_such_day_and_never_today() -> None:
    """Said on a Tuesday, Tuesday is a week away."""
    assert read_date("tue", today=TUESDAY) == TUESDAY + timedelta(days=7)
    assert read_date("tuesday", today=TUESDAY) == TUESDAY + timedelta(days=7)


@pytest.mark.parametrize(
    ("today", "this_friday", "friday", "next_friday"),
    [
        (date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 27), date(2026, 12, 4)),
        (date(2026, 11, 27), date(2026, 11, 27), date(2026, 12, 4), date(2026, 12, 4)),
        (date(2026, 11, 28), date(2026, 12, 4), date(2026, 12, 4), date(2026, 12, 4)),
        (date(2026, 11, 29), date(2026, 12, 4), date(2026, 12, 4), date(2026, 12, 4)),
        (date(2026, 11, 30), date(2026, 12, 4), date(2026, 12, 4), date(2026, 12, 11)),
    ],
)
def test_next_friday_is_that_of_the_next_calendar_week(
    today: date, this_friday: date, friday: date, next_friday: date
) -> None:
    """Weeks begin on Monday. What is due next week, or at the end of a week, is due on its Friday."""
    assert [read_date(text, today=today) for text in ("this friday", "fri", "next friday")] == [
        this_friday,
        friday,
        next_friday,
    ]
    assert [read_date(text, today=today) for text in ("end of week", "this week", "next week")] == [
        this_friday,
        this_friday,
        next_friday,
    ]


@pytest.mark.parametrize(
    ("today", "this_month", "next_month"),
    [
        (date(2026, 11, 30), date(2026, 11, 30), date(2026, 12, 31)),
        (date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 31)),
        (date(2028, 1, 31), date(2028, 1, 31), date(2028, 2, 29)),
    ],
)
def test_the_end_of_a_month_is_its_last_day(today: date, this_month: date, next_month: date) -> None:
    assert read_date("end of month", today=today) == this_month
    assert read_date("end of next month", today=today) == next_month


@pytest.mark.parametrize(
    ("text", "today", "passed"),
    [
        ("23.11.", TUESDAY, date(2026, 11, 23)),
        ("Mon 23 Nov", TUESDAY, date(2026, 11, 23)),
        ("Nov 23", TUESDAY, date(2026, 11, 23)),
        ("31.12.", date(2027, 1, 1), date(2026, 12, 31)),
        ("26.8.", TUESDAY, date(2026, 8, 26)),
        ("25.8.", TUESDAY, None),
        ("24.11.", TUESDAY, None),
        ("25.11.", TUESDAY, None),
        ("23.11.26", TUESDAY, None),
        ("29.2.", date(2027, 3, 1), None),
        ("31.2.", TUESDAY, None),
        ("mon", TUESDAY, None),
        ("", TUESDAY, None),
        ("1.1.", date.min, None),
    ],
)
def test_a_day_that_has_just_passed_is_recognised(text: str, today: date, passed: date | None) -> None:
    """Without a year, and within ninety days: what lies further back is meant to come."""
    assert read_passed_date(text, today=today) == passed


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("wed weds wednesday", date(2026, 11, 25)),
        ("thu thur thurs thursday", date(2026, 11, 26)),
        ("fri friday", date(2026, 11, 27)),
        ("sat saturday", date(2026, 11, 28)),
        ("sun sunday", date(2026, 11, 29)),
        ("mon monday", date(2026, 11, 30)),
        ("tue tues tuesday", date(2026, 12, 1)),
    ],
)
def test_a_weekday_has_short_names(words: str, day: date) -> None:
    assert {read_date(word, today=TUESDAY) for word in words.split()} == {day}


def test_day_and_month_stand_in_the_order_of_the_setting() -> None:
    """The same digits are two dates."""
    assert read_date("3.12.", today=TUESDAY, day_first=True) == date(2026, 12, 3)
    assert read_date("3/12", today=TUESDAY, day_first=False) == date(2027, 3, 12)


def test_a_date_without_a_year_is_today_or_later() -> None:
    """A day that has passed this year is next year's, today's is today."""
    assert read_date("24.11.", today=TUESDAY) == TUESDAY
    assert read_date("23.11.", today=TUESDAY) == date(2027, 11, 23)
    assert read_date("29.2.", today=TUESDAY) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "31.2.", "2026-02-30", "0.1.", "12.13.", "32 Jan", "27 Foo", "Sat 27 Nov", "fri fri", "+3", "+3 d", "-3d",
        "+99999d", "someday", "", "  ", "٢٧.١١.", "1" * 5000, "27.11.26.1", "f", "due", "0000-01-01", "²7.11.",
        "next month", "in a month", "week", "month", "next", "end of", "in days", "day after",
        "next 27 Nov", "in 0x days",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    """Impossible days, contradicting weekdays and foreign digits are no dates, and no errors."""
    assert read_date(text, today=TUESDAY) is None


def test_the_end_of_the_calendar_is_no_error() -> None:
    """There is no day after the last one."""
    for text in ("tomorrow", "fri", "+9999w", "1.1.", "29.2.", "next week", "in 9999 weeks", "end of next month"):
        assert read_date(text, today=date.max) is None


@given(text=st.text() | DATE_LIKE | DATE_WORDS, today=st.dates(), day_first=st.booleans())
def test_any_text_can_be_read(text: str, today: date, *, day_first: bool) -> None:
    """No text is an error, for a date, a time or both."""
    day = read_date(text, today=today, day_first=day_first)
    assert day is None or len(text.split()) <= MAX_DATE_WORDS
    read_passed_date(text, today=today, day_first=day_first)
    read_time_of_day(text)
    read_when(text, today=today, day_first=day_first)


@given(day=DAYS, today=DAYS)
def test_an_iso_date_is_itself_whatever_the_day(day: date, today: date) -> None:
    """Nothing is guessed about a full date."""
    assert read_date(day.isoformat(), today=today) == day


@given(today=DAYS, ahead=st.integers(min_value=0, max_value=364))
def test_what_the_screen_says_is_read_back_within_a_year(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert read_date(format_day(day, today), today=today) == day


@given(day=DAYS, today=DAYS)
def test_a_day_with_its_year_is_read_back_whenever(day: date, today: date) -> None:
    assert read_date(format_full_day(day), today=today) == day


def test_a_year_is_shown_where_it_is_not_the_current_one() -> None:
    assert format_day(date(2026, 12, 31), TUESDAY) == "Thu 31 Dec"
    assert format_day(date(2027, 1, 1), TUESDAY) == "Fri 1 Jan 2027"
    assert format_day(date(2025, 11, 24), TUESDAY) == "Mon 24 Nov 2025"
    assert format_full_day(TUESDAY) == "Tue 24 Nov 2026"
    assert format_month_day(TUESDAY) == "24 Nov"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10:00", time(10)),
        ("9.30", time(9, 30)),
        ("9h30", time(9, 30)),
        ("14h", time(14)),
        ("2pm", time(14)),
        ("2 pm", time(14)),
        ("2:30PM", time(14, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("0:00", time(0)),
        ("24:00", None),
        ("13pm", None),
        ("0am", None),
        ("9:5", None),
        ("10", None),
        ("", None),
        ("noon", None),
    ],
)
def test_a_time_of_day_can_be_written_in_many_ways(text: str, expected: time | None) -> None:
    """A bare number is no time, and what no clock shows is none either."""
    assert read_time_of_day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thu 10:00", (date(2026, 11, 26), time(10))),
        ("thu, 10:00", (date(2026, 11, 26), time(10))),
        ("2026-12-03 10:00", (date(2026, 12, 3), time(10))),
        ("3.12. 14:00", (date(2026, 12, 3), time(14))),
        ("3 dec at 2 pm", (date(2026, 12, 3), time(14))),
        ("+7d 9:30", (date(2026, 12, 1), time(9, 30))),
        ("next wed 10:00", (date(2026, 12, 2), time(10))),
        ("in two weeks at 9:30", (date(2026, 12, 8), time(9, 30))),
        ("tomorrow", (date(2026, 11, 25), None)),
        ("27 Nov 2027", (date(2027, 11, 27), None)),
        ("10:00", None),
        ("thu noon", None),
        ("", None),
    ],
)
def test_a_date_may_have_a_time_behind_it(text: str, expected: tuple[date, time | None] | None) -> None:
    """What stands behind the date must be a time, or the whole is not understood."""
    assert read_when(text, today=TUESDAY) == expected


def test_days_are_written_in_english_whatever_the_locale() -> None:
    """The names come from our own tables."""
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, "")
        assert format_day(date(2026, 11, 27), TUESDAY) == "Fri 27 Nov"
    finally:
        locale.setlocale(locale.LC_TIME, before)


def test_a_short_day_names_its_year_where_it_is_another_one() -> None:
    today = date(2026, 11, 27)

    assert [short_day(day, today) for day in (today, date(2026, 1, 3), date(2025, 12, 31))] == [
        "27 Nov", "3 Jan", "31 Dec 2025",
    ]  # fmt: skip
