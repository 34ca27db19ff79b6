"""The live screen: the hour on top, the item in the middle, the record at the side."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from refine_tui.domain.errors import RefineError
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.ui.flow_screen import FlowScreen
from refine_tui.ui.live.curtain import Curtain
from refine_tui.ui.live.keys import LIVE_KEYS
from refine_tui.ui.live.layout import LiveLayout
from refine_tui.ui.live.messages import SessionClosed
from refine_tui.ui.live.phases.registry import view_of
from refine_tui.ui.live.record_list import RecordPanel
from refine_tui.ui.live.targets import RowTarget
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.live.view_source import ViewSource
from refine_tui.ui.theme import on_theme_change, palette_of
from refine_tui.ui.widgets.question_bar import QuestionBar
from refine_tui.ui.widgets.row_list import choosable, remaining
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
        self._source = ViewSource(view=view, now=now, day_first=day_first)
        self._controls: LiveControls | None = None
        self._layout = LiveLayout(show_seconds=show_seconds)
        self._greeting = ""
        self._chosen: RowTarget | None = None
        self._shown_item: int | None = None

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
        self._source.open(application.live)
        self._controls = LiveControls(
            screen=self,
            application=application,
            model=self.model,
            refresh=self.show_all,
            mark=self._mark,
            item_block=block,
        )
        self._ticker: Ticker = Ticker(self._controls, show_time=self._show_time, bell=bell)
        if self.is_mounted:
            self._begin()

    def compose(self) -> ComposeResult:
        fit(self)
        yield self._layout
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
        model = self._source.model(palette_of(self.app), is_airy=self.app.size.height >= _AIRY)
        return replace(model, chosen=self._chosen)

    def show_all(self, mark: RowTarget | None = None) -> None:
        """Draw the session as it is now, and mark a row."""
        if not self._can_draw():
            return
        try:
            self._source.read_past()
        except RefineError as problem:
            self.say(problem.message, wrong=True)
        model = self.model()
        if self._shown_item != model.session.open_item:
            self._shown_item, self._chosen = model.session.open_item, None
        if mark is not None:
            self._chosen = mark
        model, view = replace(model, chosen=self._chosen), view_of(model)
        rows = view.rows(model)
        if self._chosen not in choosable(rows):
            self._chosen = None if view.moves_items(model) else remaining(self._layout.rows, rows, self._chosen)
            model = replace(model, chosen=self._chosen)
        self._layout.show(model, view, rows)

    def _can_draw(self) -> bool:
        """Return whether there is a session to draw; one that something else has closed is left, but not in a line."""
        if self._controls is None:
            return True
        if not self._controls.application.live.is_open:
            return False
        if self._controls.session.status is not SessionStatus.CLOSED or not self.is_current:
            return True
        if not self.is_covered:
            self.post_message(SessionClosed())
        return False

    def _mark(self, model: LiveViewModel) -> None:
        """Mark the row that is chosen in *model*; nothing else is drawn."""
        self._chosen = model.chosen
        self._layout.move_mark(model, view_of(model))

    def _show_time(self, model: LiveViewModel) -> None:
        self._layout.show_time(model, view_of(model))

    # --- keys --------------------------------------------------------------------------------

    def action_command(self, name: str) -> None:
        from refine_tui.ui.live.commands import COMMANDS  # noqa: PLC0415 - not before the first paint

        self.start(COMMANDS[name](self.controls))

    def action_choose(self, digit: int) -> None:
        model = self.model()
        choices = view_of(model).choices(model)
        if digit <= len(choices):
            self.start(choices[digit - 1].run(self.controls))

    def opens_line(self, key: str) -> bool:
        """Return whether a digit opens a line, so that what is typed behind it in one go belongs to that line."""
        if self._controls is None or not key.isdecimal():
            return False
        model = self.model()
        choices = view_of(model).choices(model)
        return 0 < int(key) <= len(choices) and choices[int(key) - 1].opens_line

    @on(RecordPanel.Requested)
    def _change_record(self, message: RecordPanel.Requested) -> None:
        from refine_tui.ui.live.record_flows import change_record  # noqa: PLC0415 - when it is needed

        self.start(change_record(self.controls, message.record, message.what))

    @on(RecordPanel.Left)
    def _leave_records(self) -> None:
        self._layout.fold_records()
        self.show_all()
