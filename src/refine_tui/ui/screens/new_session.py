"""A new session: team, agenda, goal, who, items. Everything has a sensible value; one key starts it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from refine_tui.application.application import Application
from refine_tui.domain.agenda import Agenda
from refine_tui.domain.backlog_item import MergeResult
from refine_tui.domain.errors import DomainError, RefineError
from refine_tui.domain.people import format_people, parse_people
from refine_tui.domain.plain_text import casefold_key, clean_line
from refine_tui.domain.session_setup import PendingItems, SessionSetup
from refine_tui.ui.dialogs.choice_dialog import ChoiceDialog
from refine_tui.ui.dialogs.keys_dialog import KeysDialog
from refine_tui.ui.dialogs.line_dialog import Line, LineDialog
from refine_tui.ui.keymap import shown_keys
from refine_tui.ui.screens.bringing import Bringing, backlog_intake, undo_import
from refine_tui.ui.theme import on_theme_change, palette_of
from refine_tui.ui.widgets.choices import ChoiceBar
from refine_tui.ui.widgets.columns import MARK, columns, plain
from refine_tui.ui.widgets.counted import counted
from refine_tui.ui.widgets.key_bar import Key, KeyBar
from refine_tui.ui.widgets.notice import NoticeLine
from refine_tui.ui.widgets.row_list import BLANK, Row, RowList, moved
from refine_tui.ui.widgets.styled import styled
from refine_tui.ui.widgets.too_small import HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS, TooSmall, fit

_CHOICES = ("team", "agenda", "goal", "who is here", "bring items in", "start the clock")
_ROWS = ("team", "agenda", "goal", "people", "items", "start")


class NewSessionScreen(Screen[SessionSetup]):
    """Settles what a session is made of, then starts it."""

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = VERTICAL_BREAKPOINTS
    BINDING_GROUP_TITLE = "New session"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(n), f"choose({n})", words.capitalize(), tooltip=f"{words.capitalize()}.", id=f"new.choice_{n}")
            for n, words in enumerate(_CHOICES, 1)
        ),
        Binding("u", "undo", "Undo an import", tooltip="Take the team's latest import back.", id="new.undo"),
        Binding("down,j", "move(1)", "Down", tooltip="The next line.", id="new.down"),
        Binding("up,k", "move(-1)", "Up", tooltip="The line before.", id="new.up"),
        Binding("enter", "take", "Edit", tooltip="Edit the marked line, or start.", id="new.enter"),
        Binding("question_mark", "keys", "Keys", tooltip="All keys.", id="new.keys"),
        Binding("escape", "back", "Back", tooltip="Back to the home screen.", id="new.back"),
    ]

    @dataclass
    class StartWanted(Message):
        """The session is to begin."""

        opening: SessionSetup

    def __init__(self, application: Application, *, opening: SessionSetup, agendas: tuple[Agenda, ...]) -> None:
        super().__init__()
        self._application = application
        self._opening = opening
        self._agendas = agendas
        self._chosen = "start"
        self._bringing = Bringing(screen=self, application=application, say=self.say)
        self._waiting = PendingItems()

    def compose(self) -> ComposeResult:
        fit(self)
        yield Static("", markup=False, id="title")
        yield RowList(id="rows")
        yield ChoiceBar(id="choices")
        yield NoticeLine()
        yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        on_theme_change(self, self.show_opening)
        self.query_one(ChoiceBar).show(_CHOICES)
        self._recall()
        self.show_opening()

    def say(self, words: str, wrong: bool = False) -> None:
        """Show a sentence above the keys."""
        self.query_one(NoticeLine).say(words, wrong=wrong)

    def show_opening(self) -> None:
        """Show what is settled so far."""
        palette, opening = palette_of(self.app), self._opening
        self.query_one("#title", Static).update(styled(self._title(), f"bold {palette.accent}"))
        minutes = " · ".join(f"{phase.title} {phase.minutes}" for phase in opening.agenda.phases)
        items = f"{counted(len(self._waiting.new), 'new item')} to triage"
        items += f" · {len(self._waiting.candidates)} for the deep dive"
        values = (
            ("Team", opening.team_name, ""),
            ("Agenda", f"{opening.agenda.title}   {minutes}", ""),
            ("Goal", opening.goal, "what must be different when you leave?"),
            ("Who", format_people(opening.people), "nobody noted yet"),
            ("Items", items, ""),
            ("", "Start the clock", ""),
        )
        rows: list[Row[str]] = []
        for (label, value, empty), name in zip(values, _ROWS, strict=True):
            style = f"bold {palette.accent}" if name == "start" else palette.text
            text = plain(value, style) if value else plain(empty, palette.muted)
            marker = MARK if name == self._chosen else ""
            line = columns(marker, styled(label, palette.muted), text, width=8, palette=palette)
            rows += [Row(content=line, target=name), BLANK]
        self.query_one("#rows", RowList).show(rows, self._chosen)
        enter = "start" if self._chosen == "start" else "edit"
        keys = [Key(key="↑ ↓", label="choose"), Key(key="enter", label=enter)]
        keys += [] if self._chosen == "start" else [Key(key="6", label="start the clock")]
        self.query_one(KeyBar).show([*keys, Key(key="esc", label="back"), Key(key="?", label="keys")])

    def _title(self) -> str:
        return "A planned session" if self._opening.planned is not None else "A new session"

    def _recall(self) -> None:
        """Fill in what the team's last session had, where nothing was said yet."""
        try:
            start = self._application.views.start(self._opening.team_name)
        except RefineError as problem:
            self.say(problem.message, wrong=True)
            return
        self._waiting = start.pending
        if start.last is not None:
            self._opening = replace(
                self._opening,
                people=self._opening.people or start.last.people,
                product_goal=self._opening.product_goal or start.last.product_goal,
            )

    def action_move(self, by: int) -> None:
        self._chosen = moved(self.query_one("#rows", RowList).rows, self._chosen, by) or ""
        self.show_opening()

    def action_take(self) -> None:
        self.action_choose(_ROWS.index(self._chosen) + 1)

    def action_choose(self, digit: int) -> None:
        self._chosen = _ROWS[digit - 1]
        self.show_opening()
        opening = self._opening
        if self._chosen == "team":
            self._ask("Team", opening.team_name, "the team whose backlog is refined", self._set_team)
        elif self._chosen == "agenda":
            titles = tuple(f"{agenda.title} ({agenda.minutes} min)" for agenda in self._agendas)
            self.app.push_screen(ChoiceDialog("Agenda", titles[:9]), self._set_agenda)
        elif self._chosen == "goal":
            self._ask("Session goal", opening.goal, "what must be different when you leave", self._set_goal)
        elif self._chosen == "people":
            hint = "Ana (PO), Ben, Chloé (Stakeholder), -Eli for somebody who is away"
            self._ask("Who is here", format_people(opening.people), hint, self._set_people)
        elif self._chosen == "items":
            self._bringing.open(backlog_intake(self._application, opening.team_name, self._brought))
        else:
            self.post_message(self.StartWanted(opening=opening))

    def _ask(self, title: str, initial: str, hint: str, then: Callable[[str], None], error: str = "") -> None:
        def answered(line: Line | None) -> None:
            if line is None or not line.entered:
                return
            try:
                then(line.text)
            except RefineError as problem:
                self._ask(title, line.text, hint, then, problem.message)
                return
            self.show_opening()

        self.app.push_screen(LineDialog(title, initial=initial, hint=hint, error=error), answered)

    def _set_team(self, text: str) -> None:
        name, held = clean_line(text), self._opening.team_name
        if self._opening.planned is not None:
            if name and casefold_key(name) != casefold_key(held):
                raise DomainError(f"This session is planned for {held}: esc, then 1 prepares one of another team.")
            return
        if name:
            self._opening = replace(self._opening, team_name=name, people=(), product_goal="")
            self._recall()

    def _set_agenda(self, index: int | None) -> None:
        if index is not None:
            self._opening = replace(self._opening, agenda=self._agendas[index])
            self.show_opening()

    def _set_goal(self, text: str) -> None:
        self._opening = replace(self._opening, goal=clean_line(text))

    def _set_people(self, text: str) -> None:
        self._opening = replace(self._opening, people=parse_people(text, self._opening.people))

    def _brought(self, merged: MergeResult) -> None:
        del merged
        self._refresh()

    def action_undo(self) -> None:
        undo_import(self, self._application, self._opening.team_name, self.say, self._refresh)

    def _refresh(self) -> None:
        self._recall()
        self.show_opening()

    def action_keys(self) -> None:
        self.app.push_screen(KeysDialog(list(shown_keys(self).values())))

    def action_back(self) -> None:
        if self._opening.planned is not None:
            try:
                self._application.lifecycle.plan(self._opening.planned, self._opening)
            except RefineError as problem:
                self.say(problem.message, wrong=True)
                return
        self.dismiss(self._opening)
