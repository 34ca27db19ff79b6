"""The live screen as the app draws it: the demo's team in a session of its own, and a clock that stands still."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot

from refine_tui.application.live_session import LiveSession
from refine_tui.cli.app_context import AppContext
from refine_tui.cli.demo import ManualClock, play_demo_script
from refine_tui.domain.deep_dive import StoryField, add_criterion, set_estimate, set_story_field
from refine_tui.domain.dispositions import disposition_by_code
from refine_tui.domain.people import parse_people
from refine_tui.domain.recording import add_action, add_decision, add_parked_topic, add_question
from refine_tui.domain.session_setup import SessionSetup
from refine_tui.domain.timekeeping import go_to_phase, items_of_phase
from refine_tui.domain.transitions import bind
from refine_tui.domain.triage import set_disposition
from refine_tui.ui.app import RefineApp
from refine_tui.ui.app_options import AppOptions, Resume

PHASES = ("triage", "deep dive", "wrap-up")
"""What is drawn, in the order of the session."""

_START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
_TEAM = "Harbour"
_AGENDA = "refinement-60"
_LONGEST_WAIT = 100
"""Tenths of a second until the screen is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One screen."""

    phase: str
    columns: int
    rows: int
    svg: str


class DemoScreens:
    """Draws the phases of one session."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._clock = ManualClock(_START)
        self._database = folder / "prepared.db"
        context = self._context(self._database)
        self._session = self._prepare(context)
        context.close()

    async def draw(self, theme: str, columns: int, rows: int) -> list[Drawn]:
        """Return the screen of each phase, drawn in a window of this size."""
        database = self._folder / "drawn.db"
        shutil.copyfile(self._database, database)
        database.chmod(0o600)
        context = self._context(database)
        options = AppOptions(
            open_application=context.open_application,
            now=self._clock.now,
            agendas=lambda: tuple(agenda for agenda, _ in context.available_agendas.agendas),
            zone=lambda: "UTC",
            minutes_folder=self._folder,
            crash_folder=self._folder,
            theme=theme,
            first=Resume(session=self._session),
        )
        app, drawn = RefineApp(options), []
        async with app.run_test(size=(columns, rows)) as pilot:
            for phase, words in zip(PHASES, ("archive", "criterion", "close"), strict=True):
                if phase != PHASES[0]:
                    await pilot.press("right_square_bracket")
                drawn.append(Drawn(phase=phase, columns=columns, rows=rows, svg=await _settled(app, pilot, words)))
        context.close()
        return drawn

    def _context(self, database: Path) -> AppContext:
        return AppContext(database=database, environment={"HOME": str(self._folder)}, clock=self._clock)

    def _prepare(self, context: AppContext) -> int:
        """Hold half a session, leave it in triage, and return its number."""
        agenda = next(agenda for agenda, _ in context.available_agendas.agendas if agenda.id == _AGENDA)
        play_demo_script(context, agenda=agenda)
        application = context.open_application()
        setup = SessionSetup(
            agenda=agenda,
            team_name=_TEAM,
            goal="Delays and refunds are clear enough for the next sprint",
            people=parse_people("Marta (PO), Jonas (SM), Priya (Dev), Aisha (Dev), Sven (Stakeholder)"),
            zone="UTC",
        )
        number = application.lifecycle.start(setup).id
        self._hold(application.live)
        application.lifecycle.leave(paused=False)
        return number

    def _hold(self, live: LiveSession) -> None:
        self._clock.moment = _START + timedelta(minutes=4)
        live.apply(bind(go_to_phase, position=1))
        for code in ("next_session", "later"):
            self._clock.moment += timedelta(minutes=2)
            item = next(item for item in items_of_phase(live.session) if item.outcome is None)
            live.apply(bind(set_disposition, item=item.id, disposition=disposition_by_code(code)))
        live.apply(bind(add_decision, text="Bugs that shut people out come first", because="the law asks for it"))
        due = _START.date() + timedelta(days=5)
        live.apply(bind(add_action, text="Ask two hauliers how they book", owner="Sven", due=due))
        live.apply(bind(add_parked_topic, text="Who pays for new gate hardware?"))
        self._clock.moment = _START + timedelta(minutes=15)
        live.apply(bind(go_to_phase, position=2))
        story = items_of_phase(live.session)[0].id
        why = "One camper in twenty pays less than it should, and everybody waits on the ramp"
        live.apply(bind(set_story_field, item=story, field=StoryField.WHY, text=why))
        outcome = "The ramp is free again ten minutes after the last car"
        live.apply(bind(set_story_field, item=story, field=StoryField.OUTCOME, text=outcome))
        live.apply(bind(add_criterion, item=story, text="Whoever has no registration measures by hand"))
        live.apply(bind(add_question, item=story, text="Which lengths does the ramp crew measure?", owner="Aisha"))
        live.apply(bind(set_estimate, item=story, value="5"))
        self._clock.moment = _START + timedelta(minutes=22)
        live.apply(bind(go_to_phase, position=1))


async def _settled(app: RefineApp, pilot: Pilot[None], words: str) -> str:
    """Return the screen once it has *words* and does not change any more.

    Raises:
        RuntimeError: it does not come to show them.
    """
    before = ""
    for _ in range(_LONGEST_WAIT):
        await pilot.pause(0.1)
        now = app.export_screenshot(title="")
        if now == before and words in now:
            return now
        before = now
    raise RuntimeError(f"The screen does not show “{words}”.")
