"""Rows of text that scroll, of which some can be chosen: the one list of the whole program."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widgets import Static

from refine_tui.ui.theme import Palette, palette_of
from refine_tui.ui.widgets.styled import styled


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: what it shows, and the name by which it is chosen."""

    content: RenderableType
    id: str = ""
    """Empty: the row cannot be chosen."""


MARK = "▶"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A row of marker, label and text that wraps under itself; see `columns`."""

    marker: str | None
    label: Text
    text: Text
    width: int
    palette: Palette
    trailing: Text | None = None

    def __rich__(self) -> Table:
        grid = Table.grid(expand=True, padding=(0, 1, 0, 0))
        cells: list[RenderableType] = []
        if self.marker is not None:
            grid.add_column(width=1)
            cells.append(styled(self.marker, f"bold {self.palette.accent}"))
        grid.add_column(width=self.width)
        grid.add_column(ratio=1, overflow="fold")
        cells += [self.label, self.text]
        if self.trailing is not None:
            grid.add_column(justify="right", no_wrap=True)
            cells.append(self.trailing)
        grid.add_row(*cells)
        return grid


def plain(text: str, style: str = "") -> Text:
    """Return people's text as it is: never markup."""
    return styled(text, style)


def columns(
    marker: str | None, label: Text, text: Text, *, width: int, palette: Palette, trailing: Text | None = None
) -> Columns:
    """Return a row of marker, label of *width* cells, and text that wraps under itself.

    An empty marker keeps its place, and `RowList` marks the chosen row there; None: the row has no place for one.
    """
    return Columns(marker=marker, label=label, text=text, width=width, palette=palette, trailing=trailing)


def marked(row: Row) -> Row:
    """Return the row with the mark of the chosen one, where it has a place for it."""
    if isinstance(row.content, Columns) and row.content.marker is not None:
        return replace(row, content=replace(row.content, marker=MARK))
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """The first lines of a text, the last of them with an ellipsis where more follows."""

    text: Text
    lines: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        wrapped = self.text.wrap(console, options.max_width)
        shown = list(wrapped[: self.lines])
        if len(wrapped) > self.lines:
            last = shown[-1]
            last.truncate(max(1, options.max_width - 2))
            last.rstrip()
            last.append(" …")
        yield Text("\n").join(shown)


def heading(text: str, palette: Palette) -> Text:
    """Return a heading."""
    return styled(text, f"bold {palette.heading}")


BLANK = Row(content=Text(""))


class RowList(VerticalScroll, can_focus=False):
    """A scrolling list of rows; whoever owns it tells what to show and which row is chosen."""

    DEFAULT_CSS = """
    RowList { scrollbar-size-vertical: 1; }
    RowList > Static { height: auto; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._static = Static("", markup=False)
        self._rows: tuple[Row, ...] = ()

    def compose(self) -> ComposeResult:
        yield self._static

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return palette_of(self.app)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def show(self, rows: Sequence[Row], chosen: str = "") -> None:
        """Show these rows and bring the chosen one into view."""
        self._rows = tuple(marked(row) if row.id and row.id == chosen else row for row in rows)
        self._static.update(Group(*(row.content for row in self._rows)))
        if chosen:
            self.call_after_refresh(self._bring_into_view, chosen)

    def _bring_into_view(self, chosen: str) -> None:
        width = max(1, self._static.size.width)
        options = self.app.console.options.update(width=width, height=None)
        top = 0
        for row in self._rows:
            height = len(self.app.console.render_lines(row.content, options))
            if row.id == chosen and top + height <= self.size.height:
                self.scroll_home(animate=False)
                return
            if row.id == chosen:
                self.scroll_to_region(Region(0, max(0, top - 1), width, height + 2), animate=False, force=True)
                return
            top += height


def choosable(rows: Sequence[Row]) -> list[str]:
    """Return the ids of the rows that can be chosen."""
    return [row.id for row in rows if row.id]


def moved(rows: Sequence[Row], chosen: str, by: int) -> str:
    """Return the id of the row *by* places further among those that can be chosen, stopping at the ends."""
    ids = choosable(rows)
    if not ids:
        return ""
    if chosen not in ids:
        return ids[0 if by >= 0 else -1]
    return ids[min(len(ids) - 1, max(0, ids.index(chosen) + by))]
