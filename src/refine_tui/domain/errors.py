"""What can be wrong, in sentences that a facilitator can act on."""


class RefineError(Exception):
    """A problem that is told to a person in one sentence: what is wrong, and what to do.

    Every error that the program raises on purpose derives from this class; the command line
    prints it and ends with status 1, a screen shows it beside the field or as a message.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class DomainError(RefineError):
    """A rule of the session forbids what was asked."""


class ConflictError(RefineError):
    """The stored value is no longer the one that a change was made from: load it again, then retry."""


class NothingToUndoError(RefineError):
    """There is no earlier (or, for redo, no later) step."""
