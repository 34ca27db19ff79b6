"""The action items of the store, whatever session they belong to."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from refine_tui.domain.errors import RefineError
from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.summary import ActionRow
from refine_tui.store import mappers
from refine_tui.store.fetching import fetch, fetch_first
from refine_tui.store.row_diff import RowChange
from refine_tui.store.row_writer import bump_revisions, write_rows
from refine_tui.store.stored_values import reading
from refine_tui.store.tables import METADATA

_TEAM = METADATA.tables["team"]
_BACKLOG = mappers.BACKLOG_ITEM.table
_ACTION = mappers.ACTION.table


class SqlActions:
    """The action items within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def list(self, team: str | None = None) -> tuple[ActionRow, ...]:
        """Return all action items of one team or of all: open ones first, by due date, those without one last."""
        settled = _ACTION.c.status != ActionStatus.OPEN.value
        query = _action_lines().order_by(
            settled, _ACTION.c.due.is_(None), _ACTION.c.due, _TEAM.c.name_folded, _ACTION.c.number
        )
        if team is not None:
            query = query.where(_TEAM.c.name_folded == clean_line(team).casefold())
        with reading("The list of action items"):
            return tuple(_action_line(row) for row in fetch(self._connection, query))

    def set_status(self, team: Team, number: int, status: ActionStatus) -> ActionRow:
        """Set the status of an action item; an open session that holds it notices at its next save.

        It is a step of no session, so no undo reverses it.

        Raises:
            RefineError: the team has no action item with this number.
        """
        query = _action_lines().where(_ACTION.c.team_id == team.id, _ACTION.c.number == number)
        with reading(f"A{number}"):
            row = fetch_first(self._connection, query)
            if row is None:
                raise RefineError(
                    f"{team.name} has no action item A{number}: “refine actions” lists those that there are."
                )
            if row["status"] != status.value:
                change = RowChange(
                    table=_ACTION.name,
                    key={"team_id": team.id, "number": number},
                    before={"status": row["status"]},
                    after={"status": status.value},
                )
                write_rows(self._connection, [change])
                bump_revisions(self._connection, None, [change])
            return _action_line(row | {"status": status.value})


def _action_lines() -> sa.Select[Any]:
    item = sa.and_(_BACKLOG.c.team_id == _ACTION.c.team_id, _BACKLOG.c.number == _ACTION.c.item)
    source = _ACTION.join(_TEAM, _TEAM.c.id == _ACTION.c.team_id)
    return sa.select(
        _ACTION,
        _TEAM.c.name.label("team"),
        _BACKLOG.c.number.label("item_number"),
        _BACKLOG.c.key.label("item_key"),
    ).select_from(source.outerjoin(_BACKLOG, item))


def _action_line(row: Mapping[str, Any]) -> ActionRow:
    known = row["item_number"] is not None
    return ActionRow(
        team=row["team"],
        action=mappers.ACTION.make(row),
        item=(row["item_key"] or f"#{row['item_number']}") if known else "",
        session=row["session_id"],
    )
