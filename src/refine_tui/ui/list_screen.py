"""The base of the screens that show a list: a header, rows, numbered choices, a notice, the keys."""

from collections.abc import Hashable, Sequence
from typing import Any, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from refine_tui.ui.flow_screen import FlowScreen, Result
from refine_tui.ui.keymap import shown_keys
from refine_tui.ui.theme import Palette, on_theme_change, palette_of
from refine_tui.ui.widgets.choices import ChoiceBar
from refine_tui.ui.widgets.key_bar import Key, KeyBar
from refine_tui.ui.widgets.notice import NoticeLine
from refine_tui.ui.widgets.row_list import Row, RowList, choosable, moved
from refine_tui.ui.widgets.screen_header import HeaderContent, ScreenHeader
from refine_tui.ui.widgets.too_small import HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS, TooSmall, fit

Target = TypeVar("Target", bound=Hashable)

_ALL = 1_000_000
"""More rows, and more lines, than any list has."""


class ListScreen(FlowScreen[Result], Generic[Result, Target]):
    """Shows rows of which one is marked. Where no row can be chosen, the same keys scroll."""

    DEFAULT_CSS = """
    ListScreen {
        layout: vertical;
        layers: base question;
        overflow: hidden hidden;
        background: $background;
        #rows { width: 100%; height: 1fr; padding: 1 2; }
        &.-low #rows { padding: 0 2; }
    }
    """
    HORIZONTAL_BREAKPOINTS = HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = VERTICAL_BREAKPOINTS

    def __init__(self) -> None:
        super().__init__()
        self.marked: Target | None = None
        """What the marked row stands for; None: no row can be chosen."""
        self._place = 0
        """The place of the marked row among those that can be chosen: where it vanishes, the next one is marked."""

    def compose(self) -> ComposeResult:
        fit(self)
        yield ScreenHeader()
        yield RowList(id="rows")
        yield ChoiceBar(id="choices")
        yield NoticeLine()
        yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        on_theme_change(self, self.show_list)
        self.show_list()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_list)

    # --- what a screen defines ---------------------------------------------------------------------

    def header(self) -> HeaderContent:
        """Return what the header shows."""
        raise NotImplementedError

    def list_rows(self) -> Sequence[Row[Target]]:
        """Return the rows of the list."""
        raise NotImplementedError

    def choices(self) -> Sequence[str]:
        """Return what the digits do, in their order."""
        return ()

    def keys(self) -> Sequence[Key]:
        """Return the keys at the bottom of the screen."""
        raise NotImplementedError

    # --- what it has of the base -------------------------------------------------------------------

    @property
    def row_list(self) -> RowList:
        """The list."""
        return self.query_one("#rows", RowList)

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return palette_of(self.app)

    @property
    def has_air(self) -> bool:
        """Whether there is room for blank lines between rows."""
        return not self.has_class("-low")

    def show_list(self) -> None:
        """Show everything as it is now; the marked row stays marked."""
        rows = self.list_rows()
        if targets := choosable(rows):
            if self.marked not in targets:
                self.marked = targets[min(self._place, len(targets) - 1)]
            self._place = targets.index(self.marked)
        else:
            self.marked = None
        self.query_one(ScreenHeader).show(self.header())
        self.row_list.show(rows, self.marked)
        self.query_one(ChoiceBar).show(self.choices())
        self.query_one(KeyBar).show(self.keys())

    def mark(self, target: Target | None) -> None:
        """Mark another row."""
        self.marked = target
        targets = choosable(self.row_list.rows)
        self._place = targets.index(target) if target in targets else 0
        self.row_list.mark(target)
        self.query_one(KeyBar).show(self.keys())

    def action_move(self, by: int) -> None:
        if choosable(self.row_list.rows):
            self.mark(moved(self.row_list.rows, self.marked, by))
        else:
            self.row_list.scroll_lines(by)

    def action_page(self, pages: int) -> None:
        rows = self.row_list
        page = max(1, rows.size.height - 2)
        if targets := choosable(rows.rows):
            lines = max(rows.virtual_size.height, len(targets))
            self.action_move(pages * max(1, page * len(targets) // lines))
        else:
            rows.scroll_lines(pages * page)

    def action_edge(self, way: int) -> None:
        self.action_move(way * _ALL)

    def action_keys(self) -> None:
        self.start(self._show_keys())

    async def _show_keys(self) -> None:
        from refine_tui.ui.dialogs.keys_dialog import KeysDialog  # noqa: PLC0415 - not before the first paint

        await self.show_dialog(KeysDialog(list(shown_keys(self).values())))


def list_keys(group: str, row: str) -> list[BindingType]:
    """Return the keys that each list has.

    Args:
        group: What the ids of the bindings begin with.
        row: What a row is: ``session``.
    """
    keys: tuple[tuple[str, str, str, str, str], ...] = (
        ("down", "down,j", "move(1)", "Down", f"The next {row}."),
        ("up", "up,k", "move(-1)", "Up", f"The previous {row}."),
        ("page_down", "pagedown", "page(1)", "Page down", "A page down."),
        ("page_up", "pageup", "page(-1)", "Page up", "A page up."),
        ("top", "home", "edge(-1)", "Top", "To the top."),
        ("end", "end", "edge(1)", "End", "To the end."),
        ("keys", "question_mark", "keys", "Keys", "All keys."),
    )
    return [Binding(key, action, words, tooltip=tip, id=f"{group}.{name}") for name, key, action, words, tip in keys]


AnyListScreen = ListScreen[Any, Any]
"""A list screen, whatever its result and its rows."""
