"""What a part of the screen wants done: plain values that the screen carries out."""

from collections.abc import Callable
from dataclasses import dataclass

from refine_tui.domain.records import RecordKind
from refine_tui.domain.session import RefinementSession, Transition


@dataclass(frozen=True, slots=True, kw_only=True)
class Apply:
    """Apply a transition of the domain."""

    transition: Transition
    told: "Callable[[RefinementSession], str] | None" = None
    """Makes the words that tell of it of the session after it; None: the name of the step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLine:
    """Ask for one line of text."""

    title: str
    then: "Callable[[str], Intent]"
    """Makes the next intention of the line; may raise a RefineError, which is shown while the text stays."""
    initial: str = ""
    hint: str = ""
    """What can be typed, in a few words."""
    read: Callable[[str], str] | None = None
    """Tells, while one types, how the line is understood."""
    draft: str = ""
    """Where the text is kept when the question is left; empty: under its title."""
    gone: Callable[[], None] | None = None
    """What comes when the line is gone, however it was left."""
    kept: str = "What you typed is kept: the same key brings it back."
    """What is said when the question is left and its text kept."""
    after: "Callable[[RefinementSession], tuple[Intent, ...]] | None" = None
    """Makes what is wanted after the change that the line made."""
    left: "Callable[[RefinementSession], tuple[Intent, ...]] | None" = None
    """Makes what is wanted when the question was left without a text, or the line wanted no change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskChoice:
    """Ask for one of a few options, each a digit."""

    title: str
    options: tuple[str, ...]
    then: "Callable[[int], tuple[Intent, ...]]"
    """Makes the next intentions of the chosen option's index, from 0."""
    chosen: int = 0
    """The option that is marked at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Open the capture line."""

    kind: RecordKind
    initial: str = ""
    number: int | None = None
    """The record that is edited; None: a new one."""
    item: int | None = None
    """The item that it is about unless the line names another."""
    gone: Callable[[], None] | None = None
    """What comes when the line is gone, however it was left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Tell something above the keys."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOut:
    """The session has been closed: hand out the minutes."""


Intent = Apply | AskLine | AskChoice | Capture | Say | HandOut
