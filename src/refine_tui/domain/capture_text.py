"""The way back: writes a record as the line that it would be typed as."""

from collections.abc import Collection, Iterator
from datetime import date

from refine_tui.domain.capture_line import CaptureReading, read_capture
from refine_tui.domain.capture_parser import NO_ITEM
from refine_tui.domain.people import Participant
from refine_tui.domain.plain_text import clean_line


def as_capture_text(
    reading: CaptureReading,
    *,
    people: Collection[Participant] = (),
    item_keys: Collection[str] = (),
    open_item_key: str = "",
    today: date,
    day_first: bool = True,
) -> str:
    """Return a line, for editing, from which `read_capture` with the same arguments reads *reading* again."""
    lines = list(_candidate_lines(reading, default_item=open_item_key))
    for line in lines:
        reparsed = read_capture(
            reading.kind,
            line,
            people=people,
            item_keys=item_keys,
            open_item_key=open_item_key,
            today=today,
            day_first=day_first,
        )
        if reparsed.is_same_record(reading):
            return line
    return lines[0]


def _candidate_lines(reading: CaptureReading, *, default_item: str) -> Iterator[str]:
    """Yield the lines that can express *reading*: the most readable first, the least ambiguous last."""
    text, kind = clean_line(reading.text), reading.kind
    if reading.because:
        text = f"{text}, because {clean_line(reading.because)}"
    explicit_item = reading.item_key or NO_ITEM
    item = "" if reading.item_key == default_item else explicit_item
    due = f"due {reading.due.isoformat()}" if reading.due else ""
    if not (kind.has_owner and (reading.owner or due)):
        yield _joined(text, f"({item})" if item else "")
        yield _joined(text, f"({explicit_item})")
    if not kind.has_owner:
        return
    for owner in (f"@{reading.owner}", f'@"{reading.owner}"') if reading.owner else ("",):
        yield _joined(text, owner, due or "due ?" * bool(item and not owner), item)
        yield _joined(text, owner or "@?", due or "due ?", explicit_item)
        yield _joined(owner or "@?", due or "due ?", explicit_item, text)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
