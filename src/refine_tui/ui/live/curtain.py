"""The curtain: it covers everything below the ribbon, so that one can talk about something else."""

from rich.text import Text

from refine_tui.ui.theme import palette_of
from refine_tui.ui.widgets.line_widget import LineWidget
from refine_tui.ui.widgets.styled import styled


class Curtain(LineWidget):
    """Covers the rows from *top* on."""

    DEFAULT_CSS = """
    Curtain { layer: curtain; dock: bottom; width: 100%; background: $background; padding: 1 2; display: none; }
    """

    def __init__(self) -> None:
        super().__init__(id="curtain")

    @property
    def is_closed(self) -> bool:
        """Whether the curtain covers the screen."""
        return bool(self.display)

    def close(self, *, top: int, key: str) -> None:
        """Cover the rows from *top* on; *key* opens the curtain."""
        self.styles.height = max(1, self.app.size.height - top)
        self.display = True
        muted = palette_of(self.app).muted
        self.update(
            Text.assemble(
                styled("Covered. The clock and your typing go on.   ", muted), styled(f"{key} uncovers", muted)
            )
        )

    def open(self) -> None:
        """Uncover the screen."""
        self.display = False
