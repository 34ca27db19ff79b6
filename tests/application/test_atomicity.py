"""A use case is one transaction: a failure at any of its statements leaves everything as it was."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from refine_tui.domain import recording, wrap_up
from refine_tui.domain.backlog_item import ImportedAction
from refine_tui.domain.errors import RefineError
from refine_tui.domain.item_import import ItemImport
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.session_setup import setup_of
from refine_tui.domain.transitions import bind
from tests.driver import Driver, open_store
from tests.support import NINE, TEAM, FakeClock, a_past_session, a_setup, a_started_session, items

NEXT_WEEK = NINE + timedelta(days=7)
MINUTES = ItemImport(
    items=items(7)[5:],
    source="markdown",
    name="minutes.md",
    actions=(ImportedAction(label="A1", text="Ask the bank", owner="Ana"),),
    fingerprint="a table",
    columns={"title": "Feature"},
)


@dataclass(frozen=True)
class UseCase:
    """A use case, and what has to happen before it."""

    prepare: Callable[[Driver], None]
    run: Callable[[Driver], object]


def nothing(driver: Driver) -> None:
    """Start from an empty store."""


def held(driver: Driver) -> None:
    """Hold a session with items; a past one has left action items and questions."""
    clock = driver.clock
    assert isinstance(clock, FakeClock)
    a_past_session(driver.store, clock)
    started = a_started_session(driver.store, clock, new=3, candidates=2)
    started.apply(bind(recording.add_decision, text="Refunds wait"))
    driver.application.live.open(started.session)


def recorded(driver: Driver) -> None:
    """Hold a session in which a line is recorded and another one is not finished."""
    held(driver)
    driver.save_draft("action ", "Ask Legal")


def dated(driver: Driver) -> None:
    """Hold a session whose next one has a date."""
    held(driver)
    driver.apply(bind(wrap_up.set_next_session, at=NEXT_WEEK))


def planned(driver: Driver) -> None:
    """Have a session planned for next week, and none open."""
    dated(driver)
    driver.close()
    driver.leave()


def moved(driver: Driver) -> None:
    """Hold a reopened session whose next one is planned for another day by now."""
    dated(driver)
    driver.close()
    driver.reopen()
    driver.apply(bind(wrap_up.set_next_session, at=NEXT_WEEK + timedelta(days=1)))


def without_date(driver: Driver) -> None:
    """Hold a reopened session whose next one is planned and shall not be held."""
    dated(driver)
    driver.close()
    driver.reopen()
    driver.apply(bind(wrap_up.set_next_session, at=None))


def closed(driver: Driver) -> None:
    """Hold a session that is closed."""
    dated(driver)
    driver.close()


def left(driver: Driver) -> None:
    """Have a session that was killed five minutes ago, its clock running."""
    held(driver)
    driver.leave(paused=False)
    assert isinstance(driver.clock, FakeClock)
    driver.clock.advance(minutes=5)


def imported(driver: Driver) -> None:
    """Have a backlog with an import that can be undone."""
    driver.application.backlogs.import_items(TEAM, MINUTES)


def undone(driver: Driver) -> None:
    """Hold a session with a step that can be redone."""
    recorded(driver)
    driver.undo()


USE_CASES = {
    "start a session of a new team": UseCase(nothing, lambda d: d.start(a_setup())),
    "start the planned session": UseCase(planned, lambda d: d.start(setup_of(d.store.load(3)))),
    "plan a session": UseCase(planned, lambda d: d.plan(3, a_setup())),
    "record a line and delete its draft": UseCase(
        recorded,
        lambda d: d.application.live.apply(bind(recording.add_action, text="Ask Legal"), draft="action "),
    ),
    "close and plan the next session": UseCase(dated, lambda d: d.close()),
    "close and move the next session": UseCase(moved, lambda d: d.close()),
    "close and delete the next session": UseCase(without_date, lambda d: d.close()),
    "reopen": UseCase(closed, lambda d: d.reopen()),
    "resume": UseCase(left, lambda d: d.resume(2)),
    "leave": UseCase(held, lambda d: d.leave()),
    "undo": UseCase(recorded, lambda d: d.undo()),
    "redo": UseCase(undone, lambda d: d.redo()),
    "import into a new team": UseCase(nothing, lambda d: d.application.backlogs.import_items(TEAM, MINUTES)),
    "import into the open session": UseCase(held, lambda d: d.application.live.import_items(MINUTES)),
    "undo an import": UseCase(imported, lambda d: d.undo_import(TEAM)),
    "settle an action item": UseCase(held, lambda d: d.set_action_status(TEAM, 1, ActionStatus.DONE)),
}


def content(path: Path) -> list[str]:
    """Return everything that the database holds, read by a connection of its own."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def session_of(driver: Driver) -> RefinementSession | None:
    """Return the open session, or None."""
    return driver.session if driver.has_session else None


@contextmanager
def failing_at(number: int) -> Iterator[list[str]]:
    """Let the statement of this number (from 1; the commit is one of them) fail; yield the list of those seen."""
    seen: list[str] = []

    def note(statement: str) -> None:
        seen.append(statement)
        if len(seen) == number:
            raise sqlite3.OperationalError("disk I/O error")

    def executed(_c: object, _r: object, statement: str, *_: object) -> None:
        note(statement)

    def committed(_: object) -> None:
        note("COMMIT")

    sa.event.listen(sa.Engine, "before_cursor_execute", executed)
    sa.event.listen(sa.Engine, "commit", committed)
    try:
        yield seen
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", executed)
        sa.event.remove(sa.Engine, "commit", committed)


@pytest.mark.parametrize("use_case", USE_CASES.values(), ids=USE_CASES)
def test_a_failure_at_any_statement_leaves_all_or_nothing(path: Path, use_case: UseCase) -> None:
    store = open_store(path)
    driver = Driver(store, FakeClock())
    use_case.prepare(driver)
    before, session = content(path), session_of(driver)

    number, failures = 0, 0
    while True:
        number += 1
        with failing_at(number) as seen:
            try:
                use_case.run(driver)
            except RefineError:
                failures += 1
                assert content(path) == before, seen[-1]
                assert session_of(driver) in (session, None), seen[-1]
                if session is not None and not driver.has_session:  # left without its pause: see the lifecycle
                    driver.application.live.open(session)
                continue
        break

    assert failures >= 3
    assert content(path) != before
    store.close()


def test_the_walk_sees_a_use_case_of_two_transactions(path: Path) -> None:
    """Two writes of their own are found out: after the first one, something is changed and the use case fails."""
    store = open_store(path)
    before, torn = content(path), 0

    for number in range(1, 40):
        with failing_at(number):
            try:
                store.team("One")
                store.team("Two")
            except RefineError:
                torn += content(path) != before
                continue
        break

    assert torn
    store.close()


def test_a_session_that_could_not_be_started_is_not_locked(path: Path) -> None:
    store = open_store(path)
    with failing_at(1_000) as seen:
        Driver(store, FakeClock()).start(a_setup())
    store.unlock_session()
    other = Driver(store, FakeClock())
    with failing_at(len(seen)), pytest.raises(RefineError):
        other.start(a_setup())

    assert not list(path.parent.glob("*.lock"))
    store.close()
