"""Numbered choices: what the digits do."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from refine_tui.ui.theme import palette_of
from refine_tui.ui.widgets.columns import flowing
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
        cells = [self._cell(index) for index in range(len(self.choices))]
        if self.zero:
            cells.append(styled("0 ", f"bold {self.key_colour}").append(self.zero))
        yield Text("\n").join(flowing(cells, options.max_width))

    def _cell(self, index: int) -> Text:
        text = styled(f"{index + 1} ", f"bold {self.key_colour}")
        return text.append(self.choices[index], style="reverse bold" if index == self.chosen else "")


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
