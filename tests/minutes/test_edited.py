"""What the minutes say of the fields of items that a session edited."""

from typing import Any

from refine_tui.domain.item_edit import set_item_field
from refine_tui.domain.item_fields import ItemField
from refine_tui.domain.session import RefinementSession
from refine_tui.minutes.document import document_of
from refine_tui.minutes.html_page import render_html
from refine_tui.minutes.markdown import render_markdown
from refine_tui.minutes.session_json import session_json
from tests.minutes.building import START, Table, item, opened


def session() -> RefinementSession:
    """Return a session in which PAY-1 has another title, labels and description, and PAY-2 no priority."""
    table = Table(
        opened(new=(item(1, "Old *title*", labels=("till",)), item(2, "Fonts", priority="High"), item(3, "Rest")))
    )
    table.do(set_item_field, item=1, field=ItemField.TITLE, text="New *title*")
    table.do(set_item_field, item=1, field=ItemField.LABELS, text="#till #card")
    table.do(set_item_field, item=1, field=ItemField.DESCRIPTION, text="Two\nlines")
    table.do(set_item_field, item=2, field=ItemField.PRIORITY, text="")
    return table.session


def edits_of(position: int) -> Any:
    items: Any = session_json(document_of(session(), now=START))["items"]
    return items[position]["edits"]


def test_markdown_lists_each_edited_field_with_both_values() -> None:
    text = render_markdown(document_of(session(), now=START))

    assert (
        "## Edited items\n\n"
        "- [PAY-1](https://jira.example.com/browse/PAY-1) New \\*title\\*\n"
        "  - Title: Old \\*title\\* → New \\*title\\*\n"
        "  - Labels: till → till, card\n"
        "  - Description edited\n"
        "- [PAY-2](https://jira.example.com/browse/PAY-2) Fonts\n"
        "  - Priority: High → none\n"
    ) in text


def test_the_page_lists_them_too() -> None:
    page = render_html(document_of(session(), now=START))

    assert "<li>Title: Old *title* → New *title*</li>" in page
    assert "<li>Description edited</li>" in page


def test_json_has_the_texts_before_and_after_of_each_item() -> None:
    assert edits_of(0) == [
        {"field": "title", "before": "Old *title*", "after": "New *title*"},
        {"field": "labels", "before": "till", "after": "till, card"},
        {"field": "description", "before": None, "after": "Two\nlines"},
    ]
    assert edits_of(1) == [{"field": "priority", "before": "High", "after": None}]
    assert edits_of(2) == []
