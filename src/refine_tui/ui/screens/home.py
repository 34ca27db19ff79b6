"""Home: go on with a session, start one, look at past ones. Useful when there is nothing yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.table import Table
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from refine_tui.domain.backlog_item import Merge
from refine_tui.domain.date_words import format_day
from refine_tui.domain.errors import RefineError
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import SessionStatus, zone_of
from refine_tui.domain.summary import SessionSummary
from refine_tui.facilitator import Facilitator
from refine_tui.ui.dialogs.keys_dialog import KeysDialog
from refine_tui.ui.keymap import shown_keys
from refine_tui.ui.screens.bringing import Bringing, backlog_intake, undo_import
from refine_tui.ui.theme import Palette, on_theme_change, palette_of
from refine_tui.ui.widgets.bars import ChoiceBar, Key, KeyBar, NoticeLine
from refine_tui.ui.widgets.phase_view import counted
from refine_tui.ui.widgets.rows import BLANK, MARK, Row, RowList, choosable, columns, heading, moved, plain
from refine_tui.ui.widgets.styled import styled
from refine_tui.ui.widgets.too_small import HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS, TooSmall


class HomeScreen(Screen[None]):
    """The list of sessions, the unfinished ones on top."""

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = VERTICAL_BREAKPOINTS
    BINDING_GROUP_TITLE = "Home"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "new", "New session", tooltip="Start a new session.", id="home.new"),
        Binding("2", "bring", "Bring items", tooltip="Bring items into the backlog: paste lines.", id="home.bring"),
        Binding("3", "actions", "Action items", tooltip="The team's action items: done, dropped.", id="home.actions"),
        Binding("u", "undo", "Undo an import", tooltip="Take the team's latest import back.", id="home.undo"),
        Binding("down,j", "move(1)", "Down", tooltip="The next session.", id="home.down"),
        Binding("up,k", "move(-1)", "Up", tooltip="The session before.", id="home.up"),
        Binding("enter", "open", "Open", tooltip="Go on with a session, or read its minutes.", id="home.open"),
        Binding("question_mark", "keys", "Keys", tooltip="All keys.", id="home.keys"),
    ]

    @dataclass
    class SessionChosen(Message):
        """A session is to be opened: live if it is not closed, else its minutes."""

        summary: SessionSummary

    @dataclass
    class NewSessionWanted(Message):
        """A new session is to be prepared."""

    @dataclass
    class ActionsWanted(Message):
        """The team's action items are to be shown."""

    def __init__(self, *, team: str | None, rehearsal: bool = False) -> None:
        super().__init__()
        self._team = team
        self._rehearsal = rehearsal
        self._facilitator: Facilitator | None = None
        self._bringing: Bringing | None = None
        self._summaries: tuple[SessionSummary, ...] = ()
        self._chosen = ""

    def compose(self) -> ComposeResult:
        yield Static("", markup=False, id="title")
        yield RowList(id="rows")
        yield ChoiceBar(id="choices")
        yield NoticeLine()
        yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        on_theme_change(self, self._repaint)
        self._repaint()

    def _repaint(self) -> None:
        palette = palette_of(self.app)
        title = styled("refine", f"bold {palette.amber}")
        title.append("   backlog refinement, an hour at a time", style=palette.muted)
        if self._rehearsal:
            title.append("\nA rehearsal with a made-up team: nothing is kept.", style=palette.teal)
        self.query_one("#title", Static).update(title)
        self.show_sessions()

    def on_screen_resume(self) -> None:
        if self._facilitator is not None:
            self.show_sessions()

    def ready(self, facilitator: Facilitator) -> None:
        """Take the facilitator, once the store is open; the sessions are read when they are to be seen."""
        self._facilitator = facilitator
        self._bringing = Bringing(screen=self, facilitator=facilitator, say=self.say)
        self.query_one(ChoiceBar).show(("start a session", "bring items in", "action items"))

    def say(self, words: str, wrong: bool = False) -> None:
        """Show a sentence above the keys."""
        self.query_one(NoticeLine).say(words, wrong=wrong)

    def show_sessions(self) -> None:
        """Read the sessions and show them."""
        if self._facilitator is None:
            return
        try:
            self._summaries = self._facilitator.store.summaries(None)
            rows = self._rows(self._facilitator)
        except RefineError as problem:
            self.say(problem.message, wrong=True)
            return
        if self._chosen not in choosable(rows):
            self._chosen = moved(rows, "", 1)
            rows = self._rows(self._facilitator)
        self.query_one("#rows", RowList).show(rows, self._chosen)
        keys = [Key(key="↑ ↓", label="choose"), Key(key="enter", label=self._enter_words())] if self._chosen else []
        keys += [Key(key="?", label="keys"), Key(key="ctrl+q", label="leave")]
        self.query_one(KeyBar).show(keys)

    def _enter_words(self) -> str:
        summary = self._chosen_summary()
        words = {SessionStatus.CLOSED: "read the minutes", SessionStatus.PLANNED: "prepare or begin"}
        return words.get(summary.status, "go on") if summary else "go on"

    def _chosen_summary(self) -> SessionSummary | None:
        return next((s for s in self._summaries if str(s.id) == self._chosen), None)

    def _rows(self, facilitator: Facilitator) -> list[Row]:
        palette = palette_of(self.app)
        team = facilitator.team_name(self._team)
        waiting = facilitator.waiting(team)
        backlog = styled(f"{team}: ", palette.muted)
        backlog.append(counted(len(waiting.new), "new item"), style=f"bold {palette.text}")
        backlog.append(" to triage · ", style=palette.muted)
        backlog.append(f"{len(waiting.candidates)}", style=f"bold {palette.text}")
        backlog.append(" for the deep dive", style=palette.muted)
        rows = [Row(content=backlog), BLANK]
        rows = [*rows[:1], *_actions_line(facilitator, team, palette), BLANK]
        planned = [s for s in self._summaries if s.status is SessionStatus.PLANNED]
        unfinished = [s for s in self._summaries if s.status is SessionStatus.RUNNING]
        past = [s for s in self._summaries if s.status is SessionStatus.CLOSED]
        rows += _section("Unfinished", unfinished, palette, self._chosen)
        rows += _section("Planned", planned, palette, self._chosen)
        rows += _section("Past sessions", past, palette, self._chosen)
        if not self._summaries:
            rows += _first_steps(palette)
        return rows

    def action_new(self) -> None:
        if self._facilitator is not None:
            self.post_message(self.NewSessionWanted())

    def action_actions(self) -> None:
        if self._facilitator is not None:
            self.post_message(self.ActionsWanted())

    def action_bring(self) -> None:
        if self._facilitator is not None and self._bringing is not None:
            self._bringing.open(
                backlog_intake(self._facilitator, self._facilitator.team_name(self._team), self._brought)
            )

    def action_undo(self) -> None:
        if self._facilitator is not None:
            undo_import(self._facilitator, self._facilitator.team_name(self._team), self.say)
            self.show_sessions()

    def _brought(self, merged: Merge) -> None:
        del merged
        self.show_sessions()

    def action_move(self, by: int) -> None:
        self._chosen = moved(self.query_one("#rows", RowList).rows, self._chosen, by)
        self.show_sessions()

    def action_open(self) -> None:
        if (summary := self._chosen_summary()) is not None:
            self.post_message(self.SessionChosen(summary=summary))

    def action_keys(self) -> None:
        self.app.push_screen(KeysDialog(list(shown_keys(self).values())))


def _actions_line(facilitator: Facilitator, team: str, palette: Palette) -> list[Row]:
    """Return how many of the team's action items are open, and how many of them overdue."""
    lines = [line for line in facilitator.store.actions(team) if line.action.status is ActionStatus.OPEN]
    if not lines:
        return []
    today = facilitator.clock.now().date()
    overdue = sum(line.is_overdue(today) for line in lines)
    text = styled(counted(len(lines), "action item"), f"bold {palette.text}").append(" open", style=palette.muted)
    if overdue:
        text.append(f" · {overdue} overdue", style=f"bold {palette.red}")
    return [Row(content=text)]


def _first_steps(palette: Palette) -> list[Row]:
    lines = (
        ("1", "starts a session: an agenda of 60 minutes, with its clock"),
        ("2", "brings your backlog in: paste lines from a chat, a mail or a sheet"),
        ("", "or, at the shell:  refine import jira.csv"),
        ("", "to look around first:  refine demo"),
    )
    rows = [Row(content=heading("No sessions yet", palette)), BLANK]
    return rows + [
        Row(content=columns("", styled(key, f"bold {palette.amber}"), plain(words), width=2, palette=palette))
        for key, words in lines
    ]


def _section(title: str, summaries: Sequence[SessionSummary], palette: Palette, chosen: str) -> list[Row]:
    if not summaries:
        return []
    rows = [Row(content=heading(title, palette)), BLANK]
    for summary in summaries:
        line = _line(summary, palette, chosen=str(summary.id) == chosen)
        rows += [Row(content=line, id=str(summary.id)), BLANK]
    return rows


def _line(summary: SessionSummary, palette: Palette, *, chosen: bool) -> Table:
    moment = summary.started_at or summary.planned_for
    when = ""
    if moment is not None:
        local = moment.astimezone(zone_of(summary.zone))
        when = f"{format_day(local.date())} {local:%Y %H:%M}"
    text = plain(f"{summary.team} · {summary.title}", f"bold {palette.text}" if chosen else palette.text)
    if summary.goal:
        text.append(f"  {summary.goal}", style=palette.muted)
    if summary.status is SessionStatus.PLANNED:
        text.append("\nwhat waits is brought when it begins", style=palette.muted)
        return columns(MARK if chosen else "", styled(when, f"bold {palette.amber}"), text, width=22, palette=palette)
    counts = f"{summary.ready} ready of {summary.brought} · {counted(summary.decisions, 'decision')}"
    counts += f" · {counted(summary.actions, 'action')}"
    text.append(f"\n{counts}", style=palette.muted)
    label = styled(when, palette.teal if summary.status is SessionStatus.CLOSED else f"bold {palette.amber}")
    return columns(MARK if chosen else "", label, text, width=22, palette=palette)
