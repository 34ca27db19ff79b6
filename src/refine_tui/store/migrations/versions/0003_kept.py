"""What is kept beside the record: undo of imports, drafts, what columns mean, invitations handed out."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "backlog_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("step", AutoString(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_backlog_import_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backlog_import")),
    )
    op.create_index(op.f("ix_backlog_import_team_id"), "backlog_import", ["team_id"], unique=False)
    op.create_table(
        "column_mapping",
        sa.Column("fingerprint", AutoString(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_column_mapping")),
    )
    op.create_table(
        "draft",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("text", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_draft_session_id_session")),
        sa.PrimaryKeyConstraint("session_id", "name", name=op.f("pk_draft")),
    )
    op.create_table(
        "invitation",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_invitation_session_id_session")),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_invitation")),
    )
