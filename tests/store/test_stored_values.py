"""Stored values that cannot be parsed are named in a sentence; an error of the program is not taken for one."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from refine_tui.domain import readiness, recording, wrap_up
from refine_tui.domain.backlog_item import ImportedItem, ItemLink
from refine_tui.domain.errors import RefineError
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.transitions import bind
from refine_tui.store import loaders, stored_values
from refine_tui.store.mappers import sessions, teams
from refine_tui.store.stored_values import StoredValueError
from tests.driver import Driver, StoreDriver, open_store
from tests.support import NINE, TEAM, FakeClock, a_past_session, a_session, a_started_session

ADVICE = (
    "cannot be read: the database holds something that this version of refine does not know; "
    "update refine, or put a backup of the database in its place."
)

Read = Callable[[StoreDriver], object]


def load(store: StoreDriver) -> object:
    return store.load(2)


def backlog(store: StoreDriver) -> object:
    return store.backlog(store.team(TEAM))


def memory(store: StoreDriver) -> object:
    return store.last_session(store.team(TEAM))


def history(store: StoreDriver) -> object:
    return store.item_past(replace(a_session(), id=3, started_at=NINE + timedelta(days=9)))


def undo(store: StoreDriver) -> object:
    return store.undo(2, now=NINE)


def undo_import(store: StoreDriver) -> object:
    return store.undo_import(store.team(TEAM))


def settle(store: StoreDriver) -> object:
    return store.set_action_status(store.team(TEAM), 1, ActionStatus.DONE)


def resume(store: StoreDriver) -> object:
    return Driver(store, FakeClock()).resume(2)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database in which every column that is parsed holds something."""
    path = tmp_path_factory.mktemp("whole") / "refine.db"
    store, clock = open_store(path), FakeClock()
    a_past_session(store, clock)
    facilitator = a_started_session(store, clock)
    facilitator.import_items(
        TEAM, (ImportedItem(title="Linked", key="PAY-99", links=(ItemLink(type="blocks", key="PAY-1"),)),), source="x"
    )
    facilitator.apply(bind(recording.add_decision, text="Refunds wait"))
    facilitator.apply(bind(readiness.add_dependency, item=1, text="Legal", who="Ben", by=NINE.date()))
    facilitator.apply(bind(wrap_up.set_next_session, at=NINE + timedelta(days=14)))
    facilitator.close()
    store.invitation(2, starts_at=NINE)
    store.remember_columns("abc", {"title": "Summary"})
    facilitator.leave()
    store.close()
    return path.read_bytes()


@pytest.fixture
def damaged(whole: bytes, path: Path) -> Callable[[str, object], StoreDriver]:
    """Opens a copy of the database in which a column of a table holds a value, whatever its constraints say."""

    def put(column: str, value: object) -> StoreDriver:
        table, _, name = column.partition(".")
        path.write_bytes(whole)
        store = open_store(path)  # opened first: the check at opening finds some of it too
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            changed = connection.execute(f"UPDATE {table} SET {name} = ?", (value,)).rowcount  # noqa: S608
            connection.commit()
        assert changed > 0
        return store

    return put


A_PHASE = {"kind": "triage", "title": "T", "minutes": 5, "prompts": [], "minutes_per_item": None}
AN_AGENDA = {"id": "a", "title": "A", "phases": [A_PHASE], "scale_name": "x", "scale": [], "ready": []}
A_CHANGE = {"table": "decision", "key": {"team_id": 1, "number": 1}, "before": None, "after": {"text": "x"}}

