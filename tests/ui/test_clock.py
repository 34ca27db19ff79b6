"""The clock: what is left, said calmly, and every way to turn it."""

from datetime import UTC, datetime, timedelta

import pytest

from refine_tui.domain.timekeeping import extend, pause
from refine_tui.domain.transitions import bind
from refine_tui.ui.app import RefineApp
from refine_tui.ui.screens.pulse import TICK
from refine_tui.ui.widgets.agenda_panel import AgendaPanel
from tests.support import NINE, a_facilitator
from tests.ui.driving import KICK_OFF, TRIAGE, WRAP_UP, Desk, enter, line_with, live, notice, running, shown, tick


def left(app: RefineApp) -> tuple[str, str]:
    """Return the large number and the words under it."""
    panel = live(app).query_one(AgendaPanel)
    return panel._left.value, str(panel._words.content)


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_what_is_left_is_told_in_minutes_and_in_seconds_only_in_the_last_one(
    desk: Desk, size: tuple[int, int]
) -> None:
    app = desk.begun(phase=TRIAGE)

    told = []
    async with running(app, size=size) as pilot:
        for step in (0, 1, 59, 17.5 * 60, 30, 35, 25, 20, 160):
            desk.clock.advance(seconds=step)
            await tick(pilot, app)
            told.append(left(app))
            assert told[-1][1] in shown(app)

    assert told == [
        ("20", "minutes left"),
        ("20", "minutes left"),
        ("19", "minutes left"),
        ("2", "min · nearly over"),
        ("1:00", "left · time to close"),
        ("0:25", "left · time to close"),
        ("0:00", "left · time to close"),
        ("+0", "just over · ] next phase"),
        ("+3", "min over · ] next phase"),
    ]


async def test_seconds_all_along_are_a_setting(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE, show_seconds=True)

    async with running(app) as pilot:
        desk.clock.advance(seconds=18)
        await tick(pilot, app)
        told = left(app)

    assert told == ("19:42", "left")


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

    assert "ends 11:00  on time" in heads[0]
    assert "ends 11:03  3 min behind" in heads[1]
    assert "Payments" in time
    assert "ends 10:43  17 min ahead" in heads[2]
    assert "paused" in heads[3]


async def test_the_screen_looks_at_the_clock_by_itself(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        desk.clock.advance(minutes=5)
        await pilot.pause(TICK * 1.5)
        told = left(app)

    assert told[0] == "15"


async def test_space_pauses_and_goes_on_and_the_time_between_does_not_count(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("space")
        paused, keys = left(app), shown(app).splitlines()[-1]
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        narrow = shown(app)
        saved = desk.saved().is_running
        desk.clock.advance(minutes=7)
        await pilot.press("space")
        going = left(app)

    assert paused == ("20", "paused · space goes on")
    assert "paused · space goes on" in narrow
    assert "space go on" in keys
    assert not saved
    assert going == ("20", "minutes left")
    assert desk.saved().is_running


@pytest.mark.parametrize(("key", "number"), [("plus", "21"), ("equals_sign", "21"), ("minus", "19")])
async def test_a_minute_more_or_less_is_paid_by_the_next_box(desk: Desk, key: str, number: str) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press(key)
        told, seen = left(app), shown(app)

    assert told[0] == number
    assert f"{50 - 5 - int(number)}" in line_with_box(seen, "Deep dive")
    extended = int(number) - 20
    assert [phase.extended_minutes for phase in desk.saved().phases] == [0, extended, -extended, 0]


def line_with_box(seen: str, title: str) -> str:
    """Return how the agenda shows the box called *title*."""
    return next(line[:28] for line in seen.splitlines() if title in line[:28])


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
    assert said == "back to Kick-off   ·   u undoes"
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
        said, saved, before = notice(app), desk.saved().absences[-1].counted, left(app)[0]
        await pilot.press("x")
        after, words = left(app)[0], notice(app)

    assert (said, saved) == (line, counted)
    assert words == f"{flipped}   ·   u undoes"
    assert [before, after] == (["10", "20"] if counted else ["20", "+20"])
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
    assert told[0] == "20"
    assert [absence.counted for absence in desk.saved().absences] == [False]


async def test_without_an_absence_x_says_so(desk: Desk) -> None:
    app = desk.started()

    async with running(app) as pilot:
        await pilot.press("x")
        said = notice(app)

    assert said.startswith("! The program was here all the time")


async def test_a_paused_session_is_taken_up_paused(desk: Desk) -> None:
    with desk.facilitating() as facilitator:
        facilitator.apply(bind(pause))
    desk.clock.advance(minutes=90)
    app = desk.resumed()

    async with running(app):
        said, told = notice(app), left(app)

    assert said == "Paused 1 h 30 min ago · space resumes"
    assert told == ("5", "paused · space goes on")


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
    assert said == "began 5 min earlier   ·   u undoes"
    assert desk.saved().started_at == NINE - timedelta(minutes=5)
