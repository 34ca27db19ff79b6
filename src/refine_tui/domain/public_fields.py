"""Which fields of a session the room may see: one table, which is also how they are written as JSON.

Public is what stands on the shared screen. Every field of every type is in `PUBLIC` or in `PRIVATE`; a test fails for
one that is in neither.
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
from refine_tui.domain.session import (
    Answers,
    Phase,
    RefinementSession,
    SessionItem,
    SessionStatus,
)
from refine_tui.domain.summary import ItemVisit
from refine_tui.domain.timebox import Absence, ItemFocus, Span


class Form(NamedTuple):
    """How a field is written as JSON and read back; None stays null."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    """Raises a TypeError or a ValueError where the JSON value is none that was ever written."""


def _instance_of(*types: type) -> Form:
    def read(value: Any) -> Any:
        if type(value) not in types:
            raise TypeError(f"{value!r} is no {types[0].__name__}")
        return value

    return Form(write=_same, read=read)


def _same(value: Any) -> Any:
    return value


def _optional(form: Form) -> Form:
    write, read = form
    return Form(
        write=_same if write is _same else lambda value: None if value is None else write(value),
        read=lambda value: None if value is None else read(value),
    )


def _several(form: Form) -> Form:
    write, read = form
    return Form(
        write=list if write is _same else lambda values: [write(value) for value in values],
        read=lambda values: tuple(read(value) for value in _LIST.read(values)),
    )


def _choice(kind: type[Enum]) -> Form:
    return Form(write=lambda value: value.value, read=kind)


def _record(kind: type) -> Form:
    return Form(write=lambda value: as_json(value, kind), read=lambda value: from_json(value, kind))


_TEXT, _NUMBER, _FLAG, _LIST = (_instance_of(kind) for kind in (str, int, bool, list))
_TEXTS = _several(_TEXT)
_MOMENT = Form(write=datetime.isoformat, read=datetime.fromisoformat)
_DAY = Form(write=date.isoformat, read=date.fromisoformat)

_PHASE_KIND = Form(write=lambda kind: kind.code, read=lambda code: phase_kind_or_other(_TEXT.read(code)))

_ANY_RECORD = {"number": _NUMBER, "text": _TEXT, "item": _optional(_NUMBER)}

PUBLIC: Mapping[type, Mapping[str, Form]] = {
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
    Participant: {"id": _NUMBER, "name": _TEXT, "role": _choice(Role), "present": _FLAG},
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
        "state": _choice(ItemState),
        "triaged_at": _optional(_MOMENT),
        "kind": _optional(_choice(ItemKind)),
        "outcome": _TEXT,
        "measure": _TEXT,
        "marks": _several(_record(CheckMark)),
        "dependencies": _several(_record(Dependency)),
    },
    Answers: {name: _optional(_FLAG) for name in ("valid", "urgent", "aligned")},
    SessionItem: {
        "item": _record(BacklogItem),
        "position": _NUMBER,
        "for_triage": _FLAG,
        "deep_dive": _optional(_NUMBER),
        "outcome": _optional(_choice(Outcome)),
        "reason": _TEXT,
        "answers": _record(Answers),
        "agreed_estimate": _TEXT,
        "carry_over": _optional(_choice(CarryOver)),
        "information": _optional(_NUMBER),
    },
    Decision: {**_ANY_RECORD, "because": _TEXT},
    ActionItem: {**_ANY_RECORD, "owner": _TEXT, "due": _optional(_DAY), "status": _choice(ActionStatus)},
    Question: {**_ANY_RECORD, "owner": _TEXT, "status": _choice(QuestionStatus), "answer": _TEXT},
    ParkedTopic: _ANY_RECORD,
    Note: _ANY_RECORD,
    EarlierAction: {"action": _record(ActionItem), "review": _optional(_choice(ActionReview))},
    ItemVisit: {"seconds": _NUMBER, "outcome": _optional(_choice(Outcome)), "agreed_estimate": _TEXT},
    RefinementSession: {
        "id": _NUMBER,
        "team": _record(Team),
        "agenda": _record(Agenda),
        "title": _TEXT,
        "goal": _TEXT,
        "product_goal": _TEXT,
        "zone": _TEXT,
        "status": _choice(SessionStatus),
        "started_at": _optional(_MOMENT),
        "ended_at": _optional(_MOMENT),
        "next_session_at": _optional(_MOMENT),
        "phase": _NUMBER,
        "open_item": _optional(_NUMBER),
        "phases": _several(_record(Phase)),
        "spans": _several(_record(Span)),
        "absences": _several(_record(Absence)),
        "item_focus": _several(_record(ItemFocus)),
        "people": _several(_record(Participant)),
        "items": _several(_record(SessionItem)),
        "decisions": _several(_record(Decision)),
        "actions": _several(_record(ActionItem)),
        "questions": _several(_record(Question)),
        "earlier_actions": _several(_record(EarlierAction)),
        "earlier_questions": _several(_record(Question)),
        "parked": _several(_record(ParkedTopic)),
        "notes": _several(_record(Note)),
    },
}
"""The public fields of each type, and their form in JSON. What a `PublicView` leaves out of them, it says itself."""

_RECORDED_AT = {"at": "when each sentence was said is nobody's concern; the order of the numbers is enough"}

PRIVATE: Mapping[type, Mapping[str, str]] = {
    Team: {"id": "a number of the database, which no screen shows"},
    Agenda: {"phases": "the session has its own, with what was changed since"},
    BacklogItem: {
        "url": "an address within the team's network",
        "assignee": "the tracker's, often out of date: on a wall it reads as if somebody were to answer for the item",
        "updated": "of the import only",
        "links": "names items of other teams, which are not here to explain them",
        "done": "of the import only",
        "source": "which file or person an item came from",
        "rank": "the order of the whole backlog, not of this session",
        "first_seen_at": "of the import only",
        "edited": "a list of field names for the next import",
    },
    SessionItem: {
        "closed_seconds": "how long each item took, for the minutes: on a wall it reads as a score",
        "closed_item": "a second copy of the item, for the minutes",
    },
    Decision: _RECORDED_AT,
    ActionItem: _RECORDED_AT,
    Question: _RECORDED_AT,
    ParkedTopic: _RECORDED_AT,
    Note: _RECORDED_AT,
    ItemVisit: {
        "session": "the number of another session, which only the facilitator can open",
        "started_at": "the sum of the minutes is enough",
    },
    RefinementSession: {
        "created_at": "when the facilitator prepared it",
        "planned_for": "of a session that has not begun: there is nothing to see yet",
        "follows": "the number of another session, which only the facilitator can open",
        "ratings": "five people know who gave the one star; the facilitator reads the average out",
        "numbers": "counters of the store",
        "revision": "a counter of the store; it stands beside the view",
    },
}
"""The private fields of each type, and why the room is not to see them."""

_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
_STAND_INS: Mapping[type, Mapping[str, Any]] = {
    Team: {"id": 0},
    Agenda: {"phases": ()},
    BacklogItem: {"first_seen_at": _UNKNOWN},
    ItemVisit: {"session": 0, "started_at": _UNKNOWN},
    RefinementSession: {"created_at": _UNKNOWN},
    **{kind: {"at": _UNKNOWN} for kind in (Decision, ActionItem, Question, ParkedTopic, Note)},
}
"""What private fields without a default hold instead."""


def make(kind: type, values: Mapping[str, Any]) -> Any:
    """Return a value of *kind* with these public fields; all others hold their defaults."""
    return kind(**values, **_STAND_INS.get(kind, {}))


def public_values(source: Any, kind: type) -> dict[str, Any]:
    """Return the public fields of *kind* that *source* has, by their names."""
    plan = _plan(kind)
    return dict(zip(plan.names, plan.read(source), strict=True))


def without_private(value: Any) -> Any:
    """Return *value* with only the public ones of its own fields; those within them stay as they are."""
    return make(type(value), public_values(value, type(value)))


def as_json(source: Any, kind: type) -> dict[str, Any]:
    """Return the public fields of *kind* that *source* has and that do not hold their defaults, for `json.dumps`."""
    plan, found = _plan(kind), {}
    for name, default, write, value in zip(plan.names, plan.defaults, plan.writers, plan.read(source), strict=True):
        if value is not default and value != default:
            found[name] = value if write is _same else write(value)
    return found


def from_json(values: Any, kind: type) -> Any:
    """Return the value of *kind* that `as_json` wrote.

    Raises:
        TypeError: it is none.
        ValueError: a part of it is none that this version knows.
        KeyError: it has a field that is not public.
    """
    if not isinstance(values, dict):
        raise TypeError(f"{kind.__name__} is written as an object")
    forms = PUBLIC[kind]
    return make(kind, {name: forms[name].read(value) for name, value in values.items()})


class _Plan(NamedTuple):
    """How the public fields of one type are read, all at once: it is done at every change of a session."""

    names: tuple[str, ...]
    read: Callable[[Any], tuple[Any, ...]]
    defaults: tuple[Any, ...]
    writers: tuple[Callable[[Any], Any], ...]


@cache
def _plan(kind: type) -> _Plan:
    defaults = {}
    for field in fields(kind):
        defaults[field.name] = field.default if field.default_factory is MISSING else field.default_factory()
    forms, names = PUBLIC[kind], tuple(PUBLIC[kind])
    read = attrgetter(*names) if len(names) > 1 else lambda source: (getattr(source, names[0]),)
    return _Plan(
        names=names,
        read=read,
        defaults=tuple(defaults[name] for name in names),
        writers=tuple(form.write for form in forms.values()),
    )
