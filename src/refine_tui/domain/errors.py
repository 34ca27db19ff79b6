"""The errors that the program raises on purpose, each with a sentence for the person who uses it."""


class RefineError(Exception):
    """An error with a message of one sentence: the problem, and how to solve it.

    Every error that the program raises on purpose derives from this class. The command line
    prints the message and ends with status 1; a screen shows it next to the field or as a notice.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class DomainError(RefineError):
    """A rule of the session forbids the change."""


class ConflictError(RefineError):
    """The stored value has changed since it was loaded: load it again, then retry the change."""


class NothingToUndoError(RefineError):
    """No step can be undone or redone."""
