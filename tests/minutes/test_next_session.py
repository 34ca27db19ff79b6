"""The next session as a calendar file: as RFC 5545 wants it, and nothing in it breaks out."""

import bisect
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from icalendar import Calendar, Component, Timezone

from refine_tui.domain import wrap_up
from refine_tui.domain.session import RefinementSession
from refine_tui.minutes.document import document_of
from refine_tui.minutes.next_session import LONGEST_DESCRIPTION, calendar_uid, render_ics
from refine_tui.minutes.zone_rules import timezone_component
from tests.minutes.building import START, Table, closed_session, item, opened
from tests.minutes.hostile import NAME, NAMES, TEXT, THOROUGH, TYPED, as_typed, saying

NOW = START + timedelta(hours=1)


def rendered(session: RefinementSession, *, sequence: int = 0, weekly: bool = False) -> str:
    """Return the file, as the command line has it made."""
    return render_ics(
        document_of(session, now=NOW), now=NOW, uid=calendar_uid(session), sequence=sequence, weekly=weekly
    )


def event_of(text: str) -> Component:
    """Return the one event of a file, read by a library."""
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    return event


def shape(text: str) -> list[tuple[str, list[str]]]:
    """Return the components and the names of their properties."""
    return [(part.name or "", sorted(map(str, part))) for part in Calendar.from_ical(text).walk()]


def test_the_file_holds_one_event_to_be_opened_by_hand() -> None:
    """Published, invites nobody, in UTC, with an alarm a day before."""
    session = closed_session()
    calendar = Calendar.from_ical(rendered(session, sequence=3))
    event = event_of(rendered(session, sequence=3))

    assert (calendar["method"], calendar["version"]) == ("PUBLISH", "2.0")
    assert event["uid"] == calendar_uid(session)
    assert event["sequence"] == 3
    assert event.decoded("dtstamp") == NOW
    assert event.decoded("dtstart") == datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2026, 12, 4, 10, 0, tzinfo=UTC)
    assert "attendee" not in event
    assert "rrule" not in event
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [-timedelta(days=1)]
    assert "TRIGGER:-P1D\r\n" in rendered(session)


def test_the_description_names_what_is_to_be_refined() -> None:
    """Needs work, next session, carried; what was dropped is not."""
    lines = str(event_of(rendered(closed_session()))["description"]).splitlines()

    assert lines[:2] == [
        "To refine:",
        "PAY-20 Fast reports (no measurable target) https://jira.example.com/browse/PAY-20",
    ]
    assert [line.split()[0] for line in lines[1:]] == ["PAY-20", "PAY-41", "PAY-31", "PAY-46", "PAY-33"]


def test_the_description_stays_short_and_counts_what_it_leaves_out() -> None:
    """Two kilobytes of UTF-8."""
    table = Table(opened(new=tuple(item(n, f"Élément {n} " + "é" * 80) for n in range(1, 100))))
    table.do(wrap_up.set_next_session, at=START)
    text = str(event_of(rendered(table.session))["description"])

    assert LONGEST_DESCRIPTION - 400 < len(text.encode()) <= LONGEST_DESCRIPTION
    assert text.splitlines()[-1] == f"… and {99 - (len(text.splitlines()) - 2)} more in the minutes"


@THOROUGH
@given(text=TYPED.filter(lambda text: len(text) <= 90), name=NAMES)  # a longer title with its reason is shortened
def test_what_was_typed_stays_within_its_property(text: str, name: str) -> None:
    """The same components and properties, the text as typed, lines of at most 75 octets that end in CRLF."""
    written, expected = rendered(saying(text, name)), rendered(saying(TEXT, NAME))
    lines = written.encode().split(b"\r\n")

    assert shape(written) == shape(expected)
    for property_name in ("summary", "description"):
        typed = str(event_of(written)[property_name])
        assert typed == as_typed(str(event_of(expected)[property_name]), text, name)
    assert lines.pop() == b""
    assert all(len(line) <= 75 and not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line) for line in lines)
    assert all(line.decode("utf-8") for line in lines)


def test_a_weekly_session_keeps_its_hour_when_the_clocks_change() -> None:
    """It is told in its zone, with the zone's rules."""
    text = rendered(closed_session(), weekly=True)
    event = event_of(text)
    (zone,) = Calendar.from_ical(text).walk("VTIMEZONE")

    assert event["rrule"].to_ical() == b"FREQ=WEEKLY"
    assert "DTSTART;TZID=Europe/Madrid:20261204T100000\r\n" in text
    assert "DTEND;TZID=Europe/Madrid:20261204T110000\r\n" in text
    assert zone["tzid"] == "Europe/Madrid"


@pytest.mark.parametrize("zone", ["Etc/UTC", "UTC", "Mars/Olympus"])
def test_a_weekly_session_in_utc_needs_no_rules(zone: str) -> None:
    """Its hour never moves."""
    text = rendered(replace(closed_session(), zone=zone), weekly=True)

    assert "VTIMEZONE" not in text
    assert "DTSTART:20261204T090000Z" in text


@pytest.mark.parametrize(
    "name",
    ["Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo", "Etc/GMT+5"],
)
def test_the_rules_of_a_zone_are_those_that_we_go_by(name: str) -> None:
    """Whoever reads them finds the same offset at every moment of the coming years."""
    zone = ZoneInfo(name)
    around = datetime(2026, 12, 4, 9, tzinfo=UTC).astimezone(zone)
    component = Timezone.from_ical(timezone_component(zone, around).to_ical())
    onsets = sorted(
        (onset - part.decoded("tzoffsetfrom"), part.decoded("tzoffsetto"))
        for part in component.walk()
        if part.name in {"STANDARD", "DAYLIGHT"}
        for onset in (part.decoded("dtstart"), *_dates(part))
    )
    begins = [onset.replace(tzinfo=UTC) for onset, _ in onsets]
    for half_hours in range(2 * 24 * 365 * 2):
        moment = around.astimezone(UTC) + timedelta(minutes=30 * half_hours)
        offset = onsets[bisect.bisect_right(begins, moment) - 1][1]
        assert offset == moment.astimezone(zone).utcoffset(), moment


def test_the_uid_stays_and_tells_nothing() -> None:
    """The same for each export and each change of the session; another session has another."""
    session = closed_session()
    changed = replace(session, next_session_at=START, goal="Another")

    assert calendar_uid(session) == calendar_uid(changed)
    assert calendar_uid(session) != calendar_uid(replace(session, id=session.id + 1))
    assert re.fullmatch(r"[0-9a-f]{32}@refine\.local", calendar_uid(session))


def test_the_planned_minutes_are_the_length() -> None:
    """Without extensions, which belong to one day."""
    session = closed_session()
    first = replace(session.phases[0], planned_minutes=30, extended_minutes=45)
    event = event_of(rendered(replace(session, phases=(first,))))

    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=30)
    assert event.decoded("dtstart").date() == date(2026, 12, 4)


def _dates(part: Component) -> list[datetime]:
    found = part.get("rdate", [])
    return [each.dt for dates in (found if isinstance(found, list) else [found]) for each in dates.dts]
