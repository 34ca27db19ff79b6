"""The lines of the minutes that are about items."""

from dataclasses import dataclass
from datetime import date

from refine_tui.domain.dispositions import CarryOver
from refine_tui.domain.item_fields import ItemField


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemName:
    """A backlog item as other lines mention it."""

    key: str
    """The tracker's key, else ``#`` and its number."""
    url: str
    title: str
    numbered: bool = False
    """Whether the key is our own number of the item, which no tracker knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverLine:
    """A waived check of the Definition of Ready."""

    check: str
    """The check in words."""
    by: str
    """Without ``@``."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyLine:
    """A dependency on another team or an outside system."""

    text: str
    who: str
    """Without ``@``; empty if nobody is named."""
    by: date | None
    """None if there is no date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """The story of an item and the result of the deep dive."""

    item: ItemName
    estimate: str
    why: str
    outcome: str
    measure: str
    criteria: tuple[str, ...]
    reason: str
    missing: tuple[str, ...]
    """The open checks of the Definition of Ready, as sentences for people."""
    open_checks: tuple[str, ...]
    """The keys of the same checks: ``why``, ``estimate``, or the text of a team's own check."""
    waived: tuple[WaiverLine, ...]
    dependencies: tuple[DependencyLine, ...]
    minutes: int
    """The whole minutes that it was on the screen in this session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field of an item that the session edited."""

    field: str
    """``title``, ``type``, ``priority``, ``assignee``, ``labels`` or ``description``."""
    before: str
    after: str

    @property
    def short(self) -> bool:
        """Whether both texts fit into one line: those of a description do not."""
        return self.field != ItemField.DESCRIPTION.value


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedLine:
    """An item that the session edited, whatever else it did with it."""

    item: ItemName
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriagedLine:
    """An item with the disposition that triage gave it."""

    item: ItemName
    where: str
    """The title of a disposition: ``Next session``, ``Needs information``, …"""
    reason: str
    action: str
    """The label of the action item that requests information, or empty."""
    next_session: bool
    """Whether it is a candidate of the next session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreachedLine:
    """An item that the session did not reach."""

    item: ItemName
    fate: CarryOver | None
    """None while it is undecided."""
    reason: str
