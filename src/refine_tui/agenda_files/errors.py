"""The error of an agenda that cannot be used."""

from collections.abc import Sequence

from refine_tui.domain.errors import RefineError
from refine_tui.domain.plain_text import clean_line


class AgendaError(RefineError):
    """An agenda cannot be used; the message has one line for each thing that is wrong."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(map(clean_line, problems))
        super().__init__("\n".join(self.problems))
