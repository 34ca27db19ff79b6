"""The live screen: the agenda, the phase that is on, and what was recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from refine_tui.domain import timekeeping
from refine_tui.domain.agenda import PhaseItems
from refine_tui.domain.backlog_item import Backlog
from refine_tui.domain.clock_reading import read_clock
from refine_tui.domain.deep_dive import move_candidate
from refine_tui.domain.errors import RefineError
from refine_tui.domain.records import record_kind
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.summary import ItemVisit
from refine_tui.ui.flow_screen import FlowScreen
from refine_tui.ui.keymap import shown_keys
from refine_tui.ui.screens.clock_keys import BEGAN_EARLIER, CLOCK_TRANSITIONS
from refine_tui.ui.screens.live_keys import LIVE_KEYS
from refine_tui.ui.screens.phase_views import phase_view
from refine_tui.ui.theme import on_theme_change, palette_of
from refine_tui.ui.widgets.intents import Apply, Capture
from refine_tui.ui.widgets.phase_view import PhaseView, Scene, with_chosen_row
from refine_tui.ui.widgets.row_list import moved
from refine_tui.ui.widgets.stage import Stage
from refine_tui.ui.widgets.too_small import HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS, TooSmall, fit

if TYPE_CHECKING:  # none of it is needed for the first frame
    from refine_tui.application.application import Application
    from refine_tui.application.live_session import LiveSession
    from refine_tui.domain.public_view import PublicView
    from refine_tui.ui.screens.conduct import Conduct


class LiveScreen(FlowScreen[None]):
    """Runs one session. Letters keep their meaning all through it; choices are digits."""

    CSS_PATH = "live.tcss"
    _stage = getters.query_one(Stage)
    HORIZONTAL_BREAKPOINTS = HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = VERTICAL_BREAKPOINTS
    BINDING_GROUP_TITLE = "Session"
    BINDINGS: ClassVar[list[BindingType]] = LIVE_KEYS

    @dataclass
    class MinutesWanted(Message):
        """The minutes so far are to be shown."""

        session: RefinementSession

    @dataclass
    class CloseWanted(Message):
        """The session is to be closed, and its minutes handed out."""

    def __init__(
        self,
        *,
        view: "PublicView | None" = None,
        now: Callable[[], datetime] | None = None,
        day_first: bool = True,
        show_seconds: bool = False,
    ) -> None:
        """Make the screen; it shows *view* at the time that *now* returns, and no key acts, until `go_live`."""
        super().__init__()
        self._viewed = view.as_session() if view is not None else None
        self._wall_clock = now
        self._opened: Application | None = None
        self._opened_conduct: Conduct | None = None
        self._day_first = day_first
        self._show_seconds = show_seconds
        self._greeting = ""
        self._chosen = ""
        self._shown_item: int | None = None
        self._history: dict[int, tuple[ItemVisit, ...]] = {}
        if self._viewed is not None and view is not None and self._viewed.open_item is not None:
            self._history = {self._viewed.open_item: view.visits}
        self._recalled: frozenset[int] = frozenset()

    def go_live(
        self,
        application: "Application",
        *,
        bell: bool = False,
        greeting: str = "",
        block: Callable[[RefinementSession, int], str],
    ) -> None:
        """Run the open session of *application* from now on: its keys act, its clock goes."""
        from refine_tui.ui.screens.conduct import Conduct  # noqa: PLC0415 - not before the first paint
        from refine_tui.ui.screens.pulse import Pulse  # noqa: PLC0415

        self._opened, self._greeting, self._block = application, greeting, block
        self._opened_conduct = Conduct(
            screen=self,
            application=application,
            scene=self.scene,
            say=self.say,
            changed=self.show_all,
            hand_out=self._hand_out,
        )
        self._pulse = Pulse(
            screen=self,
            application=application,
            say=self.say,
            scene=self.scene,
            show_time=self._show_time,
            bell=bell,
        )
        if self.is_mounted:
            self._begin()

    @property
    def _application(self) -> "Application":
        if self._opened is None:
            raise RefineError("The store is not open yet.")
        return self._opened

    @property
    def _live(self) -> "LiveSession":
        return self._application.live

    @property
    def _conduct(self) -> "Conduct":
        if self._opened_conduct is None:
            raise RefineError("The store is not open yet.")
        return self._opened_conduct

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return super().check_action(action, parameters) if self._opened is not None else None

    def compose(self) -> ComposeResult:
        fit(self)
        yield Stage(show_seconds=self._show_seconds)
        yield TooSmall()

    def on_mount(self) -> None:
        on_theme_change(self, self.show_all)
        if self._opened is not None:
            self._begin()
        else:
            self.show_all()

    def _begin(self) -> None:
        self._pulse.start()
        self.show_all()
        self._greet()

    def _greet(self) -> None:
        """Say how the session was found, and what was left unrecorded."""
        try:
            drafts = self._conduct.drafts.load()
        except RefineError as problem:
            self.say(problem.message, wrong=True)
            return
        if self._greeting or drafts:
            self.say(" · ".join(filter(None, (self._greeting, drafts))))

    def _recall(self) -> None:
        """Read the history of the items, where others are here than when it was read."""
        items = frozenset(item.id for item in self._live.session.items)
        if items == self._recalled:
            return
        self._recalled = items
        try:
            self._history = self._live.item_history()
        except RefineError as problem:
            self.say(problem.message, wrong=True)

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_all)

    def scene(self) -> Scene:
        """Return what is drawn: the session now, its time, and the row that is chosen."""
        session, now = self._session, self._now()
        return Scene(
            session=session,
            clock=read_clock(session, now),
            palette=palette_of(self.app),
            chosen=self._chosen,
            day_first=self._day_first,
            history=self._history,
        )

    def say(self, words: str, wrong: bool = False) -> None:
        """Show a sentence above the keys."""
        self._stage.say(words, wrong=wrong)

    def show_all(self) -> None:
        """Draw the session as it is now."""
        if self._opened is not None:
            if not self._live.is_open:
                return
            self._recall()
        if self._shown_item != (open_item := self._session.open_item):
            self._shown_item, self._chosen = open_item, ""
        view = self._view
        scene, rows = with_chosen_row(self.scene(), view)
        self._chosen = scene.chosen
        self._stage.show(scene, view, rows)

    @property
    def _view(self) -> PhaseView:
        return phase_view(self._session.current_phase.kind)

    @property
    def _session(self) -> RefinementSession:
        return self._viewed if self._opened is None and self._viewed is not None else self._live.session

    def _now(self) -> datetime:
        return self._wall_clock() if self._opened is None and self._wall_clock is not None else self._live.now()

    def _show_time(self, scene: Scene) -> None:
        self._stage.show_time(scene, self._view)

    def action_capture(self, kind: str) -> None:
        item = self._live.session.open_item
        self._conduct.carry_out([Capture(kind=record_kind(kind), item=item)])

    def action_clock(self, step: str) -> None:
        from refine_tui.ui.widgets.triage_view import triage_left  # noqa: PLC0415 - when it is needed

        if step == "pause":
            step = "pause" if self._live.session.is_running else "resume"
        leaving = self._live.session.current_phase.kind.items
        told = triage_left if step == "next" and leaving is PhaseItems.TRIAGE else None
        self._conduct.apply(Apply(transition=CLOCK_TRANSITIONS[step], told=told))

    def action_history(self, step: str) -> None:
        self._conduct.undo_or_redo(redo=step == "redo")

    def action_began_earlier(self) -> None:
        self._conduct.carry_out([BEGAN_EARLIER])

    def action_move(self, by: int) -> None:
        if self._view.moves_items:
            self.action_item(by)
            return
        self._chosen = moved(self._stage.rows, self._chosen, by) or ""
        self.show_all()

    def action_item(self, by: int) -> None:
        items = self._view.items(self.scene())
        if not items:
            return
        ids = [item.id for item in items]
        open_item = self._live.session.open_item
        index = ids.index(open_item) + by if open_item in ids else 0
        chosen = ids[min(len(ids) - 1, max(0, index))]
        self._conduct.apply(Apply(transition=lambda session, now: timekeeping.open_item(session, item=chosen, now=now)))

    def action_reorder(self, by: int) -> None:
        session = self._live.session
        item = session.open_item
        if session.current_phase.kind.items is PhaseItems.CANDIDATES and item is not None:
            self._conduct.apply(Apply(transition=lambda session, _: move_candidate(session, item=item, by=by)))

    def action_backlog(self) -> None:
        from refine_tui.ui.widgets.from_backlog import from_backlog  # noqa: PLC0415 - when it is needed

        try:
            backlog = self._application.views.backlog(self._live.session.team.name)
        except RefineError as problem:
            self.say(problem.message, wrong=True)
            return
        self._conduct.carry_out(from_backlog(self.scene(), backlog or Backlog(team=self._live.session.team)))

    def action_copy(self) -> None:
        from refine_tui.ui.widgets.clipboard import copied_words  # noqa: PLC0415 - when it is needed

        session = self._live.session
        if session.open_item is None:
            self.say("No item is open to copy. m shows the minutes, and y copies those there.")
            return
        text = self._block(session, session.open_item)
        self.app.copy_to_clipboard(text)
        self.say(
            f"{session.label_of(session.open_item)}: {copied_words(text, 'm shows the minutes, 2 saves them all')}"
        )

    def action_stay(self) -> None:
        if not self._stage.said:  # a second esc does not wipe out what the first one told
            self.say("Nothing is open here to go back from · ctrl+q leaves and pauses the clock")

    def action_scroll(self, pages: int) -> None:
        self._stage.scroll_phase(pages)

    def action_row(self, wish: str) -> None:
        view, scene = self._view, self.scene()
        wishes = {"enter": view.enter, "edit": view.edit, "remove": view.remove}
        self._conduct.carry_out(wishes[wish](scene))

    def action_choose(self, digit: int) -> None:
        scene, index = self.scene(), digit - 1
        if index < len(self._view.choices(scene)):
            self._conduct.carry_out(self._view.choose(scene, index))

    def action_show(self, what: str) -> None:
        session = self._live.session
        if what == "recorded":
            from refine_tui.ui.screens.record_book import RecordBook  # noqa: PLC0415 - when it is needed

            RecordBook(screen=self, conduct=self._conduct, scene=self.scene).open()
        elif what == "bring":
            self.start(self._import_items())
        elif what == "minutes":
            self.post_message(self.MinutesWanted(session=session))
        else:
            from refine_tui.ui.dialogs.keys_dialog import KeysDialog  # noqa: PLC0415 - when it is needed

            choices = self._view.choices(self.scene())
            lines = [(str(digit), words) for digit, words in enumerate(choices, 1)]
            self.app.push_screen(KeysDialog([*lines, *shown_keys(self).values()]))

    async def _import_items(self) -> None:
        from refine_tui.ui.import_flow import import_items_flow, session_target  # noqa: PLC0415 - when it is needed

        target = session_target(self._application)
        if await import_items_flow(self, self._application, target, self._conduct.drafts) is not None:
            self.show_all()

    def _hand_out(self) -> None:
        self.post_message(self.CloseWanted())
