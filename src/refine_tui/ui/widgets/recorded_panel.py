"""What was recorded, on the right; one line of counts where there is no room."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text
from textual.widgets import Static

from refine_tui.domain.date_words import format_day
from refine_tui.domain.plain_text import shortened
from refine_tui.domain.recording import records_of
from refine_tui.domain.records import (
    RECORD_KINDS,
    ActionItem,
    ActionStatus,
    AnyRecord,
    Decision,
    Question,
    QuestionStatus,
)
from refine_tui.domain.session import RefinementSession
from refine_tui.ui.theme import Palette, on_theme_change, palette_of
from refine_tui.ui.widgets.phase_view import counted
from refine_tui.ui.widgets.rows import columns, plain
from refine_tui.ui.widgets.styled import styled

_LONGEST = 120
"""How many characters of a record the panel shows; the list of records shows all."""
_LIMITS = (99, 6, 4, 3, 2, 1)
"""How many records of a kind are tried, until all fit."""


class RecordedPanel(Static):
    """Decisions, actions, questions, parked topics, notes; the newest of each stay in sight."""

    DEFAULT_CSS = "RecordedPanel { padding: 1 2 0 1; height: 100%; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__("", markup=False, id=id)
        self._session: RefinementSession | None = None
        self._heights: dict[tuple[AnyRecord, int], int] = {}
        self._painted: tuple[RefinementSession, Palette, int, int] | None = None

    def show(self, session: RefinementSession) -> None:
        """Show the records of the session."""
        self._session = session
        self._paint()

    def on_mount(self) -> None:
        on_theme_change(self, self._paint)

    def on_resize(self) -> None:
        self._paint()

    def _paint(self) -> None:
        width, height = self.content_size.width, self.content_size.height
        if self._session is None or width <= 0:
            return
        palette = palette_of(self.app)
        sections = [(kind.section, records) for kind in RECORD_KINDS if (records := records_of(self._session, kind))]
        limit = next((limit for limit in _LIMITS if self._height(sections, limit, width) <= height), 1)
        seen = (self._session, palette, limit, width)
        if seen != self._painted:
            self._painted = seen
            self.update(Group(*panel_lines(self._session, palette, limit)))

    def _height(self, sections: list[tuple[str, tuple[AnyRecord, ...]]], limit: int, width: int) -> int:
        """Return how many lines the panel takes with at most *limit* records of each kind."""
        lines = 1
        for _, records in sections:
            lines += 2 + sum(self._record_height(record, width) for record in records[-limit:])
        return lines

    def _record_height(self, record: AnyRecord, width: int) -> int:
        """Return how many lines a record takes; what was measured once is remembered."""
        key = (record, width)
        if key not in self._heights and self._session is not None:
            options = self.app.console.options.update(width=width, height=None)
            line = record_line(self._session, record, palette_of(self.app), longest=_LONGEST)
            self._heights[key] = len(self.app.console.render_lines(line, options, pad=False))
        return self._heights[key]


def panel_lines(session: RefinementSession, palette: Palette, limit: int) -> list[RenderableType]:
    """Return the panel's content with at most *limit* records of each kind, the newest ones."""
    lines: list[RenderableType] = [styled("Recorded", f"bold {palette.heading}")]
    for kind in RECORD_KINDS:
        records = records_of(session, kind)
        if not records:
            continue
        hidden = max(0, len(records) - limit)
        more = f" · {hidden} more, r shows all" if hidden else ""
        lines += [Text(""), styled(kind.section + more, palette.muted)]
        lines += [record_line(session, record, palette, longest=_LONGEST) for record in records[hidden:]]
    if len(lines) == 1:
        lines += [
            Text(""),
            styled("Nothing yet. d decision, a action item, q question, p parking lot", palette.muted),
        ]
    return lines


def record_line(
    session: RefinementSession,
    record: AnyRecord,
    palette: Palette,
    *,
    marker: str | None = None,
    longest: int | None = None,
) -> RenderableType:
    """Return one record: its number, its text (its first *longest* characters), and what belongs to it underneath."""
    text = plain(record.text if longest is None else shortened(record.text, longest), palette.text)
    for words, style in record_details(session, record, palette):
        text.append("\n").append(words, style=style)
    label = styled(record.label, f"bold {palette.text}")
    return columns(marker, label, text, width=max(3, len(record.label)), palette=palette)


def record_details(session: RefinementSession, record: AnyRecord, palette: Palette) -> Iterable[tuple[str, str]]:
    """Yield the lines under a record with their styles: because, owner and date, gaps, answer."""
    match record:
        case Decision(because=because) if because:
            yield f"because {because}", palette.muted
        case ActionItem():
            known = [record.owner, _due_words(session, record)]
            if words := " · ".join(part for part in known if part):
                yield words, palette.person
            if record.status is not ActionStatus.OPEN:
                yield f"✓ {record.status.value}", palette.done
            elif record.gaps:
                yield " · ".join(record.gaps), f"bold {palette.gap}"
        case Question(status=QuestionStatus.ANSWERED):
            yield f"✓ {record.answer}", palette.done
        case Question(owner=owner, due=due) if owner or due:
            known = [f"ask {owner}" if owner else "", _due_words(session, record)]
            yield " · ".join(part for part in known if part), palette.person
        case _:
            pass


def _due_words(session: RefinementSession, record: ActionItem | Question) -> str:
    return format_day(record.due, session.local(record.at).date()) if record.due else ""


def count_words(session: RefinementSession) -> str:
    """Return the counts of records in one line, with the key that shows them."""
    gaps = len(session.actions_with_gaps)
    parts = [
        counted(len(session.decisions), "decision"),
        counted(len(session.actions), "action") + (f" ({gaps} with a gap)" if gaps else ""),
        counted(len(session.open_questions), "open question"),
        f"{len(session.parked)} parked",
    ]
    return "r  " + " · ".join(parts)
