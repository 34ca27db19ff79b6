"""Minutes to read, scroll and save: of the session that runs, or of a past one."""

from dataclasses import dataclass
from typing import ClassVar

from rich.console import RenderableType
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from refine_tui.domain.errors import RefineError
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.minutes.reading import LineKind, ReadingLine, reading_lines
from refine_tui.ui.dialogs.keys_dialog import KeysDialog
from refine_tui.ui.handing_out import HandingOut
from refine_tui.ui.keymap import shown_keys
from refine_tui.ui.theme import Palette, on_theme_change, palette_of
from refine_tui.ui.widgets.bars import ChoiceBar, Key, KeyBar, NoticeLine
from refine_tui.ui.widgets.rows import Row, RowList, columns, plain
from refine_tui.ui.widgets.styled import styled
from refine_tui.ui.widgets.too_small import HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS, TooSmall


class MinutesScreen(Screen[None]):
    """Shows minutes as they will be handed out."""

    CSS_PATH = "minutes.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = VERTICAL_BREAKPOINTS
    BINDING_GROUP_TITLE = "Minutes"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "save", "Save", tooltip="Save the minutes as Markdown and JSON.", id="minutes.save"),
        Binding(
            "2", "open_again", "Open again", tooltip="Open the closed session again, paused.", id="minutes.open_again"
        ),
        Binding("down,j", "scroll(1)", "Down", tooltip="Scroll down.", id="minutes.down"),
        Binding("up,k", "scroll(-1)", "Up", tooltip="Scroll up.", id="minutes.up"),
        Binding("pagedown,space", "page(1)", "Page down", tooltip="A page down.", id="minutes.page_down"),
        Binding("pageup", "page(-1)", "Page up", tooltip="A page up.", id="minutes.page_up"),
        Binding("home,g", "edge(-1)", "Top", tooltip="To the top.", id="minutes.top"),
        Binding("end,G", "edge(1)", "End", tooltip="To the end.", id="minutes.end"),
        Binding("question_mark", "keys", "Keys", tooltip="All keys.", id="minutes.keys"),
        Binding("escape,m", "back", "Back", tooltip="Back to where you were.", id="minutes.back"),
    ]

    @dataclass
    class OpenAgain(Message):
        """A closed session is to be opened again."""

        session_id: int

    def __init__(
        self,
        session: RefinementSession,
        *,
        handing_out: HandingOut,
        greeting: str = "",
        wrong: bool = False,
    ) -> None:
        super().__init__()
        self._session = session
        self._handing_out = handing_out
        self._greeting = greeting
        self._wrong = wrong

    def compose(self) -> ComposeResult:
        yield Static("", markup=False, id="heading")
        yield RowList(id="minutes")
        yield ChoiceBar(id="choices")
        yield NoticeLine()
        yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        on_theme_change(self, self._paint)
        self._paint()
        if self._greeting:
            self.query_one(NoticeLine).say(self._greeting, wrong=self._wrong)

    def _paint(self) -> None:
        palette = palette_of(self.app)
        closed = self._session.status is SessionStatus.CLOSED
        heading = styled("Minutes" if closed else "Minutes so far", f"bold {palette.amber}")
        heading.append(f"  {self._session.team.name} · {self._session.title}", style=palette.muted)
        self.query_one("#heading", Static).update(heading)
        self.query_one(ChoiceBar).show(("save Markdown and JSON", "open the session again")[: 1 + closed])
        keys = [Key(key="↑ ↓", label="scroll"), Key(key="space", label="page"), Key(key="esc", label="back")]
        self.query_one(KeyBar).show([*keys, Key(key="?", label="keys")])
        try:
            markdown = self._handing_out.markdown(self._session)
        except RefineError as problem:
            self.query_one(NoticeLine).say(problem.message, wrong=True)
            return
        rows = [Row(content=_content(line, palette)) for line in reading_lines(markdown)]
        self.query_one("#minutes", RowList).show(rows)

    def action_save(self) -> None:
        notice = self.query_one(NoticeLine)
        try:
            paths = self._handing_out.write(self._session)
        except RefineError as problem:
            notice.say(problem.message, wrong=True)
            return
        notice.say(f"Saved: {paths[0].name} and {paths[1].name} in {paths[0].parent}")

    def action_open_again(self) -> None:
        if self._session.status is SessionStatus.CLOSED:
            self.post_message(self.OpenAgain(session_id=self._session.id))

    def action_scroll(self, by: int) -> None:
        self.query_one("#minutes", RowList).scroll_relative(y=by * 2, animate=False)

    def action_page(self, by: int) -> None:
        rows = self.query_one("#minutes", RowList)
        rows.scroll_relative(y=by * max(1, rows.size.height - 2), animate=False)

    def action_edge(self, end: int) -> None:
        rows = self.query_one("#minutes", RowList)
        rows.scroll_end(animate=False) if end > 0 else rows.scroll_home(animate=False)

    def action_keys(self) -> None:
        self.app.push_screen(KeysDialog(list(shown_keys(self).values())))

    def action_back(self) -> None:
        self.dismiss()


def _content(line: ReadingLine, palette: Palette) -> RenderableType:
    match line.kind:
        case LineKind.TITLE:
            return plain(line.text, f"bold {palette.amber}")
        case LineKind.HEADING:
            return plain(line.text, f"bold {palette.blue}")
        case LineKind.ACTION | LineKind.BULLET:
            return columns("", styled("•", palette.muted), plain(line.text, palette.text), width=2, palette=palette)
        case LineKind.SUB_BULLET:
            return columns("", styled("   –", palette.muted), plain(line.text, palette.muted), width=5, palette=palette)
        case _:
            return plain(line.text, palette.text)
