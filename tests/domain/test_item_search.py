"""Items are found by their key or by words of their title, in the backlog and in the session."""

from dataclasses import replace

import pytest

from refine_tui.domain.agenda import PhaseItems
from refine_tui.domain.backlog_item import Backlog, BacklogItem
from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.item_search import (
    ItemPlace,
    addable_items,
    find_in_session,
    find_items,
    is_in_current_phase,
    place_of,
)
from refine_tui.domain.people import Team
from refine_tui.domain.timekeeping import go_to_phase
from refine_tui.domain.triage import set_disposition
from tests.support import NINE, a_session


def an_item(number: int, title: str = "", *, key: str | None = None, rank: int = 0, done: bool = False) -> BacklogItem:
    """Return an item of a backlog, ``PAY-1`` by default."""
    held_key = f"PAY-{number}" if key is None else key
    return BacklogItem(id=number, key=held_key, title=title, rank=rank or number, done=done, first_seen_at=NINE)


ITEMS = (
    an_item(1, "Refund a payment"),
    an_item(12, "Show the refund on the receipt"),
    an_item(11, "Pay with a café card"),
    an_item(4, "Retry a declined card", key=""),
)


def found(text: str, items: tuple[BacklogItem, ...] = ITEMS) -> list[str]:
    """Return the labels of what is found, best first."""
    return [item.label for item in find_items(items, text)]


@pytest.mark.parametrize("text", ["PAY-12", "pay-12", "  Pay-12 "])
def test_a_key_is_found_in_any_case(text: str) -> None:
    assert found(text) == ["PAY-12"]


def test_the_whole_key_comes_before_keys_that_begin_with_it() -> None:
    assert found("pay-1") == ["PAY-1", "PAY-11", "PAY-12"]


def test_the_beginning_of_a_key_comes_before_words_of_a_title() -> None:
    items = (an_item(1, "The ops board"), an_item(2, "Second", key="OPS-2"), an_item(3, "Third", key="OPS-3"))

    assert found("ops", items) == ["OPS-2", "OPS-3", "PAY-1"]


def test_all_words_must_be_in_the_title_or_the_key_in_any_order() -> None:
    assert found("RECEIPT refund") == ["PAY-12"]
    assert found("refund") == ["PAY-1", "PAY-12"]
    assert found("refund -12") == ["PAY-12"]
    assert found("refund unicorn") == []


def test_accents_do_not_count() -> None:
    assert found("cafe") == ["PAY-11"]


def test_an_item_without_a_key_is_found_by_its_number() -> None:
    assert found("#4") == ["#4"]


def test_of_two_equal_matches_the_higher_ranked_comes_first() -> None:
    assert found("card", (an_item(1, "A card", rank=9), an_item(2, "No card", rank=2))) == ["PAY-2", "PAY-1"]


@pytest.mark.parametrize("text", ["", "   ", "\u200e"])
def test_nothing_typed_finds_nothing(text: str) -> None:
    assert find_items(ITEMS, text) == ()


def test_the_session_can_add_what_is_neither_part_of_it_nor_done() -> None:
    session = a_session(new=2)
    here = tuple(held.item for held in session.items)
    backlog = Backlog(team=Team(id=1, name="Payments"), items=(*here, an_item(7), an_item(8, done=True)))

    assert [item.id for item in addable_items(session, backlog)] == [7]


def test_an_item_of_the_session_is_meant_where_no_other_fits() -> None:
    session = a_session(new=2)

    held = find_in_session(session, (an_item(7, "Something else"),), "receipt")

    assert held is session.items[1]


def test_an_item_of_the_session_is_meant_where_its_whole_key_is_typed() -> None:
    session = a_session(new=2)
    addable = (an_item(110, "Another one"),)

    assert find_in_session(session, addable, "pay-11") is session.items[0]


def test_an_item_that_can_be_added_comes_before_one_of_the_session() -> None:
    session = a_session(new=2)
    addable = (an_item(7, "Show the refund in the app"),)

    assert find_in_session(session, addable, "refund") is None
    assert find_in_session(session, addable, "unicorn") is None


def test_triage_goes_through_its_items_and_the_deep_dive_through_its_candidates() -> None:
    session = a_session(new=1, candidates=1)
    new, candidate = session.items

    belonging = []
    for position in range(4):
        session = replace(session, phase=position)
        belonging.append((is_in_current_phase(session, new), is_in_current_phase(session, candidate)))

    assert belonging == [(False, False), (True, False), (False, True), (False, False)]


def test_the_place_of_a_new_item_is_among_those_of_the_triage() -> None:
    session = a_session(new=3, candidates=2)

    assert place_of(session, session.items[1]) == ItemPlace(among=PhaseItems.TRIAGE, number=2, count=3)


def test_the_place_of_a_story_is_among_the_candidates_though_it_came_by_the_triage() -> None:
    session = go_to_phase(a_session(new=3, candidates=2), position=1, now=NINE).session
    session = set_disposition(session, item=1, disposition=Disposition.DEEP_DIVE, now=NINE).session

    assert place_of(session, session.item(1)) == ItemPlace(among=PhaseItems.CANDIDATES, number=3, count=3)
