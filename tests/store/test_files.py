"""The files of the store: for their owner alone, whole, and told about in sentences."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from refine_tui.domain import recording
from refine_tui.domain.errors import RefineError
from refine_tui.domain.transitions import bind
from refine_tui.store.sqlite.file import back_up
from tests.driver import StoreDriver, open_store
from tests.support import FakeClock, a_started_session, synced_and_replaced


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """Have new files get the permissions that *mask* leaves."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.parametrize("mask", [0o022, 0o000])
def test_nobody_else_can_read_what_is_stored(tmp_path: Path, mask: int) -> None:
    """Database, write-ahead log, shared memory, lock and each folder that was made."""
    path = tmp_path / "one" / "two" / "refine.db"
    with umask(mask):
        store = open_store(path)
        a_started_session(store)
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
        store.close()

    assert modes == {
        "refine.db": 0o600,
        "refine.db-wal": 0o600,
        "refine.db-shm": 0o600,
        "refine.db.session-1.lock": 0o600,
    }
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in path.parents[:2]] == [0o700, 0o700]


def test_a_closed_store_is_one_file(store: StoreDriver, path: Path) -> None:
    """It can be copied as it is."""
    a_started_session(store)
    store.close()

    assert [file.name for file in path.parent.iterdir()] == ["refine.db"]


def test_a_store_can_be_closed_twice(store: StoreDriver) -> None:
    """Whoever closes it last need not know."""
    store.close()
    store.close()


def test_a_closed_store_is_one_whole_file_even_while_another_program_has_it_open(path: Path) -> None:
    """The log is written back before leaving."""
    store, other = open_store(path), open_store(path)
    a_started_session(store)
    store.close()

    assert path.with_name("refine.db-wal").stat().st_size == 0
    other.close()


def test_each_connection_is_set_up_to_lose_nothing(store: StoreDriver) -> None:
    """Write-ahead log, full synchronisation, foreign keys, and a short wait for other writers."""
    with store.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 250}


def test_a_locked_database_is_told_in_a_sentence_and_nothing_is_changed(store: StoreDriver, path: Path) -> None:
    """Soon, since the screen waits; and the next try succeeds."""
    facilitator = a_started_session(store)
    before = facilitator.session
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RefineError) as caught:
            facilitator.apply(bind(recording.add_decision, text="Refunds wait"))
        assert caught.value.message == (
            "refine.db: another program is writing to the database, so “D1 Refunds wait” is not saved; try again."
        )
        assert facilitator.session is before
        assert store.load(1) == before
        other.execute("ROLLBACK")

    facilitator.apply(bind(recording.add_decision, text="Refunds wait"))
    assert len(store.load(1).decisions) == 1


def test_a_full_disk_is_told_in_a_sentence_and_saving_goes_on_when_there_is_room(store: StoreDriver) -> None:
    """What was saved before is there, and the same program can save again."""
    facilitator = a_started_session(store)
    facilitator.apply(bind(recording.add_decision, text="Before"))
    before = facilitator.session
    limit_pages(store, 1)
    with pytest.raises(RefineError, match=r"the disk is full, so “N1 A+…” is not saved; make room and try again"):
        facilitator.apply(bind(recording.add_note, text="A" * 300_000))
    assert facilitator.session is before
    assert store.load(1) == before

    limit_pages(store, 1_000_000)
    facilitator.apply(bind(recording.add_note, text="A" * 300_000))
    assert store.load(1) == facilitator.session


def limit_pages(store: StoreDriver, pages: int) -> None:
    """Let the database grow to *pages* pages at most (or to what it has)."""
    with store.reading() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


@pytest.mark.parametrize(("value", "sentence"), [("\ud800", "character that cannot be saved"), (1 << 70, "too large")])
def test_a_value_that_cannot_be_stored_is_told_in_a_sentence(store: StoreDriver, value: object, sentence: str) -> None:
    """Half a character, or an endless number, that a program passed on unchecked."""
    with pytest.raises(RefineError, match=sentence), store.writing() as connection:
        connection.exec_driver_sql("UPDATE team SET name = ?", (value,))


def test_a_file_that_is_no_database_is_told_in_a_sentence_and_left_alone(path: Path) -> None:
    """The sentence says what to do."""
    path.write_bytes(b"Dear diary, " * 1000)

    with pytest.raises(
        RefineError, match="this is not a refine database, or its beginning is damaged; nothing was changed"
    ):
        open_store(path)
    assert path.read_bytes() == b"Dear diary, " * 1000


def test_the_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    """No tables of ours get into it."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()

    with pytest.raises(RefineError, match="the database of another program"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_damaged_database_is_told_in_a_sentence(path: Path) -> None:
    """Pages of noise behind a good beginning."""
    store = open_store(path)
    a_started_session(store)
    store.close()
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xaa" * (len(content) - 4096))

    with pytest.raises(RefineError, match="damaged"):
        open_store(path)


@pytest.mark.parametrize("inside", ["refine.db", "folder/refine.db"])
def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path, inside: str) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").touch()

    with pytest.raises(RefineError, match=r"cannot be made \(not a directory\)"):
        open_store(tmp_path / "file" / inside)


def test_a_folder_in_place_of_the_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    """It is left alone."""
    with pytest.raises(RefineError, match="this is a folder; name a file in it"):
        open_store(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_errors_never_show_what_was_typed(store: StoreDriver) -> None:
    """Neither in the sentence nor in what is behind it."""
    with pytest.raises(RefineError) as caught, store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO team (name) VALUES (?)", ("Secret",))

    assert "Secret" not in f"{caught.value} {caught.value.__cause__}"


def test_times_are_stored_in_utc(store: StoreDriver, path: Path) -> None:
    """And read the same by any tool; the zone of the session stands beside them as text."""
    a_started_session(store, FakeClock())
    store.close()
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT started_at, zone, status FROM session").fetchone() == (
            "2026-11-27 09:00:00.000000",
            "Europe/Berlin",
            "running",
        )


def test_a_backup_is_on_the_disk_before_it_gets_its_name(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the name before the upgrade goes on: should the power go, there is a whole backup or none."""
    open_store(path).close()
    calls = synced_and_replaced(monkeypatch)
    back_up(path, path.with_name("copy"))

    assert calls == [("fsync", "copy.part"), ("replace", "copy"), ("fsync", path.parent.name)]


def test_a_copy_of_a_damaged_database_is_on_the_disk_before_it_gets_its_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is what a repair starts from."""
    open_store(path).close()
    page = path.read_bytes()
    path.write_bytes(page[:4096] + b"\xff" * 4096 + page[8192:])
    calls = synced_and_replaced(monkeypatch)
    with pytest.raises(RefineError, match="a copy is kept"):
        open_store(path)

    copy = f"{path.name}.damaged"
    assert calls == [("fsync", f"{copy}.part"), ("replace", copy), ("fsync", path.parent.name)]
