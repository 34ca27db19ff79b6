"""Recognises Jira's fields, its own and custom ones, by their names."""

import re

from refine_tui.domain.plain_text import casefold_key, clean_line

PAGE = 1000
"""The largest number of issues that Jira exports at a time, without a notice."""

_POINTS = re.compile(
    r"(?!.*(?:original|remaining|time|hour|date|σ)).*(?:story ?points?|puntos de historia|estimat)", re.IGNORECASE
)
_BEST_POINTS = ("story points", "story point estimate")
_UNRESOLVED = frozenset({"", "unresolved", "none", "-", "-1"})
_OPEN = frozenset({"new", "undefined", "indeterminate", "to do", "in progress"})


def rank_of_points(field: str) -> int | None:
    """Return how well the custom field of that name serves as the estimate, 0 for best; None if it holds none."""
    name = clean_line(field).casefold()
    if name in _BEST_POINTS:
        return _BEST_POINTS.index(name)
    return len(_BEST_POINTS) if _POINTS.match(name) else None


def is_epic_link(field: str) -> bool:
    """Return whether a custom field of that name holds the key of the epic."""
    return casefold_key(field) in {"epic link", "parent link"}


def is_done(*, category: str, resolution: str) -> bool | None:
    """Return whether an issue is done, by the status category, else by the resolution; None if it is unknown."""
    if casefold_key(category) in _OPEN:
        return False
    if casefold_key(category) in {"done", "complete"}:
        return True
    return None if casefold_key(resolution) in _UNRESOLVED else True


def cut_off_warning(name: str, entries: int) -> tuple[str, ...]:
    """Return a warning if a file has as many issues as Jira exports at a time."""
    if entries != PAGE:
        return ()
    return (
        f"{name} has exactly {PAGE:,} issues, as many as Jira exports at a time: it is probably cut off; "
        "narrow the filter, or export the rest as a second file.",
    )
