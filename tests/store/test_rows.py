"""Rows: every table has a class, and every value that is made a row is the same when it is read from it."""

import ast
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
import sqlalchemy.orm

import refine_tui.store
from refine_tui.domain import recording
from refine_tui.domain.agenda import Agenda, AgendaPhase
from refine_tui.domain.backlog_item import CheckMark, Dependency, ItemKind, ItemLink
from refine_tui.domain.records import ActionReview
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.timebox import Absence, ItemFocus
from refine_tui.domain.transitions import bind
from refine_tui.store import tables
from refine_tui.store.mappers import records, sessions, teams
from refine_tui.store.mappers.json_columns import agenda_to_json
from refine_tui.store.row_diff import row_changes, session_columns
from refine_tui.store.row_statements import upsert_row
from refine_tui.store.rows import Owner, row_from_values, values_of
from refine_tui.store.tables.base import METADATA, Row, table_of
from refine_tui.store.tables.session_data import DraftRow
from refine_tui.store.tables.sessions import SessionRow
from refine_tui.store.tables.teams import TeamRow
from tests.driver import StoreDriver
from tests.support import NINE, FakeClock, a_past_session, a_started_session, an_agenda

OWNER = Owner(team_id=1, session_id=2)
STORE = Path(refine_tui.store.__file__).parent


def row_classes() -> Iterator[type[Row]]:
    """Yield the classes of the rows of tables."""
    for module in (tables.records, tables.session_data, tables.sessions, tables.teams):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Row) and value.__module__ == module.__name__:
                yield value


def table_classes() -> list[type[Row]]:
    return [kind for kind in row_classes() if str(getattr(kind, "__tablename__", "")) in METADATA.tables]


@pytest.fixture
def session(store: StoreDriver) -> RefinementSession:
    """A session with a value of each kind."""
    clock = FakeClock()
    a_past_session(store, clock)
    facilitator = a_started_session(store, clock, new=2, candidates=1)
    facilitator.apply(bind(recording.add_decision, text="Refunds wait", because="The ledger", item=1))
    facilitator.apply(bind(recording.add_action, text="Ask Legal", owner="Ben", due=date(2026, 12, 4)))
    facilitator.apply(bind(recording.add_question, text="Who owns it?", owner="Ana", due=date(2026, 12, 5)))
    facilitator.apply(bind(recording.add_parked_topic, text="Vouchers"))
    facilitator.apply(bind(recording.add_note, text="A remark"))
    return facilitator.session


def test_every_table_has_a_class_of_which_the_store_makes_rows() -> None:
    """None is declared for its columns only."""
    made = {
        node.func.id
        for path in STORE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    classes = table_classes()

    assert sorted(table_of(kind).name for kind in classes) == sorted(METADATA.tables)
    assert {kind.__name__ for kind in classes} - made == set()


def test_no_mapper_of_the_orm_is_left() -> None:
    """Rows are values: their attributes are read at once, and opening a session configures no mapper."""
    assert [kind for kind in table_classes() if sa.inspect(kind, raiseerr=False) is not None] == []


def test_the_parts_of_a_session_are_the_same_when_they_are_read_from_their_rows(session: RefinementSession) -> None:
    assert [sessions.phase_from_row(sessions.phase_row(OWNER, phase)) for phase in session.phases] == [*session.phases]
    assert [sessions.span_from_row(sessions.span_row(OWNER, span)) for span in session.spans] == [*session.spans]
    people = [sessions.participant_from_row(sessions.participant_row(OWNER, person)) for person in session.people]
    assert people == [*session.people] != []
    focus = ItemFocus(at=NINE, item=1)
    assert sessions.focus_from_row(sessions.focus_row(OWNER, 1, focus)) == focus
    absence = Absence(id=1, start=NINE, end=NINE, counted=False)
    assert sessions.absence_from_row(sessions.absence_row(OWNER, absence)) == absence
    item = session.items[0]
    assert sessions.session_item_from_row(sessions.session_item_row(OWNER, item), item.item) == item


def test_the_records_of_a_session_are_the_same_when_they_are_read_from_their_rows(session: RefinementSession) -> None:
    (decision,), (topic,), (note,) = session.decisions, session.parked, session.notes
    action, question = session.actions[0], session.questions[0]
    earlier = replace(session.earlier_actions[0], review=ActionReview.DONE)

    assert records.decision_from_row(records.decision_row(OWNER, decision)) == decision
    assert records.action_from_row(records.action_row(OWNER, action)) == action
    assert records.question_from_row(records.question_row(OWNER, question)) == question
    assert records.parked_topic_from_row(records.parked_topic_row(OWNER, topic)) == topic
    assert records.note_from_row(records.note_row(OWNER, note)) == note
    rows = records.action_row(OWNER, earlier.action), records.earlier_action_row(OWNER, earlier)
    assert records.earlier_action_from_rows(*rows) == earlier


def test_a_session_is_the_same_when_it_is_read_from_its_row(session: RefinementSession, store: StoreDriver) -> None:
    with store.reading() as connection:
        values = dict(connection.execute(sa.text("SELECT * FROM team")).mappings().one())
    row = row_from_values(SessionRow, values_of(sessions.session_row(session, seen_at=NINE)) | {"id": session.id})
    read = sessions.session_from_row(row, row_from_values(TeamRow, values))

    assert (read.id, read.team, read.numbers, read.agenda) == (
        session.id,
        session.team,
        session.numbers,
        session.agenda,
    )
    assert session_columns(read) == session_columns(session)


def test_an_item_is_the_same_when_it_is_read_from_its_row_and_from_json(session: RefinementSession) -> None:
    """With every column that holds a document."""
    item = replace(
        session.items[0].item,
        labels=("a", "b"),
        acceptance_criteria=("It works",),
        links=(ItemLink(type="blocks", key="PAY-2"),),
        marks=(CheckMark(check="small", waived_by="Ana", reason="A spike"),),
        dependencies=(Dependency(text="Legal", who="Ben", by=date(2026, 12, 4)), Dependency(text="Ops", who="")),
        kind=next(iter(ItemKind)),
        triaged_at=NINE,
    )

    assert teams.backlog_item_from_row(teams.backlog_item_row(1, item)) == item
    assert teams.backlog_item_from_json(teams.backlog_item_to_json(item)) == item


def test_only_columns_that_differ_are_a_change(session: RefinementSession) -> None:
    action = session.actions[0]
    before, after = (records.action_row(OWNER, replace(action, text=text)) for text in ("Ask Legal", "Ask Ops"))
    (change,) = row_changes(before, after)

    assert (change.table, change.key) == ("action_item", {"team_id": 1, "number": action.number})
    assert (change.before, change.after) == ({"text": "Ask Legal"}, {"text": "Ask Ops"})
    assert list(row_changes(before, before)) == []
    assert list(row_changes(before, after, ignored=frozenset({"text"}))) == []


def test_an_upsert_inserts_a_row_once_and_updates_that_row_only(store: StoreDriver) -> None:
    a_started_session(store)
    for name, text in (("a", "one"), ("b", "two"), ("a", "three")):
        with store.writing() as connection:
            upsert_row(connection, DraftRow(session_id=1, name=name, text=text))

    assert store.drafts(1) == {"a": "three", "b": "two"}


def test_the_copy_of_an_agenda_has_every_key() -> None:
    """A session goes by the copy that it stores."""
    stored = agenda_to_json(an_agenda())
    phases = stored["phases"]

    assert stored.keys() == {field.name for field in fields(Agenda)}
    assert isinstance(phases, list)
    assert {key for phase in phases for key in phase} == {field.name for field in fields(AgendaPhase)}
