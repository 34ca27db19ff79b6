"""Roles as they are written, times of arriving and leaving, parked topics that come back, and edited items."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("participant", sa.Column("role_text", AutoString(), server_default="", nullable=False))
    op.add_column("participant", sa.Column("arrived_at", UTCDateTime(), nullable=True))
    op.add_column("participant", sa.Column("left_at", UTCDateTime(), nullable=True))
    op.add_column("parked_topic", sa.Column("discussed_in", sa.Integer(), nullable=True))
    op.create_table(
        "earlier_parked",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_earlier_parked_session_id_session")),
        sa.ForeignKeyConstraint(
            ["team_id", "number"],
            ["parked_topic.team_id", "parked_topic.number"],
            name=op.f("fk_earlier_parked_team_id_number_parked_topic"),
        ),
        sa.PrimaryKeyConstraint("session_id", "number", name=op.f("pk_earlier_parked")),
    )
    op.create_index(op.f("ix_earlier_parked_team_id_number"), "earlier_parked", ["team_id", "number"], unique=False)
    op.add_column("session_item", sa.Column("edits", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("backlog_item", sa.Column("imported_title", AutoString(), server_default="", nullable=False))
    # Items are stored in closed sessions as they were then, column by column: those have the new column too.
    op.execute(
        "UPDATE session_item SET closed_item = json_set(closed_item, '$.imported_title', '') "
        "WHERE json_type(closed_item) = 'object'"
    )
