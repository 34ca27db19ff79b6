"""The palette: every command of a screen with its key, found by typing a part of its name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from refine_tui.domain.plain_text import casefold_key
from refine_tui.ui.dialogs.question_dialog import QuestionDialog
from refine_tui.ui.widgets.columns import columns, plain
from refine_tui.ui.widgets.row_list import Row, RowList, moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One entry of the palette."""

    title: str
    key: str
    """The keys that run it on the screen below, as people write them; empty: it has none."""
    help: str
    """One sentence on what it does."""
    run: Callable[[], object]
    """Runs it; may return an awaitable."""


def matching(commands: Sequence[Command], text: str) -> list[Command]:
    """Return the commands whose title or help has all words of *text*, those whose title begins with it first."""
    wanted = casefold_key(text)
    ranked = [(_rank(command, wanted), index, command) for index, command in enumerate(commands)]
    return [command for rank, _, command in sorted(ranked, key=lambda each: each[:2]) if rank != _NOT]


def _rank(command: Command, wanted: str) -> int:
    title, words = casefold_key(command.title), wanted.split()
    if title.startswith(wanted):
        return 0
    if all(word in title for word in words):
        return 1
    return 2 if all(word in f"{title} {casefold_key(command.help)}" for word in words) else _NOT


_NOT = 3
_TITLE_WIDTH, _KEY_WIDTH = 22, 14
_MOST_ROWS = 12
"""Lines of the list where there is room for them; it is as high with one entry as with all, so that nothing jumps."""


class PaletteDialog(QuestionDialog[Command]):
    """Answers with the command that was chosen, or with None."""

    takes_text = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next", show=False, priority=True),
        Binding("up", "move(-1)", "Before", show=False, priority=True),
        Binding("pagedown", "move(8)", "Further down", show=False, priority=True),
        Binding("pageup", "move(-8)", "Further up", show=False, priority=True),
    ]

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__("Commands: type a part of a name", (("enter", "run"), ("↑ ↓", "choose"), ("esc", "back")))
        self._commands = tuple(commands)
        self._found: list[Command] = []
        self._rows: list[Row[int]] = []
        self._chosen = 0

    def compose_question(self) -> ComposeResult:
        line = Input(select_on_focus=False, id="line")
        line.cursor_blink = False
        yield line
        yield RowList(id="content")

    def on_resize(self) -> None:
        self.query_one(RowList).styles.height = max(4, min(_MOST_ROWS, self.size.height // 2 - 2))

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self._show("")

    def insert(self, text: str) -> None:
        self.query_one(Input).insert_text_at_cursor(text)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Show what matches now."""
        self._show(event.value)

    def _show(self, text: str) -> None:
        self._found = matching(self._commands, text)
        self._rows = [self._row(index, command) for index, command in enumerate(self._found)]
        self._chosen = 0
        nothing: Row[int] = Row(content=plain("No command has that name.", self.palette.muted))
        self.query_one(RowList).show(self._rows or [nothing], self._chosen if self._rows else None)

    def _row(self, index: int, command: Command) -> Row[int]:
        palette = self.palette
        label = plain(set_cell_size(command.title, _TITLE_WIDTH), palette.text)
        label.append(command.key, style=f"bold {palette.accent}")
        words = plain(command.help, palette.muted)
        return Row(content=columns("", label, words, width=_TITLE_WIDTH + _KEY_WIDTH, palette=palette), target=index)

    def action_move(self, by: int) -> None:
        self._chosen = moved(self._rows, self._chosen, by) or 0
        self.query_one(RowList).mark(self._chosen)

    @on(Input.Submitted)
    def entered(self) -> None:
        """Answer with the marked command; where nothing matches, the line stays."""
        if self._found:
            self.dismiss(self._found[self._chosen])
