"""Loading a session, a backlog, a team and what its last session leaves."""

from dataclasses import replace
from functools import cache
from typing import Any

import sqlalchemy as sa

from refine_tui.domain.backlog_item import Backlog
from refine_tui.domain.errors import RefineError
from refine_tui.domain.people import Team
from refine_tui.domain.records import ActionStatus, QuestionStatus
from refine_tui.domain.session import RefinementSession, SessionItem
from refine_tui.domain.session_setup import OpenItems
from refine_tui.domain.summary import LastSession
from refine_tui.store import mappers
from refine_tui.store.fetching import fetch, fetch_first
from refine_tui.store.mappers import Shape, Values
from refine_tui.store.stored_values import StoredValueError, reading
from refine_tui.store.tables import METADATA

_TEAM = METADATA.tables["team"]
_SESSION = mappers.SESSION.table
_BACKLOG = mappers.BACKLOG_ITEM.table
_ITEMS = mappers.SESSION_ITEM.table

_OF_SESSION = _ITEMS.c.session_id == sa.bindparam("session")
_OUTCOMES = sa.select(_ITEMS).where(_OF_SESSION).order_by(_ITEMS.c.position, _ITEMS.c.item)
_BACKLOG_ITEMS = (
    sa.select(_BACKLOG)
    .join(_ITEMS, sa.and_(_BACKLOG.c.team_id == _ITEMS.c.team_id, _BACKLOG.c.number == _ITEMS.c.item))
    .where(_OF_SESSION)
)


def load_session(connection: sa.Connection, session_id: int) -> RefinementSession:
    """Return a session with all its parts.

    Raises:
        RefineError: there is none with this number.
        StoredValueError: something in it cannot be parsed.
    """
    with reading(f"Session {session_id}"):
        row = fetch_first(connection, sa.select(_SESSION).where(_SESSION.c.id == session_id))
        if row is None:
            raise RefineError(f"There is no session {session_id}: “refine sessions” lists those that there are.")
        team = team_row(connection, row["team_id"])
        found: RefinementSession = mappers.SESSION.make({**row, "team": team})
        return replace(
            found,
            phases=_parts(connection, mappers.PHASE, session_id),
            spans=_parts(connection, mappers.SPAN, session_id),
            absences=_parts(connection, mappers.ABSENCE, session_id),
            item_focus=_parts(connection, mappers.ATTENTION, session_id),
            people=_parts(connection, mappers.PARTICIPANT, session_id),
            items=_session_items(connection, session_id),
            decisions=_parts(connection, mappers.DECISION, session_id),
            actions=_parts(connection, mappers.ACTION, session_id),
            questions=_parts(connection, mappers.QUESTION, session_id),
            earlier_actions=_earlier(connection, mappers.EARLIER_ACTION, mappers.ACTION, session_id),
            earlier_questions=_earlier(connection, mappers.EARLIER_QUESTION, mappers.QUESTION, session_id),
            parked=_parts(connection, mappers.PARKED, session_id),
            notes=_parts(connection, mappers.NOTE, session_id),
        )


def team_row(connection: sa.Connection, team_id: int) -> Values:
    """Return the row of a team.

    Raises:
        RefineError: it is not in this database.
        StoredValueError: something in it cannot be parsed.
    """
    row = fetch_first(connection, sa.select(_TEAM).where(_TEAM.c.id == team_id))
    if row is None:
        raise RefineError("The team is not in this database.")
    return row


def _parts(connection: sa.Connection, shape: Shape, session_id: int) -> tuple[Any, ...]:
    found = fetch(connection, _parts_query(shape.table.name, shape.key), {"session": session_id})
    return tuple(shape.make(row) for row in found)


@cache
def _parts_query(table: str, key: str) -> sa.Select[Any]:
    found = METADATA.tables[table]
    return sa.select(found).where(found.c.session_id == sa.bindparam("session")).order_by(found.c[key])


