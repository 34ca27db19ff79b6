"""The computer's clock is set while a session runs: one line says so, and the timebox goes on."""

from datetime import timedelta

import pytest

from refine_tui.domain.timekeeping import pause
from refine_tui.domain.transitions import bind
from refine_tui.ui.widgets.time_words import clock_set_words
from tests.ui.driving import KICK_OFF, TRIAGE, Desk, line_with, notice, running, shown, tick
from tests.ui.test_clock import left


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(-60, "back by 1 h"), (60, "forward by 1 h"), (2, "forward by 2 min"), (-2880, "back by 2 days")],
)
async def test_a_clock_that_was_set_is_announced_and_the_timebox_goes_on(desk: Desk, minutes: int, words: str) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        desk.clock.advance(minutes=3)
        desk.clock.set_by(minutes=minutes)
        await tick(pilot, app)
        said, first = notice(app), left(app)
        desk.clock.advance(minutes=3)
        await tick(pilot, app)
        later, head = left(app), line_with(app, "ends")

    assert said == f"The computer's clock was set {words}. The timebox goes on."
    assert (first, later) == ("17 min left", "14 min left")
    assert "5 min ahead" in head


async def test_the_head_shows_the_time_to_which_the_clock_was_set(desk: Desk) -> None:
    app = desk.begun(phase=KICK_OFF)

    async with running(app) as pilot:
        desk.clock.set_by(minutes=-61)
        await tick(pilot, app)
        seen = shown(app)

    assert "08:59" in seen
    assert "ends 09:59" in seen


async def test_a_clock_that_was_set_while_paused_leaves_the_timebox_paused(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("space")
        desk.clock.set_by(minutes=-60)
        await tick(pilot, app)
        said = notice(app)
        await pilot.press("space")
        desk.clock.advance(minutes=1)
        await tick(pilot, app)
        going = left(app)

    assert said == "The computer's clock was set back by 1 h. The timebox stays paused."
    assert going == "19 min left"


async def test_a_sleep_and_a_clock_that_was_set_are_both_announced(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        desk.clock.sleep(minutes=40)
        desk.clock.set_by(minutes=2)
        await tick(pilot, app)
        said = notice(app)

    assert said.startswith("Back after 40 min, left out · x counts the time · The computer's clock was set forward")


@pytest.mark.parametrize(
    ("paused", "end"), [(False, "The timebox goes on."), (True, "The timebox stays paused.")], ids=["killed", "left"]
)
async def test_a_clock_that_was_set_back_while_the_program_was_away_is_announced(
    desk: Desk, paused: bool, end: str
) -> None:
    with desk.facilitating(phase=TRIAGE) as facilitator:
        desk.clock.advance(minutes=3)
        if paused:
            facilitator.apply(bind(pause))
    desk.clock.set_by(minutes=-60)
    app = desk.resumed()

    async with running(app):
        said, told = notice(app), left(app)

    assert said == f"The computer's clock was set back by at least 1 h. {end}"
    assert told == "17 min left"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(-2, "back by 2 s"), (59.9999, "forward by 1 min"), (7199.99, "forward by 2 h"), (-7200.01, "back by 2 h")],
)
def test_the_length_is_rounded_in_words(seconds: float, words: str) -> None:
    assert words in clock_set_words(timedelta(seconds=seconds), runs=True)


async def test_the_screen_goes_by_the_clock_of_the_session_also_where_a_deviation_is_too_small_to_follow(
    desk: Desk,
) -> None:
    app = desk.begun(phase=TRIAGE, show_seconds=True)

    async with running(app) as pilot:
        desk.clock.advance(seconds=10)
        desk.clock.set_by(seconds=-1.5)
        await tick(pilot, app)
        told = left(app)

    assert told == "19:50 left"
