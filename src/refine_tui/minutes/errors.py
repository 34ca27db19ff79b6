"""What can stand in the way of handing a session out."""

from refine_tui.domain.errors import RefineError


class NothingToSayError(RefineError):
    """The session holds nothing that this format could carry: no next session, no item of that tracker."""
