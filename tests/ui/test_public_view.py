"""What is seen of a session before the store is open: what the live screen then shows, and no key acts on it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.app import App
from textual.binding import Binding

from refine_tui.application.application import Application
from refine_tui.domain import deep_dive, recording, timekeeping, triage, wrap_up
from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.public_view import PublicView, resumed_view
from refine_tui.domain.readiness import add_dependency
from refine_tui.domain.session import SessionStatus
from refine_tui.domain.transitions import bind
from refine_tui.store.sqlite.public_view_reader import read_public_view
from refine_tui.ui.app import RefineApp
from refine_tui.ui.app_options import Resume
from refine_tui.ui.home.screen import HomeScreen
from refine_tui.ui.live.keys import LIVE_KEYS
from refine_tui.ui.live.screen import LiveScreen
from refine_tui.ui.theme import DEFAULT_THEME, theme_of
from tests.driver import Driver
from tests.support import FakeClock, a_facilitator, a_setup, a_started_session, an_item
from tests.ui.driving import DEEP_DIVE, KICK_OFF, TRIAGE, WRAP_UP, Desk, asked, cells, running, screens_open, shown


class Looking(App[None]):
    """Shows a public view for as long as it is looked at."""

    def __init__(self, screen: LiveScreen) -> None:
        super().__init__()
        self._first = screen

    def on_mount(self) -> None:
        """Show it in the program's own colours."""
        self.register_theme(theme_of(DEFAULT_THEME))
        self.theme = DEFAULT_THEME
        self.push_screen(self._first)


def a_view(desk: Desk) -> PublicView:
    """Return the view that is stored, as the session is taken up now."""
    found = read_public_view(desk.database)
    assert found is not None
    return resumed_view(found.view, seen=found.seen_at, now=desk.clock.now())


def before_this_hour(desk: Desk) -> None:
    """Hold a session before, in which stories were talked about and promises made, and let a fortnight go by."""
    facilitator = a_started_session(desk.store(), desk.clock, new=0, candidates=3)
    facilitator.apply(bind(timekeeping.go_to_phase, position=DEEP_DIVE))
    desk.clock.advance(minutes=9)
    facilitator.apply(bind(deep_dive.mark_not_ready, item=1, reason="Too big"))
    facilitator.apply(bind(recording.add_action, text="Ask Support", owner="Ben", due=desk.clock.now().date()))
    facilitator.apply(bind(recording.add_question, text="Which zone?", owner="Ana", item=1))
    facilitator.close()
    facilitator.leave()
    desk.clock.advance(minutes=14 * 24 * 60)


def an_hour(desk: Desk, phase: int) -> None:
    """Begin a session with something of everything, come to *phase*, and let go of it as a kill does."""
    before_this_hour(desk)
    facilitator = a_facilitator(desk.store(), desk.clock)
    facilitator.import_items("Payments", _new_items(), source="jira-csv")
    facilitator.start(a_setup())
    new = [item.id for item in facilitator.session.triage_items]
    story = next(iter(facilitator.item_past()))
    steps = [
        bind(recording.add_decision, text="Refunds wait " * 20, because="of the audit", item=new[0]),
        bind(recording.add_action, text="Ask Legal", item=new[1]),
        bind(recording.add_question, text="Which rule?", owner="Ana", item=story),
        bind(recording.add_parked_topic, text="Vouchers"),
        bind(recording.add_note, text="See the wiki", item=story),
        bind(timekeeping.go_to_phase, position=TRIAGE),
        bind(triage.set_disposition, item=new[0], disposition=Disposition.DEEP_DIVE),
        bind(triage.set_disposition, item=new[1], disposition=Disposition.NOT_NOW),
        bind(timekeeping.extend, minutes=3),
        bind(timekeeping.go_to_phase, position=DEEP_DIVE),
        bind(deep_dive.set_story_field, item=story, field=deep_dive.StoryField.WHY, text="Calls to support"),
        bind(deep_dive.add_criterion, item=story, text="The card is kept"),
        bind(add_dependency, item=story, text="Cards", who="Bank"),
        bind(deep_dive.mark_ready, item=story),
        bind(timekeeping.open_item, item=story),
        bind(wrap_up.set_next_session, at=desk.clock.now() + timedelta(days=7)),
    ]
    if phase != DEEP_DIVE:
        steps.append(bind(timekeeping.go_to_phase, position=phase))
    for step in steps:
        desk.clock.advance(minutes=2)
        facilitator.apply(step)
    desk.clock.advance(minutes=4)
    facilitator.heartbeat()
    facilitator.leave(paused=False)


def _new_items() -> tuple[ImportedItem, ...]:
    long = "The customer waits at the till.\n" * 12
    return tuple(
        replace(an_item(f"New item {n}", f"NEW-{n}"), description=long, created="2026-01-02") for n in range(4)
    )


def without_notice(lines: list[str]) -> list[str]:
    """Return the screen without the line above the keys, which says how the session was found."""
    return [*lines[:-2], lines[-1]]


@pytest.mark.parametrize("away", [0, 4, 40])
async def test_after_a_kill_the_clock_is_right_in_the_first_frame(desk: Desk, away: int) -> None:
    """Up to a quarter of an hour counts, a longer absence is left out: the first frame knows it, too."""
    an_hour(desk, TRIAGE)
    desk.clock.advance(minutes=away)
    looking = Looking(LiveScreen(view=a_view(desk), now=desk.clock.now))
    async with looking.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.pause()
        before = without_notice(_lines(looking))

    async with running(desk.app(Resume())) as pilot:
        after = without_notice(_lines(pilot.app))

    assert before == after
    assert len(desk.saved(2).absences) == (1 if away else 0)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (170, 44)])
