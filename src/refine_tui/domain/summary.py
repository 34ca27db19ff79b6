"""Read models of stored sessions: the rows of lists, and what the last session leaves for the next one."""

from dataclasses import dataclass
from datetime import date, datetime

from refine_tui.domain.people import Participant, Team
from refine_tui.domain.records import ActionItem, ActionStatus
from refine_tui.domain.session import Numbers, SessionStatus
from refine_tui.domain.session_setup import OpenItems


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSummary:
    """One row of the list of sessions."""

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
    """When a planned session should start."""
    item_count: int
    """The number of items in the session."""
    ready: int
    """The number of items with the outcome ready."""
    decisions: int
    """The number of decisions; `actions` and `questions` are counts too."""
    actions: int
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSession:
    """What a team's last session leaves for its next one."""

    team: Team
    numbers: Numbers
    since: datetime | None
    """When the team's last session started; None if the team had none."""
    people: tuple[Participant, ...]
    """The participants of that session, as `expected_people` returns them."""
    product_goal: str
    items_with_open_action: frozenset[int]
    """The numbers of the items that an open action item is about."""
    open_items: OpenItems
    """The open action items, questions and parked topics of all sessions of the team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """One row of the list of action items."""

    team: str
    action: ActionItem
    item: str
    """The key of the item that it is about, or ``#`` and its number; empty if it is about none."""
    session: int
    """The number of the session in which it was recorded."""

    def is_overdue(self, today: date) -> bool:
        """Return whether the action item is open and its due date is before *today*."""
        return self.action.status is ActionStatus.OPEN and self.action.due is not None and self.action.due < today
