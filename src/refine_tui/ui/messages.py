"""What screens ask the app for: to go to another screen, or to start, close or reopen a session."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # not needed for the first paint
    from refine_tui.domain.session_setup import SessionSetup


class SetupRequested(Message):
    """Show the screen on which a new session is set up."""


class ActionsRequested(Message):
    """Show the action items of the team."""


@dataclass
class SessionChosen(Message):
    """Open a session: set up a planned one, resume a running one, show the minutes of a closed one."""

    session_id: int


@dataclass
class StartRequested(Message):
    """Start a session."""

    setup: "SessionSetup"


@dataclass
class ReopenRequested(Message):
    """Open a closed session again."""

    session_id: int
