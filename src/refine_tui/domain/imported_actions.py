"""Action items imported from minutes of earlier sessions."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from refine_tui.domain.agenda import Agenda, AgendaPhase, PhaseKind
from refine_tui.domain.backlog_item import Backlog
from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import casefold_key
from refine_tui.domain.recording import add_action
from refine_tui.domain.records import ActionStatus, ImportedAction
from refine_tui.domain.session import Numbers, RefinementSession, SessionStatus

_AGENDA = Agenda(
    id="minutes",
    title="Minutes",
    phases=(AgendaPhase(kind=PhaseKind.WRAP_UP, title=PhaseKind.WRAP_UP.title, minutes=1),),
)


def new_actions(actions: Iterable[ImportedAction], *, known: Iterable[str]) -> tuple[ImportedAction, ...]:
    """Return the action items that are open and whose text the team does not have yet, each once.

    *known* are the texts of the team's action items, of all sessions and whatever became of them: the minutes that
    a team wrote itself add nothing twice.
    """
    seen = set(map(casefold_key, known))
    fresh = []
    for action in actions:
        if action.status is ActionStatus.OPEN and casefold_key(action.text) not in seen:
            seen.add(casefold_key(action.text))
            fresh.append(action)
    return tuple(fresh)


def add_imported_actions(
    session: RefinementSession, actions: Iterable[ImportedAction], *, backlog: Backlog, now: datetime
) -> RefinementSession:
    """Return the session with the action items recorded in it, under numbers of its team.

    An item that an action item names and *backlog* has not is left out of it.
    """
    items = {casefold_key(item.label): item.id for item in backlog.items}
    for action in actions:
        about = items.get(casefold_key(action.item)) if action.item else None
        session = add_action(session, text=action.text, owner=action.owner, due=action.due, item=about, now=now).session
    return session


def session_of_imported_minutes(
    team: Team, actions: Iterable[ImportedAction], *, name: str, backlog: Backlog, numbers: Numbers, now: datetime
) -> RefinementSession:
    """Return a closed session that was not held here: it keeps the action items of the minutes called *name*.

    It has no beginning, so that it counts neither as the team's last one nor as time spent. Its id is 0 until it
    is stored.
    """
    session = RefinementSession(
        id=0,
        team=team,
        agenda=_AGENDA,
        title=f"Brought in from {name}" if name else "Brought in",
        status=SessionStatus.RUNNING,
        created_at=now,
        numbers=numbers,
    )
    held = add_imported_actions(session, actions, backlog=backlog, now=now)
    return replace(held, status=SessionStatus.CLOSED, ended_at=now)
