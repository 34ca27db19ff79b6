"""Lengths of time and absences, in words."""

from datetime import timedelta


def length_words(length: timedelta) -> str:
    """Return ``12 s``, ``3 min``, ``2 h 5 min``, ``3 days``."""
    seconds = max(0, int(length.total_seconds()))
    if seconds < 60:  # noqa: PLR2004 - a minute
        return f"{seconds} s"
    minutes = seconds // 60
    if minutes < 60:  # noqa: PLR2004 - an hour
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h" + (f" {minutes % 60} min" if minutes % 60 else "")
    return f"{minutes // (24 * 60)} days"


def absence_words(length: timedelta, *, counted: bool) -> str:
    """Return the one quiet line about an absence while the clock ran."""
    away = f"Back after {length_words(length)}"
    return f"{away}. The time counts · x leaves it out" if counted else f"{away}, left out · x counts the time"


def clock_set_words(by: timedelta, *, runs: bool, at_least: bool = False) -> str:
    """Return the one line that says that the computer's clock was set *by* so much, back where it is negative."""
    way = "forward" if by > timedelta() else "back"
    unit = timedelta(minutes=1) if abs(by) >= timedelta(minutes=1) else timedelta(seconds=1)
    length = f"{'at least ' if at_least else ''}{length_words(round(abs(by) / unit) * unit)}"
    return f"The computer's clock was set {way} by {length}. The timebox {'goes on' if runs else 'stays paused'}."
