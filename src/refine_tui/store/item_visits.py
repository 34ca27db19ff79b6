"""The closed sessions in which an item was discussed."""

from collections import defaultdict
from datetime import datetime

import sqlalchemy as sa

from refine_tui.domain.dispositions import Outcome
from refine_tui.domain.session import SessionStatus
from refine_tui.domain.summary import ItemVisit
from refine_tui.store.fetching import fetch
from refine_tui.store.mappers.sessions import parse_outcome
from refine_tui.store.stored_values import reading
from refine_tui.store.tables.base import Row, table_of
from refine_tui.store.tables.sessions import SessionItemRow, SessionRow

_SESSION = table_of(SessionRow)
_ITEMS = table_of(SessionItemRow)


class _VisitRow(Row):
    """The columns of `_VISITS`."""

    item: int
    session_id: int
    started_at: datetime
    closed_seconds: int | None
    outcome: str | None
    agreed_estimate: str


def load_visits(
    connection: sa.Connection, team_id: int, items: tuple[int, ...], *, before: int
) -> dict[int, tuple[ItemVisit, ...]]:
    """Return the closed sessions of each of these items except the session *before*, oldest first."""
    visits: dict[int, list[ItemVisit]] = defaultdict(list)
    with reading("The history of the items"):
        for row in fetch(connection, _VisitRow, _VISITS, {"team": team_id, "items": items, "before": before}):
            visits[row.item].append(_visit(row))
    return {item: tuple(found) for item, found in visits.items()}


_TALKED_ABOUT = sa.or_(_ITEMS.c.closed_seconds > 0, _ITEMS.c.outcome != Outcome.NOT_REACHED.value)
_VISITS = (
    sa.select(
        _ITEMS.c.item,
        _ITEMS.c.session_id,
        _SESSION.c.started_at,
        _ITEMS.c.closed_seconds,
        _ITEMS.c.outcome,
        _ITEMS.c.agreed_estimate,
    )
    .join(_SESSION, _SESSION.c.id == _ITEMS.c.session_id)
    .where(
        _ITEMS.c.team_id == sa.bindparam("team"),
        _ITEMS.c.item.in_(sa.bindparam("items", expanding=True)),
        _ITEMS.c.session_id != sa.bindparam("before"),
        _SESSION.c.status == SessionStatus.CLOSED.value,
        _TALKED_ABOUT,
    )
    .order_by(_SESSION.c.started_at, _SESSION.c.id)
)


def _visit(row: _VisitRow) -> ItemVisit:
    return ItemVisit(
        session=row.session_id,
        started_at=row.started_at,
        seconds=row.closed_seconds or 0,
        outcome=parse_outcome(row.outcome),
        agreed_estimate=row.agreed_estimate,
    )
