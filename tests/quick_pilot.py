"""A pilot that waits for the work of the app itself; that of Textual watches the processor, and the clock."""

import asyncio
import time
from typing import Any

import pytest
import textual.app
import textual.pilot
from rich.console import RenderableType
from textual._compositor import Compositor
from textual._context import active_app
from textual.pilot import Pilot

from refine_tui.ui import key_queue

_PRESS, _RENDER = Pilot.press, Compositor.render_update
_FRAMES = 20
"""How many frames one key may take; what draws by itself for ever is not waited for."""
_QUIET_ROUNDS = 3
"""How many rounds of the event loop with nothing to do say that the app has done its work."""
_LOOK, _LOOK_CPU = 0.005, 0.002
"""Seconds between two looks at work that goes on in a thread, and seconds of it that say that it is not blocked."""


def use_quick_pilot(patch: pytest.MonkeyPatch) -> None:
    """Replace Textual's waits, and paint only those frames that a test looks at.

    Without a terminal nobody sees the others; painting them is three quarters of the work.
    """
    patch.setattr(textual.app, "wait_for_idle", _until_idle)
    patch.setattr(textual.pilot, "wait_for_idle", _until_idle)
    patch.setattr(Compositor, "render_update", _render)
    patch.setattr(Pilot, "pause", _pause)
    patch.setattr(Pilot, "press", _press)
    patch.setattr(key_queue, "TWICE", 0.0)  # this pilot presses faster than any finger, and means it


def _render(compositor: Compositor, full: bool = False, **options: Any) -> RenderableType | None:
    """Render what is asked for as a whole, a picture, and nothing else."""
    compositor._dirty_regions.clear()
    return _RENDER(compositor, full=True, **options) if full else None


async def _press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until what they changed has its place on the screen, also on a busy machine."""
    await _PRESS(pilot, *keys)
    await pilot.pause()


async def _until_idle(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until the event loop has nothing to do, nor a thread of a worker, unless it is blocked itself."""
    loop = asyncio.get_running_loop()
    ready = vars(loop)["_ready"]
    end = loop.time() + max_sleep
    quiet = 0
    while quiet < _QUIET_ROUNDS and loop.time() < end:
        await asyncio.sleep(0)
        quiet = 0 if ready else quiet + 1
        if quiet == _QUIET_ROUNDS and any(worker.is_running for worker in active_app.get().workers):
            spent = time.process_time()
            await asyncio.sleep(_LOOK)
            quiet = 0 if ready or time.process_time() - spent > _LOOK_CPU else quiet


async def _pause(pilot: Pilot[None], delay: float | None = None) -> None:
    """Wait until what has been asked for is done and has its place on the screen, without the wait for a frame."""
    await asyncio.sleep(delay or 0)
    for _ in range(_FRAMES):
        await pilot._wait_for_screen()
        await _until_idle()
        app, screen = pilot.app, pilot.app.screen
        if app._resize_event is not None:
            app._check_resize()  # Textual waits for the last of several
            continue
        due = screen._layout_required or screen._scroll_required or screen._repaint_required
        if not (due or screen._recompose_required or screen._dirty_widgets or screen._callbacks):
            return
        screen._on_timer_update()
