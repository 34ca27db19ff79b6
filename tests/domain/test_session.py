"""The session as one value, and what can be read from it."""

from dataclasses import FrozenInstanceError, replace
from datetime import timedelta

import pytest

from refine_tui.domain.clock_reading import read_clock
from refine_tui.domain.dispositions import CarryOver, Disposition, Outcome
from refine_tui.domain.errors import DomainError
from refine_tui.domain.recording import add_action, add_question, answer_question, set_action_status
from refine_tui.domain.records import ActionStatus, Question
from refine_tui.domain.session import Phase, SessionItem, SessionStatus, zone_of
from refine_tui.domain.timekeeping import go_to_phase, open_item, pause
from refine_tui.domain.transitions import bind
from refine_tui.domain.triage import set_disposition
from refine_tui.domain.wrap_up import set_carry_over
from tests.support import NINE, a_session, an_agenda

SESSION = a_session(new=2, candidates=2)
"""PAY-11 and PAY-12 (items 1 and 2) are for triage, PAY-13 and PAY-14 (items 3 and 4) are the candidates."""


def ids(items: tuple[SessionItem, ...]) -> list[int]:
    """Return the numbers of items."""
    return [item.id for item in items]


def test_a_session_is_never_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        SESSION.goal = "Another one"  # type: ignore[misc]


def test_an_item_is_found_by_its_number() -> None:
    assert SESSION.item(2).label == "PAY-12"
    assert SESSION.find(2) == SESSION.item(2)


@pytest.mark.parametrize("number", [None, 0, 99])
def test_an_item_that_is_not_in_the_session_is_not_found(number: int | None) -> None:
    assert SESSION.find(number) is None
    assert SESSION.label_of(number) == ""


def test_asking_for_an_item_that_is_not_in_the_session_is_refused() -> None:
    with pytest.raises(DomainError, match="99"):
        SESSION.item(99)


def test_the_label_of_an_item_is_its_key_or_its_number() -> None:
    item = SESSION.item(1)
    without_key = replace(item, item=replace(item.item, key=""))

    assert SESSION.label_of(1) == "PAY-11"
    assert SESSION.with_item(without_key).label_of(1) == "#1"


def test_replacing_an_item_leaves_the_others_in_their_places() -> None:
    changed = SESSION.with_item(replace(SESSION.item(2), reason="Too large"))

    assert [item.reason for item in changed.items] == ["", "Too large", "", ""]
    assert ids(changed.items) == ids(SESSION.items)


def test_the_items_of_the_triage_and_of_the_deep_dive_are_told_apart() -> None:
    assert ids(SESSION.triage_items) == [1, 2]
    assert ids(SESSION.candidates) == [3, 4]


def test_candidates_stand_in_the_order_of_the_deep_dive() -> None:
    swapped = SESSION.with_item(replace(SESSION.item(3), deep_dive=9))

    assert ids(swapped.candidates) == [4, 3]


def test_an_item_is_untriaged_until_triage_sends_it_somewhere() -> None:
    later = bind(set_disposition, item=1, disposition=Disposition.LATER)(SESSION, NINE).session
    deep = bind(set_disposition, item=2, disposition=Disposition.DEEP_DIVE)(later, NINE).session

    assert ids(SESSION.untriaged) == [1, 2]
    assert ids(later.untriaged) == [2]
    assert ids(deep.untriaged) == []
    assert deep.item(2).triaged


def test_an_item_is_undecided_without_an_outcome_and_when_it_was_not_reached() -> None:
    later = bind(set_disposition, item=1, disposition=Disposition.LATER)(SESSION, NINE).session
    unreached = later.with_item(replace(later.item(3), outcome=Outcome.NOT_REACHED))

    assert ids(unreached.undecided) == [2, 3, 4]
    assert ids(unreached.with_outcome(Outcome.LATER)) == [1]
    assert ids(unreached.with_outcome(Outcome.NOT_REACHED, Outcome.LATER)) == [1, 3]


def test_an_undecided_item_counts_as_settled_once_it_is_carried_parked_or_dropped() -> None:
    parked = set_carry_over(SESSION, item=4, carry_over=CarryOver.PARKED, reason="No time").session

    assert ids(SESSION.without_carry_over) == [1, 2, 3, 4]
    assert ids(parked.without_carry_over) == [1, 2, 3]


