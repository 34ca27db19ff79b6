"""What earlier sessions left of items, in three statements for all items of a session."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import sqlalchemy as sa

from refine_tui.domain.dispositions import Outcome
from refine_tui.domain.item_past import ItemPast, PastDecision, PastEstimate, PastQuestion, PastRecord
from refine_tui.domain.records import Decision, Note, Question, QuestionStatus
from refine_tui.domain.session import RefinementSession, SessionStatus, zone_of
from refine_tui.store.fetching import fetch
from refine_tui.store.mappers.sessions import parse_outcome
from refine_tui.store.sql_types import Query, Values
from refine_tui.store.stored_values import reading
from refine_tui.store.tables.base import Row, table_of
from refine_tui.store.tables.records import DecisionRow, EarlierQuestionRow, NoteRow, QuestionRow
from refine_tui.store.tables.sessions import SessionItemRow, SessionRow

_SESSION = table_of(SessionRow)
_ITEMS = table_of(SessionItemRow)
_QUESTION = table_of(QuestionRow)
_QUESTION_LINK = table_of(EarlierQuestionRow)
_ESTIMATE = "estimate"

Days = Mapping[int, date]
"""The day of each session that is needed, in its own time zone, by its number; earlier sessions first."""


def load_past(connection: sa.Connection, session: RefinementSession, items: tuple[int, ...]) -> dict[int, ItemPast]:
    """Return what the sessions that started before *session* left of these items; items without a past are absent."""
    if session.started_at is None or not items:
        return {}
    parameters: Values = {
        "team": session.team.id,
        "items": items,
        "session": session.id,
        "started_at": session.started_at,
    }
    with reading("The history of the items"):
        visits = {row.item: row for row in fetch(connection, _VisitsRow, _VISITS, parameters)}
        rows = fetch(connection, _RecordRow, _RECORDS, parameters)
        sessions = {row.session_id for row in visits.values()} | {row.session_id for row in rows}
        sessions |= {row.answered_in for row in rows if row.answered_in is not None}
        days = _load_days(connection, sessions)
        place = {session_id: place for place, session_id in enumerate(days)}
        records: dict[int, list[_RecordRow]] = defaultdict(list)
        for record in sorted(rows, key=lambda row: (place[row.session_id], row.number)):
            records[record.item].append(record)
        shown = frozenset(question.number for question in session.earlier_questions)
        return {item: _past(visits.get(item), records[item], shown, days) for item in {*visits, *records}}


def _load_days(connection: sa.Connection, sessions: set[int]) -> Days:
    rows = fetch(connection, _DayRow, _DAYS, {"sessions": list(sessions)}) if sessions else []
    return {row.id: row.started_at.astimezone(zone_of(row.zone)).date() for row in rows}


class _VisitsRow(Row):
    """The columns of `_VISITS`: the closed sessions that discussed an item, and the last of them."""

    item: int
    sessions: int
    seconds: int
    session_id: int
    outcome: str | None


class _RecordRow(Row):
    """The columns of `_RECORDS`."""

    kind: str
    """The letter of a kind of record, or `_ESTIMATE`."""
    number: int
    item: int
    text: str
    owner: str
    more: str
    """The reason of a decision, or the answer to a question."""
    is_open: bool
    """Whether it is a question without an answer."""
    session_id: int
    answered_in: int | None
    """The latest session that began while the question was open; None: there is none."""


class _DayRow(Row):
    """The columns of `_DAYS`."""

    id: int
    started_at: datetime
    zone: str


def _past(visits: _VisitsRow | None, records: list[_RecordRow], shown: frozenset[int], days: Days) -> ItemPast:
    """Return the past of one item; *shown* are the numbers of the questions that were open when the session began."""
    by_kind: dict[str, list[_RecordRow]] = defaultdict(list)
    for row in records:
        by_kind[row.kind].append(row)
    questions = by_kind[Question.letter]
    past = ItemPast(
        open_questions=tuple(_question(row, days) for row in questions if row.is_open),
        answered_questions=tuple(
            _question(row, days) for row in questions if not row.is_open and row.number not in shown
        ),
        decisions=tuple(
            PastDecision(label=_label(row), text=row.text, day=days[row.session_id], because=row.more)
            for row in by_kind[Decision.letter]
        ),
        notes=tuple(
            PastRecord(label=_label(row), text=row.text, day=days[row.session_id]) for row in by_kind[Note.letter]
        ),
        estimates=tuple(PastEstimate(value=row.text, day=days[row.session_id]) for row in by_kind[_ESTIMATE]),
    )
    if visits is None:
        return past
    return replace(
        past,
        sessions=visits.sessions,
        seconds=visits.seconds,
        last_outcome=parse_outcome(visits.outcome),
        last_day=days[visits.session_id],
    )


def _question(row: _RecordRow, days: Days) -> PastQuestion:
    answered_in = row.session_id if row.answered_in is None else row.answered_in
    return PastQuestion(
        label=_label(row),
        text=row.text,
        day=days[row.session_id],
        owner=row.owner,
        answer=row.more,
        answered_on=None if row.is_open else days[answered_in],
    )


def _label(row: _RecordRow) -> str:
    return f"{row.kind}{row.number}"


_STARTED_AT = sa.bindparam("started_at", type_=_SESSION.c.started_at.type)
_NUMBER = sa.bindparam("session", type_=sa.Integer())


def _before(session: sa.FromClause) -> sa.ColumnElement[bool]:
    """Return the condition that *session* started before the session of the parameters."""
    same_moment = sa.and_(session.c.started_at == _STARTED_AT, session.c.id < _NUMBER)
    return sa.or_(session.c.started_at < _STARTED_AT, same_moment)


def _about(table: sa.Table) -> sa.ColumnElement[bool]:
    """Return the condition that a row of *table* is about one of the items."""
    of_team = table.c.team_id == sa.bindparam("team")
    return sa.and_(of_team, table.c.item.in_(sa.bindparam("items", expanding=True)))


_DAYS: Query = (
    sa.select(_SESSION.c.id, _SESSION.c.started_at, _SESSION.c.zone)
    .where(_SESSION.c.id.in_(sa.bindparam("sessions", expanding=True)))
    .order_by(_SESSION.c.started_at, _SESSION.c.id)
)
_DISCUSSED = sa.and_(
    _SESSION.c.status == SessionStatus.CLOSED.value,
    sa.or_(_ITEMS.c.closed_seconds > 0, _ITEMS.c.outcome != Outcome.NOT_REACHED.value),
)
"""A closed session that came to an item. All columns of `session_item` that are read here are in one index."""


def _visits() -> Query:
    """Return the query of the sums over the sessions that discussed each item, with the last of them."""
    sums = (
        sa.select(
            _ITEMS.c.item,
            sa.func.count().label("sessions"),
            sa.func.sum(sa.func.coalesce(_ITEMS.c.closed_seconds, 0)).label("seconds"),
            sa.func.max(_SESSION.c.started_at).label("last"),
        )
        .join(_SESSION, _SESSION.c.id == _ITEMS.c.session_id)
        .where(_about(_ITEMS), _DISCUSSED, _before(_SESSION))
        .group_by(_ITEMS.c.item)
        .subquery()
    )
    is_last = sa.and_(_SESSION.c.team_id == sa.bindparam("team"), _SESSION.c.started_at == sums.c.last)
    return (
        sa.select(sums.c.item, sums.c.sessions, sums.c.seconds, _SESSION.c.id.label("session_id"), _ITEMS.c.outcome)
        .select_from(sums)
        .join(_SESSION, is_last)
        .join(_ITEMS, sa.and_(_ITEMS.c.session_id == _SESSION.c.id, _ITEMS.c.item == sums.c.item))
        .where(_DISCUSSED, sa.or_(sums.c.last < _STARTED_AT, _SESSION.c.id < _NUMBER))
        .order_by(_SESSION.c.id)
    )


_NONE = sa.literal("", literal_execute=True)


def _records() -> Query:
    """Return the query of the questions, decisions, notes and estimates of the items."""
    decisions, notes = table_of(DecisionRow), table_of(NoteRow)
    is_open = _QUESTION.c.status == QuestionStatus.OPEN.value
    estimates = (
        _found(_ESTIMATE, _ITEMS, number=_ITEMS.c.session_id, text=_ITEMS.c.agreed_estimate)
        .where(_DISCUSSED, _ITEMS.c.agreed_estimate != "")
    )  # fmt: skip
    found = sa.union_all(
        _found(
            Question.letter, _QUESTION, owner=_QUESTION.c.owner, more=_QUESTION.c.answer, is_open=is_open,
            answered_in=_latest_that_found_it_open(),
        ),
        _found(Decision.letter, decisions, more=decisions.c.because),
        _found(Note.letter, notes),
        estimates,
    ).subquery()  # fmt: skip
    return sa.select(found)


def _found(
    kind: str,
    table: sa.Table,
    *,
    number: sa.ColumnElement[int] | None = None,
    text: sa.ColumnElement[str] | None = None,
    owner: sa.ColumnElement[str] = _NONE,
    more: sa.ColumnElement[str] = _NONE,
    is_open: sa.ColumnElement[bool] | None = None,
    answered_in: sa.ColumnElement[int] | None = None,
) -> Query:
    """Return the query of the rows of one table about the items, by the columns of `_RecordRow`."""
    return (
        sa.select(
            sa.literal(kind, literal_execute=True).label("kind"),
            (table.c.number if number is None else number).label("number"),
            table.c.item,
            (table.c.text if text is None else text).label("text"),
            owner.label("owner"),
            more.label("more"),
            (sa.false() if is_open is None else is_open).label("is_open"),
            table.c.session_id,
            (sa.null() if answered_in is None else answered_in).label("answered_in"),
        )
        .join(_SESSION, _SESSION.c.id == table.c.session_id)
        .where(_about(table), _before(_SESSION))
    )


def _latest_that_found_it_open() -> sa.ScalarSelect[int]:
    """Return the number of the latest session that began with the question: it answered it, if any session did."""
    held = _SESSION.alias("held")
    return (
        sa.select(held.c.id)
        .join(_QUESTION_LINK, _QUESTION_LINK.c.session_id == held.c.id)
        .where(
            _QUESTION_LINK.c.team_id == _QUESTION.c.team_id,
            _QUESTION_LINK.c.number == _QUESTION.c.number,
            _before(held),
        )
        .order_by(held.c.started_at.desc(), held.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )


_VISITS = _visits()
_RECORDS = _records()
