"""What a screen or a command reads; nothing here writes."""

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
"""The name of the team where there is none yet and none is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """What the home screen shows."""

    team: str
    new: int
    """Items for the triage."""
    candidates: int
    """Items for the deep dive."""
    open_actions: int
    overdue: int
    summaries: tuple[SessionSummary, ...]
    """The sessions of all teams, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartView:
    """What the screen of a new session fills in from the team's last one."""

    pending: PendingItems
    last: LastSession | None
    """None: the team has no session yet."""


class Views:
    """Reads for screens and commands, each in one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def team_names(self) -> tuple[str, ...]:
        """Return the names of all teams, the one used last first."""
        with self._store.read() as work:
            return work.teams.names()

    def team_name(self, requested: str | None = None) -> str:
        """Return *requested*, or else the team used last, or else `DEFAULT_TEAM`."""
        if requested and requested.strip():
            return clean_line(requested)
        return next(iter(self.team_names()), DEFAULT_TEAM)

    def home(self, requested_team: str | None, *, today: date) -> HomeView:
        """Return what the home screen shows; *today* decides what is overdue."""
        team = self.team_name(requested_team)
        pending = self.pending_items(team)
        with self._store.read() as work:
            lines = [line for line in work.actions.list(team) if line.action.status is ActionStatus.OPEN]
            return HomeView(
                team=team,
                new=len(pending.new),
                candidates=len(pending.candidates),
                open_actions=len(lines),
                overdue=sum(line.is_overdue(today) for line in lines),
                summaries=work.queries.summaries(None),
            )

    def start(self, team_name: str) -> StartView:
        """Return what a new session of the team starts from."""
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
        """Return the items that the team's next session takes up."""
        return self.start(team_name).pending

    def backlog(self, team_name: str) -> Backlog | None:
        """Return a team's backlog; None: there is no team with this name."""
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
            RefineError: there is none with this number.
        """
        with self._store.read() as work:
            return work.sessions.load(session_id)

    def unfinished_session(self, team_name: str | None = None) -> SessionSummary | None:
        """Return the newest session that has begun and is not closed, of one team or of all; None: there is none."""
        summaries = self.sessions(team_name)
        return next((summary for summary in summaries if summary.status is SessionStatus.RUNNING), None)

    def next_planned_session(self, team_name: str) -> RefinementSession | None:
        """Return the planned session of the team that is the nearest; None: there is none."""
        with self._store.read() as work:
            summaries = work.queries.summaries(team_name)
            planned = [(each.planned_for, each.id) for each in summaries if each.status is SessionStatus.PLANNED]
            nearest = min(((day, number) for day, number in planned if day), default=None)
            return None if nearest is None else work.sessions.load(nearest[1])

    def actions(self, team_name: str | None = None) -> tuple[ActionRow, ...]:
        """Return all action items of one team or of all: open ones first, by due date."""
        with self._store.read() as work:
            return work.actions.list(team_name)
