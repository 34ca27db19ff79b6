"""The first schema: teams, backlogs, sessions, records, the journal."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_team_tables()
    _create_session_tables()
    _create_record_tables()


def _create_team_tables() -> None:
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("name_folded", AutoString(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("last_item", sa.Integer(), nullable=False),
        sa.Column("last_decision", sa.Integer(), nullable=False),
        sa.Column("last_action", sa.Integer(), nullable=False),
        sa.Column("last_question", sa.Integer(), nullable=False),
        sa.Column("last_parked", sa.Integer(), nullable=False),
        sa.Column("last_note", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("name_folded", name=op.f("uq_team_name_folded")),
    )
    op.create_table(
        "backlog_item",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", AutoString(), nullable=False),
        sa.Column("key", AutoString(), nullable=False),
        sa.Column("url", AutoString(), nullable=False),
        sa.Column("description", AutoString(), nullable=False),
        sa.Column("why", AutoString(), nullable=False),
        sa.Column("type", AutoString(), nullable=False),
        sa.Column("status", AutoString(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("reporter", AutoString(), nullable=False),
        sa.Column("assignee", AutoString(), nullable=False),
        sa.Column("created", AutoString(), nullable=True),
        sa.Column("updated", AutoString(), nullable=True),
        sa.Column("priority", AutoString(), nullable=False),
        sa.Column("estimate", AutoString(), nullable=False),
        sa.Column("acceptance_criteria", sa.JSON(), nullable=False),
        sa.Column("parent", AutoString(), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("source", AutoString(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", UTCDateTime(), nullable=False),
        sa.Column("triaged_at", UTCDateTime(), nullable=True),
        sa.Column("kind", AutoString(), nullable=True),
        sa.Column("outcome", AutoString(), nullable=False),
        sa.Column("measure", AutoString(), nullable=False),
        sa.Column("edited", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_backlog_item_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "number", name=op.f("pk_backlog_item")),
    )
    op.create_index(op.f("ix_backlog_item_team_id_rank"), "backlog_item", ["team_id", "rank"], unique=False)


def _create_session_tables() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("title", AutoString(), nullable=False),
        sa.Column("goal", AutoString(), nullable=False),
        sa.Column("product_goal", AutoString(), nullable=False),
        sa.Column("zone", AutoString(), nullable=False),
        sa.Column("status", AutoString(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("next_session_at", UTCDateTime(), nullable=True),
        sa.Column("phase", sa.Integer(), nullable=False),
        sa.Column("open_item", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.Column("agenda", sa.JSON(), nullable=False),
        sa.CheckConstraint("status IN ('planned', 'running', 'closed')", name=op.f("ck_session_status")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_session_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_started_at"), "session", ["started_at"], unique=False)
    op.create_index(op.f("ix_session_team_id_started_at"), "session", ["team_id", "started_at"], unique=False)
    op.create_table(
        "phase",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("title", AutoString(), nullable=False),
        sa.Column("planned_minutes", sa.Integer(), nullable=False),
        sa.Column("extended_minutes", sa.Integer(), nullable=False),
        sa.Column("prompts", sa.JSON(), nullable=False),
        sa.Column("minutes_per_item", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_phase_session_id_session")),
        sa.PrimaryKeyConstraint("session_id", "position", name=op.f("pk_phase")),
    )
    op.create_table(
        "span",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phase", sa.Integer(), nullable=False),
        sa.Column("start", UTCDateTime(), nullable=False),
        sa.Column("end", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_span_session_id_session")),
        sa.PrimaryKeyConstraint("session_id", "id", name=op.f("pk_span")),
    )
    op.create_table(
        "absence",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("start", UTCDateTime(), nullable=False),
        sa.Column("end", UTCDateTime(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_absence_session_id_session")),
        sa.PrimaryKeyConstraint("session_id", "id", name=op.f("pk_absence")),
    )
    op.create_table(
        "participant",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("role", AutoString(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "role IN ('scrum_master', 'product_owner', 'developer', 'stakeholder')", name=op.f("ck_participant_role")
        ),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_participant_session_id_session")),
        sa.PrimaryKeyConstraint("session_id", "id", name=op.f("pk_participant")),
    )
    op.create_table(
        "attention",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_attention_session_id_session")),
        sa.PrimaryKeyConstraint("session_id", "position", name=op.f("pk_attention")),
    )
    op.create_table(
        "session_item",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("for_triage", sa.Boolean(), nullable=False),
        sa.Column("deep_dive", sa.Integer(), nullable=True),
        sa.Column("outcome", AutoString(), nullable=True),
        sa.Column("reason", AutoString(), nullable=False),
        sa.Column("valid", sa.Boolean(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=True),
        sa.Column("aligned", sa.Boolean(), nullable=True),
        sa.Column("agreed_estimate", AutoString(), nullable=False),
        sa.Column("fate", AutoString(), nullable=True),
        sa.Column("information", sa.Integer(), nullable=True),
        sa.Column("closed_item", sa.JSON(), nullable=True),
        sa.CheckConstraint("fate IN ('carried', 'parked', 'dropped')", name=op.f("ck_session_item_fate")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_session_item_session_id_session")),
        sa.ForeignKeyConstraint(
            ["team_id", "item"],
            ["backlog_item.team_id", "backlog_item.number"],
            name=op.f("fk_session_item_team_id_item_backlog_item"),
        ),
        sa.PrimaryKeyConstraint("session_id", "item", name=op.f("pk_session_item")),
    )
    op.create_index(op.f("ix_session_item_team_id_item"), "session_item", ["team_id", "item"], unique=False)
    op.create_table(
        "journal",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("step", AutoString(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_journal_session_id_session")),
        sa.PrimaryKeyConstraint("session_id", "sequence", name=op.f("pk_journal")),
    )


def _create_record_tables() -> None:
    op.create_table(
        "decision",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("text", AutoString(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("because", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_decision_session_id_session")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_decision_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "number", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_session_id"), "decision", ["session_id"], unique=False)
    op.create_table(
        "action_item",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("text", AutoString(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("owner", AutoString(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("status", AutoString(), nullable=False),
        sa.CheckConstraint("status IN ('open', 'done', 'dropped')", name=op.f("ck_action_item_status")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_action_item_session_id_session")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_action_item_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "number", name=op.f("pk_action_item")),
    )
    op.create_index(op.f("ix_action_item_session_id"), "action_item", ["session_id"], unique=False)
    op.create_index(op.f("ix_action_item_team_id_status"), "action_item", ["team_id", "status"], unique=False)
    op.create_table(
        "question",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("text", AutoString(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("owner", AutoString(), nullable=False),
        sa.Column("status", AutoString(), nullable=False),
        sa.Column("answer", AutoString(), nullable=False),
        sa.CheckConstraint("status IN ('open', 'answered')", name=op.f("ck_question_status")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_question_session_id_session")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_question_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "number", name=op.f("pk_question")),
    )
    op.create_index(op.f("ix_question_session_id"), "question", ["session_id"], unique=False)
    op.create_table(
        "parked_topic",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("text", AutoString(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_parked_topic_session_id_session")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_parked_topic_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "number", name=op.f("pk_parked_topic")),
    )
    op.create_index(op.f("ix_parked_topic_session_id"), "parked_topic", ["session_id"], unique=False)
    op.create_table(
        "note",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("text", AutoString(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_note_session_id_session")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_note_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "number", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_session_id"), "note", ["session_id"], unique=False)
