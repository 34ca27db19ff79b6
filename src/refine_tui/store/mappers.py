"""How domain values lie in rows: which columns each kind has, and how a row becomes a value again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from refine_tui.domain.agenda import PhaseKind
from refine_tui.domain.backlog_item import BacklogItem, ItemKind, ItemState
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
    Numbers,
    Phase,
    RefinementSession,
    SessionItem,
    SessionStatus,
)
from refine_tui.domain.timebox import Absence, ItemFocus, Span
from refine_tui.store.json_columns import JSON_PARSERS, parse_agenda, parse_phase_kind, parse_ratings
from refine_tui.store.stored_values import (
    StoredValueError,
    columns_from_json,
    enum_parser,
    optional,
)
from refine_tui.store.tables import METADATA

Values = dict[str, Any]
"""Values by the name of their column."""

Reader = Callable[[Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How one kind of domain value lies in one table."""

    table: sa.Table
    key: str
    """The column that tells the rows of one session, or of one team, apart."""
    owner: tuple[str, ...]
    """The columns that say whose the row is; see `owners`."""
    columns: dict[str, Reader]
    """What reads each column from the value, the key among them."""
    make: Reader
    """Makes the value from the row; raises a `StoredValueError` where a column cannot be parsed."""
    borrowed: bool = False
    """Rows owned by another session: update only."""

    def primary_key(self, owners: Values, key: int) -> Values:
        """Return the primary key of a row."""
        return {column.name: owners.get(column.name, key) for column in self.table.primary_key}

    def values(self, owners: Values, value: Any) -> Values:
        """Return every column of a row that is not part of its primary key."""
        row = {name: owners[name] for name in self.owner}
        row.update((name, plain(read(value))) for name, read in self.columns.items())
        return {name: held for name, held in row.items() if name not in self.table.primary_key}


def owners(session_id: int, team_id: int) -> Values:
    """Return the columns that say whose a row is."""
    return {"session_id": session_id, "team_id": team_id}


def plain(value: Any) -> Any:
    """Return *value* as a column takes it: an enum as its value, a tuple as a list, a dataclass as a dict.

    A kind of phase is its code.
    A date is one only where it is all that the column holds; within a list or a dict it is ISO text.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, PhaseKind):
        return value.code
    if isinstance(value, tuple):
        return [_within(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _within(getattr(value, field.name)) for field in fields(value)}
    return value


def _within(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else plain(value)


def to_json(values: Mapping[str, Any]) -> Values:
    """Return *values* as the journal stores them; `columns_from_json` is the way back."""
    return {name: held.isoformat() if isinstance(held, date) else held for name, held in values.items()}


def _shape(
    table: str, made: type[Any], /, *, key: str, owner: tuple[str, ...], renamed: str = "", **parsers: Reader
) -> Shape:
    """Return the shape of a kind whose fields are columns of the same name; *renamed* is the key's field."""
    named = {(key if field.name == renamed else field.name): field.name for field in fields(made)}
    parsers = JSON_PARSERS | parsers

    def make(row: Mapping[str, Any]) -> Any:
        return made(
            **{
                field: parsers[field](row[column]) if field in parsers else row[column]
                for column, field in named.items()
            }
        )

    columns: dict[str, Reader] = {column: attrgetter(field) for column, field in named.items()}
    return Shape(table=METADATA.tables[table], key=key, owner=owner, columns=columns, make=make)


_SESSION = ("session_id",)
_RECORD = ("team_id", "session_id")

BACKLOG_ITEM = _shape(
    "backlog_item",
    BacklogItem,
    key="number",
    owner=("team_id",),
    renamed="id",
    state=enum_parser(ItemState),
    kind=optional(enum_parser(ItemKind)),
)
PHASE = _shape("phase", Phase, key="position", owner=_SESSION, kind=parse_phase_kind)
SPAN = _shape("span", Span, key="id", owner=_SESSION)
ABSENCE = _shape("absence", Absence, key="id", owner=_SESSION)
PARTICIPANT = _shape("participant", Participant, key="id", owner=_SESSION, role=enum_parser(Role))
DECISION = _shape("decision", Decision, key="number", owner=_RECORD)
ACTION = _shape("action_item", ActionItem, key="number", owner=_RECORD, status=enum_parser(ActionStatus))
QUESTION = _shape("question", Question, key="number", owner=_RECORD, status=enum_parser(QuestionStatus))
PARKED = _shape("parked_topic", ParkedTopic, key="number", owner=_RECORD)
NOTE = _shape("note", Note, key="number", owner=_RECORD)


_review = optional(enum_parser(ActionReview))


def _earlier_action(row: Mapping[str, Any]) -> EarlierAction:
    """Make an action item from before of its row and its link's columns in one."""
    return EarlierAction(action=ACTION.make(row), review=_review(row["promise"]))


