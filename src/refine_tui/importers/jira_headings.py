"""The headings of a Jira export by language: the site translates them for the person who exports."""

from refine_tui.importers.table import Columns

HEADINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "title": ("summary",),
        "key": ("issue key", "work item key"),
        "id": ("issue id", "work item id"),
        "type": ("issue type", "work type", "work item type"),
        "status": ("status",),
        "category": ("status category",),
        "resolution": ("resolution",),
        "priority": ("priority",),
        "assignee": ("assignee",),
        "reporter": ("reporter", "creator"),
        "created": ("created",),
        "updated": ("updated",),
        "description": ("description",),
        "labels": ("labels",),
        "components": ("components", "component/s"),
        "points": (
            "custom field (story points)",
            "story points",
            "custom field (story point estimate)",
            "story point estimate",
        ),
        "parent key": ("parent key", "custom field (epic link)", "epic link"),
        "parent id": ("parent", "parent id"),
        "parent title": ("parent summary",),
        "attachment": ("attachment", "attachments"),
    },
}
"""For each field the headings that may hold it, best one first, as `table.normalised` gives them."""


def language_of(columns: Columns) -> str | None:
    """Return the language in which these are a Jira export's headings; None where they are none."""
    for language, headings in HEADINGS.items():
        has = {field: not columns.names.isdisjoint(names) for field, names in headings.items()}
        if has["title"] and has["key"] and (has["type"] or has["status"]):
            return language
    return None
