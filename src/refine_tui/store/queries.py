"""What is read across sessions: lists of them, and the history of items."""

from typing import Any

import sqlalchemy as sa

from refine_tui.domain.dispositions import Outcome
from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.summary import ItemVisit, SessionSummary
from refine_tui.store import mappers
from refine_tui.store.fetching import fetch
from refine_tui.store.item_visits import load_visits
from refine_tui.store.stored_values import reading
from refine_tui.store.tables import METADATA

_TEAM = METADATA.tables["team"]
_SESSION = mappers.SESSION.table
_ITEMS = mappers.SESSION_ITEM.table


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
            return tuple(
                SessionSummary(**row | {"status": mappers.parse_status(row["status"])})
                for row in fetch(self._connection, query)
            )

    def item_history(self, team: Team, items: tuple[int, ...], *, before: int) -> dict[int, tuple[ItemVisit, ...]]:
        """Return the closed sessions of each of these items except the session *before*, oldest first."""
        return load_visits(self._connection, team.id, items, before=before)


def _summaries() -> sa.Select[Any]:
    ready = sa.func.sum(sa.case((_ITEMS.c.outcome == Outcome.READY.value, 1), else_=0))
    items = (
        sa.select(_ITEMS.c.session_id, sa.func.count().label("item_count"), ready.label("ready"))
        .group_by(_ITEMS.c.session_id)
        .subquery()
    )
    counted = {"decisions": mappers.DECISION, "actions": mappers.ACTION, "questions": mappers.QUESTION}
    counts = {
        name: sa.select(shape.table.c.session_id, sa.func.count().label("n"))
        .group_by(shape.table.c.session_id)
        .subquery()
        for name, shape in counted.items()
    }
    columns = [_count(items.c.item_count, "item_count"), _count(items.c.ready, "ready")]
    columns += [_count(count.c.n, name) for name, count in counts.items()]
    source: Any = _SESSION.join(_TEAM, _TEAM.c.id == _SESSION.c.team_id)
    for part in (items, *counts.values()):
        source = source.outerjoin(part, part.c.session_id == _SESSION.c.id)
    plain = [_SESSION.c[name] for name in _SUMMARY]
    return sa.select(*plain, _TEAM.c.name.label("team"), *columns).select_from(source)


_SUMMARY = (
    "id", "title", "goal", "product_goal", "status", "zone", "started_at", "ended_at", "next_session_at", "planned_for",
)  # fmt: skip


def _count(column: sa.ColumnElement[int], name: str) -> sa.ColumnElement[int]:
    return sa.func.coalesce(column, 0).label(name)


def _newest_first() -> tuple[sa.ColumnElement[Any], ...]:
    day = sa.func.coalesce(_SESSION.c.started_at, _SESSION.c.planned_for, _SESSION.c.created_at)
    return (day.desc(), _SESSION.c.id.desc())