def test_questions_are_listed_by_item_and_by_whether_they_are_open() -> None:
    asked = add_question(SESSION, text="Which zone?", item=3, now=NINE).session
    asked = add_question(asked, text="Who pays?", now=NINE).session
    answered = answer_question(asked, number=1, answer="UTC").session

    assert [question.label for question in answered.questions_on(3)] == ["Q1"]
    assert [question.label for question in asked.open_questions] == ["Q1", "Q2"]
    assert [question.label for question in answered.open_questions] == ["Q2"]


def test_the_questions_on_an_item_are_also_those_that_earlier_sessions_left_open() -> None:
    before = tuple(
        Question(number=number, text="Which ports?", item=item, at=NINE) for number, item in ((5, 3), (4, 2), (2, 3))
    )
    session = replace(SESSION, earlier_questions=before, numbers=replace(SESSION.numbers, question=5))
    session = add_question(session, text="Which zone?", item=3, now=NINE).session

    assert [question.label for question in session.questions_on(3)] == ["Q2", "Q5", "Q6"]
    assert [question.label for question in session.questions_on(2)] == ["Q4"]
    assert [question.label for question in session.all_questions] == ["Q5", "Q4", "Q2", "Q6"]
    assert [question.label for question in session.open_questions] == ["Q6"]


def test_an_open_action_item_without_owner_or_date_has_a_gap() -> None:
    session = add_action(SESSION, text="Ask Legal", owner="Ben", due=NINE.date(), now=NINE).session
    session = add_action(session, text="Ask the bank", owner="Ana", now=NINE).session
    session = add_action(session, text="Buy cake", now=NINE).session
    dropped = set_action_status(session, number=3, status=ActionStatus.DROPPED).session

    assert [action.label for action in session.actions_with_gaps] == ["A2", "A3"]
    assert [action.label for action in dropped.actions_with_gaps] == ["A2"]


def test_the_current_phase_is_the_one_that_the_session_went_to() -> None:
    triage = go_to_phase(SESSION, position=1, now=NINE).session

    assert (SESSION.current_phase.title, triage.current_phase.title) == ("Kick-off", "Triage")


def test_a_session_runs_while_its_clock_does_and_it_is_not_closed() -> None:
    paused = pause(SESSION, now=NINE).session

    assert SESSION.is_running
    assert not paused.is_running
    assert paused.open_span is None
    assert not replace(SESSION, status=SessionStatus.CLOSED).is_running


def test_the_budget_of_a_phase_counts_what_was_added_to_it() -> None:
    kind = an_agenda().phases[0].kind
    phase = Phase(position=0, kind=kind, title="Kick-off", planned_minutes=5, extended_minutes=-2)

    assert phase.budget_minutes == 3


def test_the_elapsed_time_of_a_phase_has_the_spans_of_that_phase_alone() -> None:
    moved = go_to_phase(SESSION, position=1, now=NINE + timedelta(minutes=4)).session

    phases = read_clock(moved, NINE + timedelta(minutes=10)).phases

    assert [phase.elapsed for phase in phases[:3]] == [timedelta(minutes=4), timedelta(minutes=6), timedelta()]


def test_the_time_on_an_item_is_that_with_it_on_the_screen_while_the_clock_runs() -> None:
    session = open_item(SESSION, item=1, now=NINE).session
    session = open_item(session, item=2, now=NINE + timedelta(minutes=3)).session
    session = pause(session, now=NINE + timedelta(minutes=5)).session

    times = session.item_times(NINE + timedelta(minutes=60))

    assert times == {1: timedelta(minutes=3), 2: timedelta(minutes=2)}


def test_times_are_shown_in_the_zone_of_the_session() -> None:
    assert SESSION.local(NINE).isoformat() == "2026-11-27T10:00:00+01:00"


@pytest.mark.parametrize("name", ["Middle-earth/Shire", "", "../etc/passwd"])
def test_a_zone_that_this_machine_does_not_know_counts_as_utc(name: str) -> None:
    assert zone_of(name).key == "UTC"


def test_moving_about_and_numbers_do_not_make_two_sessions_differ() -> None:
    elsewhere = replace(SESSION, open_item=2, revision=7, numbers=replace(SESSION.numbers, action=9))

    assert elsewhere == SESSION
