"""Undo and redo: every step, the clock's too, and always with the words of what it was."""

from collections.abc import Sequence

import pytest
from textual.screen import Screen

from refine_tui.domain.recording import add_decision
from refine_tui.domain.session import SessionStatus
from refine_tui.domain.transitions import bind
from refine_tui.domain.wrap_up import close
from refine_tui.ui.app import RefineApp
from refine_tui.ui.home.screen import HomeScreen
from refine_tui.ui.live.screen import LiveScreen
from refine_tui.ui.minutes.screen import MinutesScreen
from tests.ui.driving import (
    DEEP_DIVE,
    KICK_OFF,
    TRIAGE,
    WRAP_UP,
    Desk,
    enter,
    notice,
    paste,
    running,
    screens_open,
    shown,
)

Keys = Sequence[str]
"""Keys to press; what begins with a colon is put into the line that is open, and entered."""

STEPS: dict[int, tuple[tuple[Keys, str], ...]] = {
    KICK_OFF: (
        (("1", ":One story"), "Session goal: One story"),
        (("2", ":Fewer returns"), "Product goal: Fewer returns"),
        (("3", ":Ana, Dora"), "2 people here"),
        (("j", "j", "enter"), "Dora is away"),
        (("space",), "clock paused"),
        (("space",), "clock running"),
        (("plus",), "1 min more for Kick-off, from Triage"),
        (("minus",), "1 min less for Kick-off, to Triage"),
        (("right_square_bracket",), "Triage started"),
        (("left_square_bracket",), "back in Kick-off"),
    ),
    TRIAGE: (
        (("d", ":Refunds wait"), "D1 "),
        (("a", ":Ask Legal @ana fri"), "A1 "),
        (("q", ":Which zone?"), "Q1 "),
        (("p", ":The coffee"), "P1 "),
        (("n", ":Two shops"), "N1 "),
        (("enter", "1", "escape"), "PAY-11: valid request yes"),
        (("enter", "1", "1", "n"), "PAY-11: serves our goal no"),
        (("3", "escape"), "PAY-11 needs information"),
        (("5", ":After the audit"), "PAY-12 not now: After the audit"),
        (("4",), "PAY-13 later"),
        (("r", "delete", "escape"), "A2 removed"),
        (("2",), "PAY-11 next session"),
    ),
    DEEP_DIVE: (
        (("1", ":Refunds take long"), "PAY-14 why: Refunds take long"),
        (("4", ":Legal agrees", "escape"), "PAY-14: criterion 1 added"),
        (("5", ":8"), "PAY-14: estimate 8"),
        (("6", "1"), "PAY-14 ready"),
        (("right", "7", ":No design"), "PAY-15 not ready: No design"),
        (("K",), "PAY-15 is story 1 of 2, before PAY-14"),
    ),
    WRAP_UP: (
        (("enter", "2"), "PAY-11 parked"),
        (("1",), "4 items carried over"),
        (("3", ":fri 10:00"), "Next session: Fri 4 Dec 10:00"),
        (("4", ":5 3"), "Rating 4.0 / 5 (2 votes)"),
    ),
}


@pytest.mark.parametrize(("phase", "steps"), STEPS.items())
async def test_every_step_is_undone_and_done_again_and_the_notice_says_which(
    desk: Desk, phase: int, steps: tuple[tuple[Keys, str], ...]
) -> None:
    app = desk.begun(new=3, candidates=2, phase=phase)

    async with running(app) as pilot:
        for keys, step in steps:
            desk.clock.advance(seconds=1)
            history = [desk.saved()]
            for key in keys:
                await (enter(pilot, key[1:]) if key.startswith(":") else pilot.press(key))
                if (saved := desk.saved()) != history[-1]:
                    history.append(saved)
            *_, before, after = history
            assert notice(app).startswith(step)
            assert notice(app).endswith("u undo")
            await pilot.press("u")
            assert notice(app).startswith(f"Undone: {step}")
            assert desk.saved() == before
            await pilot.press("U")
            assert notice(app).startswith(f"Redone: {step}")
            assert desk.saved() == after


