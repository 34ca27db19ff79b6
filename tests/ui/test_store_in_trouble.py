"""The database is locked, or its disk is full: the screen says so, the text stays, and saving goes on afterwards."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from refine_tui.ui.app import RefineApp
from tests.driver import StoreDriver
from tests.ui.driving import TRIAGE, Desk, enter, live, notice, running, shown, typed, write

BUSY = "refine.db: another program is writing to the database, so"
FULL = "refine.db: the disk is full, so"


@contextmanager
def tries_to_write() -> Iterator[list[str]]:
    """Give the list of tries to take the write lock: each may hold the screen up for a quarter of a second."""
    tries: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement == "BEGIN IMMEDIATE":
            tries.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield tries
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)


async def test_a_locked_database_holds_no_key_up_but_those_that_save(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        with desk.locked(), tries_to_write() as tries:
            await pilot.press("d", *"Refunds wait")
            held, in_vain = typed(app), len(tries)
            await pilot.press("enter")
            failed, after_enter = shown(app), len(tries)
            await pilot.press(*" for Legal")
            still = typed(app)
            await pilot.press("escape", "question_mark")
            keys = shown(app)
            await pilot.press("escape", "r")
            recorded = shown(app)
            await pilot.press("escape")
            quiet = len(tries)
            await pilot.press("4")
            said, after_digit = notice(app), len(tries)
        await pilot.press("d", "enter")
        seen = shown(app)
        await pilot.press("4")

    assert (held, in_vain) == ("Refunds wait", 0)
    assert (f"! {BUSY} “D1 Refunds wait” is not saved; try again." in failed, after_enter) == (True, 1)
    assert still == "Refunds wait for Legal"
    assert "The row before" in keys
    assert "enter done, answer  e edit  del remove  esc back" in recorded.splitlines()[-1]
    # The line that was left was to be kept.
    assert (quiet, said, after_digit) == (2, f"! {BUSY} “PAY-11 later” is not saved; try again.", 3)
    assert "D1  Refunds wait for Legal" in seen
    assert [decision.text for decision in desk.saved().decisions] == ["Refunds wait for Legal"]
    assert desk.saved().items[0].outcome == "later"


async def test_a_sign_of_life_that_cannot_be_saved_is_told_and_ends_nothing(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        with desk.locked():
            live(app)._ticker._beat()
            await pilot.pause()
            said = notice(app)
        await pilot.press("space")
        went_on = notice(app)

    assert said == f"! {BUSY} the sign of life is not saved (everything recorded is)."
    assert went_on.startswith("clock paused")


def limit_pages(app: RefineApp, pages: int) -> None:
    """Let the app's database grow to *pages* pages at most, or to what it has: as a disk does that is full."""
    assert app._application is not None
    store = app._application.live._store
    assert isinstance(store, StoreDriver)
    with store.reading() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


@pytest.mark.parametrize("key", ["d", "a", "q", "p", "n"])
async def test_a_full_disk_is_told_and_saving_goes_on_when_there_is_room(desk: Desk, key: str) -> None:
    app = desk.begun(phase=TRIAGE)
    long = "A long thought " * 2_000

    async with running(app) as pilot:
        await pilot.press("d")
        await enter(pilot, "Before")
        limit_pages(app, 1)
        await pilot.press(key)
        await write(pilot, long)
        await pilot.press("enter")
        failed, held = shown(app), typed(app)
        stored = desk.saved()
        limit_pages(app, 1_000_000)
        await pilot.press("enter")
        seen = shown(app)

    label = f"{key.upper()}{2 if key == 'd' else 1}"
    assert re.search(rf"! {FULL} “{label} A\s+long\s+.*…” is not saved; make room and try\s+again\.", failed)
    assert held == long
    assert [decision.text for decision in stored.decisions] == ["Before"]
    assert stored.revision == desk.saved().revision - 1
    assert FULL not in seen
    assert len(str(desk.saved())) > len(str(stored)) + len(long) - 100


async def test_a_damaged_database_ends_the_app_with_a_sentence_and_is_left_as_it_is(desk: Desk) -> None:
    app = desk.begun()
    desk.clear()
    whole = desk.database.read_bytes()
    damaged = whole[:8192] + bytes(4096) + whole[12288:]
    desk.database.write_bytes(damaged)

    async with running(app):
        pass

    assert app.ending.status == 1
    assert app.ending.message == (
        f"{desk.database}: the database is damaged; nothing was changed, and a copy is kept as refine.db.damaged: "
        "put a backup in its place, or go on with another file (--db FILE)."
    )
    assert desk.database.read_bytes() == desk.database.with_name("refine.db.damaged").read_bytes() == damaged


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (
            "d",
            "Left without pausing the clock: refine.db: another program is writing to the database, "
            "so the pause of the clock is not saved; try again.",
        ),
        (
            "space",
            "Left: refine.db: another program is writing to the database, "
            "so the time at which the session was left is not saved (everything recorded is).",
        ),
    ],
    ids=["runs", "paused"],
)
async def test_leaving_a_locked_database_says_what_is_not_saved(desk: Desk, key: str, message: str) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press(key, "escape")
        with desk.locked():
            await pilot.press("ctrl+q")
            await pilot.pause()

    assert app.ending.message == message
