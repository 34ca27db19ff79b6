"""What is read across sessions: lists of them, and the history of items."""

from datetime import datetime

import sqlalchemy as sa

from refine_tui.domain.dispositions import Outcome
from refine_tui.domain.item_past import ItemPast
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.summary import SessionSummary
from refine_tui.store.fetching import fetch
from refine_tui.store.item_past import load_past
from refine_tui.store.mappers.sessions import parse_status
from refine_tui.store.sql_types import AnyColumn, Query
from refine_tui.store.stored_values import reading
from refine_tui.store.tables.base import Row, table_of
from refine_tui.store.tables.records import ActionItemRow, DecisionRow, QuestionRow
from refine_tui.store.tables.sessions import SessionItemRow, SessionRow
from refine_tui.store.tables.teams import TeamRow

_TEAM = table_of(TeamRow)
_SESSION = table_of(SessionRow)
_ITEMS = table_of(SessionItemRow)


class SqlQueries:
    """Lists across sessions, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def summaries(self, team: str | None = None) -> tuple[SessionSummary, ...]:
        """Return the sessions of one team or of all, newest first; a planned one counts as of its day."""
        query = _summaries().order_by(*_newest_first())
        if team is not None:
            query = query.where(_TEAM.c.name_folded == clean_line(team).casefold())
        with reading("The list of sessions"):
            return tuple(map(_summary, fetch(self._connection, _SummaryRow, query)))

    def item_past(self, session: RefinementSession) -> dict[int, ItemPast]:
        """Return what the sessions before *session* left of each of its items, by number; absent: nothing."""
        return load_past(self._connection, session, tuple(item.id for item in session.items))


class _SummaryRow(Row):
    """The columns of `_summaries`."""

    id: int
    team: str
    title: str
    goal: str
    product_goal: str
    status: str
    zone: str
    started_at: datetime | None
    ended_at: datetime | None
    next_session_at: datetime | None
    planned_for: datetime | None
    item_count: int
    ready: int
    decisions: int
    actions: int
    questions: int


def _summary(row: _SummaryRow) -> SessionSummary:
    return SessionSummary(
        id=row.id,
        team=row.team,
        title=row.title,
        goal=row.goal,
        product_goal=row.product_goal,
        status=parse_status(row.status),
        zone=row.zone,
        started_at=row.started_at,
        ended_at=row.ended_at,
        next_session_at=row.next_session_at,
        planned_for=row.planned_for,
        item_count=row.item_count,
        ready=row.ready,
        decisions=row.decisions,
        actions=row.actions,
        questions=row.questions,
    )


def _summaries() -> Query:
    ready = sa.func.sum(sa.case((_ITEMS.c.outcome == Outcome.READY.value, 1), else_=0))
    items = (
        sa.select(_ITEMS.c.session_id, sa.func.count().label("item_count"), ready.label("ready"))
        .group_by(_ITEMS.c.session_id)
        .subquery()
    )
    counted = {
        "decisions": table_of(DecisionRow),
        "actions": table_of(ActionItemRow),
        "questions": table_of(QuestionRow),
    }
    counts = {
        name: sa.select(table.c.session_id, sa.func.count().label("n")).group_by(table.c.session_id).subquery()
        for name, table in counted.items()
    }
    columns = [_count(items.c.item_count, "item_count"), _count(items.c.ready, "ready")]
    columns += [_count(count.c.n, name) for name, count in counts.items()]
    source: sa.FromClause = _SESSION.join(_TEAM, _TEAM.c.id == _SESSION.c.team_id)
    for part in (items, *counts.values()):
        source = source.outerjoin(part, part.c.session_id == _SESSION.c.id)
    plain = [_SESSION.c[name] for name in _SUMMARY]
    return sa.select(*plain, _TEAM.c.name.label("team"), *columns).select_from(source)


_SUMMARY = (
    "id", "title", "goal", "product_goal", "status", "zone", "started_at", "ended_at", "next_session_at", "planned_for",
)  # fmt: skip


def _count(column: sa.ColumnElement[int], name: str) -> sa.ColumnElement[int]:
    return sa.func.coalesce(column, 0).label(name)


def _newest_first() -> tuple[AnyColumn, ...]:
    day = sa.func.coalesce(_SESSION.c.started_at, _SESSION.c.planned_for, _SESSION.c.created_at)
    return (day.desc(), _SESSION.c.id.desc())
