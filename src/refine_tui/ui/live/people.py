"""Who is here: at the kick-off as one line, later one key for each who comes or goes."""

from functools import partial

from refine_tui.domain.attendance import add_person, set_people, toggle_presence
from refine_tui.domain.errors import DomainError
from refine_tui.domain.people import Participant, format_people, parse_people
from refine_tui.ui.live.controls import Entry, LiveControls
from refine_tui.ui.live.targets import PersonRow
from refine_tui.ui.questions import ChoiceQuestion, LineQuestion, Option

_ADD = -1
"""Stands for the digit 0 among the people."""
_DIGITS = 9


async def type_people(controls: LiveControls) -> None:
    """Type the names of everybody who is expected."""
    question = LineQuestion(
        title="Who is here",
        initial=format_people(controls.session.people),
        hint="Ana (PO), Ben, Chloé (UX), -Eli for somebody who is away",
    )
    await controls.enter_line(question, partial(_people, controls))


def _people(controls: LiveControls, text: str) -> Entry:
    people = parse_people(text, controls.session.people)
    if not people and controls.session.people:
        raise DomainError("Somebody must be here: type the names, or esc to leave them as they are.")
    return Entry(transition=lambda session, now: set_people(session, people=people, now=now))


async def change_presence(controls: LiveControls, person: int) -> None:
    """Note that somebody has come or gone."""
    controls.apply(
        lambda session, now: toggle_presence(session, person=person, now=now), mark=lambda _: PersonRow(person)
    )


async def ask_presence(controls: LiveControls) -> None:
    """Ask who comes or goes: a digit each; 0 adds somebody who is not on the list."""
    people = controls.session.people
    if not people:
        await type_people(controls)
        return
    more = f" ({len(people) - _DIGITS} more in the kick-off)" if len(people) > _DIGITS else ""
    question = ChoiceQuestion(
        title=f"Who comes or goes?{more}",
        options=tuple(Option(label=_label(person), value=person.id) for person in people[:_DIGITS]),
        zero=Option(label="somebody else", value=_ADD),
    )
    person = await controls.choose(question)
    if person == _ADD:
        await _add_somebody(controls)
    elif person is not None:
        await change_presence(controls, person)


def _label(person: Participant) -> str:
    return f"{'✓' if person.present else '–'} {person.name}"


async def _add_somebody(controls: LiveControls) -> None:
    question = LineQuestion(title="Who has come?", hint="one name, with a role if you like: Tom, or Tom (UX)")
    await controls.enter_line(question, _arrival)


def _arrival(text: str) -> Entry:
    people = parse_people(text)
    if len(people) != 1:
        raise DomainError("Type the name of one person: Tom, or Tom (UX)")
    who = people[0]
    return Entry(
        transition=lambda session, now: add_person(
            session, name=who.name, role=who.role, role_text=who.role_text, now=now
        )
    )
