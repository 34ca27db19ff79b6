"""Time that counts: the spans of the clock less the absences that are left out."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.domain.timebox import (
    ZERO,
    Absence,
    Interval,
    ItemFocus,
    Span,
    counted_by_phase,
    counted_intervals,
    item_durations,
    overlap,
    total,
)
from tests.support import NINE


def at(minutes: float) -> datetime:
    """Return the moment so many minutes after nine."""
    return NINE + timedelta(minutes=minutes)


def between(start: float, end: float) -> Interval:
    """Return the interval between two minutes after nine."""
    return at(start), at(end)


def a_span(start: float, end: float | None = None, *, phase: int = 0, number: int = 1) -> Span:
    """Return a span of the clock; without an end it still runs."""
    return Span(id=number, phase=phase, start=at(start), end=None if end is None else at(end))


def an_absence(start: float, end: float, *, counted: bool = False) -> Absence:
    """Return an absence, left out unless it is *counted*."""
    return Absence(id=1, start=at(start), end=at(end), counted=counted)


def minutes(length: timedelta) -> float:
    """Return a length in minutes."""
    return length / timedelta(minutes=1)


def test_a_span_without_an_end_lasts_until_now() -> None:
    assert counted_intervals((a_span(0, 5), a_span(7)), (), at(10)) == (between(0, 5), between(7, 10))


def test_spans_are_grouped_by_phase_and_sorted_within_it() -> None:
    spans = (a_span(20, 30, phase=0), a_span(10, 20, phase=1), a_span(0, 10, phase=0))

    assert counted_by_phase(spans, (), at(60)) == {0: (between(0, 10), between(20, 30)), 1: (between(10, 20),)}
    assert counted_intervals(spans, (), at(60)) == (between(0, 10), between(10, 20), between(20, 30))


def test_a_phase_that_ran_for_no_time_has_no_interval() -> None:
    """Its clock was started and stopped in the same moment, or it starts only after the moment that is asked for."""
    assert counted_by_phase((a_span(5, 5), a_span(20, phase=1)), (), at(10)) == {}


@pytest.mark.parametrize(
    ("absence", "expected"),
    [
        ((3, 5), (between(0, 3), between(5, 10))),
        ((-5, 5), (between(5, 10),)),
        ((5, 15), (between(0, 5),)),
        ((-5, 15), ()),
        ((0, 10), ()),
        ((10, 15), (between(0, 10),)),
        ((-5, 0), (between(0, 10),)),
        ((4, 4), (between(0, 4), between(4, 10))),
    ],
)
def test_an_absence_that_does_not_count_is_cut_out(
    absence: tuple[float, float], expected: tuple[Interval, ...]
) -> None:
    assert counted_intervals((a_span(0, 10),), (an_absence(*absence),), at(20)) == expected


def test_an_absence_that_counts_changes_nothing() -> None:
    assert counted_intervals((a_span(0, 10),), (an_absence(3, 5, counted=True),), at(20)) == (between(0, 10),)


def test_an_absence_is_cut_out_of_every_phase_that_it_covers() -> None:
    spans = (a_span(0, 10, phase=0), a_span(10, 20, phase=1, number=2))

    assert counted_by_phase(spans, (an_absence(8, 13),), at(20)) == {0: (between(0, 8),), 1: (between(13, 20),)}


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.booleans()), max_size=5),
)
def test_counted_time_is_never_negative_and_never_more_than_the_spans(
    spans: list[tuple[int, int]], absences: list[tuple[int, int, bool]]
) -> None:
    clock = tuple(a_span(start, end, number=index) for index, (start, end) in enumerate(spans))
    away = tuple(an_absence(start, max(start, end), counted=counted) for start, end, counted in absences)

    counted = counted_intervals(clock, away, at(60))

    assert all(start < end for start, end in counted)
    assert total(counted) <= total(counted_intervals(clock, (), at(60)))


def test_the_length_of_an_absence_is_never_negative() -> None:
    """The wall clock may have been set back meanwhile."""
    assert an_absence(3, 5).length == timedelta(minutes=2)
    assert an_absence(5, 3).length == ZERO


def test_the_total_is_the_sum_of_the_lengths() -> None:
    assert total(()) == ZERO
    assert total((between(0, 3), between(10, 14))) == timedelta(minutes=7)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [((0, 10), (5, 15), 5), ((0, 10), (2, 4), 2), ((0, 10), (10, 20), 0), ((0, 1), (5, 6), 0), ((3, 4), (0, 9), 1)],
)
def test_an_overlap_is_what_two_intervals_share(
    first: tuple[float, float], second: tuple[float, float], expected: int
) -> None:
    assert minutes(overlap(between(*first), between(*second))) == expected
    assert minutes(overlap(between(*second), between(*first))) == expected


def test_an_item_takes_the_counted_time_until_the_next_mark() -> None:
    marks = (ItemFocus(at=at(0), item=1), ItemFocus(at=at(4), item=2), ItemFocus(at=at(9), item=None))

    assert item_durations(marks, (between(0, 20),), at(20)) == {1: timedelta(minutes=4), 2: timedelta(minutes=5)}


def test_the_last_mark_lasts_until_now() -> None:
    assert item_durations((ItemFocus(at=at(5), item=1),), (between(0, 8),), at(7)) == {1: timedelta(minutes=2)}


def test_an_item_that_was_on_the_screen_twice_has_the_sum() -> None:
    marks = (
        ItemFocus(at=at(0), item=1),
        ItemFocus(at=at(4), item=2),
        ItemFocus(at=at(5), item=1),
    )

    assert item_durations(marks, (between(0, 10),), at(10))[1] == timedelta(minutes=9)


def test_an_item_takes_no_time_while_the_clock_is_paused() -> None:
    marks = (ItemFocus(at=at(0), item=1),)

    assert item_durations(marks, (between(0, 2), between(8, 9)), at(10)) == {1: timedelta(minutes=3)}
    assert item_durations(marks, (), at(10)) == {1: ZERO}
