"""Closed sessions have copies of their action items and questions; an index finds the earlier sessions of an item."""

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("session", sa.Column("closed_records", sa.JSON(), nullable=True))
    op.drop_index(op.f("ix_session_item_team_id_item"), table_name="session_item")
    op.create_index(
        "ix_session_item_past",
        "session_item",
        ["team_id", "item", "session_id", "outcome", "closed_seconds", "agreed_estimate"],
        unique=False,
    )
    _copy_records(op.get_bind())


Copy = dict[str, object]
Latest = dict[tuple[int, int], str]
"""When the latest session started that a record was open in, by the team and the number of the record."""


def _copy_records(connection: sa.Connection) -> None:
    """Copy the records of each closed session, as far as they are known to have been then.

    A record that a later session began with was still open when this one ended. What it was before a later edit is
    stored nowhere, so text, owner and day are those of today.
    """
    actions, questions = (_latest(connection, query) for query in (_LATEST_ACTIONS, _LATEST_QUESTIONS))
    for session, ended_at in connection.execute(sa.text(_CLOSED)).all():
        values = {"session": session}
        reviewed = _rows(connection, _EARLIER_ACTIONS, values)
        copies = {
            "actions": [_action(row, ended_at, actions) for row in _rows(connection, _ACTIONS, values)],
            "questions": [_question(row, ended_at, questions) for row in _rows(connection, _QUESTIONS, values)],
            "earlier_actions": [_action(row, ended_at, actions) for row in reviewed],
            "earlier_questions": [
                _question(row, ended_at, questions) for row in _rows(connection, _EARLIER_QUESTIONS, values)
            ],
        }
        connection.execute(sa.text(_WRITE), values | {"copies": json.dumps(copies)})


_CLOSED = "SELECT id, ended_at FROM session WHERE status = 'closed'"
_LATEST_ACTIONS = (
    "SELECT held.team_id, held.number, max(session.started_at) FROM earlier_action AS held "
    "JOIN session ON session.id = held.session_id GROUP BY held.team_id, held.number"
)
_LATEST_QUESTIONS = (
    "SELECT held.team_id, held.number, max(session.started_at) FROM earlier_question AS held "
    "JOIN session ON session.id = held.session_id GROUP BY held.team_id, held.number"
)
_ACTIONS = "SELECT * FROM action_item WHERE session_id = :session ORDER BY number"
_QUESTIONS = "SELECT * FROM question WHERE session_id = :session ORDER BY number"
_EARLIER_ACTIONS = (
    "SELECT record.*, held.promise FROM action_item AS record JOIN earlier_action AS held "
    "ON held.team_id = record.team_id AND held.number = record.number "
    "WHERE held.session_id = :session ORDER BY record.number"
)
_EARLIER_QUESTIONS = (
    "SELECT record.* FROM question AS record JOIN earlier_question AS held "
    "ON held.team_id = record.team_id AND held.number = record.number "
    "WHERE held.session_id = :session ORDER BY record.number"
)
_WRITE = "UPDATE session SET closed_records = :copies WHERE id = :session"
_STATUS_AFTER_REVIEW = {"done": "done", "kept": "open", "dropped": "dropped"}


def _latest(connection: sa.Connection, query: str) -> Latest:
    return {(team, number): started for team, number, started in connection.execute(sa.text(query)).all() if started}


def _rows(connection: sa.Connection, query: str, values: dict[str, object]) -> list[Copy]:
    return [dict(row) for row in connection.execute(sa.text(query), values).mappings()]


def _action(row: Copy, ended_at: str | None, latest: Latest) -> Copy:
    copy, was_open = _copy(row, ended_at, latest)
    review = copy.pop("promise", None)
    if review is not None:
        return copy | {"status": _STATUS_AFTER_REVIEW[str(review)]}
    return copy | {"status": "open"} if was_open else copy


def _question(row: Copy, ended_at: str | None, latest: Latest) -> Copy:
    copy, was_open = _copy(row, ended_at, latest)
    return copy | {"status": "open", "answer": ""} if was_open else copy


def _copy(row: Copy, ended_at: str | None, latest: Latest) -> tuple[Copy, bool]:
    """Return the copy of a record, and whether a session that started after *ended_at* began with it."""
    copy = {name: value for name, value in row.items() if name not in ("team_id", "session_id")}
    copy["at"] = datetime.fromisoformat(str(row["at"])).replace(tzinfo=UTC).isoformat()
    started = latest.get((int(str(row["team_id"])), int(str(row["number"]))))
    return copy, started is not None and ended_at is not None and started > ended_at