EARLIER_ACTION = Shape(
    table=METADATA.tables["earlier_action"],
    key="number",
    owner=_RECORD,
    columns={"number": attrgetter("number"), "promise": attrgetter("review")},
    make=_earlier_action,
)
EARLIER_QUESTION = Shape(
    table=METADATA.tables["earlier_question"],
    key="number",
    owner=_RECORD,
    columns={"number": attrgetter("number")},
    make=QUESTION.make,
)
ACTION_BEFORE = Shape(
    table=ACTION.table,
    key="number",
    owner=("team_id",),
    columns={name: attrgetter(f"action.{name}") for name in ACTION.columns},
    make=ACTION.make,
    borrowed=True,
)
QUESTION_BEFORE = Shape(
    table=QUESTION.table,
    key="number",
    owner=("team_id",),
    columns=QUESTION.columns,
    make=QUESTION.make,
    borrowed=True,
)

ATTENTION = Shape(
    table=METADATA.tables["attention"],
    key="position",
    owner=_SESSION,
    columns={"at": attrgetter("at"), "item": attrgetter("item")},
    make=lambda row: ItemFocus(at=row["at"], item=row["item"]),
)

_ITEM_PATHS = {
    "item": "item.id",
    "position": "position",
    "for_triage": "for_triage",
    "deep_dive": "deep_dive",
    "outcome": "outcome",
    "reason": "reason",
    "valid": "answers.valid",
    "urgent": "answers.urgent",
    "aligned": "answers.aligned",
    "agreed_estimate": "agreed_estimate",
    "fate": "carry_over",
    "information": "information",
    "closed_seconds": "closed_seconds",
}


def _closed_item(held: SessionItem) -> Values | None:
    """Return the item as it was at closing, as its column stores it: the columns of its row, as in the journal."""
    if held.closed_item is None:
        return None
    return to_json({name: plain(read(held.closed_item)) for name, read in BACKLOG_ITEM.columns.items()})


def _item_of(row: Mapping[str, Any]) -> tuple[BacklogItem, BacklogItem | None]:
    """Return the item that a session shows, and the one it was closed with, if it is closed."""
    if row["closed_item"] is None:
        return row["backlog_item"], None
    columns = columns_from_json(BACKLOG_ITEM.table, row["closed_item"])
    if columns.keys() != BACKLOG_ITEM.columns.keys():
        raise StoredValueError
    closed: BacklogItem = BACKLOG_ITEM.make(columns)
    return closed, closed


parse_outcome = optional(enum_parser(Outcome))
_carry_over = optional(enum_parser(CarryOver))


def _session_item(row: Mapping[str, Any]) -> SessionItem:
    """Make a session item of its row, with the backlog item under ``backlog_item``."""
    item, closed_item = _item_of(row)
    return SessionItem(
        item=item,
        closed_item=closed_item,
        closed_seconds=row["closed_seconds"],
        information=row["information"],
        position=row["position"],
        for_triage=row["for_triage"],
        deep_dive=row["deep_dive"],
        outcome=parse_outcome(row["outcome"]),
        reason=row["reason"],
        answers=Answers(valid=row["valid"], urgent=row["urgent"], aligned=row["aligned"]),
        agreed_estimate=row["agreed_estimate"],
        carry_over=_carry_over(row["fate"]),
    )


SESSION_ITEM = Shape(
    table=METADATA.tables["session_item"],
    key="item",
    owner=("session_id", "team_id"),
    columns={column: attrgetter(path) for column, path in _ITEM_PATHS.items()} | {"closed_item": _closed_item},
    make=_session_item,
)

_SESSION_FIELDS = (
    "title", "goal", "product_goal", "zone", "status", "created_at", "started_at", "ended_at", "next_session_at",
    "phase", "open_item", "agenda", "planned_for", "follows", "ratings",
)  # fmt: skip


parse_status = enum_parser(SessionStatus)


def _session(row: Mapping[str, Any]) -> RefinementSession:
    """Make a session without its parts, with the row of its team under ``team``."""
    named = {name: row[name] for name in ("id", "revision", *_SESSION_FIELDS)}
    named |= {"status": parse_status(row["status"]), "agenda": parse_agenda(row["agenda"])}
    named |= {"ratings": parse_ratings(row["ratings"])}
    return RefinementSession(team=team(row["team"]), numbers=numbers(row["team"]), **named)


SESSION = Shape(
    table=METADATA.tables["session"],
    key="id",
    owner=("team_id",),
    columns={name: attrgetter(name) for name in ("id", *_SESSION_FIELDS)},
    make=_session,
)

COUNTERS = {field.name: f"last_{field.name}" for field in fields(Numbers)}
"""The column of the team for each of its counters."""


def team(row: Mapping[str, Any]) -> Team:
    """Make a team of its row."""
    return Team(id=row["id"], name=row["name"])


def numbers(row: Mapping[str, Any]) -> Numbers:
    """Make a team's counters of its row."""
    return Numbers(**{field: row[column] for field, column in COUNTERS.items()})
