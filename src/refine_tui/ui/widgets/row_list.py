"""A list of rows that scrolls, of which some can be chosen: the one list of the whole program.

The marked row is always in view; a key repaints only the lines that change, however long the list is.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from refine_tui.ui.theme import on_theme_change, palette_of
from refine_tui.ui.widgets.columns import MARK, Columns
from refine_tui.ui.widgets.strips import changed_regions, render_strips

Target = TypeVar("Target", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Generic[Target]):
    """One row of a list."""

    content: RenderableType
    target: Target | None = None
    """What the row stands for, by which it is chosen; None: it cannot be chosen."""


GUTTER = 2
"""The cells at the left of a list in which the mark stands."""
BLANK: Row[Any] = Row(content=Text(""))


class RowList(ScrollView, can_focus=False):
    """Shows rows. Whoever owns it says which row is marked."""

    DEFAULT_CSS = """
    RowList { scrollbar-size-vertical: 1; scrollbar-gutter: stable; overflow-x: hidden; }
    """

    def __init__(
        self,
        *,
        has_gutter: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        """Make a list; with a gutter, every row begins two cells from the left, and the mark stands there."""
        super().__init__(id=id, classes=classes)
        self._has_gutter = has_gutter
        self._rows: tuple[Row[Any], ...] = ()
        self._chosen: Hashable = None
        self._blocks: list[list[Strip]] = []
        """The lines of the rows that were drawn already, from the first row on."""
        self._drawn: dict[int, list[Strip]] = {}
        """The lines of unmarked rows that the list before had already, by the identity of the row."""
        self._width = 0
        self._laid_out: tuple[Size, ...] = ()

    @property
    def rows(self) -> tuple[Row[Any], ...]:
        """The rows that are shown."""
        return self._rows

    def on_mount(self) -> None:
        self._refresh_scrollbars()
        on_theme_change(self, self._redraw)

    def on_resize(self, event: events.Resize) -> None:
        del event
        self._redraw()

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Take a new size. The layout paints the whole widget, so nothing is left to be painted after it.

        Textual would paint the scroll bar at each layout of the screen, whatever changed in it.
        """
        laid_out = (size, container_size, self.virtual_size)
        if laid_out == self._laid_out:
            return False
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        self._laid_out = laid_out
        if changed:
            self._repaint_regions.clear()
        return changed

    def show(self, rows: Sequence[Row[Any]], chosen: Hashable = None) -> None:
        """Show these rows, with the row that stands for *chosen* marked and in view."""
        before = self._visible_lines()
        moved = chosen != self._chosen or len(rows) != len(self._rows)
        drawn = zip(self._rows, self._blocks, strict=False)
        earlier, self._drawn = self._rows, {id(row): lines for row, lines in drawn if not self._is_marked(row)}
        self._rows, self._chosen, self._blocks = tuple(rows), chosen, []
        self._draw(before)
        self._drawn = {}
        del earlier  # until here, no identity of a row can be that of another one
        if moved or chosen is not None:
            self._bring_into_view()

    def mark(self, chosen: Hashable) -> None:
        """Mark another row; only this one and the one before are drawn."""
        before = self._visible_lines()
        for target in (self._chosen, chosen):
            for place, row in enumerate(self._rows[: len(self._blocks)]):
                if target is not None and row.target == target:
                    self._blocks[place] = self._lines_of(row, is_marked=target == chosen)
        self._chosen = chosen
        self._draw(before)
        self._bring_into_view()

    def _redraw(self) -> None:
        before, self._blocks = self._visible_lines(), []
        self._draw(before)
        self._bring_into_view()

    def _draw(self, before: Sequence[Strip]) -> None:
        """Draw as many rows as are in sight, and refresh the lines that differ from *before*, at another width all."""
        width = self.scrollable_content_region.width
        if not width:
            return
        if is_other_width := width != self._width:
            self._width, self._blocks, self._drawn = width, [], {}
        self._draw_until(self.scroll_offset.y + self.content_size.height)
        if self.styles.height is not None and self.styles.height.is_auto:
            self.refresh(layout=True)
            return
        if is_other_width:  # lines of the old width may stand in the column of the scroll bar
            self.refresh()
        elif regions := list(changed_regions(before, self._visible_lines(), width)):
            self.refresh(*regions)

    def _draw_until(self, line: int) -> None:
        drawn = sum(map(len, self._blocks))
        while drawn < line and len(self._blocks) < len(self._rows):
            row = self._rows[len(self._blocks)]
            is_marked = self._is_marked(row)
            known = None if is_marked else self._drawn.get(id(row))
            lines = known or self._lines_of(row, is_marked=is_marked)
            self._blocks.append(lines)
            drawn += len(lines)
        height = drawn + len(self._rows) - len(self._blocks)
        if height > self.content_size.height or self.virtual_size.height > self.content_size.height:
            self.virtual_size = Size(self._width, height)

    def _is_marked(self, row: Row[Any]) -> bool:
        return row.target is not None and row.target == self._chosen

    def _lines_of(self, row: Row[Any], *, is_marked: bool) -> list[Strip]:
        content, style = row.content, self.rich_style
        if not self._has_gutter:
            content = content.with_mark() if is_marked and isinstance(content, Columns) else content
            return render_strips(self.app.console, content, self._width, style)
        if isinstance(content, Columns):
            content = content.without_marker()
        lines = render_strips(self.app.console, content, self._width - GUTTER, style)
        accent = Style.parse(f"bold {palette_of(self.app).accent}")
        marks = [Segment(f"{MARK} ", style + accent) if is_marked else Segment(" " * GUTTER, style)]
        marks += [Segment(" " * GUTTER, style)] * (len(lines) - 1)
        return [Strip([mark, *line], self._width) for mark, line in zip(marks, lines, strict=True)]

    def _visible_lines(self) -> list[Strip]:
        top, height = self.scroll_offset.y, self.content_size.height
        lines = [strip for block in self._blocks for strip in block][top : top + height]
        return lines + [Strip.blank(self._width, self.rich_style)] * (height - len(lines))

    def _bring_into_view(self) -> None:
        """Scroll so far that the marked row is in view, with the line above it; the top comes first where it fits."""
        place = next(
            (n for n, row in enumerate(self._rows) if row.target is not None and row.target == self._chosen), -1
        )
        if place < 0 or not self._width:
            return
        while len(self._blocks) <= place:
            self._draw_until(sum(map(len, self._blocks)) + 1)
        top = sum(map(len, self._blocks[:place]))
        height = len(self._blocks[place])
        self._draw_until(top + height + 1)
        room = self.content_size.height
        if top + height <= room:
            self.scroll_to(y=0, animate=False, force=True)
        elif not self.scroll_offset.y < top or top + height >= self.scroll_offset.y + room:
            target = top - 1 if top - 1 < self.scroll_offset.y else top + height + 1 - room
            self.scroll_to(y=max(0, min(target, top)), animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        self._draw_until(round(new_value) + self.content_size.height)
        super().watch_scroll_y(old_value, new_value)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container
        width = max(1, width - self.scrollbar_size_vertical)
        self._width = width
        if any(block and block[0].cell_length != width for block in self._blocks[:1]):
            self._blocks = []
        self._draw_until(viewport.height)
        return sum(map(len, self._blocks)) + len(self._rows) - len(self._blocks)

    def render_line(self, y: int) -> Strip:
        line = y + self.scroll_offset.y
        for block in self._blocks:
            if line < len(block):
                return block[line]
            line -= len(block)
        return Strip.blank(self._width, self.rich_style)

    def scroll_lines(self, lines: int) -> None:
        """Scroll down by *lines*, up where negative."""
        self._draw_until(self.scroll_offset.y + lines + self.content_size.height)
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)


