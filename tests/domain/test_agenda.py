"""The agenda, and the table of the kinds of phases."""

from dataclasses import replace

import pytest

from refine_tui.domain.agenda import (
    PHASE_KINDS,
    READY_CHECKS,
    SCALES,
    Agenda,
    AgendaPhase,
    PhaseItems,
    PhaseKind,
    phase_kind,
    phase_kind_or_other,
)
from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.timekeeping import first_item_of_phase, go_to_phase, items_of_phase
from refine_tui.domain.triage import add_items, set_disposition
from tests.support import NINE, a_session, an_agenda

RETRO = phase_kind_or_other("retro")
EVERY = pytest.mark.parametrize("kind", PHASE_KINDS, ids=lambda kind: kind.code)


def in_phase(kind: PhaseKind, *, new: int = 2, candidates: int = 2) -> RefinementSession:
    """Return a session that has come to its second phase, of this kind."""
    session = a_session(new=new, candidates=candidates)
    phases = tuple(replace(phase, kind=kind) if phase.position == 1 else phase for phase in session.phases)
    return go_to_phase(replace(session, phases=phases), position=1, now=NINE).session


def test_an_agenda_is_as_long_as_its_phases_together() -> None:
    assert an_agenda().minutes == 60


def test_an_agenda_has_the_usual_scale_and_definition_of_ready() -> None:
    agenda = Agenda(id="short", title="Short", phases=(AgendaPhase(kind=PhaseKind.TRIAGE, title="Sort", minutes=5),))

    assert (agenda.scale_name, agenda.scale) == ("fibonacci", SCALES["fibonacci"])
    assert agenda.ready == tuple(READY_CHECKS)


@EVERY
def test_every_kind_is_found_by_its_code(kind: PhaseKind) -> None:
    assert phase_kind(kind.code) is kind
    assert phase_kind_or_other(kind.code) is kind
    assert getattr(PhaseKind, kind.code.upper()) is kind


def test_the_kinds_stand_in_the_order_of_the_hour() -> None:
    assert tuple(phase.kind for phase in an_agenda().phases) == PHASE_KINDS
    assert [kind.title for kind in PHASE_KINDS] == ["Kick-off", "Triage", "Deep dive", "Wrap-up"]


def test_a_code_of_no_kind_is_refused_where_it_must_be_known() -> None:
    with pytest.raises(KeyError):
        phase_kind("retro")


def test_a_code_of_no_kind_makes_a_kind_that_is_not_known_where_it_may_be() -> None:
    assert (RETRO.code, RETRO in PHASE_KINDS, RETRO.items) == ("retro", False, None)
    assert (RETRO.only_first, RETRO.only_last) == (False, False)


def test_kinds_are_equal_if_their_codes_are() -> None:
    newer = PhaseKind(code="retro", title="Retrospective", items=PhaseItems.TRIAGE)

    assert newer == RETRO
    assert hash(newer) == hash(RETRO)
    assert phase_kind_or_other("retro") == RETRO
    assert phase_kind_or_other("pruning") != RETRO
    assert PhaseKind.TRIAGE != PhaseKind.DEEP_DIVE


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        (PhaseKind.KICKOFF, []),
        (PhaseKind.TRIAGE, [1, 2]),
        (PhaseKind.DEEP_DIVE, [3, 4]),
        (PhaseKind.WRAP_UP, []),
        (RETRO, []),
    ],
    ids=lambda value: value.code if isinstance(value, PhaseKind) else "",
)
def test_a_phase_goes_through_the_items_of_its_kind_and_opens_the_first(kind: PhaseKind, numbers: list[int]) -> None:
    session = in_phase(kind)

    assert [item.id for item in items_of_phase(session)] == numbers
    assert session.open_item == first_item_of_phase(session) == (numbers[0] if numbers else None)


def test_a_phase_opens_its_first_item_that_is_not_decided_and_the_first_if_all_are() -> None:
    session = in_phase(PhaseKind.TRIAGE)

    one = set_disposition(session, item=1, disposition=Disposition.LATER, now=NINE).session
    both = set_disposition(one, item=2, disposition=Disposition.LATER, now=NINE).session

    assert (first_item_of_phase(one), first_item_of_phase(both)) == (2, 1)


@pytest.mark.parametrize(
    ("kind", "for_triage", "opened"),
    [
        (PhaseKind.TRIAGE, True, True),
        (PhaseKind.TRIAGE, False, False),
        (PhaseKind.DEEP_DIVE, False, True),
        (PhaseKind.DEEP_DIVE, True, False),
        (PhaseKind.KICKOFF, True, False),
        (RETRO, True, False),
        (RETRO, False, False),
    ],
)
def test_an_added_item_opens_in_a_phase_that_goes_through_it(kind: PhaseKind, for_triage: bool, opened: bool) -> None:
    session = in_phase(kind, new=0, candidates=0)
    item = a_session(new=1).item(1).item

    added = add_items(session, items=(item,), last_item=1, for_triage=for_triage, now=NINE).session

    assert added.open_item == (1 if opened else None)


def test_only_a_kick_off_must_be_first_and_only_a_wrap_up_last() -> None:
    assert [kind for kind in PHASE_KINDS if kind.only_first] == [PhaseKind.KICKOFF]
    assert [kind for kind in PHASE_KINDS if kind.only_last] == [PhaseKind.WRAP_UP]
