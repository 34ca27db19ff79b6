"""What was recorded, the latest first, each record with its item."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from refine_tui.domain.date_words import format_day
from refine_tui.domain.plain_text import shortened
from refine_tui.domain.recording import all_records
from refine_tui.domain.records import (
    RECORD_KINDS,
    ActionItem,
    ActionStatus,
    AnyRecord,
    Decision,
    Question,
    QuestionStatus,
    kind_of,
)
from refine_tui.domain.session import RefinementSession
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.theme import Palette
from refine_tui.ui.widgets.columns import columns, plain
from refine_tui.ui.widgets.focus_anchor import FocusAnchor
from refine_tui.ui.widgets.line_widget import LineWidget
from refine_tui.ui.widgets.row_list import Row, RowList, moved, remaining
from refine_tui.ui.widgets.styled import styled

_SHORT = 60
"""How many characters of a record the one line shows at least before its details."""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record, by the code of its kind and its number."""

    kind: str
    number: int


def latest_first(session: RefinementSession) -> list[AnyRecord]:
    """Return all records of the session, the latest first."""
    return all_records(session)[::-1]


class RecordPanel(Vertical):
    """The records at the side; with the focus, one is marked and can be changed."""

    DEFAULT_CSS = """
    RecordPanel { background: $surface; }
    RecordPanel Horizontal { height: 1; margin: 0 0 1 2; }
    RecordPanel #records-title { height: 1; width: 1fr; }
    RecordPanel RowList { height: 1fr; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("pagedown", "move(5)", "Further down", show=False),
        Binding("pageup", "move(-5)", "Further up", show=False),
        Binding("e", "request('edit')", "Edit", show=False),
        Binding("enter", "request('finish')", "Done or answered", show=False),
        Binding("delete,backspace", "request('remove')", "Remove", show=False),
        Binding("r,escape", "leave", "Back", show=False),
    ]
    _list = getters.query_one(RowList)
    _title = getters.query_one("#records-title", LineWidget)

    @dataclass
    class Requested(Message):
        """Something is to be done with a record: ``edit``, ``finish`` or ``remove``."""

        record: AnyRecord
        what: str

    @dataclass
    class Left(Message):
        """The list is left."""

    def __init__(self) -> None:
        super().__init__(id="records")
        self._records: list[AnyRecord] = []
        self._rows: dict[AnyRecord, Row[RecordRow]] = {}
        self._palette: Palette | None = None
        self._labels: dict[int, str] = {}
        self._chosen: RecordRow | None = None

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield LineWidget(id="records-title")
            yield FocusAnchor()
        yield RowList(has_gutter=True)

    def show(self, model: LiveViewModel) -> None:
        """Show the records of the session."""
        labels = {item.id: item.label for item in model.session.items}
        if model.palette != self._palette or labels != self._labels:
            self._rows, self._palette, self._labels = {}, model.palette, labels
        self._records = latest_first(model.session)
        palette = model.palette
        self._show_title()
        rows = [self._row(record, palette) for record in self._records]
        self._chosen = remaining(self._list.rows, rows, self._chosen)
        hint = "Nothing yet.\n" + "\n".join(f"{kind.key}  {kind.noun}" for kind in RECORD_KINDS)
        empty: list[Row[RecordRow]] = [Row(content=styled(hint, palette.muted))]
        self._list.show(rows or empty, self._chosen if self.is_active else None)

    def _row(self, record: AnyRecord, palette: Palette) -> Row[RecordRow]:
        if record not in self._rows:
            target = RecordRow(kind_of(record).code, record.number)
            item = self._labels.get(record.item or 0, "")
            self._rows[record] = Row(content=_record_content(record, item, palette), target=target)
        return self._rows[record]

    def choose_latest(self) -> None:
        """Mark the latest record and take the focus."""
        self._chosen = next((self._rows[record].target for record in self._records), None)
        self.take_focus()

    def take_focus(self) -> None:
        """Take the focus again, the same record marked."""
        self.screen.set_focus(self.query_one(FocusAnchor), scroll_visible=False)

    @property
    def is_active(self) -> bool:
        """Whether the keys go to this list."""
        return self.query_one(FocusAnchor).has_focus

    def on_descendant_focus(self) -> None:
        self._show_title()
        self._list.mark(self._chosen)

    def on_descendant_blur(self) -> None:
        self._show_title()
        self._list.mark(None)

    def _show_title(self) -> None:
        if self._palette is None:
            return
        title = styled("Recorded", f"bold {self._palette.heading}")
        self._title.update(title)

    def action_move(self, by: int) -> None:
        rows = [self._rows[record] for record in self._records]
        self._chosen = moved(rows, self._chosen, by)
        self._list.mark(self._chosen)

    def action_request(self, what: str) -> None:
        for record in self._records:
            if self._chosen == RecordRow(kind_of(record).code, record.number):
                self.post_message(self.Requested(record, what))

    def action_leave(self) -> None:
        self.post_message(self.Left())


def _record_content(record: AnyRecord, item: str, palette: Palette) -> RenderableType:
    text = plain(record.text, palette.text)
    details = list(record_details(record, palette))
    if item:
        details.append((item, palette.muted))
    for place, (words, style) in enumerate(details):
        text.append("  " if place else "\n").append(words, style=style)
    label = styled(record.label, f"bold {palette.text}")
    return columns("", label, text, width=max(3, len(record.label)), palette=palette)


def record_details(record: AnyRecord, palette: Palette) -> Iterable[tuple[str, str]]:
    """Yield what belongs to a record, with its style: because, owner and date, gaps, answer."""
    match record:
        case Decision(because=because) if because:
            yield f"because {because}", palette.muted
        case ActionItem():
            yield from _action_details(record, palette)
        case Question(status=QuestionStatus.ANSWERED):
            yield f"✓ {record.answer}", palette.done
        case Question(owner=owner, due=due) if owner or due:
            yield (
                " · ".join(part for part in (f"ask {owner}" if owner else "", _due_words(record)) if part),
                palette.person,
            )
        case _:
            pass


def _action_details(action: ActionItem, palette: Palette) -> Iterable[tuple[str, str]]:
    known = [action.owner, _due_words(action)]
    if words := " · ".join(part for part in known if part):
        yield words, palette.person
    if action.status is ActionStatus.DONE:
        yield "✓ done", palette.done
    elif action.status is ActionStatus.DROPPED:
        yield "dropped", palette.muted
    elif action.gaps:
        yield " · ".join(action.gaps), palette.accent


def _due_words(record: ActionItem | Question) -> str:
    """Return the due date, with its year where that is not the year of the record."""
    return format_day(record.due, record.at.date()) if record.due else ""


class LatestRecord(LineWidget):
    """The latest record in one line, where there is no room for the panel."""

    DEFAULT_CSS = "LatestRecord { height: 1; padding: 0 2; background: $surface; display: none; }"

    def show(self, model: LiveViewModel) -> None:
        """Show the latest record, and how many others there are."""
        palette, records = model.palette, latest_first(model.session)
        text = styled("Recorded  ", palette.heading)
        width = self.content_size.width or self.app.size.width - 4
        if not records:
            self.update(_nothing_yet(palette, width))
            return
        latest = records[0]
        more = f"   +{len(records) - 1}  r all" if len(records) > 1 else ""
        details = [words for words, _ in record_details(latest, palette)]
        label = model.session.label_of(latest.item)
        tail = "  ".join(part for part in (*details, label) if part)
        room = max(_SHORT // 2, width - text.cell_len - len(latest.label) - len(tail) - len(more) - 4)
        text.append(f"{latest.label} ", style=f"bold {palette.text}")
        text.append(shortened(latest.text, room), style=palette.text)
        text.append(f"  {tail}" if tail else "", style=palette.person).append(more, style=palette.muted)
        text.no_wrap = True
        text.truncate(width, overflow="ellipsis")
        self.update(text)


def _nothing_yet(palette: Palette, width: int) -> Text:
    """Return that nothing is recorded yet, and the keys that record: with their words where these fit."""
    words = styled("Nothing yet  ", palette.heading)
    keys = "  ".join(f"{kind.key} {kind.noun}" for kind in RECORD_KINDS)
    if words.cell_len + len(keys) > width:
        keys = f"{' '.join(kind.key for kind in RECORD_KINDS)} record"
    return words.append(keys, style=palette.muted)
