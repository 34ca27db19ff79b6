"""The refined items as a CSV file that Azure Boards imports to update its work items."""

import html

from refine_tui.domain.plain_text import clean_line
from refine_tui.minutes.cells import BYTE_ORDER_MARK, points, rows_text
from refine_tui.minutes.errors import EmptyExportError
from refine_tui.minutes.model import MinutesDocument
from refine_tui.minutes.trackers import is_azure

HEADINGS = ("ID", "Work Item Type", "Title", "State", "Story Points", "Acceptance Criteria", "Tags")


def render_azure_devops(document: MinutesDocument) -> str:
    """Return a row for each work item that the group refined.

    Raises:
        EmptyExportError: there is no such item.
    """
    items = [item for item in document.items if item.refined and is_azure(item)]
    if not items:
        raise EmptyExportError(
            "No work item of Azure DevOps was refined in this session, so there is nothing to import."
        )
    rows = [
        (
            item.key,
            item.type,
            item.line.item.title,
            item.status,
            points(item.line.estimate),
            _html_list(item.line.criteria),
            "; ".join(clean_line(label.replace(";", " ").replace(",", " ")) for label in item.labels),
        )
        for item in items
    ]
    return BYTE_ORDER_MARK + rows_text(HEADINGS, rows)


def _html_list(texts: tuple[str, ...]) -> str:
    entries = "".join(f"<li>{html.escape(clean_line(text))}</li>" for text in texts)
    return f"<ul>{entries}</ul>" if entries else ""
