"""Sessions and what a session is made of, except its records."""

from datetime import datetime

from refine_tui.domain.backlog_item import BacklogItem
from refine_tui.domain.dispositions import CarryOver, Outcome
from refine_tui.domain.people import Participant, Role
from refine_tui.domain.session import Answers, Phase, RefinementSession, SessionItem, SessionStatus
from refine_tui.domain.timebox import Absence, ItemFocus, Span
from refine_tui.store.mappers import teams
from refine_tui.store.mappers.closed_records import closed_records_from_json, closed_records_to_json
from refine_tui.store.mappers.json_columns import (
    agenda_to_json,
    edits_to_json,
    parse_agenda,
    parse_edits,
    parse_phase_kind,
    parse_ratings,
)
from refine_tui.store.rows import Owner
from refine_tui.store.stored_values import enum_parser, optional, parse_texts
from refine_tui.store.tables.sessions import (
    AbsenceRow,
    AttentionRow,
    ParticipantRow,
    PhaseRow,
    SessionItemRow,
    SessionRow,
    SpanRow,
)
from refine_tui.store.tables.teams import TeamRow

parse_status = enum_parser(SessionStatus)
parse_outcome = optional(enum_parser(Outcome))
_parse_carry_over = optional(enum_parser(CarryOver))
_parse_role = enum_parser(Role)


def session_row(session: RefinementSession, *, seen_at: datetime) -> SessionRow:
    """Return the row of a session without its id, which a new one has not got yet."""
    return SessionRow(
        team_id=session.team.id,
        title=session.title,
        goal=session.goal,
        product_goal=session.product_goal,
        zone=session.zone,
        status=session.status.value,
        created_at=session.created_at,
        started_at=session.started_at,
        ended_at=session.ended_at,
        next_session_at=session.next_session_at,
        phase=session.phase,
        open_item=session.open_item,
        agenda=agenda_to_json(session.agenda),
        planned_for=session.planned_for,
        follows=session.follows,
        ratings=list(session.ratings),
        closed_records=closed_records_to_json(session.closed_records) if session.closed_records else None,
        revision=session.revision,
        seen_at=seen_at,
    )


def session_from_row(row: SessionRow, team: TeamRow) -> RefinementSession:
    """Return the session of a row and of its team's, without the parts that have rows of their own.

    Raises:
        StoredValueError: a column cannot be parsed.
    """
    return RefinementSession(
        id=row.id,
        team=teams.team_from_row(team),
        numbers=teams.numbers_from_row(team),
        revision=row.revision,
        title=row.title,
        goal=row.goal,
        product_goal=row.product_goal,
        zone=row.zone,
        status=parse_status(row.status),
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        next_session_at=row.next_session_at,
        phase=row.phase,
        open_item=row.open_item,
        agenda=parse_agenda(row.agenda),
        planned_for=row.planned_for,
        follows=row.follows,
        ratings=parse_ratings(row.ratings),
        closed_records=optional(closed_records_from_json)(row.closed_records),
    )


def phase_row(owner: Owner, phase: Phase) -> PhaseRow:
    """Return the row of a phase."""
    return PhaseRow(
        session_id=owner.session_id,
        position=phase.position,
        kind=phase.kind.code,
        title=phase.title,
        planned_minutes=phase.planned_minutes,
        extended_minutes=phase.extended_minutes,
        prompts=list(phase.prompts),
        minutes_per_item=phase.minutes_per_item,
    )


def phase_from_row(row: PhaseRow) -> Phase:
    """Return the phase of a row.

    Raises:
        StoredValueError: its prompts cannot be parsed.
    """
    return Phase(
        position=row.position,
        kind=parse_phase_kind(row.kind),
        title=row.title,
        planned_minutes=row.planned_minutes,
        extended_minutes=row.extended_minutes,
        prompts=parse_texts(row.prompts),
        minutes_per_item=row.minutes_per_item,
    )


def span_row(owner: Owner, span: Span) -> SpanRow:
    """Return the row of a span."""
    return SpanRow(session_id=owner.session_id, id=span.id, phase=span.phase, start=span.start, end=span.end)


def span_from_row(row: SpanRow) -> Span:
    """Return the span of a row."""
    return Span(id=row.id, phase=row.phase, start=row.start, end=row.end)


def absence_row(owner: Owner, absence: Absence) -> AbsenceRow:
    """Return the row of an absence."""
    return AbsenceRow(
        session_id=owner.session_id,
        id=absence.id,
        start=absence.start,
        end=absence.end,
        counted=absence.counted,
    )


def absence_from_row(row: AbsenceRow) -> Absence:
    """Return the absence of a row."""
    return Absence(id=row.id, start=row.start, end=row.end, counted=row.counted)


def participant_row(owner: Owner, person: Participant) -> ParticipantRow:
    """Return the row of a participant."""
    return ParticipantRow(
        session_id=owner.session_id,
        id=person.id,
        name=person.name,
        role=person.role.value,
        present=person.present,
        role_text=person.role_text,
        arrived_at=person.arrived_at,
        left_at=person.left_at,
    )


def participant_from_row(row: ParticipantRow) -> Participant:
    """Return the participant of a row.

    Raises:
        StoredValueError: the role cannot be parsed.
    """
    return Participant(
        id=row.id,
        name=row.name,
        role=_parse_role(row.role),
        role_text=row.role_text,
        present=row.present,
        arrived_at=row.arrived_at,
        left_at=row.left_at,
    )


def focus_row(owner: Owner, position: int, focus: ItemFocus) -> AttentionRow:
    """Return the row of the item focus at a position, counted from 1."""
    return AttentionRow(session_id=owner.session_id, position=position, at=focus.at, item=focus.item)


def focus_from_row(row: AttentionRow) -> ItemFocus:
    """Return the item focus of a row."""
    return ItemFocus(at=row.at, item=row.item)


def session_item_row(owner: Owner, session_item: SessionItem) -> SessionItemRow:
    """Return the row of what happens to an item in a session."""
    return SessionItemRow(
        session_id=owner.session_id,
        team_id=owner.team_id,
        item=session_item.item.id,
        position=session_item.position,
        for_triage=session_item.for_triage,
        deep_dive=session_item.deep_dive,
        outcome=session_item.outcome.value if session_item.outcome else None,
        reason=session_item.reason,
        valid=session_item.answers.valid,
        urgent=session_item.answers.urgent,
        aligned=session_item.answers.aligned,
        agreed_estimate=session_item.agreed_estimate,
        fate=session_item.carry_over.value if session_item.carry_over else None,
        information=session_item.information,
        closed_seconds=session_item.closed_seconds,
        edits=edits_to_json(session_item.edits),
        closed_item=teams.backlog_item_to_json(session_item.closed_item) if session_item.closed_item else None,
    )


def session_item_from_row(row: SessionItemRow, item: BacklogItem) -> SessionItem:
    """Return the session item of a row and of its item in the backlog; a closed one has the item that it closed with.

    Raises:
        StoredValueError: a column cannot be parsed.
    """
    closed_item = None if row.closed_item is None else teams.backlog_item_from_json(row.closed_item)
    return SessionItem(
        item=closed_item or item,
        closed_item=closed_item,
        closed_seconds=row.closed_seconds,
        edits=parse_edits(row.edits),
        information=row.information,
        position=row.position,
        for_triage=row.for_triage,
        deep_dive=row.deep_dive,
        outcome=parse_outcome(row.outcome),
        reason=row.reason,
        answers=Answers(valid=row.valid, urgent=row.urgent, aligned=row.aligned),
        agreed_estimate=row.agreed_estimate,
        carry_over=_parse_carry_over(row.fate),
    )
