"""Items that needed information and come back once their action item is done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from refine_tui.domain.backlog_item import BacklogItem, ItemState
from refine_tui.domain.carried_over import edit_earlier_action, review_earlier_action
from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.recording import add_action, add_note
from refine_tui.domain.records import ActionItem, ActionReview, EarlierAction
from refine_tui.domain.returning_items import items_to_return, with_returned_items, without_returned_item
from refine_tui.domain.session import Change, RefinementSession
from refine_tui.domain.timekeeping import go_to_phase, next_phase, open_item, pause
from refine_tui.domain.triage import TriageQuestion, answer_triage_question, set_disposition
from refine_tui.domain.wrap_up import close
from tests.support import NINE, a_session

LATER = NINE + timedelta(minutes=3)
WAITING = BacklogItem(
    id=8, title="Codes", key="PAY-8", state=ItemState.NEEDS_INFORMATION, first_seen_at=NINE, triaged_at=NINE
)
READY = BacklogItem(id=9, title="Fonts", state=ItemState.READY, first_seen_at=NINE, triaged_at=NINE)


def begun() -> RefinementSession:
    """Return a session with items 1 and 2; A1 from before is about PAY-8, A2 about #9, A3 about item 1."""
    actions = tuple(
        EarlierAction(action=ActionItem(number=number, text="Ask", item=item, at=NINE))
        for number, item in ((1, 8), (2, 9), (3, 1), (4, None))
    )
    return replace(a_session(new=2), earlier_actions=actions)


def reviewed(session: RefinementSession, review: ActionReview = ActionReview.DONE, number: int = 1) -> Change:
    return review_earlier_action(session, number=number, review=review)


def returned(session: RefinementSession) -> Change:
    """Return the change that reviews A1 as done, with the items that come back."""
    change = reviewed(session)
    assert items_to_return(session, change.session) == {8}
    return with_returned_items(change, (WAITING,), now=LATER)


def test_a_done_action_item_brings_back_the_item_that_waits_for_it() -> None:
    change = returned(begun())

    assert [(item.id, item.for_triage, item.triaged) for item in change.session.untriaged] == [
        (1, True, False), (2, True, False), (8, True, False),
    ]  # fmt: skip
    assert change.session.item(8).item == WAITING
    assert change.step == "A1 done · PAY-8 is back in the triage"


@pytest.mark.parametrize("review", [ActionReview.DONE, ActionReview.DROPPED])
def test_a_dropped_action_item_counts_as_a_done_one(review: ActionReview) -> None:
    assert items_to_return(begun(), reviewed(begun(), review).session) == {8}


def test_an_action_item_that_stays_open_brings_nothing_back() -> None:
    assert items_to_return(begun(), reviewed(begun(), ActionReview.KEPT).session) == frozenset()


@pytest.mark.parametrize("number", [3, 4])
def test_an_action_item_about_an_item_of_the_session_or_about_none_brings_nothing_back(number: int) -> None:
    assert items_to_return(begun(), reviewed(begun(), number=number).session) == frozenset()


def test_an_item_waits_for_every_action_item_about_it() -> None:
    session = add_action(begun(), text="Ask again", item=8, now=NINE).session

    assert items_to_return(session, reviewed(session).session) == frozenset()
    moved = begun().earlier_actions[1]
    both = replace(
        begun(), earlier_actions=(begun().earlier_actions[0], replace(moved, action=replace(moved.action, item=8)))
    )
    assert items_to_return(both, reviewed(both).session) == frozenset()


def test_only_an_item_that_needed_information_comes_back() -> None:
    change = reviewed(begun(), number=2)

    assert items_to_return(begun(), change.session) == {9}
    assert with_returned_items(change, (READY, replace(WAITING, id=7, done=True)), now=LATER) is change


def test_several_items_come_back_at_once() -> None:
    other = replace(WAITING, id=9, key="PAY-9")

    change = with_returned_items(reviewed(begun()), (WAITING, other), now=LATER)

    assert [item.id for item in change.session.items] == [1, 2, 8, 9]
    assert change.step == "A1 done · 2 items are back in the triage"


def test_an_action_item_that_was_done_elsewhere_counts_when_the_triage_begins() -> None:
    done = reviewed(begun()).session
    triage = next_phase(done, now=LATER).session

    assert items_to_return(done, pause(done, now=LATER).session) == frozenset()
    assert items_to_return(done, triage) == {8}


def test_after_the_triage_nothing_comes_back() -> None:
    late = go_to_phase(begun(), position=2, now=LATER).session

    assert items_to_return(late, reviewed(late).session) == frozenset()
    during = next_phase(begun(), now=LATER).session
    assert items_to_return(during, reviewed(during).session) == {8}


def test_closing_brings_nothing_back() -> None:
    done = reviewed(begun()).session

    assert items_to_return(begun(), close(done, now=LATER).session) == frozenset()


def test_an_untouched_item_leaves_the_triage_when_its_action_item_is_open_again() -> None:
    kept = reviewed(returned(begun()).session, ActionReview.KEPT).session

    assert [item.id for item in kept.items] == [1, 2]


@pytest.mark.parametrize("review", [ActionReview.DONE, ActionReview.DROPPED])
def test_it_stays_while_the_action_item_is_closed_one_way_or_the_other(review: ActionReview) -> None:
    assert reviewed(returned(begun()).session, review).session.find(8) is not None


def test_an_item_that_was_added_otherwise_stays_when_its_action_item_stays_open() -> None:
    session = returned(begun()).session
    still_open = replace(session, earlier_actions=begun().earlier_actions)

    assert reviewed(still_open, ActionReview.KEPT).session.find(8) is not None


def test_an_item_that_the_group_has_touched_stays() -> None:
    session = returned(begun()).session
    touched = (
        set_disposition(session, item=8, disposition=Disposition.LATER, now=LATER),
        set_disposition(session, item=8, disposition=Disposition.DEEP_DIVE, now=LATER),
        answer_triage_question(session, item=8, question=TriageQuestion.VALID, value=True),
        add_note(session, text="Seen", item=8, now=LATER),
        open_item(session, item=8, now=LATER),
    )

    assert all(without_returned_item(change.session, 8) is change.session for change in touched)
    assert without_returned_item(session, 1) is session
    assert without_returned_item(session, None) is session


def test_an_edit_of_an_action_item_brings_nothing_back() -> None:
    edited = edit_earlier_action(begun(), number=1, text="Ask Legal", owner="", due=None).session

    assert items_to_return(begun(), edited) == frozenset()
