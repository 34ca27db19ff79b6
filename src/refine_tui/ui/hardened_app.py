"""An app that ends in order whatever happens to it, and in which no key acts where it was not meant."""

import asyncio
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from rich.console import RenderableType
from textual import constants, events
from textual._compositor import ChopsUpdate
from textual.app import App
from textual.binding import ActiveBinding
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widgets import Input, TextArea
from textual.worker import WorkerFailed

from refine_tui.domain.plain_text import clean_line, clean_text
from refine_tui.ui.app_options import Ending
from refine_tui.ui.partial_update import PartialUpdate
from refine_tui.ui.shutdown import (
    CRASHED,
    end_if_terminal_is_gone,
    watch_signals,
    watch_terminal,
    write_crash_report,
)
from refine_tui.ui.terminal_input import BURST, InputFailed, KeysRead
from refine_tui.ui.text import PlainTextFilter

ONCE = frozenset({*"123456789", "right_square_bracket", "left_square_bracket", "greater_than_sign", "less_than_sign"})
"""Keys that choose, or go on: held down, or pressed twice by a nervous finger, they count once."""
TWICE = 0.25
"""Seconds within which the same key of `ONCE` is the same press; nobody has read the next item by then."""
KEY_PATIENCE = 2.0
"""Seconds after which a key that is still being handled holds up the next one no longer."""


NOT_TEXT = "A key that is no text was ignored"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """A key or a paste that waits for its turn."""

    event: events.Key | events.Paste
    burst: int = 0
    """Tells bursts of keys apart; 0: the key came alone."""
    printable: int = 0
    """How many printable keys of its burst have not had their turn, this one included."""


