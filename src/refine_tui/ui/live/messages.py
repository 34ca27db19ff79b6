"""What the live screen asks of the app: the way from screen to screen is the app's."""

from dataclasses import dataclass

from textual.message import Message

from refine_tui.domain.session import RefinementSession


@dataclass
class MinutesRequested(Message, namespace="live_screen"):
    """The minutes so far are to be shown."""

    session: RefinementSession


@dataclass
class CloseRequested(Message, namespace="live_screen"):
    """The session is to be closed, and its minutes written."""


@dataclass
class SessionClosed(Message, namespace="live_screen"):
    """The session was closed by something other than `CloseRequested`: an undo, or another process."""
