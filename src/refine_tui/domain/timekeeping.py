"""Timekeeping: start, pause and resume the clock, extend a phase, change the phase, count an absence, re-plan.

The transitions take a session and return a `Change`; `now` is aware UTC.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from refine_tui.domain.agenda import PhaseItems
from refine_tui.domain.clock_reading import read_clock
from refine_tui.domain.errors import DomainError
from refine_tui.domain.session import Change, Phase, RefinementSession, SessionItem, SessionStatus
from refine_tui.domain.timebox import MAX_COUNTED_ABSENCE, ZERO, Absence, ItemFocus, Span

MIN_PHASE_MINUTES = 1
"""The shortest length of a phase, in minutes."""
MAX_BACKDATE_MINUTES = 120
"""The largest number of minutes by which `backdate_start` moves the start."""


def require_open(session: RefinementSession) -> None:
    """Raise a DomainError unless the session is running or paused."""
    if session.status is SessionStatus.CLOSED:
        raise DomainError("The session is closed. Open it again to change it.")
    if session.status is SessionStatus.PLANNED:
        raise DomainError("The session has not started yet.")


def start_clock(session: RefinementSession, *, now: datetime) -> Change:
    """Start the session and the clock of its first phase.

    Raises:
        DomainError: the session has already started.
    """
    if session.status is not SessionStatus.PLANNED:
        raise DomainError("The session has already started.")
    started = replace(session, status=SessionStatus.RUNNING, started_at=now, phase=0)
    return Change(session=_with_span_started(started, 0, now), step="session started")


def pause(session: RefinementSession, *, now: datetime) -> Change:
    """Stop the clock.

    Raises:
        DomainError: the clock is stopped, or the session is not open.
    """
    require_open(session)
    if session.open_span is None:
        raise DomainError("The clock is paused already.")
    return Change(session=with_clock_stopped(session, now), step="clock paused")


def resume(session: RefinementSession, *, now: datetime) -> Change:
    """Start the clock of the current phase again.

    Raises:
        DomainError: the clock runs, or the session is not open.
    """
    require_open(session)
    if session.open_span is not None:
        raise DomainError("The clock is running already.")
    return Change(session=_with_span_started(session, session.phase, now), step="clock running")


def extend(session: RefinementSession, *, minutes: int) -> Change:
    """Add *minutes* to the current phase (negative: remove), and remove them from the next phase that has enough.

    If no later phase has enough, the expected end moves.

    Raises:
        DomainError: the current phase would get shorter than a minute, or the session is not open.
    """
    require_open(session)
    current = session.current_phase
    if current.budget_minutes + minutes < MIN_PHASE_MINUTES:
        raise DomainError(f"{current.title} has only {current.budget_minutes} min: go to the next phase instead.")
    phases = list(session.phases)
    phases[current.position] = _extended(current, minutes)
    later = phases[current.position + 1 :]
    payer = next((phase for phase in later if phase.budget_minutes - minutes >= MIN_PHASE_MINUTES), None)
    if payer is not None:
        phases[payer.position] = _extended(payer, -minutes)
    length = f"{abs(minutes)} min {'more' if minutes > 0 else 'less'} for {current.title}"
    source = f", {'from' if minutes > 0 else 'to'} {payer.title}" if payer else ""
    return Change(session=replace(session, phases=tuple(phases)), step=f"{length}{source}")


def go_to_phase(session: RefinementSession, *, position: int, now: datetime) -> Change:
    """Go to the phase at *position* and open its first item; a paused clock stays paused.

    Raises:
        DomainError: the phase does not exist, it is the current one, or the session is not open.
    """
    require_open(session)
    if position >= len(session.phases):
        raise DomainError("This is the last phase: close the session to end it.")
    if position < 0:
        raise DomainError("This is the first phase.")
    if position == session.phase:
        raise DomainError(f"{session.current_phase.title} is the current phase already.")
    was_running = session.open_span is not None
    moved = replace(with_clock_stopped(session, now) if was_running else session, phase=position)
    if was_running:
        moved = _with_span_started(moved, position, now)
    moved = with_focus(moved, first_item_of_phase(moved), now)
    return Change(session=moved, step=f"{moved.current_phase.title} started")


def next_phase(session: RefinementSession, *, now: datetime) -> Change:
    """Go to the next phase; see `go_to_phase`."""
    return go_to_phase(session, position=session.phase + 1, now=now)


def previous_phase(session: RefinementSession, *, now: datetime) -> Change:
    """Go to the previous phase; see `go_to_phase`."""
    change = go_to_phase(session, position=session.phase - 1, now=now)
    return replace(change, step=f"back in {change.session.current_phase.title}")


def backdate_start(session: RefinementSession, *, minutes: int) -> Change:
    """Move the start of the session, and of its first span, *minutes* into the past.

    Raises:
        DomainError: *minutes* is not between 1 and `MAX_BACKDATE_MINUTES`, or the session is not open.
    """
    require_open(session)
    if not 1 <= minutes <= MAX_BACKDATE_MINUTES or session.started_at is None:
        raise DomainError("Give the minutes as a number from 1 to 120.")
    first = min(session.spans, key=lambda span: span.start)
    earlier = replace(first, start=first.start - timedelta(minutes=minutes))
    spans = tuple(earlier if span.id == first.id else span for span in session.spans)
    started = session.started_at - timedelta(minutes=minutes)
    return Change(session=replace(session, spans=spans, started_at=started), step=f"started {minutes} min earlier")


def open_item(session: RefinementSession, *, item: int | None, now: datetime) -> Change:
    """Put an item on the screen (None: no item). Navigation cannot be undone.

    Raises:
        DomainError: the item is not in this session.
    """
    if item is not None:
        session.item(item)
    return Change(session=with_focus(session, item, now))


def add_absence(session: RefinementSession, *, since: datetime, now: datetime) -> Change:
    """Record that the program did not run from *since* until *now* while the clock did.

    The absence counts if it is at most `MAX_COUNTED_ABSENCE` long. The change cannot be undone; `toggle_absence`
    reverses whether it counts. If the clock is paused or no time passed, the session does not change.
    """
    if session.open_span is None or now <= since:
        return Change(session=session)
    absence = Absence(id=_next_id(session.absences), start=since, end=now, counted=now - since <= MAX_COUNTED_ABSENCE)
    return Change(session=replace(session, absences=(*session.absences, absence)))


def toggle_absence(session: RefinementSession) -> Change:
    """Reverse whether the latest absence counts.

    Raises:
        DomainError: the session has no absence.
    """
    if not session.absences:
        raise DomainError("refine was not away: there is no absence to count or to leave out.")
    *others, last = session.absences
    changed = replace(last, counted=not last.counted)
    step = (
        f"{max(1, round(last.length / timedelta(minutes=1)))} min away {'counted' if changed.counted else 'left out'}"
    )
    return Change(session=replace(session, absences=(*others, changed)), step=step)


def shift_clock(session: RefinementSession, *, by: timedelta) -> Change:
    """Move the times of a session by the amount by which the computer's clock was set. The change cannot be undone.

    Start, end, spans, absences, item focus and the times of the people move together, so no duration changes. The
    time of creation, the planned time, due dates and the times of records do not move.
    """
    started, ended = (moment and moment + by for moment in (session.started_at, session.ended_at))
    spans = tuple(replace(span, start=span.start + by, end=span.end and span.end + by) for span in session.spans)
    absences = tuple(replace(each, start=each.start + by, end=each.end + by) for each in session.absences)
    focus = tuple(replace(mark, at=mark.at + by) for mark in session.item_focus)
    people = tuple(
        replace(each, arrived_at=each.arrived_at and each.arrived_at + by, left_at=each.left_at and each.left_at + by)
        for each in session.people
    )
    shifted = replace(session, started_at=started, ended_at=ended, spans=spans, absences=absences, item_focus=focus)
    return Change(session=replace(shifted, people=people), shifted_by=by)


def latest_time(session: RefinementSession) -> datetime | None:
    """Return the latest of the times that `shift_clock` moves; None before the start."""
    times = [session.started_at, session.ended_at]
    times += [moment for span in session.spans for moment in (span.start, span.end)]
    times += [moment for absence in session.absences for moment in (absence.start, absence.end)]
    times += [mark.at for mark in session.item_focus]
    times += [moment for person in session.people for moment in (person.arrived_at, person.left_at)]
    return max((moment for moment in times if moment is not None), default=None)


def clock_set_back(session: RefinementSession, *, seen: datetime, now: datetime) -> timedelta:
    """Return the least amount by which the computer's clock was set back since *seen*, negative; zero if it was not.

    Args:
        session: The session as it was at *seen*.
        seen: The last time at which a program ran the session (aware, UTC).
        now: The wall time (aware, UTC). It was set back if it is before *seen* or before a time of the session.
    """
    return min(now - max(seen, latest_time(session) or seen), ZERO)


def with_focus(session: RefinementSession, item: int | None, now: datetime) -> RefinementSession:
    """Return the session with *item* on the screen (None: no item) from *now* on."""
    session = replace(session, open_item=item)
    last = session.item_focus[-1].item if session.item_focus else None
    if last == item:
        return session
    return replace(session, item_focus=(*session.item_focus, ItemFocus(at=now, item=item)))


def items_of_phase(session: RefinementSession) -> tuple[SessionItem, ...]:
    """Return the items of the current phase, in order; empty if its kind has no items."""
    match session.current_phase.kind.items:
        case PhaseItems.TRIAGE:
            return session.triage_items
        case PhaseItems.CANDIDATES:
            return session.candidates
        case None:
            return ()


def first_item_of_phase(session: RefinementSession) -> int | None:
    """Return the number of the first undecided item of the current phase, else of its first one; None: no items."""
    items = items_of_phase(session)
    if session.current_phase.kind.items is PhaseItems.TRIAGE:
        undecided = session.untriaged
    else:
        undecided = tuple(item for item in items if item.outcome is None)
    first = next(iter(undecided), next(iter(items), None))
    return first.id if first else None


def apply_replan(session: RefinementSession, *, now: datetime) -> Change:
    """Shorten the phase that `ClockReading.replan` suggests.

    Raises:
        DomainError: no re-plan is suggested.
    """
    if (suggestion := read_clock(session, now).replan) is None:
        raise DomainError("The session is on time: there is nothing to re-plan.")
    phase = suggestion.phase
    shorter = _extended(phase, -suggestion.minutes)
    phases = tuple(shorter if other.position == phase.position else other for other in session.phases)
    return Change(
        session=replace(session, phases=phases),
        step=f"{phase.title} {phase.budget_minutes} → {shorter.budget_minutes} min",
    )


def _extended(phase: Phase, minutes: int) -> Phase:
    return replace(phase, extended_minutes=phase.extended_minutes + minutes)


def with_clock_stopped(session: RefinementSession, now: datetime) -> RefinementSession:
    """Return the session with its clock stopped, if it runs."""
    return replace(
        session,
        spans=tuple(replace(s, end=max(now, s.start)) if s.end is None else s for s in session.spans),
    )


def _with_span_started(session: RefinementSession, position: int, now: datetime) -> RefinementSession:
    span = Span(id=_next_id(session.spans), phase=position, start=now)
    return replace(session, spans=(*session.spans, span))


def _next_id(existing: Iterable[Span | Absence]) -> int:
    return max((each.id for each in existing), default=0) + 1
