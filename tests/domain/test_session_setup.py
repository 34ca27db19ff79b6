"""What a session takes from the backlog, how it is planned and started, and what the kick-off sets."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from refine_tui.domain.backlog_item import Backlog, BacklogItem, ItemState
from refine_tui.domain.errors import DomainError
from refine_tui.domain.people import Team
from refine_tui.domain.recording import add_action, add_parked_topic, add_question
from refine_tui.domain.records import EarlierAction
from refine_tui.domain.session import Change, Numbers, RefinementSession, SessionStatus
from refine_tui.domain.session_setup import (
    SUGGESTED_TRIAGE_LIMIT,
    OpenItems,
    PendingItems,
    SessionSetup,
    is_planned_for_later,
    merge_setup,
    needs_triage_limit,
    pending_items,
    plan_session,
    set_goal,
    set_product_goal,
    setup_of,
    start_planned_session,
    start_session,
    update_setup,
)
from refine_tui.domain.timebox import Span
from refine_tui.domain.wrap_up import close
from tests.support import GOAL, NINE, PEOPLE, a_session, a_setup, an_agenda

PAYMENTS = Team(id=1, name="Payments")
EARLIER = NINE - timedelta(days=14)
NO_NUMBERS = Numbers()


def an_item(
    number: int,
    state: ItemState = ItemState.NEW,
    *,
    rank: int = 0,
    triaged: bool = False,
    seen: datetime = NINE,
    done: bool = False,
) -> BacklogItem:
    """Return an item of the backlog, ranked by its number unless said otherwise."""
    return BacklogItem(
        id=number,
        title=f"Item {number}",
        state=state,
        rank=rank or number,
        first_seen_at=seen,
        triaged_at=EARLIER if triaged else None,
        done=done,
    )


def pending(
    *items: BacklogItem, since: datetime | None = None, items_with_open_action: frozenset[int] = frozenset()
) -> tuple[list[int], list[int]]:
    """Return the numbers of the new items and of the candidates that the next session takes."""
    found = pending_items(
        Backlog(team=PAYMENTS, items=items), since=since, items_with_open_action=items_with_open_action
    )
    return [item.id for item in found.new], [item.id for item in found.candidates]


def a_planned_session() -> RefinementSession:
    """Return a session that is planned for tomorrow."""
    tomorrow = NINE + timedelta(days=1)
    return plan_session(a_setup(), team=PAYMENTS, numbers=NO_NUMBERS, planned_for=tomorrow, follows=3, now=NINE)


def start(session: RefinementSession, pending: PendingItems, *, limit: int | None = None) -> RefinementSession:
    """Return the planned session, started a day later with nothing left open before."""
    tomorrow = NINE + timedelta(days=1)
    return start_planned_session(session, pending=pending, open_items=OpenItems(), triage_limit=limit, now=tomorrow)


def test_in_the_first_session_every_untriaged_item_is_new() -> None:
    assert pending(an_item(1), an_item(2, seen=EARLIER)) == ([1, 2], [])


def test_later_only_what_was_first_seen_since_the_last_session_is_new() -> None:
    assert pending(an_item(1), an_item(2, seen=EARLIER), since=NINE - timedelta(days=1)) == ([1], [])
    assert pending(an_item(1, seen=NINE), since=NINE) == ([], [])


def test_what_was_carried_over_untriaged_comes_to_triage_before_the_new() -> None:
    carried = an_item(9, ItemState.NEXT_SESSION, seen=EARLIER)

    assert pending(an_item(1), carried, since=NINE - timedelta(days=1)) == ([9, 1], [])


def test_an_item_that_needed_information_comes_again_when_nobody_is_asked_any_more() -> None:
    item = an_item(1, ItemState.NEEDS_INFORMATION, triaged=True)

    assert pending(item) == ([1], [])
    assert pending(item, items_with_open_action=frozenset({1})) == ([], [])


def test_the_deep_dive_takes_the_triaged_then_the_postponed_then_the_not_ready() -> None:
    items = (
        an_item(1, ItemState.NEEDS_WORK, triaged=True),
        an_item(2, ItemState.NEXT_SESSION, triaged=True),
        an_item(3, ItemState.DEEP_DIVE, triaged=True, rank=8),
        an_item(4, ItemState.DEEP_DIVE, triaged=True, rank=7),
    )

    assert pending(*items) == ([], [4, 3, 2, 1])


@pytest.mark.parametrize("state", [ItemState.NOT_NOW, ItemState.ARCHIVED, ItemState.LATER, ItemState.READY])
def test_what_was_decided_on_stays_in_the_backlog(state: ItemState) -> None:
    assert pending(an_item(1, state, triaged=True)) == ([], [])


def test_what_is_done_stays_in_the_backlog() -> None:
    assert pending(an_item(1, done=True), an_item(2, ItemState.DEEP_DIVE, triaged=True, done=True)) == ([], [])


def test_a_session_starts_with_the_setup_and_a_running_clock() -> None:
    setup = replace(a_setup(), goal="  Ship\n it ", product_goal=" Fewer  abandoned ")

    session = start_session(
        setup, team=PAYMENTS, pending=PendingItems(), numbers=Numbers(action=7), open_items=OpenItems(), now=NINE
    )

    assert session.id == 0
    assert (session.status, session.created_at, session.started_at) == (SessionStatus.RUNNING, NINE, NINE)
    assert session.spans == (Span(id=1, phase=0, start=NINE),)
    assert (session.goal, session.product_goal) == ("Ship it", "Fewer abandoned")
    assert (session.title, session.zone, session.people) == ("Refinement 60", "Europe/Berlin", PEOPLE)
    assert session.numbers.action == 7


def test_the_phases_are_copied_from_the_agenda() -> None:
    phases = a_session().phases

    assert [(p.position, p.title, p.planned_minutes, p.minutes_per_item) for p in phases] == [
        (0, "Kick-off", 5, None),
        (1, "Triage", 20, 2),
        (2, "Deep dive", 25, 8),
        (3, "Wrap-up", 10, None),
    ]
    assert phases[0].prompts == ("What must be different when we leave?",)


def test_new_items_come_first_and_candidates_in_the_order_of_the_deep_dive() -> None:
    pending = PendingItems(new=(an_item(5), an_item(6)), candidates=(an_item(2), an_item(1)))

    session = start(a_planned_session(), pending)

    assert [(item.id, item.position, item.for_triage, item.deep_dive) for item in session.items] == [
        (5, 1, True, None),
        (6, 2, True, None),
        (2, 3, False, 1),
        (1, 4, False, 2),
    ]


@pytest.mark.parametrize(("limit", "expected"), [(None, [5, 6, 7, 1]), (2, [5, 6, 1]), (0, [1]), (9, [5, 6, 7, 1])])
def test_a_limit_holds_for_the_new_items_only(limit: int | None, expected: list[int]) -> None:
    pending = PendingItems(new=(an_item(5), an_item(6), an_item(7)), candidates=(an_item(1),))

    session = start(a_planned_session(), pending, limit=limit)

    assert [item.id for item in session.items] == expected
    assert [item.position for item in session.items] == list(range(1, len(expected) + 1))


def test_what_earlier_sessions_left_open_comes_along() -> None:
    last = add_action(a_session(), text="Ask Legal", owner="Ben", now=NINE).session
    last = add_question(last, text="Which codes?", owner="Ana", now=NINE).session
    last = add_parked_topic(last, text="Vouchers", now=NINE).session
    open_items = OpenItems(actions=last.actions, questions=last.questions, parked=last.parked)

    session = start_planned_session(
        a_planned_session(), pending=PendingItems(), open_items=open_items, triage_limit=None, now=NINE
    )

    assert session.earlier_actions == (EarlierAction(action=last.actions[0]),)
    assert session.earlier_questions == last.questions
    assert session.earlier_parked == last.parked
    assert session.actions == ()
    assert session.questions == ()


def test_a_planned_session_waits_for_its_day() -> None:
    planned = a_planned_session()

    assert planned.status is SessionStatus.PLANNED
    assert planned.planned_for == NINE + timedelta(days=1)
    assert planned.follows == 3
    assert (planned.started_at, planned.spans, planned.items) == (None, (), ())


def test_a_planned_session_starts_when_it_starts_and_not_when_it_was_planned_for() -> None:
    started = start_planned_session(
        a_planned_session(), pending=PendingItems(), open_items=OpenItems(), triage_limit=None, now=NINE
    )

    assert started.started_at == NINE
    assert started.planned_for == NINE + timedelta(days=1)


def test_a_session_starts_once() -> None:
    with pytest.raises(DomainError, match="The session has already started"):
        start(a_session(), PendingItems())


def test_the_setup_of_a_planned_session_can_be_replaced() -> None:
    shorter = replace(an_agenda(), title="Short one", phases=an_agenda().phases[:2])
    setup = SessionSetup(agenda=shorter, team_name="Payments", goal=" Two  stories ", people=PEOPLE[:1])

    change = update_setup(a_planned_session(), setup=setup)

    assert change.step == "prepared"
    session = change.session
    assert (session.agenda, session.title, len(session.phases)) == (shorter, "Short one", 2)
    assert (session.goal, session.product_goal, session.people) == ("Two stories", "", PEOPLE[:1])
    assert (session.zone, session.planned_for) == ("Europe/Berlin", NINE + timedelta(days=1))


def test_the_setup_of_a_session_that_began_stays() -> None:
    with pytest.raises(DomainError, match="The session has already started"):
        update_setup(a_session(), setup=a_setup())


def test_the_goals_are_set_as_clean_lines() -> None:
    goal = set_goal(a_session(), text=" Three \x1b[1mstories\n ready ")
    product_goal = set_product_goal(a_session(), text=" Fewer   abandoned ")

    assert (goal.session.goal, goal.step) == ("Three stories ready", "Session goal: Three stories ready")
    assert (product_goal.session.product_goal, product_goal.step) == (
        "Fewer abandoned",
        "Product goal: Fewer abandoned",
    )
    removed = set_goal(goal.session, text="")
    assert (removed.session.goal, removed.step) == ("", "no session goal")
    assert set_product_goal(a_session(), text="").step == "no product goal"


@pytest.mark.parametrize(
    "step",
    [
        lambda session: set_goal(session, text="Late"),
        lambda session: set_product_goal(session, text="Late"),
    ],
)
def test_the_kick_off_changes_only_a_session_that_is_open(step: Callable[[RefinementSession], Change]) -> None:
    closed = close(a_session(), now=NINE).session

    with pytest.raises(DomainError, match=r"The session is closed\. Open it again to change it\."):
        step(closed)
    with pytest.raises(DomainError, match=r"The session has not started yet\."):
        step(a_planned_session())


def test_the_setup_of_a_planned_session_is_what_it_was_planned_with() -> None:
    planned = replace(a_planned_session(), id=4)

    assert setup_of(planned) == replace(a_setup(), planned=4)


def test_a_planned_setup_stays_where_nothing_else_is_requested() -> None:
    planned = replace(a_setup(), planned=4)
    other_agenda = replace(an_agenda(), title="Another")
    requested = SessionSetup(agenda=other_agenda, team_name="Payments", product_goal="Elsewhere", zone="UTC")

    assert merge_setup(planned, requested) == planned


def test_what_is_requested_takes_the_place_of_what_was_planned() -> None:
    planned = replace(a_setup(), planned=4)
    other_agenda = replace(an_agenda(), title="Another")
    requested = SessionSetup(
        agenda=other_agenda,
        agenda_requested=True,
        team_name="Payments",
        goal="One story",
        people=PEOPLE[:2],
        triage_limit=5,
        another_session=True,
    )

    merged = merge_setup(planned, requested)

    assert (merged.agenda, merged.goal, merged.people) == (other_agenda, "One story", PEOPLE[:2])
    assert (merged.triage_limit, merged.another_session) == (5, True)
    assert (merged.planned, merged.product_goal, merged.zone) == (4, planned.product_goal, "Europe/Berlin")
    assert planned.goal == GOAL


@pytest.mark.parametrize(
    ("new", "limit", "expected"),
    [
        (SUGGESTED_TRIAGE_LIMIT, None, False),
        (SUGGESTED_TRIAGE_LIMIT + 1, None, True),
        (SUGGESTED_TRIAGE_LIMIT + 1, 30, False),
        (SUGGESTED_TRIAGE_LIMIT + 1, 0, False),
    ],
)
def test_how_many_items_to_triage_is_asked_where_there_are_too_many_and_nobody_said(
    new: int, limit: int | None, expected: bool
) -> None:
    assert needs_triage_limit(replace(a_setup(), triage_limit=limit), new=new) is expected


@pytest.mark.parametrize(
    ("planned_for", "expected"),
    [
        (None, False),
        (NINE - timedelta(days=3), False),
        (NINE + timedelta(hours=13), False),
        (NINE + timedelta(hours=14), True),  # midnight in Berlin
        (NINE + timedelta(days=7), True),
    ],
)
def test_a_session_is_planned_for_later_from_the_next_day_on_in_its_time_zone(
    planned_for: datetime | None, expected: bool
) -> None:
    session = replace(a_session(), planned_for=planned_for, zone="Europe/Berlin")

    assert is_planned_for_later(session, now=NINE) is expected
