"""Attendance: who is expected, who is here, who comes late and who leaves early. Each transition returns a `Change`.

The kick-off begins with the roll call: as long as no other phase has run, people are simply here or away. After it,
the time of arriving or leaving is stored.
"""

from dataclasses import replace
from datetime import datetime

from refine_tui.domain.agenda import PhaseKind
from refine_tui.domain.errors import DomainError
from refine_tui.domain.people import Participant, Role, checked_name
from refine_tui.domain.plain_text import clean_line, name_key
from refine_tui.domain.session import Change, RefinementSession
from refine_tui.domain.timekeeping import require_open


def is_roll_call(session: RefinementSession) -> bool:
    """Return whether the session is in its kick-off, and no other phase has run yet."""
    kickoffs = {phase.position for phase in session.phases if phase.kind == PhaseKind.KICKOFF}
    return session.phase in kickoffs and all(span.phase in kickoffs for span in session.spans)


def set_people(session: RefinementSession, *, people: tuple[Participant, ...], now: datetime) -> Change:
    """Replace the participants, with their roles and whether they are present.

    Names are compared without case and accents. Who is here, or away, as before keeps the stored times. Everybody
    else is here, or away, from *now* (aware, UTC) on; in the roll call, from the start.

    Raises:
        DomainError: the session is not open.
    """
    require_open(session)
    known = {name_key(person.name): person for person in session.people}
    changed = []
    for person in people:
        before = known.get(name_key(person.name), Participant(id=0, name=person.name, present=False))
        times = before if before.present == person.present else _with_presence(session, before, now)
        changed.append(replace(person, arrived_at=times.arrived_at, left_at=times.left_at))
    here = sum(person.present for person in changed)
    words = f"{here} {'person' if here == 1 else 'people'} here"
    away = f", {len(changed) - here} away" if here < len(changed) else ""
    return Change(session=replace(session, people=tuple(changed)), step=f"{words}{away}")


def toggle_presence(session: RefinementSession, *, person: int, now: datetime) -> Change:
    """Mark a person who is away as here, or one who is here as away; see `arrive` and `leave`."""
    toggle = leave if _person(session, person).present else arrive
    return toggle(session, person=person, now=now)


def arrive(session: RefinementSession, *, person: int, now: datetime) -> Change:
    """Mark a person as here; after the roll call, as here since *now* (aware, UTC).

    A person who had left is simply back: the time between is not stored.

    Raises:
        DomainError: the person is here already or not a participant, or the session is not open.
    """
    require_open(session)
    before = _person(session, person)
    if before.present:
        raise DomainError(f"{before.name} is here already.")
    after = _with_presence(session, before, now)
    step = f"{after.name} is back" if before.left_at is not None else _arrival_words(session, after)
    return Change(session=_with_person(session, after), step=step)


def leave(session: RefinementSession, *, person: int, now: datetime) -> Change:
    """Mark a person as away; after the roll call, as having left at *now* (aware, UTC).

    Raises:
        DomainError: the person is away already or not a participant, or the session is not open.
    """
    require_open(session)
    before = _person(session, person)
    if not before.present:
        raise DomainError(f"{before.name} is away already.")
    after = _with_presence(session, before, now)
    words = f"has left, at {session.local(after.left_at):%H:%M}" if after.left_at else "is away"
    return Change(session=_with_person(session, after), step=f"{after.name} {words}")


def add_person(
    session: RefinementSession, *, name: str, role: Role = Role.DEVELOPER, role_text: str = "", now: datetime
) -> Change:
    """Add a person who is not on the list and is here; after the roll call, here since *now* (aware, UTC).

    A participant of the same name who is away arrives instead, and keeps the role.

    Args:
        session: The session.
        name: The name.
        role: The role by which the rules treat the person.
        role_text: The role as it is written, if it is not a name of *role*.
        now: The current time.

    Raises:
        DomainError: the name is empty, has a character that separates names, or is that of a person who is here, or
            the session is not open.
    """
    require_open(session)
    if not (name := checked_name(name)) or name.startswith("-") or any(mark in name for mark in ",;"):
        raise DomainError("Type the name of one person, without comma or minus: Ana, or Ana (PO).")
    known = next((each for each in session.people if name_key(each.name) == name_key(name)), None)
    if known is not None:
        return arrive(session, person=known.id, now=now)
    person = Participant(
        id=max((each.id for each in session.people), default=0) + 1,
        name=name,
        role=role,
        role_text=clean_line(role_text),
        arrived_at=None if is_roll_call(session) else now,
    )
    changed = replace(session, people=(*session.people, person))
    return Change(session=changed, step=_arrival_words(session, person))


def _arrival_words(session: RefinementSession, person: Participant) -> str:
    since = f", since {session.local(person.arrived_at):%H:%M}" if person.arrived_at else ""
    return f"{person.name} is here{since}"


def _with_presence(session: RefinementSession, person: Participant, now: datetime) -> Participant:
    """Return *person* here instead of away, or away instead of here, from *now* on."""
    if is_roll_call(session):
        return replace(person, present=not person.present, arrived_at=None, left_at=None)
    if person.present:
        return replace(person, present=False, left_at=now)
    arrived_at = person.arrived_at if person.attended else now
    return replace(person, present=True, arrived_at=arrived_at, left_at=None)


def _person(session: RefinementSession, number: int) -> Participant:
    for person in session.people:
        if person.id == number:
            return person
    raise DomainError("This person is not on the list of participants.")


def _with_person(session: RefinementSession, changed: Participant) -> RefinementSession:
    return replace(session, people=tuple(changed if each.id == changed.id else each for each in session.people))
