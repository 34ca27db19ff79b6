"""The queue of keys: no key overtakes what the one before it does, and none acts where it was not meant."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import ActiveBinding
from textual.dom import DOMNode
from textual.widgets import Input, TextArea

from refine_tui.domain.plain_text import clean_line, clean_text
from refine_tui.ui.terminal_input import BURST

ONCE = frozenset({*"123456789", "right_square_bracket", "left_square_bracket", "greater_than_sign", "less_than_sign"})
"""Keys that choose, or go on: held down, or pressed twice by a nervous finger, they count once."""
TWICE = 0.25
"""Seconds within which the same key of `ONCE` is the same press; nobody has read the next item by then."""
KEY_PATIENCE = 2.0
"""Seconds after which a key that is still being handled holds up the next one no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingKey:
    """A key or a paste that waits for its turn."""

    event: events.Key | events.Paste
    burst: int = 0
    """Tells bursts of keys apart; 0: the key came alone."""
    printable: int = 0
    """How many printable keys of its burst have not had their turn, this one included."""


class KeyApp(App[None]):
    """What the queue asks of an app: whether keys are text just now, and which keys make them so."""

    LINE_KEYS: ClassVar[frozenset[str]] = frozenset()
    """The ids of the bindings that open a line for text: what is typed ahead behind such a key goes into the line."""

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

    @property
    def line_is_open(self) -> bool:
        """Whether keys are typed as text."""
        return isinstance(self.focused, Input | TextArea) or bool(getattr(self.screen, "takes_text", False))


class KeyQueue:
    """Hands keys and pastes to the app one by one."""

    def __init__(self, app: KeyApp, dispatch: Callable[[events.Event], Awaitable[None]]) -> None:
        """Make a queue; *dispatch* is how Textual handles an event."""
        self._app = app
        self._dispatch = dispatch
        self._keys: deque[WaitingKey] = deque()
        self._bursts = 0
        self._holds_keys = False
        self._pressed: tuple[str, float] = ("", 0.0)
        self._turn = 0
        self._since = 0.0
        self._flows_at_work = 0
        self._waiting_turn = 0

    @property
    def is_empty(self) -> bool:
        """Whether every key had its turn."""
        return not self._keys

    async def put(self, event: events.Key | events.Paste) -> None:
        """Queue one key or one paste."""
        await self._put([WaitingKey(event=event)])

    async def put_burst(self, keys: Sequence[events.Key]) -> None:
        """Queue the keys of one read from the terminal."""
        self._bursts += 1
        left = sum(key.is_printable for key in keys)
        waiting = []
        for key in keys:
            waiting.append(WaitingKey(event=key, burst=self._bursts, printable=left))
            left -= key.is_printable
        await self._put(waiting)

    async def _put(self, waiting: Sequence[WaitingKey]) -> None:
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
                await self._dispatch(each.event)
            return
        was_idle = not self._keys
        self._keys.extend(waiting)
        if was_idle and self._keys:
            await self._hand_on()
        elif asyncio.get_running_loop().time() - self._since > KEY_PATIENCE:
            await self._next(self._turn)

    def hold(self) -> None:
        """Collect the keys until `release`, for a screen on which they cannot act yet; only leaving works."""
        self._holds_keys = True

    async def release(self) -> None:
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
            self._app.call_later(self._next, turn)

    def _is_repeated(self, event: events.Key | events.Paste) -> bool:
        """Whether a key that counts once is held down or bounces; where text is typed, every press counts."""
        key = event.key if isinstance(event, events.Key) else ""
        last, self._pressed = self._pressed, (key, event.time)
        return not self._app.line_is_open and key in ONCE and last[0] == key and event.time - last[1] < TWICE

    async def _hand_on(self) -> None:
        self._turn, self._since = self._turn + 1, asyncio.get_running_loop().time()
        turn, waiting = self._turn, self._keys[0]
        event = waiting.event
        if misplaced := self._is_misplaced(waiting):
            self._drop(waiting)
        if misplaced or self._is_repeated(event):
            self._app.call_later(self._next, turn)
            return
        if isinstance(event, events.Paste):
            event.text = clean_line(event.text) if isinstance(self._app.focused, Input) else clean_text(event.text)
        target = self._app.focused or self._app.screen
        path = [node for node in target.ancestors_with_self if node is not self._app]
        await self._dispatch(event)
        # A key goes up to the app, whose binding may have its target send a message, which goes up again.
        self._follow(turn, [*path, self._app, *path])

    def _is_misplaced(self, waiting: WaitingKey) -> bool:
        """Whether this was pasted, or typed in one go, by somebody who took the screen for another window."""
        event = waiting.event
        if isinstance(event, events.Paste):
            return not self._app.line_is_open
        return waiting.printable >= BURST and not (
            self._app.line_is_open or self._leaves(event) or self._opens_line(event.key)
        )

    def _drop(self, waiting: WaitingKey) -> None:
        """Drop what is left of a burst, but for the key that leaves; the first of it is still in the queue."""
        if isinstance(waiting.event, events.Paste):
            count = f"{len(waiting.event.text)} characters were pasted"
        else:
            count = f"{waiting.printable} keys were typed or pasted"
            rest = [each for each in self._keys if each.burst != waiting.burst or self._leaves(each.event)]
            self._keys = deque([waiting, *rest])
        self._app.say_quietly(f"{count} into the wrong window: nothing was done")

    def _opens_line(self, key: str) -> bool:
        opens = getattr(self._app.screen, "opens_line", None)
        if opens is not None and opens(key):
            return True
        active = self._app.screen.active_bindings.get(key)
        return active is not None and active.binding.id in self._app.LINE_KEYS

    def _leaves(self, event: events.Key | events.Paste) -> bool:
        """Whether this key leaves the program, whatever is under way."""
        active = self._app.app_bindings.get(event.key) if isinstance(event, events.Key) else None
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
            self._app.call_later(self._next, turn)

    async def _next(self, turn: int) -> None:
        """Let the key behind that of *turn* have its turn, unless it had it already."""
        if turn != self._turn:
            return
        if self._keys:
            self._keys.popleft()
        if self._keys:
            await self._hand_on()
