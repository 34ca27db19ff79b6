"""Reading: sessions, backlogs, and what is asked across sessions."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any

import sqlalchemy as sa

from refine_tui.domain.backlog_item import Backlog
from refine_tui.domain.errors import RefineError
from refine_tui.domain.people import Team
from refine_tui.domain.session import Outcome, RefinementSession, SessionItem, SessionStatus
from refine_tui.domain.summary import SessionSummary, TeamMemory
from refine_tui.store import rows
from refine_tui.store.rows import Shape, Values
from refine_tui.store.tables import METADATA

_TEAM = METADATA.tables["team"]
_SESSION = rows.SESSION.table
_BACKLOG = rows.BACKLOG_ITEM.table
_ITEMS = rows.SESSION_ITEM.table
_ACTION = rows.ACTION.table

_OF_SESSION = _ITEMS.c.session_id == sa.bindparam("session")
_OUTCOMES = sa.select(_ITEMS).where(_OF_SESSION).order_by(_ITEMS.c.position, _ITEMS.c.item)
_BROUGHT = (
    sa.select(_BACKLOG)
    .join(_ITEMS, sa.and_(_BACKLOG.c.team_id == _ITEMS.c.team_id, _BACKLOG.c.number == _ITEMS.c.item))
    .where(_OF_SESSION)
)


@contextmanager
def _understood(what: str) -> Iterator[None]:
    """Turn a stored value that no domain value can be made of into a sentence."""
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


def session(connection: sa.Connection, session_id: int) -> RefinementSession:
    """Return a session with all its parts.

    Raises:
        RefineError: there is none with this number, or it cannot be read.
    """
    row = connection.execute(sa.select(_SESSION).where(_SESSION.c.id == session_id)).mappings().first()
    if row is None:
        raise RefineError(f"There is no session {session_id}: “refine sessions” lists those that there are.")
    team = team_row(connection, row["team_id"])
    with _understood(f"Session {session_id}"):
        found: RefinementSession = rows.SESSION.make({**row, "team": team})
        return replace(
            found,
            phases=_parts(connection, rows.PHASE, session_id),
            spans=_parts(connection, rows.SPAN, session_id),
            absences=_parts(connection, rows.ABSENCE, session_id),
            attention=_parts(connection, rows.ATTENTION, session_id),
            people=_parts(connection, rows.PARTICIPANT, session_id),
            items=_session_items(connection, session_id),
            decisions=_parts(connection, rows.DECISION, session_id),
            actions=_parts(connection, rows.ACTION, session_id),
            questions=_parts(connection, rows.QUESTION, session_id),
            parked=_parts(connection, rows.PARKED, session_id),
            notes=_parts(connection, rows.NOTE, session_id),
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


def _session_items(connection: sa.Connection, session_id: int) -> tuple[SessionItem, ...]:
    session = {"session": session_id}
    items = {row["number"]: rows.BACKLOG_ITEM.make(row) for row in fetch(connection, _BROUGHT, session)}
    return tuple(
        rows.SESSION_ITEM.make(row | {"backlog_item": items[row["item"]]})
        for row in fetch(connection, _OUTCOMES, session)
    )


def backlog(connection: sa.Connection, team: Team) -> Backlog:
    """Return a team's items in order of rank."""
    query = sa.select(_BACKLOG).where(_BACKLOG.c.team_id == team.id).order_by(_BACKLOG.c.rank, _BACKLOG.c.number)
    last = team_row(connection, team.id)["last_item"]
    with _understood("The backlog"):
        items = tuple(rows.BACKLOG_ITEM.make(row) for row in fetch(connection, query))
        return Backlog(team=team, items=items, last_item=last)


def memory(connection: sa.Connection, team: Team) -> TeamMemory:
    """Return what the team's last session leaves."""
    numbers = rows.numbers(team_row(connection, team.id))
    newest = sa.select(_SESSION).where(_SESSION.c.team_id == team.id).order_by(*_newest_first()).limit(1)
    row = connection.execute(newest).mappings().first()
    awaited = sa.select(_ACTION.c.item).where(
        _ACTION.c.team_id == team.id, _ACTION.c.status == "open", _ACTION.c.item.is_not(None)
    )
    with _understood("The team's last session"):
        return TeamMemory(
            team=team,
            numbers=numbers,
            since=row["started_at"] if row else None,
            people=_parts(connection, rows.PARTICIPANT, row["id"]) if row else (),
            product_goal=row["product_goal"] if row else "",
            agenda_id=row["agenda"]["id"] if row else "",
            awaited=frozenset(connection.execute(awaited).scalars()),
        )


def team_names(connection: sa.Connection) -> tuple[str, ...]:
    """Return the names of all teams, the one used last first."""
    query = sa.select(_TEAM.c.name).order_by(_TEAM.c.used.desc(), _TEAM.c.id.desc())
    return tuple(connection.execute(query).scalars())


def team_called(connection: sa.Connection, folded_name: str) -> Team | None:
    """Return the team with this name, folded."""
    row = connection.execute(sa.select(_TEAM).where(_TEAM.c.name_folded == folded_name)).mappings().first()
    return rows.team(dict(row)) if row else None


def summaries(connection: sa.Connection, folded_name: str | None) -> tuple[SessionSummary, ...]:
    """Return the sessions, newest first, of one team or of all."""
    ready = sa.func.sum(sa.case((_ITEMS.c.outcome == Outcome.READY.value, 1), else_=0))
    items = (
        sa.select(_ITEMS.c.session_id, sa.func.count().label("brought"), ready.label("ready"))
        .group_by(_ITEMS.c.session_id)
        .subquery()
    )
    counted = {"decisions": rows.DECISION, "actions": rows.ACTION, "questions": rows.QUESTION}
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
    query = sa.select(*plain, _TEAM.c.name.label("team"), *columns).select_from(source).order_by(*_newest_first())
    if folded_name is not None:
        query = query.where(_TEAM.c.name_folded == folded_name)
    with _understood("The list of sessions"):
        return tuple(
            SessionSummary(**row | {"status": SessionStatus(row["status"])}) for row in fetch(connection, query)
        )


_SUMMARY = (
    "id", "title", "goal", "product_goal", "status", "zone", "started_at", "ended_at", "next_session_at",
)  # fmt: skip


def _count(column: sa.ColumnElement[int], name: str) -> sa.ColumnElement[int]:
    return sa.func.coalesce(column, 0).label(name)


def _newest_first() -> tuple[sa.ColumnElement[Any], ...]:
    return (_SESSION.c.started_at.desc(), _SESSION.c.id.desc())
