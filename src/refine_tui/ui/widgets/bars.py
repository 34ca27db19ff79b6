"""The lines at the bottom: what the digits do, what was just done, which keys there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text
from textual.widgets import Static

from refine_tui.ui.theme import palette_of
from refine_tui.ui.widgets.styled import styled


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key and what it does, as the bar shows it."""

    key: str
    label: str
    weight: int = 1
    """With too little room the keys of the highest weight go first."""


class KeyBar(Static):
    """One line of keys: as many as fit, the important ones always."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; background: $panel; padding: 0 2; }"

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._keys: tuple[Key, ...] = ()

    def show(self, keys: Sequence[Key]) -> None:
        """Show these keys."""
        if self._keys != tuple(keys):
            self._keys = tuple(keys)
            self._paint()

    def on_resize(self) -> None:
        self._paint()

    def _paint(self) -> None:
        palette = palette_of(self.app)
        kept = list(self._keys)
        while kept and sum(len(k.key) + len(k.label) + 3 for k in kept) - 2 > max(20, self.content_size.width):
            heaviest = max(kept, key=lambda key: key.weight)
            kept.remove(heaviest)
        text = Text(no_wrap=True, overflow="crop")
        for index, key in enumerate(kept):
            text.append("  " if index else "").append(key.key, style=f"bold {palette.amber}")
            text.append(f" {key.label}", style=palette.text)
        self.update(text)


class ChoiceBar(Static):
    """What the digits do here, in printed order."""

    DEFAULT_CSS = "ChoiceBar { height: auto; border-top: solid $panel; padding: 0 0 0 0; margin: 0 2; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__("", markup=False, id=id)
        self._choices: tuple[str, ...] | None = None

    def show(self, choices: Sequence[str]) -> None:
        """Show these choices; without any the bar is not there."""
        if self._choices != tuple(choices):
            self._choices = tuple(choices)
            self.display = bool(choices)
            self._paint()

    def on_resize(self) -> None:
        self._paint()

    def _paint(self) -> None:
        if self._choices:
            self.update(choice_grid(self._choices, self.content_size.width, palette_of(self.app).amber))


def choice_grid(choices: Sequence[str], width: int, key_colour: str, chosen: int | None = None) -> Table:
    """Return numbered choices in as few lines as fit into *width* cells."""
    per_line = next((n for n in range(len(choices), 0, -1) if _grid_width(choices, n) <= width), 1)
    lines = -(-len(choices) // per_line)
    per_line = -(-len(choices) // lines)
    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(per_line):
        grid.add_column(no_wrap=True)
    for start in range(0, len(choices), per_line):
        cells = []
        for index, choice in list(enumerate(choices))[start : start + per_line]:
            text = styled(f"{index + 1} ", f"bold {key_colour}")
            cells.append(text.append(choice, style="reverse bold" if index == chosen else ""))
        grid.add_row(*cells)
    return grid


def _grid_width(choices: Sequence[str], per_line: int) -> int:
    widths = [max(cell_len(choice) for choice in choices[column::per_line]) + 2 for column in range(per_line)]
    return sum(widths) + 2 * per_line


class NoticeLine(Static):
    """One quiet line: what was just done, or what went wrong and what to do. It stays until the next."""

    DEFAULT_CSS = "NoticeLine { height: 1; padding: 0 2; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.words = ""
        """What it says."""

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Show a sentence; one that is *wrong* stands out by its mark and its colour."""
        palette = palette_of(self.app)
        self.words = words
        text = styled("! " if wrong else "", f"bold {palette.red}", no_wrap=True, overflow="ellipsis")
        text.append(words, style=palette.red if wrong else palette.muted)
        self.update(text, layout=False)