VALUES: tuple[tuple[str, object, str, Read], ...] = (
    # enums
    ("session.status", "paused", "Session 2", load),
    ("session.status", "paused", "The list of sessions", lambda store: store.summaries()),
    ("participant.role", "tester", "Session 2", load),
    ("participant.role", "tester", "The team's last session", memory),
    ("session_item.outcome", "lost", "Session 2", load),
    ("session_item.outcome", "lost", "The history of the items", history),
    ("session_item.fate", "eaten", "Session 2", load),
    ("earlier_action.promise", "maybe", "Session 2", load),
    ("action_item.status", "late", "Session 2", load),
    ("action_item.status", "late", "The list of action items", lambda store: store.actions()),
    ("action_item.due", "late", "A1", settle),
    ("question.status", "late", "Session 2", load),
    ("backlog_item.state", "lost", "The backlog", backlog),
    ("backlog_item.kind", "epic", "The backlog", backlog),
    # times and dates of columns
    ("session.started_at", "yesterday", "Session 2", load),
    ("session.started_at", "yesterday", "The list of sessions", lambda store: store.summaries()),
    ("session.started_at", 5, "The team's last session", memory),
    ("session.seen_at", "2026-13-01 00:00:00", "Session 2", resume),
    ("span.start", b"\x01", "Session 2", load),
    ("decision.at", "", "Session 2", load),
    ("action_item.due", "soon", "The list of action items", lambda store: store.actions()),
    ("backlog_item.first_seen_at", "2026-02-30 00:00:00.000000", "The backlog", backlog),
    ("invitation.starts_at", "x", "The last invitation", lambda store: store.invitation(2, starts_at=NINE)),
    # values of another type than their column's
    ("decision.text", b"\x01", "Session 2", load),
    ("decision.item", "one", "Session 2", load),
    ("team.name", b"\x01", "The list of teams", lambda store: store.team_names()),
    ("team.last_item", "many", "The team", backlog),
    # JSON
    ("session.agenda", "{", "Session 2", load),
    ("session.agenda", "[" * 100_000, "Session 2", load),
    ("session.agenda", 5, "Session 2", load),
    ("session.agenda", "[]", "Session 2", load),
    ("session.agenda", json.dumps(AN_AGENDA | {"phases": [A_PHASE | {"kind": 5}]}), "Session 2", load),
    ("session.agenda", json.dumps(AN_AGENDA | {"phases": [A_PHASE | {"minutes": "5"}]}), "Session 2", load),
    ("session.agenda", json.dumps(AN_AGENDA | {"colour": "red"}), "Session 2", load),
    ("session.agenda", '{"id": "a"}', "Session 2", load),
    ("session.ratings", '["five"]', "Session 2", load),
    ("session.ratings", "5", "Session 2", load),
    ("phase.prompts", "[1]", "Session 2", load),
    ("backlog_item.labels", "{}", "The backlog", backlog),
    ("backlog_item.links", '[{"type": "blocks"}]', "The backlog", backlog),
    ("backlog_item.links", '["PAY-1"]', "The backlog", backlog),
    ("backlog_item.marks", '[{"check": "why", "by": "Ana"}]', "The backlog", backlog),
    ("backlog_item.dependencies", '[{"text": "Legal", "who": "", "by": "soon"}]', "The backlog", backlog),
    ("backlog_item.dependencies", '[{"text": null, "who": "", "by": null}]', "The backlog", backlog),
    ("session_item.closed_item", "[]", "Session 2", load),
    ("session_item.closed_item", '{"number": 1}', "Session 2", load),
    ("session_item.closed_item", '{"colour": "red"}', "Session 2", load),
    ("session.closed_records", "[]", "Session 2", load),
    ("session_item.edits", '[{"field": "colour", "before": ""}]', "Session 2", load),
    ("session_item.team_id", 77, "Session 2", load),
    ("column_mapping.columns", "[1]", "The meaning of the columns", lambda store: store.remembered_columns("abc")),
    # images of rows
    ("journal.changes", "{}", "The latest step", undo),
    ("journal.changes", json.dumps([A_CHANGE | {"table": "sandwich"}]), "The latest step", undo),
    ("journal.changes", json.dumps([A_CHANGE | {"table": None}]), "The latest step", undo),
    ("journal.changes", json.dumps([A_CHANGE | {"key": {"number": 1}}]), "The latest step", undo),
    ("journal.changes", json.dumps([A_CHANGE | {"after": {"colour": "red"}}]), "The latest step", undo),
    ("journal.changes", json.dumps([A_CHANGE | {"after": {"at": "soon"}}]), "The latest step", undo),
    ("journal.changes", json.dumps([A_CHANGE | {"after": {"at": "2026-11-27T09:00:00"}}]), "The latest step", undo),
    ("journal.changes", json.dumps([A_CHANGE | {"after": None}]), "The latest step", undo),
    ("backlog_import.changes", '[{"table": "backlog_item"}]', "The latest import", undo_import),
)


