"""A cell that can have the focus, for a part of the screen that takes keys but has no field.

Textual repaints a widget that gets or loses the focus; this one is a single cell.
"""

from textual.widget import Widget


class FocusAnchor(Widget, can_focus=True):
    """One blank cell; keys go from it to its parents."""

    DEFAULT_CSS = "FocusAnchor { width: 1; height: 1; }"

    def render(self) -> str:
        return ""
