"""The action items of the store, whatever session they belong to."""

from dataclasses import replace

import sqlalchemy as sa

from refine_tui.domain.errors import RefineError
from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.summary import ActionRow
from refine_tui.store.fetching import fetch_pairs
from refine_tui.store.mappers.records import action_from_row
from refine_tui.store.row_diff import RowChange
from refine_tui.store.row_writer import bump_revisions, write_rows
from refine_tui.store.sql_types import Query
from refine_tui.store.stored_values import reading
from refine_tui.store.tables.base import Row, table_of
from refine_tui.store.tables.records import ActionItemRow
from refine_tui.store.tables.teams import BacklogItemRow, TeamRow

_TEAM = table_of(TeamRow)
_BACKLOG = table_of(BacklogItemRow)
_ACTION = table_of(ActionItemRow)


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
            return tuple(_listed(*pair) for pair in fetch_pairs(self._connection, ActionItemRow, _NamesRow, query))

    def set_status(self, team: Team, number: int, status: ActionStatus) -> ActionRow:
        """Set the status of an action item; an open session that holds it notices at its next save.

        It is a step of no session, so no undo reverses it.

        Raises:
            RefineError: the team has no action item with this number.
        """
        query = _action_lines().where(_ACTION.c.team_id == team.id, _ACTION.c.number == number)
        with reading(f"A{number}"):
            pair = next(iter(fetch_pairs(self._connection, ActionItemRow, _NamesRow, query)), None)
            if pair is None:
                raise RefineError(
                    f"{team.name} has no action item A{number}: “refine actions” lists those that there are."
                )
            row, names = pair
            if row.status != status.value:
                change = RowChange(
                    table=_ACTION.name,
                    key={"team_id": team.id, "number": number},
                    before={"status": row.status},
                    after={"status": status.value},
                )
                write_rows(self._connection, [change])
                bump_revisions(self._connection, None, [change])
            listed = _listed(row, names)
            return replace(listed, action=replace(listed.action, status=status))


class _NamesRow(Row):
    """The columns that the list of action items adds to those of an action item."""

    team: str
    item_number: int | None
    item_key: str | None


def _action_lines() -> Query:
    item = sa.and_(_BACKLOG.c.team_id == _ACTION.c.team_id, _BACKLOG.c.number == _ACTION.c.item)
    source = _ACTION.join(_TEAM, _TEAM.c.id == _ACTION.c.team_id)
    return sa.select(
        _ACTION,
        _TEAM.c.name.label("team"),
        _BACKLOG.c.number.label("item_number"),
        _BACKLOG.c.key.label("item_key"),
    ).select_from(source.outerjoin(_BACKLOG, item))


def _listed(row: ActionItemRow, names: _NamesRow) -> ActionRow:
    item = "" if names.item_number is None else names.item_key or f"#{names.item_number}"
    return ActionRow(team=names.team, action=action_from_row(row), item=item, session=row.session_id)
