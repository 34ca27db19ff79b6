"""JSON for scripts: names, nulls, times."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.records import ActionItem, ActionStatus
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.domain.summary import ActionRow, SessionSummary
from refine_tui.importers.fields.item_fields import FIELDS
from refine_tui.minutes.document import document_of
from refine_tui.minutes.json_lists import action_line_json, import_json, item_json, summary_json
from refine_tui.minutes.json_text import dumps, moment_json
from refine_tui.minutes.session_json import render_json
from tests.minutes.building import START, closed_session, item, running_session

ITEM = [
    "id",
    "key",
    "url",
    "title",
    "description",
    "why",
    "type",
    "status",
    "labels",
    "reporter",
    "assignee",
    "created",
    "updated",
    "priority",
    "estimate",
    "acceptance_criteria",
    "parent",
    "links",
    "state",
    "rank",
    "source",
]


def shape_of(session: RefinementSession, *, now: datetime) -> Any:
    """Return the minutes as a program reads them."""
    return json.loads(render_json(document_of(session, now=now)))


def test_a_session_has_the_promised_names() -> None:
    """Scripts rely on them."""
    shape = shape_of(closed_session(), now=START)

    assert list(shape) == [
        "session",
        "people",
        "phases",
        "items",
        "decisions",
        "actions",
        "questions",
        "parked",
        "notes",
        "earlier_actions",
        "earlier_questions",
        "earlier_parked",
        "ratings",
    ]
    assert set(shape["session"]) >= {
        "id", "team", "title", "goal", "product_goal", "status", "started_at", "ended_at", "next_session_at",
        "planned_for",
    }  # fmt: skip
    assert set(shape["phases"][0]) >= {"kind", "title", "planned_minutes", "spent_seconds", "extended_minutes"}
    assert set(shape["items"][0]) >= {
        *ITEM, "outcome", "reason", "answers", "seconds", "agreed_estimate", "votes", "checks",
        "dependencies", "waivers",
    }  # fmt: skip
    assert set(shape["decisions"][0]) >= {"id", "text", "because", "item"}
    assert set(shape["actions"][0]) >= {"id", "text", "owner", "due", "status", "item"}
    assert set(shape["questions"][0]) >= {"id", "text", "owner", "due", "status", "answer", "item"}


def test_what_is_absent_is_null_and_what_is_undecided_too() -> None:
    """Never an empty text in the place of nothing."""
    session, now = running_session()
    shape = shape_of(session, now=now)

    assert (shape["session"]["product_goal"], shape["session"]["ended_at"]) == (None, None)
    assert [held["outcome"] for held in shape["items"]] == ["later", None, None]
    assert (shape["actions"][0]["owner"], shape["actions"][0]["due"], shape["actions"][0]["item"]) == (None, None, None)
    assert '""' not in dumps(shape)


def test_records_name_themselves_and_their_item() -> None:
    """By the label that the command line takes, and by the item's key."""
    shape = shape_of(closed_session(), now=START)

    assert [action["id"] for action in shape["actions"]] == ["A17", "A18", "A19", "A20", "A21"]
    assert shape["actions"][1]["item"] == "PAY-12"
    assert shape["actions"][1]["due"] == "2026-12-03"
    assert [action["status"] for action in shape["actions"]] == ["open", "open", "open", "done", "dropped"]


def test_checks_tell_what_is_met_and_null_where_somebody_waived_it() -> None:
    """Who waived what, and what an item depends on, stand beside them."""
    shape = shape_of(closed_session(), now=START)
    refund, reports = (next(held for held in shape["items"] if held["key"] == key) for key in ("PAY-12", "PAY-20"))

    assert refund["checks"] == {
        "why": True, "criteria": True, "estimate": True, "small": None, "dependencies": True, "questions": True
    }  # fmt: skip
    assert refund["waivers"] == [{"check": "small", "by": "@Ana", "reason": "one day over, and *worth it*"}]
    assert refund["dependencies"] == [{"text": "The ledger books refunds", "who": "@Ledger team", "by": "2026-12-10"}]
    assert (reports["checks"]["small"], reports["checks"]["dependencies"], reports["waivers"]) == (False, False, [])
    assert reports["dependencies"] == [{"text": "A read-only copy of the <database>", "who": None, "by": None}]


