"""What earlier sessions left of an item: all that is true when the session begins, and nothing of another team."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from refine_tui.domain import deep_dive, recording, timekeeping, triage, wrap_up
from refine_tui.domain.dispositions import Disposition, Outcome
from refine_tui.domain.item_past import ItemPast, PastDecision, PastEstimate, PastQuestion, PastRecord
from refine_tui.domain.records import RecordKind
from refine_tui.domain.session import Transition
from refine_tui.domain.transitions import bind
from tests.driver import Driver, StoreDriver
from tests.support import FakeClock, a_facilitator, a_setup, a_started_session

FIRST_DAY, SECOND_DAY, THIRD_DAY = date(2026, 11, 27), date(2026, 12, 4), date(2026, 12, 11)
DEEP_DIVE = 2


@pytest.fixture
def clock() -> FakeClock:
    """Nine o'clock."""
    return FakeClock()


def a_week_later(clock: FakeClock) -> None:
    clock.advance(minutes=7 * 24 * 60)


def held(desk: Driver, clock: FakeClock, *transitions: Transition, minutes: int = 4) -> None:
    """Talk about item 1 for some minutes, apply the transitions, close the session and let a week go by."""
    desk.apply(bind(timekeeping.go_to_phase, position=DEEP_DIVE))
    desk.apply(bind(timekeeping.open_item, item=1))
    clock.advance(minutes=minutes)
    for transition in transitions:
        desk.apply(transition)
    desk.close()
    desk.leave()
    a_week_later(clock)


def a_session(store: StoreDriver, clock: FakeClock) -> Driver:
    """Return a facilitator with a session that has just begun."""
    facilitator = a_facilitator(store, clock)
    facilitator.start(a_setup())
    return facilitator


def first_session(store: StoreDriver, clock: FakeClock) -> None:
    """Hold a session with something of everything on item 1."""
    held(
        a_started_session(store, clock, new=0, candidates=2),
        clock,
        bind(recording.add_decision, text="Wallets come after cards", because="few have one", item=1),
        bind(recording.add_decision, text="On another item", item=2),
        bind(recording.add_decision, text="On no item"),
        bind(recording.add_note, text="QA wants a fixture", item=1),
        bind(recording.add_question, text="Which currency?", owner="Ben", item=1),
        bind(recording.add_question, text="Which ports?", owner="Marta", item=1),
        bind(recording.add_question, text="Which banks?", item=1),
        bind(recording.answer_question, number=3, answer="All"),
        bind(deep_dive.set_estimate, item=1, value="8"),
        bind(deep_dive.mark_not_ready, item=1, reason="too big"),
    )


def second_session(store: StoreDriver, clock: FakeClock) -> None:
    """Hold the next one, which answers a question of the first."""
    held(
        a_session(store, clock),
        clock,
        bind(recording.answer_question, number=1, answer="only in EUR"),
        bind(recording.add_decision, text="Refunds wait", item=1),
        bind(deep_dive.set_estimate, item=1, value="5"),
        bind(deep_dive.mark_not_ready, item=1, reason="still too big"),
        minutes=23,
    )


PAST = ItemPast(
    open_questions=(PastQuestion(label="Q2", text="Which ports?", day=FIRST_DAY, owner="Marta"),),
    answered_questions=(
        PastQuestion(
            label="Q1",
            text="Which currency?",
            day=FIRST_DAY,
            owner="Ben",
            answer="only in EUR",
            answered_on=SECOND_DAY,
        ),
        PastQuestion(label="Q3", text="Which banks?", day=FIRST_DAY, answer="All", answered_on=FIRST_DAY),
    ),
    decisions=(
        PastDecision(label="D1", text="Wallets come after cards", day=FIRST_DAY, because="few have one"),
        PastDecision(label="D4", text="Refunds wait", day=SECOND_DAY),
    ),
    notes=(PastRecord(label="N1", text="QA wants a fixture", day=FIRST_DAY),),
    sessions=2,
    seconds=27 * 60,
    estimates=(PastEstimate(value="8", day=FIRST_DAY), PastEstimate(value="5", day=SECOND_DAY)),
    last_outcome=Outcome.NOT_READY,
    last_day=SECOND_DAY,
)


def test_the_past_of_an_item_is_what_all_sessions_before_left_of_it(store: StoreDriver, clock: FakeClock) -> None:
    first_session(store, clock)
    second_session(store, clock)
    desk = a_session(store, clock)

    assert desk.item_past()[1] == PAST
    assert [decision.label for decision in desk.item_past()[2].decisions] == ["D2"]
    assert (desk.item_past()[2].sessions, desk.item_past()[2].last_day) == (0, None)


def test_what_the_session_itself_does_is_no_past(store: StoreDriver, clock: FakeClock) -> None:
    """A question that it answers is no longer open; it stays among the questions that the session shows."""
    first_session(store, clock)
    second_session(store, clock)
    desk = a_session(store, clock)
    for transition in (
        bind(timekeeping.go_to_phase, position=DEEP_DIVE),
        bind(timekeeping.open_item, item=1),
        bind(recording.add_decision, text="Today", item=1),
        bind(recording.add_question, text="Today?", item=1),
        bind(recording.add_note, text="Today", item=1),
        bind(deep_dive.set_estimate, item=1, value="3"),
    ):
        desk.apply(transition)
    assert desk.item_past()[1] == PAST
    desk.apply(bind(recording.answer_question, number=2, answer="The small ones"))

    assert desk.item_past()[1] == replace(PAST, open_questions=())
    assert [question.label for question in desk.session.questions_on(1)] == ["Q2", "Q4"]
    desk.undo()
    assert desk.item_past()[1] == PAST


