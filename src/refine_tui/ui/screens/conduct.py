"""Carries out what the parts of a screen want: asks, applies, says what was done."""

from collections.abc import Callable, Sequence
from functools import partial

from textual.screen import Screen

from refine_tui.domain.capture_line import complete_name
from refine_tui.domain.errors import RefineError
from refine_tui.domain.records import RecordKind
from refine_tui.facilitator import Facilitator
from refine_tui.ui.dialogs.choice_dialog import ChoiceDialog
from refine_tui.ui.dialogs.line_dialog import Line, LineDialog
from refine_tui.ui.screens.drafts import Drafts, name_of
from refine_tui.ui.widgets.capturing import reading_words, recorded
from refine_tui.ui.widgets.intents import Apply, AskChoice, AskLine, Capture, HandOut, Intent, Say
from refine_tui.ui.widgets.phase_view import Scene

TITLES = {
    RecordKind.DECISION: ("Decision", "what was decided, because …"),
    RecordKind.ACTION: ("Action item", "what, then  @who  fri  or  due 27 Nov"),
    RecordKind.QUESTION: ("Open question", "what we do not know yet, perhaps  @who to ask"),
    RecordKind.PARKED: ("Parking lot", "a topic for another time"),
    RecordKind.NOTE: ("Note", "a remark"),
}
"""What each kind of record is called in its capture line, and what can be typed."""


class Conduct:
    """The hands of the live screen: intentions in, committed changes out."""

    def __init__(
        self,
        *,
        screen: Screen[None],
        facilitator: Facilitator,
        scene: Callable[[], Scene],
        say: Callable[[str, bool], None],
        changed: Callable[[], None],
        hand_out: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._facilitator = facilitator
        self._scene = scene
        self._say = say
        self._changed = changed
        self._hand_out = hand_out
        self.drafts = Drafts(facilitator)

    def carry_out(self, intents: Sequence[Intent]) -> None:
        """Carry out intentions in order; a question waits for its answer, a failure ends the row."""
        for index, intent in enumerate(intents):
            rest = intents[index + 1 :]
            match intent:
                case Apply() if not self.apply(intent):
                    return
                case Say(words=words):
                    self._say(words, False)
                case HandOut():
                    self._hand_out()
                case AskLine() | Capture():
                    self._ask_line(self._capture(intent) if isinstance(intent, Capture) else intent)
                case AskChoice():
                    self._ask_choice(intent, rest)
                    return

    def apply(self, wish: Apply) -> bool:
        """Apply a transition; say what was done, or why not. Return whether it was done."""
        try:
            change = self._facilitator.apply(wish.transition, **wish.asked)
        except RefineError as problem:
            self._say(problem.message, True)
            self._changed()
            return False
        if change.step:
            self._say(f"{change.step}   ·   u undoes", False)
        self._changed()
        return True

    def undo_or_redo(self, *, redo: bool) -> None:
        """Take the latest step back, or make it again, and say which it was."""
        try:
            step = self._facilitator.redo() if redo else self._facilitator.undo()
        except RefineError as problem:
            self._say(problem.message, True)
        else:
            self._say(f"{'Done again' if redo else 'Undone'}: {step}", False)
        self._changed()

    def _capture(self, wish: Capture) -> AskLine:
        kind, scene = wish.kind, self._scene()
        title, hint = TITLES[kind]
        about = scene.session.label_of(wish.item)
        editing = f" {kind.value[0].upper()}{wish.number}" if wish.number else ""
        return AskLine(
            title=f"{title}{editing}{f'   on {about}' if about else ''}",
            initial=wish.initial,
            hint=hint,
            read=lambda text: reading_words(self._scene(), kind, text, item=wish.item),
            then=lambda text: recorded(self._scene(), kind, text, item=wish.item, number=wish.number),
            draft=name_of(kind, wish.number),
            after=wish.after,
        )

    def _ask_line(self, question: AskLine, *, error: str = "") -> None:
        draft = question.draft or question.title
        initial = self.drafts.text(draft, question.initial)
        people = self._scene().session.people
        dialog = LineDialog(
            question.title,
            initial=initial,
            original=question.initial,
            hint=question.hint,
            error=error,
            read=question.read,
            complete=partial(complete_name, people=people) if question.read else None,
            keep=partial(self.drafts.keep, draft),
        )
        self._screen.app.push_screen(dialog, partial(self._answered, question))

    def _answered(self, question: AskLine, line: Line | None) -> None:
        if line is None:
            return
        if not line.entered:
            self._left(question, line.text)
        elif not self._entered(question, line.text):
            return
        if question.after is not None:
            question.after()

    def _left(self, question: AskLine, text: str) -> None:
        """Keep what was typed, and say how it comes back."""
        kept = text if text.strip() and text != question.initial else ""
        problem = self.drafts.keep(question.draft or question.title, kept)
        if problem or kept:
            self._say(problem or "What you typed is kept: the same key brings it back.", bool(problem))

    def _entered(self, question: AskLine, text: str) -> bool:
        """Record what was typed, or ask again with the reason why not; return whether it was recorded."""
        draft = question.draft or question.title
        try:
            wish = question.then(text)
            if isinstance(wish, Apply):
                change = self._facilitator.apply(wish.transition, **wish.asked)
                self._say(f"{change.step}   ·   u undoes" if change.step else "", False)
        except RefineError as problem:
            self.drafts.hold(draft, text)
            self._ask_line(question, error=problem.message)
            return False
        self._changed()
        if left_over := self.drafts.keep(draft, ""):
            self._say(left_over, True)
        return True

    def _ask_choice(self, question: AskChoice, rest: Sequence[Intent]) -> None:
        def chosen(index: int | None) -> None:
            if index is not None:
                self.carry_out([*question.then(index), *rest])

        dialog = ChoiceDialog(question.title, question.options, chosen=question.chosen)
        self._screen.app.push_screen(dialog, chosen)
