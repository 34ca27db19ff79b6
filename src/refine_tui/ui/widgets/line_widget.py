"""A widget that shows lines of text and repaints only the cells that change."""

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from refine_tui.ui.theme import on_theme_change
from refine_tui.ui.widgets.strips import changed_regions, render_strips


class LineWidget(Widget):
    """Shows a renderable. `update` compares it cell by cell with what is shown."""

    DEFAULT_CSS = "LineWidget { height: auto; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._content: RenderableType = Text("")
        self._strips: list[Strip] = []

    @property
    def words(self) -> str:
        """The text that is shown, line by line."""
        return "\n".join(strip.text.rstrip() for strip in self._strips)

    def on_mount(self) -> None:
        on_theme_change(self, self.repaint)

    def on_resize(self, event: events.Resize) -> None:
        del event
        self.repaint()

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Take a new size. The layout paints the whole widget, so nothing is left to be painted after it."""
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if changed:
            self._repaint_regions.clear()
        return changed

    def repaint(self) -> None:
        """Draw the content anew; a subclass that makes its content from values overrides this and calls `update`."""
        self.update(self._content)

    def update(self, content: RenderableType) -> bool:
        """Show *content*, and return whether it differs; nothing is sent for what reads and looks the same."""
        self._content = content
        width = self.content_size.width
        if not width:
            return False
        strips = render_strips(self.app.console, content, width, self.rich_style)
        before, self._strips = self._strips, strips
        if self.styles.height is not None and self.styles.height.is_auto and len(strips) != self.content_size.height:
            self.refresh(layout=True)
            return True
        regions = list(changed_regions(before, strips, width))
        if regions:
            self.refresh(*regions)
        return bool(regions)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        return len(render_strips(self.app.console, self._content, width, self.rich_style))

    def render_line(self, y: int) -> Strip:
        width = self.content_size.width
        if y < len(self._strips) and self._strips[y].cell_length == width:
            return self._strips[y]
        return Strip.blank(width, self.rich_style)
