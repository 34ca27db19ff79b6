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

from refine_tui.domain.errors import RefineError
from refine_tui.ui.questions import ZERO, ChoiceQuestion, Line, LineQuestion, Reading
from refine_tui.ui.theme import Palette, palette_of
from refine_tui.ui.widgets.choices import Choices
from refine_tui.ui.widgets.focus_anchor import FocusAnchor
from refine_tui.ui.widgets.line_widget import LineWidget
from refine_tui.ui.widgets.styled import styled

if TYPE_CHECKING:  # the field is loaded with the first line that is asked for
    from refine_tui.ui.widgets.line_area import LineArea

KEEP_AFTER = 1.0
"""Seconds after which what was typed is kept: after a kill no more than these are missing."""
DRAFT_HINT = "kept from before: type to replace it, → to go on with it"
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


class QuestionBar(Vertical):
    """Asks one question at a time."""

    DEFAULT_CSS = """
    QuestionBar { layer: question; dock: bottom; height: auto; width: 100%; background: $panel; padding: 0 2; }
    QuestionBar > Horizontal { height: auto; }
    QuestionBar #question-title { height: auto; display: none; }
    QuestionBar #question-label { height: 1; }
    QuestionBar #question-reading { height: auto; min-height: 1; }
    QuestionBar #question-keys { height: 1; width: 1fr; }
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
        self._anchor = FocusAnchor()
        self._area: LineArea | None = None
        self._asked: _AskedLine | _AskedChoice | None = None
        self._chosen = 0
        self._error = ""
        self._text = ""
        """The text that the error is about: the error stays until another one is typed."""
        self._shows_draft = False
        self._timer: Timer | None = None
        self.visible = False

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._row
        yield self._reading
        with Horizontal():
            yield self._keys
            yield self._anchor

    @property
    def is_open(self) -> bool:
        """Whether a question waits for its answer."""
        return self._asked is not None

    async def ask_line(
        self,
        question: LineQuestion,
        *,
        text: str,
        is_draft: bool,
        error: str,
        keep: Callable[[str], str],
        answer: Callable[[Line], None],
    ) -> None:
        """Show a line question, *text* in its field; *keep* stores a draft and returns what went wrong, or nothing.

        A text that is a draft from before is selected, so that typing replaces it.
        """
        if self._area is None:
            from refine_tui.ui.widgets.line_area import LineArea  # noqa: PLC0415 - not before the first paint

            self._area = LineArea()
            await self._row.mount(self._area)
        self._asked = _AskedLine(question=question, answer=answer, keep=keep)
        self._error, self._text = error, text
        self._open(question.title, is_choice=False)
        self._area.begin(question.initial, text, is_draft=is_draft)
        self._show_reading()
        self.screen.set_focus(self._area, scroll_visible=False)

    def ask_choice(self, question: ChoiceQuestion[Any], *, answer: Callable[[int | None], None]) -> None:
        """Show a choice question."""
        self._asked = _AskedChoice(question=question, answer=answer)
        self._chosen, self._error = question.chosen, ""
        self._open(question.title, is_choice=True)
        self._reading.update(_choices(question, self._chosen, palette_of(self.app)))
        self.screen.set_focus(self._anchor, scroll_visible=False)

    def _open(self, title: str, *, is_choice: bool) -> None:
        palette = palette_of(self.app)
        inline = not is_choice and cell_len(title) <= _INLINE_TITLE
        self._title.display = not inline
        self._label.display = inline
        words = styled(title, f"bold {palette.accent}")
        self._label.styles.width = words.cell_len + 2
        (self._label if inline else self._title).update(words)
        self._row.display = not is_choice
        self._keys.update(_key_text(self._asked, palette))
        self.visible = True

    # --- a line ------------------------------------------------------------------------------

    # Textual finds these handlers by their names, so that the field is not loaded for them.

    def on_text_area_changed(self, event: "LineArea.Changed") -> None:
        event.stop()
        if not isinstance(self._asked, _AskedLine) or self._area is None:
            return
        if self._area.text != self._text:
            self._error, self._text = "", self._area.text
        self._show_reading()
        if self._timer is None:
            self._timer = self.set_timer(KEEP_AFTER, self.keep_text)

    def on_text_area_selection_changed(self, event: "LineArea.SelectionChanged") -> None:
        event.stop()
        if self._shows_draft:
            self._show_reading()

    def keep_text(self) -> None:
        """Store what is being typed as a draft."""
        self._stop_timer()
        if not isinstance(self._asked, _AskedLine) or self._area is None:
            return
        text = self._area.text
        problem = self._asked.keep("" if text == self._asked.question.initial else text)
        if problem and not self._error:
            self._error = problem
            self._show_reading()

    def on_line_area_submitted(self, event: "LineArea.Submitted") -> None:
        event.stop()
        self._give(Line(text=event.text, entered=True))

    def on_line_area_completion_requested(self, event: "LineArea.CompletionRequested") -> None:
        event.stop()
        if isinstance(self._asked, _AskedLine) and self._area is not None and self._asked.question.complete is not None:
            completed = self._asked.question.complete(self._area.text)
            if completed is not None:
                self._area.replace_all(f"{completed} ")

    def _show_reading(self) -> None:
        if not isinstance(self._asked, _AskedLine) or self._area is None:
            return
        palette, question, text = palette_of(self.app), self._asked.question, self._area.text
        reading = _read(question, text)
        words = Text(overflow="fold")
        self._shows_draft = not self._error and self._area.holds_fresh_draft
        if self._error:
            words.append(f"! {self._error}", style=palette.gap)
        elif self._shows_draft:
            words.append(DRAFT_HINT, style=palette.muted)
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
        if event.character == "0" and question.zero is not None:
            event.stop()
            self._give(ZERO)
            return
        digits = "123456789"[: len(question.options)]
        for keys in (digits, question.letters):
            if event.character in keys:
                event.stop()
                self._give(keys.index(event.character))
                return

    def on_paste(self, event: events.Paste) -> None:
        event.stop()

    def action_move(self, by: int) -> None:
        if isinstance(self._asked, _AskedChoice):
            self._chosen = (self._chosen + by) % len(self._asked.question.options)
            self._reading.update(_choices(self._asked.question, self._chosen, palette_of(self.app)))

    def action_choose(self) -> None:
        self._give(self._chosen)

    # --- both --------------------------------------------------------------------------------

    def action_leave(self) -> None:
        if isinstance(self._asked, _AskedLine) and self._area is not None:
            self._give(Line(text=self._area.text, entered=False))
        else:
            self._give(None)

    def _give(self, answer: Line | int | None) -> None:
        """Close the question and give its answer."""
        self._stop_timer()
        asked, self._asked = self._asked, None
        match asked, answer:
            case _AskedLine(), Line():
                asked.answer(answer)
            case _AskedChoice(), int() | None:
                asked.answer(answer)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def hide(self) -> None:
        """Uncover what is below, unless a question is open: the flow that asked has ended."""
        if self._asked is None and self.visible:
            self.visible = False
            if self.screen.focused is not None and self in self.screen.focused.ancestors:
                self.screen.set_focus(None)


def _read(question: LineQuestion, text: str) -> Reading | None:
    """Return how the line is understood; None: there is nothing to understand."""
    if question.read is None or not text.strip():
        return None
    try:
        return question.read(text)
    except RefineError as problem:
        return Reading(problem.message, is_problem=True)


def _choices(question: ChoiceQuestion[Any], chosen: int, palette: Palette) -> Choices:
    labels = tuple(option.label for option in question.options)
    zero = question.zero.label if question.zero is not None else ""
    return Choices(choices=labels, zero=zero, key_colour=palette.accent, chosen=chosen)


def _key_text(asked: _AskedLine | _AskedChoice | None, palette: Palette) -> Text:
    """Return the keys that hold while a question is open."""
    if isinstance(asked, _AskedChoice):
        digits = f"1–{len(asked.question.options)}" if len(asked.question.options) > 1 else "1"
        keys = [(digits, "choose"), ("← → enter", "choose the marked one"), ("esc", "back")]
    elif asked is not None:
        question = asked.question
        leave = "cancel (text is kept)" if question.keeps_draft else "cancel"
        keys = [("enter", question.enter), ("esc", leave), ("ctrl+z", "undo typing")]
        if question.complete is not None:
            keys.insert(1, ("tab", "name"))
    else:
        keys = []
    text = Text(no_wrap=True, overflow="ellipsis")
    for place, (key, label) in enumerate(keys):
        text.append("   " if place else "").append(key, style=f"bold {palette.accent}")
        text.append(f" {label}", style=palette.text)
    return text
