"""Who is here: in the roll call simply here or away, after it with the time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from refine_tui.domain.agenda import Agenda, AgendaPhase, PhaseKind
from refine_tui.domain.attendance import add_person, arrive, is_roll_call, leave, set_people, toggle_presence
from refine_tui.domain.errors import DomainError
from refine_tui.domain.people import Participant, Role, parse_people
from refine_tui.domain.session import Change, RefinementSession, SessionStatus
from refine_tui.domain.timekeeping import next_phase, previous_phase
from tests.support import NINE, PEOPLE, a_session

LATER = NINE + timedelta(minutes=12)
END = NINE + timedelta(minutes=40)
ANA, BEN = 1, 2


def with_ben_away() -> RefinementSession:
    """Return a session in its kick-off; Ana and Chloé are here, Ben is away."""
    people = tuple(replace(person, present=person.id != BEN) for person in PEOPLE)
    return replace(a_session(), people=people)


def after_the_roll_call() -> RefinementSession:
    """Return the same session in its triage."""
    return next_phase(with_ben_away(), now=NINE + timedelta(minutes=5)).session


def of(session: RefinementSession, number: int) -> Participant:
    return next(person for person in session.people if person.id == number)


def test_the_roll_call_lasts_until_another_phase_has_run() -> None:
    kickoff = a_session()
    triage = next_phase(kickoff, now=LATER).session

    assert is_roll_call(kickoff)
    assert not is_roll_call(triage)
    assert not is_roll_call(previous_phase(triage, now=LATER).session)


def test_an_agenda_without_a_kick_off_has_no_roll_call() -> None:
    phase = AgendaPhase(kind=PhaseKind.TRIAGE, title="Triage", minutes=20)

    assert not is_roll_call(a_session(agenda=Agenda(id="short", title="Short", phases=(phase,))))


def test_in_the_roll_call_people_are_simply_here_or_away() -> None:
    came = arrive(with_ben_away(), person=BEN, now=LATER)
    went = leave(came.session, person=ANA, now=LATER)

    assert of(came.session, BEN) == replace(PEOPLE[1], present=True)
    assert of(went.session, ANA) == replace(PEOPLE[0], present=False)
    assert (came.step, went.step) == ("Ben is here", "Ana is away")


def test_who_comes_after_the_roll_call_is_here_since_then() -> None:
    change = arrive(after_the_roll_call(), person=BEN, now=LATER)

    assert of(change.session, BEN) == replace(PEOPLE[1], arrived_at=LATER)
    assert change.step == "Ben is here, since 10:12"


def test_who_leaves_after_the_roll_call_was_here_until_then() -> None:
    change = leave(after_the_roll_call(), person=ANA, now=END)

    assert of(change.session, ANA) == replace(PEOPLE[0], present=False, left_at=END)
    assert of(change.session, ANA).attended
    assert change.step == "Ana has left, at 10:40"


def test_who_came_late_and_leaves_early_has_both_times() -> None:
    session = arrive(after_the_roll_call(), person=BEN, now=LATER).session
    ben = of(leave(session, person=BEN, now=END).session, BEN)

    assert (ben.present, ben.arrived_at, ben.left_at) == (False, LATER, END)


def test_who_comes_back_has_not_left_and_keeps_the_first_arrival() -> None:
    gone = leave(after_the_roll_call(), person=ANA, now=LATER).session
    back = arrive(gone, person=ANA, now=END)

    assert of(back.session, ANA) == PEOPLE[0]
    assert back.step == "Ana is back"
    late = arrive(after_the_roll_call(), person=BEN, now=LATER).session
    again = arrive(leave(late, person=BEN, now=END).session, person=BEN, now=END + timedelta(minutes=1)).session
    assert of(again, BEN) == replace(PEOPLE[1], arrived_at=LATER)


def test_toggling_arrives_or_leaves() -> None:
    session = after_the_roll_call()

    assert toggle_presence(session, person=BEN, now=LATER) == arrive(session, person=BEN, now=LATER)
    assert toggle_presence(session, person=ANA, now=END) == leave(session, person=ANA, now=END)


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (lambda session: arrive(session, person=ANA, now=LATER), "Ana is here already."),
        (lambda session: leave(session, person=BEN, now=LATER), "Ben is away already."),
        (lambda session: arrive(session, person=9, now=LATER), "This person is not on the list of participants."),
        (lambda session: leave(session, person=9, now=LATER), "This person is not on the list of participants."),
        (lambda session: toggle_presence(session, person=9, now=LATER), "This person is not on the list"),
        (lambda session: add_person(session, name="ANA", now=LATER), "Ana is here already."),
        (lambda session: add_person(session, name=" ", now=LATER), "Type the name of one person"),
        (lambda session: add_person(session, name="Tom, Eli", now=LATER), "Type the name of one person"),
        (lambda session: add_person(session, name="-Tom", now=LATER), "Type the name of one person"),
        (lambda session: add_person(session, name="Tom (Tom", now=LATER), "“Tom.* write Tom, or Tom .PO.."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(step: Callable[[RefinementSession], Change], sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        step(after_the_roll_call())


def test_somebody_who_is_not_on_the_list_is_added_as_here_since_now() -> None:
    change = add_person(after_the_roll_call(), name=" Zoe ", role=Role.STAKEHOLDER, role_text="Head of Ops", now=LATER)

    zoe = Participant(id=4, name="Zoe", role=Role.STAKEHOLDER, role_text="Head of Ops", arrived_at=LATER)
    assert change.session.people[-1] == zoe
    assert change.step == "Zoe is here, since 10:12"


def test_somebody_added_in_the_roll_call_is_here_from_the_start() -> None:
    change = add_person(replace(a_session(), people=()), name="Zoe", now=LATER)

    assert change.session.people == (Participant(id=1, name="Zoe"),)
    assert change.step == "Zoe is here"


def test_adding_a_participant_who_is_away_marks_the_participant_as_here() -> None:
    session = after_the_roll_call()

    assert add_person(session, name="BEN", role=Role.STAKEHOLDER, now=LATER) == arrive(session, person=BEN, now=LATER)


def test_replacing_the_people_keeps_the_times_of_those_who_stay_as_they_are() -> None:
    session = arrive(after_the_roll_call(), person=BEN, now=LATER).session
    session = leave(session, person=ANA, now=END).session
    change = set_people(session, people=parse_people("ben (UX), -Ana, Chloé", session.people), now=END)

    assert change.session.people == (
        Participant(id=1, name="Ben", role_text="UX", arrived_at=LATER),
        Participant(id=2, name="Ana", role=Role.PRODUCT_OWNER, present=False, left_at=END),
        Participant(id=3, name="Chloé"),
    )
    assert change.step == "2 people here, 1 away"


def test_replacing_the_people_after_the_roll_call_stores_the_time_of_each_change() -> None:
    people = parse_people("-Ana, Ben, Zoe, -Yan")
    changed = set_people(after_the_roll_call(), people=people, now=LATER).session.people

    times = [(person.name, person.arrived_at, person.left_at) for person in changed]
    assert times == [("Ana", None, LATER), ("Ben", LATER, None), ("Zoe", LATER, None), ("Yan", None, None)]


def test_replacing_the_people_in_the_roll_call_stores_no_time() -> None:
    people = parse_people("-Ana, Ben, Zoe")

    assert set_people(with_ben_away(), people=people, now=LATER).session.people == people
    assert set_people(with_ben_away(), people=people[2:], now=LATER).step == "1 person here"


@pytest.mark.parametrize(
    "step",
    [
        lambda session: set_people(session, people=(), now=LATER),
        lambda session: toggle_presence(session, person=ANA, now=LATER),
        lambda session: arrive(session, person=BEN, now=LATER),
        lambda session: leave(session, person=ANA, now=LATER),
        lambda session: add_person(session, name="Zoe", now=LATER),
    ],
)
@pytest.mark.parametrize("status", [SessionStatus.CLOSED, SessionStatus.PLANNED])
def test_only_an_open_session_changes_who_is_here(
    step: Callable[[RefinementSession], Change], status: SessionStatus
) -> None:
    with pytest.raises(DomainError, match="The session"):
        step(replace(with_ben_away(), status=status))
