"""A session moves as a whole when the computer's clock is set."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from refine_tui.domain import attendance, recording, timekeeping, wrap_up
from refine_tui.domain.clock_reading import read_clock
from refine_tui.domain.people import Participant
from refine_tui.domain.session import Change, RefinementSession
from refine_tui.domain.timekeeping import latest_time, shift_clock
from refine_tui.domain.transitions import bind
from tests.support import NINE, a_session

HOUR = timedelta(hours=1)
SHIFTS = [timedelta(minutes=minutes, microseconds=1) for minutes in (-60 * 24, -60, -2, 2, 60, 60 * 24)]


def at(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)


def a_lived_session() -> RefinementSession:
    """Return a session with two phases, a pause, an absence left out, items on the screen and one record; it runs."""
    session = a_session()
    steps: list[tuple[float, Callable[..., Change], dict[str, object]]] = [
        (3, timekeeping.pause, {}),
        (5, timekeeping.resume, {}),
        (6, timekeeping.next_phase, {}),
        (8, timekeeping.open_item, {"item": 2}),
        (9, recording.add_note, {"text": "Seen"}),
        (30, timekeeping.add_absence, {"since": NINE + at(10)}),
    ]
    for minutes, transition, arguments in steps:
        session = bind(transition, **arguments)(session, NINE + at(minutes)).session
    return session


@pytest.mark.parametrize("by", SHIFTS, ids=str)
def test_no_duration_changes(by: timedelta) -> None:
    before, now = a_lived_session(), NINE + at(33)
    after = shift_clock(before, by=by).session

    for position in range(len(before.phases)):
        assert read_clock(after, now + by).phases[position].elapsed == read_clock(before, now).phases[position].elapsed
    assert after.item_times(now + by) == before.item_times(now)
    assert read_clock(after, now + by).behind == read_clock(before, now).behind
    assert [absence.length for absence in after.absences] == [at(20)]


@pytest.mark.parametrize("by", SHIFTS, ids=str)
def test_the_time_line_moves_and_what_lies_outside_of_it_stays(by: timedelta) -> None:
    day = NINE + timedelta(days=7)
    before = wrap_up.set_next_session(a_lived_session(), at=day).session
    before = attendance.leave(attendance.add_person(before, name="Tom", now=NINE).session, person=4, now=NINE).session
    after = shift_clock(before, by=by).session

    assert after.started_at == NINE + by
    assert (after.people[3].arrived_at, after.people[3].left_at) == (NINE + by, NINE + by)
    assert after.people[:3] == before.people[:3]
    assert [span.start for span in after.spans] == [span.start + by for span in before.spans]
    assert [mark.at for mark in after.item_focus] == [mark.at + by for mark in before.item_focus]
    assert after.open_span is not None
    assert (after.created_at, after.next_session_at, after.notes) == (NINE, day, before.notes)


def test_a_shift_is_no_step_and_says_how_far_it_goes() -> None:
    change = shift_clock(a_lived_session(), by=-HOUR)

    assert (change.step, change.shifted_by) == ("", -HOUR)


def test_a_closed_session_moves_with_its_end() -> None:
    closed = wrap_up.close(a_lived_session(), now=NINE + HOUR).session

    assert shift_clock(closed, by=HOUR).session.ended_at == NINE + 2 * HOUR


def test_the_latest_time_is_that_of_whatever_came_last() -> None:
    session = a_session()
    paused = timekeeping.pause(session, now=NINE + at(4)).session
    focused = timekeeping.open_item(paused, item=1, now=NINE + at(7)).session
    absent = timekeeping.add_absence(session, since=NINE, now=NINE + at(9)).session
    closed = wrap_up.close(session, now=NINE + at(12)).session
    joined = replace(session, people=(Participant(id=1, name="Tom", arrived_at=NINE + at(13)),))
    left = replace(session, people=(Participant(id=1, name="Tom", present=False, left_at=NINE + at(14)),))

    assert [latest_time(each) for each in (session, paused, focused, absent, closed, joined, left)] == [
        NINE + at(minutes) for minutes in (0, 4, 7, 9, 12, 13, 14)
    ]
