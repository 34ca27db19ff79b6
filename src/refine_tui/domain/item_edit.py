"""The transition that edits an item itself: its title, type, priority, assignee, labels or description."""

from dataclasses import replace

from refine_tui.domain.backlog_item import BacklogItem
from refine_tui.domain.field_changes import with_fields
from refine_tui.domain.item_fields import FieldValue, ItemEdit, ItemField, field_text, field_value
from refine_tui.domain.plain_text import shortened
from refine_tui.domain.session import Change, RefinementSession, SessionItem
from refine_tui.domain.timekeeping import require_open

_LONGEST_IN_A_STEP = 40
"""In characters."""


def set_item_field(session: RefinementSession, *, item: int, field: ItemField, text: str) -> Change:
    """Set a field of an item of the session and of the backlog to what a person typed; an empty text clears it.

    From then on the field is the team's: a later import of the tracker's file neither overwrites it nor clears it,
    even if the tracker has a newer value (`merge_items`); `BacklogItem.edited` names it, and the minutes and the
    exports take the new value to the tracker. An item without a key is identified by its title: a later import finds
    it by the title with which it was imported as well as by the new one.

    A *text* that stands for the value that the field has already changes nothing.

    Raises:
        DomainError: a title is empty, the session has no such item, or the session is not open.
    """
    require_open(session)
    session_item = session.item(item)
    before = session_item.item
    value = field_value(field, text)
    if value == getattr(before, field.value) or text == field_text(before, field):
        return Change(session=session, step=f"{session_item.label}: {field.value} unchanged")
    after = _with_value(before, field, value)
    edited = replace(session_item, item=after, edits=_with_edit(session_item, field, after))
    return Change(session=session.with_item(edited), step=f"{after.label}: {_words(after, field)}")


def _with_value(item: BacklogItem, field: ItemField, value: FieldValue) -> BacklogItem:
    changes: dict[str, object] = {field.value: value}
    if field is ItemField.TITLE:
        changes["imported_title"] = item.imported_title or item.title
    names = item.edited if field.value in item.edited else (*item.edited, field.value)
    return with_fields(item, {**changes, "edited": names})


def _with_edit(session_item: SessionItem, field: ItemField, after: BacklogItem) -> tuple[ItemEdit, ...]:
    """Return the edits of the item in this session; a field that has its first text again is none of them."""
    known = next((edit for edit in session_item.edits if edit.field is field), None)
    before = known.before if known else field_text(session_item.item, field)
    others = tuple(edit for edit in session_item.edits if edit.field is not field)
    return others if field_text(after, field) == before else (*others, ItemEdit(field=field, before=before))


def _words(item: BacklogItem, field: ItemField) -> str:
    """Return what the field is now: ``priority High``, ``title “Pay by card”``, ``no assignee``."""
    text = shortened(" ".join(field_text(item, field).split()), _LONGEST_IN_A_STEP)
    if not text:
        return f"no {field.value}"
    return f"{field.value} “{text}”" if field in (ItemField.TITLE, ItemField.DESCRIPTION) else f"{field.value} {text}"
