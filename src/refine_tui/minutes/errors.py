"""The errors of exports."""

from refine_tui.domain.errors import RefineError


class EmptyExportError(RefineError):
    """The session has no content for this format: no next session, no item of that tracker."""
