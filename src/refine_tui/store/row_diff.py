"""What differs between two values of a session, row by row."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from refine_tui.domain.backlog_item import BacklogItem
from refine_tui.domain.session import RefinementSession
from refine_tui.store import mappers
from refine_tui.store.mappers import Shape, Values, owners, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """What happens to one row."""

    table: str
    key: Values
    """Its primary key."""
    before: Values | None
    """The changed columns as they were; None: the row was not there."""
    after: Values | None
    """The changed columns as they become; None: the row goes."""

    @property
    def reversed(self) -> "RowChange":
        """The change back."""
        return RowChange(table=self.table, key=self.key, before=self.after, after=self.before)


_PARTS: tuple[tuple[str, Shape], ...] = (
    ("phases", mappers.PHASE),
    ("spans", mappers.SPAN),
    ("absences", mappers.ABSENCE),
    ("people", mappers.PARTICIPANT),
    ("items", mappers.BACKLOG_ITEM),
    ("items", mappers.SESSION_ITEM),
    ("item_focus", mappers.ATTENTION),
    ("decisions", mappers.DECISION),
    ("actions", mappers.ACTION),
    ("questions", mappers.QUESTION),
    ("earlier_actions", mappers.ACTION_BEFORE),
    ("earlier_actions", mappers.EARLIER_ACTION),
    ("earlier_questions", mappers.QUESTION_BEFORE),
    ("earlier_questions", mappers.EARLIER_QUESTION),
    ("parked", mappers.PARKED),
    ("notes", mappers.NOTE),
)
"""Each part of the session with its shape, parents first."""


def session_changes(before: RefinementSession, after: RefinementSession) -> list[RowChange]:
    """Return how the rows of *before* become those of *after*; counters and revision are not among them."""
    whose = owners(after.id, after.team.id)
    changes = list(_changed(mappers.SESSION, {"id": after.id}, before, after))
    for part, shape in _PARTS:
        if getattr(before, part) is not getattr(after, part):
            old, new = _keyed(shape, getattr(before, part)), _keyed(shape, getattr(after, part))
            changes += _compared(shape, whose, old, new)
    return changes


def session_insertions(session: RefinementSession) -> list[RowChange]:
    """Return the rows of all parts of a session, as if each were new."""
    whose = owners(session.id, session.team.id)
    return [
        change
        for part, shape in _PARTS
        for change in _compared(shape, whose, {}, _keyed(shape, getattr(session, part)))
    ]


def backlog_changes(team_id: int, before: Iterable[BacklogItem], after: Iterable[BacklogItem]) -> list[RowChange]:
    """Return how the items of *before* become those of *after*; none is ever deleted."""
    old, new = ({item.id: item for item in items} for items in (before, after))
    return list(_compared(mappers.BACKLOG_ITEM, {"team_id": team_id}, old, new))


def column_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Values, Values]:
    """Return the columns in which two rows differ, as they were and as they become."""
    names = [name for name in after if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def _keyed(shape: Shape, values: Iterable[Any]) -> dict[int, Any]:
    if shape is mappers.ATTENTION:
        return dict(enumerate(values, 1))
    if shape is mappers.BACKLOG_ITEM:
        return {value.item.id: value.item for value in values}
    read = attrgetter("item.id") if shape is mappers.SESSION_ITEM else shape.columns[shape.key]
    return {read(value): value for value in values}


def _compared(shape: Shape, whose: Values, old: dict[int, Any], new: dict[int, Any]) -> Iterator[RowChange]:
    for key, value in new.items():
        earlier = old.get(key)
        if earlier is value:
            continue
        primary_key = shape.primary_key(whose, key)
        if earlier is None:
            held = shape.values(whose, value)
            before = held if shape.borrowed else None  # nothing changes, but the row has to be as it is here
            yield RowChange(table=shape.table.name, key=primary_key, before=before, after=held)
        else:
            yield from _changed(shape, primary_key, earlier, value)
    if shape is not mappers.BACKLOG_ITEM and not shape.borrowed:
        for key in [key for key in old if key not in new]:
            primary_key = shape.primary_key(whose, key)
            gone = shape.values(whose, old[key])
            yield RowChange(table=shape.table.name, key=primary_key, before=gone, after=None)


def _changed(shape: Shape, primary_key: Values, before: Any, after: Any) -> Iterator[RowChange]:
    was: Values = {}
    becomes: Values = {}
    for name, read in shape.columns.items():
        old, new = read(before), read(after)
        if old is not new and old != new:
            was[name], becomes[name] = plain(old), plain(new)
    if becomes:
        yield RowChange(table=shape.table.name, key=primary_key, before=was, after=becomes)
