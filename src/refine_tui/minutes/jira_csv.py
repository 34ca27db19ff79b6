"""The refined items as a CSV file for Jira's importer, which updates issues by their key."""

import re

from refine_tui.domain.plain_text import clean_line
from refine_tui.minutes.cells import points, rows_text
from refine_tui.minutes.errors import EmptyExportError
from refine_tui.minutes.model import MinutesDocument
from refine_tui.minutes.trackers import is_jira

HEADINGS = ("Issue key", "Summary", "Story Points", "Acceptance Criteria")
LABELS = "Labels"
"""The heading of a label; Jira reads one label from each such column."""

_ENTITIES = {"&": "&amp;", "\\": "&#92;"}
_MARKS = re.compile(
    r"&(?=#?\w+;)|\\(?!\w)"
    r"|[{}\[\]|*_^~+]"
    r"|(?<!\w)-(?=\S)|(?<=\S)-(?!\w)"
    r"|!(?=\S)|\?(?=\?)"
    r"|\((?=(?:[ynxi/!?+*-]|off|on|\*\w)\))|[:;](?=[()DPp|-])"  # smileys
)


def render_jira_csv(document: MinutesDocument) -> str:
    """Return a row for each item in Jira that the group refined; an empty cell changes nothing in Jira.

    Raises:
        EmptyExportError: there is no such item.
    """
    items = [item for item in document.items if item.refined and is_jira(item)]
    if not items:
        raise EmptyExportError("No item with a Jira key was refined in this session, so there is nothing to import.")
    labels = [tuple(label for label in item.labels if " " not in clean_line(label)) for item in items]
    width = max(map(len, labels))
    rows = [
        (
            item.key,
            item.line.item.title,
            points(item.line.estimate),
            "\n".join(f"* {wiki_line(text)}" for text in item.line.criteria),
            *names,
            *("" for _ in range(width - len(names))),
        )
        for item, names in zip(items, labels, strict=True)
    ]
    return rows_text((*HEADINGS, *([LABELS] * width)), rows)


def wiki_line(text: str) -> str:
    """Return one line of a person's *text* in Jira's wiki markup, to read as it was typed and mention nobody."""
    return _MARKS.sub(_escaped, clean_line(text))


def _escaped(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0], f"\\{found[0]}")
