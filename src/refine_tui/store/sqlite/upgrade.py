"""Upgrading the schema: one transaction, whole or not at all, after a backup."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from refine_tui.domain.errors import RefineError
from refine_tui.store.sqlite.file import back_up, revision

_WAIT_SECONDS = 10
"""How long to wait for another process that is changing the schema."""


def upgrade(path: Path, *, head: str, scripts: Path) -> None:
    """Bring the database at *path* to the revision *head*, and empty its journals if it was an older one.

    Raises:
        RefineError: its revision is none that this version of the program knows.
    """
    engine = _engine(path)
    try:
        with engine.begin() as connection:
            found = revision(path)
            if found == head:
                return
            config = _config(scripts)
            if found is not None:
                _check_known(config, found, path)
                back_up(path, path.with_name(f"{path.name}.before-{head}"))
            config.attributes["connection"] = connection
            command.upgrade(config, head)
            if found is not None:
                _delete_row_images(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise RefineError(f"{path}: the database cannot be brought up to date; it stays as it was.")
    finally:
        engine.dispose()


def _delete_row_images(connection: sa.Connection) -> None:
    """Delete the rows that undo reads: the images of rows in them have the columns of the older schema."""
    tables = sa.inspect(connection).get_table_names()
    for name in ("journal", "backlog_import"):
        if name in tables:
            connection.exec_driver_sql(f"DELETE FROM {name}")  # noqa: S608 - our own names


def _check_known(config: Config, found: str, path: Path) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found not in known:
        raise RefineError(
            f"{path}: a newer version of refine has written this database (schema {found}); "
            "update refine, or choose another file with --db."
        )


def _config(scripts: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _engine(path: Path) -> sa.Engine:
    """Return an engine with foreign keys off: rebuilding a table must not delete what refers to it."""
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        poolclass=sa.NullPool,
        connect_args={"timeout": _WAIT_SECONDS, "isolation_level": None},
        hide_parameters=True,
    )
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine
