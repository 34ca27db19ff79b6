"""Says on a screen that something is under way, while the screen answers keys."""

from types import TracebackType
from typing import Any

from refine_tui.ui.flow_screen import FlowScreen


class Progress:
    """A context manager: while it is entered, the notice says what is done and, second by second, for how long."""

    def __init__(self, screen: FlowScreen[Any], words: str) -> None:
        self._screen = screen
        self._words = words
        self._seconds = 0

    def __enter__(self) -> "Progress":
        self._screen.say(f"{self._words} …")
        self._timer = self._screen.set_interval(1.0, self._tick)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.stop()
        self._screen.say("")

    def _tick(self) -> None:
        self._seconds += 1
        self._screen.say(f"{self._words} … {self._seconds} s")
