"""The JSON of the commands that list: items, action items, sessions, and the result of an import.

`json_text` has the conventions.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from refine_tui.domain.backlog_item import BacklogItem, ImportedAction, ImportedItem
from refine_tui.domain.summary import ActionRow, SessionSummary
from refine_tui.minutes.json_text import Json, day_json, moment_json


def item_json(item: ImportedItem) -> Json:
    """Return a backlog item, stored or just imported.

    ``id key url title description why type status labels reporter assignee created updated priority estimate
    acceptance_criteria parent links state rank source``, then ``kind user_outcome measure first_seen_at triaged_at
    dependencies`` (``text who by``).
    ``created`` and ``updated`` are as in the file: without an offset if it had none. An item that is not stored yet
    has null for ``id``, ``state``, ``rank`` and ``source``.
    """
    stored = item if isinstance(item, BacklogItem) else None
    return {
        "id": stored.id if stored else None,
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
        "state": stored.state.value if stored else None,
        "rank": stored.rank if stored else None,
        "source": (stored.source or None) if stored else None,
        "kind": stored.kind.value if stored and stored.kind else None,
        "user_outcome": (stored.outcome or None) if stored else None,
        "measure": (stored.measure or None) if stored else None,
        "first_seen_at": moment_json(stored.first_seen_at) if stored else None,
        "triaged_at": moment_json(stored.triaged_at) if stored else None,
        "dependencies": [
            {"text": dependency.text, "who": dependency.who or None, "by": day_json(dependency.by)}
            for dependency in (stored.dependencies if stored else ())
        ],
    }


def action_line_json(line: ActionRow, today: date) -> Json:
    """Return one action item of a list: ``id text owner due status item team session overdue``.

    ``session`` is the number of the session that recorded it; ``overdue``: it is open and its day has passed.
    """
    action = line.action
    return {
        "id": action.label,
        "text": action.text,
        "owner": action.owner or None,
        "due": day_json(action.due),
        "status": action.status.value,
        "item": line.item or None,
        "team": line.team,
        "session": line.session,
        "overdue": line.is_overdue(today),
    }


def summary_json(summary: SessionSummary) -> Json:
    """Return an entry of the list of sessions: the fields of ``session`` in `session_json`, then the counts.

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
    columns: Iterable[tuple[str, Sequence[str], Sequence[str]]] = (),
    fingerprint: str = "",
    actions: Iterable[ImportedAction] = (),
) -> Json:
    """Return the result of an import.

    ``{format, language, encoding, delimiter, items, added, updated, skipped: [{row, reason}], warnings,
    columns: [{heading, field, fields, samples}], fingerprint, actions: [{label, text, owner, due, status, item}]}``.

    *columns* has, for each heading of a table, the fields that it is read as (``field`` is the first of them, or null)
    and samples of its cells; *actions* has the open action items that are new to the team; *skipped* has the row and
    the reason of each row without an item.
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
            {
                "heading": heading,
                "field": next(iter(fields), None),
                "fields": list(fields),
                "samples": list(samples),
            }
            for heading, fields, samples in columns
        ],
        "fingerprint": fingerprint or None,
        "actions": [
            {
                "label": action.label,
                "text": action.text,
                "owner": action.owner or None,
                "due": day_json(action.due),
                "status": action.status.value,
                "item": action.item or None,
            }
            for action in actions
        ],
    }
