"""What the program prints as JSON: one stable shape for scripts.

Everywhere: an absent value is ``null`` (a list that is empty is ``[]``); a moment is ISO 8601 in UTC to the second
with a ``Z``, such as ``2026-11-27T09:00:00Z``; a day is ``2026-11-27``; a record's ``id`` is its label, such as
``A17``, which ``refine actions done A17`` takes; ``item`` in a record is the key of the item, or ``#`` and its
number where it has none. The order of the names is fixed; names may be added, none goes away or changes its meaning.
"""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from refine_tui.domain.backlog_item import BacklogItem, ImportedItem
from refine_tui.domain.clock_reading import PhaseReading, read_clock
from refine_tui.domain.people import Participant
from refine_tui.domain.readiness import CheckState, checklist
from refine_tui.domain.records import ActionItem, AnyRecord, Decision, ImportedAction, Question
from refine_tui.domain.session import Phase, RefinementSession, SessionItem
from refine_tui.domain.summary import ActionRow, SessionSummary
from refine_tui.domain.triage import TRIAGE_QUESTIONS

Json = dict[str, Any]

_STATES = {CheckState.MET: True, CheckState.OPEN: False, CheckState.WAIVED: None}
_UNSAFE = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")


def dumps(value: Any) -> str:
    """Return *value* as indented JSON with one line feed at its end.

    Letters stay as they are; what a terminal could be misled by is written as an escape, so that the text
    is safe to show and can always be encoded as UTF-8.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def session_json(session: RefinementSession, *, now: datetime) -> Json:
    """Return a whole session.

    ``{session, people, phases, items, decisions, actions, questions, parked, notes, earlier_actions,
    earlier_questions, ratings}``.

    ``session``: ``id team title goal product_goal status started_at ended_at next_session_at zone planned_for`` ·
    ``people``: ``name role present`` · ``phases``: ``kind title planned_minutes spent_seconds extended_minutes`` ·
    ``items``: those of `item_json`, then ``outcome reason answers seconds agreed_estimate votes checks fate
    deep_dive waivers`` · the records as `record_json` has them · ``earlier_actions`` and ``earlier_questions``: those
    that were open when the session began, as they are now, an action with the session's ``promise`` (``done``,
    ``kept``, ``dropped``; null: not looked at) · ``ratings``: numbers from 1 to 5. The seconds of a session that
    still runs are told at *now*.

    ``checks`` tells of each check of the Definition of Ready whether it is met; null: waived, and ``waivers`` says by
    whom and why (``check by reason``).
    """
    moment = session.ended_at or now
    clock = read_clock(session, moment)
    return {
        "session": {
            "id": session.id,
            "team": session.team.name,
            "title": session.title,
            "goal": session.goal or None,
            "product_goal": session.product_goal or None,
            "status": session.status.value,
            "started_at": moment_json(session.started_at),
            "ended_at": moment_json(session.ended_at),
            "next_session_at": moment_json(session.next_session_at),
            "zone": session.zone,
            "planned_for": moment_json(session.planned_for),
        },
        "people": [_person(person) for person in session.people],
        "phases": [_phase(phase, box) for phase, box in zip(session.phases, clock.phases, strict=True)],
        "items": [
            _session_item(session, item, round(clock.item_time(item.id).total_seconds())) for item in session.items
        ],
        "decisions": _records(session, session.decisions),
        "actions": _records(session, session.actions),
        "questions": _records(session, session.questions),
        "parked": _records(session, session.parked),
        "notes": _records(session, session.notes),
        "earlier_actions": [
            record_json(earlier.action, item=session.label_of(earlier.action.item))
            | {"promise": earlier.review.value if earlier.review else None}
            for earlier in sorted(session.earlier_actions, key=lambda earlier: earlier.number)
        ],
        "earlier_questions": _records(session, session.earlier_questions),
        "ratings": list(session.ratings),
    }


def summary_json(summary: SessionSummary) -> Json:
    """Return one session of a list: the names of ``session`` in `session_json`, then how much there is of what.

    The counts: ``brought ready decisions actions questions``.
    """
    return {
        "id": summary.id,
        "team": summary.team,
        "title": summary.title,
        "goal": summary.goal or None,
        "product_goal": summary.product_goal or None,
        "status": summary.status.value,
        "started_at": moment_json(summary.started_at),
        "ended_at": moment_json(summary.ended_at),
        "next_session_at": moment_json(summary.next_session_at),
        "zone": summary.zone,
        "planned_for": moment_json(summary.planned_for),
        "brought": summary.item_count,
        "ready": summary.ready,
        "decisions": summary.decisions,
        "actions": summary.actions,
        "questions": summary.questions,
    }


def import_json(
    *,
    format_name: str,
    language: str | None,
    encoding: str | None,
    delimiter: str | None,
    items: Iterable[ImportedItem],
    added: int,
    updated: int,
    skipped: Iterable[tuple[int, str]],
    warnings: Iterable[str],
    columns: Iterable[tuple[str, str, Sequence[str]]] = (),
    fingerprint: str = "",
    actions: Iterable[ImportedAction] = (),
) -> Json:
    """Return what an import found.

    ``{format, language, encoding, delimiter, items, added, updated, skipped: [{row, reason}], warnings,
    columns: [{heading, field, samples}], fingerprint, actions: [{label, text, owner, due, status, item}]}``.

    *columns* is of each heading of a table whose columns were guessed or told the field that it is read as, and
    samples of its cells; *actions* are the open action items that are new to the team.

    *skipped* is the row and the reason of each row that gave no item. Items that are not in a backlog (yet) have
    null for ``id``, ``state``, ``rank`` and ``source``.
    """
    return {
        "format": format_name,
        "language": language or None,
        "encoding": encoding or None,
        "delimiter": delimiter or None,
        "items": [item_json(item) for item in items],
        "added": added,
        "updated": updated,
        "skipped": [{"row": row, "reason": reason} for row, reason in skipped],
        "warnings": list(warnings),
        "columns": [
            {"heading": heading, "field": name or None, "samples": list(samples)} for heading, name, samples in columns
        ],
        "fingerprint": fingerprint or None,
        "actions": [
            {
                "label": action.label,
                "text": action.text,
                "owner": action.owner or None,
                "due": action.due.isoformat() if action.due else None,
                "status": action.status.value,
                "item": action.item or None,
            }
            for action in actions
        ],
    }


def item_json(item: ImportedItem) -> Json:
    """Return a backlog item.

    ``id key url title description why type status labels reporter assignee created updated priority estimate
    acceptance_criteria parent links state rank source``, then ``kind user_outcome measure first_seen_at triaged_at
    dependencies`` (``text who by``).
    ``created`` and ``updated`` are as the file had them: without an offset where it had none.
    """
    held = item if isinstance(item, BacklogItem) else None
    return {
        "id": held.id if held else None,
        "key": item.key or None,
        "url": item.url or None,
        "title": item.title,
        "description": item.description or None,
        "why": item.why or None,
        "type": item.type or None,
        "status": item.status or None,
        "labels": list(item.labels),
        "reporter": item.reporter or None,
        "assignee": item.assignee or None,
        "created": item.created or None,
        "updated": item.updated or None,
        "priority": item.priority or None,
        "estimate": item.estimate or None,
        "acceptance_criteria": list(item.acceptance_criteria),
        "parent": item.parent or None,
        "links": [{"type": related.type, "key": related.key} for related in item.links],
        "state": held.state.value if held else None,
        "rank": held.rank if held else None,
        "source": (held.source or None) if held else None,
        "kind": held.kind.value if held and held.kind else None,
        "user_outcome": (held.outcome or None) if held else None,
        "measure": (held.measure or None) if held else None,
        "first_seen_at": moment_json(held.first_seen_at) if held else None,
        "triaged_at": moment_json(held.triaged_at) if held else None,
        "dependencies": [
            {"text": dependency.text, "who": dependency.who or None, "by": _day(dependency.by)}
            for dependency in (held.dependencies if held else ())
        ],
    }


def record_json(record: AnyRecord, *, item: str) -> Json:
    """Return a record about *item*, the item's label or an empty text.

    All have ``id text item at``; a decision ``because``; an action item ``owner due status``; a question
    ``owner status answer``.
    """
    shape: Json = {"id": record.label, "text": record.text}
    if isinstance(record, Decision):
        shape |= {"because": record.because or None}
    elif isinstance(record, ActionItem):
        shape |= {"owner": record.owner or None, "due": _day(record.due), "status": record.status.value}
    elif isinstance(record, Question):
        shape |= {"status": record.status.value, "answer": record.answer or None, "owner": record.owner or None}
    return shape | {"item": item or None, "at": moment_json(record.at)}


def action_line_json(line: ActionRow, today: date) -> Json:
    """Return one action item of a list: ``id text owner due status item team session overdue``.

    ``session`` is the number of the session in which it was made; ``overdue``: it is open though its day has passed.
    """
    action = line.action
    return {
        "id": action.label,
        "text": action.text,
        "owner": action.owner or None,
        "due": _day(action.due),
        "status": action.status.value,
        "item": line.item or None,
        "team": line.team,
        "session": line.session,
        "overdue": line.is_overdue(today),
    }


def moment_json(moment: datetime | None) -> str | None:
    """Return a moment in UTC to the second: ``2026-11-27T09:00:00Z``."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _person(person: Participant) -> Json:
    return {"name": person.name, "role": person.role.value, "present": person.present}


