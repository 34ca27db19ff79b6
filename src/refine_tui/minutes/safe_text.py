"""Text that is escaped for its target already, in the manner of ``markupsafe``."""

from typing import Self

from markupsafe import Markup


class SafeText(Markup):
    """Text that needs no escaping; each target has a subclass.

    Whatever is joined with it, added to it or formatted into it is escaped for the same target.
    """

    __slots__ = ()

    @classmethod
    def escape(cls, text: object, /) -> Self:
        """Return *text* escaped for the target; safe text of the target comes back as it is."""
        return text if isinstance(text, cls) else cls(cls.escape_line(str(text)))

    @classmethod
    def escape_line(cls, text: str) -> str:
        """Return *text*, which may be anything that a person entered, as one escaped line."""
        raise NotImplementedError
