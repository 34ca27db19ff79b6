"""The kinds of records, through the table of all kinds."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import get_args

import pytest

from refine_tui.domain.records import (
    RECORD_KINDS,
    ActionItem,
    ActionReview,
    ActionStatus,
    AnyRecord,
    EarlierAction,
    QuestionStatus,
    RecordDraft,
    RecordKind,
    kind_of,
    record_kind,
)
from refine_tui.domain.session import Numbers
from tests.support import NINE, a_session

DUE = date(2026, 12, 1)
LATER = NINE + timedelta(minutes=1)
FULL = RecordDraft(text="Ask Legal", item=2, because="Too slow", owner="Ben", due=DUE)
OTHER = RecordDraft(text="Ask Finance", item=3, because="Too old", owner="Ana", due=date(2026, 12, 2))

each_kind = pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.code)


@pytest.mark.parametrize(
    ("kind", "code", "letter", "noun", "title", "section", "key"),
    [
        (RecordKind.DECISION, "decision", "D", "decision", "Decision", "Decisions", "d"),
        (RecordKind.ACTION, "action", "A", "action item", "Action item", "Action items", "a"),
        (RecordKind.QUESTION, "question", "Q", "question", "Open question", "Questions", "q"),
        (RecordKind.PARKED, "parked", "P", "parked topic", "Parking lot", "Parked", "p"),
        (RecordKind.NOTE, "note", "N", "note", "Note", "Notes", "n"),
    ],
)
def test_a_kind_has_its_names_its_letter_and_its_key(  # noqa: PLR0917 - the columns of the table
    kind: RecordKind, code: str, letter: str, noun: str, title: str, section: str, key: str
) -> None:
    assert (kind.code, kind.letter, kind.noun) == (code, letter, noun)
    assert (kind.title, kind.section, kind.key) == (title, section, key)
    assert kind.hint


@pytest.mark.parametrize(
    ("kind", "owner", "due", "reason"),
    [
        (RecordKind.DECISION, False, False, True),
        (RecordKind.ACTION, True, True, False),
        (RecordKind.QUESTION, True, True, False),
        (RecordKind.PARKED, False, False, False),
        (RecordKind.NOTE, False, False, False),
    ],
)
def test_a_kind_has_an_owner_a_due_date_or_a_reason(kind: RecordKind, *, owner: bool, due: bool, reason: bool) -> None:
    assert (kind.has_owner, kind.has_due, kind.has_reason) == (owner, due, reason)


def test_the_kinds_stand_in_the_order_of_the_sections() -> None:
    assert [kind.letter for kind in RECORD_KINDS] == ["D", "A", "Q", "P", "N"]


def test_the_table_has_one_kind_for_each_type_of_record() -> None:
    assert {kind.record_type for kind in RECORD_KINDS} == set(get_args(AnyRecord))


@pytest.mark.parametrize("column", ["code", "key", "noun", "title", "section", "hint", "records", "counter", "letter"])
def test_no_two_kinds_share_a_name_a_key_or_a_field(column: str) -> None:
    values = [getattr(kind, column) for kind in RECORD_KINDS]

    assert len(set(values)) == len(RECORD_KINDS)


@each_kind
def test_the_fields_that_a_kind_names_exist(kind: RecordKind) -> None:
    assert getattr(a_session(), kind.records) == ()
    assert kind.counter in {field.name for field in fields(Numbers)}


@each_kind
def test_a_kind_creates_a_record_with_the_fields_that_it_has(kind: RecordKind) -> None:
    record = kind.create(17, FULL, NINE)

    assert type(record) is kind.record_type
    assert (record.number, record.text, record.item, record.at) == (17, "Ask Legal", 2, NINE)
    assert getattr(record, "owner", None) == ("Ben" if kind.has_owner else None)
    assert getattr(record, "due", None) == (DUE if kind.has_due else None)
    assert getattr(record, "because", None) == ("Too slow" if kind.has_reason else None)


@each_kind
def test_the_label_of_a_record_is_the_letter_of_its_kind_and_its_number(kind: RecordKind) -> None:
    assert kind.create(17, FULL, NINE).label == f"{kind.letter}17"


@each_kind
def test_an_updated_record_has_the_fields_of_the_draft_and_keeps_number_and_time(kind: RecordKind) -> None:
    record = kind.create(17, FULL, NINE)

    assert kind.update(record, OTHER) == kind.create(17, OTHER, NINE)
    assert kind.update(record, OTHER) != kind.create(17, OTHER, LATER)
    assert record == kind.create(17, FULL, NINE)


@each_kind
def test_a_draft_with_only_a_text_clears_the_other_fields(kind: RecordKind) -> None:
    bare = RecordDraft(text="Ask")

    assert kind.update(kind.create(17, FULL, NINE), bare) == kind.record_type(number=17, text="Ask", at=NINE)


@each_kind
def test_a_kind_is_found_by_its_code_and_by_a_record(kind: RecordKind) -> None:
    assert record_kind(kind.code) is kind
    assert kind_of(kind.create(1, FULL, NINE)) is kind


@pytest.mark.parametrize("code", ["Decision", "decisions", "votes"])
def test_an_unknown_code_is_a_key_error(code: str) -> None:
    with pytest.raises(KeyError, match=code):
        record_kind(code)


@pytest.mark.parametrize(
    ("owner", "due", "gaps"),
    [
        ("Ben", DUE, ()),
        ("", DUE, ("no owner",)),
        ("Ben", None, ("no date",)),
        ("", None, ("no owner", "no date")),
    ],
)
def test_the_gaps_of_an_action_item_are_its_missing_owner_and_date(
    owner: str, due: date | None, gaps: tuple[str, ...]
) -> None:
    assert ActionItem(number=1, text="Ask", owner=owner, due=due, at=NINE).gaps == gaps


def test_an_earlier_action_item_has_the_number_of_the_action_item_and_no_review_yet() -> None:
    earlier = EarlierAction(action=ActionItem(number=17, text="Ask", at=NINE))

    assert (earlier.number, earlier.review) == (17, None)
    assert replace(earlier, review=ActionReview.KEPT).number == 17


@each_kind
@pytest.mark.parametrize("change", [lambda record: replace(record, text="x"), lambda record: replace(record, number=2)])
def test_records_that_differ_are_not_equal(kind: RecordKind, change: Callable[[AnyRecord], AnyRecord]) -> None:
    record = kind.create(1, FULL, NINE)

    assert change(record) != record
    assert replace(record) == record


def test_the_stored_names_of_status_and_review_do_not_change() -> None:
    assert [status.value for status in ActionStatus] == ["open", "done", "dropped"]
    assert [status.value for status in QuestionStatus] == ["open", "answered"]
    assert [review.value for review in ActionReview] == ["done", "kept", "dropped"]
