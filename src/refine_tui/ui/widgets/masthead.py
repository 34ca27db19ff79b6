"""The two lines at the top: team, agenda, goal; the time, the end, ahead or behind."""

from datetime import timedelta

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from refine_tui.domain.clock_reading import ClockReading
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.ui.theme import palette_of
from refine_tui.ui.widgets.styled import styled

_MINUTE = timedelta(minutes=1)


class Masthead(Vertical):
    """Who we are, what for, and whether we shall end on time. Only what changed is painted again."""

    DEFAULT_CSS = """
    Masthead { height: auto; background: $surface; padding: 0 2; }
    Masthead Horizontal { height: 1; }
    Masthead .left { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Masthead #clock { width: 5; height: 1; text-align: right; }
    Masthead #ends { width: 28; height: 1; text-align: right; }
    Masthead #gap { height: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._title = Static("", markup=False, classes="left")
        self._clock = Static("", markup=False, id="clock")
        self._goal = Static("", markup=False, classes="left")
        self._ends = Static("", markup=False, id="ends")
        self._shown: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self._title
            yield self._clock
        yield Static("", id="gap")
        with Horizontal():
            yield self._goal
            yield self._ends

    def show(self, session: RefinementSession, clock: ClockReading) -> None:
        """Show the session at the moment of *clock*."""
        palette = palette_of(self.app)
        title = styled(session.team.name, f"bold {palette.text}", overflow="ellipsis", no_wrap=True)
        title.append(f" · {session.title}", style=palette.muted)
        goal = styled("Goal  ", palette.muted, overflow="ellipsis", no_wrap=True)
        if session.goal:
            goal.append(session.goal, style=palette.text)
        else:
            goal.append("not stated yet", style=palette.muted)
        self._update("title", self._title, title)
        self._update("goal", self._goal, goal)
        time = styled(f"{session.local(clock.now):%H:%M}", palette.text)
        self._update("clock", self._clock, time)
        self._update("ends", self._ends, self._ending(session, clock))

    def _ending(self, session: RefinementSession, clock: ClockReading) -> Text:
        palette = palette_of(self.app)
        expected = clock.expected_end
        if session.status is SessionStatus.CLOSED or expected is None:
            return styled("closed", palette.muted)
        text = styled(f"ends {session.local(expected):%H:%M}  ", palette.text)
        behind = round(clock.behind / _MINUTE)
        if not clock.is_running:
            text.append("paused", style=f"bold {palette.accent}")
        elif behind > 0:
            text.append(f"{behind} min behind", style=f"bold {palette.accent}")
        elif behind < 0:
            text.append(f"{-behind} min ahead", style=palette.done)
        else:
            text.append("on time", style=palette.done)
        return text

    def _update(self, name: str, widget: Static, text: Text) -> None:
        seen = f"{text.markup}{self.app.theme}"
        if self._shown.get(name) != seen:
            self._shown[name] = seen
            widget.update(text, layout=False)
