"""Loading a session, a backlog, a team and what its last session leaves."""

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache
from typing import TypeVar

import sqlalchemy as sa

from refine_tui.domain.backlog_item import Backlog, BacklogItem
from refine_tui.domain.carried_over import in_order_of_due
from refine_tui.domain.closed_records import ClosedRecords, as_closed, reviews_as_closed
from refine_tui.domain.errors import RefineError
from refine_tui.domain.people import Team, expected_people
from refine_tui.domain.records import ActionStatus, EarlierAction, ParkedTopic, Question, QuestionStatus
from refine_tui.domain.session import RefinementSession, SessionItem
from refine_tui.domain.session_setup import OpenItems
from refine_tui.domain.summary import LastSession
from refine_tui.store.fetching import fetch, fetch_first, fetch_pairs
from refine_tui.store.mappers import records, sessions, teams
from refine_tui.store.sql_types import Query, Values
from refine_tui.store.stored_values import StoredValueError, reading
from refine_tui.store.tables.base import Row, table_of
from refine_tui.store.tables.records import (
    ActionItemRow,
    DecisionRow,
    EarlierActionRow,
    EarlierParkedRow,
    EarlierQuestionRow,
    NoteRow,
    ParkedTopicRow,
    QuestionRow,
)
from refine_tui.store.tables.sessions import (
    AbsenceRow,
    AttentionRow,
    ParticipantRow,
    PhaseRow,
    SessionItemRow,
    SessionRow,
    SpanRow,
)
from refine_tui.store.tables.teams import BacklogItemRow, TeamRow

R = TypeVar("R", bound=Row)
V = TypeVar("V")

_TEAM = table_of(TeamRow)
_SESSION = table_of(SessionRow)
_BACKLOG = table_of(BacklogItemRow)
_ITEMS = table_of(SessionItemRow)

_SESSION_BY_ID = sa.select(_SESSION).where(_SESSION.c.id == sa.bindparam("session"))
_TEAM_BY_ID = sa.select(_TEAM).where(_TEAM.c.id == sa.bindparam("team"))
_OF_SESSION = _ITEMS.c.session_id == sa.bindparam("session")
_OUTCOMES = sa.select(_ITEMS).where(_OF_SESSION).order_by(_ITEMS.c.position, _ITEMS.c.item)
_BACKLOG_ITEMS = (
    sa.select(_BACKLOG)
    .join(_ITEMS, sa.and_(_BACKLOG.c.team_id == _ITEMS.c.team_id, _BACKLOG.c.number == _ITEMS.c.item))
    .where(_OF_SESSION)
)


def load_session(connection: sa.Connection, session_id: int) -> RefinementSession:
    """Return a session with all its parts; a closed one with its records as they were when it was closed.

    Raises:
        RefineError: there is none with this number.
        StoredValueError: something in it cannot be parsed.
    """
    with reading(f"Session {session_id}"):
        row = fetch_first(connection, SessionRow, _SESSION_BY_ID, {"session": session_id})
        if row is None:
            raise RefineError(f"There is no session {session_id}: “refine sessions” lists those that there are.")
        session = replace(
            sessions.session_from_row(row, team_row(connection, row.team_id)),
            phases=_parts(connection, PhaseRow, sessions.phase_from_row, session_id),
            spans=_parts(connection, SpanRow, sessions.span_from_row, session_id),
            absences=_parts(connection, AbsenceRow, sessions.absence_from_row, session_id),
            item_focus=_parts(connection, AttentionRow, sessions.focus_from_row, session_id),
            people=_parts(connection, ParticipantRow, sessions.participant_from_row, session_id),
            items=_session_items(connection, session_id),
            decisions=_parts(connection, DecisionRow, records.decision_from_row, session_id),
            actions=_parts(connection, ActionItemRow, records.action_from_row, session_id),
            questions=_parts(connection, QuestionRow, records.question_from_row, session_id),
            earlier_actions=_earlier_actions(connection, session_id),
            earlier_questions=_earlier_questions(connection, session_id),
            earlier_parked=_earlier_parked(connection, session_id),
            parked=_parts(connection, ParkedTopicRow, records.parked_topic_from_row, session_id),
            notes=_parts(connection, NoteRow, records.note_from_row, session_id),
        )
        return session if session.closed_records is None else _as_closed(session, session.closed_records)


