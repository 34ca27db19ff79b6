"""From a typed line to a transition, and from a record back to the line: the capture line's two ways.

What reads lines is loaded when there is one: every phase can ask for a line, and none is drawn with it.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from refine_tui.domain.recording import add_record, edit_record
from refine_tui.domain.records import ActionItem, AnyRecord, Decision, Question, RecordDraft, RecordKind, kind_of
from refine_tui.domain.session import RefinementSession
from refine_tui.ui.widgets.intents import Apply
from refine_tui.ui.widgets.phase_view import Scene

if TYPE_CHECKING:
    from refine_tui.domain.capture_line import CaptureReading


def read_line(scene: Scene, kind: RecordKind, text: str, *, item: int | None = None) -> "CaptureReading":
    """Read a line as a record of *kind*; *item* is what it is about unless it names another."""
    from refine_tui.domain.capture_line import read_capture  # noqa: PLC0415

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
    from refine_tui.domain.capture_line import reading_summary  # noqa: PLC0415

    reading, _ = _with_item(scene, read_line(scene, kind, text, item=item))
    return " · ".join(part for part in (reading_summary(reading, today=scene.today), *reading.problems) if part)


def recorded(scene: Scene, kind: RecordKind, text: str, *, item: int | None = None, number: int | None = None) -> Apply:
    """Return what records the line, or says the record *number* anew."""
    reading, about = _with_item(scene, read_line(scene, kind, text, item=item))
    draft = RecordDraft(text=reading.text, item=about, because=reading.because, owner=reading.owner, due=reading.due)
    if number is None:
        return Apply(transition=lambda session, now: add_record(session, kind=kind, draft=draft, now=now))
    return Apply(transition=lambda session, _: edit_record(session, kind=kind, number=number, draft=draft))


def _with_item(scene: Scene, reading: "CaptureReading") -> "tuple[CaptureReading, int | None]":
    """Return the reading and the id of its item; the key of an item that is not in the session goes to the text."""
    about = next((held.id for held in scene.session.items if held.label == reading.item_key), None)
    if about is None and reading.item_key:
        text = f"{reading.text} ({reading.item_key})"
        reading = replace(reading, text=text, item_key="", has_details=True)
    return reading, about


def line_of(scene: Scene, record: AnyRecord) -> str:
    """Return the line that a record would be typed as, for editing.

    Where details can follow, it ends with a blank, so that they do not become a part of its last name.
    """
    from refine_tui.domain.capture_line import CaptureReading  # noqa: PLC0415
    from refine_tui.domain.capture_text import as_capture_text  # noqa: PLC0415

    session: RefinementSession = scene.session
    reading = CaptureReading(
        kind=kind_of(record),
        text=record.text,
        owner=record.owner if isinstance(record, ActionItem | Question) else "",
        due=record.due if isinstance(record, ActionItem | Question) else None,
        item_key=session.label_of(record.item),
        because=record.because if isinstance(record, Decision) else "",
    )
    line = as_capture_text(
        reading,
        people=session.people,
        item_keys=tuple(held.label for held in session.items),
        open_item_key=session.label_of(record.item),
        today=scene.today,
        day_first=scene.day_first,
    )
    return f"{line} " if kind_of(record).has_owner else line
