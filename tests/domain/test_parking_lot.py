"""Parked topics of this session and of earlier ones are discussed or opened again."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from refine_tui.domain.errors import DomainError
from refine_tui.domain.parking_lot import close_parked_topic, find_parked_topic, reopen_parked_topic
from refine_tui.domain.recording import add_parked_topic, edit_record
from refine_tui.domain.records import ParkedStatus, ParkedTopic, RecordDraft, RecordKind
from refine_tui.domain.session import Change, Numbers, RefinementSession, SessionStatus
from tests.support import NINE, a_session

EARLIER = (ParkedTopic(number=1, text="Vouchers", at=NINE), ParkedTopic(number=3, text="Ledger", item=1, at=NINE))


def session() -> RefinementSession:
    """Return a session with P1 and P3 from before, and P4 of its own."""
    begun = replace(a_session(), earlier_parked=EARLIER, numbers=Numbers(parked=3))
    return add_parked_topic(begun, text="Coffee", now=NINE).session


def test_a_topic_is_open_until_a_session_has_discussed_it() -> None:
    assert EARLIER[0].status is ParkedStatus.OPEN
    assert replace(EARLIER[0], discussed_in=7).status is ParkedStatus.DISCUSSED


def test_an_earlier_topic_is_discussed_in_this_session() -> None:
    change = close_parked_topic(session(), number=3)

    assert change.session.earlier_parked == (EARLIER[0], replace(EARLIER[1], discussed_in=1))
    assert change.step == "P3 discussed"
    assert replace(change.session, earlier_parked=EARLIER) == session()


def test_a_topic_of_this_session_is_discussed_too_and_can_still_be_edited() -> None:
    change = close_parked_topic(session(), number=4)
    edited = edit_record(change.session, kind=RecordKind.PARKED, number=4, draft=RecordDraft(text="Tea")).session

    assert [topic.status for topic in edited.parked] == [ParkedStatus.DISCUSSED]
    assert edited.earlier_parked == EARLIER


@pytest.mark.parametrize("number", [1, 4])
def test_a_discussed_topic_can_be_opened_again(number: int) -> None:
    change = reopen_parked_topic(close_parked_topic(session(), number=number).session, number=number)

    assert change.session == session()
    assert change.step == f"P{number} open again"


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (
            lambda each: close_parked_topic(each, number=2),
            "There is no parked topic P2 in this session or from before.",
        ),
        (
            lambda each: reopen_parked_topic(each, number=9),
            "There is no parked topic P9 in this session or from before.",
        ),
        (lambda each: find_parked_topic(each, 0), "There is no parked topic P0 in this session or from before."),
        (lambda each: reopen_parked_topic(each, number=1), "P1 is open already."),
        (
            lambda each: close_parked_topic(close_parked_topic(each, number=1).session, number=1),
            "P1 is discussed already.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(step: Callable[[RefinementSession], Change], sentence: str) -> None:
    with pytest.raises(DomainError) as refused:
        step(session())

    assert refused.value.message == sentence


@pytest.mark.parametrize("status", [SessionStatus.CLOSED, SessionStatus.PLANNED])
@pytest.mark.parametrize("step", [close_parked_topic, reopen_parked_topic])
def test_only_an_open_session_discusses_a_topic(step: Callable[..., Change], status: SessionStatus) -> None:
    with pytest.raises(DomainError, match="The session"):
        step(replace(session(), status=status), number=1)
