"""The next session as an iCalendar file (RFC 5545), to be opened by hand: it invites nobody and sends no mail."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from refine_tui.domain.plain_text import clean_line, shortened
from refine_tui.domain.session import RefinementSession, zone_of
from refine_tui.minutes.document import document_of
from refine_tui.minutes.errors import EmptyExportError
from refine_tui.minutes.escaping import web_address
from refine_tui.minutes.lines import zone_words
from refine_tui.minutes.model import ItemName, MinutesDocument
from refine_tui.minutes.zone_rules import timezone_component

if TYPE_CHECKING:
    from icalendar import Calendar, Event

LONGEST_DESCRIPTION = 2048
"""In bytes of UTF-8: some calendars cut what is longer."""

_LONGEST_LINE = 200
_USUAL_MINUTES = 60
_DAY = timedelta(days=1)


def calendar_uid(session: RefinementSession) -> str:
    """Return what calendars know the next session by: the same for each export, without a word of anybody's."""
    identity = f"{session.team.id} {session.id} {session.created_at.astimezone(UTC).isoformat()}"
    return f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}@refine.local"


def render_ics(session: RefinementSession, *, now: datetime, uid: str, sequence: int, weekly: bool = False) -> str:
    """Return the calendar file of the session after *session*.

    A calendar takes it for a change of the event that it knows by *uid* where *sequence* is higher than before.
    A *weekly* one is told in its time zone, with the zone's rules, so that it stays at its hour when the clocks
    change; a single one in UTC.

    Raises:
        EmptyExportError: the session settled no next one.
    """
    from icalendar import Calendar  # noqa: PLC0415 - takes 200 ms; only this format needs it

    if session.next_session_at is None:
        raise EmptyExportError("This session has no next session yet: settle one in its wrap-up, then export again.")
    document = document_of(session, now=now)
    calendar = Calendar()
    calendar.add("prodid", "-//refine//session//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    event = _event(document, session.next_session_at.astimezone(UTC))
    event.add("uid", uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", sequence)
    if weekly:
        _repeat_weekly(calendar, event, session)
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content.decode("utf-8")


def _event(document: MinutesDocument, begins: datetime) -> "Event":
    from icalendar import Alarm, Event  # noqa: PLC0415 - as above

    event = Event()
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=document.planned_minutes or _USUAL_MINUTES))
    event.add("summary", f"Refinement – {clean_line(document.team)}")
    if description := _description(document):
        event.add("description", description)
    event.add("categories", ["REFINEMENT"])
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Read the items of tomorrow’s refinement")
    alarm.add("trigger", -_DAY)
    event.add_component(alarm)
    return event


def _repeat_weekly(calendar: "Calendar", event: "Event", session: RefinementSession) -> None:
    event.add("rrule", {"freq": "weekly"})
    zone = zone_of(session.zone)
    begins = event.decoded("dtstart").astimezone(zone)
    if zone_words(zone.key, begins) == "UTC":
        return  # the moment in UTC says it all
    length = event.decoded("dtend") - event.decoded("dtstart")
    for name, moment in (("dtstart", begins), ("dtend", begins + length)):
        del event[name]
        event.add(name, moment)
    calendar.add_component(timezone_component(zone, begins))


def _description(document: MinutesDocument) -> str:
    """Return what there is to refine, as many items as fit, and how many more there are."""
    lines = [_line(line.item, line.reason) for line in document.needs_work]
    lines += [_line(line.item, line.reason) for line in document.triaged if line.next_session]
    lines += [
        _line(line.item, line.reason) for line in document.not_reached if line.fate is None or line.fate.comes_back
    ]
    if not lines:
        return ""
    kept = len(lines)
    while _size(text := _told(lines, kept)) > LONGEST_DESCRIPTION:
        kept -= 1
    return text


def _told(lines: list[str], kept: int) -> str:
    more = [f"… and {len(lines) - kept} more in the minutes"] if kept < len(lines) else []
    return "\n".join(["To refine:", *lines[:kept], *more])


def _line(item: ItemName, reason: str) -> str:
    because = f" ({clean_line(reason)})" if reason else ""
    address = web_address(item.url)
    return shortened(f"{clean_line(item.key)} {clean_line(item.title)}{because}", _LONGEST_LINE) + (
        f" {address}" if address and len(address) <= _LONGEST_LINE else ""
    )


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))
