"""What differs between two values of a session, row by row."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from refine_tui.domain.backlog_item import BacklogItem
from refine_tui.domain.session import RefinementSession
from refine_tui.store.mappers import records, sessions
from refine_tui.store.mappers.teams import backlog_item_row
from refine_tui.store.rows import Owner, values_of
from refine_tui.store.sql_types import Values
from refine_tui.store.tables.base import Row, table_of

V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """What happens to one row."""

    table: str
    key: Mapping[str, int]
    """Its primary key."""
    before: Values | None
    """The changed columns as they were; None: the row was not there."""
    after: Values | None
    """The changed columns as they become; None: the row is deleted."""

    @property
    def reversed(self) -> "RowChange":
        """The change back."""
        return RowChange(table=self.table, key=self.key, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part(Generic[V]):
    """A part of a session whose values lie in the rows of one table."""

    field: Callable[[RefinementSession], object]
    """The field of the session; if it is the same object before and after, its rows are not compared."""
    values: Callable[[RefinementSession], Mapping[int, V]]
    """Its values, by that part of the primary key which differs within a session, or within a team."""
    row: Callable[[Owner, int, V], Row]
    is_shared: bool = False
    """The rows are those of a team's backlog, which outlive the session: they are never deleted."""
    is_borrowed: bool = False
    """The rows are of an earlier session: they are only updated, and which session that was stays as it is."""

    def changes(self, owner: Owner, before: RefinementSession | None, after: RefinementSession) -> Iterator[RowChange]:
        """Yield the changes from *before* to *after*; without *before* every row is new."""
        if before is None:
            return self.compare(owner, {}, self.values(after))
        if self.field(before) is self.field(after):
            return iter(())
        return self.compare(owner, self.values(before), self.values(after))

    def compare(self, owner: Owner, old: Mapping[int, V], new: Mapping[int, V]) -> Iterator[RowChange]:
        """Yield the changes from the values *old* to *new*."""
        for key, value in new.items():
            earlier = old.get(key)
            if earlier is value:
                continue
            row = self.row(owner, key, value)
            if earlier is not None:
                yield from row_changes(self.row(owner, key, earlier), row, ignored=self._ignored)
            else:
                after = _columns(row, self._ignored)
                before = after if self.is_borrowed else None  # nothing changes, but the row has to be as it is here
                yield RowChange(table=_name(row), key=_key(row), before=before, after=after)
        if not (self.is_shared or self.is_borrowed):
            for key in [key for key in old if key not in new]:
                row = self.row(owner, key, old[key])
                yield RowChange(table=_name(row), key=_key(row), before=_columns(row), after=None)

    @property
    def _ignored(self) -> frozenset[str]:
        return frozenset({"session_id"}) if self.is_borrowed else frozenset()


class _SessionPart(Protocol):
    """A `_Part` of values of any kind."""

    def changes(self, owner: Owner, before: RefinementSession | None, after: RefinementSession) -> Iterator[RowChange]:
        """Yield the changes from *before* to *after*; without *before* every row is new."""
        ...


def _keyless(row: Callable[[Owner, V], Row]) -> Callable[[Owner, int, V], Row]:
    """Return the function that makes a row of a value that holds its key itself."""
    return lambda owner, _key, value: row(owner, value)