async def test_items_that_were_brought_in_are_undone_as_one_step(desk: Desk) -> None:
    app = desk.begun(new=1, phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("i")
        await paste(pilot, "NEW-1 Pay by invoice\nNEW-2 Pay in rates")
        await pilot.press("ctrl+s", "1")
        brought = len(desk.saved().items)
        await pilot.press("u")
        said = notice(app)

    assert brought == 3
    assert said == "Undone: import of 2 items from the pasted text"
    assert [item.label for item in desk.saved().items] == ["PAY-11"]
    assert [item.label for item in desk.store().backlog(desk.saved().team).items] == ["PAY-11"]


async def test_undo_goes_back_over_a_restart_step_by_step_and_says_when_nothing_is_left(desk: Desk) -> None:
    with desk.facilitating() as facilitator:
        facilitator.apply(bind(add_decision, text="First"))
        facilitator.apply(bind(add_decision, text="Second"))
    app = desk.resumed()

    said = []
    async with running(app) as pilot:
        for key in ("u", "u", "u", "U", "U", "U"):
            await pilot.press(key)
            said.append(notice(app))

    assert said[:2] == ["Undone: D2 Second", "Undone: D1 First"]
    assert said[2].startswith("! ")
    assert said[3:5] == ["Redone: D1 First", "Redone: D2 Second"]
    assert said[5].startswith("! ")
    assert [decision.text for decision in desk.saved().decisions] == ["First", "Second"]


async def test_an_undone_pause_counts_the_time_since(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("space")
        desk.clock.advance(minutes=2)
        await pilot.press("u")
        seen = shown(app)

    assert "▶ Kick-off   3 min left" in seen
    assert desk.saved().is_running


async def test_undoing_a_disposition_shows_its_item_again(desk: Desk) -> None:
    app: RefineApp = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("4", "u")
        seen = shown(app)

    assert "▶ PAY-11   · PAY-12   · PAY-13" in seen
    assert "0 of 3" in seen
    assert "PAY-11  Partial refunds in the checkout" in seen


async def test_undoing_that_a_session_was_opened_again_shows_its_minutes(desk: Desk) -> None:
    with desk.facilitating(phase=WRAP_UP) as driver:
        driver.close()
    app = desk.resumed()

    async with running(app) as pilot:
        await pilot.press("3")
        await pilot.pause()
        again, opened = screens_open(app), desk.saved().status
        await pilot.press("u")
        for _ in range(3):
            await pilot.pause()
        closed, said, status = screens_open(app), notice(app), desk.saved().status
        await pilot.press("3")
        await pilot.pause()
        reopened = screens_open(app)
        await pilot.press("d")
        await enter(pilot, "It can be changed")

    assert (again[-1], opened) == (LiveScreen, SessionStatus.RUNNING)
    assert (closed, status) == ([Screen, HomeScreen, MinutesScreen], SessionStatus.CLOSED)
    assert said == "The session is closed   ·   3 reopen"
    assert reopened == again
    assert [decision.text for decision in desk.saved().decisions] == ["It can be changed"]


async def test_a_session_that_another_process_closes_shows_its_minutes(desk: Desk) -> None:
    app = desk.begun(phase=WRAP_UP)

    async with running(app) as pilot:
        other = desk.store()
        session = other.load(1)
        closed_now = close(session, now=desk.clock.now()).session
        other.save(session, closed_now, step="session closed", now=desk.clock.now())
        await pilot.press("d")
        await enter(pilot, "Too late")
        await pilot.press("escape")
        await pilot.press("plus")
        for _ in range(3):
            await pilot.pause()
        closed = screens_open(app)

    assert closed == [Screen, HomeScreen, MinutesScreen]
