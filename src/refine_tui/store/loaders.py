"""Reading a session, a backlog, a team and what its last session leaves."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any

import sqlalchemy as sa

from refine_tui.domain.backlog_item import Backlog
from refine_tui.domain.errors import RefineError
from refine_tui.domain.people import Team
from refine_tui.domain.records import ActionStatus, QuestionStatus
from refine_tui.domain.session import Outcome, RefinementSession, SessionItem, SessionStatus
from refine_tui.domain.session_setup import OpenItems
from refine_tui.domain.summary import ItemVisit, LastSession
from refine_tui.store import mappers
from refine_tui.store.mappers import Shape, Values
from refine_tui.store.tables import METADATA

_TEAM = METADATA.tables["team"]
_SESSION = mappers.SESSION.table
_BACKLOG = mappers.BACKLOG_ITEM.table
_ITEMS = mappers.SESSION_ITEM.table

_OF_SESSION = _ITEMS.c.session_id == sa.bindparam("session")
_OUTCOMES = sa.select(_ITEMS).where(_OF_SESSION).order_by(_ITEMS.c.position, _ITEMS.c.item)
_BROUGHT = (
    sa.select(_BACKLOG)
    .join(_ITEMS, sa.and_(_BACKLOG.c.team_id == _ITEMS.c.team_id, _BACKLOG.c.number == _ITEMS.c.item))
    .where(_OF_SESSION)
)


@contextmanager
def understood(what: str) -> Iterator[None]:
    """Turn a stored value that no domain value can be made of into a sentence.

    Raises:
        RefineError: there was such a value.
    """
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RefineError(
            f"{what} cannot be read: the database holds something that this version of refine does not know."
        ) from error


def fetch(connection: sa.Connection, query: sa.Select[Any], values: Values | None = None) -> list[Values]:
    """Return the rows that *query* finds, each by the names of its columns."""
    result = connection.execute(query, values)
    names = tuple(result.keys())
    return [dict(zip(names, row, strict=True)) for row in result.all()]


def load_session(connection: sa.Connection, session_id: int) -> RefinementSession:
    """Return a session with all its parts.

    Raises:
        RefineError: there is none with this number, or it cannot be read.
    """
    row = connection.execute(sa.select(_SESSION).where(_SESSION.c.id == session_id)).mappings().first()
    if row is None:
        raise RefineError(f"There is no session {session_id}: “refine sessions” lists those that there are.")
    team = team_row(connection, row["team_id"])
    with understood(f"Session {session_id}"):
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


def team_row(connection: sa.Connection, team_id: int) -> Mapping[str, Any]:
    """Return the row of a team.

    Raises:
        RefineError: it is not in this database.
    """
    row = connection.execute(sa.select(_TEAM).where(_TEAM.c.id == team_id)).mappings().first()
    if row is None:
        raise RefineError("The team is not in this database.")
    return dict(row)


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
    items = {row["number"]: mappers.BACKLOG_ITEM.make(row) for row in fetch(connection, _BROUGHT, session)}
    return tuple(
        mappers.SESSION_ITEM.make(row | {"backlog_item": items[row["item"]]})
        for row in fetch(connection, _OUTCOMES, session)
    )


def load_backlog(connection: sa.Connection, team: Team) -> Backlog:
    """Return a team's items in order of rank."""
    query = sa.select(_BACKLOG).where(_BACKLOG.c.team_id == team.id).order_by(_BACKLOG.c.rank, _BACKLOG.c.number)
    last = team_row(connection, team.id)["last_item"]
    with understood("The backlog"):
        items = tuple(mappers.BACKLOG_ITEM.make(row) for row in fetch(connection, query))
        return Backlog(team=team, items=items, last_item=last)


def last_session(connection: sa.Connection, team: Team) -> LastSession:
    """Return what the team's last session leaves."""
    numbers = mappers.numbers(team_row(connection, team.id))
    begun = (_SESSION.c.team_id == team.id, _SESSION.c.started_at.is_not(None))
    newest = sa.select(_SESSION).where(*begun).order_by(_SESSION.c.started_at.desc(), _SESSION.c.id.desc()).limit(1)
    row = connection.execute(newest).mappings().first()
    with understood("The team's last session"):
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
            agenda_id=row["agenda"]["id"] if row else "",
            awaited=frozenset(action.item for action in open_items.actions if action.item is not None),
            open_items=open_items,
        )


def _open(connection: sa.Connection, shape: Shape, team: Team, status: str) -> tuple[Any, ...]:
    table = shape.table
    query = sa.select(table).where(table.c.team_id == team.id, table.c.status == status).order_by(table.c.number)
    return tuple(shape.make(row) for row in fetch(connection, query))


def team_names(connection: sa.Connection) -> tuple[str, ...]:
    """Return the names of all teams, the one used last first."""
    query = sa.select(_TEAM.c.name).order_by(_TEAM.c.used.desc(), _TEAM.c.id.desc())
    return tuple(connection.execute(query).scalars())


def team_called(connection: sa.Connection, folded_name: str) -> Team | None:
    """Return the team with this name, folded."""
    row = connection.execute(sa.select(_TEAM).where(_TEAM.c.name_folded == folded_name)).mappings().first()
    return mappers.team(dict(row)) if row else None


def load_visits(
    connection: sa.Connection, team_id: int, items: tuple[int, ...], *, before: int
) -> dict[int, tuple[ItemVisit, ...]]:
    """Return the closed sessions in which these items were talked about, but the session *before*, oldest first."""
    visits: dict[int, list[ItemVisit]] = defaultdict(list)
    for row in fetch(connection, _VISITS, {"team": team_id, "items": items, "before": before}):
        visits[row["item"]].append(_visit(row))
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


def _visit(row: Mapping[str, Any]) -> ItemVisit:
    return ItemVisit(
        session=row["session_id"],
        started_at=row["started_at"],
        seconds=row["closed_seconds"] or 0,
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        agreed_estimate=row["agreed_estimate"],
    )
