"""Everything that the live screen shows, drawn from one view model."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text
from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from refine_tui.ui.live.header import SessionHeader, edge_to_edge
from refine_tui.ui.live.item_strip import ItemStrip
from refine_tui.ui.live.phases.phase_view import PhaseView, Rows
from refine_tui.ui.live.record_list import LatestRecord, RecordPanel
from refine_tui.ui.live.ribbon import Ribbon
from refine_tui.ui.live.targets import RowTarget
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.widgets.choices import ChoiceBar
from refine_tui.ui.widgets.key_bar import Key, KeyBar
from refine_tui.ui.widgets.line_widget import LineWidget
from refine_tui.ui.widgets.notice import NoticeLine
from refine_tui.ui.widgets.row_list import BLANK, RowList

_TITLE_ROWS = 3
"""The most rows of the title of the open item."""


class Headline(LineWidget):
    """The title of the open item: the largest thing of the stage."""

    DEFAULT_CSS = "Headline { height: auto; max-height: 3; padding: 0 2; }"

    def show(self, headline: tuple[Text, Text] | None) -> None:
        """Show a text at each edge; a long title wraps, and its third line ends in an ellipsis."""
        self.display = headline is not None
        if headline is None:
            return
        self.update(_Title(*headline))


@dataclass(frozen=True, slots=True)
class _Title:
    """A title that wraps, and a text at the right edge of its first line, for whatever width there is."""

    title: Text
    right: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        room = max(20, width - self.right.cell_len - 2)
        lines = list(self.title.wrap(console, room, overflow="fold"))
        if len(lines) > _TITLE_ROWS:
            lines = lines[:_TITLE_ROWS]
            lines[-1].rstrip()
            lines[-1].truncate(max(1, room - 2))
            lines[-1].append(" …")
        yield edge_to_edge(lines[0], self.right, width)
        yield from lines[1:]


class LiveLayout(Vertical):
    """The header, the ribbon, the strip, the stage, the records, and the lines at the bottom."""

    _header = getters.query_one(SessionHeader)
    _ribbon = getters.query_one(Ribbon)
    _strip = getters.query_one(ItemStrip)
    _headline = getters.query_one(Headline)
    _phase = getters.query_one("#phase", RowList)
    _choices = getters.query_one(ChoiceBar)
    records = getters.query_one(RecordPanel)
    _latest = getters.query_one(LatestRecord)
    notice = getters.query_one(NoticeLine)
    _keys = getters.query_one(KeyBar)

    def __init__(self, *, show_seconds: bool = False) -> None:
        super().__init__(id="layout")
        self._show_seconds = show_seconds
        self._shown: tuple[int, int | None] | None = None
        """Which phase is shown, and which item."""
        self._stage_keys: Sequence[Key] = ()
        self._chosen: RowTarget | None = None

    def compose(self) -> ComposeResult:
        yield SessionHeader()
        yield Ribbon(show_seconds=self._show_seconds)
        with Horizontal(id="body"):
            with Vertical(id="stage"):
                yield ItemStrip()
                yield Headline()
                yield RowList(has_gutter=True, id="phase")
                yield ChoiceBar(id="choices")
            yield RecordPanel()
        yield LatestRecord()
        yield NoticeLine()
        yield KeyBar()

    @property
    def rows(self) -> Rows:
        """The rows of the stage."""
        return list(self._phase.rows)

    def show(self, model: LiveViewModel, view: PhaseView, rows: Rows) -> None:
        """Draw the model; *rows* are what the view made of it."""
        if self._shown != (shown := (model.session.phase, model.session.open_item)):
            self._shown = shown
            self._phase.scroll_to(y=0, animate=False, force=True)
        self._chosen = model.chosen
        headline = view.headline(model)
        self._headline.show(headline)
        rows = [BLANK, *rows] if headline is None and model.is_airy else rows
        self._phase.show(rows, None if self._is_in_records else self._chosen)
        self._choices.show(tuple(choice.label for choice in view.choices(model)))
        self.records.show(model)
        self._latest.show(model)
        self._stage_keys = named_keys(model, view)
        self._show_keys()
        self._header.show(model)
        self._ribbon.show(model)
        self._strip.show(model, view.strip(model), view.progress(model))

    def show_time(self, model: LiveViewModel, view: PhaseView) -> None:
        """Draw what changes with the clock: the time, and a moment later how long the item takes."""
        changed = [self._header.show(model), self._ribbon.show(model)]
        if not any(changed):
            self._strip.show(model, view.strip(model), view.progress(model))

    def move_mark(self, model: LiveViewModel, view: PhaseView) -> None:
        """Mark another row of the stage."""
        self._chosen = model.chosen
        self._mark()
        self._choices.show(tuple(choice.label for choice in view.choices(model)))
        self._stage_keys = named_keys(model, view)
        self._show_keys()

    def on_descendant_focus(self) -> None:
        self._show_keys()
        self._mark()

    def on_descendant_blur(self) -> None:
        self._show_keys()
        self._mark()

    def _mark(self) -> None:
        """Mark the chosen row of the stage, unless the keys go to the records: one mark says where the keys act."""
        self._phase.mark(None if self._is_in_records else self._chosen)

    @property
    def _is_in_records(self) -> bool:
        focused = self.screen.focused
        return focused is not None and self.records in focused.ancestors_with_self

    def _show_keys(self) -> None:
        """Show the keys that hold: those of the records while these have the focus, else those of the stage."""
        self._keys.show(RECORD_KEYS if self._is_in_records else self._stage_keys)

    @property
    def top_height(self) -> int:
        """The rows that the header and the ribbon take."""
        return self._header.size.height + self._ribbon.size.height

    def unfold_records(self) -> None:
        """Give the records the focus, and where they have no place of their own, unfold them over the stage."""
        self.add_class("-records")
        self.records.styles.display = "block"
        self.records.choose_latest()

    def fold_records(self) -> None:
        """Give the focus back to the stage."""
        self.remove_class("-records")
        self.records.styles.clear_rule("display")
        self.screen.set_focus(None)

    def scroll_pages(self, pages: int) -> None:
        """Scroll the stage by pages."""
        self._phase.scroll_lines(pages * max(1, self._phase.size.height - 2))


RECORD_KEYS = (
    Key(key="↑ ↓", label="choose", weight=2),
    Key(key="enter", label="done, answer"),
    Key(key="e", label="edit", weight=0),
    Key(key="del", label="remove", weight=0),
    Key(key="esc", label="back", weight=0),
)
"""The keys that hold while the records have the focus."""


def layout_of(screen: Screen[None]) -> LiveLayout:
    """Return the layout of the live screen."""
    return screen.query_one(LiveLayout)


def named_keys(model: LiveViewModel, view: PhaseView) -> Sequence[Key]:
    """Return the keys that matter now, at most seven."""
    enter = view.enter_label(model)
    more = model.session.phase + 1 < len(model.session.phases)
    pause = "pause" if model.clock.is_running else "resume"
    return (
        Key(id="session.decision", key="d", label="decision", weight=0, brief=""),
        Key(id="session.action", key="a", label="action", weight=0, brief=""),
        Key(id="session.question", key="q", label="question", weight=0, brief="record"),
        *((Key(key="enter", label=enter, brief="open"),) if enter else ()),
        Key(id="session.pause", key="space", label=pause),
        *((Key(id="session.next_phase", key="]", label="next phase"),) if more else ()),
        Key(id="session.keys", key="?", label="keys", weight=0),
    )
