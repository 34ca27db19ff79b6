"""How Jira's own fields and the custom ones are told apart where they come by their own name."""

import re

from refine_tui.domain.plain_text import casefold_key, clean_line

PAGE = 1000
"""Jira exports no more issues than this at a time, and does not say so."""

_POINTS = re.compile(
    r"(?!.*(?:original|remaining|time|hour|date|σ)).*(?:story ?points?|puntos de historia|estimat)", re.IGNORECASE
)
_BEST_POINTS = ("story points", "story point estimate")
_UNRESOLVED = frozenset({"", "unresolved", "none", "-", "-1"})
_OPEN = frozenset({"new", "undefined", "indeterminate", "to do", "in progress"})


def rank_of_points(field: str) -> int | None:
    """Return how good a custom field of that name is as the estimate, 0 best; None where it is none. Times are none."""
    name = clean_line(field).casefold()
    if name in _BEST_POINTS:
        return _BEST_POINTS.index(name)
    return len(_BEST_POINTS) if _POINTS.match(name) else None


def is_epic_link(field: str) -> bool:
    """Whether a custom field of that name holds the key of the epic."""
    return casefold_key(field) in {"epic link", "parent link"}


def is_done(*, category: str, resolution: str) -> bool | None:
    """Tell by the status category, which no language changes, else by the resolution; None: neither tells."""
    if casefold_key(category) in _OPEN:
        return False
    if casefold_key(category) in {"done", "complete"}:
        return True
    return None if casefold_key(resolution) in _UNRESOLVED else True


def cut_off_warning(name: str, entries: int) -> tuple[str, ...]:
    """Return a sentence where a file has as many issues as Jira gives at a time."""
    if entries != PAGE:
        return ()
    return (
        f"{name} has exactly {PAGE:,} issues, as many as Jira exports at a time: it is probably cut off; "
        "narrow the filter, or export the rest as a second file.",
    )