class HardenedApp(App[None]):
    """Cleans what comes in by paste and what goes out to the terminal, and leaves in order.

    Screens with a line for messages have a method ``say(words, wrong)``. A screen that opens a line for text by other
    keys than those in `LINE_KEYS` has a method ``opens_line(key)``.
    """

    LINE_KEYS: ClassVar[frozenset[str]] = frozenset()
    """The ids of the bindings that open a line for text: what is typed ahead behind such a key goes into the line."""

    def __init__(self, *, crash_folder: Path) -> None:
        super().__init__()
        self._crash_folder = crash_folder
        self._plain_text = PlainTextFilter()
        self._keys: deque[_Waiting] = deque()
        self._bursts = 0
        self._holds_keys = False
        self._pressed: tuple[str, float] = ("", 0.0)
        self._turn = 0
        self._since = 0.0
        self._flows_at_work = 0
        self._waiting_turn = 0
        self._watches = False
        self.ending = Ending()
        """How the app ended."""

    def let_go(self, *, paused: bool) -> None:
        """Let go of what is open; whoever holds something overrides this. It must not raise a RefineError."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._plain_text]  # one and the same: Textual caches by it

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send only the cells that changed. Private to Textual, and the only place where every update passes."""
        if isinstance(renderable, ChopsUpdate):
            renderable = PartialUpdate.of(renderable)
        super()._display(screen, renderable)

    def get_driver_class(self) -> type[Driver]:
        if constants.DRIVER is not None or sys.platform == "win32":
            return super().get_driver_class()
        from refine_tui.ui.terminal_driver import TerminalDriver  # noqa: PLC0415 - Windows cannot import it

        return TerminalDriver

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._queue([_Waiting(event=event)])
            return
        await super().on_event(event)

    async def on_keys_read(self, message: KeysRead) -> None:
        """Queue the keys of one read from the terminal."""
        self._bursts += 1
        left = sum(key.is_printable for key in message.keys)
        waiting = []
        for key in message.keys:
            waiting.append(_Waiting(event=key, burst=self._bursts, printable=left))
            left -= key.is_printable
        await self._queue(waiting)

    def on_unreadable_input(self) -> None:
        self.say_quietly(NOT_TEXT)

    def on_input_failed(self, message: InputFailed) -> None:
        if isinstance(message.error, Exception):
            self._handle_exception(message.error)

    def on_screen_damaged(self) -> None:
        self.screen.refresh()

    def say_quietly(self, words: str, *, wrong: bool = False) -> None:
        """Show a sentence on the topmost screen that has a line for it."""
        for screen in reversed(self.screen_stack):
            if (say := getattr(screen, "say", None)) is not None:
                say(words, wrong)
                return

    @property
    def app_bindings(self) -> dict[str, ActiveBinding]:
        """The bindings of the app by their key: those of `active_bindings` do not include them under a dialog."""
        return self.screen_stack[0].active_bindings

    async def _queue(self, waiting: Sequence[_Waiting]) -> None:
        """Hand keys and pastes on one by one, so that none overtakes what the one before it does.

        Textual sends a key to the screen that is on now; with ``d`` and the first letters of a decision typed
        faster than the line opens, the letters would act as keys of the screen below. A key that is still being
        handled after a while does not hold up the others; only keys that nobody can have typed for this screen are
        dropped, see `_is_misplaced`.
        """
        if self._holds_keys:
            leaves = [each for each in waiting if self._leaves(each.event)]
            self._keys.extend(each for each in waiting if each not in leaves)
            for each in leaves:
                await super().on_event(each.event)
            return
        was_idle = not self._keys
        self._keys.extend(waiting)
        if was_idle and self._keys:
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

    def _is_repeated(self, event: events.Key | events.Paste) -> bool:
        """Whether a key that counts once is held down or bounces; where text is typed, every press counts."""
        key = event.key if isinstance(event, events.Key) else ""
        last, self._pressed = self._pressed, (key, event.time)
        return not self.line_is_open and key in ONCE and last[0] == key and event.time - last[1] < TWICE

    async def _hand_on(self) -> None:
        self._turn, self._since = self._turn + 1, asyncio.get_running_loop().time()
        turn, waiting = self._turn, self._keys[0]
        event = waiting.event
        if misplaced := self._is_misplaced(waiting):
            self._drop(waiting)
        if misplaced or self._is_repeated(event):
            self.call_later(self._next, turn)
            return
        if isinstance(event, events.Paste):
            event.text = clean_line(event.text) if isinstance(self.focused, Input) else clean_text(event.text)
        target = self.focused or self.screen
        path = [node for node in target.ancestors_with_self if node is not self]
        await super().on_event(event)
        # A key goes up to the app, whose binding may have its target send a message, which goes up again.
        self._follow(turn, [*path, self, *path])

    def _is_misplaced(self, waiting: _Waiting) -> bool:
        """Whether this was pasted, or typed in one go, by somebody who took the screen for another window."""
        event = waiting.event
        if isinstance(event, events.Paste):
            return not self.line_is_open
        return waiting.printable >= BURST and not (
            self.line_is_open or self._leaves(event) or self._opens_line(event.key)
        )

    def _drop(self, waiting: _Waiting) -> None:
        """Drop what is left of a burst, but for the key that leaves; the first of it is still in the queue."""
        if isinstance(waiting.event, events.Paste):
            count = f"{len(waiting.event.text)} characters were pasted"
        else:
            count = f"{waiting.printable} keys were typed or pasted"
            rest = [each for each in self._keys if each.burst != waiting.burst or self._leaves(each.event)]
            self._keys = deque([waiting, *rest])
        self.say_quietly(f"{count} into the wrong window: nothing was done")

    @property
    def line_is_open(self) -> bool:
        """Whether keys are typed as text."""
        return isinstance(self.focused, Input | TextArea) or bool(getattr(self.screen, "takes_text", False))

    def _opens_line(self, key: str) -> bool:
        opens = getattr(self.screen, "opens_line", None)
        if opens is not None and opens(key):
            return True
        active = self.screen.active_bindings.get(key)
        return active is not None and active.binding.id in self.LINE_KEYS

    def _leaves(self, event: events.Key | events.Paste) -> bool:
        """Whether this key leaves the program, whatever is under way."""
        active = self.app_bindings.get(event.key) if isinstance(event, events.Key) else None
        return active is not None and active.binding.action == "quit"

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
        """Listen to signals and check the terminal from now on; further calls do nothing."""
        if not self.is_headless and not self._watches:
            self._watches = True
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
