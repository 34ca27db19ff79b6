"""The public view of a session: the part that may be shown on the shared screen.

It is a cache: the store saves it together with the revision of the session that it shows. A reader needs neither SQL
nor the store to display it.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self, TypeVar

from refine_tui.domain.agenda import Agenda, PhaseKind
from refine_tui.domain.backlog_item import BacklogItem
from refine_tui.domain.dispositions import Outcome
from refine_tui.domain.field_changes import with_fields
from refine_tui.domain.item_past import ItemPast
from refine_tui.domain.people import Participant, Team
from refine_tui.domain.public_fields import UNKNOWN_TIME, as_json, from_json, make, public_values, without_private
from refine_tui.domain.recording import all_records, records_of
from refine_tui.domain.records import (
    RECORD_KINDS,
    ActionItem,
    AnyRecord,
    Decision,
    EarlierAction,
    Note,
    ParkedTopic,
    Question,
)
from refine_tui.domain.session import Phase, RefinementSession, SessionItem, SessionStatus
from refine_tui.domain.timebox import Absence, ItemFocus, Span
from refine_tui.domain.timekeeping import add_absence, clock_set_back, shift_clock

Record = TypeVar("Record", bound=AnyRecord)

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
FORMAT = 2
"""The version of the JSON format; views of other versions are ignored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicView:
    """The public part of a session. In all nested values the private fields have their defaults.

    Only the open item has its long texts; the other items have the fields that lists, counts and the Definition of
    Ready show.
    """

    id: int
    team: Team
    agenda: Agenda
    title: str
    goal: str
    product_goal: str
    zone: str
    status: SessionStatus
    started_at: datetime | None
    ended_at: datetime | None
    next_session_at: datetime | None
    phase: int
    open_item: int | None
    phases: tuple[Phase, ...]
    spans: tuple[Span, ...]
    absences: tuple[Absence, ...]
    item_focus: tuple[ItemFocus, ...]
    """The focus on the open item, and in triage on all items of the triage, for their times; in other phases empty."""
    people: tuple[Participant, ...]
    items: tuple[SessionItem, ...]
    decisions: tuple[Decision, ...]
    actions: tuple[ActionItem, ...]
    questions: tuple[Question, ...]
    earlier_actions: tuple[EarlierAction, ...]
    earlier_questions: tuple[Question, ...]
    earlier_parked: tuple[ParkedTopic, ...]
    parked: tuple[ParkedTopic, ...]
    notes: tuple[Note, ...]
    past: ItemPast
    """What earlier sessions left of the open item."""

    def as_session(self) -> RefinementSession:
        """Return a session to display, in which private fields have their defaults."""
        return make(RefinementSession, public_values(self, RefinementSession))

    def to_json(self) -> str:
        """Return the view as JSON, with the format version."""
        document = {
            "format": FORMAT,
            "session": as_json(self, RefinementSession),
            "past": as_json(self.past, ItemPast),
        }
        return _ENCODER.encode(document)

    @classmethod
    def from_json(cls, text: str) -> Self | None:
        """Return the view that `to_json` wrote; None if *text* is not such a view, or has another version."""
        try:
            document = json.loads(text)
            if document["format"] != FORMAT:
                return None
            session = from_json(document["session"], RefinementSession)
            past = from_json(document["past"], ItemPast)
        except (ValueError, TypeError, KeyError, RecursionError):
            return None
        if not 0 <= session.phase < len(session.phases):
            return None
        return make(cls, {**public_values(session, RefinementSession), "past": past})


def public_view(session: RefinementSession, past: ItemPast | None = None) -> PublicView:
    """Return the public view of *session*; *past* is what earlier sessions left of the open item, if anything."""
    values = public_values(session, RefinementSession)
    values |= _public_records(session)
    values["earlier_questions"] = tuple(_recorded(question, 0) for question in session.earlier_questions)
    values["earlier_parked"] = tuple(_recorded(topic, 0) for topic in session.earlier_parked)
    values["team"], values["agenda"] = without_private(session.team), without_private(session.agenda)
    values["earlier_actions"] = tuple(
        EarlierAction(action=_recorded(earlier.action, 0), review=earlier.review) for earlier in session.earlier_actions
    )
    values["item_focus"] = _public_focus(session)
    values["items"] = tuple(_public_item(session, item) for item in session.items)
    values["past"] = past or ItemPast()
    return make(PublicView, values)


def _public_records(session: RefinementSession) -> dict[str, tuple[AnyRecord, ...]]:
    """Return the records by the name of their field; their times say in which order they were recorded."""
    places = {record.label: place for place, record in enumerate(all_records(session))}
    return {
        kind.records: tuple(_recorded(record, places[record.label]) for record in records_of(session, kind))
        for kind in RECORD_KINDS
    }


def _recorded(record: Record, place: int) -> Record:
    """Return a record whose time is its place among all, in seconds: the exact time is private."""
    return replace(without_private(record), at=UNKNOWN_TIME + timedelta(seconds=place))


def resumed_view(view: PublicView, *, seen: datetime, now: datetime) -> PublicView:
    """Return the public view of a session that is resumed at *now*.

    Args:
        view: The last stored view.
        seen: When a program was last running the session (aware, UTC); if the clock ran, the time since is an absence.
            If the computer's clock was set back since then, the view moves by that amount.
        now: The current time (aware, UTC).
    """
    session = view.as_session()
    set_by = clock_set_back(session, seen=seen, now=now)
    change = shift_clock(session, by=set_by) if set_by else add_absence(session, since=seen, now=now)
    return with_fields(view, {name: getattr(change.session, name) for name in _TIMES})


_TIMES = ("started_at", "ended_at", "spans", "absences", "item_focus", "people")
"""The fields that `shift_clock` and `add_absence` change."""


_LISTED = ("id", "key", "title", "estimate", "state", "triaged_at")
"""The fields of an item that lists and counts show."""
_CHECKED = (*_LISTED, "why", "acceptance_criteria", "marks", "dependencies")
"""`_LISTED` and the fields that the checks of the Definition of Ready read."""


def _public_item(session: RefinementSession, item: SessionItem) -> SessionItem:
    """Return the public fields of an item, with the texts that the screen shows now."""
    values = public_values(item, SessionItem)
    if item.id == session.open_item:
        values["item"] = without_private(item.item)
    else:
        shown = _CHECKED if item.outcome in (Outcome.READY, Outcome.NOT_READY) else _LISTED
        values["item"] = make(BacklogItem, {name: getattr(item.item, name) for name in shown})
    return make(SessionItem, values)


def _public_focus(session: RefinementSession) -> tuple[ItemFocus, ...]:
    """Return the focus on the items whose times the screen shows now; all other items are replaced by None."""
    kind = session.current_phase.kind if session.phases else None
    if kind is PhaseKind.TRIAGE:
        shown = {item.id for item in session.triage_items}
    elif kind is PhaseKind.DEEP_DIVE and session.open_item is not None:
        shown = {session.open_item}
    else:
        return ()
    marks: list[ItemFocus] = []
    for mark in session.item_focus:
        item = mark.item if mark.item in shown else None
        if marks and marks[-1].item is None and item is None:
            continue
        marks.append(mark if item == mark.item else ItemFocus(at=mark.at, item=item))
    return tuple(marks)
