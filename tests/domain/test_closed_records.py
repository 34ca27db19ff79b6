"""What is copied of the records when a session is closed, and how a copy takes the place of its record."""

from dataclasses import replace

from refine_tui.domain.closed_records import ClosedRecords, as_closed, reviews_as_closed
from refine_tui.domain.records import ActionItem, ActionReview, ActionStatus, EarlierAction, Question, QuestionStatus
from tests.support import NINE

LEGAL = ActionItem(number=3, text="Ask Legal", owner="Ben", at=NINE)
SPIKE = ActionItem(number=5, text="Write the spike", at=NINE)
ZONE = Question(number=2, text="Which zone?", at=NINE)


def test_the_action_items_of_earlier_sessions_are_copied_without_their_reviews() -> None:
    closed = ClosedRecords.of(
        actions=(SPIKE,),
        questions=(ZONE,),
        earlier_actions=(EarlierAction(action=LEGAL, review=ActionReview.KEPT),),
        earlier_questions=(replace(ZONE, number=1),),
    )

    assert closed == ClosedRecords(
        actions=(SPIKE,), questions=(ZONE,), earlier_actions=(LEGAL,), earlier_questions=(replace(ZONE, number=1),)
    )


def test_a_record_reads_as_its_copy_whatever_it_has_become() -> None:
    done = replace(LEGAL, status=ActionStatus.DONE, text="Ask the bank", owner="Ana")
    answered = replace(ZONE, status=QuestionStatus.ANSWERED, answer="Berlin")

    assert as_closed((done, SPIKE), (SPIKE, LEGAL)) == (LEGAL, SPIKE)
    assert as_closed((answered,), (ZONE,)) == (ZONE,)


def test_a_record_without_a_copy_reads_as_it_is() -> None:
    assert as_closed((LEGAL, SPIKE), (LEGAL,)) == (LEGAL, SPIKE)
    assert as_closed((), (LEGAL,)) == ()


def test_the_review_of_an_earlier_action_item_stays_with_its_copy() -> None:
    later = EarlierAction(action=replace(LEGAL, status=ActionStatus.DONE), review=ActionReview.KEPT)
    other = EarlierAction(action=SPIKE)

    assert reviews_as_closed((later, other), (LEGAL,)) == (replace(later, action=LEGAL), other)
