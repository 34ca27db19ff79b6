"""Repeat a change that another process has overtaken."""

from collections.abc import Callable
from typing import TypeVar

from refine_tui.domain.errors import ConflictError

T = TypeVar("T")

ATTEMPTS = 25
"""How often a change is tried before its conflict is reported."""


def retry_on_conflict(attempt: Callable[[], T], *, reload: Callable[[], None] = lambda: None) -> T:
    """Return what *attempt* returns; after a conflict, call *reload* and try again.

    Raises:
        ConflictError: another process was faster each time.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return attempt()
        except ConflictError:
            reload()
    return attempt()
