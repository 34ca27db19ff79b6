"""Teams, their counters and the items of their backlogs."""

from refine_tui.domain.backlog_item import BacklogItem, ItemKind, ItemState
from refine_tui.domain.people import Team
from refine_tui.domain.session import Numbers
from refine_tui.store.mappers.json_columns import (
    dependencies_to_json,
    links_to_json,
    marks_to_json,
    parse_dependencies,
    parse_links,
    parse_marks,
)
from refine_tui.store.rows import row_from_values, values_of, values_to_json
from refine_tui.store.sql_types import Values
from refine_tui.store.stored_values import StoredValueError, columns_from_json, enum_parser, optional, parse_texts
from refine_tui.store.tables.base import table_of
from refine_tui.store.tables.teams import BacklogItemRow, TeamRow

_parse_state = enum_parser(ItemState)
_parse_kind = optional(enum_parser(ItemKind))


def team_from_row(row: TeamRow) -> Team:
    """Return the team of a row."""
    return Team(id=row.id, name=row.name)


def numbers_from_row(row: TeamRow) -> Numbers:
    """Return the counters of a team's row."""
    return Numbers(
        decision=row.last_decision,
        action=row.last_action,
        question=row.last_question,
        parked=row.last_parked,
        note=row.last_note,
        item=row.last_item,
    )


def counter_columns(numbers: Numbers) -> dict[str, int]:
    """Return a team's counters by the names of their columns."""
    return {
        "last_decision": numbers.decision,
        "last_action": numbers.action,
        "last_question": numbers.question,
        "last_parked": numbers.parked,
        "last_note": numbers.note,
        "last_item": numbers.item,
    }


def backlog_item_row(team_id: int, item: BacklogItem) -> BacklogItemRow:
    """Return the row of an item of a team's backlog."""
    return BacklogItemRow(
        team_id=team_id,
        title=item.title,
        key=item.key,
        url=item.url,
        description=item.description,
        why=item.why,
        type=item.type,
        status=item.status,
        labels=list(item.labels),
        reporter=item.reporter,
        assignee=item.assignee,
        created=item.created,
        updated=item.updated,
        priority=item.priority,
        estimate=item.estimate,
        acceptance_criteria=list(item.acceptance_criteria),
        parent=item.parent,
        links=links_to_json(item.links),
        done=item.done,
        number=item.id,
        source=item.source,
        state=item.state.value,
        rank=item.rank,
        first_seen_at=item.first_seen_at,
        triaged_at=item.triaged_at,
        kind=item.kind.value if item.kind else None,
        outcome=item.outcome,
        measure=item.measure,
        marks=marks_to_json(item.marks),
        dependencies=dependencies_to_json(item.dependencies),
        edited=list(item.edited),
        imported_title=item.imported_title,
    )


def backlog_item_from_row(row: BacklogItemRow) -> BacklogItem:
    """Return the item of a row.

    Raises:
        StoredValueError: a column cannot be parsed.
    """
    return BacklogItem(
        title=row.title,
        key=row.key,
        url=row.url,
        description=row.description,
        why=row.why,
        type=row.type,
        status=row.status,
        labels=parse_texts(row.labels),
        reporter=row.reporter,
        assignee=row.assignee,
        created=row.created,
        updated=row.updated,
        priority=row.priority,
        estimate=row.estimate,
        acceptance_criteria=parse_texts(row.acceptance_criteria),
        parent=row.parent,
        links=parse_links(row.links),
        done=row.done,
        id=row.number,
        source=row.source,
        state=_parse_state(row.state),
        rank=row.rank,
        first_seen_at=row.first_seen_at,
        triaged_at=row.triaged_at,
        kind=_parse_kind(row.kind),
        outcome=row.outcome,
        measure=row.measure,
        marks=parse_marks(row.marks),
        dependencies=parse_dependencies(row.dependencies),
        edited=parse_texts(row.edited),
        imported_title=row.imported_title,
    )


def backlog_item_to_json(item: BacklogItem) -> Values:
    """Return an item as a session stores the one that it was closed with: the columns of its row but the team."""
    values = values_of(backlog_item_row(0, item))
    del values["team_id"]
    return values_to_json(values)


def backlog_item_from_json(stored: object) -> BacklogItem:
    """Return the item of what `backlog_item_to_json` returns.

    Raises:
        StoredValueError: it cannot be parsed, or a column is missing.
    """
    table = table_of(BacklogItemRow)
    values = columns_from_json(table, stored)
    if values.keys() != set(table.c.keys()) - {"team_id"}:
        raise StoredValueError
    return backlog_item_from_row(row_from_values(BacklogItemRow, values))
