"""The table of the public fields of a session, and how each is written as JSON.

A field is public if the shared screen shows it. A test fails for a field that is in neither `PUBLIC` nor `PRIVATE`.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import NamedTuple, TypeVar

from refine_tui.domain.agenda import Agenda
from refine_tui.domain.backlog_item import BacklogItem, CheckMark, Dependency, ItemKind, ItemState
from refine_tui.domain.dispositions import CarryOver, Outcome
from refine_tui.domain.field_codecs import (
    DAY,
    FLAG,
    MOMENT,
    NUMBER,
    PHASE_KIND,
    TEXT,
    TEXTS,
    FieldCodec,
    enum_codec,
    optional,
    tuple_of,
    unchanged,
)
from refine_tui.domain.item_past import ItemPast, PastDecision, PastEstimate, PastQuestion, PastRecord
from refine_tui.domain.people import Participant, Role, Team
from refine_tui.domain.records import (
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
from refine_tui.domain.timebox import Absence, ItemFocus, Span

T = TypeVar("T")


def _object(kind: type[T]) -> FieldCodec[T]:
    return FieldCodec(write=lambda value: as_json(value, kind), read=lambda value: from_json(value, kind))


_RECORD_FIELDS = {"number": NUMBER, "text": TEXT, "item": optional(NUMBER), "at": MOMENT}
_PAST_FIELDS = {"label": TEXT, "text": TEXT, "day": DAY}
_ITEM_PAST_FIELDS: Mapping[str, FieldCodec[object]] = {
    "open_questions": tuple_of(_object(PastQuestion)),
    "answered_questions": tuple_of(_object(PastQuestion)),
    "decisions": tuple_of(_object(PastDecision)),
    "notes": tuple_of(_object(PastRecord)),
    "sessions": NUMBER,
    "seconds": NUMBER,
    "estimates": tuple_of(_object(PastEstimate)),
    "last_outcome": optional(enum_codec(Outcome)),
    "last_day": optional(DAY),
}

_OWNED_FIELDS = {**_RECORD_FIELDS, "owner": TEXT, "due": optional(DAY)}
PUBLIC: Mapping[type, Mapping[str, FieldCodec[object]]] = {
    Team: {"name": TEXT},
    Agenda: {"id": TEXT, "title": TEXT, "scale_name": TEXT, "scale": TEXTS, "ready": TEXTS},
    Phase: {
        "position": NUMBER,
        "kind": PHASE_KIND,
        "title": TEXT,
        "planned_minutes": NUMBER,
        "extended_minutes": NUMBER,
        "prompts": TEXTS,
        "minutes_per_item": optional(NUMBER),
    },
    Span: {"id": NUMBER, "phase": NUMBER, "start": MOMENT, "end": optional(MOMENT)},
    Absence: {"id": NUMBER, "start": MOMENT, "end": MOMENT, "counted": FLAG},
    ItemFocus: {"at": MOMENT, "item": optional(NUMBER)},
    Participant: {"id": NUMBER, "name": TEXT, "role": enum_codec(Role), "role_text": TEXT, "present": FLAG}
    | {"arrived_at": optional(MOMENT), "left_at": optional(MOMENT)},
    CheckMark: {"check": TEXT, "waived_by": TEXT, "reason": TEXT},
    Dependency: {"text": TEXT, "who": TEXT, "by": optional(DAY)},
    BacklogItem: {
        "id": NUMBER,
        "key": TEXT,
        "title": TEXT,
        "description": TEXT,
        "why": TEXT,
        "type": TEXT,
        "status": TEXT,
        "labels": TEXTS,
        "reporter": TEXT,
        "created": optional(TEXT),
        "priority": TEXT,
        "estimate": TEXT,
        "acceptance_criteria": TEXTS,
        "parent": TEXT,
        "state": enum_codec(ItemState),
        "triaged_at": optional(MOMENT),
        "kind": optional(enum_codec(ItemKind)),
        "outcome": TEXT,
        "measure": TEXT,
        "marks": tuple_of(_object(CheckMark)),
        "dependencies": tuple_of(_object(Dependency)),
    },
    Answers: {name: optional(FLAG) for name in ("valid", "urgent", "aligned")},
    SessionItem: {
        "item": _object(BacklogItem),
        "position": NUMBER,
        "for_triage": FLAG,
        "deep_dive": optional(NUMBER),
        "outcome": optional(enum_codec(Outcome)),
        "reason": TEXT,
        "answers": _object(Answers),
        "agreed_estimate": TEXT,
        "carry_over": optional(enum_codec(CarryOver)),
        "information": optional(NUMBER),
    },
    Decision: {**_RECORD_FIELDS, "because": TEXT},
    ActionItem: {**_OWNED_FIELDS, "status": enum_codec(ActionStatus)},
    Question: {**_OWNED_FIELDS, "status": enum_codec(QuestionStatus), "answer": TEXT},
    ParkedTopic: {**_RECORD_FIELDS, "discussed_in": optional(NUMBER)},
    Note: _RECORD_FIELDS,
    EarlierAction: {"action": _object(ActionItem), "review": optional(enum_codec(ActionReview))},
    PastRecord: _PAST_FIELDS,
    PastDecision: {**_PAST_FIELDS, "because": TEXT},
    PastQuestion: {**_PAST_FIELDS, "owner": TEXT, "answer": TEXT, "answered_on": optional(DAY)},
    PastEstimate: {"value": TEXT, "day": DAY},
    ItemPast: _ITEM_PAST_FIELDS,
    RefinementSession: {
        "id": NUMBER,
        "team": _object(Team),
        "agenda": _object(Agenda),
        "title": TEXT,
        "goal": TEXT,
        "product_goal": TEXT,
        "zone": TEXT,
        "status": enum_codec(SessionStatus),
        "started_at": optional(MOMENT),
        "ended_at": optional(MOMENT),
        "next_session_at": optional(MOMENT),
        "phase": NUMBER,
        "open_item": optional(NUMBER),
        "phases": tuple_of(_object(Phase)),
        "spans": tuple_of(_object(Span)),
        "absences": tuple_of(_object(Absence)),
        "item_focus": tuple_of(_object(ItemFocus)),
        "people": tuple_of(_object(Participant)),
        "items": tuple_of(_object(SessionItem)),
        "decisions": tuple_of(_object(Decision)),
        "actions": tuple_of(_object(ActionItem)),
        "questions": tuple_of(_object(Question)),
        "earlier_actions": tuple_of(_object(EarlierAction)),
        "earlier_questions": tuple_of(_object(Question)),
        "earlier_parked": tuple_of(_object(ParkedTopic)),
        "parked": tuple_of(_object(ParkedTopic)),
        "notes": tuple_of(_object(Note)),
    },
}
"""The public fields of each type, with their conversion to JSON. A `PublicView` can leave some of them empty."""

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
    RefinementSession: {
        "created_at": "when the facilitator prepared the session",
        "planned_for": "only a session that has not started has it, and that has no public view",
        "follows": "the number of another session, which only the facilitator can open",
        "ratings": "in a small group a single rating reveals its author; the facilitator reads out the average",
        "closed_records": "only a closed session has it, and that has no public view",
        "numbers": "counters for the store",
        "revision": "a counter for the store, which saves it with the view",
    },
}
"""The private fields of each type, and why the shared screen does not show them."""

UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)
_PLACEHOLDERS: Mapping[type, Mapping[str, object]] = {
    Team: {"id": 0},
    Agenda: {"phases": ()},
    BacklogItem: {"first_seen_at": UNKNOWN_TIME},
    RefinementSession: {"created_at": UNKNOWN_TIME},
}
"""The values of private fields that have no default."""


def make(kind: type[T], values: Mapping[str, object]) -> T:
    """Return a value of the type *kind* with these public fields; all other fields have their defaults."""
    construct: Callable[..., T] = kind
    return construct(**values, **_PLACEHOLDERS.get(kind, {}))


def public_values(source: object, kind: type) -> dict[str, object]:
    """Return the public fields of the type *kind*, read from *source*, by name."""
    plan = _field_plan(kind)
    return dict(zip(plan.names, plan.read(source), strict=True))


def without_private(value: T) -> T:
    """Return *value* with its private fields reset to their defaults; nested values are not changed."""
    return make(type(value), public_values(value, type(value)))


def as_json(source: object, kind: type) -> dict[str, object]:
    """Return the public fields of the type *kind*, read from *source*, for `json.dumps`; defaults are left out."""
    plan = _field_plan(kind)
    result: dict[str, object] = {}
    for name, default, write, value in zip(plan.names, plan.defaults, plan.writers, plan.read(source), strict=True):
        if value is not default and value != default:
            result[name] = value if write is unchanged else write(value)
    return result


def from_json(values: object, kind: type[T]) -> T:
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
    read: Callable[[object], tuple[object, ...]]
    defaults: tuple[object, ...]
    writers: tuple[Callable[[object], object], ...]


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