def test_what_was_removed_or_undone_is_no_past(store: StoreDriver, clock: FakeClock) -> None:
    desk = a_started_session(store, clock, new=0, candidates=1)
    for transition in (
        bind(recording.add_note, text="Removed", item=1),
        bind(recording.remove_record, kind=RecordKind.NOTE, number=1),
        bind(recording.add_question, text="Answered?", item=1),
        bind(recording.answer_question, number=1, answer="Undone"),
    ):
        desk.apply(transition)
    desk.undo()
    desk.apply(bind(recording.add_decision, text="Undone", item=1))
    desk.apply(bind(deep_dive.set_estimate, item=1, value="5"))
    desk.undo()
    desk.undo()
    held(desk, clock)

    assert a_session(store, clock).item_past()[1] == ItemPast(
        open_questions=(PastQuestion(label="Q1", text="Answered?", day=FIRST_DAY),),
        sessions=1,
        seconds=240,
        last_outcome=Outcome.NOT_REACHED,
        last_day=FIRST_DAY,
    )


def test_a_session_that_is_opened_again_has_no_past_that_came_after_it(store: StoreDriver, clock: FakeClock) -> None:
    """As when it was held; only an answer that its own question got since is known."""
    first_session(store, clock)
    desk = a_session(store, clock)
    before = desk.item_past()[1]
    desk.close()
    desk.leave()
    a_week_later(clock)
    held(a_session(store, clock), clock, bind(recording.add_decision, text="Later", item=1))
    desk.resume(2)
    desk.reopen()

    assert before.sessions == 1
    assert desk.item_past()[1] == before
    desk.leave()
    first = a_facilitator(store, clock)
    first.resume(1)
    first.reopen()
    assert first.item_past() == {}


def test_the_items_and_records_of_another_team_are_not_its_past(store: StoreDriver, clock: FakeClock) -> None:
    """Both teams count their items and records from 1."""
    first_session(store, clock)
    other = a_started_session(store, clock, new=0, candidates=1, team="Search")

    assert other.session.items[0].id == 1
    assert other.item_past() == {}


def test_a_session_that_came_to_no_item_or_is_not_closed_counts_no_minutes(
    store: StoreDriver, clock: FakeClock
) -> None:
    """What it recorded is known all the same."""
    desk = a_started_session(store, clock, new=2)
    desk.apply(bind(triage.set_disposition, item=1, disposition=Disposition.LATER))
    desk.close()
    desk.leave()
    a_week_later(clock)
    running = a_session(store, clock)
    running.apply(bind(timekeeping.open_item, item=2))
    running.apply(bind(recording.add_note, text="Not closed", item=2))
    running.apply(bind(deep_dive.mark_not_ready, item=2, reason="too big"))
    running.leave()
    a_week_later(clock)

    noted = PastRecord(label="N1", text="Not closed", day=SECOND_DAY)
    assert a_session(store, clock).item_past() == {2: ItemPast(notes=(noted,))}


def test_a_day_is_that_of_the_session_in_its_own_zone(store: StoreDriver) -> None:
    """Half past eleven in the evening in UTC is the next day in Berlin, where the session is held."""
    clock = FakeClock()
    clock.advance(minutes=14 * 60 + 30)
    held(a_started_session(store, clock, new=0, candidates=1), clock, bind(recording.add_note, text="Late", item=1))
    past = a_session(store, clock).item_past()[1]

    assert (past.notes[0].day, past.last_day) == (FIRST_DAY + timedelta(days=1),) * 2


def test_sessions_that_start_at_the_same_moment_come_in_the_order_of_their_numbers(
    store: StoreDriver, clock: FakeClock
) -> None:
    """Each is before the next one; of the same moment the later one has the last word."""
    desks = [a_started_session(store, clock, new=0, candidates=1), *(a_session(store, clock) for _ in range(2))]
    outcomes = (bind(deep_dive.mark_ready, item=1), bind(deep_dive.mark_not_ready, item=1, reason="too big"))
    for desk, outcome in zip(desks, outcomes, strict=False):
        desk.apply(outcome)
        desk.close()
        desk.leave()

    assert store.item_past(store.load(1)) == {}
    assert store.item_past(store.load(2))[1].last_outcome is Outcome.READY
    past = desks[2].item_past()[1]
    assert (past.sessions, past.last_outcome) == (2, Outcome.NOT_READY)


def test_a_planned_session_has_no_past_yet(store: StoreDriver, clock: FakeClock) -> None:
    desk = a_started_session(store, clock, new=0, candidates=1)
    desk.apply(bind(recording.add_note, text="A remark", item=1))
    desk.apply(bind(wrap_up.set_next_session, at=clock.now() + timedelta(days=7)))
    desk.close()

    planned = replace(store.load(2), items=desk.session.items)
    assert planned.started_at is None
    assert store.item_past(planned) == {}


def test_the_past_of_all_items_is_read_in_three_statements(store: StoreDriver, clock: FakeClock) -> None:
    """However many items there are; the sums come from an index, without reading the items' texts."""
    first_session(store, clock)
    desk = a_session(store, clock)
    statements: list[str] = []
    with store.read() as work:
        connection = work._connection
        sa.event.listen(
            connection, "before_cursor_execute", lambda *event: statements.append(connection_plan(connection, event))
        )
        work.queries.item_past(desk.session)

    assert len(statements) == 3
    assert "COVERING INDEX ix_session_item_past" in statements[0]


def connection_plan(connection: sa.Connection, event: tuple[object, ...]) -> str:
    """Return how SQLite carries out the statement of an event."""
    cursor = connection.connection.cursor()
    cursor.execute(f"EXPLAIN QUERY PLAN {event[2]}", event[3])  # type: ignore[arg-type]
    return "\n".join(str(row[3]) for row in cursor.fetchall())
