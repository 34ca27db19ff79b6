"""Wrap-up: what happens to what was not reached, the next session, the end. Each function gives a `Change`."""

from dataclasses import replace
from datetime import datetime

from refine_tui.domain.backlog_item import ItemState
from refine_tui.domain.clock_steps import looking_at, required_open, stopped
from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.session import Change, Fate, Outcome, RefinementSession, SessionItem, SessionStatus
from refine_tui.domain.timebox import ZERO

BEST = 5
"""The best rating of a session; 1 is the worst."""

_STATES = {
    Fate.CARRIED: ItemState.NEXT_SESSION,
    Fate.PARKED: ItemState.NOT_NOW,
    Fate.DROPPED: ItemState.ARCHIVED,
}


def decide_fate(session: RefinementSession, *, item: int, fate: Fate, reason: str = "", now: datetime) -> Change:
    """Carry an item that was not reached to the next session, park it, or drop it.

    Raises:
        DomainError: the item has been decided on, so that nothing is left to settle.
    """
    del now
    required_open(session)
    before = session.item(item)
    if before.outcome not in (None, Outcome.NOT_REACHED):
        raise DomainError(f"{before.label} was reached: there is nothing to carry.")
    return Change(session=session.with_item(_fated(before, fate, reason)), step=f"{before.label} {fate.value}")


def carry_all(session: RefinementSession, *, now: datetime) -> Change:
    """Carry every item that was not reached and has no fate yet to the next session.

    Raises:
        DomainError: there is none.
    """
    del now
    required_open(session)
    waiting = [item for item in session.undecided if item.fate is None]
    if not waiting:
        raise DomainError("Every item is settled: there is nothing left to carry.")
    for item in waiting:
        session = session.with_item(_fated(item, Fate.CARRIED, ""))
    return Change(session=session, step=f"{len(waiting)} item{'' if len(waiting) == 1 else 's'} carried")


def set_next_session(session: RefinementSession, *, at: datetime | None, now: datetime) -> Change:
    """Note when the next session is (aware, UTC); None: not settled."""
    del now
    required_open(session)
    return Change(session=replace(session, next_session_at=at), step="next session" if at else "no next session")


def rate(session: RefinementSession, *, ratings: tuple[int, ...], now: datetime) -> Change:
    """Note how the session went, from 1 to 5, one number a person; nobody's name is kept.

    Raises:
        DomainError: a number is not between 1 and 5.
    """
    del now
    required_open(session)
    if any(not 1 <= rating <= BEST for rating in ratings):
        raise DomainError("Give numbers from 1 to 5, one for each who wants to: 4 5 3 4")
    return Change(session=replace(session, ratings=tuple(sorted(ratings))), step="how it went")


def close(session: RefinementSession, *, now: datetime) -> Change:
    """End the session. What was not reached and has no fate is carried, so that nothing is lost."""
    required_open(session)
    for item in session.undecided:
        fated = item if item.fate else _fated(item, Fate.CARRIED, "")
        session = session.with_item(replace(fated, outcome=Outcome.NOT_REACHED))
    times = session.item_times(now)
    items = tuple(
        replace(held, closed_item=held.item, closed_seconds=int(times.get(held.id, ZERO).total_seconds()))
        for held in session.items
    )
    session = replace(session, items=items)
    session = looking_at(stopped(session, now), None, now)
    return Change(session=replace(session, status=SessionStatus.CLOSED, ended_at=now), step="session closed")


def reopen(session: RefinementSession, *, now: datetime) -> Change:
    """Open a closed session again, paused, in the phase in which it ended.

    Raises:
        DomainError: it is not closed.
    """
    del now
    if session.status is not SessionStatus.CLOSED:
        raise DomainError("The session is not closed.")
    items = tuple(replace(held, closed_item=None, closed_seconds=None) for held in session.items)
    opened = replace(session, status=SessionStatus.RUNNING, ended_at=None, items=items)
    return Change(session=opened, step="session opened again")


def _fated(item: SessionItem, fate: Fate, reason: str) -> SessionItem:
    return replace(
        item, fate=fate, reason=clean_line(reason) or item.reason, item=replace(item.item, state=_STATES[fate])
    )
