"""How long items take, and how long they may take in what is left of the phase."""

from dataclasses import replace
from datetime import timedelta

import pytest

from refine_tui.domain.clock_reading import read_clock
from refine_tui.domain.deep_dive import mark_not_ready
from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.pace import TriagePace, minutes_per_story, triage_pace
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.timebox import ZERO
from refine_tui.domain.timekeeping import go_to_phase, open_item
from refine_tui.domain.triage import set_disposition
from tests.support import NINE, a_session

MINUTE = timedelta(minutes=1)
TRIAGE, DEEP_DIVE = 1, 2


def in_phase(position: int, *, new: int = 0, candidates: int = 0) -> RefinementSession:
    """Return a session that has just gone to a phase."""
    return go_to_phase(a_session(new=new, candidates=candidates), position=position, now=NINE).session


def pace(session: RefinementSession, minutes: float) -> TriagePace:
    """Return the pace of the triage so many minutes after its beginning."""
    found = triage_pace(session, read_clock(session, NINE + minutes * MINUTE))
    assert found is not None
    return found


def sort(session: RefinementSession, item: int, *, at: float) -> RefinementSession:
    """Return the session with an item sent on; the next one opens."""
    return set_disposition(session, item=item, disposition=Disposition.LATER, now=NINE + at * MINUTE).session


def each(session: RefinementSession, minutes: float) -> int | None:
    """Return the minutes a story so many minutes after the beginning of the deep dive."""
    return minutes_per_story(session, read_clock(session, NINE + minutes * MINUTE))


def test_without_items_the_triage_has_no_pace() -> None:
    session = in_phase(TRIAGE)

    assert triage_pace(session, read_clock(session, NINE)) is None


def test_at_first_no_item_took_any_time() -> None:
    assert pace(in_phase(TRIAGE, new=3), 0.9) == TriagePace(done=0, count=3, per_item=ZERO, allowed=None)


def test_the_pace_is_the_time_spent_by_the_items_begun() -> None:
    session = sort(sort(in_phase(TRIAGE, new=4), 1, at=2), 2, at=6)

    assert pace(session, 6) == TriagePace(done=2, count=4, per_item=3 * MINUTE, allowed=None)


def test_the_open_item_counts_once_it_takes_longer_than_the_others() -> None:
    session = sort(in_phase(TRIAGE, new=4), 1, at=2)

    assert pace(session, 3.5).per_item == 2 * MINUTE
    assert pace(session, 6.9).per_item == 3 * MINUTE


def test_an_item_that_was_only_passed_by_does_not_count() -> None:
    session = open_item(in_phase(TRIAGE, new=4), item=2, now=NINE + 0.5 * MINUTE).session

    assert pace(session, 4.5).per_item == 4 * MINUTE


def test_an_item_without_a_disposition_counts_after_a_minute() -> None:
    session = open_item(in_phase(TRIAGE, new=4), item=2, now=NINE + MINUTE).session

    assert pace(session, 4).per_item == 2 * MINUTE


def test_where_no_item_of_the_triage_is_open_those_that_were_begun_count() -> None:
    session = sort(in_phase(TRIAGE, new=4), 1, at=2)
    session = open_item(session, item=None, now=NINE + 2 * MINUTE).session

    assert pace(session, 9).per_item == 2 * MINUTE


def test_where_the_rest_would_take_too_long_each_of_it_has_less_time() -> None:
    session = sort(in_phase(TRIAGE, new=4), 1, at=8)

    assert pace(session, 8).allowed == 4 * MINUTE
    assert pace(session, 10.5).allowed == 10 * MINUTE / 3


def test_after_the_end_of_the_phase_no_time_is_left_to_share() -> None:
    session = sort(in_phase(TRIAGE, new=4), 1, at=8)

    assert pace(session, 21).allowed is None


def test_where_all_is_triaged_nothing_is_left_to_share() -> None:
    """The last item stays open, and goes on to take time."""
    assert pace(sort(in_phase(TRIAGE, new=1), 1, at=15), 16) == TriagePace(
        done=1, count=1, per_item=16 * MINUTE, allowed=None
    )


@pytest.mark.parametrize(("minutes", "expected"), [(0, None), (1, None), (3, 7), (13, 4), (22.4, 1), (24.5, 1)])
def test_the_undecided_stories_share_what_is_left_of_the_deep_dive(minutes: float, expected: int | None) -> None:
    """Eight minutes a story is what the agenda gives: more than that is no news."""
    assert each(in_phase(DEEP_DIVE, candidates=3), minutes) == expected


def test_over_the_budget_no_time_is_left_to_share() -> None:
    assert each(in_phase(DEEP_DIVE, candidates=3), 25) is None
    assert each(in_phase(DEEP_DIVE, candidates=3), 40) is None


def test_a_decided_story_takes_no_share() -> None:
    session = in_phase(DEEP_DIVE, candidates=3)
    session = mark_not_ready(session, item=1, reason="", now=NINE + 15 * MINUTE).session

    assert each(session, 15) == 5


def test_the_last_story_shares_with_nobody() -> None:
    assert each(in_phase(DEEP_DIVE, candidates=1), 20) is None


def test_where_the_agenda_gives_no_time_a_story_the_share_is_always_known() -> None:
    session = in_phase(DEEP_DIVE, candidates=2)
    phases = tuple(replace(phase, minutes_per_item=None) for phase in session.phases)

    assert each(replace(session, phases=phases), 1) == 12
