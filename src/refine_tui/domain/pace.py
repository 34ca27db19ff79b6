"""Pace: the average time per item of the triage, and the time left per item or story."""

import math
from dataclasses import dataclass
from datetime import timedelta

from refine_tui.domain.clock_reading import ClockReading
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.timebox import ZERO

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TriagePace:
    """The pace of the group in the triage."""

    done: int
    """The number of items already triaged."""
    count: int
    """The number of items of the triage."""
    per_item: timedelta
    """The average time per item; zero if no item was begun."""
    allowed: timedelta | None
    """The time left per remaining item; None: the pace is fast enough, or no time is left."""


def triage_pace(session: RefinementSession, clock: ClockReading) -> TriagePace | None:
    """Return the pace of the triage, which must be the current phase; None: the session has no items to triage."""
    if not (items := session.triage_items):
        return None
    rest = len(session.untriaged)
    per_item = _time_per_item(session, clock)
    left = math.ceil(clock.current.remaining / _MINUTE) * _MINUTE
    too_slow = rest > 0 and ZERO < left < per_item * rest
    return TriagePace(
        done=len(items) - rest,
        count=len(items),
        per_item=per_item,
        allowed=left / rest if too_slow else None,
    )


def _time_per_item(session: RefinementSession, clock: ClockReading) -> timedelta:
    """Return the time spent divided by the number of items begun.

    The open item counts in whole minutes, and only when it takes longer than the average of the others: a new item
    then does not make the group look faster, and the value changes once a minute at most. An item without a
    disposition that was on the screen for less than a minute does not count as begun.
    """
    opened = session.open_item
    begun = [
        item
        for item in session.triage_items
        if item.id != opened and (item.triaged or clock.item_time(item.id) >= _MINUTE)
    ]
    spent = sum((clock.item_time(item.id) for item in begun), ZERO)
    others = spent / len(begun) if begun else ZERO
    if not any(item.id == opened for item in session.triage_items):
        return others
    return max(others, (spent + clock.item_time(opened) // _MINUTE * _MINUTE) / (len(begun) + 1))


def minutes_per_story(session: RefinementSession, clock: ClockReading) -> int | None:
    """Return how many minutes of the current phase are left for each undecided story, at least 1.

    None: fewer than two stories are undecided, no time is left, or the time is enough for the agenda's budget per
    item.
    """
    undecided = sum(item.outcome is None for item in session.candidates)
    left = math.ceil(clock.current.remaining / _MINUTE)
    if undecided <= 1 or left <= 0:
        return None
    each = max(1, round(left / undecided))
    budget = session.current_phase.minutes_per_item
    return each if not budget or each < budget else None
