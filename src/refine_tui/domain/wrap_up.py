"""Wrap-up: what happens to what was not reached, the next session, the end. Each function gives a `Change`."""

from dataclasses import replace
from datetime import datetime

from refine_tui.domain.backlog_item import ItemState
from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.session import CarryOver, Change, Outcome, RefinementSession, SessionItem, SessionStatus
from refine_tui.domain.timebox import ZERO
from refine_tui.domain.timekeeping import require_open, with_clock_stopped, with_focus

BEST = 5
"""The best rating of a session; 1 is the worst."""

_STATES = {
    CarryOver.CARRIED: ItemState.NEXT_SESSION,
    CarryOver.PARKED: ItemState.NOT_NOW,
    CarryOver.DROPPED: ItemState.ARCHIVED,
}


def set_carry_over(session: RefinementSession, *, item: int, carry_over: CarryOver, reason: str = "") -> Change:
    """Carry an item that was not reached to the next session, park it, or drop it.

    Raises:
        DomainError: the item has been decided on, so that nothing is left to settle.
    """
    require_open(session)
    before = session.item(item)
    if before.outcome not in (None, Outcome.NOT_REACHED):
        raise DomainError(f"{before.label} was reached: there is nothing to carry.")
    return Change(
        session=session.with_item(_fated(before, carry_over, reason)), step=f"{before.label} {carry_over.value}"
    )


def carry_all(
    session: RefinementSession,
) -> Change:
    """Carry every item that was not reached and has no fate yet to the next session.

    Raises:
        DomainError: there is none.
    """
    require_open(session)
    waiting = [item for item in session.undecided if item.carry_over is None]
    if not waiting:
        raise DomainError("Every item is settled: there is nothing left to carry.")
    for item in waiting:
        session = session.with_item(_fated(item, CarryOver.CARRIED, ""))
    return Change(session=session, step=f"{len(waiting)} item{'' if len(waiting) == 1 else 's'} carried")


def set_next_session(session: RefinementSession, *, at: datetime | None) -> Change:
    """Note when the next session is (aware, UTC); None: not settled."""
    require_open(session)
    return Change(session=replace(session, next_session_at=at), step="next session" if at else "no next session")


def set_ratings(session: RefinementSession, *, ratings: tuple[int, ...]) -> Change:
    """Note how the session went, from 1 to 5, one number a person; nobody's name is kept.

    Raises:
        DomainError: a number is not between 1 and 5.
    """
    require_open(session)
    if any(not 1 <= rating <= BEST for rating in ratings):
        raise DomainError("Give numbers from 1 to 5, one for each who wants to: 4 5 3 4")
    return Change(session=replace(session, ratings=tuple(sorted(ratings))), step="how it went")


def close(session: RefinementSession, *, now: datetime) -> Change:
    """End the session. What was not reached and has no fate is carried, so that nothing is lost."""
    require_open(session)
    for item in session.undecided:
        fated = item if item.carry_over else _fated(item, CarryOver.CARRIED, "")
        session = session.with_item(replace(fated, outcome=Outcome.NOT_REACHED))
    times = session.item_times(now)
    items = tuple(
        replace(held, closed_item=held.item, closed_seconds=int(times.get(held.id, ZERO).total_seconds()))
        for held in session.items
    )
    session = replace(session, items=items)
    session = with_focus(with_clock_stopped(session, now), None, now)
    return Change(session=replace(session, status=SessionStatus.CLOSED, ended_at=now), step="session closed")


def reopen(
    session: RefinementSession,
) -> Change:
    """Open a closed session again, paused, in the phase in which it ended.

    Raises:
        DomainError: it is not closed.
    """
    if session.status is not SessionStatus.CLOSED:
        raise DomainError("The session is not closed.")
    items = tuple(replace(held, closed_item=None, closed_seconds=None) for held in session.items)
    opened = replace(session, status=SessionStatus.RUNNING, ended_at=None, items=items)
    return Change(session=opened, step="session opened again")


def _fated(item: SessionItem, carry_over: CarryOver, reason: str) -> SessionItem:
    return replace(
        item,
        carry_over=carry_over,
        reason=clean_line(reason) or item.reason,
        item=replace(item.item, state=_STATES[carry_over]),
    )
