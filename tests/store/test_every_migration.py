"""Every migration, from every schema that there was: killed anywhere it leaves all as it was, and is done later."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from refine_tui.store.revision import HEAD, SCRIPTS
from refine_tui.store.sqlite.access import prepare_file
from refine_tui.store.sqlite.schema import migrate
from tests.driver import open_store
from tests.store.test_migration_0002 import ROWS, make_old
from tests.store.test_migrations import ROOT

EMPTY = "an empty file"


def revisions() -> list[str]:
    """Return every schema that there was, the first one first, without the one that is now."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    return [EMPTY, *(revision for revision in reversed(found) if revision != HEAD)]


def a_database_of(path: Path, revision: str) -> Path:
    """Make a database as the program of that time left it: sessions of the first schema, brought up to *revision*."""
    if revision == EMPTY:
        prepare_file(path)
        return path
    make_old(path, *ROWS)
    migrate(path, head=revision)
    return path


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("revision", revisions())
def test_an_upgrade_that_is_killed_leaves_all_as_it_was_and_is_done_at_the_next_start(
    path: Path, revision: str, every: int
) -> None:
    """At every statement, or every ninth; whatever migrations there will be."""
    killed = subprocess.run(
        [sys.executable, "-m", "tests.store.killing_migrations", str(a_database_of(path, revision)), str(every)],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (killed.returncode, killed.stderr) == (0, "")
    kills, _, statements = killed.stdout.partition(" of ")
    assert int(kills) >= int(statements) // every


@pytest.mark.parametrize("revision", revisions()[1:])
def test_sessions_of_every_schema_are_read(path: Path, revision: str) -> None:
    """The closed one and the one that runs."""
    store = open_store(a_database_of(path, revision))
    assert [summary.id for summary in store.summaries()] == [2, 1]
    assert store.load(1).label_of(1) == "PAY-11"
    assert store.load(2).team.name == "Payments"
    store.close()
