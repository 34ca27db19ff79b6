"""Writing public views: in the transaction of each change, and away with one that a change made wrong."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from refine_tui.domain.agenda import PhaseKind
from refine_tui.domain.public_view import public_view
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.domain.summary import ItemVisit
from refine_tui.store.item_visits import load_visits
from refine_tui.store.tables import METADATA

_VIEW = METADATA.tables["public_view"]
_ITEMS = METADATA.tables["session_item"]

_OWN = _VIEW.c.session_id == sa.bindparam("session")
_VALUES: dict[str, sa.BindParameter[Any]] = {"revision": sa.bindparam("raised"), "view": sa.bindparam("text")}
_INSERT = sa.insert(_VIEW).values(session_id=sa.bindparam("session"), **_VALUES)
_UPDATE = sa.update(_VIEW).where(_OWN).values(**_VALUES)
_DELETE = sa.delete(_VIEW).where(_OWN)
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
    text = public_view(session, _visits(connection, session)).to_json()
    row = {"session": session.id, "raised": session.revision, "text": text}
    if connection.execute(_UPDATE, row).rowcount != 1:
        connection.execute(_INSERT, row)


def forget_public_views(connection: sa.Connection, team_id: int, items: Sequence[int]) -> None:
    """Take the public views away that show one of these items of a team's backlog, which has changed.

    A changed item raises no revision, so the view would not be known to be old.
    """
    connection.execute(_FORGET, {"team": team_id, "items": items})


def _visits(connection: sa.Connection, session: RefinementSession) -> tuple[ItemVisit, ...]:
    """Return the earlier sessions of the open item, where the screen shows them: in the deep dive."""
    item = session.open_item
    if item is None or session.current_phase.kind is not PhaseKind.DEEP_DIVE:
        return ()
    return load_visits(connection, session.team.id, (item,), before=session.id).get(item, ())
