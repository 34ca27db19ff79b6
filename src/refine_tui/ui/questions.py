"""What a flow can ask on the screen: one line of text, or one of a few choices."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")

ZERO = -1
"""The index that stands for the digit 0."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a line that is being typed is understood: what will be stored, or why it cannot be."""

    words: str
    is_problem: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineQuestion:
    """A question that a line of text answers."""

    title: str
    initial: str = ""
    """The text that the line begins with; ctrl+z brings it back."""
    hint: str = ""
    """What can be typed; shown while the line is empty."""
    read: Callable[[str], Reading] | None = None
    """Returns how the line is understood, while it is typed."""
    complete: Callable[[str], str | None] | None = None
    """Returns the text with the name at its end completed, for tab; None: nothing fits."""
    draft: str = ""
    """The name under which an unfinished text is kept; empty: its title."""
    keeps_draft: bool = True
    """Whether an unfinished text is kept, and comes back when the question is asked again."""
    enter: str = "save"
    """What enter does, in a word."""

    @property
    def draft_name(self) -> str:
        """The name of the draft."""
        return self.draft or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The answer to a line question."""

    text: str
    entered: bool
    """False if the line was left with esc."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Generic[Value]):
    """One choice of a choice question."""

    label: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceQuestion(Generic[Value]):
    """A question that a digit answers; arrows and enter choose too. At most nine options."""

    title: str
    options: tuple[Option[Value], ...]
    chosen: int = 0
    """The index of the option that is marked at first."""
    letters: str = ""
    """Letters that choose the options too, in their order: ``yn``."""
    zero: Option[Value] | None = None
    """What the digit 0 chooses."""

    def value_at(self, index: int) -> Value | None:
        """Return the value of the option with this index, or of the digit 0 for `ZERO`."""
        if index != ZERO:
            return self.options[index].value
        return None if self.zero is None else self.zero.value
