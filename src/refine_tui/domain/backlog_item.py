"""A backlog item as the team knows it, and how a fresh export of the tracker updates the backlog."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import casefold_key
from refine_tui.domain.records import ImportedAction


class ItemState(StrEnum):
    """Where an item stands in refinement; the tracker's own status is kept apart from it."""

    NEW = "new"
    """Never triaged."""
    DEEP_DIVE = "deep_dive"
    """Triaged: to be refined as soon as there is time."""
    NEXT_SESSION = "next_session"
    """To be taken up in the next session: in triage if it never was triaged, else in the deep dive."""
    NEEDS_INFORMATION = "needs_information"
    LATER = "later"
    NOT_NOW = "not_now"
    """Politely parked, with a reason."""
    ARCHIVED = "archived"
    """Declined or stale, with a reason; never deleted."""
    NEEDS_WORK = "needs_work"
    """Looked at in depth and found not ready."""
    READY = "ready"


class ItemKind(StrEnum):
    """What sort of work an item is, as the team sees it."""

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
    """A relation to another item, in the tracker's own word (``blocks``, ``is blocked by``, …)."""

    type: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckMark:
    """What people said of one check of the Definition of Ready: that it is met, or that it is waived."""

    check: str
    """The check's key, or a team's own check as its text."""
    waived_by: str = ""
    """Who waived it; empty: it is met."""
    reason: str = ""
    """Why it was waived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """Another team or an outside system has to do something first."""

    text: str
    who: str = ""
    by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedItem:
    """One item as it stands in an export or a paste. Absent text is empty; absent dates are None."""

    title: str
    key: str = ""
    """The tracker's name of the item (``PAY-12``, ``owner/repo#7``); empty where there is none."""
    url: str = ""
    description: str = ""
    why: str = ""
    type: str = ""
    status: str = ""
    labels: tuple[str, ...] = ()
    reporter: str = ""
    assignee: str = ""
    created: str | None = None
    """ISO 8601: with an offset where the source has one, else a local time or date as it stands there;
    where the order of day and month is unknown, the raw text of the cell."""
    updated: str | None = None
    """As `created`."""
    priority: str = ""
    estimate: str = ""
    acceptance_criteria: tuple[str, ...] = ()
    parent: str = ""
    """The parent's key, or its title where the source has no key."""
    links: tuple[ItemLink, ...] = ()
    done: bool = False
    """The tracker says that the item is finished or rejected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BacklogItem(ImportedItem):
    """An item of one team's backlog: what the tracker says of it, and what refinement added."""

    id: int
    """Runs on per team and never returns."""
    source: str = ""
    """Where it came from: the import format, or ``session`` for one typed in."""
    state: ItemState = ItemState.NEW
    rank: int = 0
    """The order of the backlog: smaller is nearer the top."""
    first_seen_at: datetime
    """When the item came in, in UTC."""
    triaged_at: datetime | None = None
    """When it first was given a disposition, in UTC."""
    kind: ItemKind | None = None
    outcome: str = ""
    """What changes for the user if it ships."""
    measure: str = ""
    """How we shall know that it worked."""
    marks: tuple[CheckMark, ...] = ()
    """What people said of the checks of the Definition of Ready."""
    dependencies: tuple[Dependency, ...] = ()
    edited: tuple[str, ...] = ()
    """Names of the tracker's fields that a session has changed: an import leaves those alone."""

    @property
    def label(self) -> str:
        """How people call the item: its key, else ``#`` and its number in the backlog."""
        return self.key or f"#{self.id}"


