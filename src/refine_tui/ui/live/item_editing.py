"""Edits the open item itself: its title, type, priority, assignee, labels, description."""

from functools import partial

from refine_tui.domain.item_edit import set_item_field
from refine_tui.domain.item_fields import ItemField, field_text
from refine_tui.domain.plain_text import shortened
from refine_tui.ui.live.controls import Entry, LiveControls
from refine_tui.ui.questions import ChoiceQuestion, LineQuestion, Option

_SHOWN = 24
"""How many characters of a value stand beside its field."""
_HINTS = {
    ItemField.TITLE: "one line",
    ItemField.LABELS: "#checkout #refunds, or separated by commas",
    ItemField.DESCRIPTION: "the text of the item",
}


async def edit_item(controls: LiveControls) -> None:
    """Ask which field of the open item is edited, and for its new text."""
    item = controls.session.find(controls.session.open_item)
    if item is None:
        controls.say("No item is open to edit. ← and → open one.")
        return
    options = tuple(Option(label=_label(field, field_text(item.item, field)), value=field) for field in ItemField)
    field = await controls.choose(ChoiceQuestion(title=f"Edit {item.label}: which field?", options=options))
    if field is None:
        return
    question = LineQuestion(
        title=f"{item.label}  {field.value.capitalize()}",
        initial=field_text(item.item, field),
        hint=_HINTS.get(field, "leave empty to clear"),
        draft=f"edit {field.value} {item.id}",
    )
    await controls.enter_line(question, partial(_entry, item.id, field))


def _label(field: ItemField, text: str) -> str:
    value = shortened(" ".join(text.split()), _SHOWN)
    return f"{field.value}: {value}" if value else f"{field.value} –"


def _entry(item: int, field: ItemField, text: str) -> Entry:
    return Entry(transition=lambda session, _: set_item_field(session, item=item, field=field, text=text))
