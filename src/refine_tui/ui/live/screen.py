"""The live screen: the hour on top, the item in the middle, the record at the side."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from refine_tui.domain.clock_reading import read_clock
from refine_tui.domain.errors import RefineError
from refine_tui.domain.item_past import ItemPast
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.ui.flow_screen import FlowScreen
from refine_tui.ui.keymap import shown_keys
from refine_tui.ui.live.curtain import Curtain
from refine_tui.ui.live.keys import LIVE_KEYS
from refine_tui.ui.live.layout import LiveLayout
from refine_tui.ui.live.phases.phase_view import PhaseView
from refine_tui.ui.live.phases.registry import phase_view
from refine_tui.ui.live.record_list import RecordPanel
from refine_tui.ui.live.targets import RowTarget
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.theme import on_theme_change, palette_of
from refine_tui.ui.widgets.question_bar import QuestionBar
from refine_tui.ui.widgets.row_list import choosable, moved
from refine_tui.ui.widgets.too_small import TooSmall, fit

if TYPE_CHECKING:  # none of it is needed for the first frame
    from refine_tui.application.application import Application
    from refine_tui.domain.public_view import PublicView
    from refine_tui.ui.live.controls import LiveControls

LIVE_BREAKPOINTS = [(0, "-tiny-wide"), (60, "-narrow"), (110, "-side"), (160, "-vast")]
"""The columns from which the records have a place at the side, and from which there is room for more of them."""
LIVE_HEIGHTS = [(0, "-tiny-tall"), (18, "-low"), (26, "-tall"), (36, "-airy")]
"""The rows from which there is room for a goal, and from which there is room for air."""
_AIRY = 34
"""Rows from which blank lines separate the parts of the stage."""


class LiveScreen(FlowScreen[None]):
    """Runs one session. Its keys start flows; a flow asks, applies a change and says what was done."""

    CSS_PATH = "screen.tcss"
    HORIZONTAL_BREAKPOINTS = LIVE_BREAKPOINTS
    VERTICAL_BREAKPOINTS = LIVE_HEIGHTS
    BINDING_GROUP_TITLE = "Session"
    BINDINGS: ClassVar[list[BindingType]] = LIVE_KEYS
    _layout = getters.query_one(LiveLayout)

    @dataclass
    class MinutesRequested(Message):
        """The minutes so far are to be shown."""

        session: RefinementSession

    @dataclass
    class CloseRequested(Message):
        """The session is to be closed, and its minutes written."""

    @dataclass
    class SessionClosed(Message):
        """The session was closed by something other than `CloseRequested`: an undo, or another process."""

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
        self._controls: LiveControls | None = None
        self._day_first = day_first
        self._show_seconds = show_seconds
        self._greeting = ""
        self._chosen: RowTarget | None = None
        self._shown_item: int | None = None
        self._past: dict[int, ItemPast] = {}
        self._past_of: frozenset[int] = frozenset()
        if self._viewed is not None and view is not None and self._viewed.open_item is not None:
            self._past = {self._viewed.open_item: view.past}

    # --- from the first frame to the running session -----------------------------------------

    def go_live(
        self,
        application: "Application",
        *,
        bell: bool = False,
        greeting: str = "",
        block: Callable[[RefinementSession, int], str],
    ) -> None:
        """Run the open session of *application* from now on: its keys act, its clock goes."""
        from refine_tui.ui.live.controls import LiveControls  # noqa: PLC0415 - not before the first paint
        from refine_tui.ui.live.ticker import Ticker  # noqa: PLC0415

        self._greeting = greeting
        self._controls = LiveControls(
            screen=self,
            application=application,
            model=self.model,
            refresh=self.show_all,
            item_block=block,
            close=self._request_close,
        )
        self._ticker: Ticker = Ticker(self._controls, show_time=self._show_time, bell=bell)
        if self.is_mounted:
            self._begin()

    def _request_close(self) -> None:
        self.post_message(self.CloseRequested())

    def compose(self) -> ComposeResult:
        fit(self)
        yield LiveLayout(show_seconds=self._show_seconds)
        yield QuestionBar()
        yield Curtain()
        yield TooSmall()

    def on_mount(self) -> None:
        on_theme_change(self, self.show_all)
        if self._controls is not None:
            self._begin()
        else:
            self.show_all()

    def _begin(self) -> None:
        self._ticker.start()
        self.show_all()
        try:
            drafts = self.controls.drafts.load()
        except RefineError as problem:
            self.say(problem.message, wrong=True)
            return
        if self._greeting or drafts:
            self.say(" · ".join(filter(None, (self._greeting, drafts))))

    @property
    def controls(self) -> "LiveControls":
        """What the flows of this screen work with.

        Raises:
            RefineError: the store is not open yet.
        """
        if self._controls is None:
            raise RefineError("The store is not open yet.")
        return self._controls

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return super().check_action(action, parameters) if self._controls is not None else None

    # --- drawing -----------------------------------------------------------------------------

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_all)

    def model(self) -> LiveViewModel:
        """Return what is on the screen now."""
        if self._controls is not None:
            session, now = self._controls.session, self._controls.now()
        elif self._viewed is not None and self._wall_clock is not None:
            session, now = self._viewed, self._wall_clock()
        else:
            raise RefineError("The store is not open yet.")
        return LiveViewModel(
            session=session,
            clock=read_clock(session, now),
            palette=palette_of(self.app),
            chosen=self._chosen,
            day_first=self._day_first,
            past=self._past,
            is_airy=self.app.size.height >= _AIRY,
        )

    def show_all(self, mark: RowTarget | None = None) -> None:
        """Draw the session as it is now, and mark a row."""
        if self._controls is not None:
            if not self._controls.application.live.is_open:
                return
            if self._controls.session.status is SessionStatus.CLOSED and self.is_current:
                self.post_message(self.SessionClosed())
                return
        self._read_past()
        model = self.model()
        if self._shown_item != model.session.open_item:
            self._shown_item, self._chosen = model.session.open_item, None
        if mark is not None:
            self._chosen = mark
        model, view = replace(model, chosen=self._chosen), self._view(model)
        rows = view.rows(model)
        targets = choosable(rows)
        if self._chosen not in targets:
            self._chosen = None if view.moves_items(model) else next(iter(targets), None)
            model = replace(model, chosen=self._chosen)
        self._layout.show(model, view, rows)

    def _read_past(self) -> None:
        """Read what earlier sessions left of the items, where others are here than when it was read."""
        if self._controls is None:
            return
        items = frozenset(item.id for item in self._controls.session.items)
        if items == self._past_of:
            return
        self._past_of = items
        try:
            self._past = self._controls.application.live.item_past()
        except RefineError as problem:
            self.say(problem.message, wrong=True)

    def _view(self, model: LiveViewModel) -> PhaseView:
        return phase_view(model.session.current_phase.kind)

    def _show_time(self, model: LiveViewModel) -> None:
        self._layout.show_time(model, self._view(model))

    # --- keys --------------------------------------------------------------------------------

    def action_command(self, name: str) -> None:
        from refine_tui.ui.live.commands import COMMANDS  # noqa: PLC0415 - not before the first paint

        self.start(COMMANDS[name](self.controls))

    def action_choose(self, digit: int) -> None:
        model = self.model()
        choices = self._view(model).choices(model)
        if digit <= len(choices):
            self.start(choices[digit - 1].run(self.controls))

    def opens_line(self, key: str) -> bool:
        """Return whether a digit opens a line, so that what is typed behind it in one go belongs to that line."""
        if self._controls is None or not key.isdecimal():
            return False
        model = self.model()
        choices = self._view(model).choices(model)
        return 0 < int(key) <= len(choices) and choices[int(key) - 1].opens_line

    def action_row(self, key: str) -> None:
        model = self.model()
        view = self._view(model)
        flows = {"enter": view.enter, "edit": view.edit, "remove": view.remove}
        if (flow := flows[key](model)) is not None:
            self.start(flow(self.controls))

    def action_move(self, by: int) -> None:
        model = self.model()
        if self._view(model).moves_items(model):
            self._open_item(model, by)
            return
        self._chosen = moved(self._layout.rows, self._chosen, by)
        self._layout.move_mark(replace(model, chosen=self._chosen), self._view(model))

    def action_item(self, by: int) -> None:
        self._open_item(self.model(), by)

    def _open_item(self, model: LiveViewModel, by: int) -> None:
        from refine_tui.ui.live.commands import open_item  # noqa: PLC0415 - not before the first paint

        ids = [item.id for item in self._view(model).items(model)]
        if ids:
            place = ids.index(model.session.open_item) + by if model.session.open_item in ids else 0
            self.start(open_item(self.controls, ids[min(len(ids) - 1, max(0, place))]))

    def action_show(self, what: str) -> None:
        """Show the keys, the minutes so far, or change the layout: what needs the screen itself."""
        match what:
            case "minutes":
                self.post_message(self.MinutesRequested(self.controls.session))
            case "records":
                self._layout.unfold_records()
            case "curtain":
                self._toggle_curtain()
            case "presenter":
                self._layout.toggle_class("-presenter")
                self.call_after_refresh(self.show_all)
            case _:
                self._show_keys()

    def _show_keys(self) -> None:
        from refine_tui.ui.dialogs.keys_dialog import KeysDialog  # noqa: PLC0415 - when it is needed

        model = self.model()
        choices = self._view(model).choices(model)
        lines = [(str(digit), choice.label) for digit, choice in enumerate(choices, 1)]
        self.app.push_screen(KeysDialog([*lines, *shown_keys(self).values()]))

    def _toggle_curtain(self) -> None:
        curtain = self.query_one(Curtain)
        if curtain.is_closed:
            curtain.open()
        else:
            curtain.close(top=self._layout.top_height, key=self.controls.key("session.curtain"))

    def action_stay(self) -> None:
        if not self._layout.notice.words_said:  # a second esc does not wipe out what the first one told
            self.say("Nothing is open here · ctrl+q leaves and pauses the clock")

    def action_scroll(self, pages: int) -> None:
        self._layout.scroll_pages(pages)

    @on(RecordPanel.Requested)
    def _change_record(self, message: RecordPanel.Requested) -> None:
        from refine_tui.ui.live.record_flows import change_record  # noqa: PLC0415 - when it is needed

        self.start(change_record(self.controls, message.record, message.what))

    @on(RecordPanel.Left)
    def _leave_records(self) -> None:
        self._layout.fold_records()
        self.show_all()
