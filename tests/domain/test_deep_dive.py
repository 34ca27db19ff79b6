"""Why, outcome, criteria, estimate, readiness and order of the candidates."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from refine_tui.domain.backlog_item import ItemState
from refine_tui.domain.deep_dive import (
    StoryField,
    add_criterion,
    edit_criterion,
    mark_not_ready,
    mark_ready,
    move_candidate,
    remove_criterion,
    scale_value,
    set_estimate,
    set_story_field,
)
from refine_tui.domain.dispositions import CarryOver, Outcome
from refine_tui.domain.errors import DomainError
from refine_tui.domain.session import Change, RefinementSession, SessionStatus
from tests.support import NINE, a_session

SESSION = a_session(new=1, candidates=3)
"""PAY-11 is for triage; PAY-12, PAY-13 and PAY-14 (items 2 to 4) are the candidates."""
LATER = NINE + timedelta(minutes=30)

EVERY_TRANSITION: tuple[Callable[..., Change], ...] = (
    partial(set_story_field, field=StoryField.WHY, text="Fewer calls"),
    partial(add_criterion, text="Refunds a part"),
    partial(edit_criterion, index=0, text="Refunds a part"),
    partial(remove_criterion, index=0),
    partial(set_estimate, value="5"),
    partial(mark_ready, now=LATER),
    partial(mark_not_ready, reason="No data", now=LATER),
    partial(move_candidate, by=1),
)


def with_criteria(*criteria: str) -> RefinementSession:
    """Return the session with acceptance criteria on PAY-12."""
    session = SESSION
    for criterion in criteria:
        session = add_criterion(session, item=2, text=criterion).session
    return session


def criteria_of(change: Change) -> tuple[str, ...]:
    """Return the acceptance criteria of PAY-12."""
    return change.session.item(2).item.acceptance_criteria


def order_of(session: RefinementSession) -> list[tuple[str, int | None]]:
    """Return the candidates in order, each with its place."""
    return [(item.label, item.deep_dive) for item in session.candidates]


@pytest.mark.parametrize("transition", EVERY_TRANSITION)
@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (SessionStatus.CLOSED, "The session is closed. Open it again to change it."),
        (SessionStatus.PLANNED, "The session has not started yet."),
    ],
)
def test_only_an_open_session_can_be_changed(
    transition: Callable[..., Change], status: SessionStatus, sentence: str
) -> None:
    with pytest.raises(DomainError) as refused:
        transition(replace(SESSION, status=status), item=2)

    assert refused.value.message == sentence


@pytest.mark.parametrize("transition", EVERY_TRANSITION)
def test_an_item_of_another_session_is_refused(transition: Callable[..., Change]) -> None:
    with pytest.raises(DomainError) as refused:
        transition(SESSION, item=99)

    assert refused.value.message == "Item #99 is not part of this session."


@pytest.mark.parametrize("field", StoryField)
def test_a_story_field_is_a_cleaned_line_of_the_item(field: StoryField) -> None:
    change = set_story_field(SESSION, item=2, field=field, text=" Fewer\n calls ")

    before = SESSION.item(2)
    changes: dict[str, Any] = {field.value: "Fewer calls", "edited": (field.value,)}
    changed = replace(before.item, **changes)
    assert change.session == SESSION.with_item(replace(before, item=changed))
    assert change.step == f"PAY-12 {field.value}: Fewer calls"


def test_an_empty_text_clears_a_story_field() -> None:
    filled = set_story_field(SESSION, item=2, field=StoryField.WHY, text="Fewer calls").session

    change = set_story_field(filled, item=2, field=StoryField.WHY, text=" ")
    assert (change.session.item(2).item.why, change.step) == ("", "PAY-12: no why")


def test_each_edited_field_is_named_once_in_the_order_of_the_edits() -> None:
    session = SESSION
    for field in (StoryField.MEASURE, StoryField.WHY, StoryField.MEASURE):
        session = set_story_field(session, item=2, field=field, text="x").session

    assert session.item(2).item.edited == ("measure", "why")


def test_an_item_that_is_not_a_candidate_can_be_described_too() -> None:
    change = set_story_field(SESSION, item=1, field=StoryField.WHY, text="Fewer calls")

    assert change.session.item(1).item.why == "Fewer calls"
    assert change.session.candidates == SESSION.candidates


def test_criteria_are_appended_and_numbered_from_one() -> None:
    first = add_criterion(SESSION, item=2, text=" Refunds\ta part ")
    second = add_criterion(first.session, item=2, text="Sends a mail")

    assert (first.step, second.step) == ("PAY-12: criterion 1 added", "PAY-12: criterion 2 added")
    assert criteria_of(second) == ("Refunds a part", "Sends a mail")
    assert second.session.item(2).item.edited == ("acceptance_criteria",)
    assert second.session.item(3) == SESSION.item(3)


def test_a_pasted_list_becomes_one_criterion_for_each_line_in_one_step() -> None:
    change = add_criterion(
        with_criteria("a"), item=2, text="- Pass opens\n- Pass shows 2 names\n\n- A refund ends it\n"
    )

    assert change.session.item(2).item.acceptance_criteria == (
        "a",
        "Pass opens",
        "Pass shows 2 names",
        "A refund ends it",
    )
    assert change.step == "PAY-12: criteria 2 to 4 added"
    single = add_criterion(with_criteria("a"), item=2, text="Given x\nThen y")
    assert single.session.item(2).item.acceptance_criteria == ("a", "Given x Then y")
    assert single.step == "PAY-12: criterion 2 added"


def test_a_single_line_stays_as_it_was_typed() -> None:
    typed = add_criterion(SESSION, item=2, text="- 1. half a cent is rounded up\n").session

    assert typed.item(2).item.acceptance_criteria == ("- 1. half a cent is rounded up",)


def test_an_edited_criterion_keeps_its_place() -> None:
    change = edit_criterion(with_criteria("a", "b", "c"), item=2, index=1, text=" B ")

    assert criteria_of(change) == ("a", "B", "c")
    assert change.step == "PAY-12: criterion 2 edited"


@pytest.mark.parametrize(("index", "remaining"), [(0, ("b", "c")), (1, ("a", "c")), (2, ("a", "b"))])
def test_a_removed_criterion_leaves_the_others_in_order(index: int, remaining: tuple[str, ...]) -> None:
    change = remove_criterion(with_criteria("a", "b", "c"), item=2, index=index)

    assert criteria_of(change) == remaining
    assert change.step == f"PAY-12: criterion {index + 1} removed"
    assert change.session.item(2).item.edited == ("acceptance_criteria",)


@pytest.mark.parametrize("text", ["", " \n", "\x1b[0m"])
@pytest.mark.parametrize("transition", [add_criterion, partial(edit_criterion, index=0)])
def test_a_criterion_needs_a_text(transition: Callable[..., Change], text: str) -> None:
    with pytest.raises(DomainError) as refused:
        transition(with_criteria("a"), item=2, text=text)

    assert refused.value.message == "Type the acceptance criterion first, then press enter."


@pytest.mark.parametrize("index", [-1, 2, 7])
@pytest.mark.parametrize("transition", [remove_criterion, partial(edit_criterion, text="x")])
def test_a_criterion_that_does_not_exist_is_refused_by_its_number(
    transition: Callable[..., Change], index: int
) -> None:
    with pytest.raises(DomainError) as refused:
        transition(with_criteria("a", "b"), item=2, index=index)

    assert refused.value.message == f"PAY-12 has no acceptance criterion {index + 1}."


def test_an_estimate_is_agreed_and_becomes_the_estimate_of_the_item() -> None:
    change = set_estimate(SESSION, item=2, value=" 5 ")

    estimated = change.session.item(2)
    assert (estimated.agreed_estimate, estimated.item.estimate, estimated.item.edited) == ("5", "5", ("estimate",))
    assert change.step == "PAY-12: estimate 5"
    assert change.session.item(3) == SESSION.item(3)


def test_without_an_agreement_the_item_keeps_its_estimate() -> None:
    agreed = set_estimate(SESSION, item=2, value="5").session
    change = set_estimate(agreed, item=2, value="")

    assert (change.session.item(2).agreed_estimate, change.session.item(2).item.estimate) == ("", "5")
    assert change.step == "PAY-12: estimate cleared"


def test_removing_an_estimate_that_nobody_agreed_on_edits_nothing() -> None:
    assert set_estimate(SESSION, item=2, value=" ").session == SESSION


def test_an_estimate_that_is_not_on_the_scale_is_refused_with_the_scale() -> None:
    with pytest.raises(DomainError) as refused:
        set_estimate(SESSION, item=2, value=" 4\n")

    assert refused.value.message == "“4” is not on the scale: 1 2 3 5 8 13 21"


@pytest.mark.parametrize(
    ("value", "expected"), [("XS", "XS"), ("xs", "XS"), (" l ", "L"), ("½", "½"), ("", ""), ("  ", "")]
)
def test_a_value_of_the_scale_is_found_without_case(value: str, expected: str) -> None:
    assert scale_value(value, ("½", "XS", "L")) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("3.0", "3"),
        ("3,0", "3"),
        ("03", "3"),
        (".5", "½"),
        ("0.5", "½"),
        ("0,50", "½"),
        ("1/2", "½"),
        ("½", "½"),
        ("1½", "1.5"),
        ("1,5", "1.5"),
        ("0.0", "0"),
        ("13.00", "13"),
    ],
)
def test_a_number_is_found_by_what_it_is_worth(value: str, expected: str) -> None:
    """As Jira shows it, and as keyboards have it."""
    assert scale_value(value, ("0", "½", "1", "3", "13", "1.5", "XL")) == expected


def test_a_value_that_is_written_as_typed_takes_precedence() -> None:
    assert scale_value("3.0", ("3", "3.0")) == "3.0"


@pytest.mark.parametrize("value", ["X", "XSS", "XS L", "0"])
def test_a_value_has_to_equal_a_value_of_the_scale(value: str) -> None:
    with pytest.raises(DomainError, match=f"“{value}” is not on the scale: ½ XS L"):
        scale_value(value, ("½", "XS", "L"))


def test_a_ready_item_has_its_outcome_and_state() -> None:
    change = mark_ready(SESSION, item=2, now=LATER)

    before = SESSION.item(2)
    ready = replace(before, outcome=Outcome.READY, item=replace(before.item, state=ItemState.READY))
    assert change.session == SESSION.with_item(ready)
    assert change.step == "PAY-12 ready"


def test_an_item_that_is_not_ready_needs_work_and_has_a_reason() -> None:
    change = mark_not_ready(SESSION, item=2, reason=" No\ndata ", now=LATER)

    before = SESSION.item(2)
    needs_work = replace(before.item, state=ItemState.NEEDS_WORK)
    assert change.session == SESSION.with_item(
        replace(before, outcome=Outcome.NOT_READY, reason="No data", item=needs_work)
    )
    assert change.step == "PAY-12 not ready: No data"


def test_the_reason_of_an_item_that_is_not_ready_may_be_empty() -> None:
    assert mark_not_ready(SESSION, item=2, reason="", now=LATER).session.item(2).reason == ""


def test_the_last_decision_counts_and_leaves_no_old_reason() -> None:
    not_ready = mark_not_ready(SESSION, item=2, reason="No data", now=LATER).session

    assert mark_ready(not_ready, item=2, now=LATER).session == mark_ready(SESSION, item=2, now=LATER).session


@pytest.mark.parametrize("decide", [mark_ready, partial(mark_not_ready, reason="")])
def test_a_decided_item_is_no_longer_carried_over(decide: Callable[..., Change]) -> None:
    carried = SESSION.with_item(replace(SESSION.item(2), carry_over=CarryOver.CARRIED))

    assert decide(carried, item=2, now=LATER).session.item(2).carry_over is None


@pytest.mark.parametrize("decide", [mark_ready, partial(mark_not_ready, reason="")])
def test_an_item_from_triage_that_is_decided_becomes_the_last_candidate(decide: Callable[..., Change]) -> None:
    decided = decide(SESSION, item=1, now=LATER).session

    assert order_of(decided) == [("PAY-12", 1), ("PAY-13", 2), ("PAY-14", 3), ("PAY-11", 4)]
    assert decided.item(1).item.triaged_at == LATER


def test_the_first_candidate_of_a_session_has_place_one() -> None:
    assert order_of(mark_ready(a_session(new=1), item=1, now=LATER).session) == [("PAY-11", 1)]


def test_a_decision_keeps_the_time_of_the_triage() -> None:
    assert mark_ready(SESSION, item=2, now=LATER).session.item(2).item.triaged_at == SESSION.item(2).item.triaged_at


@pytest.mark.parametrize(("item", "following"), [(2, 3), (3, 4), (4, 2)])
def test_a_decision_opens_the_next_candidate_and_starts_over_after_the_last(item: int, following: int) -> None:
    decided = mark_ready(SESSION, item=item, now=LATER).session

    assert decided.open_item == following
    assert (decided.item_focus[-1].item, decided.item_focus[-1].at) == (following, LATER)


def test_candidates_that_are_decided_are_skipped() -> None:
    third = mark_ready(SESSION, item=3, now=LATER).session

    assert mark_ready(third, item=2, now=LATER).session.open_item == 4


def test_the_last_decided_candidate_stays_open() -> None:
    session = SESSION
    for item in (2, 4, 3):
        session = mark_ready(session, item=item, now=LATER).session

    assert session.open_item == 3


@pytest.mark.parametrize(
    ("item", "by", "order", "step"),
    [
        (2, 1, [3, 2, 4], "PAY-12 is story 2 of 3, after PAY-13"),
        (2, 2, [3, 4, 2], "PAY-12 is story 3 of 3, after PAY-14"),
        (4, -1, [2, 4, 3], "PAY-14 is story 2 of 3, after PAY-12"),
        (4, -2, [4, 2, 3], "PAY-14 is story 1 of 3, before PAY-12"),
        (4, -9, [4, 2, 3], "PAY-14 is story 1 of 3, before PAY-12"),
        (2, 9, [3, 4, 2], "PAY-12 is story 3 of 3, after PAY-14"),
    ],
)
def test_a_candidate_moves_at_most_to_the_ends(item: int, by: int, order: list[int], step: str) -> None:
    change = move_candidate(SESSION, item=item, by=by)

    assert [candidate.id for candidate in change.session.candidates] == order
    assert [candidate.deep_dive for candidate in change.session.candidates] == [1, 2, 3]
    assert change.step == step


@pytest.mark.parametrize(
    ("item", "by", "step"),
    [
        (2, -1, "PAY-12 is story 1 of 3, before PAY-13"),
        (4, 1, "PAY-14 is story 3 of 3, after PAY-13"),
        (3, 0, "PAY-13 is story 2 of 3, after PAY-12"),
    ],
)
def test_at_an_end_the_candidates_keep_their_order(item: int, by: int, step: str) -> None:
    change = move_candidate(SESSION, item=item, by=by)

    assert change.session == SESSION
    assert change.step == step


def test_the_only_candidate_has_no_neighbour() -> None:
    assert move_candidate(a_session(new=0, candidates=1), item=1, by=1).step == "PAY-11 is story 1 of 1"


def test_a_move_closes_gaps_between_the_places() -> None:
    session = SESSION.with_item(replace(SESSION.item(4), deep_dive=8))

    assert order_of(move_candidate(session, item=4, by=-1).session) == [("PAY-12", 1), ("PAY-14", 2), ("PAY-13", 3)]


def test_an_item_that_is_not_a_candidate_does_not_move() -> None:
    with pytest.raises(DomainError) as refused:
        move_candidate(SESSION, item=1, by=1)

    assert refused.value.message == "PAY-11 is not in the deep dive."
