"""New session: team, agenda, goal, who is here, items. Everything has a sensible value; one key starts it."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import ClassVar

from textual.binding import Binding, BindingType

from refine_tui.application.application import Application
from refine_tui.domain.agenda import Agenda
from refine_tui.domain.errors import DomainError, RefineError
from refine_tui.domain.people import format_people, parse_people
from refine_tui.domain.plain_text import casefold_key, clean_line, counted
from refine_tui.domain.session_setup import PendingItems, SessionSetup
from refine_tui.ui.list_screen import ListScreen, list_keys
from refine_tui.ui.messages import StartRequested
from refine_tui.ui.questions import ChoiceQuestion, LineQuestion, Option
from refine_tui.ui.team_imports import TeamImports
from refine_tui.ui.widgets.columns import columns, plain
from refine_tui.ui.widgets.key_bar import Key
from refine_tui.ui.widgets.row_list import BLANK, Row
from refine_tui.ui.widgets.screen_header import HeaderContent
from refine_tui.ui.widgets.styled import styled

_MOST_AGENDAS = 9
"""As many as there are digits."""


class Field(Enum):
    """A row of the screen. The value says what its digit does."""

    TEAM = "team"
    AGENDA = "agenda"
    GOAL = "goal"
    PEOPLE = "who is here"
    ITEMS = "import items"
    START = "start the clock"


_FIELDS = tuple(Field)


class SetupScreen(ListScreen[SessionSetup, Field]):
    """Sets a session up and asks to start it; when it is left, its result is the setup."""

    BINDING_GROUP_TITLE = "New session"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(digit),
                f"choose({digit})",
                field.value.capitalize(),
                tooltip=f"{field.value.capitalize()}.",
                id=f"new.choice_{digit}",
            )
            for digit, field in enumerate(_FIELDS, 1)
        ),
        Binding("u", "undo", "Undo an import", tooltip="Undo the team's latest import.", id="new.undo"),
        Binding("enter", "edit", "Edit", tooltip="Edit the marked line, or start.", id="new.enter"),
        *list_keys("new", "line"),
        Binding("escape", "back", "Back", tooltip="Back to the home screen.", id="new.back"),
    ]

    def __init__(self, application: Application, *, setup: SessionSetup, agendas: tuple[Agenda, ...]) -> None:
        super().__init__()
        self._application = application
        self._setup = setup
        self._agendas = agendas
        self._pending = PendingItems()
        self._imports = TeamImports(self, application)
        self.marked = Field.START

    def on_mount(self) -> None:
        self._fill_in()
        super().on_mount()

    def _fill_in(self) -> None:
        """Read the items that wait, and fill in what the team's last session had, where nothing is set yet."""
        try:
            view = self._application.views.start(self._setup.team_name)
        except RefineError as error:
            self.say(error.message, wrong=True)
            return
        self._pending = view.pending
        if view.last is not None:
            self._setup = replace(
                self._setup,
                people=self._setup.people or view.last.people,
                product_goal=self._setup.product_goal or view.last.product_goal,
            )

    # --- the list ----------------------------------------------------------------------------------

    def header(self) -> HeaderContent:
        planned = self._setup.planned is not None
        return HeaderContent(title="Planned session" if planned else "New session", details=self._setup.team_name)

    def list_rows(self) -> Sequence[Row[Field]]:
        setup, palette = self._setup, self.palette
        minutes = " · ".join(f"{phase.title} {phase.minutes}" for phase in setup.agenda.phases)
        items = f"{counted(len(self._pending.new), 'new item')} to triage"
        items += f" · {len(self._pending.candidates)} for the deep dive"
        values = {
            Field.TEAM: ("Team", setup.team_name, ""),
            Field.AGENDA: ("Agenda", f"{setup.agenda.title}   {minutes}", ""),
            Field.GOAL: ("Goal", setup.goal, "what must be different when you leave?"),
            Field.PEOPLE: ("Who", format_people(setup.people), "nobody noted yet"),
            Field.ITEMS: ("Items", items, ""),
            Field.START: ("", "Start the clock", ""),
        }
        rows: list[Row[Field]] = []
        for field, (label, value, empty) in values.items():
            style = f"bold {palette.accent}" if field is Field.START else palette.text
            text = plain(value, style) if value else plain(empty, palette.muted)
            line = columns("", styled(label, palette.muted), text, width=8, palette=palette)
            rows += [*([BLANK] if rows else []), Row(content=line, target=field)]
        return rows

    def choices(self) -> Sequence[str]:
        return [field.value for field in _FIELDS]

    def keys(self) -> Sequence[Key]:
        enter = "start" if self.marked is Field.START else "edit"
        keys = [Key(key="↑ ↓", label="choose"), Key(key="enter", label=enter)]
        keys += [] if self.marked is Field.START else [Key(key="6", label="start the clock", id="new.choice_6")]
        return [*keys, Key(key="esc", label="back", id="new.back"), Key(key="?", label="keys", id="new.keys")]

    # --- what the keys do ---------------------------------------------------------------------------

    def action_edit(self) -> None:
        if self.marked is not None:
            self._edit(self.marked)

    def action_choose(self, digit: int) -> None:
        self.mark(_FIELDS[digit - 1])
        self._edit(_FIELDS[digit - 1])

    def _edit(self, field: Field) -> None:
        if field is Field.START:
            self.post_message(StartRequested(setup=self._setup))
        elif field is Field.AGENDA:
            self.start(self._choose_agenda())
        elif field is Field.ITEMS:
            self.start(self._import_items())
        else:
            self.start(self._edit_line(field))

    def opens_line(self, key: str) -> bool:
        """Return whether a key edits the marked line, so that what is typed behind it in one go belongs to it."""
        active = self.active_bindings.get(key)
        edits = active is not None and active.binding.id == "new.enter"
        return edits and self.marked not in (Field.AGENDA, Field.START)

    async def _edit_line(self, field: Field) -> None:
        question, parse = self._line_question(field), _PARSERS[field]
        setup = await self.ask_valid_line(question, lambda text: parse(self._setup, text))
        if setup is None:
            return
        other_team = setup.team_name != self._setup.team_name
        self._setup = setup
        if other_team:
            self._fill_in()
        self.show_list()

    def _line_question(self, field: Field) -> LineQuestion:
        setup = self._setup
        if field is Field.TEAM:
            return LineQuestion(title="Team", initial=setup.team_name, hint="the team whose backlog is refined")
        if field is Field.GOAL:
            return LineQuestion(title="Session goal", initial=setup.goal, hint="what must be different when you leave")
        return LineQuestion(
            title="Who is here",
            initial=format_people(setup.people),
            hint="Ana (PO), Ben, Chloé (Stakeholder), -Eli for somebody who is away",
        )

    async def _choose_agenda(self) -> None:
        agendas = self._agendas[:_MOST_AGENDAS]
        options = tuple(Option(label=f"{agenda.title} ({agenda.minutes} min)", value=agenda) for agenda in agendas)
        chosen = next((place for place, agenda in enumerate(agendas) if agenda.id == self._setup.agenda.id), 0)
        agenda = await self.ask_choice(ChoiceQuestion(title="Agenda", options=options, chosen=chosen))
        if agenda is not None:
            self._setup = replace(self._setup, agenda=agenda, agenda_requested=True)
            self.show_list()

    async def _import_items(self) -> None:
        if await self._imports.import_items(self._setup.team_name):
            self._fill_in()
            self.show_list()

    def action_undo(self) -> None:
        self.start(self._undo_import())

    async def _undo_import(self) -> None:
        await self._imports.undo(self._setup.team_name)
        self._fill_in()
        self.show_list()

    def action_back(self) -> None:
        if self._setup.planned is not None:
            try:
                self._application.lifecycle.plan(self._setup.planned, self._setup)
            except RefineError as error:
                self.say(error.message, wrong=True)
                return
        self.dismiss(self._setup)


def _with_team(setup: SessionSetup, text: str) -> SessionSetup:
    name = clean_line(text)
    if not name or casefold_key(name) == casefold_key(setup.team_name):
        return setup
    if setup.planned is not None:
        raise DomainError(
            f"This session is planned for {setup.team_name}. To set one up for another team: esc twice, then 1."
        )
    return replace(setup, team_name=name, people=(), product_goal="")


def _with_goal(setup: SessionSetup, text: str) -> SessionSetup:
    return replace(setup, goal=clean_line(text))


def _with_people(setup: SessionSetup, text: str) -> SessionSetup:
    return replace(setup, people=parse_people(text, setup.people))


_PARSERS = {Field.TEAM: _with_team, Field.GOAL: _with_goal, Field.PEOPLE: _with_people}
"""How the line of a field changes the setup; each raises a RefineError where it cannot be read."""
