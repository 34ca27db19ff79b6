"""Parse the start of the next session, as people type it."""

import re
from datetime import UTC, datetime, time

from refine_tui.domain.date_words import read_when
from refine_tui.domain.errors import DomainError
from refine_tui.domain.session import RefinementSession, zone_of

DEFAULT_START_TIME = time(10, 0)
"""The time of day of the next session if the text names none and this session never started."""
_SAME_TIME = re.compile(r"(?:,? (?:at )?(?:the )?same time)$|^same time,? ")
_NEXT_WEEK = re.compile(r"^next week\b")


def parse_next_session(session: RefinementSession, text: str, *, now: datetime, day_first: bool) -> datetime | None:
    """Return the start of the next session (aware, UTC) that *text* names; None: *text* is empty.

    Day and time are in the session's time zone. The default time is the time of day at which this session started.
    When the clocks go back, an ambiguous time is the first of the two; when they go forward, a time in the gap is
    moved on by the length of the gap (02:30 becomes 03:30), as in RFC 5545, section 3.3.5. ``next week`` is today in a
    week, since sessions return on their weekday.

    Args:
        session: The session before it.
        text: For example ``thu 10:00``, ``next wed 10:00``, ``+2w``, ``in two weeks same time``, ``3.12. 14:00``; see
            `read_when`.
        now: The current time (aware, UTC).
        day_first: True reads ``3.12.`` as 3 December, False as 12 March.

    Raises:
        DomainError: *text* is not a day and time, or the time is not in the future.
    """
    if not text.strip():
        return None
    words = _SAME_TIME.sub("", " ".join(text.casefold().split()))
    when = read_when(_NEXT_WEEK.sub("+1w", words), today=session.local(now).date(), day_first=day_first)
    if when is None:
        raise DomainError(_unreadable(text))
    day, named_time = when
    try:
        start = datetime.combine(day, named_time or _default_time(session), zone_of(session.zone)).astimezone(UTC)
    except OverflowError as error:  # the first or the last day of the calendar, outside the range of UTC dates
        raise DomainError(_unreadable(text)) from error
    if start <= now:
        raise DomainError("That moment has passed: give a day and a time to come.")
    return start


def _default_time(session: RefinementSession) -> time:
    start = session.local(session.started_at).time() if session.started_at else DEFAULT_START_TIME
    return start.replace(second=0, microsecond=0, fold=0)


def _unreadable(text: str) -> str:
    return f"I cannot read “{text.strip()}”. Try thu 10:00 or +1w"
