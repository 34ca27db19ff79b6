"""An app that ends sanely whatever happens: told to end, without its terminal, or by a failure of its own."""

import asyncio
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.widgets import Input, TextArea
from textual.worker import WorkerFailed

from refine_tui.domain.plain_text import clean_line, clean_text
from refine_tui.ui.launch import Ending
from refine_tui.ui.leaving import (
    CRASHED,
    end_if_terminal_is_gone,
    watch_signals,
    watch_terminal,
    write_crash_report,
)
from refine_tui.ui.text import PlainTextFilter

ONCE = frozenset({*"123456789", "right_square_bracket", "left_square_bracket", "greater_than_sign", "less_than_sign"})
"""Keys that choose, or go on: held down, or pressed twice by a nervous finger, they count once."""
TWICE = 0.25
"""Seconds within which the same key of `ONCE` is the same press; nobody has read the next item by then."""
LEAVE = "ctrl+q"
"""The key that leaves the program, whatever is under way."""
KEY_PATIENCE = 2.0
"""Seconds after which a key that is still being handled holds up the next one no longer."""


class HardenedApp(App[None]):
    """Cleans what comes in by paste and what goes out to the terminal, and leaves in order."""

    def __init__(self, *, crash_folder: Path) -> None:
        super().__init__()
        self._crash_folder = crash_folder
        self._plain_text = PlainTextFilter()
        self._keys: deque[events.Key] = deque()
        self._holds_keys = False
        self._pressed: tuple[str, float] = ("", 0.0)
        self._turn = 0
        self._since = 0.0
        self._flows_at_work = 0
        self._waiting_turn = 0
        self.ending = Ending()
        """How the app ended."""

    def let_go(self, *, paused: bool) -> None:
        """Let go of what is open; whoever holds something overrides this. It must not raise a RefineError."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._plain_text]  # one and the same: Textual caches by it

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Paste):
            event.text = clean_line(event.text) if isinstance(self.focused, Input) else clean_text(event.text)
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._queue(event)
            return
        await super().on_event(event)

    async def _queue(self, event: events.Key) -> None:
        """Hand keys on one by one, so that none overtakes what the one before it does.

        Textual sends a key to the screen that is on now; with ``d`` and the first letters of a decision typed
        faster than the line opens, the letters would act as keys of the screen below. A key that is still being
        handled after a while does not hold up the others; none of them is ever dropped.
        """
        if self._holds_keys and event.key == LEAVE:
            await super().on_event(event)
            return
        self._keys.append(event)
        if self._holds_keys:
            return
        if len(self._keys) == 1:
            await self._hand_on()
        elif asyncio.get_running_loop().time() - self._since > KEY_PATIENCE:
            await self._next(self._turn)

    def hold_keys(self) -> None:
        """Collect the keys until `release_keys`, for a screen on which they cannot act yet; only leaving works."""
        self._holds_keys = True

    async def release_keys(self) -> None:
        """Hand on the keys that were held, one by one, to the screen that is on now."""
        self._holds_keys = False
        if self._keys:
            await self._hand_on()

    def begin_work(self) -> None:
        """Hold the next key back until `end_work`: a flow works, and what it will ask is not on the screen yet."""
        self._flows_at_work += 1

    def end_work(self) -> None:
        """Let the next key have its turn: the flow asks, or has ended."""
        self._flows_at_work -= 1
        if not self._flows_at_work and self._waiting_turn:
            turn, self._waiting_turn = self._waiting_turn, 0
            self.call_later(self._next, turn)

    def _is_repeated(self, event: events.Key) -> bool:
        """Whether a key that counts once is held down or bounces; where text is typed, every press counts."""
        last, self._pressed = self._pressed, (event.key, event.time)
        is_typing = isinstance(self.focused, Input | TextArea)
        return not is_typing and event.key in ONCE and last[0] == event.key and event.time - last[1] < TWICE

    async def _hand_on(self) -> None:
        self._turn, self._since = self._turn + 1, asyncio.get_running_loop().time()
        turn, event = self._turn, self._keys[0]
        if self._is_repeated(event):
            self.call_later(self._next, turn)
            return
        target = self.focused or self.screen
        path = [node for node in target.ancestors_with_self if node is not self]
        await super().on_event(event)
        # A key goes up to the app, whose binding may have its target send a message, which goes up again.
        self._follow(turn, [*path, self, *path])

    def _follow(self, turn: int, path: list[DOMNode]) -> None:
        """Go the way that a key and the message it causes go, behind them; then the next key's turn comes.

        Where the key has started a flow, that is once the flow asks something or has ended.
        """
        while path:
            node, *path = path
            if node.call_later(self._follow, turn, path):
                return
        if self._flows_at_work:
            self._waiting_turn = turn
        else:
            self.call_later(self._next, turn)

    async def _next(self, turn: int) -> None:
        """Let the key behind that of *turn* have its turn, unless it had it already."""
        if turn != self._turn:
            return
        if self._keys:
            self._keys.popleft()
        if self._keys:
            await self._hand_on()

    def watch_for_the_end(self) -> None:
        """Listen to signals and look after the terminal; call it once the app is mounted."""
        if not self.is_headless:
            watch_signals(self.told_to_leave)
            watch_terminal(self.told_to_leave)

    def told_to_leave(self, status: int) -> None:
        """Leave with *status*, as after a kill: the meeting goes on, so its clock does."""
        self.let_go(paused=False)
        end_if_terminal_is_gone(status)
        self.ending = Ending(status=status, message="Told to end. Everything recorded is saved: refine resume")
        self.exit(return_code=status)

    def _handle_exception(self, error: Exception) -> None:
        """End with one plain sentence: no traceback, and nobody's text, on a screen that is shared.

        Private to Textual, and the only place where every failure passes.
        """
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        if self.is_headless:  # a test wants to see it
            super()._handle_exception(error)
            return
        self.let_go(paused=False)
        end_if_terminal_is_gone(CRASHED)
        report = write_crash_report(error, self._crash_folder)
        where = f" Where it happened is noted in {report}." if report else ""
        self.ending = Ending(
            status=CRASHED,
            message=f"refine failed ({type(error).__name__}). Everything recorded is saved: refine resume.{where}",
        )
        self.exit(return_code=CRASHED)
