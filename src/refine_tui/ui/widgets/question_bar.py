"""The bar above the keys in which a question is asked: a line to type, or choices by digit.

It lies over the lowest rows of the screen, so that opening and closing it repaints only itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.timer import Timer

from refine_tui.ui.questions import ChoiceQuestion, Line, LineQuestion
from refine_tui.ui.theme import palette_of
from refine_tui.ui.widgets.choices import Choices
from refine_tui.ui.widgets.line_widget import LineWidget
from refine_tui.ui.widgets.styled import styled

if TYPE_CHECKING:  # the field is loaded with the first line that is asked for
    from refine_tui.ui.widgets.line_area import LineArea

KEEP_AFTER = 1.0
"""Seconds after which what was typed is kept: after a kill no more than these are missing."""
_INLINE_TITLE = 16
"""The widest title, in cells, that stands in front of its line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _AskedLine:
    question: LineQuestion
    answer: Callable[[Line], None]
    keep: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _AskedChoice:
    question: ChoiceQuestion[Any]
    answer: Callable[[int | None], None]


class QuestionBar(Vertical, can_focus=True):
    """Asks one question at a time."""

    DEFAULT_CSS = """
    QuestionBar { layer: question; dock: bottom; height: auto; width: 100%; background: $panel; padding: 0 2; }
    QuestionBar > Horizontal { height: auto; }
    QuestionBar #question-title { height: auto; display: none; }
    QuestionBar #question-label { height: 1; }
    QuestionBar #question-reading { height: auto; min-height: 1; }
    QuestionBar #question-keys { height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", show=False, priority=True),
        Binding("left,up,k", "move(-1)", "Before", show=False),
        Binding("right,down,j", "move(1)", "After", show=False),
        Binding("enter", "choose", "Choose", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="question-bar")
        self._title = LineWidget(id="question-title")
        self._label = LineWidget(id="question-label")
        self._row = Horizontal(self._label)
        self._reading = LineWidget(id="question-reading")
        self._keys = LineWidget(id="question-keys")
        self._area: LineArea | None = None
        self._asked: _AskedLine | _AskedChoice | None = None
        self._chosen = 0
        self._error = ""
        self._begun: str | None = None
        """The text with which the line was opened, until it is changed; then None."""
        self._timer: Timer | None = None
        self.visible = False

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._row
        yield self._reading
        yield self._keys

    @property
    def is_open(self) -> bool:
        """Whether a question waits for its answer."""
        return self._asked is not None

    async def ask_line(
        self,
        question: LineQuestion,
        *,
        text: str,
        error: str,
        keep: Callable[[str], str],
        answer: Callable[[Line], None],
    ) -> None:
        """Show a line question, *text* in its field; *keep* stores a draft and returns what went wrong, or nothing."""
        if self._area is None:
            from refine_tui.ui.widgets.line_area import LineArea  # noqa: PLC0415 - not before the first paint

            self._area = LineArea()
            await self._row.mount(self._area)
        self._asked = _AskedLine(question=question, answer=answer, keep=keep)
        self._error, self._begun = error, text
        self._open(question.title, is_choice=False)
        self._area.begin(question.initial, text)
        self._area.fit_height()
        self._show_reading()
        self.screen.set_focus(self._area, scroll_visible=False)

    def ask_choice(self, question: ChoiceQuestion[Any], *, answer: Callable[[int | None], None]) -> None:
        """Show a choice question."""
        self._asked = _AskedChoice(question=question, answer=answer)
        self._chosen, self._error = question.chosen, ""
        self._open(question.title, is_choice=True)
        self._show_choices(question)
        self.screen.set_focus(self, scroll_visible=False)

    def _open(self, title: str, *, is_choice: bool) -> None:
        palette = palette_of(self.app)
        inline = not is_choice and cell_len(title) <= _INLINE_TITLE
        self._title.display = not inline
        self._label.display = inline
        words = styled(title, f"bold {palette.accent}")
        self._label.styles.width = words.cell_len + 2
        (self._label if inline else self._title).update(words)
        self._row.display = not is_choice
        self._keys.update(self._key_text())
        self.visible = True

    def _key_text(self) -> Text:
        palette = palette_of(self.app)
        asked = self._asked
        if isinstance(asked, _AskedChoice):
            digits = f"1–{len(asked.question.options)}" if len(asked.question.options) > 1 else "1"
            keys = [(digits, "choose"), ("← → enter", "choose the marked one"), ("esc", "back")]
        else:
            keys = [("enter", "save"), ("esc", "cancel (text is kept)"), ("ctrl+z", "undo typing")]
            if asked is not None and asked.question.complete is not None:
                keys.insert(1, ("tab", "name"))
        text = Text(no_wrap=True, overflow="ellipsis")
        for place, (key, label) in enumerate(keys):
            text.append("   " if place else "").append(key, style=f"bold {palette.accent}")
            text.append(f" {label}", style=palette.text)
        return text

    # --- a line ------------------------------------------------------------------------------

    # Textual finds these handlers by their names, so that the field is not loaded for them.

    def on_text_area_changed(self, event: "LineArea.Changed") -> None:
        event.stop()
        if not isinstance(self._asked, _AskedLine) or self._area is None:
            return
        self._area.fit_height()
        if self._area.text == self._begun:  # the text that was put in, not typed
            return
        self._begun, self._error = None, ""
        self._show_reading()
        if self._timer is None:
            self._timer = self.set_timer(KEEP_AFTER, self.keep_text)

    def keep_text(self) -> None:
        """Store what is being typed as a draft."""
        self._stop_timer()
        if not isinstance(self._asked, _AskedLine) or self._area is None:
            return
        text = self._area.text
        if problem := self._asked.keep("" if text == self._asked.question.initial else text):
            self._error = problem
            self._show_reading()

    def on_line_area_submitted(self, event: "LineArea.Submitted") -> None:
        event.stop()
        self._answer_line(Line(text=event.text, entered=True))

    def on_line_area_completion_requested(self, event: "LineArea.CompletionRequested") -> None:
        event.stop()
        if isinstance(self._asked, _AskedLine) and self._area is not None and self._asked.question.complete is not None:
            completed = self._asked.question.complete(self._area.text)
            if completed is not None:
                self._area.replace_all(f"{completed} ")

    def _answer_line(self, line: Line) -> None:
        asked = self._asked
        if isinstance(asked, _AskedLine):
            self._close()
            asked.answer(line)

    def _show_reading(self) -> None:
        if not isinstance(self._asked, _AskedLine) or self._area is None:
            return
        palette, question, text = palette_of(self.app), self._asked.question, self._area.text
        reading = question.read(text) if question.read is not None and text.strip() else None
        words = Text(overflow="fold")
        if self._error:
            words.append(f"! {self._error}", style=palette.gap)
        elif reading is not None and reading.words:
            words.append(f"→ {reading.words}", style=palette.gap if reading.is_problem else palette.person)
        else:
            words.append(question.hint, style=palette.muted)
        self._reading.update(words)

    # --- a choice ----------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        if not isinstance(self._asked, _AskedChoice) or event.character is None:
            return
        question = self._asked.question
        digits = "123456789"[: len(question.options)]
        for keys in (digits, question.letters):
            if event.character in keys:
                event.stop()
                self._answer_choice(keys.index(event.character))
                return

    def on_paste(self, event: events.Paste) -> None:
        event.stop()

    def action_move(self, by: int) -> None:
        if isinstance(self._asked, _AskedChoice):
            self._chosen = (self._chosen + by) % len(self._asked.question.options)
            self._show_choices(self._asked.question)

    def action_choose(self) -> None:
        self._answer_choice(self._chosen)

    def _answer_choice(self, index: int | None) -> None:
        asked = self._asked
        if isinstance(asked, _AskedChoice):
            self._close()
            asked.answer(index)

    def _show_choices(self, question: ChoiceQuestion[Any]) -> None:
        labels = tuple(option.label for option in question.options)
        self._reading.update(Choices(choices=labels, key_colour=palette_of(self.app).accent, chosen=self._chosen))

    # --- both --------------------------------------------------------------------------------

    def action_leave(self) -> None:
        if isinstance(self._asked, _AskedLine) and self._area is not None:
            self._answer_line(Line(text=self._area.text, entered=False))
        else:
            self._answer_choice(None)

    def _close(self) -> None:
        self._stop_timer()
        self._asked = None
        self.visible = False
        self.screen.set_focus(None)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
