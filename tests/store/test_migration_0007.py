"""Sessions that were closed before records were copied: their minutes say what is known of that time."""

import sqlite3
from contextlib import closing
from pathlib import Path

from refine_tui.domain.records import ActionReview, ActionStatus, QuestionStatus
from refine_tui.store.sqlite.schema import migrate
from tests.driver import StoreDriver, open_store
from tests.store.test_migration_0002 import ROWS, SESSION, make_old, minute, record

TEAM_ROW = ROWS[0]
THIRD = {"id": 3, "status": "running", "ended_at": None, "started_at": minute(300)}
OLD_ROWS: tuple[tuple[str, dict[str, object]], ...] = (
    TEAM_ROW,
    ("session", SESSION | {"id": 1, "status": "closed", "ended_at": minute(60)}),
    ("session", SESSION | {"id": 2, "status": "closed", "started_at": minute(90), "ended_at": minute(150)}),
    ("session", SESSION | THIRD),
    ("action_item", record(1, "Reviewed as done in 2", owner="Ana", due="2026-11-27", status="done", item=None)),
    ("action_item", record(2, "Done in 1", owner="", due=None, status="done", item=None)),
    ("action_item", record(3, "Open in 2, dropped in 3", owner="", due=None, status="dropped", item=None)),
    ("action_item", record(4, "Not looked at in 2, done after it", owner="", due=None, status="done", item=None)),
    ("action_item", record(5, "Open", owner="", due=None, status="open", item=None)),
    ("question", record(1, "Answered in 2", owner="", status="answered", answer="Yes", item=None)),
    ("question", record(2, "Answered in 1", owner="", status="answered", answer="No", item=None)),
    ("question", record(3, "Answered in 3", owner="", status="answered", answer="Rome", item=None)),
)
HELD = (
    "INSERT INTO earlier_action (session_id, team_id, number, promise) VALUES "
    "(2, 1, 1, 'done'), (2, 1, 3, 'kept'), (2, 1, 4, NULL), (2, 1, 5, NULL), (3, 1, 3, 'dropped'), (3, 1, 5, NULL)",
    "INSERT INTO earlier_question (session_id, team_id, number) VALUES (2, 1, 1), (2, 1, 3), (3, 1, 3)",
)


def upgraded(path: Path) -> StoreDriver:
    """Return the store of a database that the version before left, with its rows as they were."""
    make_old(path, *OLD_ROWS)
    migrate(path, head="0004")
    with closing(sqlite3.connect(path)) as connection:
        for statement in HELD:
            connection.execute(statement)
        connection.commit()
    return open_store(path)


def test_what_a_later_session_began_with_was_still_open_when_the_session_was_closed(path: Path) -> None:
    store = upgraded(path)
    first = store.load(1)
    store.close()

    assert [(action.text, action.status.value) for action in first.actions] == [
        ("Reviewed as done in 2", "open"),
        ("Done in 1", "done"),
        ("Open in 2, dropped in 3", "open"),
        ("Not looked at in 2, done after it", "open"),
        ("Open", "open"),
    ]
    assert [(question.status, question.answer) for question in first.questions] == [
        (QuestionStatus.OPEN, ""),
        (QuestionStatus.ANSWERED, "No"),
        (QuestionStatus.OPEN, ""),
    ]


def test_a_session_in_the_middle_has_its_reviews_and_what_it_left_open(path: Path) -> None:
    """Of an action item that nobody looked at there and no later session shows, only the present state is known."""
    store = upgraded(path)
    second = store.load(2)
    store.close()

    assert [(each.number, each.action.status, each.review) for each in second.earlier_actions] == [
        (1, ActionStatus.DONE, ActionReview.DONE),
        (3, ActionStatus.OPEN, ActionReview.KEPT),
        (4, ActionStatus.DONE, None),
        (5, ActionStatus.OPEN, None),
    ]
    assert [(question.number, question.answer) for question in second.earlier_questions] == [(1, "Yes"), (3, "")]


def test_the_records_themselves_and_the_session_that_runs_are_as_they_were(path: Path) -> None:
    store = upgraded(path)
    running = store.load(3)
    statuses = {line.action.number: line.action.status.value for line in store.actions()}
    store.set_action_status(running.team, 5, ActionStatus.DONE)
    kept = [action.status for action in store.load(1).actions]
    store.close()

    assert statuses == {1: "done", 2: "done", 3: "dropped", 4: "done", 5: "open"}
    assert running.closed_records is None
    assert [each.action.status.value for each in running.earlier_actions] == ["dropped", "open"]
    assert kept[4] is ActionStatus.OPEN


def test_every_row_is_still_there(path: Path) -> None:
    upgraded(path).close()

    with closing(sqlite3.connect(path)) as connection:
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - names of ours
            for table in ("session", "action_item", "question", "earlier_action", "earlier_question")
        ]
    assert counts == [3, 5, 3, 6, 3]