def _as_closed(session: RefinementSession, closed: ClosedRecords) -> RefinementSession:
    """Return a closed session with its action items and questions as they were when it was closed."""
    return replace(
        session,
        actions=as_closed(session.actions, closed.actions),
        questions=as_closed(session.questions, closed.questions),
        earlier_actions=reviews_as_closed(session.earlier_actions, closed.earlier_actions),
        earlier_questions=as_closed(session.earlier_questions, closed.earlier_questions),
    )


def team_row(connection: sa.Connection, team_id: int) -> TeamRow:
    """Return the row of a team.

    Raises:
        RefineError: it is not in this database.
        StoredValueError: something in it cannot be parsed.
    """
    row = fetch_first(connection, TeamRow, _TEAM_BY_ID, {"team": team_id})
    if row is None:
        raise RefineError("The team is not in this database.")
    return row


def _parts(connection: sa.Connection, row: type[R], from_row: Callable[[R], V], session_id: int) -> tuple[V, ...]:
    found = fetch(connection, row, _parts_query(row), {"session": session_id})
    return tuple(map(from_row, found))


@cache
def _parts_query(row: type[Row]) -> Query:
    table = table_of(row)
    own = table.c.session_id == sa.bindparam("session")
    return sa.select(table).where(own).order_by(list(table.primary_key.columns)[-1])


_ACTION, _ACTION_LINK = table_of(ActionItemRow), table_of(EarlierActionRow)
_EARLIER_ACTIONS = (
    sa.select(_ACTION, _ACTION_LINK.c.promise)
    .join(_ACTION_LINK, sa.and_(_ACTION.c.team_id == _ACTION_LINK.c.team_id, _ACTION.c.number == _ACTION_LINK.c.number))
    .where(_ACTION_LINK.c.session_id == sa.bindparam("session"))
)


@cache
def _linked_query(row: type[Row], link: type[Row]) -> Query:
    """Return the query for the records of other sessions to which the rows *link* of a session refer."""
    record, linked = table_of(row), table_of(link)
    same = sa.and_(record.c.team_id == linked.c.team_id, record.c.number == linked.c.number)
    of_session = linked.c.session_id == sa.bindparam("session")
    return sa.select(record).join(linked, same).where(of_session).order_by(record.c.number)


def _earlier_actions(connection: sa.Connection, session_id: int) -> tuple[EarlierAction, ...]:
    session: Values = {"session": session_id}
    pairs = fetch_pairs(connection, ActionItemRow, EarlierActionRow, _EARLIER_ACTIONS, session)
    return in_order_of_due(records.earlier_action_from_rows(action, link) for action, link in pairs)


def _earlier_questions(connection: sa.Connection, session_id: int) -> tuple[Question, ...]:
    found = fetch(connection, QuestionRow, _linked_query(QuestionRow, EarlierQuestionRow), {"session": session_id})
    return tuple(map(records.question_from_row, found))


def _earlier_parked(connection: sa.Connection, session_id: int) -> tuple[ParkedTopic, ...]:
    found = fetch(connection, ParkedTopicRow, _linked_query(ParkedTopicRow, EarlierParkedRow), {"session": session_id})
    return tuple(map(records.parked_topic_from_row, found))


def _session_items(connection: sa.Connection, session_id: int) -> tuple[SessionItem, ...]:
    session: Values = {"session": session_id}
    found = fetch(connection, BacklogItemRow, _BACKLOG_ITEMS, session)
    items = {row.number: teams.backlog_item_from_row(row) for row in found}
    rows = fetch(connection, SessionItemRow, _OUTCOMES, session)
    if not all(row.item in items for row in rows):
        raise StoredValueError
    return tuple(sessions.session_item_from_row(row, items[row.item]) for row in rows)


