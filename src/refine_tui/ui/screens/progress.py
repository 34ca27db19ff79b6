"""One quiet line that something is under way, while the screen goes on answering."""

from collections.abc import Callable
from types import TracebackType
from typing import Any

from textual.screen import Screen


class Progress:
    """Says what is being done and, second by second, for how long. Leave it when it is done."""

    def __init__(self, screen: Screen[Any], say: Callable[[str, bool], None], words: str) -> None:
        self._screen = screen
        self._say = say
        self._words = words
        self._seconds = 0

    def __enter__(self) -> "Progress":
        self._say(f"{self._words} …", False)
        self._timer = self._screen.set_interval(1.0, self._tick)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.stop()
        self._say("", False)

    def _tick(self) -> None:
        self._seconds += 1
        self._say(f"{self._words} … {self._seconds} s", False)
