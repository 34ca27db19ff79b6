"""Wrap-up: carry over what was not reached, set the next session, close. Each function returns a `Change`."""

from dataclasses import replace
from datetime import datetime

from refine_tui.domain.dispositions import CarryOver, Outcome
from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.session import Change, RefinementSession, SessionItem, SessionStatus
from refine_tui.domain.timebox import ZERO
from refine_tui.domain.timekeeping import require_open, with_clock_stopped, with_focus

BEST = 5
"""The best rating of a session; 1 is the worst."""


def set_carry_over(session: RefinementSession, *, item: int, carry_over: CarryOver, reason: str = "") -> Change:
    """Carry an item that was not reached to the next session, park it, or drop it.

    Raises:
        DomainError: the item has another outcome.
    """
    require_open(session)
    before = session.item(item)
    if before.outcome not in (None, Outcome.NOT_REACHED):
        raise DomainError(f"{before.label} was reached: there is nothing to carry.")
    after = _carried_over(before, carry_over, reason)
    return Change(session=session.with_item(after), step=f"{before.label} {carry_over.words}")


def carry_all(session: RefinementSession) -> Change:
    """Carry every item to the next session that was not reached and has no carry-over yet.

    Raises:
        DomainError: there is no such item.
    """
    require_open(session)
    waiting = [item for item in session.undecided if item.carry_over is None]
    if not waiting:
        raise DomainError("Every item is settled: there is nothing left to carry.")
    for item in waiting:
        session = session.with_item(_carried_over(item, CarryOver.CARRIED, ""))
    items = f"{len(waiting)} item{'' if len(waiting) == 1 else 's'}"
    return Change(session=session, step=f"{items} {CarryOver.CARRIED.words}")


def set_next_session(session: RefinementSession, *, at: datetime | None) -> Change:
    """Set when the next session begins (aware, UTC); None: no date yet."""
    require_open(session)
    return Change(session=replace(session, next_session_at=at), step="next session" if at else "no next session")


def set_ratings(session: RefinementSession, *, ratings: tuple[int, ...]) -> Change:
    """Set the ratings of the session, from 1 to 5, one number a person, without names.

    Raises:
        DomainError: a number is not between 1 and 5.
    """
    require_open(session)
    if any(not 1 <= rating <= BEST for rating in ratings):
        raise DomainError("Give numbers from 1 to 5, one for each who wants to: 4 5 3 4")
    return Change(session=replace(session, ratings=tuple(sorted(ratings))), step="how it went")


def close(session: RefinementSession, *, now: datetime) -> Change:
    """End the session. Items that were not reached and have no carry-over are carried, so that nothing is lost."""
    require_open(session)
    for item in session.undecided:
        after = item if item.carry_over else _carried_over(item, CarryOver.CARRIED, "")
        session = session.with_item(replace(after, outcome=Outcome.NOT_REACHED))
    times = session.item_times(now)
    items = tuple(
        replace(held, closed_item=held.item, closed_seconds=int(times.get(held.id, ZERO).total_seconds()))
        for held in session.items
    )
    session = replace(session, items=items)
    session = with_focus(with_clock_stopped(session, now), None, now)
    return Change(session=replace(session, status=SessionStatus.CLOSED, ended_at=now), step="session closed")


def reopen(session: RefinementSession) -> Change:
    """Open a closed session again, paused, in the phase in which it ended.

    Raises:
        DomainError: it is not closed.
    """
    if session.status is not SessionStatus.CLOSED:
        raise DomainError("The session is not closed.")
    items = tuple(replace(held, closed_item=None, closed_seconds=None) for held in session.items)
    opened = replace(session, status=SessionStatus.RUNNING, ended_at=None, items=items)
    return Change(session=opened, step="session opened again")


def _carried_over(item: SessionItem, carry_over: CarryOver, reason: str) -> SessionItem:
    return replace(
        item,
        carry_over=carry_over,
        reason=clean_line(reason) or item.reason,
        item=replace(item.item, state=carry_over.state),
    )
