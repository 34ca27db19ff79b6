"""The lines at the bottom: what the digits do, what was just done, which keys there are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text
from textual.widgets import Static

from refine_tui.ui.keymap import shown_keys
from refine_tui.ui.theme import on_theme_change, palette_of
from refine_tui.ui.widgets.styled import styled


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key and what it does, as the bar shows it."""

    key: str
    label: str
    weight: int = 1
    """With too little room the keys of the highest weight go first."""
    id: str = ""
    """The id of its binding: a person's own key for it is shown in its place."""
    brief: str | None = None
    """What is said of it where not everything fits: a word for several keys stands behind the last of them."""


class KeyBar(Static):
    """One line of keys: as many as fit, the important ones always."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; background: $panel; padding: 0 2; }"

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._keys: tuple[Key, ...] = ()

    def show(self, keys: Sequence[Key]) -> None:
        """Show these keys."""
        own = shown_keys(self.screen) if any(key.id for key in keys) else {}
        keys = [replace(key, key=own[key.id][0].split()[0]) if key.id in own else key for key in keys]
        if self._keys != tuple(keys):
            self._keys = tuple(keys)
            self._paint()

    def on_mount(self) -> None:
        on_theme_change(self, self._paint)

    def on_resize(self) -> None:
        self._paint()

    def _paint(self) -> None:
        palette = palette_of(self.app)
        kept, width = list(self._keys), max(20, self.content_size.width or self.app.size.width - 4)
        if _bar_width([key for key in kept if key.weight < _EXTRA]) > width:
            kept = [key if key.brief is None else replace(key, label=key.brief) for key in kept]
        while kept and _bar_width(kept) > width:
            heaviest = max(reversed(kept), key=lambda key: key.weight)
            kept.remove(heaviest)
        text = Text(no_wrap=True, overflow="crop")
        for index, key in enumerate(kept):
            text.append("  " if index else "").append(key.key, style=f"bold {palette.accent}")
            text.append(f" {key.label}" if key.label else "", style=palette.text)
        self.update(text)


_EXTRA = 3
"""Keys of this weight and more go before the others are cut short."""


def _bar_width(keys: Sequence[Key]) -> int:
    return sum(len(key.key) + len(key.label) + 2 + bool(key.label) for key in keys) - 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Numbered choices that lay themselves out in as few lines as the width allows."""

    choices: tuple[str, ...]
    key_colour: str
    chosen: int | None = None
    """The one that is marked."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        del console
        count, width = len(self.choices), options.max_width
        per_line = next((n for n in range(count, 0, -1) if _grid_width(self.choices, n) <= width), 1)
        per_line = -(-count // -(-count // per_line))
        grid = Table.grid(padding=(0, 2, 0, 0))
        for _ in range(per_line):
            grid.add_column(no_wrap=True)
        for start in range(0, count, per_line):
            grid.add_row(*(self._cell(index) for index in range(start, min(count, start + per_line))))
        yield grid

    def _cell(self, index: int) -> Text:
        text = styled(f"{index + 1} ", f"bold {self.key_colour}")
        return text.append(self.choices[index], style="reverse bold" if index == self.chosen else "")


def _grid_width(choices: Sequence[str], per_line: int) -> int:
    widths = [max(cell_len(choice) for choice in choices[column::per_line]) + 2 for column in range(per_line)]
    return sum(widths) + 2 * (per_line - 1)


class ChoiceBar(Static):
    """What the digits do here, in printed order."""

    DEFAULT_CSS = "ChoiceBar { height: auto; border-top: solid $panel; margin: 0 2; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__("", markup=False, id=id)
        self._choices: tuple[str, ...] | None = None

    def on_mount(self) -> None:
        on_theme_change(self, self._paint)

    def show(self, choices: Sequence[str]) -> None:
        """Show these choices; without any the bar is not there."""
        if self._choices != tuple(choices):
            self._choices = tuple(choices)
            self.display = bool(choices)
            self._paint()

    def _paint(self) -> None:
        if self._choices:
            self.update(Choices(choices=self._choices, key_colour=palette_of(self.app).accent))


class NoticeLine(Static):
    """One quiet line: what was just done, or what went wrong and what to do. It stays until the next."""

    DEFAULT_CSS = "NoticeLine { height: 1; padding: 0 2; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.words = ""
        """What it says."""
        self._wrong = False

    def on_mount(self) -> None:
        on_theme_change(self, self._paint)

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Show a sentence; one that is *wrong* stands out by its mark and its colour."""
        self.words, self._wrong = words, wrong
        self._paint()

    def on_resize(self) -> None:
        self._paint()

    def _paint(self) -> None:
        palette = palette_of(self.app)
        text = styled("! " if self._wrong else "", f"bold {palette.gap}", no_wrap=True, overflow="ellipsis")
        words = _fitted(self.words, max(20, (self.content_size.width or self.app.size.width - 4) - 2 * self._wrong))
        text.append(words, style=palette.gap if self._wrong else palette.muted)
        self.update(text, layout=False)


NEXT = "   ·   "
"""Parts what was done from what can be done about it."""


def _fitted(words: str, width: int) -> str:
    """Return the words with what was done shortened where what can be done about it would not fit any more."""
    said, parting, offer = words.rpartition(NEXT)
    room = width - cell_len(NEXT) - cell_len(offer)
    if not parting or cell_len(words) <= width or room < width // 3:
        return words
    return f"{set_cell_size(said, room - 1).rstrip()}…{NEXT}{offer}"
