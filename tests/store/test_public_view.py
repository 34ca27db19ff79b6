"""The public view is stored with each change, and is read only where it is right."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from refine_tui.domain import deep_dive, recording, session_setup, timekeeping, wrap_up
from refine_tui.domain.errors import RefineError
from refine_tui.domain.public_view import PublicView, public_view
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.domain.transitions import bind
from refine_tui.store.sqlite.public_view_reader import read_public_view
from tests.driver import Driver, StoreDriver, open_store
from tests.store.test_sessions import HOUR
from tests.support import (
    NINE,
    TEAM,
    FakeClock,
    a_facilitator,
    a_past_session,
    a_setup,
    a_started_session,
    an_item,
)

ROOT = Path(__file__).parents[2]


def execute(path: Path, statement: str) -> None:
    """Change the database behind the store's back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def rows(path: Path) -> list[tuple[int, int]]:
    """Return session and revision of each view that is stored."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT session_id, revision FROM public_view ORDER BY session_id").fetchall()


def a_numbered_view(path: Path, session_id: int | None = None) -> tuple[int, PublicView] | None:
    """Return the view that is read, with the number of its session."""
    found = read_public_view(path, session_id)
    return (found.session_id, found.view) if found else None


def a_view(path: Path, session_id: int | None = None) -> PublicView | None:
    """Return the view that is read."""
    found = read_public_view(path, session_id)
    return found.view if found else None


def test_after_each_step_of_an_hour_the_view_is_that_of_the_session(store: StoreDriver, path: Path) -> None:
    """With the session's revision; a session that is closed has none."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock, new=3, candidates=3)

    assert a_numbered_view(path) == (1, public_view(facilitator.session))
    for transition, asked in HOUR:
        clock.advance(minutes=1)
        facilitator.apply(bind(transition, **asked))
        session = facilitator.session
        if session.status is SessionStatus.RUNNING:
            assert rows(path) == [(1, session.revision)], transition
            assert a_numbered_view(path) == (1, public_view(session)), transition
        else:
            assert (rows(path), a_numbered_view(path)) == ([], None)