_BACKLOG_ITEMS: _Part[BacklogItem] = _Part(
    field=lambda session: session.items,
    values=lambda session: {each.item.id: each.item for each in session.items},
    row=lambda owner, _key, item: backlog_item_row(owner.team_id, item),
    is_shared=True,
)
_PARTS: tuple[_SessionPart, ...] = (
    _Part(
        field=lambda session: session.phases,
        values=lambda session: {phase.position: phase for phase in session.phases},
        row=_keyless(sessions.phase_row),
    ),
    _Part(
        field=lambda session: session.spans,
        values=lambda session: {span.id: span for span in session.spans},
        row=_keyless(sessions.span_row),
    ),
    _Part(
        field=lambda session: session.absences,
        values=lambda session: {absence.id: absence for absence in session.absences},
        row=_keyless(sessions.absence_row),
    ),
    _Part(
        field=lambda session: session.people,
        values=lambda session: {person.id: person for person in session.people},
        row=_keyless(sessions.participant_row),
    ),
    _BACKLOG_ITEMS,
    _Part(
        field=lambda session: session.items,
        values=lambda session: {each.item.id: each for each in session.items},
        row=_keyless(sessions.session_item_row),
    ),
    _Part(
        field=lambda session: session.item_focus,
        values=lambda session: dict(enumerate(session.item_focus, 1)),
        row=sessions.focus_row,
    ),
    _Part(
        field=lambda session: session.decisions,
        values=lambda session: {decision.number: decision for decision in session.decisions},
        row=_keyless(records.decision_row),
    ),
    _Part(
        field=lambda session: session.actions,
        values=lambda session: {action.number: action for action in session.actions},
        row=_keyless(records.action_row),
    ),
    _Part(
        field=lambda session: session.questions,
        values=lambda session: {question.number: question for question in session.questions},
        row=_keyless(records.question_row),
    ),
    _Part(
        field=lambda session: session.earlier_actions,
        values=lambda session: {earlier.number: earlier.action for earlier in session.earlier_actions},
        row=_keyless(records.action_row),
        is_borrowed=True,
    ),
    _Part(
        field=lambda session: session.earlier_actions,
        values=lambda session: {earlier.number: earlier for earlier in session.earlier_actions},
        row=_keyless(records.earlier_action_row),
    ),
    _Part(
        field=lambda session: session.earlier_questions,
        values=lambda session: {question.number: question for question in session.earlier_questions},
        row=_keyless(records.question_row),
        is_borrowed=True,
    ),
    _Part(
        field=lambda session: session.earlier_questions,
        values=lambda session: {question.number: question for question in session.earlier_questions},
        row=_keyless(records.earlier_question_row),
    ),
    _Part(
        field=lambda session: session.earlier_parked,
        values=lambda session: {topic.number: topic for topic in session.earlier_parked},
        row=_keyless(records.parked_topic_row),
        is_borrowed=True,
    ),
    _Part(
        field=lambda session: session.earlier_parked,
        values=lambda session: {topic.number: topic for topic in session.earlier_parked},
        row=_keyless(records.earlier_parked_row),
    ),
    _Part(
        field=lambda session: session.parked,
        values=lambda session: {topic.number: topic for topic in session.parked},
        row=_keyless(records.parked_topic_row),
    ),
    _Part(
        field=lambda session: session.notes,
        values=lambda session: {note.number: note for note in session.notes},
        row=_keyless(records.note_row),
    ),
)
"""The parts of a session, parents first."""

_NOT_COMPARED = frozenset({"revision", "seen_at"})
"""Columns of a session's own row that each save sets."""


def session_columns(session: RefinementSession) -> Values:
    """Return the columns of a session's own row but its id, the revision and when it was last seen."""
    return _columns(sessions.session_row(session, seen_at=session.created_at), _NOT_COMPARED)


def session_changes(before: RefinementSession, after: RefinementSession) -> list[RowChange]:
    """Return how the rows of *before* become those of *after*; counters and revision are not among them."""
    changes: list[RowChange] = []
    was, becomes = column_changes(session_columns(before), session_columns(after))
    if becomes:
        changes.append(RowChange(table="session", key={"id": after.id}, before=was, after=becomes))
    owner = Owner(team_id=after.team.id, session_id=after.id)
    for part in _PARTS:
        changes += part.changes(owner, before, after)
    return changes


def session_insertions(session: RefinementSession) -> list[RowChange]:
    """Return the rows of all parts of a session, as if each were new."""
    owner = Owner(team_id=session.team.id, session_id=session.id)
    return [change for part in _PARTS for change in part.changes(owner, None, session)]


def backlog_changes(team_id: int, before: Iterable[BacklogItem], after: Iterable[BacklogItem]) -> list[RowChange]:
    """Return how the items of *before* become those of *after*; none is ever deleted."""
    old, new = ({item.id: item for item in items} for items in (before, after))
    return list(_BACKLOG_ITEMS.compare(Owner(team_id=team_id, session_id=0), old, new))


def row_changes(before: Row, after: Row, *, ignored: frozenset[str] = frozenset()) -> Iterator[RowChange]:
    """Yield the change of a row, unless *before* and *after* differ in *ignored* columns only."""
    was, becomes = column_changes(_columns(before, ignored), _columns(after, ignored))
    if becomes:
        yield RowChange(table=_name(after), key=_key(after), before=was, after=becomes)


def column_changes(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[Values, Values]:
    """Return the columns in which two rows differ, as they were and as they become."""
    names = [name for name in after if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def _name(row: Row) -> str:
    return table_of(type(row)).name


def _key(row: Row) -> dict[str, int]:
    return {column.name: getattr(row, column.name) for column in table_of(type(row)).primary_key}


def _columns(row: Row, ignored: frozenset[str] = frozenset()) -> Values:
    """Return the columns of a row that are not part of its primary key."""
    key = table_of(type(row)).primary_key.columns
    return {name: value for name, value in values_of(row).items() if name not in key and name not in ignored}
