"""The start of the next session, in the time zone of the session."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from refine_tui.domain.errors import DomainError
from refine_tui.domain.next_session import parse_next_session
from refine_tui.domain.session import RefinementSession
from tests.support import NINE, a_session


def moment(text: str) -> datetime:
    """Return a moment in UTC that is written as ``2026-12-03 10:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def parse(
    text: str, *, session: RefinementSession | None = None, now: datetime = NINE, day_first: bool = True
) -> datetime | None:
    """Parse *text* in a session in Berlin that began at ten there."""
    return parse_next_session(session or a_session(), text, now=now, day_first=day_first)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thu 14:30", "2026-12-03 13:30"),
        ("+2w 9:00", "2026-12-11 08:00"),
        ("2026-12-03 10:00", "2026-12-03 09:00"),
        ("3.12. at 2pm", "2026-12-03 13:00"),
        ("today 18:00", "2026-11-27 17:00"),
        ("next wed 10:00", "2026-12-02 09:00"),
        ("Next Fri 10:00", "2026-12-04 09:00"),
        ("in two weeks 14:00", "2026-12-11 13:00"),
        ("next week 14:00", "2026-12-04 13:00"),
    ],
)
def test_day_and_time_are_those_of_the_sessions_zone(text: str, expected: str) -> None:
    """Berlin is one hour ahead of UTC in winter."""
    assert parse(text) == moment(expected)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_empty_text_means_that_no_session_is_settled(text: str) -> None:
    assert parse(text) is None


def test_without_a_time_it_is_the_time_of_day_at_which_this_session_began() -> None:
    session = replace(a_session(), started_at=NINE + timedelta(minutes=31, seconds=42, microseconds=7))

    assert parse("thu", session=session) == moment("2026-12-03 09:31")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+1w", "2026-12-03 09:31"),
        ("next week", "2026-12-03 09:31"),
        ("Next week, same time", "2026-12-03 09:31"),
        ("same time next week", "2026-12-03 09:31"),
        ("in 2 weeks same time", "2026-12-10 09:31"),
        ("in two weeks at the same time", "2026-12-10 09:31"),
        ("next tue same time", "2026-12-01 09:31"),
    ],
)
def test_the_same_time_is_that_at_which_this_session_began(text: str, expected: str) -> None:
    """Next week is the same weekday: this is a Thursday."""
    thursday = NINE - timedelta(days=1)
    session = replace(a_session(), started_at=thursday + timedelta(minutes=31))

    assert parse(text, session=session, now=thursday + timedelta(hours=1)) == moment(expected)


def test_without_a_time_and_a_beginning_it_is_ten_oclock() -> None:
    session = replace(a_session(), started_at=None)

    assert parse("thu", session=session) == moment("2026-12-03 09:00")


def test_the_usual_time_stays_the_local_one_over_a_change_of_the_clocks() -> None:
    """Ten o'clock in Berlin is nine in UTC in November, and eight in April."""
    assert parse("2027-04-08") == moment("2027-04-08 08:00")


def test_another_sessions_own_zone_counts_and_not_that_of_anybody_else() -> None:
    session = replace(a_session(), zone="America/New_York")

    assert parse("thu 10:00", session=session) == moment("2026-12-03 15:00")
    assert parse("thu", session=session) == moment("2026-12-03 09:00")


def test_today_is_the_day_in_the_sessions_zone() -> None:
    """On Friday night in Berlin it is Saturday in Auckland, so that the next Saturday there is a week away."""
    late = moment("2026-11-27 22:30")
    auckland = replace(a_session(), zone="Pacific/Auckland")

    assert parse("sat 10:00", now=late) == moment("2026-11-28 09:00")
    assert parse("sat 10:00", session=auckland, now=late) == moment("2026-12-04 21:00")


def test_an_unknown_zone_counts_as_utc() -> None:
    assert parse("thu 10:00", session=replace(a_session(), zone="Mars/Olympus")) == moment("2026-12-03 10:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027-03-28 01:59", "2027-03-28 00:59"),
        ("2027-03-28 02:00", "2027-03-28 01:00"),
        ("2027-03-28 02:30", "2027-03-28 01:30"),
        ("2027-03-28 03:00", "2027-03-28 01:00"),
    ],
)
def test_a_time_that_the_clocks_leap_over_is_moved_on_by_an_hour(text: str, expected: str) -> None:
    """In Berlin 02:00 to 03:00 does not exist that day: 02:30 becomes 03:30."""
    assert parse(text) == moment(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027-10-31 01:59", "2027-10-30 23:59"),
        ("2027-10-31 02:30", "2027-10-31 00:30"),
        ("2027-10-31 03:00", "2027-10-31 02:00"),
    ],
)
def test_a_time_that_comes_twice_is_the_first_of_the_two(text: str, expected: str) -> None:
    assert parse(text) == moment(expected)


def test_the_usual_time_is_the_first_of_two_though_this_session_began_in_the_second() -> None:
    session = replace(a_session(), started_at=moment("2026-10-25 01:30"))
    assert session.local(moment("2026-10-25 01:30")).fold == 1

    assert parse("2027-10-31", session=session) == moment("2027-10-31 00:30")


def test_day_and_month_stand_in_the_order_of_the_setting() -> None:
    assert parse("3/12 10:00", day_first=True) == moment("2026-12-03 09:00")
    assert parse("3/12 10:00", day_first=False) == moment("2027-03-12 09:00")


@pytest.mark.parametrize(
    "text",
    [
        "some day",
        "10:00",
        "same time",
        "next month",
        "thu 25:00",
        "31.2. 10:00",
        "9999-12-31 23:00",
        "0001-01-01 00:30",
    ],
)
def test_what_names_no_day_and_time_is_refused_with_the_text(text: str) -> None:
    """Neither does a day on which UTC has left the calendar."""
    session = replace(a_session(), zone="America/New_York" if text.startswith("9") else "Europe/Berlin")

    with pytest.raises(DomainError) as refused:
        parse(f" {text} ", session=session)

    assert refused.value.message == f"I cannot read “{text}”. Try thu 10:00 or +1w"


@pytest.mark.parametrize("text", ["2026-11-26 10:00", "today 10:00", "2026-11-27 09:59"])
def test_a_moment_that_is_not_in_the_future_is_refused(text: str) -> None:
    with pytest.raises(DomainError) as refused:
        parse(text)

    assert refused.value.message == "That moment has passed: give a day and a time to come."


def test_the_next_minute_is_in_the_future() -> None:
    assert parse("today 10:01") == moment("2026-11-27 09:01")
