"""The usual row: a place for the mark, a label, and text that wraps under itself."""

from dataclasses import dataclass, replace

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from refine_tui.ui.theme import Palette
from refine_tui.ui.widgets.styled import styled

MARK = "▶"
"""Stands before the marked row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A row of marker, label and text; see `columns`."""

    marker: str | None
    label: Text
    text: Text
    width: int
    palette: Palette
    trailing: Text | None = None

    def with_mark(self) -> "Columns":
        """Return the row with the mark of the chosen one, where it has a place for it."""
        return self if self.marker is None else replace(self, marker=MARK)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lead = Text() if self.marker is None else styled(f"{self.marker or ' ':<2}", f"bold {self.palette.accent}")
        label = self.label.copy()
        label.truncate(self.width, pad=True)
        lead = Text.assemble(lead, label, " ")
        indent = lead.cell_len
        end = 0 if self.trailing is None else self.trailing.cell_len + 2
        room = max(1, options.max_width - indent - end)
        lines = list(self.text.wrap(console, room, overflow="fold")) or [Text()]
        for place, line in enumerate(lines):
            line.rstrip()
            row = Text.assemble(lead if place == 0 else " " * indent, line, no_wrap=True, overflow="crop")
            if place == 0 and self.trailing is not None:
                row.append(" " * (options.max_width - row.cell_len - self.trailing.cell_len)).append_text(self.trailing)
            yield row


def columns(
    marker: str | None, label: Text, text: Text, *, width: int, palette: Palette, trailing: Text | None = None
) -> Columns:
    """Return a row of marker, label of *width* cells, and text that wraps under itself.

    An empty marker is a place for the mark of the chosen row; None: the row has no such place. *trailing* stands at
    the right edge of the first line.
    """
    return Columns(marker=marker, label=label, text=text, width=width, palette=palette, trailing=trailing)


def plain(text: str, style: str = "") -> Text:
    """Return people's text as it is: never markup."""
    return styled(text, style)


def heading(text: str, palette: Palette) -> Text:
    """Return a heading."""
    return styled(text, f"bold {palette.heading}")


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


def width_of(texts: "list[str] | tuple[str, ...]") -> int:
    """Return the width of the widest of some texts, in cells."""
    return max(map(cell_len, texts), default=0)
