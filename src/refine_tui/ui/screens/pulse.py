"""What goes on by itself while a session runs: the look at the clock, the sign of life, the bell."""

from collections.abc import Callable

from textual.screen import Screen

from refine_tui.application.application import Application
from refine_tui.application.session_clock import Tick
from refine_tui.domain.clock_reading import ClockReading
from refine_tui.domain.errors import RefineError
from refine_tui.domain.timebox import ZERO
from refine_tui.ui.widgets.phase_view import Scene
from refine_tui.ui.widgets.time_words import absence_words, clock_set_words

TICK = 0.5
"""Seconds between two looks at the clock; a look that finds nothing new writes nothing."""
HEARTBEAT = 10.0
"""Seconds between two notes that the program is alive."""


class Pulse:
    """Looks at the clock, notes that the program is alive, and rings when a box has run out."""

    def __init__(
        self,
        *,
        screen: Screen[None],
        application: Application,
        say: Callable[[str, bool], None],
        scene: Callable[[], Scene],
        show_time: Callable[[Scene], None],
        bell: bool,
    ) -> None:
        self._screen = screen
        self._application = application
        self._say = say
        self._scene = scene
        self._show_time = show_time
        self._bell = bell
        self._was_over: tuple[int, bool] | None = None

    def start(self) -> None:
        """Begin; it ends with the screen."""
        self._screen.set_interval(TICK, self.tick)
        self._screen.set_interval(HEARTBEAT, self._beat)

    def tick(self) -> None:
        """Look at the clock."""
        if not self._application.live.is_open:
            return
        try:
            self._announce(self._application.live.tick())
        except RefineError as problem:
            self._say(problem.message, True)
        scene = self._scene()
        self._ring(scene.clock)
        self._show_time(scene)

    def _announce(self, tick: Tick) -> None:
        words = []
        if tick.absence is not None:
            words.append(absence_words(tick.absence.length, counted=tick.absence.counted))
        if tick.clock_set_by is not None:
            words.append(clock_set_words(tick.clock_set_by, runs=self._application.live.session.is_running))
        if words:
            self._say(" · ".join(words), False)

    def _ring(self, clock: ClockReading) -> None:
        """Sound the bell when the timebox of the phase has just run out, if the settings say so."""
        over = clock.phase, clock.current.remaining <= ZERO
        if self._bell and over[1] and self._was_over == (clock.phase, False):
            self._screen.app.bell()
        self._was_over = over

    def _beat(self) -> None:
        try:
            self._application.live.heartbeat()
        except RefineError as problem:
            self._say(problem.message, True)
