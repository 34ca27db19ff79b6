"""The next session as an iCalendar file (RFC 5545) to open by hand: it invites nobody and sends no mail."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from refine_tui.domain.plain_text import clean_line, shortened
from refine_tui.domain.session import RefinementSession, zone_of
from refine_tui.minutes.errors import EmptyExportError
from refine_tui.minutes.escaping import web_address
from refine_tui.minutes.item_lines import ItemName
from refine_tui.minutes.lines import zone_words
from refine_tui.minutes.model import MinutesDocument
from refine_tui.minutes.zone_rules import timezone_component

if TYPE_CHECKING:
    from icalendar import Calendar, Event

LONGEST_DESCRIPTION = 2048
"""In bytes of UTF-8: some calendars cut longer texts."""

_LONGEST_LINE = 200
_USUAL_MINUTES = 60
_DAY = timedelta(days=1)


def calendar_uid(session: RefinementSession) -> str:
    """Return the UID of the next session: the same for each export, without any text that a person typed."""
    identity = f"{session.team.id} {session.id} {session.created_at.astimezone(UTC).isoformat()}"
    return f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}@refine.local"


def render_ics(document: MinutesDocument, *, now: datetime, uid: str, sequence: int, weekly: bool = False) -> str:
    """Return the calendar file of the next session; *now* becomes its DTSTAMP.

    A calendar updates the event with the same *uid* if *sequence* is higher than before. The times of a *weekly*
    event are in its time zone, with the rules of the zone, so its hour stays when the offset changes; those of a
    single event are in UTC.

    Raises:
        EmptyExportError: the session has no next session.
    """
    from icalendar import Calendar  # noqa: PLC0415 - takes 200 ms; only this format needs it

    if document.next_session is None:
        raise EmptyExportError("This session has no next session yet: settle one in its wrap-up, then export again.")
    calendar = Calendar()
    calendar.add("prodid", "-//refine//session//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    event = _event(document, document.next_session.astimezone(UTC))
    event.add("uid", uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", sequence)
    if weekly:
        _repeat_weekly(calendar, event, zone_of(document.zone_name))
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


def _repeat_weekly(calendar: "Calendar", event: "Event", zone: ZoneInfo) -> None:
    event.add("rrule", {"freq": "weekly"})
    begins = event.decoded("dtstart").astimezone(zone)
    if zone_words(zone.key, begins) == "UTC":
        return  # UTC has no offset changes
    length = event.decoded("dtend") - event.decoded("dtstart")
    for name, moment in (("dtstart", begins), ("dtend", begins + length)):
        del event[name]
        event.add(name, moment)
    calendar.add_component(timezone_component(zone, begins))


def _description(document: MinutesDocument) -> str:
    """Return the items to refine, as many as fit, and the number of the others."""
    lines = [_line(line.item, line.reason) for line in document.needs_work]
    lines += [_line(line.item, line.reason) for line in document.triaged if line.next_session]
    lines += [
        _line(line.item, line.reason) for line in document.not_reached if line.fate is None or line.fate.comes_back
    ]
    if not lines:
        return ""
    count = len(lines)
    while _size(text := _text(lines, count)) > LONGEST_DESCRIPTION:
        count -= 1
    return text


def _text(lines: list[str], count: int) -> str:
    more = [f"… and {len(lines) - count} more in the minutes"] if count < len(lines) else []
    return "\n".join(["To refine:", *lines[:count], *more])


def _line(item: ItemName, reason: str) -> str:
    because = f" ({clean_line(reason)})" if reason else ""
    address = web_address(item.url)
    return shortened(f"{clean_line(item.key)} {clean_line(item.title)}{because}", _LONGEST_LINE) + (
        f" {address}" if address and len(address) <= _LONGEST_LINE else ""
    )


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))
