"""People as they are written and as they come and go: the written role, the times of arriving and leaving."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("participant", sa.Column("role_text", AutoString(), server_default="", nullable=False))
    op.add_column("participant", sa.Column("arrived_at", UTCDateTime(), nullable=True))
    op.add_column("participant", sa.Column("left_at", UTCDateTime(), nullable=True))
