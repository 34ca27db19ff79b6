"""The usual row: a place for the mark, a label, and text that wraps under itself."""

from collections.abc import Sequence
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
    text: Text | tuple[Text, ...]
    width: int
    palette: Palette
    trailing: Text | None = None
    lines: int | None = None
    """The most lines that are shown, the last with an ellipsis where more follow; None: all."""

    def with_mark(self) -> "Columns":
        """Return the row with the mark of the chosen one, where it has a place for it."""
        return self if self.marker is None else replace(self, marker=MARK)

    def without_marker(self) -> "Columns":
        """Return the row without a place for the mark."""
        return self if self.marker is None else replace(self, marker=None)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lead = Text() if self.marker is None else styled(f"{self.marker or ' ':<2}", f"bold {self.palette.accent}")
        label = self.label.copy()
        label.truncate(self.width, pad=True)
        lead = Text.assemble(lead, label, " ")
        indent = lead.cell_len
        end = 0 if self.trailing is None else self.trailing.cell_len + 2
        room = max(1, options.max_width - indent - end)
        lines = flowing(self.text, room) if isinstance(self.text, tuple) else _wrapped(self.text, console, room)
        if self.lines is not None and len(lines) > self.lines:
            lines = lines[: self.lines]
            lines[-1].rstrip()
            lines[-1].truncate(max(1, room - 2))
            lines[-1].append(" …")
        for place, line in enumerate(lines):
            line.rstrip()
            row = Text.assemble(lead if place == 0 else " " * indent, line, no_wrap=True, overflow="crop")
            if place == 0 and self.trailing is not None:
                row.append(" " * (options.max_width - row.cell_len - self.trailing.cell_len)).append_text(self.trailing)
            yield row


def _wrapped(text: Text, console: Console, width: int) -> list[Text]:
    return list(text.wrap(console, width, overflow="fold")) or [Text()]


def flowing(texts: Sequence[Text], width: int) -> list[Text]:
    """Return lines of texts, two blanks apart."""
    lines = [Text()]
    for text in texts:
        if lines[-1].cell_len and lines[-1].cell_len + 2 + text.cell_len > width:
            lines.append(Text())
        lines[-1].append("  " if lines[-1].cell_len else "").append_text(text)
    return lines


def columns(
    marker: str | None,
    label: Text,
    text: Text | tuple[Text, ...],
    *,
    width: int,
    palette: Palette,
    trailing: Text | None = None,
    lines: int | None = None,
) -> Columns:
    """Return a row of marker, label of *width* cells, and text that wraps under itself.

    An empty marker is a place for the mark of the chosen row; None: the row has no such place. *trailing* stands at
    the right edge of the first line; at most *lines* lines are shown. A tuple of texts flows: none of them is broken.
    """
    return Columns(marker=marker, label=label, text=text, width=width, palette=palette, trailing=trailing, lines=lines)


def plain(text: str, style: str = "") -> Text:
    """Return people's text as it is: never markup."""
    return styled(text, style)


def heading(text: str, palette: Palette) -> Text:
    """Return a heading."""
    return styled(text, f"bold {palette.heading}")


def width_of(texts: "list[str] | tuple[str, ...]") -> int:
    """Return the width of the widest of some texts, in cells."""
    return max(map(cell_len, texts), default=0)
