"""The schema: declared once, migrated whole or not at all, never by an older program."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

from refine_tui.domain import recording
from refine_tui.domain.errors import NothingToUndoError, RefineError
from refine_tui.domain.transitions import bind
from refine_tui.store.revision import HEAD, SCRIPTS
from refine_tui.store.sqlite.schema import migrate
from refine_tui.store.sqlite.upgrade import upgrade
from refine_tui.store.tables import METADATA
from tests.driver import open_store
from tests.support import FakeClock, a_started_session

ROOT = Path(__file__).parents[2]

MIGRATION = '''"""A step into the future."""

import os
import signal

import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
{body}
'''

GOOD = (
    'op.add_column("session", sa.Column("mood", sa.String(), nullable=True))',
    'op.create_table("vote", sa.Column("id", sa.Integer(), primary_key=True))',
    """with op.batch_alter_table("session") as batch:
        batch.alter_column("title", new_column_name="heading")""",
    'op.create_index("ix_vote", "vote", ["id"])',
)
"""The operations of a migration that also rebuilds a table to which others refer."""


def scripts_with(folder: Path, *operations: str) -> Path:
    """Return a folder of migrations: ours and one more."""
    scripts = folder / "scripts"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    body = "\n".join(f"    {operation}" for operation in operations)
    (scripts / "versions" / "9001_future.py").write_text(MIGRATION.format(head=HEAD, body=body))
    return scripts


def a_database(path: Path) -> None:
    """Make a database with a session in it."""
    store = open_store(path)
    facilitator = a_started_session(store)
    facilitator.apply(bind(recording.add_decision, text="Refunds wait"))
    facilitator.leave()
    store.close()


def everything(path: Path) -> list[str]:
    """Return the whole database as text."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_the_constant_is_the_newest_migration() -> None:
    """The check at the start compares with it, without loading Alembic."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")

    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def described(path: Path) -> dict[str, Any]:
    """Return what a database consists of."""
    engine = sa.create_engine(f"sqlite:///{path}")
    inspector = sa.inspect(engine)
    found = {
        table: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"], column["default"])
                for column in inspector.get_columns(table)
            ],
            "primary key": inspector.get_pk_constraint(table),
            "foreign keys": sorted(inspector.get_foreign_keys(table), key=str),
            "indexes": sorted(inspector.get_indexes(table), key=str),
            "checks": sorted(inspector.get_check_constraints(table), key=str),
            "unique": sorted(inspector.get_unique_constraints(table), key=str),
        }
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }
    engine.dispose()
    return found


def test_migrations_make_what_the_tables_declare(tmp_path: Path) -> None:
    """Columns, defaults, keys, indexes and checks."""
    open_store(tmp_path / "migrated.db").close()
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'declared.db'}")
    METADATA.create_all(engine)
    engine.dispose()

    assert described(tmp_path / "migrated.db") == described(tmp_path / "declared.db")


def test_a_current_database_is_opened_without_alembic(path: Path) -> None:
    """It takes longer to load than everything else."""
    open_store(path).close()
    program = (
        "import sys; from pathlib import Path; from tests.driver import open_store; "
        "open_store(Path(sys.argv[1])).close(); print('alembic' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout == "False\n"


def test_a_newer_database_is_refused_and_left_alone(path: Path) -> None:
    """The sentence says what to do."""
    a_database(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9002'")
        connection.commit()
    before = path.read_bytes()

    with pytest.raises(RefineError, match=r"newer version of refine .* update refine, or choose another file"):
        open_store(path)

    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["refine.db"]


def test_a_migration_keeps_what_was_recorded_and_empties_the_journal(tmp_path: Path, path: Path) -> None:
    """Also when it rebuilds a table to which others refer."""
    a_database(path)

    migrate(path, head="9001", scripts=scripts_with(tmp_path, *GOOD))

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT heading, mood FROM session").fetchall() == [("Refinement 60", None)]
        assert connection.execute("SELECT count(*) FROM phase").fetchone() == (4,)
        assert connection.execute("SELECT text FROM decision").fetchall() == [("Refunds wait",)]
        assert connection.execute("SELECT count(*) FROM journal").fetchone() == (0,)
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("9001",)]


def test_a_backup_is_made_before_a_migration(tmp_path: Path, path: Path) -> None:
    """For its owner alone, and complete."""
    a_database(path)
    before = everything(path)

    migrate(path, head="9001", scripts=scripts_with(tmp_path, *GOOD))

    backup = path.with_name("refine.db.before-9001")
    assert everything(backup) == before
    assert backup.stat().st_mode & 0o777 == 0o600
    assert not backup.with_name("refine.db.before-9001.part").exists()


def test_whoever_finds_that_another_process_was_faster_changes_nothing(path: Path) -> None:
    """Neither a second backup nor an empty journal."""
    a_database(path)
    before = everything(path)

    upgrade(path, head=HEAD, scripts=SCRIPTS)

    assert everything(path) == before
    assert [file.name for file in path.parent.iterdir()] == ["refine.db"]


def test_a_new_database_needs_no_backup(path: Path) -> None:
    """There is nothing to lose."""
    open_store(path).close()

    assert [file.name for file in path.parent.iterdir()] == ["refine.db"]


@pytest.mark.parametrize("place", range(len(GOOD) + 1))
def test_a_migration_that_fails_leaves_all_as_it_was(tmp_path: Path, path: Path, place: int) -> None:
    """Wherever it fails; and the next start can try again."""
    a_database(path)
    before = everything(path)
    fails = (*GOOD[:place], 'op.execute("SELECT 1 FROM nowhere")', *GOOD[place:])

    with pytest.raises(RefineError, match="nowhere"):
        migrate(path, head="9001", scripts=scripts_with(tmp_path, *fails))

    assert everything(path) == before
    migrate(path, head="9001", scripts=scripts_with(tmp_path / "again", *GOOD))


@pytest.mark.parametrize("place", range(len(GOOD) + 1))
def test_a_migration_that_is_killed_leaves_all_as_it_was(tmp_path: Path, path: Path, place: int) -> None:
    """Between any two of its operations; and the program that was there goes on with it, undo and all."""
    a_database(path)
    before = everything(path)
    killed = (*GOOD[:place], "os.kill(os.getpid(), signal.SIGKILL)", *GOOD[place:])
    program = (
        "import sys; from pathlib import Path; from refine_tui.store.sqlite.schema import migrate; "
        "migrate(Path(sys.argv[1]), head='9001', scripts=Path(sys.argv[2]))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path), str(scripts_with(tmp_path, *killed))],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (-9, b"")
    assert everything(path) == before
    store = open_store(path)
    store.undo(1, now=FakeClock().now())
    assert store.undo(1, now=FakeClock().now()) == "D1 Refunds wait"
    with pytest.raises(NothingToUndoError):
        store.undo(1, now=FakeClock().now())
    store.close()


def test_a_migration_that_breaks_a_reference_is_taken_back(tmp_path: Path, path: Path) -> None:
    """Foreign keys are off while migrating, so they are checked at the end."""
    a_database(path)
    before = everything(path)

    with pytest.raises(RefineError, match="cannot be brought up to date; it stays as it was"):
        migrate(path, head="9001", scripts=scripts_with(tmp_path, 'op.execute("DELETE FROM team")'))
    assert everything(path) == before
