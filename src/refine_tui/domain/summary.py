"""What a store tells of the sessions that it holds: lines of a list, and what the last one leaves."""

from dataclasses import dataclass
from datetime import datetime

from refine_tui.domain.people import Participant, Team
from refine_tui.domain.session import Numbers, SessionStatus


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
    brought: int
    """How many items were brought."""
    ready: int
    decisions: int
    actions: int
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMemory:
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