def test_after_each_undo_and_each_redo_the_view_is_that_of_the_session(store: StoreDriver, path: Path) -> None:
    """Also when nothing came after it: the program may be killed right then."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock, new=3, candidates=3)
    for transition, asked in HOUR[:30]:
        clock.advance(minutes=1)
        facilitator.apply(bind(transition, **asked))
    for take in [facilitator.undo] * 12 + [facilitator.redo] * 5:
        take()
        stored = store.load(1)
        assert rows(path) == [(1, stored.revision)]
        assert a_numbered_view(path) == (1, public_view(stored))


def test_a_change_that_cannot_store_its_view_is_not_stored(store: StoreDriver, path: Path) -> None:
    """View and session change in one transaction, or neither does."""
    facilitator = a_started_session(store)
    before = facilitator.session
    execute(path, "CREATE TRIGGER no_view BEFORE UPDATE ON public_view BEGIN SELECT RAISE(ABORT, 'no'); END")

    with pytest.raises(RefineError):
        facilitator.apply(bind(session_setup.set_goal, text="Another goal"))

    assert store.load(1) == before
    assert a_numbered_view(path) == (1, public_view(before))


def test_a_view_is_not_used_when_another_process_has_raised_the_revision(store: StoreDriver, path: Path) -> None:
    """As `refine actions done` does for a session that holds the action item."""
    clock = FakeClock()
    a_past_session(store, clock)
    facilitator = a_facilitator(store, clock)
    facilitator.start(a_setup())
    assert a_view(path, 2) == public_view(facilitator.session)

    store.set_action_status(facilitator.session.team, 1, ActionStatus.DONE)
    assert a_numbered_view(path, 2) is None

    facilitator.apply(bind(session_setup.set_goal, text="Another goal"))
    assert a_view(path, 2) == public_view(facilitator.session)


def test_a_view_goes_when_an_import_changes_an_item_of_the_session(store: StoreDriver, path: Path) -> None:
    """That raises no revision, so the old title would be taken for the right one."""
    a_started_session(store)

    a_facilitator(store).import_items(TEAM, (an_item("Another item", "NEW-1"),), source="jira-csv")
    assert a_numbered_view(path) is not None
    a_facilitator(store).import_items(TEAM, (an_item("Refunds in part", "PAY-11"),), source="jira-csv")
    assert a_numbered_view(path) is None
    a_facilitator(store).undo_import(TEAM)
    assert a_numbered_view(path) is None


def test_a_view_goes_when_another_session_changes_an_item_that_it_shows(store: StoreDriver, path: Path) -> None:
    first = a_started_session(store, new=0, candidates=2)
    second = a_facilitator(store)
    second.start(replace(a_setup(), goal="The other one"))
    assert (a_view(path, 1), a_view(path, 2)) == (public_view(first.session), public_view(second.session))

    second.apply(bind(deep_dive.set_story_field, item=1, field=deep_dive.StoryField.WHY, text="Because"))

    assert (a_numbered_view(path, 1), a_view(path, 2)) == (None, public_view(second.session))


def test_the_newest_session_that_runs_is_read_as_resume_takes_it(store: StoreDriver, path: Path) -> None:
    """Closed and planned ones are passed over, and a number names one."""
    clock = FakeClock()
    running = [begun(store, clock, goal) for goal in ("First", "Second")]
    closed = a_facilitator(store, clock)
    clock.advance(minutes=1)
    closed.start(a_setup())
    closed.apply(bind(wrap_up.set_next_session, at=NINE.replace(year=2027)))
    closed.close()
    newest = next(s.id for s in store.summaries() if s.status is SessionStatus.RUNNING)

    assert {summary.status for summary in store.summaries()} == set(SessionStatus)
    assert newest == running[1].id
    assert a_numbered_view(path) == (newest, public_view(store.load(newest)))
    assert a_view(path, running[0].id) == public_view(running[0])
    assert [a_numbered_view(path, number) for number in (3, 4, 99)] == [None, None, None]


def begun(store: StoreDriver, clock: FakeClock, goal: str) -> RefinementSession:
    """Begin a session a minute later and leave it running."""
    clock.advance(minutes=1)
    facilitator = a_facilitator(store, clock)
    session = facilitator.start(replace(a_setup(), goal=goal))
    facilitator.leave(paused=False)
    return session


def test_with_the_view_comes_when_a_program_last_had_the_session(store: StoreDriver, path: Path) -> None:
    """A heartbeat changes no view and no revision."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock)
    clock.advance(minutes=7)
    facilitator.heartbeat()

    found = read_public_view(path)
    assert found is not None
    assert (found.view, found.seen_at) == (public_view(facilitator.session), NINE + timedelta(minutes=7))


def test_the_past_of_the_story_on_the_screen_is_in_the_view(store: StoreDriver, path: Path) -> None:
    """It stands with the story."""
    clock = FakeClock()
    first = a_started_session(store, clock, new=0, candidates=1)
    first.apply(bind(timekeeping.go_to_phase, position=2))
    clock.advance(minutes=7)
    first.apply(bind(recording.add_note, text="See the wiki", item=1))
    first.apply(bind(deep_dive.mark_not_ready, item=1, reason="Too big"))
    first.close()
    first.leave()
    clock.advance(minutes=1)
    again = a_facilitator(store, clock)
    again.start(a_setup())
    item = again.session.items[0].id
    again.apply(bind(timekeeping.go_to_phase, position=2))

    past = again.item_past()[item]
    assert (past.seconds, [note.text for note in past.notes]) == (7 * 60, ["See the wiki"])
    assert a_view(path) == public_view(again.session, past)


# --- doubt ------------------------------------------------------------------------------------------


