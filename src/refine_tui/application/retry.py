"""Retry a change after a conflict with another process."""

from collections.abc import Callable
from typing import TypeVar

from refine_tui.domain.errors import ConflictError

T = TypeVar("T")

MAX_ATTEMPTS = 25
"""The number of attempts before a conflict is reported."""


def retry_on_conflict(attempt: Callable[[], T], *, reload: Callable[[], None] = lambda: None) -> T:
    """Return what *attempt* returns; after a conflict, call *reload* and try again.

    Raises:
        ConflictError: every attempt had a conflict.
    """
    for _ in range(MAX_ATTEMPTS - 1):
        try:
            return attempt()
        except ConflictError:
            reload()
    return attempt()
