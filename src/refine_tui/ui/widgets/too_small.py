"""What stands on the screen when the terminal is too small for anything else."""

from typing import Any

from textual.screen import Screen
from textual.widgets import Static


class TooSmall(Static):
    """Says how large the terminal has to be. Shown by the classes that the screen's breakpoints set."""

    SCOPED_CSS = False  # the classes are the screen's
    DEFAULT_CSS = """
    TooSmall { display: none; overlay: screen; dock: top; width: 100vw; height: 100vh;
               content-align: center middle; text-align: center;
               background: $background; }
    .-tiny-wide TooSmall, .-tiny-tall TooSmall { display: block; }
    """

    def __init__(self) -> None:
        super().__init__("Please make this window larger:\n60 × 18 at least.", markup=False)


HORIZONTAL_BREAKPOINTS = [(0, "-tiny-wide"), (60, "-narrow"), (100, "-wide"), (120, "-roomy"), (160, "-vast")]
VERTICAL_BREAKPOINTS = [(0, "-tiny-tall"), (18, "-low"), (28, "-tall")]


def fit(screen: Screen[Any]) -> None:
    """Give a screen the classes of its size before its first frame, which Textual does only behind it."""
    width, height = screen.app.size
    for length, breakpoints in (
        (width, screen.HORIZONTAL_BREAKPOINTS or ()),
        (height, screen.VERTICAL_BREAKPOINTS or ()),
    ):
        reached = [name for least, name in breakpoints or () if length >= least]
        screen.add_class(*reached[-1:])
