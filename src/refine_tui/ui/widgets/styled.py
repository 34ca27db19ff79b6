"""Text with a style of its own: what is appended later does not take it on. Never markup."""

from rich.console import OverflowMethod
from rich.text import Text


def styled(text: str, style: str = "", *, overflow: OverflowMethod = "fold", no_wrap: bool | None = None) -> Text:
    """Return *text* in *style*."""
    return Text(overflow=overflow, no_wrap=no_wrap).append(text, style=style)
