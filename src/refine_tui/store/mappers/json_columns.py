"""The columns that hold JSON: what each document looks like, in both directions."""

from collections.abc import Iterable

from refine_tui.domain.agenda import Agenda, AgendaPhase, PhaseKind, phase_kind_or_other
from refine_tui.domain.backlog_item import CheckMark, Dependency, ItemLink
from refine_tui.domain.item_fields import ItemEdit, ItemField
from refine_tui.store.stored_values import (
    enum_parser,
    optional,
    parse_date,
    parse_integer,
    parse_text,
    parse_texts,
    record_parser,
    tuple_parser,
)

parse_links = tuple_parser(record_parser(ItemLink, type=parse_text, key=parse_text))
parse_marks = tuple_parser(record_parser(CheckMark, check=parse_text, waived_by=parse_text, reason=parse_text))
parse_dependencies = tuple_parser(record_parser(Dependency, text=parse_text, who=parse_text, by=optional(parse_date)))

parse_edits = tuple_parser(record_parser(ItemEdit, field=enum_parser(ItemField), before=parse_text))


def edits_to_json(edits: Iterable[ItemEdit]) -> list[dict[str, str]]:
    """Return the edits of an item as their column stores them."""
    return [{"field": edit.field.value, "before": edit.before} for edit in edits]


def links_to_json(links: Iterable[ItemLink]) -> list[dict[str, str]]:
    """Return links as their column stores them."""
    return [{"type": link.type, "key": link.key} for link in links]


def marks_to_json(marks: Iterable[CheckMark]) -> list[dict[str, str]]:
    """Return the marks of the Definition of Ready as their column stores them."""
    return [{"check": mark.check, "waived_by": mark.waived_by, "reason": mark.reason} for mark in marks]


def dependencies_to_json(dependencies: Iterable[Dependency]) -> list[dict[str, str | None]]:
    """Return dependencies as their column stores them."""
    return [
        {"text": dependency.text, "who": dependency.who, "by": dependency.by.isoformat() if dependency.by else None}
        for dependency in dependencies
    ]


def parse_phase_kind(code: object) -> PhaseKind:
    """Return the kind of a phase; a code that this version does not know is a kind of its own.

    Raises:
        StoredValueError: it is not text.
    """
    return phase_kind_or_other(parse_text(code))


parse_agenda = record_parser(
    Agenda,
    id=parse_text,
    title=parse_text,
    phases=tuple_parser(
        record_parser(
            AgendaPhase,
            kind=parse_phase_kind,
            title=parse_text,
            minutes=parse_integer,
            prompts=parse_texts,
            minutes_per_item=optional(parse_integer),
        )
    ),
    scale_name=parse_text,
    scale=parse_texts,
    ready=parse_texts,
)
"""The parser of a session's copy of its agenda."""


def agenda_to_json(agenda: Agenda) -> dict[str, object]:
    """Return an agenda as the column of its session stores it."""
    return {
        "id": agenda.id,
        "title": agenda.title,
        "phases": [
            {
                "kind": phase.kind.code,
                "title": phase.title,
                "minutes": phase.minutes,
                "prompts": list(phase.prompts),
                "minutes_per_item": phase.minutes_per_item,
            }
            for phase in agenda.phases
        ],
        "scale_name": agenda.scale_name,
        "scale": list(agenda.scale),
        "ready": list(agenda.ready),
    }


parse_ratings = tuple_parser(parse_integer)
"""The parser of the ratings of a session."""
