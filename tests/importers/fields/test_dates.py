"""Dates are read, or left alone; never wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.importers.fields.dates import DateReader


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


@pytest.mark.parametrize(
    ("cells", "ambiguous"),
    [
        (["5/6/25"], True),
        (["5/Jun/25"], False),
        (["5/6/25", "13/6/25"], False),
        (["13/1/25", "1/13/25"], True),
        ([], False),
    ],
)
def test_only_an_undecided_order_is_ambiguous(cells: list[str], ambiguous: bool) -> None:
    """The warning is for dates that could be two days."""
    assert DateReader.for_cells(cells).ambiguous is ambiguous


@pytest.mark.parametrize(
    ("language", "cell", "expected"),
    [
        ("es", "21/abr/26 11:37 PM", "2026-04-21T23:37:00"),
        ("es", "03/ene/26 1:05 AM", "2026-01-03T01:05:00"),
        ("es", "03/sept/26 1:05 AM", "2026-09-03T01:05:00"),
        ("es", "03/set./26", "2026-09-03"),
        ("fr", "19/févr./26 7:31 PM", "2026-02-19T19:31:00"),
        ("fr", "19/juil./26 7:31 PM", "2026-07-19T19:31:00"),
        ("fr", "19/jui/26 7:31 PM", "19/jui/26 7:31 PM"),
        ("de", "05/Mär/26 17:03", "2026-03-05T17:03:00"),
        ("de", "5. Dez. 2026", "2026-12-05"),
        ("pl", "12/lut/21 10:19 PM", "2021-02-12T22:19:00"),
        ("pl", "12/paź/21 10:19 PM", "2021-10-12T22:19:00"),
        ("pl", "12 lutego 2021", "2021-02-12"),
        ("pt", "22/mai/24 10:26 AM", "2024-05-22T10:26:00"),
        ("pt", "22/out/24 10:26 AM", "2024-10-22T10:26:00"),
        ("pt", "22/Oct/24 10:26 AM", "2024-10-22T10:26:00"),
        ("en", "22/out/24 10:26 AM", "22/out/24 10:26 AM"),
    ],
)
def test_months_are_read_in_the_language_of_the_headings(language: str, cell: str, expected: str) -> None:
    """In short or in full, with a dot or without; English names are known everywhere."""
    assert DateReader(language=language).read(cell) == expected


@given(st.text(alphabet="0123456789/.-: APMZ+JanFeb,"))
def test_anything_can_be_read(cell: str) -> None:
    """A filled cell never becomes nothing."""
    reader = DateReader.for_cells([cell])

    assert reader.read(cell) is None or reader.read(cell)
