"""The list of records costs the same a key with ten records and with five hundred."""

import pytest

from refine_tui.domain.recording import add_decision
from refine_tui.domain.transitions import bind
from refine_tui.ui.widgets.row_list import Row, RowList
from tests.driver import Driver
from tests.ui.driving import TRIAGE, Desk, running


@pytest.mark.parametrize("keys", [("down",), ("d", "X", "enter"), ("pagedown",)], ids=["a move", "a record", "a page"])
async def test_a_key_draws_no_more_rows_with_many_records_than_with_few(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    drawn: list[Row[object]] = []
    lines_of = RowList._lines_of

    def counted(rows: RowList, row: Row[object], *, is_marked: bool) -> object:
        drawn.append(row)
        return lines_of(rows, row, is_marked=is_marked)

    monkeypatch.setattr(RowList, "_lines_of", counted)
    with desk.facilitating(phase=TRIAGE):
        pass
    counts = []
    for more in (40, 460):
        record_decisions(desk, more)
        app = desk.resumed()
        async with running(app) as pilot:
            await pilot.press("r")
            drawn.clear()
            await pilot.press(*keys)
            counts.append(len(drawn))
            await pilot.press("escape", "ctrl+q")

    few, many = counts
    assert 0 < many <= few + 2


def record_decisions(desk: Desk, count: int) -> None:
    """Record decisions in the session, as another process would, and let go of it."""
    store = desk.store()
    driver = Driver(store, desk.clock)
    driver.resume(1)
    for number in range(count):
        driver.apply(bind(add_decision, text=f"Decision {number}"))
    driver.leave(paused=False)
