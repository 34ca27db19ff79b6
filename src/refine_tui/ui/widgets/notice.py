"""The notice: one quiet line above the keys."""

from rich.cells import cell_len, set_cell_size
from textual.timer import Timer

from refine_tui.ui.theme import palette_of
from refine_tui.ui.widgets.line_widget import LineWidget
from refine_tui.ui.widgets.styled import styled

NEXT = "   ·   "
"""Separates what was done from what can be done about it."""


class NoticeLine(LineWidget):
    """Says what was just done, or what is wrong and what to do. It fades after a while."""

    DEFAULT_CSS = "NoticeLine { height: 1; padding: 0 2; }"

    def __init__(self) -> None:
        super().__init__()
        self.words_said = ""
        """The whole sentence, which may be wider than the line."""
        self._wrong = False
        self._timer: Timer | None = None

    def say(self, words: str, *, wrong: bool = False, seconds: float | None = None) -> None:
        """Show a sentence.

        Args:
            words: The sentence.
            wrong: It says what is wrong: it has a mark and a colour of its own.
            seconds: How long it stays; None: until the next one.
        """
        self.words_said, self._wrong = words, wrong
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if words and seconds is not None:
            self._timer = self.set_timer(seconds, self._fade)
        self.repaint()

    def _fade(self) -> None:
        self.say("")

    def repaint(self) -> None:
        palette = palette_of(self.app)
        text = styled("! " if self._wrong else "", f"bold {palette.gap}", no_wrap=True, overflow="ellipsis")
        width = max(20, (self.content_size.width or self.app.size.width - 4) - 2 * self._wrong)
        done, separator, offers = _fitted(self.words_said, width).rpartition(NEXT)
        if not separator:
            done, offers = offers, ""
        text.append(done, style=palette.gap if self._wrong else palette.text)
        for place, offer in enumerate(offers.split(" · ") if offers else ()):
            key, _, words = offer.partition(" ")
            text.append(NEXT if place == 0 else " · ", style=palette.muted)
            text.append(key, style=f"bold {palette.accent}")
            text.append(f" {words}", style=palette.muted)
        self.update(text)


def _fitted(words: str, width: int) -> str:
    """Return the words with what was done shortened where what can be done about it would not fit any more."""
    done, separator, offer = words.rpartition(NEXT)
    room = width - cell_len(NEXT) - cell_len(offer)
    if not separator or cell_len(words) <= width or room < width // 3:
        return words
    return f"{set_cell_size(done, room - 1).rstrip()}…{NEXT}{offer}"
