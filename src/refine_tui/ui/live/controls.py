"""What a flow of the live screen works with: the session, its questions, changes, and the notice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TypeVar

from refine_tui.application.application import Application
from refine_tui.domain.errors import RefineError
from refine_tui.domain.session import Change, RefinementSession, Transition
from refine_tui.ui.flow_screen import FlowScreen
from refine_tui.ui.keymap import shown_keys
from refine_tui.ui.live.drafts import Drafts
from refine_tui.ui.live.targets import RowTarget
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.questions import ChoiceQuestion, LineQuestion
from refine_tui.ui.widgets.notice import NEXT

Value = TypeVar("Value")

NOTICE_SECONDS, UNDO_SECONDS = 10.0, 60.0
"""How long a notice stays, and one that offers to undo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a typed line changes."""

    transition: Transition
    words: Callable[[RefinementSession], str] | None = None
    """Makes the notice of the session after the change; None: the name of the step."""
    mark: Callable[[RefinementSession], RowTarget | None] | None = None
    """Returns the row to mark and bring into view after the change."""


class LineResult(Enum):
    """What became of a line question."""

    STORED = "stored"
    NOTHING = "nothing"
    """Enter, but the line asked for no change."""
    LEFT = "left"
    """Esc, and no text was left behind."""
    DRAFT = "draft"
    """Esc, and the text is kept as a draft."""


class LiveControls:
    """The session that runs, for flows: they ask, apply and say through it."""

    def __init__(
        self,
        *,
        screen: FlowScreen[None],
        application: Application,
        model: Callable[[], LiveViewModel],
        refresh: Callable[[RowTarget | None], None],
        mark: Callable[[LiveViewModel], None],
        item_block: Callable[[RefinementSession, int], str],
    ) -> None:
        """Make the controls.

        Args:
            screen: Asks the questions and shows the notice.
            application: Holds the open session.
            model: Returns what is on the screen now.
            refresh: Draws the session anew, and marks a row.
            mark: Marks the row that is chosen in a model, without drawing the others.
            item_block: Returns the text about an item for the clipboard.
        """
        self.screen = screen
        self.application = application
        self.model = model
        self.item_block = item_block
        self.mark = mark
        self.drafts = Drafts(application)
        self._refresh = refresh

    @property
    def session(self) -> RefinementSession:
        """The open session."""
        return self.application.live.session

    def now(self) -> datetime:
        """Return the time of the session (aware, UTC)."""
        return self.application.live.now()

    def key(self, binding: str) -> str:
        """Return the key that holds for the binding with this id, as people write it."""
        keys, _ = shown_keys(self.screen).get(binding, ("", ""))
        return keys.split()[0] if keys else ""

    def refresh(self, mark: RowTarget | None = None) -> None:
        """Draw the session anew, and mark a row."""
        self._refresh(mark)

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Show a sentence above the keys, which fades unless something is wrong."""
        self.screen.say(words, wrong, seconds=None if wrong else NOTICE_SECONDS)

    def say_done(self, words: str) -> None:
        """Say what was done, and which key undoes it."""
        self.screen.say(f"{words}{NEXT}{self.key('session.undo') or 'u'} undo", seconds=UNDO_SECONDS)

    def apply(
        self,
        transition: Transition,
        *,
        words: Callable[[RefinementSession], str] | None = None,
        mark: Callable[[RefinementSession], RowTarget | None] | None = None,
        draft: str = "",
    ) -> Change:
        """Apply a transition, save it, draw the session and say what was done; moving about says nothing by itself.

        Undo is offered where something changed.

        Args:
            transition: What changes.
            words: Makes the notice of the session after the change; None: the name of the step.
            mark: Returns the row to mark afterwards.
            draft: The draft that the change records; it is deleted in the same transaction.

        Raises:
            RefineError: a rule forbids it, or it could not be saved; the session does not change.
        """
        before = self.session
        try:
            change = self.application.live.apply(transition, draft=draft)
        except RefineError:
            self.refresh()
            raise
        self.refresh(mark(change.session) if mark is not None else None)
        said = words(change.session) if words is not None else change.step
        if said and change.step and change.session != before:
            self.say_done(said)
        elif said:
            self.say(said)
        return change

    async def enter_line(self, question: LineQuestion, read: Callable[[str], Entry | None]) -> LineResult:
        """Ask for a line until it can be stored or is left; the text is never lost.

        Args:
            question: What is asked.
            read: Returns what the text changes; None: nothing. A RefineError refuses the text with its sentence.
        """
        name, error = question.draft_name, ""
        text = self.drafts.text(name, question.initial) if question.keeps_draft else question.initial

        def keep(typed: str) -> str:
            return self.drafts.keep(name, typed) if question.keeps_draft else ""

        was_interrupted = self.drafts.begin(name)
        while True:
            is_draft = text != question.initial and not error and not was_interrupted
            line = await self.screen.ask_line(question, text=text, is_draft=is_draft, error=error, keep=keep)
            if not line.entered:
                return self._leave(question, line.text)
            try:
                entry = read(line.text)
                if entry is not None:
                    stored = name if self.drafts.is_stored(name) else ""
                    self.apply(entry.transition, words=entry.words, mark=entry.mark, draft=stored)
                    self.drafts.forget(name)
            except RefineError as problem:
                if question.keeps_draft:
                    self.drafts.hold(name, line.text)
                text, error = line.text, problem.message
                continue
            if problem_with_draft := self.drafts.keep(name, ""):
                self.say(problem_with_draft, wrong=True)
            return LineResult.NOTHING if entry is None else LineResult.STORED

    def _leave(self, question: LineQuestion, text: str) -> LineResult:
        """Keep what was typed, and say how it comes back."""
        kept = text if question.keeps_draft and text.strip() and text != question.initial else ""
        problem = self.drafts.keep(question.draft_name, kept)
        if problem:
            self.say(problem, wrong=True)
        elif kept:
            self.say("Your text is kept: the same key brings it back.")
        return LineResult.DRAFT if kept else LineResult.LEFT

    async def choose(self, question: ChoiceQuestion[Value]) -> Value | None:
        """Ask for one of the options; None: the question was left."""
        return await self.screen.ask_choice(question)
