"""The copies of records that a closed session has, as the JSON of its column."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from refine_tui.domain.closed_records import ClosedRecords
from refine_tui.domain.records import ActionItem, Question
from refine_tui.store.mappers.records import action_from_row, action_row, question_from_row, question_row
from refine_tui.store.rows import Owner, row_from_values, values_of, values_to_json
from refine_tui.store.sql_types import Values
from refine_tui.store.stored_values import StoredValueError, columns_from_json, parse_list, parse_object
from refine_tui.store.tables.base import Row, table_of
from refine_tui.store.tables.records import ActionItemRow, QuestionRow

R = TypeVar("R", bound=Row)
V = TypeVar("V")

_OWNER = Owner(team_id=0, session_id=0)
_LEFT_OUT = frozenset(("team_id", "session_id"))
"""The columns that a copy lacks: whose it is, the session knows."""
_NAMES = frozenset(("actions", "questions", "earlier_actions", "earlier_questions"))


def closed_records_to_json(closed: ClosedRecords) -> Values:
    """Return copies of records as the column of a closed session stores them."""
    return {
        "actions": _rows_to_json(action_row(_OWNER, action) for action in closed.actions),
        "questions": _rows_to_json(question_row(_OWNER, question) for question in closed.questions),
        "earlier_actions": _rows_to_json(action_row(_OWNER, action) for action in closed.earlier_actions),
        "earlier_questions": _rows_to_json(question_row(_OWNER, question) for question in closed.earlier_questions),
    }


def closed_records_from_json(stored: object) -> ClosedRecords:
    """Return the copies that `closed_records_to_json` wrote.

    Raises:
        StoredValueError: one of them cannot be parsed, or lacks a column that is never empty.
    """
    found = parse_object(stored)
    if found.keys() != _NAMES:
        raise StoredValueError
    return ClosedRecords(
        actions=_actions(found["actions"]),
        questions=_questions(found["questions"]),
        earlier_actions=_actions(found["earlier_actions"]),
        earlier_questions=_questions(found["earlier_questions"]),
    )


def _rows_to_json(rows: Iterable[Row]) -> list[Values]:
    return [
        values_to_json({name: value for name, value in values_of(row).items() if name not in _LEFT_OUT}) for row in rows
    ]


def _actions(stored: object) -> tuple[ActionItem, ...]:
    return _records(stored, ActionItemRow, action_from_row)


def _questions(stored: object) -> tuple[Question, ...]:
    return _records(stored, QuestionRow, question_from_row)


def _records(stored: object, row: type[R], from_row: Callable[[R], V]) -> tuple[V, ...]:
    return tuple(from_row(_row(row, copy)) for copy in parse_list(stored))


def _row(row: type[R], stored: object) -> R:
    """Return the row of a copy; a column that came after the copy was made, and may be empty, is empty."""
    table = table_of(row)
    empty: Values = {column.name: None for column in table.c if column.nullable}
    values = empty | columns_from_json(table, stored)
    if values.keys() | _LEFT_OUT != set(table.c.keys()):
        raise StoredValueError
    return row_from_values(row, values)
