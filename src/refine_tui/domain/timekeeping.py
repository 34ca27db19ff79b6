"""The transitions of the clock: start, pause, resume, extend, change the phase, count an absence.

Each transition returns a `Change`; `now` is aware, in UTC.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from refine_tui.domain.agenda import PhaseItems
from refine_tui.domain.errors import DomainError
from refine_tui.domain.session import Change, Phase, RefinementSession, SessionItem, SessionStatus, next_id
from refine_tui.domain.timebox import LONGEST_COUNTED_ABSENCE, Absence, ItemFocus, Span

SHORTEST_BOX = 1
"""No box is shortened below this many minutes."""


def require_open(session: RefinementSession) -> None:
    """Raise a DomainError unless the session is running or paused."""
    if session.status is SessionStatus.CLOSED:
        raise DomainError("The session is closed. Open it again to change it.")
    if session.status is SessionStatus.PLANNED:
        raise DomainError("The session has not begun yet.")


def start_clock(session: RefinementSession, *, now: datetime) -> Change:
    """Start the clock of the first phase.

    Raises:
        DomainError: it has begun already.
    """
    if session.status is not SessionStatus.PLANNED:
        raise DomainError("The session has begun already.")
    started = replace(session, status=SessionStatus.RUNNING, started_at=now, phase=0)
    return Change(session=_running_in(started, 0, now), step="session started")


def pause(session: RefinementSession, *, now: datetime) -> Change:
    """Stop the clock.

    Raises:
        DomainError: it is paused already.
    """
    require_open(session)
    if session.open_span is None:
        raise DomainError("The clock is paused already.")
    return Change(session=with_clock_stopped(session, now), step="pause")


def resume(session: RefinementSession, *, now: datetime) -> Change:
    """Start the clock again after a pause.

    Raises:
        DomainError: it runs already.
    """
    require_open(session)
    if session.open_span is not None:
        raise DomainError("The clock is running already.")
    return Change(session=_running_in(session, session.phase, now), step="clock goes on")


def extend(session: RefinementSession, *, minutes: int) -> Change:
    """Give the current box more (or, negative, fewer) minutes; the next box that can pays, or gains.

    Where no later box can pay, the expected end moves.

    Raises:
        DomainError: the box would be left with less than a minute.
    """
    require_open(session)
    current = session.current_phase
    if _budget(current) + minutes < SHORTEST_BOX:
        raise DomainError(f"{current.title} has only {_budget(current)} min: go to the next phase instead.")
    phases = list(session.phases)
    phases[current.position] = _longer(current, minutes)
    later = phases[current.position + 1 :]
    payer = next((phase for phase in later if _budget(phase) - minutes >= SHORTEST_BOX), None)
    if payer is not None:
        phases[payer.position] = _longer(payer, -minutes)
    length = f"{abs(minutes)} min {'more' if minutes > 0 else 'less'} for {current.title}"
    source = f", {'from' if minutes > 0 else 'to'} {payer.title}" if payer else ""
    return Change(session=replace(session, phases=tuple(phases)), step=f"{length}{source}")


def go_to_phase(session: RefinementSession, *, position: int, now: datetime) -> Change:
    """Go to another phase; a paused clock stays paused.

    Raises:
        DomainError: there is no such phase, or the session is in it.
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
        moved = _running_in(moved, position, now)
    moved = with_focus(moved, first_item_of_phase(moved), now)
    return Change(session=moved, step=f"on to {moved.current_phase.title}")


def next_phase(session: RefinementSession, *, now: datetime) -> Change:
    """Go to the next phase; see `go_to_phase`."""
    return go_to_phase(session, position=session.phase + 1, now=now)


def previous_phase(session: RefinementSession, *, now: datetime) -> Change:
    """Go back to the phase before; see `go_to_phase`."""
    change = go_to_phase(session, position=session.phase - 1, now=now)
    return replace(change, step=f"back to {change.session.current_phase.title}")


def began_earlier(session: RefinementSession, *, minutes: int) -> Change:
    """Move the start of the session some minutes back: the meeting began before the clock.

    Raises:
        DomainError: the number of minutes makes no sense.
    """
    require_open(session)
    if not 1 <= minutes <= 120 or session.started_at is None:  # noqa: PLR2004 - two hours: the longest session we know
        raise DomainError("Give the minutes as a number from 1 to 120.")
    first = min(session.spans, key=lambda span: span.start)
    earlier = replace(first, start=first.start - timedelta(minutes=minutes))
    spans = tuple(earlier if span.id == first.id else span for span in session.spans)
    started = session.started_at - timedelta(minutes=minutes)
    return Change(session=replace(session, spans=spans, started_at=started), step=f"began {minutes} min earlier")


