"""Driving the app by its keys: a database of its own, a clock that is told the time, and eyes for the screen."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.segment import Segment
from textual._context import visible_screen_stack
from textual.app import App
from textual.events import Paste
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from refine_tui.application.application import Application
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.timekeeping import go_to_phase
from refine_tui.domain.transitions import bind
from refine_tui.ui.app import RefineApp
from refine_tui.ui.app_options import AppOptions, Resume, Start
from refine_tui.ui.flow_screen import FlowScreen
from refine_tui.ui.live.screen import LiveScreen
from refine_tui.ui.widgets.line_area import LineArea
from refine_tui.ui.widgets.question_bar import QuestionBar
from tests.driver import Driver, StoreDriver, open_store
from tests.support import FakeClock, a_setup, a_started_session, an_agenda

WIDE = (120, 36)
KICK_OFF, TRIAGE, DEEP_DIVE, WRAP_UP = range(4)


class Desk:
    """What one test of the screen has at hand; the app that it makes has not been started."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "refine.db"
        self.minutes_folder = folder / "minutes"
        self.clock = FakeClock()
        self._stores: list[StoreDriver] = []
        self._eyes: StoreDriver | None = None

    def store(self) -> StoreDriver:
        """Return a store on the test's database; the desk closes it."""
        self._stores.append(open_store(self.database))
        return self._stores[-1]

    def clear(self) -> None:
        """Close every store."""
        for store in self._stores:
            store.close()

    def app(self, first: Start | Resume | None = None, **changes: Any) -> RefineApp:
        """Return the app, not running."""
        options = AppOptions(
            open_application=lambda: Application(self.store(), self.clock),
            now=self.clock.now,
            agendas=lambda: (an_agenda(),),
            zone=lambda: "Europe/Berlin",
            minutes_folder=self.minutes_folder,
            crash_folder=self.database.parent,
            first=first,
        )
        return RefineApp(replace(options, **changes))

    @contextmanager
    def facilitating(self, *, new: int = 3, candidates: int = 0, phase: int = KICK_OFF) -> Iterator[Driver]:
        """Begin a session of the made-up team and let go of it, its clock running, at the end."""
        facilitator = a_started_session(self.store(), self.clock, new=new, candidates=candidates)
        if phase:
            facilitator.apply(bind(go_to_phase, position=phase))
        yield facilitator
        facilitator.leave(paused=False)

    def begun(self, *, new: int = 3, candidates: int = 0, phase: int = KICK_OFF, **changes: Any) -> RefineApp:
        """Return the app, not running, that goes straight to a session in *phase*."""
        with self.facilitating(new=new, candidates=candidates, phase=phase):
            pass
        return self.resumed(**changes)

    def resumed(self, **changes: Any) -> RefineApp:
        """Return the app, not running, that goes straight to the session that was begun."""
        return self.app(Resume(session=1), **changes)

    def started(self, **changes: Any) -> RefineApp:
        """Return the app, not running, that starts a session without items."""
        return self.app(Start(setup=replace(a_setup(), **changes)))

    def saved(self, session: int = 1) -> RefinementSession:
        """Return a session as it is on the disk, read by a store of its own."""
        self._eyes = self._eyes or self.store()
        return self._eyes.load(session)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the write lock of the database, as another program would."""
        connection = sqlite3.connect(self.database, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("ROLLBACK")
        finally:
            connection.close()


@asynccontextmanager
async def running(app: RefineApp, size: tuple[int, int] = WIDE) -> AsyncIterator[Pilot[None]]:
    """Run the app without a terminal, from the moment on at which its store is open and its first screen drawn."""
    async with app.run_test(size=size, notifications=True) as pilot:
        for _ in range(50):
            await pilot.pause()
            if app._application is not None or app.ending.status:
                break
        await pilot.pause()
        await pilot.pause()
        yield pilot


def cells(app: App[Any]) -> list[list[Segment]]:
    """Return the lines of the whole screen in runs of one style, with what dialogs leave of the screen under them."""
    visible_screen_stack.set(app._background_screens)
    update = app.screen._compositor.render_full_update()
    return [[part for strip in line for part in strip if not part.control] for line in update.strips]


def shown(app: App[Any]) -> str:
    """Return the text that is really on the screen, line by line."""
    return "\n".join("".join(part.text for part in line).rstrip() for line in cells(app))


def line_with(app: RefineApp, words: str) -> str:
    """Return the first line of the screen that has *words*."""
    return next((line for line in shown(app).splitlines() if words in line), "")


def marked_line(app: RefineApp) -> str:
    """Return the line of the screen on which the marked row begins: the last mark, below those of ribbon and strip."""
    return next((line for line in reversed(shown(app).splitlines()) if "▶ " in line), "")


def notice(app: RefineApp) -> str:
    """Return the line above the keys, as it is on the screen."""
    return shown(app).splitlines()[-2].strip()


def is_asking(app: RefineApp) -> bool:
    """Return whether a question is open in the bar of the screen."""
    return isinstance(app.screen, FlowScreen) and app.screen.is_asking


def asked(app: RefineApp) -> str:
    """Return the title of the question that is open in the bar; empty: none is."""
    for bar in app.screen.query(QuestionBar):
        if bar.is_open:
            return (bar._label if bar._label.display else bar._title).words
    return ""


async def enter(pilot: Pilot[None], text: str) -> None:
    """Put *text* into the line that is open, as a whole, and press enter."""
    await write(pilot, text)
    await pilot.press("enter")
    await pilot.pause()  # rows that are new get their place one frame later


async def write(pilot: Pilot[None], text: str) -> None:
    """Put *text* into the line that is open, in place of what it holds."""
    field = line_field(pilot.app)
    if isinstance(field, Input):
        field.value = text
    elif isinstance(field, LineArea):
        field.replace_all(text)
    else:
        field.text = text
    await pilot.pause()


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste *text*, as a terminal does, to wherever the cursor is."""
    pilot.app.post_message(Paste(text))
    await pilot.pause()


def typed(app: RefineApp) -> str:
    """Return what stands in the line, or the lines, that are open."""
    field = line_field(app)
    return field.value if isinstance(field, Input) else field.text


def line_field(app: App[Any]) -> Input | TextArea:
    """Return the field that text is typed into."""
    return next(field for field in app.screen.query("*") if isinstance(field, Input | TextArea) and field.has_focus)


async def wait_for(pilot: Pilot[None], words: str) -> str:
    """Wait until *words* are on the screen, which a thread may take a while for; return the screen."""
    for _ in range(200):
        await pilot.pause()
        if words in (seen := shown(pilot.app)):
            return seen
    raise AssertionError(f"{words!r} is not on the screen:\n{shown(pilot.app)}")


def live(app: RefineApp) -> LiveScreen:
    """Return the live screen, wherever it is among the screens that are open."""
    return next(screen for screen in app.screen_stack if isinstance(screen, LiveScreen))


async def tick(pilot: Pilot[None], app: RefineApp) -> None:
    """Let the screen look at the clock twice, as it does within a second: the time first, then what depends on it."""
    for _ in range(2):
        live(app)._ticker.tick()
        await pilot.pause()


def screens_open(app: RefineApp) -> list[type[Screen[Any]]]:
    """Return the kinds of the screens that are open, the uppermost last."""
    return [type(screen) for screen in app.screen_stack]