def test_what_came_from_before_tells_what_became_of_it() -> None:
    """The action items with the session's promise, the questions with their answers, and how it went."""
    shape = shape_of(closed_session(), now=START)

    assert [(action["id"], action["promise"], action["status"]) for action in shape["earlier_actions"]] == [
        ("A11", "done", "done"), ("A12", "kept", "open"), ("A14", "dropped", "dropped"), ("A16", None, "open"),
    ]  # fmt: skip
    assert [(question["id"], question["status"], question["due"]) for question in shape["earlier_questions"]] == [
        ("Q1", "answered", None), ("Q2", "open", "2026-12-04"),
    ]  # fmt: skip
    assert shape["ratings"] == [3, 4, 5, 5]


def test_a_line_of_the_list_of_actions_says_whether_it_is_overdue() -> None:
    """Only what is open can be late, and only once its day has passed."""
    action = ActionItem(number=17, text="Ask Legal", owner="Ana", due=date(2026, 12, 1), at=START)
    line = ActionRow(team="Payments", action=action, item="PAY-12", session=4)
    bare = replace(line, item="", action=replace(action, owner="", due=None))
    done = replace(line, action=replace(action, status=ActionStatus.DONE))

    assert action_line_json(line, date(2026, 12, 1)) == {
        "id": "A17", "text": "Ask Legal", "owner": "Ana", "due": "2026-12-01", "status": "open", "item": "PAY-12",
        "team": "Payments", "session": 4, "overdue": False,
    }  # fmt: skip
    assert [action_line_json(each, date(2026, 12, 2))["overdue"] for each in (line, bare, done)] == [True, False, False]
    assert [action_line_json(bare, date(2026, 12, 2))[name] for name in ("owner", "due", "item")] == [None] * 3


def test_moments_are_utc_to_the_second() -> None:
    """Whatever zone they come in."""
    assert (
        moment_json(datetime(2026, 11, 27, 10, 0, 0, 5, tzinfo=timezone(timedelta(hours=1)))) == "2026-11-27T09:00:00Z"
    )
    assert moment_json(None) is None


def test_an_item_has_the_same_names_before_and_after_it_is_taken_in() -> None:
    """A preview of an import has no number yet."""
    fresh, held = item_json(ImportedItem(title="New")), item_json(item(12, "Old"))

    assert list(fresh) == list(held)
    assert list(held)[: len(ITEM)] == ITEM
    assert (fresh["id"], fresh["state"], held["id"], held["state"]) == (None, None, 12, "new")


def test_an_import_tells_what_was_left_out_and_why() -> None:
    """Counts, rows with their reasons, warnings."""
    shape = import_json(
        format_name="csv", language=None, encoding="utf-8", delimiter=",", items=[ImportedItem(title="A")],
        added=1, updated=0, skipped=[(3, "no title")], warnings=["One column was not understood."],
    )  # fmt: skip

    assert list(shape) == [
        "format",
        "language",
        "encoding",
        "delimiter",
        "items",
        "added",
        "updated",
        "skipped",
        "warnings",
        "columns",
        "fingerprint",
        "actions",
    ]
    assert shape["skipped"] == [{"row": 3, "reason": "no title"}]


def test_a_summary_begins_like_the_session_itself() -> None:
    """The same names in the same order, then the counts."""
    summary = SessionSummary(
        id=4, team="Payments", title="Refinement", goal="", product_goal="", status=SessionStatus.RUNNING, zone="UTC",
        started_at=START, ended_at=None, next_session_at=None, planned_for=None,
        item_count=16, ready=4, decisions=1, actions=2, questions=0,
    )  # fmt: skip
    shape = summary_json(summary)

    assert list(shape)[:11] == list(shape_of(closed_session(), now=START)["session"])
    assert (shape["brought"], shape["ready"], shape["goal"]) == (16, 4, None)
    assert shape["started_at"] == datetime(2026, 11, 27, 9, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_the_text_keeps_letters_and_hides_nothing_from_a_terminal() -> None:
    """Readable, one line feed at its end, and safe to print and to encode."""
    value = {"a": "Chloé 日本", "b": "\x1b]0;x\x07 \x9b2J \u202e \ud800 \x7f"}
    text = dumps(value)

    assert "Chloé 日本" in text
    assert text.endswith("}\n")
    assert not any(hidden in text for hidden in "\x1b\x07\x9b\u202e\ud800\x7f")
    assert json.loads(text) == value


def test_the_json_of_an_item_has_every_field_that_imports_read() -> None:
    """One that is read is found again; whether it is done is its state."""
    assert set(FIELDS) - {"done"} <= item_json(ImportedItem(title="New")).keys()
