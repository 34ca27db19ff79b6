"""The items of a session as CSV, a row for each with its outcome; ``refine import`` can read it."""

from collections.abc import Iterable

from refine_tui.minutes.cells import BYTE_ORDER_MARK, rows_text
from refine_tui.minutes.errors import EmptyExportError
from refine_tui.minutes.model import MinutesDocument, TrackerItem
from refine_tui.minutes.wording import action_words, decision_words, dependency_words, question_words

HEADINGS = (
    "Key", "Title", "Outcome", "Outcome reason", "Estimate", "Minutes", "Type", "Status", "Priority", "Labels",
    "Assignee", "Parent", "URL", "Why", "User outcome", "Measure", "Acceptance criteria", "Depends on", "Missing",
    "Decisions", "Open questions", "Actions",
)  # fmt: skip


def render_items_csv(document: MinutesDocument) -> str:
    """Return a row for each item, in the order in which the items were added.

    The key is empty for an item without a key in a tracker. A list is one cell, with a bullet and a line for each
    entry.

    Raises:
        EmptyExportError: the session has no items.
    """
    items = document.items
    if not items:
        raise EmptyExportError("This session has no items, so there is no sheet of items.")
    return BYTE_ORDER_MARK + rows_text(HEADINGS, map(_row, items))


def _row(item: TrackerItem) -> tuple[str, ...]:
    line = item.line
    return (
        item.key,
        line.item.title,
        item.result_title,
        line.reason,
        line.estimate,
        str(line.minutes),
        item.type,
        item.status,
        item.priority,
        ", ".join(item.labels),
        item.assignee,
        item.parent,
        line.item.url,
        line.why,
        line.outcome,
        line.measure,
        _bullets(line.criteria),
        _bullets(map(dependency_words, line.dependencies)),
        _bullets(line.missing if item.refined else ()),
        _bullets(map(decision_words, item.decisions)),
        _bullets(map(question_words, item.questions)),
        _bullets(map(action_words, item.actions)),
    )


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"• {text}" for text in texts)
