"""The clock: what is left, said calmly, and every way to turn it."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from refine_tui.domain.timekeeping import extend, pause
from refine_tui.domain.transitions import bind
from refine_tui.ui.app import RefineApp
from refine_tui.ui.live.ribbon import Ribbon
from refine_tui.ui.live.ticker import TICK
from tests.support import NINE, a_facilitator
from tests.ui.driving import KICK_OFF, TRIAGE, WRAP_UP, Desk, enter, line_with, live, notice, running, shown, tick


def left(app: RefineApp) -> str:
    """Return how much of the phase that runs is left, as the ribbon says it: ``20 min left``, ``over by 2 min``."""
    words = live(app).query_one(Ribbon).words
    found = re.search(r"▶ .+?   (over by \d+ min|[\d:]+ (?:min )?left)", words)
    assert found is not None, words
    assert found[1] in shown(app)
    return found[1]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 18)])
async def test_what_is_left_is_told_in_minutes_to_the_end(desk: Desk, size: tuple[int, int]) -> None:
    app = desk.begun(phase=TRIAGE)

    told = []
    async with running(app, size=size) as pilot:
        for step in (0, 1, 59, 17.5 * 60, 30, 35, 25, 20, 160):
            desk.clock.advance(seconds=step)
            await tick(pilot, app)
            told.append(left(app))

    assert told == [
        "20 min left",
        "20 min left",
        "19 min left",
        "2 min left",
        "1 min left",
        "1 min left",
        "0 min left",
        "over by 1 min",
        "over by 3 min",
    ]


async def test_the_end_of_a_phase_is_told_once_with_the_keys_that_help(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await tick(pilot, app)
        desk.clock.advance(minutes=20)
        await tick(pilot, app)
        said = notice(app)
        await pilot.press("escape", "w", "escape", "plus")
        await tick(pilot, app)
        later = notice(app)

    assert said == "The time for Triage is up   ·   + one more minute · ] go on"
    assert later.startswith("1 min more for Triage")


async def test_seconds_all_along_are_a_setting(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE, show_seconds=True)

    async with running(app) as pilot:
        desk.clock.advance(seconds=18)
        await tick(pilot, app)
        told = left(app)

    assert told == "19:42 left"


async def test_the_head_tells_the_time_the_end_and_whether_that_is_behind_or_ahead(desk: Desk) -> None:
    app = desk.begun(phase=KICK_OFF)

    heads = []
    async with running(app) as pilot:
        heads.append(line_with(app, "ends"))
        desk.clock.advance(minutes=8)
        await tick(pilot, app)
        heads.append(line_with(app, "ends"))
        time = line_with(app, "10:08")
        await pilot.press("right_square_bracket", "right_square_bracket")
        heads.append(line_with(app, "ends"))
        await pilot.press("space")
        heads.append(line_with(app, "ends"))

    assert "ends 11:00   on time" in heads[0]
    assert "ends 11:03   3 min behind" in heads[1]
    assert "Payments" in time
    assert "ends 10:43   17 min ahead" in heads[2]
    assert "paused" in heads[3]


@pytest.mark.parametrize("width", [120, 80])
async def test_behind_time_a_key_shortens_a_later_phase_and_the_head_says_which(desk: Desk, width: int) -> None:
    app = desk.begun(phase=KICK_OFF)

    async with running(app, size=(width, 30)) as pilot:
        desk.clock.advance(minutes=8)
        await tick(pilot, app)
        offered = line_with(app, "ends")
        await pilot.press("t")
        taken = line_with(app, "ends")

    assert offered.endswith("3 min behind   t shorten Deep dive to 22 min")
    assert "Payments" in offered
    assert "on time" in taken
    assert "shorten" not in taken
    assert desk.saved().phases[2].extended_minutes == -3


async def test_the_screen_looks_at_the_clock_by_itself(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        desk.clock.advance(minutes=5)
        await pilot.pause(TICK * 1.5)
        told = left(app)

    assert told == "15 min left"


async def test_space_pauses_and_goes_on_and_the_time_between_does_not_count(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("space")
        paused, head, keys = left(app), line_with(app, "ends"), shown(app).splitlines()[-1]
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        narrow = line_with(app, "ends")
        saved = desk.saved().is_running
        desk.clock.advance(minutes=7)
        await pilot.press("space")
        going = left(app)

    assert paused == going == "20 min left"
    assert head.endswith("paused")
    assert narrow.endswith("paused")
    assert "space resume" in keys
    assert not saved
    assert desk.saved().is_running


@pytest.mark.parametrize(
    ("key", "minutes", "words"),
    [
        ("plus", 21, "1 min more for Triage, from Deep dive"),
        ("equals_sign", 21, "1 min more for Triage, from Deep dive"),
        ("minus", 19, "1 min less for Triage, to Deep dive"),
    ],
)
async def test_a_minute_more_or_less_is_paid_by_the_next_box(desk: Desk, key: str, minutes: int, words: str) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press(key)
        told, said = left(app), notice(app)

    assert told == f"{minutes} min left"
    assert said == f"{words}   ·   u undo"
    extended = minutes - 20
    assert [phase.extended_minutes for phase in desk.saved().phases] == [0, extended, -extended, 0]


async def test_a_box_is_never_shortened_to_nothing(desk: Desk) -> None:
    with desk.facilitating(phase=KICK_OFF) as facilitator:
        facilitator.apply(bind(extend, minutes=-4))
    app = desk.resumed()

    async with running(app) as pilot:
        await pilot.press("minus")
        said = notice(app)

    assert said == "! Kick-off has only 1 min: go to the next phase instead."
    assert desk.saved().phases[0].extended_minutes == -4


@pytest.mark.parametrize("key", ["right_square_bracket", "greater_than_sign"])
async def test_the_next_phase_begins_by_a_key_and_never_by_itself(desk: Desk, key: str) -> None:
    app = desk.begun(phase=KICK_OFF)

    async with running(app) as pilot:
        desk.clock.advance(minutes=30)
        await tick(pilot, app)
        waited = desk.saved().phase
        await pilot.press(key)
        seen = shown(app)

    assert waited == KICK_OFF
    assert "▶ Triage" in seen
    assert "✓ Kick-off" in seen
    assert desk.saved().phase == TRIAGE


@pytest.mark.parametrize("key", ["left_square_bracket", "less_than_sign"])
async def test_the_phase_before_is_a_key_away(desk: Desk, key: str) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press(key)
        seen, said = shown(app), notice(app)
        await pilot.press(key)
        first = notice(app)

    assert "▶ Kick-off" in seen
    assert said == "back in Kick-off   ·   u undo"
    assert first == "! This is the first phase."
    assert desk.saved().phase == KICK_OFF


async def test_after_the_last_phase_the_next_one_says_what_to_do(desk: Desk) -> None:
    app = desk.begun(phase=WRAP_UP)

    async with running(app) as pilot:
        await pilot.press("right_square_bracket")
        said = notice(app)

    assert said == "! This is the last phase: close the session to end it."
    assert desk.saved().phase == WRAP_UP


@pytest.mark.parametrize(
    ("away", "line", "flipped", "counted"),
    [
        (10, "Back after 10 min. The time counts · x leaves it out", "10 min away left out", True),
        (40, "Back after 40 min, left out · x counts the time", "40 min away counted", False),
    ],
)
async def test_a_return_after_a_crash_is_told_in_one_line_and_one_key_flips_it(
    desk: Desk, away: int, line: str, flipped: str, counted: bool
) -> None:
    app = desk.begun(phase=TRIAGE)
    desk.clock.advance(minutes=away)

    async with running(app) as pilot:
        said, saved, before = notice(app), desk.saved().absences[-1].counted, left(app)
        await pilot.press("x")
        after, words = left(app), notice(app)

    assert (said, saved) == (line, counted)
    assert words == f"{flipped}   ·   u undo"
    assert [before, after] == (["10 min left", "20 min left"] if counted else ["20 min left", "over by 20 min"])
    assert desk.saved().absences[-1].counted is not counted


async def test_after_the_machine_slept_the_same_line_stands_there(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await tick(pilot, app)
        desk.clock.sleep(minutes=12)
        await tick(pilot, app)
        said = notice(app)
        await pilot.press("x")
        told = left(app)

    assert said == "Back after 12 min. The time counts · x leaves it out"
    assert told == "20 min left"
    assert [absence.counted for absence in desk.saved().absences] == [False]


async def test_without_an_absence_x_says_so(desk: Desk) -> None:
    app = desk.started()

    async with running(app) as pilot:
        await pilot.press("x")
        said = notice(app)

    assert said.startswith("! refine was not away")


async def test_a_paused_session_is_taken_up_paused(desk: Desk) -> None:
    with desk.facilitating() as facilitator:
        facilitator.apply(bind(pause))
    desk.clock.advance(minutes=90)
    app = desk.resumed()

    async with running(app):
        said, told, head = notice(app), left(app), line_with(app, "ends")

    assert said == "Paused 1 h 30 min ago · space resume"
    assert told == "5 min left"
    assert "   paused" in head


async def test_leaving_pauses_the_clock(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("ctrl+q")

    assert not desk.saved().is_running
    assert app.ending.status == 0


async def test_a_session_that_another_terminal_holds_is_refused_with_a_sentence(desk: Desk) -> None:
    app = desk.begun()
    other = a_facilitator(desk.store(), desk.clock)
    other.resume(1)

    async with running(app):
        pass
    other.leave(paused=False)

    assert app.ending.status == 1
    assert "open in another terminal" in app.ending.message


async def test_times_are_told_in_the_zone_of_the_session(desk: Desk) -> None:
    app = desk.started(zone="America/New_York")

    async with running(app):
        seen = shown(app)

    assert datetime(2026, 11, 27, 9, tzinfo=UTC) == NINE
    assert "04:00" in seen
    assert "ends 05:00" in seen


async def test_b_says_how_many_minutes_ago_we_began_and_refuses_what_is_no_such_number(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("b")
        await enter(pilot, "9" * 5000)
        refused = shown(app)
        await enter(pilot, "5")
        said = notice(app)

    assert "! Type the minutes as a number: 5" in refused
    assert said == "started 5 min earlier   ·   u undo"
    assert desk.saved().started_at == NINE - timedelta(minutes=5)