def _phase(phase: Phase, box: PhaseReading) -> Json:
    return {
        "kind": phase.kind.code,
        "title": phase.title,
        "planned_minutes": phase.planned_minutes,
        "spent_seconds": round(box.elapsed.total_seconds()),
        "extended_minutes": phase.extended_minutes,
    }


def _session_item(session: RefinementSession, item: SessionItem, seconds: int) -> Json:
    checks = checklist(session, item)
    waived = {check.key for check in checks if check.state is CheckState.WAIVED}
    return item_json(item.item) | {
        "outcome": item.outcome.value if item.outcome else None,
        "reason": item.reason or None,
        "answers": {question.code: question.answer(item.answers) for question in TRIAGE_QUESTIONS},
        "seconds": seconds,
        "agreed_estimate": item.agreed_estimate or None,
        "votes": [],
        "checks": {check.key: _STATES[check.state] for check in checks},
        "fate": item.carry_over.value if item.carry_over else None,
        "deep_dive": item.deep_dive,
        "waivers": [
            {"check": mark.check, "by": mark.waived_by, "reason": mark.reason}
            for mark in item.item.marks
            if mark.check in waived
        ],
    }


def _records(session: RefinementSession, records: Iterable[AnyRecord]) -> list[Json]:
    ordered = sorted(records, key=lambda record: record.number)
    return [record_json(record, item=session.label_of(record.item)) for record in ordered]
