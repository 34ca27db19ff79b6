"""Action items that are imported from the minutes of an earlier session."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from refine_tui.domain.agenda import Agenda, AgendaPhase, PhaseKind
from refine_tui.domain.backlog_item import Backlog, ImportedAction
from refine_tui.domain.closed_records import ClosedRecords
from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import casefold_key
from refine_tui.domain.recording import add_action
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import Numbers, RefinementSession, SessionStatus

_AGENDA = Agenda(
    id="minutes",
    title="Minutes",
    phases=(AgendaPhase(kind=PhaseKind.WRAP_UP, title=PhaseKind.WRAP_UP.title, minutes=1),),
)


def new_actions(actions: Iterable[ImportedAction], *, known: Iterable[str]) -> tuple[ImportedAction, ...]:
    """Return the open action items whose text the team does not have yet, without duplicates.

    Texts are compared without case and accents. *known* are the texts of all action items of the team, whatever their
    status: importing the team's own minutes therefore adds nothing.
    """
    seen = set(map(casefold_key, known))
    unknown_actions = []
    for action in actions:
        if action.status is ActionStatus.OPEN and casefold_key(action.text) not in seen:
            seen.add(casefold_key(action.text))
            unknown_actions.append(action)
    return tuple(unknown_actions)


def add_imported_actions(
    session: RefinementSession, actions: Iterable[ImportedAction], *, backlog: Backlog, now: datetime
) -> RefinementSession:
    """Return the session with the action items added, each under the team's next number, recorded at *now*.

    An action item loses its reference to an item that is not in *backlog*.

    Raises:
        DomainError: an action item has no text, or the session is not open.
    """
    item_ids = {casefold_key(item.label): item.id for item in backlog.items}
    for action in actions:
        item_id = item_ids.get(casefold_key(action.item)) if action.item else None
        change = add_action(session, text=action.text, owner=action.owner, due=action.due, item=item_id, now=now)
        session = change.session
    return session


def session_of_imported_minutes(
    team: Team, actions: Iterable[ImportedAction], *, name: str, backlog: Backlog, numbers: Numbers, now: datetime
) -> RefinementSession:
    """Return a closed session with the action items of the minutes file called *name*.

    It represents a session that took place without this program, so it has no start time: it counts neither as the
    team's last session nor as time spent. Its id is 0 until it is stored.

    Raises:
        DomainError: an action item has no text.
    """
    session = RefinementSession(
        id=0,
        team=team,
        agenda=_AGENDA,
        title=f"Imported from {name}" if name else "Imported",
        status=SessionStatus.RUNNING,
        created_at=now,
        numbers=numbers,
    )
    session = add_imported_actions(session, actions, backlog=backlog, now=now)
    records = ClosedRecords.of(actions=session.actions)
    return replace(session, status=SessionStatus.CLOSED, ended_at=now, closed_records=records)
