"""The minutes of a session, to read, copy and save in every format: of the one that runs, or of a past one."""

from collections.abc import Sequence
from typing import ClassVar

from rich.console import RenderableType
from textual.binding import Binding, BindingType

from refine_tui.domain.errors import RefineError
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.minutes.errors import EmptyExportError
from refine_tui.minutes.exporter import Exporter
from refine_tui.minutes.formats import FORMATS
from refine_tui.minutes.terminal_view import LineKind, TerminalLine, terminal_lines
from refine_tui.ui.list_screen import ListScreen
from refine_tui.ui.messages import ReopenRequested
from refine_tui.ui.theme import Palette
from refine_tui.ui.widgets.clipboard import copied_words, shown_path
from refine_tui.ui.widgets.columns import columns, plain
from refine_tui.ui.widgets.key_bar import Key
from refine_tui.ui.widgets.notice import NEXT
from refine_tui.ui.widgets.row_list import Row
from refine_tui.ui.widgets.screen_header import HeaderContent
from refine_tui.ui.widgets.styled import styled

_FORMAT_NAMES = tuple(FORMATS)


class MinutesScreen(ListScreen[None, int]):
    """Shows a session in one format. No row can be chosen: the keys scroll."""

    BINDING_GROUP_TITLE = "Minutes"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "save", "Save", tooltip="Save what is shown into the minutes folder.", id="minutes.save"),
        Binding("2", "save_all", "Save all", tooltip="Save every format.", id="minutes.save_all"),
        Binding("3", "reopen", "Reopen", tooltip="Reopen the closed session, paused.", id="minutes.open_again"),
        Binding("right", "format(1)", "Next format", tooltip="Show the next format.", id="minutes.next_format"),
        Binding("left", "format(-1)", "Previous format", tooltip="The previous format.", id="minutes.format_before"),
        Binding("y", "copy", "Copy", tooltip="Copy what is shown to the clipboard.", id="minutes.copy"),
        Binding("down,j", "move(2)", "Down", tooltip="Scroll down.", id="minutes.down"),
        Binding("up,k", "move(-2)", "Up", tooltip="Scroll up.", id="minutes.up"),
        Binding("pagedown,space", "page(1)", "Page down", tooltip="A page down.", id="minutes.page_down"),
        Binding("pageup", "page(-1)", "Page up", tooltip="A page up.", id="minutes.page_up"),
        Binding("home,g", "edge(-1)", "Top", tooltip="To the top.", id="minutes.top"),
        Binding("end,G", "edge(1)", "End", tooltip="To the end.", id="minutes.end"),
        Binding("question_mark", "keys", "Keys", tooltip="All keys.", id="minutes.keys"),
        Binding("escape,m", "back", "Back", tooltip="Back to where you were.", id="minutes.back"),
    ]

    def __init__(
        self, session: RefinementSession, *, exporter: Exporter, greeting: str = "", wrong: bool = False
    ) -> None:
        """Make the screen; it says *greeting* first, *wrong* if that is about something that went wrong."""
        super().__init__()
        self._session = session
        self._exporter = exporter
        self._greeting = greeting
        self._greeting_is_wrong = wrong
        self._format = FORMATS["markdown"]
        self._text: str | None = None
        """The document in this format; None: there is none."""
        self._error = ""

    def on_mount(self) -> None:
        self._render_document()
        super().on_mount()
        if self._greeting:
            self.say(self._greeting, wrong=self._greeting_is_wrong)

    def _render_document(self) -> None:
        self._text, self._error = None, ""
        try:
            self._text = self._exporter.text(self._session, self._format)
        except EmptyExportError as error:
            self._error = error.message
        except RefineError as error:
            self.say(error.message, wrong=True)

    @property
    def _is_closed(self) -> bool:
        return self._session.status is SessionStatus.CLOSED

    # --- the list ----------------------------------------------------------------------------------

    def header(self) -> HeaderContent:
        place = _FORMAT_NAMES.index(self._format.name) + 1
        return HeaderContent(
            title="Minutes" if self._is_closed else "Minutes so far",
            details=f"{self._session.team.name} · {self._session.title}",
            subtitle=self._format.name,
            subtitle_details=f"{self._format.about}   ·   format {place} of {len(FORMATS)}",
        )

    def list_rows(self) -> Sequence[Row[int]]:
        """Return the minutes as they read, and any other format as it stands in its file."""
        palette = self.palette
        if self._text is None:
            return [Row(content=plain(self._error, palette.muted))]
        if self._format.name == "markdown":
            return [Row(content=_content(line, palette)) for line in terminal_lines(self._text)]
        return [Row(content=plain(line, palette.text)) for line in self._text.splitlines()]

    def choices(self) -> Sequence[str]:
        saves_both = self._format.name in ("markdown", "json")
        save = "save Markdown and JSON" if saves_both else f"save as {self._format.ending}"
        return (save, "save every format", *(("reopen the session",) if self._is_closed else ()))

    def keys(self) -> Sequence[Key]:
        return (
            Key(key="← →", label="another format"),
            Key(key="y", label="copy", id="minutes.copy"),
            Key(key="↑ ↓", label="scroll"),
            Key(key="space", label="page", weight=2),
            Key(key="esc", label="back", id="minutes.back"),
            Key(key="?", label="keys", id="minutes.keys"),
        )

    # --- what the keys do ---------------------------------------------------------------------------

    def action_format(self, by: int) -> None:
        place = (_FORMAT_NAMES.index(self._format.name) + by) % len(_FORMAT_NAMES)
        self._format = FORMATS[_FORMAT_NAMES[place]]
        self.say("")
        self._render_document()
        self.show_list()
        self.row_list.scroll_home(animate=False)

    def action_copy(self) -> None:
        if self._text is None:
            self.say("There is nothing to copy.")
            return
        self.app.copy_to_clipboard(self._text)
        self.say(copied_words(self._text, "1 saves it as a file"))

    def action_save(self) -> None:
        try:
            paths = self._exporter.write(self._session, self._format)
        except RefineError as error:
            self.say(error.message, wrong=True)
            return
        self.say(f"Saved: {' and '.join(path.name for path in paths)}{NEXT}in {shown_path(paths[0].parent)}")

    def action_save_all(self) -> None:
        try:
            rendered = self._exporter.all_texts(self._session)
            paths = self._exporter.write_texts(self._session, rendered.texts)
        except RefineError as error:
            self.say(error.message, wrong=True)
            return
        skipped = ", ".join(words.partition(":")[0] for words in rendered.skipped)
        without = f" · without {skipped}" if skipped else ""
        self.say(f"Saved {len(paths)} files in {shown_path(paths[0].parent)}{without}")

    def action_reopen(self) -> None:
        if self._is_closed:
            self.post_message(ReopenRequested(session_id=self._session.id))

    def action_back(self) -> None:
        self.dismiss()


def _content(line: TerminalLine, palette: Palette) -> RenderableType:
    match line.kind:
        case LineKind.TITLE:
            return plain(line.text, f"bold {palette.accent}")
        case LineKind.HEADING:
            return plain(line.text, f"bold {palette.heading}")
        case LineKind.ACTION | LineKind.BULLET:
            bullet = styled("✓", palette.done) if line.done else styled("•", palette.muted)
            return columns(None, bullet, plain(line.text, palette.text), width=1, palette=palette)
        case LineKind.SUB_BULLET:
            return columns(
                None, styled("  –", palette.muted), plain(line.text, palette.muted), width=3, palette=palette
            )
        case _:
            return plain(line.text, palette.text)