def choosable(rows: Sequence[Row[Target]]) -> list[Target]:
    """Return what the rows that can be chosen stand for."""
    return [row.target for row in rows if row.target is not None]


def moved(rows: Sequence[Row[Target]], chosen: Target | None, by: int) -> Target | None:
    """Return the target *by* places further among those that can be chosen, stopping at the ends; None: no row can."""
    targets = choosable(rows)
    if not targets:
        return None
    if chosen not in targets:
        return targets[0 if by >= 0 else -1]
    return targets[min(len(targets) - 1, max(0, targets.index(chosen) + by))]


def remaining(before: Sequence[Row[Target]], rows: Sequence[Row[Target]], chosen: Target | None) -> Target | None:
    """Return what is marked after *rows* took the place of *before*: *chosen*, or its nearest neighbour if it is gone.

    The neighbour is the next row that is left, or the one before where only that one stands for the same type: after
    the last acceptance criterion comes the criterion before it. Without a neighbour, or a mark before, it is the
    first row; None: no row can be chosen.
    """
    targets, old = choosable(rows), choosable(before)
    if chosen is None or chosen in targets or chosen not in old:
        return chosen if chosen in targets else next(iter(targets), None)
    place, left = old.index(chosen), set(targets)
    after = next((target for target in old[place + 1 :] if target in left), None)
    earlier = next((target for target in reversed(old[:place]) if target in left), None)
    neighbours = [target for target in (after, earlier) if target is not None]
    of_its_kind = [target for target in neighbours if type(target) is type(chosen)]
    return next(iter([*of_its_kind, *neighbours, *targets]), None)
