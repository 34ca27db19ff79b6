"""The wrap-up: carry over items that were not reached, set the next session, rate, close and reopen.

The transitions take a session and return a `Change`; `now` is aware UTC.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from refine_tui.domain.closed_records import ClosedRecords
from refine_tui.domain.date_words import format_day
from refine_tui.domain.dispositions import CarryOver, Outcome
from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.readiness import open_checks
from refine_tui.domain.session import Change, RefinementSession, SessionItem, SessionStatus
from refine_tui.domain.timebox import ZERO
from refine_tui.domain.timekeeping import require_open, with_clock_stopped, with_focus

WORST, BEST = 1, 5
"""The lowest and the highest rating."""

_RATINGS_EXPECTED = "Give numbers from 1 to 5, one for each who wants to: 4 5 3 4"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoints:
    """The open points of a session before it is closed. They are advice: none of them prevents closing."""

    not_carried: int
    """The number of items not reached without a choice to carry, park or drop them; closing carries them."""
    actions_with_gaps: int
    """The number of open action items without owner or date."""
    questions_without_owner: int
    """The number of open questions of this session without an owner."""
    ready_with_open_checks: int
    """The number of stories marked ready although a check of the Definition of Ready is open."""
    no_next_session: bool
    """Whether the date of the next session is not set."""


def open_points(session: RefinementSession) -> OpenPoints:
    """Return the open points of *session*."""
    ready = session.with_outcome(Outcome.READY)
    return OpenPoints(
        not_carried=len(session.without_carry_over),
        actions_with_gaps=len(session.actions_with_gaps),
        questions_without_owner=sum(not question.owner for question in session.open_questions),
        ready_with_open_checks=sum(bool(open_checks(session, item)) for item in ready),
        no_next_session=session.next_session_at is None,
    )


def parse_ratings(text: str) -> tuple[int, ...]:
    """Parse ratings, separated by spaces or commas, in the order typed; an empty text has none.

    Raises:
        DomainError: a word is not a digit from 1 to 5.
    """
    words = text.replace(",", " ").split()
    allowed = {str(rating) for rating in range(WORST, BEST + 1)}
    if not allowed.issuperset(words):
        raise DomainError(_RATINGS_EXPECTED)
    return tuple(int(word) for word in words)


def set_carry_over(session: RefinementSession, *, item: int, carry_over: CarryOver, reason: str = "") -> Change:
    """Carry an item that was not reached to the next session, park it, or drop it.

    Raises:
        DomainError: the item was reached, or is not in this session, or the session is not open.
    """
    require_open(session)
    before = session.item(item)
    if before.outcome not in (None, Outcome.NOT_REACHED):
        raise DomainError(f"{before.label} was reached: there is nothing to carry.")
    after = _carried_over(before, carry_over, reason)
    return Change(session=session.with_item(after), step=f"{before.label} {carry_over.words}")


def carry_all(session: RefinementSession) -> Change:
    """Carry all items that were not reached and have no choice yet to the next session.

    Raises:
        DomainError: no such item is left, or the session is not open.
    """
    require_open(session)
    without_choice = session.without_carry_over
    if not without_choice:
        raise DomainError("Every item is decided: there is nothing left to carry over.")
    for item in without_choice:
        session = session.with_item(_carried_over(item, CarryOver.CARRIED, ""))
    items = f"{len(without_choice)} item{'' if len(without_choice) == 1 else 's'}"
    return Change(session=session, step=f"{items} carried over")


def set_next_session(session: RefinementSession, *, at: datetime | None) -> Change:
    """Set the start of the next session (aware, UTC); None removes it.

    Raises:
        DomainError: the session is not open.
    """
    require_open(session)
    step = "no next session"
    if at is not None:
        moment = session.local(at)
        today = session.local(session.started_at or at).date()
        step = f"Next session: {format_day(moment.date(), today)} {moment:%H:%M}"
    return Change(session=replace(session, next_session_at=at), step=step)


def set_ratings(session: RefinementSession, *, ratings: tuple[int, ...]) -> Change:
    """Set how the session went: one anonymous number per person, sorted so that the order reveals no person.

    Raises:
        DomainError: a number is not between 1 and 5, or the session is not open.
    """
    require_open(session)
    if any(not WORST <= rating <= BEST for rating in ratings):
        raise DomainError(_RATINGS_EXPECTED)
    step = "no rating"
    if ratings:
        votes = f"{len(ratings)} vote{'' if len(ratings) == 1 else 's'}"
        step = f"Rating {sum(ratings) / len(ratings):.1f} / {BEST} ({votes})"
    return Change(session=replace(session, ratings=tuple(sorted(ratings))), step=step)


def close(session: RefinementSession, *, now: datetime) -> Change:
    """Close the session and stop its clock. Items that were not reached and have no choice yet are carried over.

    Each item with its time on the screen, the action items and the questions are copied, so that later sessions do not
    change the minutes of this one.

    Raises:
        DomainError: the session is not open.
    """
    require_open(session)
    for item in session.undecided:
        carried = item if item.carry_over else _carried_over(item, CarryOver.CARRIED, "")
        session = session.with_item(replace(carried, outcome=Outcome.NOT_REACHED))
    times = session.item_times(now)
    items = tuple(
        replace(item, closed_item=item.item, closed_seconds=int(times.get(item.id, ZERO).total_seconds()))
        for item in session.items
    )
    records = ClosedRecords.of(
        actions=session.actions,
        questions=session.questions,
        earlier_actions=session.earlier_actions,
        earlier_questions=session.earlier_questions,
    )
    session = replace(session, items=items, closed_records=records)
    session = with_focus(with_clock_stopped(session, now), None, now)
    return Change(session=replace(session, status=SessionStatus.CLOSED, ended_at=now), step="session closed")


def reopen(session: RefinementSession) -> Change:
    """Open a closed session again, paused, in the phase in which it was closed, and drop the copies of its records.

    Raises:
        DomainError: the session is not closed.
    """
    if session.status is not SessionStatus.CLOSED:
        raise DomainError("The session is not closed.")
    items = tuple(replace(item, closed_item=None, closed_seconds=None) for item in session.items)
    reopened = replace(session, status=SessionStatus.RUNNING, ended_at=None, items=items, closed_records=None)
    return Change(session=reopened, step="session opened again")


def _carried_over(item: SessionItem, carry_over: CarryOver, reason: str) -> SessionItem:
    return replace(
        item,
        carry_over=carry_over,
        reason=clean_line(reason) or item.reason,
        item=replace(item.item, state=carry_over.state),
    )
