"""What is carried over: planned sessions, promises from before, ticked and waived checks, dependencies, ratings."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("backlog_item", sa.Column("marks", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("backlog_item", sa.Column("dependencies", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("session", sa.Column("planned_for", UTCDateTime(), nullable=True))
    op.add_column("session", sa.Column("follows", sa.Integer(), nullable=True))
    op.add_column("session", sa.Column("ratings", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("session_item", sa.Column("closed_seconds", sa.Integer(), nullable=True))
    op.create_table(
        "earlier_action",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("promise", AutoString(), nullable=True),
        sa.CheckConstraint("promise IN ('done', 'kept', 'dropped')", name=op.f("ck_earlier_action_promise")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_earlier_action_session_id_session")),
        sa.ForeignKeyConstraint(
            ["team_id", "number"],
            ["action_item.team_id", "action_item.number"],
            name=op.f("fk_earlier_action_team_id_number_action_item"),
        ),
        sa.PrimaryKeyConstraint("session_id", "number", name=op.f("pk_earlier_action")),
    )
    op.create_index(op.f("ix_earlier_action_team_id_number"), "earlier_action", ["team_id", "number"], unique=False)
    op.create_table(
        "earlier_question",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_earlier_question_session_id_session")),
        sa.ForeignKeyConstraint(
            ["team_id", "number"],
            ["question.team_id", "question.number"],
            name=op.f("fk_earlier_question_team_id_number_question"),
        ),
        sa.PrimaryKeyConstraint("session_id", "number", name=op.f("pk_earlier_question")),
    )
    op.create_index(op.f("ix_earlier_question_team_id_number"), "earlier_question", ["team_id", "number"], unique=False)
    # Items are kept in closed sessions as they were then, column by column: those have the new columns too.
    op.execute(
        "UPDATE session_item SET closed_item = json_set(closed_item, '$.marks', json('[]'), '$.dependencies', "
        "json('[]')) WHERE json_type(closed_item) = 'object'"
    )
    _count_closed_seconds(op.get_bind())


Interval = tuple[datetime, datetime]


def _count_closed_seconds(connection: sa.Connection) -> None:
    """Count how long each item of a closed session was on the screen while time counted."""
    closed = connection.execute(sa.text("SELECT id, ended_at FROM session WHERE status = 'closed'")).all()
    for session, ended_at in closed:
        values = {"session": session, "end": ended_at}
        spans = _intervals(connection, _SPANS, values)
        left_out = _intervals(connection, _LEFT_OUT, values)
        marks = [
            (datetime.fromisoformat(at), item) for at, item in connection.execute(sa.text(_ATTENTION), values).all()
        ]
        ends = [at for at, _ in marks[1:]] + [datetime.fromisoformat(ended_at)]
        seconds: dict[int, timedelta] = {}
        for (start, item), end in zip(marks, ends, strict=True) if marks else ():
            counted = [(max(start, begin), min(end, stop)) for begin, stop in spans]
            spent = sum((_length(part) - _common(part, left_out) for part in counted), timedelta())
            seconds[item] = seconds.get(item, timedelta()) + spent
        for (item,) in connection.execute(sa.text(_BROUGHT), values).all():
            length = int(seconds.get(item, timedelta()).total_seconds())
            connection.execute(sa.text(_WRITE), {"session": session, "item": item, "seconds": length})


_SPANS = 'SELECT start, coalesce("end", :end) FROM span WHERE session_id = :session'
_LEFT_OUT = 'SELECT start, "end" FROM absence WHERE session_id = :session AND NOT counted'
_ATTENTION = "SELECT at, item FROM attention WHERE session_id = :session ORDER BY position"
_BROUGHT = "SELECT item FROM session_item WHERE session_id = :session"
_WRITE = "UPDATE session_item SET closed_seconds = :seconds WHERE session_id = :session AND item = :item"


def _intervals(connection: sa.Connection, query: str, values: dict[str, object]) -> list[Interval]:
    found = connection.execute(sa.text(query), values).all()
    return [(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in found]


def _length(interval: Interval) -> timedelta:
    return max(timedelta(), interval[1] - interval[0])


def _common(interval: Interval, others: Iterable[Interval]) -> timedelta:
    start, end = interval
    return sum((_length((max(start, begin), min(end, stop))) for begin, stop in others), timedelta())
