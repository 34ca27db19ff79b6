"""Dates are read, or left alone; never wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.importers.dates import DateReader


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", None),
        ("  ", None),
        ("22/Sep/25 9:26 AM", "2025-09-22T09:26:00"),
        ("22/Sep/25 12:05 AM", "2025-09-22T00:05:00"),
        ("22/Sep/25 12:05 PM", "2025-09-22T12:05:00"),
        ("22/sept./25 9:26 p. m.", "2025-09-22T21:26:00"),
        ("05/May/24 17:03", "2024-05-05T17:03:00"),
        ("Sep/22/25 9:26 AM", "2025-09-22T09:26:00"),
        ("Feb 11, 2016", "2016-02-11"),
        ("11 February 2016", "2016-02-11"),
        ("2025-09-22", "2025-09-22"),
        ("2025/09/22 09:26", "2025-09-22T09:26:00"),
        ("2025-09-22T09:26:10.123Z", "2025-09-22T09:26:10+00:00"),
        ("2025-09-22 09:26:10 UTC", "2025-09-22T09:26:10+00:00"),
        ("2025-09-22T09:26:10+0530", "2025-09-22T09:26:10+05:30"),
        ("Mon, 21 Apr 2025 10:17:06 UTC+0000", "2025-04-21T10:17:06+00:00"),
        ("Tue May 14 2024 08:53:33 GMT-0330 (NDT)", "2024-05-14T08:53:33-03:30"),
        ("31/Feb/25 9:26 AM", "31/Feb/25 9:26 AM"),
        ("2025-13-40", "2025-13-40"),
        ("2025-09-22 09:26 CET", "2025-09-22 09:26 CET"),
        ("12/marraskuu/24", "12/marraskuu/24"),
        ("last  week", "last week"),
        ("5/6/25", "5/6/25"),
    ],
)
def test_a_cell_becomes_iso_or_stays_as_it_stands(cell: str, expected: str | None) -> None:
    """Every form that trackers write, and some that must not be guessed."""
    assert DateReader().read(cell) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["5/6/25 17:00", "28/5/25 9:00"], ["2025-06-05T17:00:00", "2025-05-28T09:00:00"]),
        (["5/6/25 17:00", "5/28/25 9:00"], ["2025-05-06T17:00:00", "2025-05-28T09:00:00"]),
        (["05.06.2025", "28.05.2025"], ["2025-06-05", "2025-05-28"]),
        (["5/6/25", "7/8/25"], ["5/6/25", "7/8/25"]),
        (["5/28/25", "28/5/25"], ["5/28/25", "28/5/25"]),
    ],
)
def test_the_order_of_day_and_month_is_decided_for_the_whole_file(cells: list[str], expected: list[str]) -> None:
    """One number above 12 decides for all cells; two that disagree decide nothing."""
    reader = DateReader.for_cells(cells)

    assert [reader.read(cell) for cell in cells] == expected


def test_only_an_undecided_order_is_unclear() -> None:
    """The warning is for dates that could be two days."""
    assert DateReader().is_unclear("5/6/25")
    assert not DateReader().is_unclear("5/Jun/25")
    assert not DateReader(day_first=True).is_unclear("5/6/25")


@given(st.text(alphabet="0123456789/.-: APMZ+JanFeb,"))
def test_anything_can_be_read(cell: str) -> None:
    """A filled cell never becomes nothing."""
    reader = DateReader.for_cells([cell])

    assert reader.read(cell) is None or reader.read(cell)