def _earlier(connection: sa.Connection, link: Shape, record: Shape, session_id: int) -> tuple[Any, ...]:
    found = fetch(connection, _earlier_query(link.table.name, record.table.name), {"session": session_id})
    return tuple(link.make(row) for row in found)


@cache
def _earlier_query(link: str, record: str) -> sa.Select[Any]:
    """Return the query of the records that a session holds from before, with what it said of them."""
    linked, found = METADATA.tables[link], METADATA.tables[record]
    own = [column for column in linked.c if column.name not in found.c]
    same = sa.and_(found.c.team_id == linked.c.team_id, found.c.number == linked.c.number)
    query = sa.select(found, *own).join(linked, same)
    return query.where(linked.c.session_id == sa.bindparam("session")).order_by(found.c.number)


def _session_items(connection: sa.Connection, session_id: int) -> tuple[SessionItem, ...]:
    session = {"session": session_id}
    items = {row["number"]: mappers.BACKLOG_ITEM.make(row) for row in fetch(connection, _BACKLOG_ITEMS, session)}
    rows = fetch(connection, _OUTCOMES, session)
    if not all(row["item"] in items for row in rows):
        raise StoredValueError
    return tuple(mappers.SESSION_ITEM.make(row | {"backlog_item": items[row["item"]]}) for row in rows)


def load_backlog(connection: sa.Connection, team: Team) -> Backlog:
    """Return a team's items in order of rank.

    Raises:
        StoredValueError: one of them cannot be parsed.
    """
    query = sa.select(_BACKLOG).where(_BACKLOG.c.team_id == team.id).order_by(_BACKLOG.c.rank, _BACKLOG.c.number)
    with reading("The backlog"):
        last = team_row(connection, team.id)["last_item"]
        items = tuple(mappers.BACKLOG_ITEM.make(row) for row in fetch(connection, query))
        return Backlog(team=team, items=items, last_item=last)


def last_session(connection: sa.Connection, team: Team) -> LastSession:
    """Return what the team's last session leaves.

    Raises:
        StoredValueError: something in it cannot be parsed.
    """
    begun = (_SESSION.c.team_id == team.id, _SESSION.c.started_at.is_not(None))
    newest = sa.select(_SESSION).where(*begun).order_by(_SESSION.c.started_at.desc(), _SESSION.c.id.desc()).limit(1)
    with reading("The team's last session"):
        numbers = mappers.numbers(team_row(connection, team.id))
        row = fetch_first(connection, newest)
        open_items = OpenItems(
            actions=_open(connection, mappers.ACTION, team, ActionStatus.OPEN.value),
            questions=_open(connection, mappers.QUESTION, team, QuestionStatus.OPEN.value),
        )
        return LastSession(
            team=team,
            numbers=numbers,
            since=row["started_at"] if row else None,
            people=_parts(connection, mappers.PARTICIPANT, row["id"]) if row else (),
            product_goal=row["product_goal"] if row else "",
            items_with_open_action=frozenset(action.item for action in open_items.actions if action.item is not None),
            open_items=open_items,
        )


def _open(connection: sa.Connection, shape: Shape, team: Team, status: str) -> tuple[Any, ...]:
    table = shape.table
    query = sa.select(table).where(table.c.team_id == team.id, table.c.status == status).order_by(table.c.number)
    return tuple(shape.make(row) for row in fetch(connection, query))


def team_names(connection: sa.Connection) -> tuple[str, ...]:
    """Return the names of all teams, the one used last first."""
    query = sa.select(_TEAM.c.name).order_by(_TEAM.c.used.desc(), _TEAM.c.id.desc())
    with reading("The list of teams"):
        return tuple(row["name"] for row in fetch(connection, query))


def find_team(connection: sa.Connection, folded_name: str) -> Team | None:
    """Return the team with this casefolded name, or None."""
    with reading("The team"):
        row = fetch_first(connection, sa.select(_TEAM).where(_TEAM.c.name_folded == folded_name))
        return mappers.team(row) if row else None
