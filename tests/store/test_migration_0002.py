"""From the first schema to the second: what was recorded stays, and reads as if it had been recorded today."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from refine_tui.domain import carried_over
from refine_tui.domain.errors import NothingToUndoError
from refine_tui.domain.records import ActionReview
from refine_tui.domain.session import SessionStatus
from refine_tui.domain.transitions import bind
from refine_tui.minutes.document import document_of
from refine_tui.minutes.markdown import render_markdown
from refine_tui.store.sqlite.access import prepare_file
from refine_tui.store.sqlite.schema import migrate
from tests.driver import open_store
from tests.support import NINE, TEAM, FakeClock, a_facilitator, a_setup

ITEM = {
    "team_id": 1, "number": 1, "title": "Partial refunds – “half”", "key": "PAY-11", "url": "", "description": "",
    "why": "Calls to support", "type": "Story", "status": "", "labels": '["checkout"]', "reporter": "Ana",
    "assignee": "", "created": None, "updated": None, "priority": "", "estimate": "", "acceptance_criteria": "[]",
    "parent": "", "links": "[]", "done": False, "source": "jira-csv", "state": "needs_work", "rank": 1,
    "first_seen_at": "2026-11-19 09:00:00.000000", "triaged_at": None, "kind": None, "outcome": "", "measure": "",
    "edited": "[]",
}  # fmt: skip
AGENDA = {
    "id": "refinement-60", "title": "Refinement 60", "scale_name": "fibonacci", "scale": ["1", "2"], "ready": ["why"],
    "phases": [{"kind": "deep_dive", "title": "Deep dive", "minutes": 25, "prompts": [], "minutes_per_item": None}],
}  # fmt: skip
THEN = datetime(2026, 11, 20, 9, tzinfo=UTC)
SESSION = {
    "team_id": 1, "title": "Refinement 60", "goal": "", "product_goal": "", "zone": "UTC", "phase": 0,
    "created_at": "2026-11-20 09:00:00.000000", "started_at": "2026-11-20 09:00:00.000000", "next_session_at": None,
    "open_item": None, "revision": 7, "seen_at": "2026-11-20 10:00:00.000000", "agenda": json.dumps(AGENDA),
}  # fmt: skip
PHASE = {
    "position": 0, "kind": "deep_dive", "title": "Deep dive", "planned_minutes": 25, "extended_minutes": 0,
    "prompts": "[]", "minutes_per_item": None,
}  # fmt: skip
OUTCOME = {
    "team_id": 1, "position": 1, "for_triage": False, "deep_dive": 1, "outcome": "not_ready", "reason": "",
    "valid": None, "urgent": None, "aligned": None, "agreed_estimate": "", "fate": None, "information": None,
}  # fmt: skip
NAMED = {"number": 2, "key": "PAY-12", "rank": 2}


def minute(minutes: float) -> str:
    """Return a moment of the old session as its column holds it."""
    return f"{THEN + timedelta(minutes=minutes):%Y-%m-%d %H:%M:%S.%f}"


def record(number: int, text: str, **more: object) -> dict[str, object]:
    """Return the row of a record of the old session."""
    return {"team_id": 1, "number": number, "session_id": 1, "text": text, "item": 1, "at": minute(9)} | more


def closed_item() -> str:
    """Return an item as the first schema kept it in a closed session."""
    lists = {"labels": ["checkout"], "acceptance_criteria": [], "links": [], "edited": []}
    held = ITEM | lists | {"title": "As it was – “half”", "first_seen_at": "2026-11-19T09:00:00+00:00"}
    return json.dumps({name: value for name, value in held.items() if name != "team_id"}, ensure_ascii=False)


ROWS: tuple[tuple[str, dict[str, object]], ...] = (
    (
        "team",
        {
            "id": 1, "name": TEAM, "name_folded": "payments", "used": 1, "last_item": 2, "last_decision": 0,
            "last_action": 2, "last_question": 1, "last_parked": 0, "last_note": 0,
        },
    ),
    ("backlog_item", ITEM),
    ("backlog_item", ITEM | NAMED),
    ("session", SESSION | {"id": 1, "status": "closed", "ended_at": minute(60)}),
    ("session", SESSION | {"id": 2, "status": "running", "ended_at": None, "started_at": minute(90)}),
    ("phase", PHASE | {"session_id": 1}),
    ("phase", PHASE | {"session_id": 2}),
    ("span", {"session_id": 1, "id": 1, "phase": 0, "start": minute(0), "end": minute(20)}),
    ("span", {"session_id": 1, "id": 2, "phase": 0, "start": minute(30), "end": minute(60)}),
    ("span", {"session_id": 2, "id": 1, "phase": 0, "start": minute(90), "end": None}),
    ("absence", {"session_id": 1, "id": 1, "start": minute(12), "end": minute(16), "counted": False}),
    ("absence", {"session_id": 1, "id": 2, "start": minute(31), "end": minute(33), "counted": True}),
    ("attention", {"session_id": 1, "position": 1, "at": minute(2), "item": None}),
    ("attention", {"session_id": 1, "position": 2, "at": minute(5), "item": 1}),
    ("attention", {"session_id": 1, "position": 3, "at": minute(35.5), "item": 2}),
    ("attention", {"session_id": 1, "position": 4, "at": minute(40), "item": None}),
    ("attention", {"session_id": 1, "position": 5, "at": minute(58), "item": 1}),
    ("session_item", OUTCOME | {"session_id": 1, "item": 1, "closed_item": closed_item()}),
    ("session_item", OUTCOME | {"session_id": 1, "item": 2, "closed_item": closed_item()}),
    ("session_item", OUTCOME | {"session_id": 2, "item": 1, "closed_item": "null", "outcome": None}),
    ("action_item", record(1, "Ask the bank", owner="Ana", due="2026-11-27", status="open")),
    ("action_item", record(2, "Tell support", owner="", due=None, status="done")),
    ("question", record(1, "Which zone?", owner="", status="open", answer="")),
    (
        "journal",
        {"session_id": 2, "sequence": 1, "at": minute(91), "step": "pause", "undone": False, "changes": "[]"},
    ),
)  # fmt: skip
"""A team whose first session is closed and whose second runs."""


def make_old(path: Path, *rows: tuple[str, dict[str, object]]) -> None:
    """Make a database of the first schema."""
    prepare_file(path)
    migrate(path, head="0001")
    with closing(sqlite3.connect(path)) as connection:
        for table, row in rows:
            names = ", ".join(f'"{name}"' for name in row)
            values = ", ".join("?" for _ in row)
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({values})", tuple(row.values()))  # noqa: S608
        connection.commit()


@pytest.fixture
def old(path: Path) -> Path:
    """A database of the first schema, with something in it."""
    make_old(path, *ROWS)
    return path


def test_what_was_recorded_before_reads_as_if_it_had_been_recorded_today(old: Path) -> None:
    """Closed and running sessions, the backlog; the time of each item counts what the domain counts."""
    store = open_store(old)
    closed, running = store.load(1), store.load(2)

    assert closed.status is SessionStatus.CLOSED
    assert [held.item.title for held in closed.items] == ["As it was – “half”"] * 2
    assert [(held.item.marks, held.item.dependencies) for held in closed.items] == [((), ())] * 2
    assert closed.ended_at is not None
    times = closed.item_times(closed.ended_at)
    assert [held.closed_seconds for held in closed.items] == [int(times[1].total_seconds()), 270] == [18 * 60 + 30, 270]
    assert (closed.ratings, closed.planned_for, closed.follows) == ((), None, None)
    assert (running.items[0].closed_seconds, running.items[0].closed_item) == (None, None)
    assert running.earlier_actions == ()
    assert [item.marks for item in store.backlog(running.team).items] == [(), ()]
    assert "Ask the bank" in render_markdown(document_of(closed, now=NINE))
    assert (store.item_past(running)[1].sessions, store.item_past(running)[1].seconds) == (1, 18 * 60 + 30)
    store.close()


def test_the_journal_is_emptied(old: Path) -> None:
    """Its images of rows lack the new columns."""
    store = open_store(old)

    with pytest.raises(NothingToUndoError):
        store.undo(2, now=NINE)
    store.close()


def test_an_old_promise_comes_to_the_next_session(old: Path) -> None:
    """It is settled there, undone, and made again."""
    store = open_store(old)
    desk = a_facilitator(store, FakeClock())
    desk.start(a_setup())
    assert [earlier.action.label for earlier in desk.session.earlier_actions] == ["A1"]
    assert [question.label for question in desk.session.earlier_questions] == ["Q1"]

    desk.apply(bind(carried_over.review_earlier_action, number=1, review=ActionReview.DONE))
    desk.undo()
    desk.redo()

    assert store.last_session(desk.session.team).open_items.actions == ()
    store.close()


def test_a_closed_session_without_anything_is_brought_along(path: Path) -> None:
    """No item, no attention, no time."""
    make_old(path, ROWS[0], ROWS[3])
    store = open_store(path)
    assert store.load(1).items == ()
    store.close()
