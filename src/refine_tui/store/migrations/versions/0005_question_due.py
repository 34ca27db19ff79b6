"""A question has a day by which its answer is needed; for those that were stored before, there is none."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("question") as batch:
        batch.add_column(sa.Column("due", sa.Date(), nullable=True))
