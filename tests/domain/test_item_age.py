"""The age of an item."""

from datetime import date

import pytest

from refine_tui.domain.item_age import age_in_days

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("created", "days"),
    [
        ("2026-11-27", 0),
        ("2026-11-26", 1),
        ("2025-11-27", 365),
        ("2026-11-20T23:59:00+01:00", 7),
        ("2026-11-20 10:00", 7),
        ("2026-12-01", -4),
    ],
)
def test_an_item_is_as_old_as_the_days_since_its_creation(created: str, days: int) -> None:
    assert age_in_days(created, TODAY) == days


@pytest.mark.parametrize("created", [None, "", "soon", "27.11.2026", "2026-13-01", "2026-02-30"])
def test_without_a_date_that_can_be_read_there_is_no_age(created: str | None) -> None:
    assert age_in_days(created, TODAY) is None
