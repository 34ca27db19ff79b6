"""Summaries of stored sessions: lines of lists, and what the last session leaves for the next one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from refine_tui.domain.dispositions import Outcome
from refine_tui.domain.people import Participant, Team
from refine_tui.domain.records import ActionItem, ActionStatus
from refine_tui.domain.session import Numbers, SessionStatus

if TYPE_CHECKING:  # a visit is drawn before anything else, and needs none of it
    from refine_tui.domain.session_setup import OpenItems


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSummary:
    """One line of the list of sessions."""

    id: int
    team: str
    title: str
    goal: str
    product_goal: str
    status: SessionStatus
    zone: str
    started_at: datetime | None
    ended_at: datetime | None
    next_session_at: datetime | None
    planned_for: datetime | None
    """When a planned session is to begin."""
    brought: int
    """How many items it had."""
    ready: int
    decisions: int
    actions: int
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSession:
    """What the last session of a team leaves for the next one to start from."""

    team: Team
    numbers: Numbers
    since: datetime | None
    """When the team's last session started; None: there was none."""
    people: tuple[Participant, ...]
    """Who took part in it."""
    product_goal: str
    agenda_id: str
    awaited: frozenset[int]
    """Numbers of the items on which an action item is open."""
    open_items: "OpenItems"
    """The action items and questions of all its sessions that are open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """One line of the list of action items."""

    team: str
    action: ActionItem
    item: str
    """The key of the item that it is about, or its number with ``#``; empty: none."""
    session: int
    """The number of the session in which it was made."""
    made_on: date
    """The day of that session, in the session's time zone."""

    def is_overdue(self, today: date) -> bool:
        """Return whether it is open though its day has passed."""
        return self.action.status is ActionStatus.OPEN and self.action.due is not None and self.action.due < today


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemVisit:
    """One closed session in which an item was talked about."""

    session: int
    """The number of the session."""
    started_at: datetime
    seconds: int
    """How long the item was on the screen."""
    outcome: Outcome | None
    agreed_estimate: str
