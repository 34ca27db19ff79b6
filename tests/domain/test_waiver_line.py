"""The line that waives a check."""

import pytest

from refine_tui.domain.people import parse_people
from refine_tui.domain.waiver_line import WaiverReading, read_waiver, waiver_summary

PEOPLE = parse_people("Ana (PO), Aisha, Ben Stone, Ben Ortiz")


@pytest.mark.parametrize(
    ("line", "reason", "by"),
    [
        ("no data yet @ana", "no data yet", "Ana"),
        ("@ais no data yet", "no data yet", "Aisha"),
        ("no data until fri @ana", "no data until fri", "Ana"),
        ("@ana the data comes fri", "the data comes fri", "Ana"),
        ("no data due friday, see PAY-12 @ana", "no data due friday, see PAY-12", "Ana"),
        ("no data yet @ana?", "no data yet?", "Ana"),
    ],
)
def test_reason_and_name_are_read_and_dates_and_keys_stay_in_the_reason(line: str, reason: str, by: str) -> None:
    assert read_waiver(line, PEOPLE) == WaiverReading(reason=reason, by=by, by_known=True)


@pytest.mark.parametrize(
    ("line", "by", "problem"),
    [
        ("no data yet @ais1", "ais1", "ais1 is not on the list"),
        ("no data yet @ben", "ben", "ben: Ben Stone or Ben Ortiz?"),
        ("no data yet", "", "no name: end with @name"),
        ("", "", "no name: end with @name"),
        ("no data yet @?", "", "no name"),
        ("no data from @ana", "", "“from @ana” is part of the reason: end with @name"),
        ("no data yet @ana @aisha", "", "two owners: the text stays as typed"),
        ("@ana", "Ana", "no reason"),
    ],
)
def test_what_is_missing_or_unclear_is_a_warning(line: str, by: str, problem: str) -> None:
    reading = read_waiver(line, PEOPLE)

    assert (reading.by, reading.problems) == (by, (problem,))


def test_the_summary_shows_what_will_be_stored_and_what_is_wrong() -> None:
    assert waiver_summary(read_waiver("no data yet @ana", PEOPLE)) == "“no data yet” · Ana"
    assert waiver_summary(read_waiver("no data @ais1", PEOPLE)) == "“no data” · ais1 · ais1 is not on the list"
    assert waiver_summary(read_waiver("no data", PEOPLE)) == "“no data” · no name: end with @name"