def open_item(session: RefinementSession, *, item: int | None, now: datetime) -> Change:
    """Put an item on the screen. Moving about is no step."""
    if item is not None:
        session.item(item)
    return Change(session=with_focus(session, item, now))


def add_absence(session: RefinementSession, *, since: datetime, now: datetime) -> Change:
    """Note that the program was not there from *since* until *now* while the clock ran.

    Up to 15 minutes the meeting went on and the time counts; more is left out. No step of its own:
    `toggle_absence` changes whether it counts.
    """
    if session.open_span is None or now <= since:
        return Change(session=session)
    absence = Absence(
        id=next_id(session.absences), start=since, end=now, counted=now - since <= LONGEST_COUNTED_ABSENCE
    )
    return Change(session=replace(session, absences=(*session.absences, absence)))


def toggle_absence(
    session: RefinementSession,
) -> Change:
    """Count the latest absence, or leave it out: the opposite of what holds now.

    Raises:
        DomainError: there was none.
    """
    if not session.absences:
        raise DomainError("The program was here all the time: there is no absence to count or to leave out.")
    *others, last = session.absences
    flipped = replace(last, counted=not last.counted)
    step = (
        f"{max(1, round(last.length / timedelta(minutes=1)))} min away {'counted' if flipped.counted else 'left out'}"
    )
    return Change(session=replace(session, absences=(*others, flipped)), step=step)


def with_focus(session: RefinementSession, item: int | None, now: datetime) -> RefinementSession:
    """Return the session with *item* on the screen from *now* on."""
    session = replace(session, open_item=item)
    last = session.item_focus[-1].item if session.item_focus else None
    if last == item:
        return session
    return replace(session, item_focus=(*session.item_focus, ItemFocus(at=now, item=item)))


def items_of_phase(session: RefinementSession) -> tuple[SessionItem, ...]:
    """Return the items that the current phase goes through, in order; empty: it goes through none."""
    match session.current_phase.kind.items:
        case PhaseItems.TRIAGE:
            return session.triage_items
        case PhaseItems.CANDIDATES:
            return session.candidates
        case None:
            return ()


def first_item_of_phase(session: RefinementSession) -> int | None:
    """Return the item that the current phase opens with: its first undecided one, else its first."""
    items = items_of_phase(session)
    if session.current_phase.kind.items is PhaseItems.TRIAGE:
        undecided = [item for item in items if not item.triaged]
    else:
        undecided = [item for item in items if item.outcome is None]
    chosen = next(iter(undecided), next(iter(items), None))
    return chosen.id if chosen else None


def suggest_replan(session: RefinementSession, now: datetime) -> tuple[Phase, int] | None:
    """Suggest which later box could give how many minutes so that the session ends as planned; None: no need.

    Only a suggestion is made, from two minutes behind on; the longest later box gives, never below half of it.
    """
    behind = session.behind(now)
    later = session.phases[session.phase + 1 :]
    if session.status is not SessionStatus.RUNNING or behind < timedelta(minutes=2) or not later:
        return None
    longest = max(later, key=_budget)
    minutes = min(round(behind / timedelta(minutes=1)), _budget(longest) // 2)
    return (longest, minutes) if minutes > 0 else None


def apply_replan(session: RefinementSession, *, now: datetime) -> Change:
    """Shorten the box that `suggest_replan` suggests.

    Raises:
        DomainError: there is nothing to re-plan.
    """
    if (suggestion := suggest_replan(session, now)) is None:
        raise DomainError("The session is on time: there is nothing to re-plan.")
    phase, minutes = suggestion
    shorter = _longer(phase, -minutes)
    phases = tuple(shorter if other.position == phase.position else other for other in session.phases)
    return Change(
        session=replace(session, phases=phases), step=f"{phase.title} {_budget(phase)} → {_budget(shorter)} min"
    )


def _budget(phase: Phase) -> int:
    return phase.planned_minutes + phase.extended_minutes


def _longer(phase: Phase, minutes: int) -> Phase:
    return replace(phase, extended_minutes=phase.extended_minutes + minutes)


def with_clock_stopped(session: RefinementSession, now: datetime) -> RefinementSession:
    """Return the session with its clock stopped, whether it ran or not."""
    return replace(
        session,
        spans=tuple(replace(s, end=max(now, s.start)) if s.end is None else s for s in session.spans),
    )


def _running_in(session: RefinementSession, position: int, now: datetime) -> RefinementSession:
    span = Span(id=next_id(session.spans), phase=position, start=now)
    return replace(session, spans=(*session.spans, span))