def test_a_database_of_another_schema_is_not_read(store: StoreDriver, path: Path) -> None:
    a_started_session(store)
    execute(path, "UPDATE alembic_version SET version_num = '9999'")

    assert a_numbered_view(path) is None


def test_a_stale_view_is_not_read(store: StoreDriver, path: Path) -> None:
    a_started_session(store)
    execute(path, "UPDATE session SET revision = revision + 1")

    assert a_numbered_view(path) is None


@pytest.mark.parametrize("view", ["''", "'{}'", "NULL || 'x'", "7", "x'ff00'", "'{\"format\":99}'"])
def test_a_view_that_nobody_wrote_is_not_read(store: StoreDriver, path: Path, view: str) -> None:
    a_started_session(store)
    execute(path, f"UPDATE OR IGNORE public_view SET view = coalesce({view}, '')")  # noqa: S608

    assert a_numbered_view(path) is None


def test_a_view_of_another_session_is_not_read(store: StoreDriver, path: Path) -> None:
    """Whoever copies rows about."""
    a_started_session(store)
    execute(path, 'UPDATE public_view SET view = replace(view, \'"id":1,"team"\', \'"id":2,"team"\')')

    assert a_numbered_view(path) is None


def test_what_is_no_database_is_not_read(tmp_path: Path) -> None:
    text, empty = tmp_path / "text.db", tmp_path / "empty.db"
    text.write_text("Dear diary" * 1000, encoding="utf-8")
    empty.touch()

    assert [a_numbered_view(path) for path in (tmp_path / "none.db", tmp_path, text, empty)] == [None] * 4
    assert sorted(file.name for file in tmp_path.iterdir()) == ["empty.db", "text.db"]


def test_a_damaged_database_is_not_read_and_not_changed(store: StoreDriver, path: Path) -> None:
    a_started_session(store)
    store.close()
    content = bytearray(path.read_bytes())
    for place in range(4096, len(content), 4096):
        content[place : place + 200] = b"\xaa" * 200
    path.write_bytes(content)

    assert a_numbered_view(path) is None
    assert path.read_bytes() == content


def test_a_locked_database_is_not_waited_for(store: StoreDriver, path: Path) -> None:
    """Another program has it for itself."""
    a_started_session(store)
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert a_numbered_view(path) is None
        other.execute("ROLLBACK")


def test_a_database_without_a_view_gets_one_with_its_next_change(store: StoreDriver, path: Path) -> None:
    """As after an upgrade."""
    facilitator = a_started_session(store)
    execute(path, "DELETE FROM public_view")

    assert a_numbered_view(path) is None
    facilitator.apply(bind(session_setup.set_goal, text="Another goal"))
    assert a_view(path) == public_view(facilitator.session)


def test_reading_a_view_loads_neither_sqlalchemy_nor_sqlmodel(store: StoreDriver, path: Path) -> None:
    """That is what it is for; and the reader alone loads nothing of the domain but its errors."""
    a_started_session(store)
    script = (
        "import sys; from pathlib import Path\n"
        "from refine_tui.store.sqlite.public_view_reader import read_public_view\n"
        "alone = [name for name in sys.modules if name.startswith('refine_tui.domain')]\n"
        f"found = read_public_view(Path({str(path)!r}))\n"
        "heavy = {'sqlalchemy', 'sqlmodel', 'pydantic', 'alembic', 'textual', 'rich'} & set(sys.modules)\n"
        "print(alone, sorted(heavy), found.view.title)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.stderr) == ("['refine_tui.domain', 'refine_tui.domain.errors'] [] Refinement 60\n", "")


def test_a_session_that_is_taken_up_by_another_store_keeps_its_view_right(store: StoreDriver, path: Path) -> None:
    a_started_session(store).leave(paused=True)
    store.close()
    other = open_store(path)
    back = Driver(other, FakeClock())
    back.resume(1)
    back.apply(bind(timekeeping.resume))

    assert a_view(path) == public_view(back.session)
    other.close()