def load_backlog(connection: sa.Connection, team: Team) -> Backlog:
    """Return a team's items in order of rank.

    Raises:
        StoredValueError: one of them cannot be parsed.
    """
    query = sa.select(_BACKLOG).where(_BACKLOG.c.team_id == team.id).order_by(_BACKLOG.c.rank, _BACKLOG.c.number)
    with reading("The backlog"):
        last = team_row(connection, team.id).last_item
        items = tuple(map(teams.backlog_item_from_row, fetch(connection, BacklogItemRow, query)))
        return Backlog(team=team, items=items, last_item=last)


def find_backlog_items(connection: sa.Connection, team: Team, numbers: Collection[int]) -> tuple[BacklogItem, ...]:
    """Return a team's items with these numbers in order of rank.

    Raises:
        StoredValueError: one of them cannot be parsed.
    """
    query = sa.select(_BACKLOG).where(_BACKLOG.c.team_id == team.id, _BACKLOG.c.number.in_(numbers))
    with reading("The backlog"):
        found = fetch(connection, BacklogItemRow, query.order_by(_BACKLOG.c.rank, _BACKLOG.c.number))
        return tuple(map(teams.backlog_item_from_row, found))


def last_session(connection: sa.Connection, team: Team) -> LastSession:
    """Return what the team's last session leaves.

    Raises:
        StoredValueError: something in it cannot be parsed.
    """
    begun = (_SESSION.c.team_id == team.id, _SESSION.c.started_at.is_not(None))
    newest = sa.select(_SESSION).where(*begun).order_by(_SESSION.c.started_at.desc(), _SESSION.c.id.desc()).limit(1)
    with reading("The team's last session"):
        numbers = teams.numbers_from_row(team_row(connection, team.id))
        row = fetch_first(connection, SessionRow, newest)
        open_items = OpenItems(
            actions=_open(connection, ActionItemRow, records.action_from_row, team, ActionStatus.OPEN.value),
            questions=_open(connection, QuestionRow, records.question_from_row, team, QuestionStatus.OPEN.value),
            parked=_parked(connection, team),
        )
        return LastSession(
            team=team,
            numbers=numbers,
            since=row.started_at if row else None,
            people=expected_people(_parts(connection, ParticipantRow, sessions.participant_from_row, row.id))
            if row
            else (),
            product_goal=row.product_goal if row else "",
            items_with_open_action=frozenset(action.item for action in open_items.actions if action.item is not None),
            open_items=open_items,
        )


def _open(
    connection: sa.Connection, row: type[R], from_row: Callable[[R], V], team: Team, status: str
) -> tuple[V, ...]:
    table = table_of(row)
    query = sa.select(table).where(table.c.team_id == team.id, table.c.status == status).order_by(table.c.number)
    return tuple(map(from_row, fetch(connection, row, query)))


def _parked(connection: sa.Connection, team: Team) -> tuple[ParkedTopic, ...]:
    topics = table_of(ParkedTopicRow)
    query = sa.select(topics).where(topics.c.team_id == team.id, topics.c.discussed_in.is_(None))
    found = fetch(connection, ParkedTopicRow, query.order_by(topics.c.number))
    return tuple(map(records.parked_topic_from_row, found))


def team_names(connection: sa.Connection) -> tuple[str, ...]:
    """Return the names of all teams, the one used last first."""
    query = sa.select(_TEAM).order_by(_TEAM.c.used.desc(), _TEAM.c.id.desc())
    with reading("The list of teams"):
        return tuple(row.name for row in fetch(connection, TeamRow, query))


def find_team(connection: sa.Connection, folded_name: str) -> Team | None:
    """Return the team with this casefolded name, or None."""
    with reading("The team"):
        row = fetch_first(connection, TeamRow, sa.select(_TEAM).where(_TEAM.c.name_folded == folded_name))
        return teams.team_from_row(row) if row else None
