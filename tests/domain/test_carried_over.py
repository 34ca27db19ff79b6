"""Action items and questions of earlier sessions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from refine_tui.domain.carried_over import (
    edit_earlier_action,
    find_earlier_action,
    in_order_of_due,
    review_earlier_action,
)
from refine_tui.domain.errors import DomainError
from refine_tui.domain.recording import answer_question
from refine_tui.domain.records import ActionItem, ActionReview, ActionStatus, EarlierAction, Question, QuestionStatus
from refine_tui.domain.session import Change, RefinementSession, SessionStatus
from tests.support import NINE, a_session

DUE = date(2026, 12, 1)
LEGAL = ActionItem(number=3, text="Ask Legal", owner="Ben", due=DUE, item=1, at=NINE)
SPIKE = ActionItem(number=5, text="Write the spike", at=NINE)
ZONE = Question(number=2, text="Which zone?", owner="Ana", item=1, at=NINE)
RATES = Question(number=4, text="Which rates?", at=NINE)
SESSION = replace(
    a_session(),
    earlier_actions=(EarlierAction(action=LEGAL), EarlierAction(action=SPIKE)),
    earlier_questions=(ZONE, RATES),
)

EVERY_TRANSITION: tuple[Callable[[RefinementSession], Change], ...] = (
    partial(review_earlier_action, number=3, review=ActionReview.DONE),
    partial(edit_earlier_action, number=3, text="Ask", owner="", due=None),
    partial(answer_question, number=2, answer="Berlin"),
)


@pytest.mark.parametrize("transition", EVERY_TRANSITION)
@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (SessionStatus.CLOSED, "The session is closed. Open it again to change it."),
        (SessionStatus.PLANNED, "The session has not started yet."),
    ],
)
def test_only_an_open_session_changes_what_earlier_sessions_left(
    transition: Callable[[RefinementSession], Change], status: SessionStatus, sentence: str
) -> None:
    with pytest.raises(DomainError) as refused:
        transition(replace(SESSION, status=status))

    assert refused.value.message == sentence


@pytest.mark.parametrize(
    ("review", "status", "step"),
    [
        (ActionReview.DONE, ActionStatus.DONE, "A3 done"),
        (ActionReview.KEPT, ActionStatus.OPEN, "A3 kept"),
        (ActionReview.DROPPED, ActionStatus.DROPPED, "A3 dropped"),
        (None, ActionStatus.OPEN, "A3 not looked at"),
    ],
)
def test_a_review_sets_the_status_of_the_action_item(
    review: ActionReview | None, status: ActionStatus, step: str
) -> None:
    change = review_earlier_action(SESSION, number=3, review=review)

    assert find_earlier_action(change.session, 3) == EarlierAction(action=replace(LEGAL, status=status), review=review)
    assert change.step == step


def test_a_review_changes_one_action_item_only() -> None:
    reviewed = review_earlier_action(SESSION, number=3, review=ActionReview.DONE).session

    assert [earlier.number for earlier in reviewed.earlier_actions] == [3, 5]
    assert reviewed.earlier_actions[1] == EarlierAction(action=SPIKE)
    assert replace(reviewed, earlier_actions=SESSION.earlier_actions) == SESSION


@pytest.mark.parametrize("first", ActionReview)
@pytest.mark.parametrize("second", [*ActionReview, None])
def test_the_last_review_counts(first: ActionReview, second: ActionReview | None) -> None:
    once = review_earlier_action(SESSION, number=3, review=first).session
    twice = review_earlier_action(once, number=3, review=second).session

    assert twice == review_earlier_action(SESSION, number=3, review=second).session


def test_an_edited_action_item_has_another_text_owner_and_due_date() -> None:
    change = edit_earlier_action(SESSION, number=3, text=" Ask\nFinance ", owner=" Ana  Lopez ", due=None)

    edited = find_earlier_action(change.session, 3).action
    assert edited == replace(LEGAL, text="Ask Finance", owner="Ana Lopez", due=None)
    assert change.step == "A3 edited"


def test_overdue_action_items_are_first_and_those_without_a_date_last() -> None:
    soon, late = replace(LEGAL, number=7, due=date(2026, 11, 30)), replace(LEGAL, number=8, due=date(2026, 12, 9))
    actions = tuple(EarlierAction(action=action) for action in (SPIKE, late, LEGAL, soon))

    assert [earlier.number for earlier in in_order_of_due(actions)] == [7, 3, 8, 5]


def test_an_edited_date_changes_the_order() -> None:
    edited = edit_earlier_action(SESSION, number=5, text="Spike", owner="", due=date(2026, 11, 30)).session

    assert [earlier.number for earlier in edited.earlier_actions] == [5, 3]


def test_an_edit_keeps_the_review_and_the_other_action_items() -> None:
    reviewed = review_earlier_action(SESSION, number=3, review=ActionReview.DONE).session
    edited = edit_earlier_action(reviewed, number=3, text="Ask", owner="", due=DUE).session

    assert edited.earlier_actions[0].review is ActionReview.DONE
    assert edited.earlier_actions[0].action.status is ActionStatus.DONE
    assert edited.earlier_actions[1] == EarlierAction(action=SPIKE)
    assert replace(edited, earlier_actions=SESSION.earlier_actions) == SESSION


@pytest.mark.parametrize("text", ["", "  \n", "\x1b[31m"])
def test_an_action_item_needs_a_text(text: str) -> None:
    with pytest.raises(DomainError) as refused:
        edit_earlier_action(SESSION, number=3, text=text, owner="Ana", due=None)

    assert refused.value.message == "Type the action item first, then press enter."


@pytest.mark.parametrize("number", [0, 4, -3])
def test_an_action_item_that_was_not_open_at_the_start_is_refused(number: int) -> None:
    refusals: list[Callable[[], object]] = [
        lambda: review_earlier_action(SESSION, number=number, review=None),
        lambda: edit_earlier_action(SESSION, number=number, text="Ask", owner="", due=None),
        lambda: find_earlier_action(SESSION, number),
    ]
    for refused_call in refusals:
        with pytest.raises(DomainError) as refused:
            refused_call()
        assert refused.value.message == f"There is no open action item A{number} from before."


def test_an_action_item_of_this_session_is_not_an_earlier_one() -> None:
    with pytest.raises(DomainError, match="There is no open action item A9 from before"):
        find_earlier_action(replace(SESSION, actions=(replace(SPIKE, number=9),)), 9)


def test_an_answer_closes_the_question_and_leaves_the_others_open() -> None:
    change = answer_question(SESSION, number=2, answer=" Berlin\ntime ")

    answered = replace(ZONE, answer="Berlin time", status=QuestionStatus.ANSWERED)
    assert change.session == replace(SESSION, earlier_questions=(answered, RATES))
    assert change.step == "Q2 answered"


@pytest.mark.parametrize("answer", ["", " \t"])
def test_an_empty_answer_opens_the_question_again(answer: str) -> None:
    answered = answer_question(SESSION, number=2, answer="Berlin").session
    change = answer_question(answered, number=2, answer=answer)

    assert change.session == SESSION
    assert change.step == "Q2 open again"


def test_another_answer_replaces_the_first() -> None:
    answered = answer_question(SESSION, number=2, answer="Berlin").session

    assert answer_question(answered, number=2, answer="Paris").session.earlier_questions[0].answer == "Paris"


@pytest.mark.parametrize("number", [0, 3, 5])
def test_a_question_that_was_not_open_at_the_start_is_refused(number: int) -> None:
    with pytest.raises(DomainError) as refused:
        answer_question(SESSION, number=number, answer="Berlin")

    assert refused.value.message == f"There is no question Q{number} in this session."
