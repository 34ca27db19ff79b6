"""The line of keys at the bottom of a screen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.text import Text

from refine_tui.ui.keymap import shown_keys
from refine_tui.ui.theme import palette_of
from refine_tui.ui.widgets.line_widget import LineWidget


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


class KeyBar(LineWidget):
    """One line of keys: as many as fit, the important ones always."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; background: $panel; padding: 0 2; }"

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[Key, ...] = ()

    def show(self, keys: Sequence[Key]) -> None:
        """Show these keys."""
        own = shown_keys(self.screen) if any(key.id for key in keys) else {}
        keys = [replace(key, key=own[key.id][0].split()[0]) if key.id in own else key for key in keys]
        if self._keys != tuple(keys):
            self._keys = tuple(keys)
            self.repaint()

    def repaint(self) -> None:
        palette = palette_of(self.app)
        shown, width = list(self._keys), max(20, self.content_size.width or self.app.size.width - 4)
        if _bar_width([key for key in shown if key.weight < _EXTRA]) > width:
            shown = [key if key.brief is None else replace(key, label=key.brief) for key in shown]
        while shown and _bar_width(shown) > width:
            heaviest = max(reversed(shown), key=lambda key: key.weight)
            shown.remove(heaviest)
        text = Text(no_wrap=True, overflow="crop")
        for index, key in enumerate(shown):
            text.append("  " if index else "").append(key.key, style=f"bold {palette.accent}")
            text.append(f" {key.label}" if key.label else "", style=palette.text)
        self.update(text)


_EXTRA = 3
"""Keys of this weight and more go before the others are cut short."""


def _bar_width(keys: Sequence[Key]) -> int:
    return sum(len(key.key) + len(key.label) + 2 + bool(key.label) for key in keys) - 2
