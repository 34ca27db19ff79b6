"""The table of public views: a cache of what the room may see of each session that runs."""

from refine_tui.store.metadata import OfSession


class PublicViewRow(OfSession, table=True):
    """The public view of a session that runs; it is right only while `revision` is the session's."""

    __tablename__ = "public_view"

    revision: int
    view: str
    """A `PublicView` as JSON."""
