"""The columns that hold JSON: what each document looks like."""

from typing import Any

from refine_tui.domain.agenda import Agenda, AgendaPhase, PhaseKind, phase_kind_or_other
from refine_tui.domain.backlog_item import CheckMark, Dependency, ItemLink
from refine_tui.store.stored_values import (
    Parser,
    optional,
    parse_date,
    parse_integer,
    parse_text,
    parse_texts,
    record_parser,
    tuple_parser,
)

JSON_PARSERS: dict[str, Parser] = {
    "labels": parse_texts,
    "acceptance_criteria": parse_texts,
    "edited": parse_texts,
    "prompts": parse_texts,
    "links": tuple_parser(record_parser(ItemLink, type=parse_text, key=parse_text)),
    "marks": tuple_parser(record_parser(CheckMark, check=parse_text, waived_by=parse_text, reason=parse_text)),
    "dependencies": tuple_parser(record_parser(Dependency, text=parse_text, who=parse_text, by=optional(parse_date))),
}
"""The parsers of the JSON columns of items and phases, by the name of the column."""


def parse_phase_kind(code: Any) -> PhaseKind:
    """Return the kind of a phase; a code that this version does not know is a kind of its own.

    Raises:
        StoredValueError: it is no text.
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

parse_ratings = tuple_parser(parse_integer)
"""The parser of the ratings of a session."""
