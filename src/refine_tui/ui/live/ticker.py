"""What goes on by itself while a session runs: the clock on the screen, the sign of life, the end of a timebox."""

from collections.abc import Callable

from refine_tui.application.session_clock import Tick
from refine_tui.domain.clock_reading import ClockReading
from refine_tui.domain.errors import RefineError
from refine_tui.domain.timebox import ZERO
from refine_tui.ui.live.controls import LiveControls
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.widgets.notice import NEXT
from refine_tui.ui.widgets.time_words import absence_words, clock_set_words

TICK = 0.5
"""Seconds between two looks at the clock; a look that finds nothing new writes nothing."""
HEARTBEAT = 10.0
"""Seconds between two notes that the program is alive."""


class Ticker:
    """Reads the clock twice a second, stores that the program is alive, and says when a timebox has run out."""

    def __init__(self, controls: LiveControls, *, show_time: Callable[[LiveViewModel], None], bell: bool) -> None:
        self._controls = controls
        self._show_time = show_time
        self._bell = bell
        self._was_over: tuple[int, bool] | None = None

    def start(self) -> None:
        """Begin; it ends with the screen."""
        self._controls.screen.set_interval(TICK, self.tick)
        self._controls.screen.set_interval(HEARTBEAT, self._beat)

    def tick(self) -> None:
        """Read the clock and show it."""
        live = self._controls.application.live
        if not live.is_open:
            return
        try:
            self._announce(live.tick())
        except RefineError as problem:
            self._controls.say(problem.message, wrong=True)
        model = self._controls.model()
        self._announce_end(model)
        self._show_time(model)

    def _announce(self, tick: Tick) -> None:
        words = []
        if tick.absence is not None:
            words.append(absence_words(tick.absence.length, counted=tick.absence.counted))
        if tick.clock_set_by is not None:
            words.append(clock_set_words(tick.clock_set_by, runs=self._controls.session.is_running))
        if words:
            self._controls.say(" · ".join(words))

    def _announce_end(self, model: LiveViewModel) -> None:
        """Say that the timebox of the phase has just run out, with the keys that hold anyway."""
        clock: ClockReading = model.clock
        is_over = clock.current.remaining <= ZERO
        if is_over and self._was_over == (clock.phase, False):
            controls, title = self._controls, model.session.current_phase.title
            more = f"{controls.key('session.more')} one more minute"
            last = clock.phase + 1 == len(clock.phases)
            on = "" if last else f" · {controls.key('session.next_phase')} go on"
            controls.say(f"The time for {title} is up{NEXT}{more}{on}")
            if self._bell:
                controls.screen.app.bell()
        self._was_over = clock.phase, is_over

    def _beat(self) -> None:
        try:
            self._controls.application.live.heartbeat()
        except RefineError as problem:
            self._controls.say(problem.message, wrong=True)
