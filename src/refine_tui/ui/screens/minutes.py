"""What a session came to, to read, copy and save in every format: of the one that runs, or of a past one."""

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
from refine_tui.minutes.errors import EmptyExportError
from refine_tui.minutes.exporter import Exporter
from refine_tui.minutes.formats import FORMATS
from refine_tui.minutes.terminal_view import LineKind, TerminalLine, terminal_lines
from refine_tui.ui.dialogs.keys_dialog import KeysDialog
from refine_tui.ui.keymap import shown_keys
from refine_tui.ui.theme import Palette, on_theme_change, palette_of
from refine_tui.ui.widgets.choices import ChoiceBar
from refine_tui.ui.widgets.clipboard import copied_words, shown_path
from refine_tui.ui.widgets.columns import columns, plain
from refine_tui.ui.widgets.key_bar import Key, KeyBar
from refine_tui.ui.widgets.notice import NEXT, NoticeLine
from refine_tui.ui.widgets.row_list import Row, RowList
from refine_tui.ui.widgets.styled import styled
from refine_tui.ui.widgets.too_small import HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS, TooSmall, fit


class MinutesScreen(Screen[None]):
    """Shows minutes as they will be handed out."""

    CSS_PATH = "minutes.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = VERTICAL_BREAKPOINTS
    BINDING_GROUP_TITLE = "Minutes"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "save", "Save", tooltip="Save what is shown into the minutes folder.", id="minutes.save"),
        Binding("2", "save_all", "Save all", tooltip="Save every format.", id="minutes.save_all"),
        Binding(
            "3", "open_again", "Open again", tooltip="Open the closed session again, paused.", id="minutes.open_again"
        ),
        Binding("right", "format(1)", "Next format", tooltip="Show the next format.", id="minutes.next_format"),
        Binding("left", "format(-1)", "Format before", tooltip="The format before.", id="minutes.format_before"),
        Binding("y", "copy", "Copy", tooltip="Copy what is shown to the clipboard.", id="minutes.copy"),
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
        exporter: Exporter,
        greeting: str = "",
        wrong: bool = False,
    ) -> None:
        super().__init__()
        self._session = session
        self._exporter = exporter
        self._greeting = greeting
        self._wrong = wrong
        self._kind = FORMATS["markdown"]
        self._text: str | None = None

    def compose(self) -> ComposeResult:
        fit(self)
        yield Static("", markup=False, id="heading")
        yield RowList(id="minutes")
        yield ChoiceBar(id="choices")
        yield NoticeLine()
        yield KeyBar()
        yield TooSmall()

    def say(self, words: str, wrong: bool = False) -> None:
        """Show a sentence above the keys."""
        self.query_one(NoticeLine).say(words, wrong=wrong)

    def on_mount(self) -> None:
        on_theme_change(self, self._paint)
        self._paint()
        if self._greeting:
            self.query_one(NoticeLine).say(self._greeting, wrong=self._wrong)

    def _paint(self) -> None:
        palette = palette_of(self.app)
        closed = self._session.status is SessionStatus.CLOSED
        heading = styled("Minutes" if closed else "Minutes so far", f"bold {palette.accent}")
        heading.append(f"  {self._session.team.name} · {self._session.title}", style=palette.muted)
        place = list(FORMATS).index(self._kind.name) + 1
        heading.append(f"\n{self._kind.name}", style=f"bold {palette.person}")
        heading.append(f"  {self._kind.about}   ·   format {place} of {len(FORMATS)}", style=palette.muted)
        self.query_one("#heading", Static).update(heading)
        saved = "save Markdown and JSON" if self._is_minutes else f"save as {self._kind.ending}"
        choices = (saved, "save every format", "open the session again")[: 2 + closed]
        self.query_one(ChoiceBar).show(choices)
        keys = [
            Key(key="← →", label="another format"),
            Key(key="y", label="copy", id="minutes.copy"),
            Key(key="↑ ↓", label="scroll"),
            Key(key="space", label="page", weight=2),
            Key(key="esc", label="back"),
            Key(key="?", label="keys"),
        ]
        self.query_one(KeyBar).show(keys)
        self.query_one("#minutes", RowList).show(self._rows(palette))

    @property
    def _is_minutes(self) -> bool:
        return self._kind.name in ("markdown", "json")

    def _rows(self, palette: Palette) -> list[Row[str]]:
        """Return what is handed out: the minutes as they read, anything else as it stands in its file."""
        self._text = None
        try:
            self._text = self._exporter.text(self._session, self._kind)
        except EmptyExportError as nothing:
            return [Row(content=plain(nothing.message, palette.muted))]
        except RefineError as problem:
            self.query_one(NoticeLine).say(problem.message, wrong=True)
            return []
        if self._kind.name == "markdown":
            return [Row(content=_content(line, palette)) for line in terminal_lines(self._text)]
        return [Row(content=plain(line, palette.text)) for line in self._text.splitlines()]

    def action_format(self, by: int) -> None:
        names = list(FORMATS)
        place = (names.index(self._kind.name) + by) % len(names)
        self._kind = FORMATS[names[place]]
        self.query_one(NoticeLine).say("")
        self._paint()
        self.query_one("#minutes", RowList).scroll_home(animate=False)

    def action_copy(self) -> None:
        notice = self.query_one(NoticeLine)
        if self._text is None:
            notice.say("There is nothing to copy.")
            return
        self.app.copy_to_clipboard(self._text)
        notice.say(copied_words(self._text, "1 saves it as a file"))

    def action_save(self) -> None:
        notice = self.query_one(NoticeLine)
        try:
            paths = self._exporter.write(self._session, self._kind)
        except RefineError as problem:
            notice.say(problem.message, wrong=True)
            return
        notice.say(f"Saved: {' and '.join(path.name for path in paths)}{NEXT}in {shown_path(paths[0].parent)}")

    def action_save_all(self) -> None:
        notice = self.query_one(NoticeLine)
        try:
            rendered = self._exporter.all_texts(self._session)
            paths = self._exporter.write_texts(self._session, rendered.texts)
        except RefineError as problem:
            notice.say(problem.message, wrong=True)
            return
        left_out = (
            f" · without {', '.join(each.partition(':')[0] for each in rendered.skipped)}" if rendered.skipped else ""
        )
        notice.say(f"Saved {len(paths)} files in {shown_path(paths[0].parent)}{left_out}")

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


def _content(line: TerminalLine, palette: Palette) -> RenderableType:
    match line.kind:
        case LineKind.TITLE:
            return plain(line.text, f"bold {palette.accent}")
        case LineKind.HEADING:
            return plain(line.text, f"bold {palette.heading}")
        case LineKind.ACTION | LineKind.BULLET:
            return columns("", styled("•", palette.muted), plain(line.text, palette.text), width=2, palette=palette)
        case LineKind.SUB_BULLET:
            return columns("", styled("   –", palette.muted), plain(line.text, palette.muted), width=5, palette=palette)
        case _:
            return plain(line.text, palette.text)
