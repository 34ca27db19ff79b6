"""The part of the store that looks across sessions: lists of them, action items, the history of items."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from refine_tui.domain.errors import RefineError
from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import Outcome, SessionStatus, zone_of
from refine_tui.domain.summary import ActionLine, ItemVisit, SessionSummary
from refine_tui.store import mappers
from refine_tui.store.loaders import fetch, load_visits, understood
from refine_tui.store.row_diff import RowChange
from refine_tui.store.row_writer import bump_revisions, write_rows
from refine_tui.store.tables import METADATA
from refine_tui.store.transactions import Transactions

_TEAM = METADATA.tables["team"]
_SESSION = mappers.SESSION.table
_BACKLOG = mappers.BACKLOG_ITEM.table
_ITEMS = mappers.SESSION_ITEM.table
_ACTION = mappers.ACTION.table


class AcrossSessions(Transactions):
    """What is asked, and said of an action item, whatever session it belongs to."""

    def summaries(self, team: str | None = None) -> tuple[SessionSummary, ...]:
        """Return the sessions, newest first, of one team or of all; a planned one counts as of its day."""
        query = _summaries().order_by(*_newest_first())
        if team is not None:
            query = query.where(_TEAM.c.name_folded == clean_line(team).casefold())
        with self._reading() as connection, understood("The list of sessions"):
            return tuple(
                SessionSummary(**row | {"status": SessionStatus(row["status"])}) for row in fetch(connection, query)
            )

    def actions(self, team: str | None = None) -> tuple[ActionLine, ...]:
        """Return all action items, of one team or of all: the open ones first, by due date, those without last."""
        settled = _ACTION.c.status != ActionStatus.OPEN.value
        query = _action_lines().order_by(
            settled, _ACTION.c.due.is_(None), _ACTION.c.due, _TEAM.c.name_folded, _ACTION.c.number
        )
        if team is not None:
            query = query.where(_TEAM.c.name_folded == clean_line(team).casefold())
        with self._reading() as connection, understood("The list of action items"):
            return tuple(_action_line(row) for row in fetch(connection, query))

    def set_action_status(self, team: Team, number: int, status: ActionStatus) -> ActionLine:
        """Change the status of an action item; sessions that hold it and run are found changed at their next save.

        It is a step of no session, so that no undo takes it back.

        Raises:
            RefineError: the team has no action item of this number.
        """
        query = _action_lines().where(_ACTION.c.team_id == team.id, _ACTION.c.number == number)
        with self._writing() as connection, understood("The action item"):
            row = next(iter(fetch(connection, query)), None)
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
                write_rows(connection, [change])
                bump_revisions(connection, None, [change])
            return _action_line(row | {"status": status.value})

    def history(self, team: Team, items: tuple[int, ...], *, before: int) -> dict[int, tuple[ItemVisit, ...]]:
        """Return the closed sessions in which these items were talked about, but the session *before*, oldest first."""
        with self._reading() as connection, understood("The history of the items"):
            return load_visits(connection, team.id, items, before=before)


def _summaries() -> sa.Select[Any]:
    ready = sa.func.sum(sa.case((_ITEMS.c.outcome == Outcome.READY.value, 1), else_=0))
    items = (
        sa.select(_ITEMS.c.session_id, sa.func.count().label("brought"), ready.label("ready"))
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
    columns = [_count(items.c.brought, "brought"), _count(items.c.ready, "ready")]
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


def _action_lines() -> sa.Select[Any]:
    item = sa.and_(_BACKLOG.c.team_id == _ACTION.c.team_id, _BACKLOG.c.number == _ACTION.c.item)
    source = _ACTION.join(_TEAM, _TEAM.c.id == _ACTION.c.team_id).join(_SESSION, _SESSION.c.id == _ACTION.c.session_id)
    return sa.select(
        _ACTION,
        _TEAM.c.name.label("team"),
        _SESSION.c.zone,
        sa.func.coalesce(_SESSION.c.started_at, _SESSION.c.created_at, type_=_SESSION.c.created_at.type).label("made"),
        _BACKLOG.c.number.label("item_number"),
        _BACKLOG.c.key.label("item_key"),
    ).select_from(source.outerjoin(_BACKLOG, item))


def _action_line(row: Mapping[str, Any]) -> ActionLine:
    known = row["item_number"] is not None
    return ActionLine(
        team=row["team"],
        action=mappers.ACTION.make(row),
        item=(row["item_key"] or f"#{row['item_number']}") if known else "",
        session=row["session_id"],
        made_on=row["made"].astimezone(zone_of(row["zone"])).date(),
    )
