"""The header of a screen."""

from dataclasses import dataclass

from rich.text import Text

from refine_tui.ui.theme import palette_of
from refine_tui.ui.widgets.line_widget import LineWidget
from refine_tui.ui.widgets.styled import styled


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderContent:
    """What a header shows."""

    title: str
    details: str = ""
    subtitle: str = ""
    """The first words of a second line; without them there is none."""
    subtitle_details: str = ""


class ScreenHeader(LineWidget):
    """A title with its details, and a second line where the screen has one."""

    DEFAULT_CSS = """
    ScreenHeader { height: auto; padding: 1 2; background: $surface; }
    .-low ScreenHeader { padding: 0 2; }
    """
    SCOPED_CSS = False  # the class -low is the screen's

    def __init__(self) -> None:
        super().__init__(id="header")
        self._shown = HeaderContent(title="")

    def show(self, content: HeaderContent) -> None:
        """Show this content."""
        self._shown = content
        self.repaint()

    def repaint(self) -> None:
        palette, content = palette_of(self.app), self._shown
        text = Text(no_wrap=True, overflow="ellipsis")
        text.append_text(_line(content.title, content.details, palette.accent, palette.muted))
        if content.subtitle:
            text.append("\n")
            text.append_text(_line(content.subtitle, content.subtitle_details, palette.person, palette.muted))
        self.update(text)


def _line(words: str, details: str, strong: str, muted: str) -> Text:
    return styled(words, f"bold {strong}").append(f"   {details}" if details else "", style=muted)
