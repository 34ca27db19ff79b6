"""The age of a backlog item."""

from datetime import date


def age_in_days(created: str | None, today: date) -> int | None:
    """Return how many days before *today* an item was created; negative if the date is in the future.

    Args:
        created: The date of creation as the tracker exported it: ISO 8601, with or without a time of day.
        today: The current day in the reader's time zone.

    Returns:
        None if the item has no date of creation, or one that cannot be parsed.
    """
    try:
        return (today - date.fromisoformat((created or "")[:10])).days
    except ValueError:
        return None
