"""The items of a team's backlog, and the merge of an import into the backlog."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from refine_tui.domain.field_changes import with_fields
from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import casefold_key
from refine_tui.domain.records import ActionStatus


class ItemState(StrEnum):
    """The state of an item in refinement; the tracker's own status is a separate field."""

    NEW = "new"
    """Never triaged."""
    DEEP_DIVE = "deep_dive"
    """Triaged: a candidate for the deep dive."""
    NEXT_SESSION = "next_session"
    """Planned for the next session: in its triage if the item was never triaged, else in its deep dive."""
    NEEDS_INFORMATION = "needs_information"
    LATER = "later"
    NOT_NOW = "not_now"
    """Parked, with a reason."""
    ARCHIVED = "archived"
    """Declined or stale, with a reason; never deleted."""
    NEEDS_WORK = "needs_work"
    """Discussed in the deep dive and not ready."""
    READY = "ready"


class ItemKind(StrEnum):
    """The kind of work, as the team classifies it."""

    USER_STORY = "user story"
    BUG = "bug"
    TECHNICAL_DEBT = "technical debt"
    ENHANCEMENT = "enhancement"
    ENABLER = "enabler"
    SPIKE = "spike"
    INFRASTRUCTURE = "infrastructure"
    DESIGN = "design"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLink:
    """A relation to another item."""

    type: str
    """The relation in the tracker's own words: ``blocks``, ``is blocked by``, …."""
    key: str
    """The key of the other item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckMark:
    """The group's mark on one check of the Definition of Ready: the check is met, or it is waived."""

    check: str
    """A key of `READY_CHECKS`, or the text of a team's own check."""
    waived_by: str = ""
    """The name of the person who waived the check; empty if the check is met."""
    reason: str = ""
    """Why the check was waived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """Something that another team or an external system has to do first."""

    text: str
    who: str = ""
    """Who has to do it; empty if unknown."""
    by: date | None = None
    """The date by which it has to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedItem:
    """One item of an export or a paste. A missing text is empty; a missing date is None."""

    title: str
    key: str = ""
    """The item's key in the tracker (``PAY-12``, ``owner/repo#7``); empty if it has none."""
    url: str = ""
    description: str = ""
    why: str = ""
    type: str = ""
    status: str = ""
    labels: tuple[str, ...] = ()
    reporter: str = ""
    assignee: str = ""
    created: str | None = None
    """ISO 8601: with an offset if the source has one, else a local time or date; if the order of day and
    month is unknown, the raw text of the cell."""
    updated: str | None = None
    """In the same format as `created`."""
    priority: str = ""
    estimate: str = ""
    acceptance_criteria: tuple[str, ...] = ()
    parent: str = ""
    """The key of the parent item, or its title if the source has no key."""
    links: tuple[ItemLink, ...] = ()
    done: bool = False
    """Whether the item is finished or rejected in the tracker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedAction:
    """An action item from the minutes of an earlier session."""

    label: str
    """The label in those minutes: ``A17``."""
    text: str
    owner: str = ""
    due: date | None = None
    item: str = ""
    """The key of the item that it is about, or ``#`` and its number; empty if it is about none."""
    status: ActionStatus = ActionStatus.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class BacklogItem(ImportedItem):
    """An item of one team's backlog: the fields of the tracker and those that refinement adds."""

    id: int
    """The number of the item, unique within the team and never reused."""
    source: str = ""
    """The import format, or ``session`` if a person entered the item during a session."""
    state: ItemState = ItemState.NEW
    rank: int = 0
    """The position in the backlog: a smaller rank is nearer the top."""
    first_seen_at: datetime
    """When the item was added to the backlog, in UTC."""
    triaged_at: datetime | None = None
    """When triage first gave the item a disposition, in UTC."""
    kind: ItemKind | None = None
    outcome: str = ""
    """What changes for the user when the item ships."""
    measure: str = ""
    """How the team measures whether the outcome was reached."""
    marks: tuple[CheckMark, ...] = ()
    """The group's marks on checks of the Definition of Ready, at most one for each check."""
    dependencies: tuple[Dependency, ...] = ()
    edited: tuple[str, ...] = ()
    """The names of the fields that a session changed: an import does not overwrite them."""
    imported_title: str = ""
    """The title before a session first edited it; empty if none did. An import finds the item by it, too."""

    @property
    def label(self) -> str:
        """The item's key, or ``#`` and its number if it has no key."""
        return self.key or f"#{self.id}"


