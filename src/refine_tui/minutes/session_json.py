"""The minutes as JSON; `json_text` has the conventions."""

from collections.abc import Iterable

from refine_tui.domain.readiness import CheckState
from refine_tui.domain.records import ActionItem, Decision, Question
from refine_tui.domain.triage import TRIAGE_QUESTIONS
from refine_tui.minutes.json_lists import item_json
from refine_tui.minutes.json_text import Json, day_json, dumps, moment_json
from refine_tui.minutes.lines import field_changes
from refine_tui.minutes.model import MinutesDocument, Person, PhaseLine, TrackerItem
from refine_tui.minutes.record_lines import ParkedLine, RecordLine

_STATES = {CheckState.MET: True, CheckState.OPEN: False, CheckState.WAIVED: None}


def render_json(document: MinutesDocument) -> str:
    """Return *document* as JSON text with the shape of `session_json`."""
    return dumps(session_json(document))


def session_json(document: MinutesDocument) -> Json:
    """Return the minutes as a JSON value.

    ``{session, people, phases, items, decisions, actions, questions, parked, notes, earlier_actions,
    earlier_questions, earlier_parked, ratings}``.

    ``session``: ``id team title goal product_goal status started_at ended_at next_session_at zone planned_for`` ·
    ``people``: ``name role role_text present arrived_at left_at``; ``role_text`` is the role as it was written where
    that is no name of ``role``, ``present`` is true for a part of the session, too, and the times are null for who
    was there from the start, or until the end · ``phases``: ``kind title planned_minutes spent_seconds
    extended_minutes`` ·
    ``items``: the names of `item_json`, then ``outcome reason answers seconds agreed_estimate votes edits checks fate
    deep_dive waivers`` · records: the names of `record_json` · ``earlier_actions`` and ``earlier_questions``: those
    that were open when the session started; an action has the ``promise`` of this session (``done``, ``kept``,
    ``dropped``; null: not reviewed) · ``earlier_parked``: the parked topics that were open when the session started ·
    ``ratings``: numbers from 1 to 5. The seconds of a running session are those at the time of the document. Everything
    in a closed session is as it was when it was closed, also the ``status`` of action items and questions.

    ``checks`` has true for each check of the Definition of Ready that is met, false for an open one and null for a
    waived one; ``waivers`` has who waived it and why (``check by reason``). ``votes`` is always empty.
    ``edits`` has the fields of the item that the session edited (``field before after``; labels in one text).
    """
    notes = [note for group in document.notes for note in group.notes]
    return {
        "session": {
            "id": document.id,
            "team": document.team,
            "title": document.title,
            "goal": document.goal or None,
            "product_goal": document.product_goal or None,
            "status": document.status.value,
            "started_at": moment_json(document.started),
            "ended_at": moment_json(document.ended),
            "next_session_at": moment_json(document.next_session),
            "zone": document.zone_name,
            "planned_for": moment_json(document.planned_for),
        },
        "people": [_person(person) for person in document.people],
        "phases": [_phase(phase) for phase in document.phases],
        "items": [_item(item) for item in document.items],
        "decisions": _records(document.decisions),
        "actions": _records(document.actions),
        "questions": _records(document.questions),
        "parked": _records(document.parked),
        "notes": _records(sorted(notes, key=lambda note: note.record.number)),
        "earlier_actions": [
            record_json(line) | {"promise": line.review.value if line.review else None} for line in document.promised
        ],
        "earlier_questions": _records(document.earlier_questions),
        "earlier_parked": _records(document.earlier_parked),
        "ratings": list(document.ratings),
    }


def record_json(line: RecordLine) -> Json:
    """Return a record.

    All have ``id text item at``; a decision ``because``; an action item ``owner due status``; a question
    ``owner due status answer``; a parked topic ``status`` (``open``, or ``discussed`` in this session).
    """
    record = line.record
    shape: Json = {"id": record.label, "text": record.text}
    if isinstance(record, Decision):
        shape |= {"because": record.because or None}
    elif isinstance(record, ActionItem):
        shape |= {"owner": record.owner or None, "due": day_json(record.due), "status": record.status.value}
    elif isinstance(record, Question):
        shape |= {"status": record.status.value, "answer": record.answer or None, "owner": record.owner or None}
        shape |= {"due": day_json(record.due)}
    elif isinstance(line, ParkedLine):
        shape |= {"status": line.status.value}
    return shape | {"item": line.item.key if line.item else None, "at": moment_json(record.at)}


def _records(lines: Iterable[RecordLine]) -> list[Json]:
    return [record_json(line) for line in lines]


def _person(person: Person) -> Json:
    participant = person.participant
    return {
        "name": participant.name,
        "role": participant.role.value,
        "role_text": participant.role_text or None,
        "present": person.present,
        "arrived_at": moment_json(person.arrived),
        "left_at": moment_json(person.left),
    }


def _phase(phase: PhaseLine) -> Json:
    return {
        "kind": phase.kind,
        "title": phase.title,
        "planned_minutes": phase.planned,
        "spent_seconds": round(phase.elapsed.total_seconds()),
        "extended_minutes": phase.extended,
    }


def _item(item: TrackerItem) -> Json:
    result = item.session_item
    waived = {check.key for check in item.checks if check.state is CheckState.WAIVED}
    return item_json(result.item) | {
        "outcome": result.outcome.value if result.outcome else None,
        "reason": result.reason or None,
        "answers": {question.code: question.answer(result.answers) for question in TRIAGE_QUESTIONS},
        "seconds": round(item.elapsed.total_seconds()),
        "agreed_estimate": result.agreed_estimate or None,
        "votes": [],
        "edits": [
            {"field": change.field, "before": change.before or None, "after": change.after or None}
            for change in field_changes(result)
        ],
        "checks": {check.key: _STATES[check.state] for check in item.checks},
        "fate": result.carry_over.value if result.carry_over else None,
        "deep_dive": result.deep_dive,
        "waivers": [
            {"check": mark.check, "by": mark.waived_by, "reason": mark.reason}
            for mark in result.item.marks
            if mark.check in waived
        ],
    }