TRACKER_FIELDS = (
    "title", "key", "url", "description", "why", "type", "status", "labels", "reporter", "assignee", "created",
    "updated", "priority", "estimate", "acceptance_criteria", "parent", "links", "done",
)  # fmt: skip
"""The fields that an import brings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """All items of one team, in order of rank."""

    team: Team
    items: tuple[BacklogItem, ...] = ()
    last_item: int = field(default=0, compare=False)
    """The highest item number ever given out; undoing an import does not lower it."""

    def find(self, item_id: int) -> BacklogItem | None:
        """Return the item with this number, or None."""
        return next((item for item in self.items if item.id == item_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeResult:
    """A backlog with an import taken in, and what became of each imported item."""

    backlog: Backlog
    added: tuple[BacklogItem, ...] = ()
    updated: tuple[BacklogItem, ...] = ()
    """Known items of which at least one field changed, as they are now."""
    changes: tuple[tuple[BacklogItem, BacklogItem], ...] = ()
    """The same items, each as it was and as it is now."""
    unchanged: tuple[BacklogItem, ...] = ()
    done: tuple[ImportedItem, ...] = ()
    """Items that are finished in the tracker and unknown here: left out."""
    actions: tuple[ImportedAction, ...] = ()
    """Action items that came along and are new to the team."""

    @property
    def touched(self) -> tuple[BacklogItem, ...]:
        """Every item of the backlog that the import named, added ones last."""
        return (*self.updated, *self.unchanged, *self.added)


class BacklogIndex:
    """A backlog with its items by key and by title, so that several imports can be compared with it quickly."""

    def __init__(self, backlog: Backlog) -> None:
        self.backlog = backlog
        self.last_rank = max((item.rank for item in backlog.items), default=0)
        """The rank of the last item; 0 in an empty backlog."""
        self._by_key = {casefold_key(item.key): index for index, item in enumerate(backlog.items) if item.key}
        self._by_title = {casefold_key(item.title): index for index, item in enumerate(backlog.items) if not item.key}

    def find(self, item: ImportedItem) -> int | None:
        """Return the index of the item that *item* updates: by its key, or without a key by its title."""
        return self._by_key.get(casefold_key(item.key)) if item.key else self._by_title.get(casefold_key(item.title))


def merge_items(
    backlog: Backlog | BacklogIndex, incoming: tuple[ImportedItem, ...], *, source: str, now: datetime
) -> MergeResult:
    """Merge *incoming* into a backlog: known items are updated, unknown ones added at the end, none is doubled.

    An item is known by its key; an item without a key by its title, compared without case and accents.
    A known item that is done now is updated; an unknown one that is done is left out. An empty field of the import
    never overwrites a known value, and a field that a session edited keeps its value.

    Args:
        backlog: The team's backlog, or its index where several imports are compared with it.
        incoming: What was read.
        source: The format that it came in.
        now: When the items come in (aware, UTC).
    """
    index = backlog if isinstance(backlog, BacklogIndex) else BacklogIndex(backlog)
    before = index.backlog
    changed: dict[int, BacklogItem] = {}
    added: list[BacklogItem] = []
    places: dict[tuple[bool, str], int] = {}
    done: list[ImportedItem] = []
    for fresh in incoming:
        identity = (bool(fresh.key), casefold_key(fresh.key or fresh.title))
        if (known := index.find(fresh)) is not None:
            changed[known] = _refreshed(changed.get(known, before.items[known]), fresh)
        elif identity in places:
            added[places[identity]] = _refreshed(added[places[identity]], fresh)
        elif fresh.done:
            done.append(fresh)
        else:
            places[identity] = len(added)
            added.append(_new_item(fresh, number=len(added) + 1, index=index, source=source, now=now))
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


def _new_item(fresh: ImportedItem, *, number: int, index: BacklogIndex, source: str, now: datetime) -> BacklogItem:
    """Return the item that an import adds as its *number*-th new one."""
    fields = {name: getattr(fresh, name) for name in TRACKER_FIELDS}
    return BacklogItem(
        id=index.backlog.last_item + number,
        source=source,
        rank=index.last_rank + number,
        first_seen_at=now,
        **fields,
    )


def _refreshed(item: BacklogItem, fresh: ImportedItem) -> BacklogItem:
    changes = {
        name: value
        for name in TRACKER_FIELDS
        if name not in item.edited and name != "key" and ((value := getattr(fresh, name)) or name == "done")
    }
    return replace(item, **changes)
