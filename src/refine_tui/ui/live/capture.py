"""The capture line: from a typed line to a record, and from a record back to its line.

What parses lines is imported when a line is there: no phase is drawn with it.
"""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from refine_tui.domain.date_words import format_day
from refine_tui.domain.recording import add_record, edit_record, records_of
from refine_tui.domain.records import ActionItem, AnyRecord, Decision, Question, RecordDraft, RecordKind, kind_of
from refine_tui.domain.session import RefinementSession
from refine_tui.ui.live.controls import Entry, LineResult, LiveControls
from refine_tui.ui.live.drafts import name_of
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.questions import LineQuestion, Reading

if TYPE_CHECKING:
    from refine_tui.domain.capture_line import CaptureReading


async def record(controls: LiveControls, kind: RecordKind) -> None:
    """Record one line about the item that is open."""
    item = controls.session.open_item
    about = controls.session.label_of(item)
    question = LineQuestion(
        title=kind.title,
        hint=f"{kind.hint}   ·   about {about}" if about else kind.hint,
        read=lambda text: line_reading(controls.model(), kind, text, item=item),
        complete=lambda text: completed(controls.session, text),
        draft=name_of(kind),
    )
    await controls.enter_line(question, lambda text: _addition(controls, kind, text, item))


async def edit(controls: LiveControls, held: AnyRecord, *, asks_for: str = "") -> LineResult:
    """Edit a record as the line that it would be typed as; *asks_for* says in the title what is missing."""
    kind = kind_of(held)
    question = LineQuestion(
        title=f"{kind.title} {held.label}{f': {asks_for}' if asks_for else ''}",
        initial=line_of(controls.model(), held),
        hint=kind.hint,
        read=lambda text: line_reading(controls.model(), kind, text, item=held.item),
        complete=lambda text: completed(controls.session, text),
        draft=name_of(kind, held.number),
    )
    return await controls.enter_line(question, lambda text: _edit(controls, held, text))


def _addition(controls: LiveControls, kind: RecordKind, text: str, item: int | None) -> Entry:
    model = controls.model()
    draft, today = record_draft(model, kind, text, item=item), model.today
    return Entry(
        transition=lambda session, now: add_record(session, kind=kind, draft=draft, now=now),
        words=lambda session: _record_words(records_of(session, kind)[-1], session, today),
    )


def _record_words(held: AnyRecord, session: RefinementSession, today: date) -> str:
    """Return what was stored: ``A6 added: Ask Legal about codes · Chloé · Fri 27 Nov · PAY-12``."""
    owner = held.owner if isinstance(held, ActionItem | Question) else ""
    due = format_day(held.due, today) if isinstance(held, ActionItem | Question) and held.due else ""
    parts = (held.text, owner, due, session.label_of(held.item))
    return f"{held.label} added: {' · '.join(part for part in parts if part)}"


def _edit(controls: LiveControls, held: AnyRecord, text: str) -> Entry:
    kind = kind_of(held)
    draft = record_draft(controls.model(), kind, text, item=held.item)
    return Entry(transition=lambda session, _: edit_record(session, kind=kind, number=held.number, draft=draft))


def record_draft(model: LiveViewModel, kind: RecordKind, text: str, *, item: int | None) -> RecordDraft:
    """Return the fields of a record that *text* gives; *item* is what it is about unless the line names another."""
    reading, about = _with_item(model, read_line(model, kind, text, item=item))
    return RecordDraft(text=reading.text, item=about, because=reading.because, owner=reading.owner, due=reading.due)


def read_line(model: LiveViewModel, kind: RecordKind, text: str, *, item: int | None = None) -> "CaptureReading":
    """Parse a line as a record of *kind*; *item* is what it is about unless it names another."""
    from refine_tui.domain.capture_line import read_capture  # noqa: PLC0415 - when there is a line

    session = model.session
    return read_capture(
        kind,
        text,
        people=session.people,
        item_keys=tuple(held.label for held in session.items),
        open_item_key=session.label_of(item),
        today=model.today,
        day_first=model.day_first,
    )


def _with_item(model: LiveViewModel, reading: "CaptureReading") -> "tuple[CaptureReading, int | None]":
    """Return the reading and the number of its item; the key of an item that is not in the session goes to the text."""
    about = next((held.id for held in model.session.items if held.label == reading.item_key), None)
    if about is None and reading.item_key:
        text = f"{reading.text} ({reading.item_key})"
        reading = replace(reading, text=text, item_key="", has_details=True)
    return reading, about


def line_reading(model: LiveViewModel, kind: RecordKind, text: str, *, item: int | None = None) -> Reading:
    """Return what a line will be stored as."""
    from refine_tui.domain.capture_line import reading_summary  # noqa: PLC0415 - when there is a line

    reading, _ = _with_item(model, read_line(model, kind, text, item=item))
    return Reading(
        " · ".join(part for part in (reading_summary(reading, today=model.today), *reading.problems) if part)
    )


def completed(session: RefinementSession, text: str) -> str | None:
    """Return *text* with the name at its end completed, or the next one that fits; None: no participant fits."""
    from refine_tui.domain.owner_names import complete_name  # noqa: PLC0415 - when there is a line

    return complete_name(text, session.people)


def line_of(model: LiveViewModel, held: AnyRecord) -> str:
    """Return the line that a record would be typed as.

    Where details can follow, it ends with a blank, so that they do not become a part of its last name.
    """
    from refine_tui.domain.capture_line import CaptureReading  # noqa: PLC0415 - when there is a line
    from refine_tui.domain.capture_text import as_capture_text  # noqa: PLC0415

    session = model.session
    reading = CaptureReading(
        kind=kind_of(held),
        text=held.text,
        owner=held.owner if isinstance(held, ActionItem | Question) else "",
        due=held.due if isinstance(held, ActionItem | Question) else None,
        item_key=session.label_of(held.item),
        because=held.because if isinstance(held, Decision) else "",
    )
    line = as_capture_text(
        reading,
        people=session.people,
        item_keys=tuple(item.label for item in session.items),
        open_item_key=session.label_of(held.item),
        today=model.today,
        day_first=model.day_first,
    )
    return f"{line} " if kind_of(held).has_owner else line
