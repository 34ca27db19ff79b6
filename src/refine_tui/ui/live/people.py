"""Who is here: at the kick-off as one line, later one key for each who comes or goes."""

from refine_tui.domain.errors import DomainError
from refine_tui.domain.people import format_people, parse_people
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.session_setup import set_people, toggle_presence
from refine_tui.ui.live.controls import Entry, LiveControls
from refine_tui.ui.questions import ChoiceQuestion, LineQuestion, Option

_ADD = -1
"""Stands for the digit 0 among the people."""


async def type_people(controls: LiveControls) -> None:
    """Type the names of everybody who is expected."""
    question = LineQuestion(
        title="Who is here",
        initial=format_people(controls.session.people),
        hint="Ana (PO), Ben, Chloé (Stakeholder), -Eli for somebody who is away",
    )
    await controls.enter_line(question, lambda text: _people(controls, text))


def _people(controls: LiveControls, text: str) -> Entry:
    people = parse_people(text, controls.session.people)
    if not people and controls.session.people:
        raise DomainError("Somebody must be here: type the names, or esc to leave them as they are.")
    return Entry(
        transition=lambda session, _: set_people(session, people=people),
        words=lambda session: f"{sum(person.present for person in session.people)} people are here",
    )


async def change_presence(controls: LiveControls, person: int) -> None:
    """Note that somebody has come or gone."""
    controls.apply(
        lambda session, _: toggle_presence(session, person=person),
        words=lambda session: _presence_words(session, person),
    )


def _presence_words(session: RefinementSession, person: int) -> str:
    held = next(each for each in session.people if each.id == person)
    return f"{held.name} is {'here' if held.present else 'away'}"


async def ask_presence(controls: LiveControls) -> None:
    """Ask who has come or gone: a digit each; 0 adds somebody."""
    people = controls.session.people[:9]
    if not people:
        await type_people(controls)
        return
    question = ChoiceQuestion(
        title="Who is here: a digit notes who comes or goes",
        options=tuple(
            Option(label=f"{'✓' if person.present else '–'} {person.name}", value=person.id) for person in people
        ),
        zero=Option(label="somebody else", value=_ADD),
    )
    person = await controls.choose(question)
    if person == _ADD:
        await type_people(controls)
    elif person is not None:
        await change_presence(controls, person)
