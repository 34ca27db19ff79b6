"""Read models for screens and commands; nothing here writes."""

from dataclasses import dataclass
from datetime import date

from refine_tui.application.ports import Store
from refine_tui.domain.backlog_item import Backlog
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.domain.session_setup import PendingItems, pending_items
from refine_tui.domain.summary import ActionRow, LastSession, SessionSummary

DEFAULT_TEAM = "Team"
"""The name of the team if no team exists and the user names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The data of the home screen."""

    team: str
    new: int
    """The number of items for the next triage."""
    candidates: int
    """The number of items for the next deep dive."""
    open_actions: int
    """The number of open action items."""
    overdue: int
    """The number of open action items whose due date has passed."""
    summaries: tuple[SessionSummary, ...]
    """The sessions of all teams, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartView:
    """The data from which a new session of a team starts."""

    pending: PendingItems
    last: LastSession | None
    """None: the team does not exist."""


class Views:
    """Reads data for screens and commands, each in one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def team_names(self) -> tuple[str, ...]:
        """Return the names of all teams, the most recently used first."""
        with self._store.read() as work:
            return work.teams.names()

    def team_name(self, requested: str | None = None) -> str:
        """Return *requested*, else the most recently used team, else `DEFAULT_TEAM`."""
        if requested and requested.strip():
            return clean_line(requested)
        return next(iter(self.team_names()), DEFAULT_TEAM)

    def home(self, requested_team: str | None, *, today: date) -> HomeView:
        """Return the data of the home screen; *today* decides which action items are overdue."""
        team = self.team_name(requested_team)
        pending = self.pending_items(team)
        with self._store.read() as work:
            open_actions = [row for row in work.actions.list(team) if row.action.status is ActionStatus.OPEN]
            return HomeView(
                team=team,
                new=len(pending.new),
                candidates=len(pending.candidates),
                open_actions=len(open_actions),
                overdue=sum(row.is_overdue(today) for row in open_actions),
                summaries=work.queries.summaries(None),
            )

    def start(self, team_name: str) -> StartView:
        """Return the data from which a new session of the team starts."""
        with self._store.read() as work:
            team = work.teams.find(team_name)
            if team is None:
                return StartView(pending=PendingItems(), last=None)
            last = work.teams.last_session(team)
            pending = pending_items(
                work.backlogs.load(team), since=last.since, items_with_open_action=last.items_with_open_action
            )
            return StartView(pending=pending, last=last)

    def pending_items(self, team_name: str) -> PendingItems:
        """Return the items that the team's next session takes from the backlog."""
        return self.start(team_name).pending

    def backlog(self, team_name: str) -> Backlog | None:
        """Return a team's backlog, or None if the team does not exist."""
        with self._store.read() as work:
            team = work.teams.find(team_name)
            return None if team is None else work.backlogs.load(team)

    def sessions(self, team_name: str | None = None) -> tuple[SessionSummary, ...]:
        """Return the sessions of one team or of all, newest first."""
        with self._store.read() as work:
            return work.queries.summaries(team_name)

    def session(self, session_id: int) -> RefinementSession:
        """Return a session.

        Raises:
            RefineError: no session has this number.
        """
        with self._store.read() as work:
            return work.sessions.load(session_id)

    def unfinished_session(self, team_name: str | None = None) -> SessionSummary | None:
        """Return the newest session of one team or of all that has started and is not closed, or None."""
        summaries = self.sessions(team_name)
        return next((summary for summary in summaries if summary.status is SessionStatus.RUNNING), None)

    def next_planned_session(self, team_name: str) -> RefinementSession | None:
        """Return the planned session of the team with the earliest start, or None."""
        with self._store.read() as work:
            summaries = work.queries.summaries(team_name)
            planned = [each for each in summaries if each.status is SessionStatus.PLANNED]
            earliest = min(((each.planned_for, each.id) for each in planned if each.planned_for), default=None)
            return None if earliest is None else work.sessions.load(earliest[1])

    def actions(self, team_name: str | None = None) -> tuple[ActionRow, ...]:
        """Return all action items of one team or of all: open ones first, by due date."""
        with self._store.read() as work:
            return work.actions.list(team_name)
