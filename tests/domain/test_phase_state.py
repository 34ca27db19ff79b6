"""Whether a phase has not started, was only visited, runs, or was held."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from refine_tui.domain.agenda import Agenda, AgendaPhase, PhaseKind, phase_kind_or_other
from refine_tui.domain.carried_over import review_earlier_action
from refine_tui.domain.clock_reading import read_clock
from refine_tui.domain.deep_dive import mark_not_ready, mark_ready, set_estimate
from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.phase_state import PhaseState
from refine_tui.domain.recording import add_decision, add_note, answer_question
from refine_tui.domain.records import ActionItem, ActionReview, EarlierAction, Question
from refine_tui.domain.session import Change, RefinementSession, SessionStatus
from refine_tui.domain.timekeeping import go_to_phase, pause
from refine_tui.domain.triage import set_disposition
from refine_tui.domain.wrap_up import carry_all, close, set_next_session, set_ratings
from tests.support import NINE, a_session

KICKOFF, TRIAGE, DEEP_DIVE, WRAP_UP = range(4)
NOT_STARTED, VISITED, RUNNING, HELD = PhaseState.NOT_STARTED, PhaseState.VISITED, PhaseState.RUNNING, PhaseState.HELD
Step = Callable[[RefinementSession], Change]


def at(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


def begun() -> RefinementSession:
    """Return a session with A1 and Q1 from before, two new items and a candidate."""
    return replace(
        a_session(new=2, candidates=1),
        earlier_actions=(EarlierAction(action=ActionItem(number=1, text="Ask", at=NINE - at(999))),),
        earlier_questions=(Question(number=1, text="Which?", at=NINE - at(999)),),
    )


def visited(position: int, seconds: float, *steps: Step, session: RefinementSession | None = None) -> RefinementSession:
    """Return a session that was *seconds* in its kick-off, then in a phase, where *steps* are done; then it leaves."""
    session = go_to_phase(session or begun(), position=position, now=NINE + at(300)).session
    for step in steps:
        session = step(session).session
    away = WRAP_UP if position != WRAP_UP else KICKOFF
    return go_to_phase(session, position=away, now=NINE + at(300 + seconds)).session


def states(session: RefinementSession) -> list[PhaseState]:
    return [phase.state for phase in read_clock(session, NINE + at(900)).phases]


def test_the_current_phase_runs_and_those_to_come_have_not_started() -> None:
    assert states(begun()) == [RUNNING, NOT_STARTED, NOT_STARTED, NOT_STARTED]
    assert states(pause(begun(), now=NINE).session)[KICKOFF] is RUNNING


def test_a_planned_session_has_started_no_phase() -> None:
    assert set(states(replace(begun(), status=SessionStatus.PLANNED, spans=()))) == {NOT_STARTED}


def test_a_phase_that_the_group_only_looked_at_is_not_held() -> None:
    assert states(visited(WRAP_UP, 59)) == [RUNNING, NOT_STARTED, NOT_STARTED, VISITED]
    assert states(visited(TRIAGE, 59.9)) == [HELD, VISITED, NOT_STARTED, RUNNING]


def test_a_phase_that_ran_for_a_minute_is_held() -> None:
    assert states(visited(TRIAGE, 60))[TRIAGE] is HELD


def test_looking_at_a_phase_twice_adds_up() -> None:
    twice = go_to_phase(visited(TRIAGE, 40), position=TRIAGE, now=NINE + at(400)).session
    twice = go_to_phase(twice, position=WRAP_UP, now=NINE + at(420)).session

    assert states(twice)[TRIAGE] is HELD


def test_a_closed_session_has_no_phase_that_runs() -> None:
    session = go_to_phase(begun(), position=WRAP_UP, now=NINE + at(300)).session

    assert states(close(session, now=NINE + at(310)).session) == [HELD, NOT_STARTED, NOT_STARTED, VISITED]
    assert states(close(session, now=NINE + at(400)).session)[WRAP_UP] is HELD


@pytest.mark.parametrize(
    ("position", "step"),
    [
        (KICKOFF, partial(add_decision, text="Cards first", now=NINE + at(2))),
        (TRIAGE, partial(add_note, text="Seen", now=NINE + at(302))),
        (TRIAGE, partial(set_disposition, item=1, disposition=Disposition.LATER, now=NINE + at(302))),
        (TRIAGE, partial(set_disposition, item=1, disposition=Disposition.DEEP_DIVE, now=NINE + at(302))),
        (DEEP_DIVE, partial(set_estimate, item=3, value="5")),
        (DEEP_DIVE, partial(mark_ready, item=3, now=NINE + at(302))),
        (DEEP_DIVE, partial(mark_not_ready, item=3, reason="", now=NINE + at(302))),
        (WRAP_UP, partial(set_next_session, at=NINE)),
        (WRAP_UP, partial(set_ratings, ratings=(4,))),
        (KICKOFF, partial(review_earlier_action, number=1, review=ActionReview.KEPT)),
        (KICKOFF, partial(answer_question, number=1, answer="Both")),
    ],
)
def test_a_short_phase_in_which_something_was_recorded_or_decided_is_held(position: int, step: Step) -> None:
    if position == KICKOFF:
        short = go_to_phase(begun(), position=WRAP_UP, now=NINE + at(5)).session
        assert states(short)[KICKOFF] is VISITED
        assert states(step(short).session)[KICKOFF] is HELD
    else:
        assert states(visited(position, 5))[position] is VISITED
        assert states(visited(position, 5, step))[position] is HELD


def test_a_record_of_another_phase_does_not_count() -> None:
    session = go_to_phase(begun(), position=TRIAGE, now=NINE + at(300)).session
    session = go_to_phase(session, position=DEEP_DIVE, now=NINE + at(310)).session

    assert states(add_note(session, text="Later", now=NINE + at(320)).session)[TRIAGE] is VISITED
    assert states(add_note(session, text="Sooner", now=NINE + at(100)).session)[TRIAGE] is VISITED


def test_what_nobody_reached_was_not_decided_in_the_triage() -> None:
    session = carry_all(visited(TRIAGE, 5)).session

    assert states(close(session, now=NINE + at(400)).session)[TRIAGE] is VISITED


def test_a_phase_of_an_unknown_kind_counts_by_its_time_and_its_records() -> None:
    kinds = (phase_kind_or_other("retro"), PhaseKind.WRAP_UP)
    phases = tuple(AgendaPhase(kind=kind, title=kind.title, minutes=9) for kind in kinds)
    session = a_session(agenda=Agenda(id="odd", title="Odd", phases=phases))

    assert states(go_to_phase(session, position=1, now=NINE + at(9)).session) == [VISITED, RUNNING]
    assert states(go_to_phase(session, position=1, now=NINE + at(90)).session) == [HELD, RUNNING]