@pytest.mark.parametrize(("column", "value", "subject", "read"), VALUES)
def test_a_stored_value_that_cannot_be_parsed_is_named(
    damaged: Callable[[str, object], StoreDriver],
    column: str,
    value: object,
    subject: str,
    read: Read,
) -> None:
    """The sentence says what cannot be read, why, and what to do."""
    store = damaged(column, value)
    with pytest.raises(StoredValueError) as caught:
        read(store)
    store.close()

    assert caught.value.message == f"{subject} {ADVICE}"


def test_what_is_whole_is_read(damaged: Callable[[str, object], StoreDriver]) -> None:
    """The copies that are damaged above hold what was stored but for one value."""
    store = damaged("session.goal", "Another")
    for read in (load, backlog, memory, history, settle, undo_import):
        read(store)
    assert len(store.summaries()) == 3
    assert store.remembered_columns("abc") == {"title": "Summary"}
    store.close()


def a_bug(error: type[Exception]) -> Callable[..., Any]:
    """Return a function that fails as a function with a typing error in it does."""

    def fail(*_: object, **__: object) -> Any:
        raise error("our own")

    return fail


BUGS = (TypeError, KeyError, ValueError, AttributeError, IndexError)


@pytest.mark.parametrize("error", BUGS)
@pytest.mark.parametrize(
    ("module", "function"),
    [
        (teams, "team_from_row"),
        (teams, "numbers_from_row"),
        (sessions, "parse_agenda"),
        (sessions, "parse_outcome"),
    ],
)
def test_an_error_in_a_mapper_goes_up_unchanged(
    damaged: Callable[[str, object], StoreDriver],
    monkeypatch: pytest.MonkeyPatch,
    error: type[Exception],
    module: Any,
    function: str,
) -> None:
    """It is no damage: nobody is to put a backup in place of a whole database."""
    store = damaged("session.goal", "Another")
    monkeypatch.setattr(module, function, a_bug(error))

    with pytest.raises(error, match="our own"):
        store.load(2)
    monkeypatch.undo()
    store.close()


@pytest.mark.parametrize("error", BUGS)
@pytest.mark.parametrize(
    ("module", "function"), [(loaders, "_parts"), (loaders, "_open"), (stored_values, "expected_type")]
)
def test_an_error_in_a_loader_goes_up_unchanged(
    damaged: Callable[[str, object], StoreDriver],
    monkeypatch: pytest.MonkeyPatch,
    error: type[Exception],
    module: Any,
    function: str,
) -> None:
    store = damaged("session.goal", "Another")
    team = store.team(TEAM)
    monkeypatch.setattr(module, function, a_bug(error))

    with pytest.raises(error, match="our own"):
        store.last_session(team)
    monkeypatch.undo()
    store.close()


@pytest.mark.parametrize("error", BUGS)
def test_an_error_in_a_transaction_that_writes_goes_up_unchanged(
    store: StoreDriver, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """And nothing of the transaction is saved."""
    facilitator = a_started_session(store)
    before = store.load(1)
    monkeypatch.setattr("refine_tui.store.journal.append", a_bug(error))

    with pytest.raises(error, match="our own"):
        facilitator.apply(bind(recording.add_decision, text="Refunds wait"))
    monkeypatch.undo()
    assert store.load(1) == before


@pytest.mark.parametrize("value", [object(), [1], {"a": 1}])
def test_a_value_of_a_type_that_the_driver_does_not_know_is_an_error_of_the_program(
    store: StoreDriver, value: object
) -> None:
    with pytest.raises(Exception, match="type") as caught, store.writing() as connection:
        connection.exec_driver_sql("UPDATE team SET name = ?", (value,))
    assert not isinstance(caught.value, RefineError)