TRACKER_FIELDS = (
    "title", "key", "url", "description", "why", "type", "status", "labels", "reporter", "assignee", "created",
    "updated", "priority", "estimate", "acceptance_criteria", "parent", "links", "done",
)  # fmt: skip
"""The fields that an import sets: those of `ImportedItem`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """All items of one team, ordered by rank."""

    team: Team
    items: tuple[BacklogItem, ...] = ()
    last_item: int = field(default=0, compare=False)
    """The highest item number that was ever assigned; undoing an import does not lower it."""

    def find(self, item_id: int) -> BacklogItem | None:
        """Return the item with this number, or None."""
        return next((item for item in self.items if item.id == item_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeResult:
    """The backlog after an import, and what the import did with each item."""

    backlog: Backlog
    added: tuple[BacklogItem, ...] = ()
    updated: tuple[BacklogItem, ...] = ()
    """The known items of which at least one field changed, with their new values."""
    changes: tuple[tuple[BacklogItem, BacklogItem], ...] = ()
    """The updated items as pairs of the old and the new item."""
    unchanged: tuple[BacklogItem, ...] = ()
    """The known items that the import contains with the same values."""
    done: tuple[ImportedItem, ...] = ()
    """The imported items that are unknown and already finished in the tracker: they are not added."""
    actions: tuple[ImportedAction, ...] = ()
    """The imported action items that are new to the team."""

    @property
    def touched(self) -> tuple[BacklogItem, ...]:
        """All items of the backlog that the import contains: updated, unchanged, then added ones."""
        return (*self.updated, *self.unchanged, *self.added)


class BacklogIndex:
    """Lookup of a backlog's items by key and title; build it once to merge several imports into the same backlog."""

    def __init__(self, backlog: Backlog) -> None:
        self.backlog = backlog
        self.last_rank = max((item.rank for item in backlog.items), default=0)
        """The highest rank in the backlog; 0 if it is empty."""
        self._by_key = {casefold_key(item.key): index for index, item in enumerate(backlog.items) if item.key}
        keyless = [(index, item) for index, item in enumerate(backlog.items) if not item.key]
        self._by_title = {casefold_key(item.imported_title): index for index, item in keyless if item.imported_title}
        self._by_title |= {casefold_key(item.title): index for index, item in keyless}

    def find(self, item: ImportedItem) -> int | None:
        """Return the index of the item with the same key, or None.

        An item without a key is found by its title, else by the title that it had before a session edited it.
        """
        return self._by_key.get(casefold_key(item.key)) if item.key else self._by_title.get(casefold_key(item.title))


ItemIdentity = tuple[bool, str]
"""What identifies an item within an import, see `item_identity`."""


def item_identity(item: ImportedItem) -> ItemIdentity:
    """Return what identifies an item: its key, or its title if it has no key; both without case and accents."""
    return bool(item.key), casefold_key(item.key or item.title)


def merge_items(
    backlog: Backlog | BacklogIndex, incoming: tuple[ImportedItem, ...], *, source: str, now: datetime
) -> MergeResult:
    """Merge *incoming* into a backlog: update the known items and add the unknown ones at the end.

    Items are identified by their key, or by their title if they have no key; both are compared without case and
    accents. Repeated items are merged into one. An unknown item that is done is not added. An empty field of the
    import does not overwrite a value, and a field that a session edited keeps its value.

    Args:
        backlog: The team's backlog, or an index of it.
        incoming: The imported items.
        source: The name of the import format.
        now: The time of the import (aware, UTC).
    """
    index = backlog if isinstance(backlog, BacklogIndex) else BacklogIndex(backlog)
    before = index.backlog
    changed: dict[int, BacklogItem] = {}
    added: list[BacklogItem] = []
    places: dict[ItemIdentity, int] = {}
    done: list[ImportedItem] = []
    for imported in incoming:
        identity = item_identity(imported)
        if (known := index.find(imported)) is not None:
            changed[known] = _updated(changed.get(known, before.items[known]), imported)
        elif identity in places:
            added[places[identity]] = _updated(added[places[identity]], imported)
        elif imported.done:
            done.append(imported)
        else:
            places[identity] = len(added)
            added.append(_new_item(imported, number=len(added) + 1, index=index, source=source, now=now))
    updated = [place for place, item in changed.items() if item != before.items[place]]
    updated_places = set(updated)
    items = list(before.items)
    for place in updated:
        items[place] = changed[place]
    return MergeResult(
        backlog=replace(before, items=(*items, *added), last_item=before.last_item + len(added)),
        added=tuple(added),
        updated=tuple(changed[place] for place in updated),
        changes=tuple((before.items[place], changed[place]) for place in updated),
        unchanged=tuple(before.items[place] for place in changed if place not in updated_places),
        done=tuple(done),
    )


def _new_item(imported: ImportedItem, *, number: int, index: BacklogIndex, source: str, now: datetime) -> BacklogItem:
    """Return the backlog item for the *number*-th unknown item of an import, counted from 1."""
    fields = {name: getattr(imported, name) for name in TRACKER_FIELDS}
    return BacklogItem(
        id=index.backlog.last_item + number,
        source=source,
        rank=index.last_rank + number,
        first_seen_at=now,
        **fields,
    )


def _updated(item: BacklogItem, imported: ImportedItem) -> BacklogItem:
    """Return *item* with the values of *imported*, except its key, empty values and fields that a session edited."""
    changes = {
        name: value
        for name in TRACKER_FIELDS
        if name not in item.edited and name != "key" and ((value := getattr(imported, name)) or name == "done")
    }
    return with_fields(item, changes)
