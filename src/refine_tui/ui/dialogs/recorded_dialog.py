"""Everything that was recorded, to edit, to complete, to remove."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from refine_tui.domain.recording import records_of
from refine_tui.domain.records import RECORD_KINDS, ActionItem, AnyRecord, Question
from refine_tui.domain.session import RefinementSession
from refine_tui.ui.dialogs.question_dialog import QuestionDialog
from refine_tui.ui.widgets.columns import MARK, heading
from refine_tui.ui.widgets.recorded_panel import record_line
from refine_tui.ui.widgets.row_list import BLANK, Row, RowList, choosable, moved


class RecordWish(StrEnum):
    """What is to happen with a record."""

    EDIT = "edit"
    REMOVE = "remove"
    UNDO = "undo"
    """The latest step is to be taken back, whatever is marked."""
    SETTLE = "settle"
    """An action item is done (or open again), a question is answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChoice:
    """A record and what is to happen with it."""

    label: str
    """``A17``."""
    wish: RecordWish


class RecordedDialog(QuestionDialog[RecordChoice]):
    """Lists the records; answers with one of them and a wish."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("e", "wish('edit')", "Edit"),
        Binding("enter", "settle", "Done or answered"),
        Binding("delete,backspace", "wish('remove')", "Remove"),
        Binding("pagedown", "move(5)", "Further down", show=False),
        Binding("pageup", "move(-5)", "Further up", show=False),
        Binding("u", "wish('undo')", "Undo"),
        Binding("r", "leave", "Back", show=False),
    ]

    def __init__(self, session: RefinementSession, *, chosen: str = "") -> None:
        keys = (
            ("↑ ↓", "move"),
            ("e", "edit"),
            ("enter", "done / answer"),
            ("del", "remove"),
            ("u", "undo"),
            ("esc", "back"),
        )
        super().__init__("Recorded", keys)
        self._session = session
        self._chosen = chosen

    def compose_question(self) -> ComposeResult:
        yield RowList(id="content")

    def on_mount(self) -> None:
        rows = self._rows()
        if self._chosen not in choosable(rows):
            self._chosen = moved(rows, "", 1) or ""
        self._paint()

    def action_move(self, by: int) -> None:
        self._chosen = moved(self._rows(), self._chosen, by) or ""
        self._paint()

    def action_wish(self, wish: str) -> None:
        if self._chosen or wish == RecordWish.UNDO:
            self.dismiss(RecordChoice(label=self._chosen, wish=RecordWish(wish)))

    def action_settle(self) -> None:
        record = next((r for r in all_records(self._session) if r.label == self._chosen), None)
        if record is not None:
            self.action_wish("settle" if isinstance(record, ActionItem | Question) else "edit")

    def _paint(self) -> None:
        self.query_one(RowList).show(self._rows(), self._chosen)

    def _rows(self) -> list[Row[str]]:
        palette, session = self.palette, self._session
        rows: list[Row[str]] = []
        for kind in RECORD_KINDS:
            records = records_of(session, kind)
            if records:
                rows += [*([BLANK] if rows else []), Row(content=heading(kind.section, palette))]
            for record in records:
                marker = MARK if record.label == self._chosen else ""
                rows.append(Row(content=record_line(session, record, palette, marker=marker), target=record.label))
        nothing = f"Nothing yet. {' · '.join(f'{kind.key} {kind.noun}' for kind in RECORD_KINDS)}"
        return rows or [Row(content=Text(nothing))]


def all_records(session: RefinementSession) -> tuple[AnyRecord, ...]:
    """Return every record of the session, kind by kind."""
    return tuple(record for kind in RECORD_KINDS for record in records_of(session, kind))
