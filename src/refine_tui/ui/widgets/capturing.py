"""From a typed line to a transition, and from a record back to the line: the capture line's two ways."""

from typing import Any

from refine_tui.domain import recording
from refine_tui.domain.capture_line import Reading, as_capture_text, describe, read_capture
from refine_tui.domain.records import ActionItem, AnyRecord, Decision, Question, RecordKind
from refine_tui.domain.session import RefinementSession
from refine_tui.facilitator import Transition
from refine_tui.ui.widgets.intents import Apply
from refine_tui.ui.widgets.phase_view import Scene

_RECORDERS: dict[RecordKind, Transition] = {
    RecordKind.DECISION: recording.decide,
    RecordKind.ACTION: recording.act,
    RecordKind.QUESTION: recording.ask,
    RecordKind.PARKED: recording.park,
    RecordKind.NOTE: recording.note,
}


def read_line(scene: Scene, kind: RecordKind, text: str, *, item: int | None = None) -> Reading:
    """Read a line as a record of *kind*; *item* is what it is about unless it names another."""
    session = scene.session
    return read_capture(
        kind,
        text,
        people=session.people,
        item_keys=tuple(held.label for held in session.items),
        open_item_key=session.label_of(item),
        today=scene.today,
        day_first=scene.day_first,
    )


def reading_words(scene: Scene, kind: RecordKind, text: str, *, item: int | None = None) -> str:
    """Return how a line is understood, for the eyes of those who watch."""
    reading = read_line(scene, kind, text, item=item)
    return " · ".join(part for part in (describe(reading), *reading.problems) if part)


def recorded(scene: Scene, kind: RecordKind, text: str, *, item: int | None = None, number: int | None = None) -> Apply:
    """Return what records the line, or says the record *number* anew."""
    reading = read_line(scene, kind, text, item=item)
    about = next((held.id for held in scene.session.items if held.label == reading.item_key), None)
    words = reading.text if about or not reading.item_key else f"{reading.text} ({reading.item_key})"
    asked: dict[str, Any] = {"text": words, "item": about}
    if kind is RecordKind.DECISION:
        asked["because"] = reading.because
    if kind in (RecordKind.ACTION, RecordKind.QUESTION):
        asked["owner"] = reading.owner
    if kind is RecordKind.ACTION:
        asked["due"] = reading.due
    if number is None:
        return Apply(transition=_RECORDERS[kind], asked=asked)
    return Apply(transition=recording.edit_record, asked={"kind": kind, "number": number, **asked})


def kind_of(record: AnyRecord) -> RecordKind:
    """Return the kind of a record."""
    return {"D": RecordKind.DECISION, "A": RecordKind.ACTION, "Q": RecordKind.QUESTION, "P": RecordKind.PARKED}.get(
        record.label[0], RecordKind.NOTE
    )


def line_of(scene: Scene, record: AnyRecord) -> str:
    """Return the line that a record would be typed as, for editing."""
    session: RefinementSession = scene.session
    reading = Reading(
        kind=kind_of(record),
        text=record.text,
        owner=record.owner if isinstance(record, ActionItem | Question) else "",
        due=record.due if isinstance(record, ActionItem) else None,
        item_key=session.label_of(record.item),
        because=record.because if isinstance(record, Decision) else "",
    )
    return as_capture_text(
        reading,
        people=session.people,
        item_keys=tuple(held.label for held in session.items),
        open_item_key=session.label_of(record.item),
        today=scene.today,
        day_first=scene.day_first,
    )
