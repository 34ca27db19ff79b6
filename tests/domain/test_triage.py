"""Triage: what each transition changes, what it refuses, and the words of its step."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from refine_tui.domain.backlog_item import ItemKind, ItemState
from refine_tui.domain.dispositions import CarryOver, Disposition, Outcome
from refine_tui.domain.errors import DomainError
from refine_tui.domain.recording import set_action_status
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import Answers, RefinementSession, SessionStatus, Transition
from refine_tui.domain.timekeeping import go_to_phase, open_item
from refine_tui.domain.transitions import bind
from refine_tui.domain.triage import (
    TRIAGE_QUESTIONS,
    TriageQuestion,
    add_items,
    answer_triage_question,
    disposition_words,
    information_action,
    next_untriaged,
    open_next,
    request_information,
    set_disposition,
    set_item_kind,
    set_reason,
    triage_question,
)
from refine_tui.domain.wrap_up import set_carry_over
from tests.support import NINE, TITLES, a_session

FRIDAY = date(2026, 12, 4)

TRANSITIONS = {
    "set_disposition": bind(set_disposition, item=1, disposition=Disposition.LATER),
    "request_information": bind(request_information, item=1, text="Which fields?"),
    "set_reason": bind(set_reason, item=1, reason="After the audit"),
    "answer_triage_question": bind(answer_triage_question, item=1, question=TriageQuestion.VALID, value=True),
    "set_item_kind": bind(set_item_kind, item=1, kind=ItemKind.BUG),
    "add_items": bind(add_items, items=(), last_item=3),
}


def in_triage(*, new: int = 3, candidates: int = 0) -> RefinementSession:
    """Return a session in its triage, with its first new item on the screen."""
    return go_to_phase(a_session(new=new, candidates=candidates), position=1, now=NINE).session


def sent(disposition: Disposition, *items: int, session: RefinementSession | None = None) -> RefinementSession:
    """Return a session in which these items have the disposition."""
    session = session or in_triage()
    for item in items:
        session = set_disposition(session, item=item, disposition=disposition, now=NINE).session
    return session


@pytest.mark.parametrize("name", TRANSITIONS)
@pytest.mark.parametrize("status", [SessionStatus.PLANNED, SessionStatus.CLOSED])
def test_a_session_that_is_not_open_is_refused(name: str, status: SessionStatus) -> None:
    transition: Transition = TRANSITIONS[name]

    with pytest.raises(DomainError, match=r"has not started yet|is closed"):
        transition(replace(in_triage(), status=status), NINE)


@pytest.mark.parametrize(
    "transition",
    [
        bind(set_disposition, item=9, disposition=Disposition.LATER),
        bind(open_next, after=9),
        bind(request_information, item=9, text="Which fields?"),
        bind(set_reason, item=9, reason="After the audit"),
        bind(answer_triage_question, item=9, question=TriageQuestion.VALID, value=True),
        bind(set_item_kind, item=9, kind=ItemKind.BUG),
        lambda session, _: information_action(session, 9),
    ],
)
def test_an_item_that_is_not_part_of_the_session_is_refused(transition: Transition) -> None:
    with pytest.raises(DomainError, match="Item #9 is not part of this session"):
        transition(in_triage(), NINE)


# --- dispositions -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("disposition", "outcome", "state", "step"),
    [
        (Disposition.DEEP_DIVE, None, ItemState.DEEP_DIVE, "PAY-11 deep dive"),
        (Disposition.NEXT_SESSION, Outcome.NEXT_SESSION, ItemState.NEXT_SESSION, "PAY-11 next session"),
        (
            Disposition.NEEDS_INFORMATION,
            Outcome.NEEDS_INFORMATION,
            ItemState.NEEDS_INFORMATION,
            "PAY-11 needs information",
        ),
        (Disposition.LATER, Outcome.LATER, ItemState.LATER, "PAY-11 later"),
        (Disposition.NOT_NOW, Outcome.NOT_NOW, ItemState.NOT_NOW, "PAY-11 not now"),
        (Disposition.ARCHIVED, Outcome.ARCHIVED, ItemState.ARCHIVED, "PAY-11 archived"),
    ],
    ids=lambda value: value.code if isinstance(value, Disposition) else "",
)
def test_a_disposition_gives_the_item_its_outcome_and_its_state_and_opens_the_next(
    disposition: Disposition, outcome: Outcome | None, state: ItemState, step: str
) -> None:
    later = NINE + timedelta(minutes=2)

    change = set_disposition(in_triage(), item=1, disposition=disposition, now=later)

    held = change.session.item(1)
    assert (held.outcome, held.item.state, held.item.triaged_at) == (outcome, state, later)
    assert change.session.open_item == 2
    assert change.session.item_focus[-1].at == later
    assert change.step == step


def test_an_item_that_was_triaged_before_keeps_its_first_moment() -> None:
    once = sent(Disposition.LATER, 1)

    twice = set_disposition(once, item=1, disposition=Disposition.ARCHIVED, now=NINE + timedelta(minutes=5)).session

    assert twice.item(1).item.triaged_at == NINE
    assert twice.item(1).outcome is Outcome.ARCHIVED


def test_a_disposition_replaces_the_reason_and_the_carry_over() -> None:
    session = set_carry_over(in_triage(), item=1, carry_over=CarryOver.PARKED, reason="No time").session

    held = set_disposition(session, item=1, disposition=Disposition.NOT_NOW, now=NINE).session.item(1)

    assert (held.reason, held.carry_over) == ("", None)


def test_staying_leaves_the_item_on_the_screen() -> None:
    change = set_disposition(in_triage(), item=1, disposition=Disposition.LATER, stay=True, now=NINE)

    assert change.session.open_item == 1


def test_candidates_line_up_behind_those_that_there_are() -> None:
    session = sent(Disposition.DEEP_DIVE, 2, 1, session=in_triage(new=2, candidates=2))

    assert [item.id for item in session.candidates] == [3, 4, 2, 1]


def test_a_candidate_that_is_sent_to_the_deep_dive_again_keeps_its_place() -> None:
    session = sent(Disposition.DEEP_DIVE, 1, 2, 1)

    assert [item.id for item in session.candidates] == [1, 2]


def test_another_disposition_takes_a_candidate_out_of_the_deep_dive() -> None:
    session = sent(Disposition.LATER, 1, session=sent(Disposition.DEEP_DIVE, 1, 2))

    assert [item.id for item in session.candidates] == [2]


def test_needs_information_adds_an_action_item_without_owner_and_date() -> None:
    session = sent(Disposition.NEEDS_INFORMATION, 1)

    (action,) = session.actions
    assert (action.label, action.text, action.item) == ("A1", f"Get information: {TITLES[0]}", 1)
    assert action.gaps == ("no owner", "no date")
    assert information_action(session, 1) == action
    assert session.item(1).information == 1


def test_needs_information_twice_adds_one_action_item() -> None:
    assert len(sent(Disposition.NEEDS_INFORMATION, 1, 1).actions) == 1


def test_needs_information_adds_another_action_item_once_the_first_is_done() -> None:
    session = sent(Disposition.NEEDS_INFORMATION, 1)
    session = set_action_status(session, number=1, status=ActionStatus.DONE).session

    assert information_action(session, 1) is None
    assert [action.label for action in sent(Disposition.NEEDS_INFORMATION, 1, session=session).actions] == ["A1", "A2"]


def test_an_item_that_nobody_asked_about_has_no_action_item() -> None:
    assert information_action(in_triage(), 1) is None


# --- the next item ----------------------------------------------------------------------------


def test_the_next_item_is_the_one_below_without_a_disposition() -> None:
    session = sent(Disposition.LATER, 2)

    assert next_untriaged(session, session.item(1)) == 3


def test_after_the_last_item_comes_the_first_without_a_disposition() -> None:
    session = sent(Disposition.LATER, 1)

    assert next_untriaged(session, session.item(3)) == 2


def test_an_item_stays_when_all_others_have_a_disposition() -> None:
    session = sent(Disposition.LATER, 1, 2, 3)

    assert next_untriaged(session, session.item(2)) == 2


def test_a_candidate_of_before_is_no_item_of_triage() -> None:
    session = in_triage(new=1, candidates=2)

    assert next_untriaged(session, session.item(1)) == 1


def test_opening_the_next_item_is_no_step() -> None:
    change = open_next(in_triage(), after=1, now=NINE)

    assert (change.session.open_item, change.step) == (2, "")


# --- information and reasons ------------------------------------------------------------------


def test_what_to_find_out_is_the_reason_of_the_item_and_the_text_of_its_action_item() -> None:
    session = sent(Disposition.NEEDS_INFORMATION, 1)

    change = request_information(session, item=1, text=" Which  fields? ", owner=" Ana ", due=FRIDAY, now=NINE)

    (action,) = change.session.actions
    assert (action.text, action.owner, action.due) == ("Which fields?", "Ana", FRIDAY)
    assert change.session.item(1).reason == "Which fields?"
    assert change.step == "PAY-11: what to find out (A1)"


def test_an_empty_text_keeps_what_was_to_be_found_out() -> None:
    session = sent(Disposition.NEEDS_INFORMATION, 1)
    session = request_information(session, item=1, text="Which fields?", now=NINE).session

    change = request_information(session, item=1, text="", owner="Ben", now=NINE)

    assert (change.session.actions[0].text, change.session.actions[0].owner) == ("Which fields?", "Ben")
    assert change.session.item(1).reason == "Which fields?"


def test_an_empty_text_at_first_keeps_the_text_of_the_action_item() -> None:
    change = request_information(sent(Disposition.NEEDS_INFORMATION, 1), item=1, text="", owner="Ben", now=NINE)

    assert change.session.actions[0].text == f"Get information: {TITLES[0]}"
    assert change.session.item(1).reason == ""


@pytest.mark.parametrize(
    ("text", "expected"), [("Which fields?", "Which fields?"), ("", f"Get information: {TITLES[0]}")]
)
def test_information_on_an_item_without_an_action_item_adds_one(text: str, expected: str) -> None:
    change = request_information(in_triage(), item=1, text=text, now=NINE)

    assert [action.text for action in change.session.actions] == [expected]
    assert information_action(change.session, 1) == change.session.actions[0]


def test_other_action_items_stay_as_they_are() -> None:
    session = sent(Disposition.NEEDS_INFORMATION, 1, 2)

    change = request_information(session, item=2, text="Which bank?", now=NINE)

    assert [action.text for action in change.session.actions] == [f"Get information: {TITLES[0]}", "Which bank?"]


def test_a_reason_is_one_clean_line_and_stands_in_the_step() -> None:
    change = set_reason(sent(Disposition.ARCHIVED, 1), item=1, reason=" a \n duplicate ")

    assert change.session.item(1).reason == "a duplicate"
    assert change.step == "PAY-11 archived: a duplicate"


def test_an_empty_reason_removes_it() -> None:
    session = set_reason(sent(Disposition.NOT_NOW, 1), item=1, reason="After the audit").session

    change = set_reason(session, item=1, reason="")

    assert change.session.item(1).reason == ""
    assert change.step == "PAY-11 not now, without a reason"


def test_an_item_without_an_outcome_is_not_triaged_in_words() -> None:
    assert disposition_words(in_triage().item(1)) == "PAY-11 not triaged, without a reason"


# --- questions and kinds ----------------------------------------------------------------------


def test_the_questions_are_asked_in_their_order() -> None:
    assert [question.words for question in TRIAGE_QUESTIONS] == ["Valid request?", "Urgent?", "Serves our goal?"]


@pytest.mark.parametrize("question", TRIAGE_QUESTIONS, ids=lambda question: question.code)
def test_a_question_is_found_by_its_code_and_has_a_field_of_its_own(question: TriageQuestion) -> None:
    answers = question.with_answer(Answers(), True)

    assert triage_question(question.code) is question
    assert [other.answer(answers) for other in TRIAGE_QUESTIONS] == [
        True if other is question else None for other in TRIAGE_QUESTIONS
    ]


def test_a_code_that_is_no_question_is_refused() -> None:
    with pytest.raises(KeyError):
        triage_question("pretty")


@pytest.mark.parametrize(
    ("question", "value", "answers", "step"),
    [
        (TriageQuestion.VALID, True, Answers(valid=True), "PAY-11: valid request yes"),
        (TriageQuestion.URGENT, False, Answers(urgent=False), "PAY-11: urgent no"),
        (TriageQuestion.ALIGNED, None, Answers(), "PAY-11: serves our goal not asked"),
    ],
    ids=["valid", "urgent", "aligned"],
)
def test_an_answer_is_stored_and_stands_in_the_step(
    question: TriageQuestion, value: bool | None, answers: Answers, step: str
) -> None:
    change = answer_triage_question(in_triage(), item=1, question=question, value=value)

    assert change.session.item(1).answers == answers
    assert change.session.item(2).answers == Answers()
    assert change.step == step


def test_none_removes_an_answer_and_leaves_the_others() -> None:
    session = in_triage()
    for question in TRIAGE_QUESTIONS:
        session = answer_triage_question(session, item=1, question=question, value=True).session

    change = answer_triage_question(session, item=1, question=TriageQuestion.URGENT, value=None)

    assert change.session.item(1).answers == Answers(valid=True, aligned=True)


@pytest.mark.parametrize(("kind", "step"), [(ItemKind.BUG, "PAY-11: bug"), (None, "PAY-11: no kind")])
def test_the_kind_of_an_item_is_set_and_stands_in_the_step(kind: ItemKind | None, step: str) -> None:
    session = set_item_kind(in_triage(), item=1, kind=ItemKind.SPIKE).session

    change = set_item_kind(session, item=1, kind=kind)

    assert change.session.item(1).item.kind is kind
    assert change.step == step


# --- adding items -----------------------------------------------------------------------------


def test_added_items_come_last_in_the_triage() -> None:
    session, others = in_triage(new=2), a_session(new=4).items

    change = add_items(session, items=tuple(held.item for held in others[2:]), last_item=4, now=NINE)

    assert [item.id for item in change.session.triage_items] == [1, 2, 3, 4]
    assert [item.position for item in change.session.items] == [1, 2, 3, 4]
    assert change.session.candidates == ()
    assert change.session.open_item == 1
    assert change.step == "2 items added"


def test_items_added_to_the_deep_dive_come_last_there_and_are_not_triaged() -> None:
    session, others = in_triage(new=1, candidates=1), a_session(new=4).items

    change = add_items(session, items=tuple(held.item for held in others[2:]), last_item=4, for_triage=False, now=NINE)

    assert [item.id for item in change.session.candidates] == [2, 3, 4]
    assert [item.id for item in change.session.triage_items] == [1]


def test_one_added_item_stands_in_the_step_by_its_key() -> None:
    item = a_session(new=4).item(4).item

    assert add_items(in_triage(), items=(item,), last_item=4, now=NINE).step == "PAY-14 added"


def test_an_item_that_the_session_has_is_refreshed_and_keeps_what_happened_to_it() -> None:
    session = sent(Disposition.NOT_NOW, 1)
    renamed = replace(session.item(1).item, title="Refunds")

    change = add_items(session, items=(renamed,), last_item=3, now=NINE)

    assert change.session.item(1) == replace(session.item(1), item=renamed)
    assert len(change.session.items) == 3
    assert change.step == "0 items added"


@pytest.mark.parametrize(("last_item", "expected"), [(7, 7), (1, 3)])
def test_the_highest_number_of_the_backlog_is_never_lowered(last_item: int, expected: int) -> None:
    assert add_items(in_triage(), items=(), last_item=last_item, now=NINE).session.numbers.item == expected


def test_an_item_on_the_screen_stays_there_when_others_are_added() -> None:
    session = open_item(in_triage(), item=2, now=NINE).session

    change = add_items(session, items=(a_session(new=4).item(4).item,), last_item=4, now=NINE)

    assert change.session.open_item == 2


def test_an_added_item_is_opened_where_somebody_goes_to_it() -> None:
    session = open_item(in_triage(), item=2, now=NINE).session
    added = a_session(new=4).item(4).item

    here = add_items(session, items=(added,), last_item=4, opens=True, now=NINE)
    elsewhere = add_items(session, items=(added,), last_item=4, for_triage=False, opens=True, now=NINE)

    assert (here.session.open_item, elsewhere.session.open_item) == (4, 2)
