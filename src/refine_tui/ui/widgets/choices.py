"""Numbered choices: what the digits do."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from refine_tui.ui.theme import palette_of
from refine_tui.ui.widgets.line_widget import LineWidget
from refine_tui.ui.widgets.styled import styled


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Numbered choices that lay themselves out in as few lines as the width allows."""

    choices: tuple[str, ...]
    key_colour: str
    chosen: int | None = None
    """The one that is marked."""
    zero: str = ""
    """What the digit 0 does, behind the others; empty: nothing."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        del console
        labels = (*self.choices, *((self.zero,) if self.zero else ()))
        count, width = len(labels), options.max_width
        per_line = next((n for n in range(count, 0, -1) if _grid_width(labels, n) <= width), 1)
        per_line = -(-count // -(-count // per_line))
        grid = Table.grid(padding=(0, 2, 0, 0))
        for _ in range(per_line):
            grid.add_column(no_wrap=True)
        for start in range(0, count, per_line):
            grid.add_row(*(self._cell(index) for index in range(start, min(count, start + per_line))))
        yield grid

    def _cell(self, index: int) -> Text:
        if index == len(self.choices):
            return styled("0 ", f"bold {self.key_colour}").append(self.zero)
        text = styled(f"{index + 1} ", f"bold {self.key_colour}")
        return text.append(self.choices[index], style="reverse bold" if index == self.chosen else "")


def _grid_width(choices: Sequence[str], per_line: int) -> int:
    widths = [max(cell_len(choice) for choice in choices[column::per_line]) + 2 for column in range(per_line)]
    return sum(widths) + 2 * (per_line - 1)


class ChoiceBar(LineWidget):
    """What the digits do on this screen, in their order."""

    DEFAULT_CSS = "ChoiceBar { height: auto; border-top: solid $panel; margin: 0 2; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._choices: tuple[str, ...] | None = None

    def show(self, choices: Sequence[str]) -> None:
        """Show these choices; without any the bar is not there."""
        if self._choices != tuple(choices):
            self._choices = tuple(choices)
            self.display = bool(choices)
            self.repaint()

    def repaint(self) -> None:
        if self._choices:
            self.update(Choices(choices=self._choices, key_colour=palette_of(self.app).accent))
