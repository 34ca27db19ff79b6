"""The fields of the tracker that a session can edit, as text and back."""

import re
from dataclasses import dataclass
from enum import StrEnum

from refine_tui.domain.backlog_item import BacklogItem
from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import casefold_key, clean_line, clean_text


class ItemField(StrEnum):
    """A field of an item that a session can edit; the values are names of fields of `BacklogItem`, and are stored."""

    TITLE = "title"
    TYPE = "type"
    PRIORITY = "priority"
    ASSIGNEE = "assignee"
    LABELS = "labels"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEdit:
    """A field of an item that a session edited."""

    field: ItemField
    before: str
    """The text of the field before the session edited it."""


FieldValue = str | tuple[str, ...]


def field_text(item: BacklogItem, field: ItemField) -> str:
    """Return the value of a field as a text to edit; `field_value` reads it back. Labels are separated by commas."""
    return ", ".join(item.labels) if field is ItemField.LABELS else str(getattr(item, field.value))


def field_value(field: ItemField, text: str) -> FieldValue:
    """Return the value of a field that a person typed as *text*; only a description has several lines.

    Raises:
        DomainError: a title is empty.
    """
    if field is ItemField.LABELS:
        return parse_labels(text)
    if field is ItemField.DESCRIPTION:
        return clean_text(text)
    if not (line := clean_line(text)) and field is ItemField.TITLE:
        raise DomainError("An item needs a title: type it, then press enter.")
    return line


def parse_labels(text: str) -> tuple[str, ...]:
    """Return the labels in ``#checkout #pay later``, or in ``checkout, pay later``, each once.

    A comma, a semicolon, a line end and a ``#`` at the beginning of a word begin a new label. Labels are compared
    without case and accents.
    """
    labels: dict[str, str] = {}
    for part in re.split(r"[,;\n]|(?<!\S)(?=#)", clean_text(text)):
        if label := clean_line(part).lstrip("# "):
            labels.setdefault(casefold_key(label), label)
    return tuple(labels.values())
