"""What one frame costs: the time of the session is computed once, and so are the rows of the phase."""

from collections.abc import Callable
from typing import Any

import pytest

from refine_tui.domain import clock_reading, timebox
from refine_tui.ui.live import ticker
from refine_tui.ui.live.phases.deep_dive import DeepDiveView
from refine_tui.ui.live.phases.kick_off import KickOffView
from refine_tui.ui.live.phases.triage import TriageView
from refine_tui.ui.live.phases.wrap_up import WrapUpView
from tests.ui.driving import DEEP_DIVE, KICK_OFF, TRIAGE, WRAP_UP, Desk, line_with, live, running

VIEWS = {KICK_OFF: KickOffView, TRIAGE: TriageView, DEEP_DIVE: DeepDiveView, WRAP_UP: WrapUpView}


class Calls:
    """How often the counted time and the rows were computed since the last look."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, view: type[Any]) -> None:
        self._counts = {"time": 0, "rows": 0}
        counted = self._counting("time", timebox.counted_by_phase)
        monkeypatch.setattr(timebox, "counted_by_phase", counted)
        monkeypatch.setattr(clock_reading, "counted_by_phase", counted)
        monkeypatch.setattr(view, "rows", self._counting("rows", view.rows))

    def _counting(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*arguments: Any) -> Any:
            self._counts[name] += 1
            return function(*arguments)

        return counting

    def take(self) -> dict[str, int]:
        """Return the counts, and count from zero again."""
        counts = dict(self._counts)
        self._counts.update(time=0, rows=0)
        return counts


@pytest.fixture(autouse=True)
def _no_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the screen alone between two keys: a tick computes the time, too."""
    monkeypatch.setattr(ticker, "TICK", 3600.0)


@pytest.mark.parametrize("phase", VIEWS)
async def test_a_frame_computes_the_time_once_and_the_rows_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, phase: int
) -> None:
    app = desk.begun(new=3, candidates=2, phase=phase)

    async with running(app) as pilot:
        calls = Calls(monkeypatch, VIEWS[phase])
        live(app).show_all()
        await pilot.pause()
        frame = calls.take()
        live(app)._ticker.tick()
        await pilot.pause()
        look = calls.take()

    assert frame == {"time": 1, "rows": 1}
    assert look == {"time": 1, "rows": 0}


@pytest.mark.parametrize(
    ("phase", "keys", "readings"),
    [(TRIAGE, "4", 2), (TRIAGE, "j", 2), (DEEP_DIVE, "61", 1), (WRAP_UP, "1", 2)],
)
async def test_a_key_computes_the_time_for_its_action_and_for_its_frame(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, phase: int, keys: str, readings: int
) -> None:
    app = desk.begun(new=3, candidates=2, phase=phase)

    async with running(app) as pilot:
        await pilot.press(*keys[:-1])
        calls = Calls(monkeypatch, VIEWS[phase])
        await pilot.press(keys[-1])
        counts = calls.take()

    assert counts == {"time": readings, "rows": 1}


@pytest.mark.parametrize(("phase", "key"), [(DEEP_DIVE, "j"), (KICK_OFF, "j")])
async def test_a_key_that_moves_the_mark_makes_no_row_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, phase: int, key: str
) -> None:
    app = desk.begun(new=3, candidates=2, phase=phase)

    async with running(app) as pilot:
        calls = Calls(monkeypatch, VIEWS[phase])
        await pilot.press(key)
        counts = calls.take()

    assert counts == {"time": 1, "rows": 0}


async def test_the_mark_of_the_chosen_row_follows_the_keys(desk: Desk) -> None:
    app = desk.begun(new=3, candidates=2, phase=DEEP_DIVE)

    marked = []
    async with running(app) as pilot:
        for key in ("j", "j", "k"):
            await pilot.press(key)
            marked.append(
                [word for word in ("Why", "Outcome", "Measure") if f"▶ {word}" in line_with(app, f"▶ {word}")]
            )

    assert marked == [["Outcome"], ["Measure"], ["Outcome"]]
