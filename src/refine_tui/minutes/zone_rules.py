"""The UTC offset changes of a time zone as a VTIMEZONE, for calendars that do not know the zone's name."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_BEFORE = timedelta(days=400)
_AFTER = timedelta(days=3660)
_BEGINNING = datetime(1970, 1, 1)  # noqa: DTZ001 - iCalendar has the onset in local time
"""The onset of the observance before the first change."""


def timezone_component(zone: ZoneInfo, around: datetime) -> "Timezone":
    """Return the VTIMEZONE of *zone* with every change from a year before *around* to ten years after it.

    The onset of each change is in the local time before it (RFC 5545, 3.6.5).
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # noqa: PLC0415 - takes 200 ms

    component = Timezone()
    component.add("tzid", zone.key)
    first = (around - _BEFORE).astimezone(zone)
    changes = [(_BEGINNING, first, first)]
    for moment in _changes(zone, around - _BEFORE, around + _AFTER):
        before, after = (moment - _SECOND).astimezone(zone), moment.astimezone(zone)
        changes.append(((before + _SECOND).replace(tzinfo=None), before, after))
    rules: dict[tuple[object, ...], TimezoneDaylight | TimezoneStandard] = {}
    for onset, before, after in changes:
        rule = (before.utcoffset(), after.utcoffset(), after.tzname(), onset == _BEGINNING)
        if rule in rules:
            rules[rule].add("rdate", onset)
            continue
        rules[rule] = part = TimezoneDaylight() if after.dst() else TimezoneStandard()
        part.add("dtstart", onset)
        part.add("tzoffsetfrom", before.utcoffset())
        part.add("tzoffsetto", after.utcoffset())
        part.add("tzname", after.tzname())
        component.add_component(part)
    return component


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Yield each time in UTC, to the second, at which the zone's offset changes."""
    moment = begin.astimezone(UTC).replace(microsecond=0)
    while moment < end:
        following = moment + _DAY
        if _offset(zone, moment) != _offset(zone, following):
            low, high = moment, following
            while high - low > _SECOND:
                middle = low + (high - low) // _SECOND // 2 * _SECOND
                low, high = (low, middle) if _offset(zone, middle) != _offset(zone, low) else (middle, high)
            yield high
        moment = following


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()
