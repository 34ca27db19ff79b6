"""The table of the public fields of a session, and how each is written as JSON.

A field is public if the shared screen shows it. Every field of every type is in `PUBLIC` or in `PRIVATE`; a test
fails for a field that is in neither.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from refine_tui.domain.agenda import Agenda, phase_kind_or_other
from refine_tui.domain.backlog_item import BacklogItem, CheckMark, Dependency, ItemKind, ItemState
from refine_tui.domain.dispositions import CarryOver, Outcome
from refine_tui.domain.people import Participant, Role, Team
from refine_tui.domain.records import (
    RECORD_KINDS,
    ActionItem,
    ActionReview,
    ActionStatus,
    Decision,
    EarlierAction,
    Note,
    ParkedTopic,
    Question,
    QuestionStatus,
)
from refine_tui.domain.session import Answers, Phase, RefinementSession, SessionItem, SessionStatus
from refine_tui.domain.summary import ItemVisit
from refine_tui.domain.timebox import Absence, ItemFocus, Span


class FieldCodec(NamedTuple):
    """Two functions that convert a field to its JSON value and back."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    """Raises a TypeError or a ValueError if `write` cannot have returned the JSON value."""


def _instance_of(*types: type) -> FieldCodec:
    def read(value: Any) -> Any:
        if type(value) not in types:
            raise TypeError(f"{value!r} is not a {types[0].__name__}")
        return value

    return FieldCodec(write=_unchanged, read=read)


def _unchanged(value: Any) -> Any:
    return value


def _optional(codec: FieldCodec) -> FieldCodec:
    write, read = codec
    return FieldCodec(
        write=_unchanged if write is _unchanged else lambda value: None if value is None else write(value),
        read=lambda value: None if value is None else read(value),
    )


def _tuple_of(codec: FieldCodec) -> FieldCodec:
    write, read = codec
    return FieldCodec(
        write=list if write is _unchanged else lambda values: [write(value) for value in values],
        read=lambda values: tuple(read(value) for value in _LIST.read(values)),
    )


def _enum(kind: type[Enum]) -> FieldCodec:
    return FieldCodec(write=lambda value: value.value, read=kind)


def _object(kind: type) -> FieldCodec:
    return FieldCodec(write=lambda value: as_json(value, kind), read=lambda value: from_json(value, kind))


_TEXT, _NUMBER, _FLAG, _LIST = (_instance_of(kind) for kind in (str, int, bool, list))
_TEXTS = _tuple_of(_TEXT)
_MOMENT = FieldCodec(write=datetime.isoformat, read=datetime.fromisoformat)
_DAY = FieldCodec(write=date.isoformat, read=date.fromisoformat)

_PHASE_KIND = FieldCodec(write=lambda kind: kind.code, read=lambda code: phase_kind_or_other(_TEXT.read(code)))

_RECORD_FIELDS = {"number": _NUMBER, "text": _TEXT, "item": _optional(_NUMBER)}

PUBLIC: Mapping[type, Mapping[str, FieldCodec]] = {
    Team: {"name": _TEXT},
    Agenda: {"id": _TEXT, "title": _TEXT, "scale_name": _TEXT, "scale": _TEXTS, "ready": _TEXTS},
    Phase: {
        "position": _NUMBER,
        "kind": _PHASE_KIND,
        "title": _TEXT,
        "planned_minutes": _NUMBER,
        "extended_minutes": _NUMBER,
        "prompts": _TEXTS,
        "minutes_per_item": _optional(_NUMBER),
    },
    Span: {"id": _NUMBER, "phase": _NUMBER, "start": _MOMENT, "end": _optional(_MOMENT)},
    Absence: {"id": _NUMBER, "start": _MOMENT, "end": _MOMENT, "counted": _FLAG},
    ItemFocus: {"at": _MOMENT, "item": _optional(_NUMBER)},
    Participant: {"id": _NUMBER, "name": _TEXT, "role": _enum(Role), "role_text": _TEXT, "present": _FLAG}
    | {"arrived_at": _optional(_MOMENT), "left_at": _optional(_MOMENT)},
    CheckMark: {"check": _TEXT, "waived_by": _TEXT, "reason": _TEXT},
    Dependency: {"text": _TEXT, "who": _TEXT, "by": _optional(_DAY)},
    BacklogItem: {
        "id": _NUMBER,
        "key": _TEXT,
        "title": _TEXT,
        "description": _TEXT,
        "why": _TEXT,
        "type": _TEXT,
        "status": _TEXT,
        "labels": _TEXTS,
        "reporter": _TEXT,
        "created": _optional(_TEXT),
        "priority": _TEXT,
        "estimate": _TEXT,
        "acceptance_criteria": _TEXTS,
        "parent": _TEXT,
        "state": _enum(ItemState),
        "triaged_at": _optional(_MOMENT),
        "kind": _optional(_enum(ItemKind)),
        "outcome": _TEXT,
        "measure": _TEXT,
        "marks": _tuple_of(_object(CheckMark)),
        "dependencies": _tuple_of(_object(Dependency)),
    },
    Answers: {name: _optional(_FLAG) for name in ("valid", "urgent", "aligned")},
    SessionItem: {
        "item": _object(BacklogItem),
        "position": _NUMBER,
        "for_triage": _FLAG,
        "deep_dive": _optional(_NUMBER),
        "outcome": _optional(_enum(Outcome)),
        "reason": _TEXT,
        "answers": _object(Answers),
        "agreed_estimate": _TEXT,
        "carry_over": _optional(_enum(CarryOver)),
        "information": _optional(_NUMBER),
    },
    Decision: {**_RECORD_FIELDS, "because": _TEXT},
    ActionItem: {**_RECORD_FIELDS, "owner": _TEXT, "due": _optional(_DAY), "status": _enum(ActionStatus)},
    Question: {**_RECORD_FIELDS, "owner": _TEXT, "status": _enum(QuestionStatus), "answer": _TEXT},
    ParkedTopic: {**_RECORD_FIELDS, "discussed_in": _optional(_NUMBER)},
    Note: _RECORD_FIELDS,
    EarlierAction: {"action": _object(ActionItem), "review": _optional(_enum(ActionReview))},
    ItemVisit: {"seconds": _NUMBER, "outcome": _optional(_enum(Outcome)), "agreed_estimate": _TEXT},
    RefinementSession: {
        "id": _NUMBER,
        "team": _object(Team),
        "agenda": _object(Agenda),
        "title": _TEXT,
        "goal": _TEXT,
        "product_goal": _TEXT,
        "zone": _TEXT,
        "status": _enum(SessionStatus),
        "started_at": _optional(_MOMENT),
        "ended_at": _optional(_MOMENT),
        "next_session_at": _optional(_MOMENT),
        "phase": _NUMBER,
        "open_item": _optional(_NUMBER),
        "phases": _tuple_of(_object(Phase)),
        "spans": _tuple_of(_object(Span)),
        "absences": _tuple_of(_object(Absence)),
        "item_focus": _tuple_of(_object(ItemFocus)),
        "people": _tuple_of(_object(Participant)),
        "items": _tuple_of(_object(SessionItem)),
        "decisions": _tuple_of(_object(Decision)),
        "actions": _tuple_of(_object(ActionItem)),
        "questions": _tuple_of(_object(Question)),
        "earlier_actions": _tuple_of(_object(EarlierAction)),
        "earlier_questions": _tuple_of(_object(Question)),
        "earlier_parked": _tuple_of(_object(ParkedTopic)),
        "parked": _tuple_of(_object(ParkedTopic)),
        "notes": _tuple_of(_object(Note)),
    },
}
"""The public fields of each type, with their conversion to JSON. A `PublicView` can leave some of them empty."""

_RECORDED_AT = {"at": "the exact time of a record is private; the order of the numbers is enough"}

PRIVATE: Mapping[type, Mapping[str, str]] = {
    Team: {"id": "a database key, which no screen shows"},
    Agenda: {"phases": "the session has its own phases, which include later changes"},
    BacklogItem: {
        "url": "an address within the team's network",
        "assignee": "copied from the tracker and often out of date: on a shared screen it looks like a responsibility",
        "updated": "used by imports only",
        "links": "can name items of other teams",
        "done": "used by imports only",
        "source": "the origin of the item, a file or a person",
        "rank": "the order of the whole backlog, not of this session",
        "first_seen_at": "used by imports only",
        "edited": "a list of field names for the next import",
        "imported_title": "used by imports only",
    },
    SessionItem: {
        "edits": "the earlier texts, for the minutes",
        "closed_seconds": "the time of each item, for the minutes: on a shared screen it looks like a score",
        "closed_item": "a second copy of the item, for the minutes",
    },
    Decision: _RECORDED_AT,
    ActionItem: _RECORDED_AT,
    Question: _RECORDED_AT,
    ParkedTopic: _RECORDED_AT,
    Note: _RECORDED_AT,
    ItemVisit: {
        "session": "the number of another session, which only the facilitator can open",
        "started_at": "the sum of the times is enough",
    },
    RefinementSession: {
        "created_at": "when the facilitator prepared the session",
        "planned_for": "only a session that has not started has it, and that has no public view",
        "follows": "the number of another session, which only the facilitator can open",
        "ratings": "in a small group a single rating reveals its author; the facilitator reads out the average",
        "numbers": "counters for the store",
        "revision": "a counter for the store, which saves it with the view",
    },
}
"""The private fields of each type, and why the shared screen does not show them."""

_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
_PLACEHOLDERS: Mapping[type, Mapping[str, Any]] = {
    Team: {"id": 0},
    Agenda: {"phases": ()},
    BacklogItem: {"first_seen_at": _UNKNOWN},
    ItemVisit: {"session": 0, "started_at": _UNKNOWN},
    RefinementSession: {"created_at": _UNKNOWN},
    **{kind.record_type: {"at": _UNKNOWN} for kind in RECORD_KINDS},
}
"""The values of private fields that have no default."""


def make(kind: type, values: Mapping[str, Any]) -> Any:
    """Return a value of the type *kind* with these public fields; all other fields have their defaults."""
    return kind(**values, **_PLACEHOLDERS.get(kind, {}))


def public_values(source: Any, kind: type) -> dict[str, Any]:
    """Return the public fields of the type *kind*, read from *source*, by name."""
    plan = _field_plan(kind)
    return dict(zip(plan.names, plan.read(source), strict=True))


def without_private(value: Any) -> Any:
    """Return *value* with its private fields reset to their defaults; nested values are not changed."""
    return make(type(value), public_values(value, type(value)))


def as_json(source: Any, kind: type) -> dict[str, Any]:
    """Return the public fields of the type *kind*, read from *source*, for `json.dumps`; defaults are left out."""
    plan, result = _field_plan(kind), {}
    for name, default, write, value in zip(plan.names, plan.defaults, plan.writers, plan.read(source), strict=True):
        if value is not default and value != default:
            result[name] = value if write is _unchanged else write(value)
    return result


def from_json(values: Any, kind: type) -> Any:
    """Return the value of *kind* that `as_json` wrote.

    Raises:
        TypeError: a value has the wrong type.
        ValueError: this version does not know a value.
        KeyError: a field is not public.
    """
    if not isinstance(values, dict):
        raise TypeError(f"{kind.__name__} must be an object")
    codecs = PUBLIC[kind]
    return make(kind, {name: codecs[name].read(value) for name, value in values.items()})


class _FieldPlan(NamedTuple):
    """The public fields of one type, prepared for fast reading: every change of a session reads them."""

    names: tuple[str, ...]
    read: Callable[[Any], tuple[Any, ...]]
    defaults: tuple[Any, ...]
    writers: tuple[Callable[[Any], Any], ...]


@cache
def _field_plan(kind: type) -> _FieldPlan:
    defaults = {}
    for field in fields(kind):
        defaults[field.name] = field.default if field.default_factory is MISSING else field.default_factory()
    codecs, names = PUBLIC[kind], tuple(PUBLIC[kind])
    read = attrgetter(*names) if len(names) > 1 else lambda source: (getattr(source, names[0]),)
    return _FieldPlan(
        names=names,
        read=read,
        defaults=tuple(defaults[name] for name in names),
        writers=tuple(codec.write for codec in codecs.values()),
    )
