"""How the public fields of a session are written as JSON and read back."""

import json
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from refine_tui.domain.agenda import PHASE_KINDS, phase_kind_or_other
from refine_tui.domain.backlog_item import BacklogItem, Dependency, ItemKind, ItemState
from refine_tui.domain.people import Participant, Role
from refine_tui.domain.public_fields import PRIVATE, PUBLIC, as_json, from_json
from refine_tui.domain.session import Phase
from refine_tui.domain.timebox import Span
from tests.support import NINE

PHASE = Phase(position=1, kind=PHASE_KINDS[1], title="Triage", planned_minutes=20)
ITEM = BacklogItem(
    id=3, title="Refund", labels=("till", "card"), state=ItemState.READY, kind=ItemKind.BUG, first_seen_at=NINE
)


def copied(value: object) -> object:
    """Return what is read back of a value that was written as JSON text."""
    return from_json(json.loads(json.dumps(as_json(value, type(value)))), type(value))


@pytest.mark.parametrize("kind", PUBLIC, ids=lambda kind: kind.__name__)
def test_a_type_names_no_field_that_it_does_not_have(kind: type) -> None:
    names = {field.name for field in fields(kind)}

    assert set(PUBLIC[kind]) <= names
    assert set(PRIVATE.get(kind, {})) <= names


@pytest.mark.parametrize("kind", PRIVATE, ids=lambda kind: kind.__name__)
def test_every_private_field_has_a_reason(kind: type) -> None:
    assert all(PRIVATE[kind].values())


@pytest.mark.parametrize(
    "value",
    [
        PHASE,
        replace(PHASE, kind=phase_kind_or_other("retro"), prompts=("What went well?",), minutes_per_item=2),
        Span(id=1, phase=0, start=NINE),
        Span(id=1, phase=0, start=NINE, end=NINE + timedelta(minutes=5)),
        Participant(id=1, name="Ana", role=Role.PRODUCT_OWNER, present=False),
        Participant(id=2, name="Tom", role_text="Head of Ops", present=False, arrived_at=NINE, left_at=NINE),
        Dependency(text="Legal", who="Ben", by=date(2026, 12, 4)),
        Dependency(text="Legal"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_of_public_fields_comes_back_from_json(value: object) -> None:
    assert copied(value) == value


def test_a_private_field_is_not_written() -> None:
    item = replace(ITEM, assignee="Ben", rank=7)

    written = as_json(item, BacklogItem)

    assert set(written) <= set(PUBLIC[BacklogItem])
    assert set(PRIVATE[BacklogItem]).isdisjoint(written)


def test_a_field_that_holds_its_default_is_left_out() -> None:
    assert as_json(PHASE, Phase) == {"position": 1, "kind": "triage", "title": "Triage", "planned_minutes": 20}


@pytest.mark.parametrize(
    "values",
    [
        [],
        "a phase",
        {"position": "1", "kind": "triage", "title": "Triage", "planned_minutes": 20},
        {"position": True, "kind": "triage", "title": "Triage", "planned_minutes": 20},
        {"position": 1, "kind": 5, "title": "Triage", "planned_minutes": 20},
        {"position": 1, "kind": "triage", "title": "Triage", "planned_minutes": 20, "colour": "red"},
        {"position": 1, "kind": "triage", "title": "Triage", "planned_minutes": 20, "prompts": "none"},
    ],
    ids=str,
)
def test_a_value_that_was_never_written_is_refused(values: object) -> None:
    with pytest.raises((TypeError, ValueError, KeyError)):
        from_json(values, Phase)


@pytest.mark.parametrize("role", ["boss", None, 3])
def test_an_enum_value_that_this_version_does_not_know_is_refused(role: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        from_json({"id": 1, "name": "Ana", "role": role}, Participant)
