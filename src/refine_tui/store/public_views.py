"""Writing public views in the transaction of each change, and deleting those that a change made wrong."""

from collections.abc import Sequence

import sqlalchemy as sa

from refine_tui.domain.agenda import PhaseKind
from refine_tui.domain.item_past import ItemPast
from refine_tui.domain.public_view import public_view
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.store.item_past import load_past
from refine_tui.store.row_statements import upsert_row
from refine_tui.store.tables.base import table_of
from refine_tui.store.tables.session_data import PublicViewRow
from refine_tui.store.tables.sessions import SessionItemRow

_VIEW = table_of(PublicViewRow)
_ITEMS = table_of(SessionItemRow)

_DELETE = sa.delete(_VIEW).where(_VIEW.c.session_id == sa.bindparam("session"))
_HOLDS = sa.and_(
    _ITEMS.c.session_id == _VIEW.c.session_id,
    _ITEMS.c.team_id == sa.bindparam("team"),
    _ITEMS.c.item.in_(sa.bindparam("items", expanding=True)),
)
_FORGET = sa.delete(_VIEW).where(sa.select(_ITEMS.c.item).where(_HOLDS).exists())


def write_public_view(connection: sa.Connection, session: RefinementSession) -> None:
    """Write the public view of *session* as it is stored now, with its revision; only one that runs has a view."""
    if session.status is not SessionStatus.RUNNING:
        connection.execute(_DELETE, {"session": session.id})
        return
    text = public_view(session, _past(connection, session)).to_json()
    upsert_row(connection, PublicViewRow(session_id=session.id, revision=session.revision, view=text))


def forget_public_views(connection: sa.Connection, team_id: int, items: Sequence[int]) -> None:
    """Delete the public views that show one of these items of a team's backlog, which has changed.

    A changed item raises no revision, so the view would not be known to be old.
    """
    connection.execute(_FORGET, {"team": team_id, "items": items})


def _past(connection: sa.Connection, session: RefinementSession) -> ItemPast | None:
    """Return what earlier sessions left of the open item, where the screen shows it: in the deep dive."""
    item = session.open_item
    if item is None or session.current_phase.kind is not PhaseKind.DEEP_DIVE:
        return None
    return load_past(connection, session, (item,)).get(item)
