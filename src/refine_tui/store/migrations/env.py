"""What Alembic runs: the caller's transaction, which holds every statement of a migration."""

from alembic import context

from refine_tui.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