@pytest.mark.parametrize("phase", [KICK_OFF, TRIAGE, DEEP_DIVE, WRAP_UP])
async def test_the_first_frame_is_that_of_the_live_screen(desk: Desk, phase: int, size: tuple[int, int]) -> None:
    """In every phase, in every layout, with its colours; only the greeting comes later."""
    an_hour(desk, phase)
    looking = Looking(LiveScreen(view=a_view(desk), now=desk.clock.now))
    async with looking.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        before = without_notice(_lines(looking))

    async with running(desk.app(Resume()), size=size) as pilot:
        assert isinstance(pilot.app, RefineApp)
        assert type(pilot.app.screen) is LiveScreen
        after = without_notice(_lines(pilot.app))

    assert before == after
    assert "Payments" in "".join(before)


def _lines(app: App[None]) -> list[str]:
    """Return the lines of the screen, each part with its style."""
    return ["".join(f"{part.text}{part.style}" for part in line) for line in cells(app)]


async def test_the_session_is_seen_until_the_store_is_open(desk: Desk) -> None:
    """The live screen takes its place on the home screen, as ever; until then there is no palette either."""
    an_hour(desk, TRIAGE)
    seen: list[tuple[type, str, bool]] = []
    app = desk.app(Resume(), first_view=lambda: a_view(desk))
    opened = app._options.open_application

    def open_application() -> Application:
        seen.append((type(app.screen), shown(app), app.use_command_palette))
        return opened()

    app._options = replace(app._options, open_application=open_application)
    async with running(app) as pilot:
        kinds, batches = screens_open(app), app._batch_count
        await pilot.press("d")
        opened_line = asked(app)

    kind, words, palette = seen[0]
    assert (kind, "New item" in words, "Recorded" in words, palette) == (LiveScreen, True, True, False)
    assert (kinds[1:], batches, opened_line) == ([LiveScreen], 0, "Decision")
    assert app.use_command_palette


async def test_no_key_acts_on_what_is_only_looked_at(desk: Desk) -> None:
    an_hour(desk, TRIAGE)
    before = desk.saved(2)
    looking = Looking(LiveScreen(view=a_view(desk), now=desk.clock.now))

    async with looking.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        first = _lines(looking)
        for binding in LIVE_KEYS:
            assert isinstance(binding, Binding)
            await pilot.press(*binding.key.split(","))
        last, count = _lines(looking), len(looking.screen_stack)

    assert (first, count) == (last, 2)
    assert desk.saved(2) == before


@pytest.mark.parametrize("found", [None, lambda: None])
async def test_without_a_view_the_home_screen_is_seen_first(
    desk: Desk, found: Callable[[], PublicView | None] | None
) -> None:
    an_hour(desk, TRIAGE)
    seen: list[type] = []
    app = desk.app(Resume())

    def open_application() -> Application:
        seen.append(type(app.screen))
        return Application(desk.store(), desk.clock)

    app._options = replace(app._options, open_application=open_application, first_view=found)
    async with running(app):
        kinds = screens_open(app)

    assert (seen, kinds[1:]) == ([HomeScreen], [HomeScreen, LiveScreen])


async def test_a_session_that_another_process_holds_is_left_with_a_sentence(desk: Desk) -> None:
    """Though it was seen for a moment."""
    an_hour(desk, TRIAGE)
    holder = Driver(desk.store(), FakeClock(desk.clock.now()))
    holder.resume(2)
    app = desk.app(Resume(), first_view=lambda: a_view(desk))

    async with running(app):
        pass

    assert app.ending.status == 1
    assert app.ending.message
    holder.leave(paused=False)


async def test_a_session_that_was_closed_meanwhile_shows_its_minutes(desk: Desk) -> None:
    """The view was read a moment before."""
    an_hour(desk, TRIAGE)
    view = a_view(desk)
    closer = Driver(desk.store(), desk.clock)
    closer.resume(2)
    closer.close()
    closer.leave()

    async with running(desk.app(Resume(session=2), first_view=lambda: view)) as pilot:
        kinds = [kind.__name__ for kind in screens_open(pilot.app)]  # type: ignore[arg-type]

    assert kinds[1:] == ["HomeScreen", "MinutesScreen"]
    assert desk.saved(2).status is SessionStatus.CLOSED


async def test_a_person_s_own_keys_are_shown_at_once(desk: Desk) -> None:
    an_hour(desk, TRIAGE)
    first: list[str] = []
    app = desk.app(Resume(), keymap={"session.decision": "f2"}, first_view=lambda: a_view(desk))
    opened = app._options.open_application

    def open_application() -> Application:
        first.append(shown(app).splitlines()[-1])
        return opened()

    app._options = replace(app._options, open_application=open_application)
    async with running(app):
        last = shown(app).splitlines()[-1]

    assert first == [last]
    assert "f2 decision" in last


async def test_after_a_session_that_was_seen_first_the_home_screen_is_there(desk: Desk) -> None:
    """It is made only then, so that it costs the first frame nothing."""
    an_hour(desk, WRAP_UP)
    app = desk.app(Resume(), first_view=lambda: a_view(desk))

    async with running(app) as pilot:
        began_with = screens_open(app)
        await pilot.press("5", "1")
        minutes = shown(app)
        await pilot.press("escape")
        await pilot.pause()
        home, kinds = shown(app), screens_open(app)

    assert began_with[1:] == [LiveScreen]
    assert "Closed. Minutes:" in minutes
    assert kinds[1:] == [HomeScreen]
    assert "Past sessions" in home
    assert "start a session" in home
