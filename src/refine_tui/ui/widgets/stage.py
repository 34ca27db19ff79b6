"""Everything that the live screen shows, drawn from one scene."""

from collections.abc import Sequence

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from refine_tui.ui.widgets.agenda_panel import AgendaPanel
from refine_tui.ui.widgets.choices import ChoiceBar
from refine_tui.ui.widgets.key_bar import Key, KeyBar
from refine_tui.ui.widgets.masthead import Masthead
from refine_tui.ui.widgets.notice import NoticeLine
from refine_tui.ui.widgets.phase_view import LONGEST_HEADLINE, PhaseView, Scene
from refine_tui.ui.widgets.recorded_panel import RecordedPanel, count_words
from refine_tui.ui.widgets.row_list import Row, RowList
from refine_tui.ui.widgets.styled import styled


class Stage(Vertical):
    """The masthead, three columns, and the lines at the bottom."""

    _masthead = getters.query_one(Masthead)
    _agenda = getters.query_one(AgendaPanel)
    _title = getters.query_one("#phase-title", Static)
    _headline = getters.query_one("#headline", Static)
    _phase = getters.query_one("#phase", RowList)
    _choices = getters.query_one(ChoiceBar)
    _recorded = getters.query_one(RecordedPanel)
    _counts = getters.query_one("#counts", Static)
    _notice = getters.query_one(NoticeLine)
    _keys = getters.query_one(KeyBar)

    def __init__(self, *, show_seconds: bool = False) -> None:
        super().__init__()
        self._show_seconds = show_seconds
        self._open: tuple[int, int | None] | None = None
        """Which phase is shown, and which item."""

    def compose(self) -> ComposeResult:
        yield Masthead()
        with Horizontal(id="body"):
            yield AgendaPanel(show_seconds=self._show_seconds, id="agenda")
            with Vertical(id="middle"):
                yield Static("", markup=False, id="phase-title")
                yield Static("", markup=False, id="headline")
                yield RowList(id="phase")
                yield ChoiceBar(id="choices")
            yield RecordedPanel(id="recorded")
        yield Static("", markup=False, id="counts")
        yield NoticeLine()
        yield KeyBar()

    @property
    def said(self) -> str:
        """The sentence above the keys; empty: none."""
        return self._notice.words

    @property
    def rows(self) -> Sequence[Row[str]]:
        """The rows of the phase that are shown."""
        return self._phase.rows

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Show a sentence above the keys."""
        self._notice.say(words, wrong=wrong)

    def show(self, scene: Scene, view: PhaseView, rows: Sequence[Row[str]]) -> None:
        """Draw the scene; *rows* are what the view made of it."""
        self._show_headline(view.headline(scene), scene)
        self._phase.show(rows, scene.chosen)
        if self._open != (opened := (scene.session.phase, scene.session.open_item)):
            self._open = opened
            self._phase.scroll_home(animate=False)
        self._choices.show(view.choices(scene))
        self._recorded.show(scene.session)
        self._counts.update(count_words(scene.session), layout=False)
        self._keys.show(live_keys(scene, view, self.size.width or self.app.size.width))
        self.show_time(scene, view)

    def _show_headline(self, words: str, scene: Scene) -> None:
        text = styled(words, f"bold {scene.palette.text}", overflow="fold")
        text.truncate(LONGEST_HEADLINE, overflow="ellipsis")
        self._headline.display = bool(words)
        self._headline.update(text)

    def show_time(self, scene: Scene, view: PhaseView) -> None:
        """Draw what changes with the clock; what reads the same is left alone."""
        self._masthead.show(scene.session, scene.clock)
        self._agenda.show(scene.session, scene.clock)
        title = view.title(scene)
        if str(self._title.content) != title:
            self._title.update(title, layout=False)

    def scroll_phase(self, pages: int) -> None:
        """Scroll the middle column by pages."""
        self._phase.scroll_relative(y=pages * max(1, self._phase.size.height - 2), animate=False)


def live_keys(scene: Scene, view: PhaseView, width: int) -> tuple[Key, ...]:
    """Return the keys that matter now, for a bar of *width* cells."""
    enter = view.enter_label(scene)
    more = scene.session.phase + 1 < len(scene.session.phases)
    return (
        Key(id="session.decision", key="d", label="decision", weight=0, brief=""),
        Key(id="session.action", key="a", label="action", weight=0, brief=""),
        Key(id="session.question", key="q", label="question", weight=0, brief=""),
        Key(id="session.park", key="p", label="park", weight=0, brief=""),
        Key(id="session.note", key="n", label="note", weight=0, brief="record"),
        *((Key(key="enter", label=enter, brief="open"),) if enter else ()),
        Key(id="session.pause", key="space", label="pause" if scene.clock.is_running else "go on"),
        Key(id="session.more", key="+", label="1 min", weight=3),
        *((Key(id="session.next_phase", key="]", label="next phase" if width >= 100 else "next"),) if more else ()),  # noqa: PLR2004 - columns
        Key(id="session.minutes", key="m", label="minutes", weight=5),
        Key(id="session.undo", key="u", label="undo"),
        Key(id="session.keys", key="?", label="keys", weight=0),
    )
