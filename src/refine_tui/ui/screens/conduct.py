"""Carries out what the parts of a screen want: asks, applies, says what was done."""

from collections.abc import Callable, Sequence
from functools import partial

from textual.screen import Screen

from refine_tui.application.application import Application
from refine_tui.domain.agenda import PhaseItems
from refine_tui.domain.errors import RefineError
from refine_tui.domain.owner_names import complete_name
from refine_tui.domain.session import Change, RefinementSession
from refine_tui.domain.timekeeping import open_item
from refine_tui.domain.triage import open_next
from refine_tui.ui.dialogs.choice_dialog import ChoiceDialog
from refine_tui.ui.dialogs.line_dialog import Line, LineDialog
from refine_tui.ui.screens.drafts import Drafts, name_of
from refine_tui.ui.widgets.capturing import reading_words, recorded
from refine_tui.ui.widgets.intents import Apply, AskChoice, AskLine, Capture, HandOut, Intent, Say
from refine_tui.ui.widgets.phase_view import Scene


class Conduct:
    """The hands of the live screen: intentions in, committed changes out."""

    def __init__(
        self,
        *,
        screen: Screen[None],
        application: Application,
        scene: Callable[[], Scene],
        say: Callable[[str, bool], None],
        changed: Callable[[], None],
        hand_out: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._application = application
        self._scene = scene
        self._say = say
        self._changed = changed
        self._hand_out = hand_out
        self.drafts = Drafts(application)

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
            change = self._application.live.apply(wish.transition)
        except RefineError as problem:
            self._say(problem.message, True)
            self._changed()
            return False
        self._tell(wish, change)
        self._changed()
        return True

    def _tell(self, wish: Apply, change: Change) -> None:
        """Say what was done; moving about is not told, unless the wish has words for it."""
        if wish.told is not None and (words := wish.told(change.session)):
            self._say(f"{words}   ·   u undoes" if change.step else words, False)
        elif change.step:
            self._say(f"{change.step}   ·   u undoes", False)

    def undo_or_redo(self, *, redo: bool) -> None:
        """Take the latest step back, or make it again, and say which it was."""
        before = self._application.live.session
        try:
            step = self._application.live.redo() if redo else self._application.live.undo()
            self._follow(before, redo=redo)
        except RefineError as problem:
            self._say(problem.message, True)
        else:
            self._say(f"{'Done again' if redo else 'Undone'}: {step}", False)
        self._changed()

    def _follow(self, before: RefinementSession, *, redo: bool) -> None:
        """In triage, put the one item that undo changed on the screen, and go on from one that redo has sent again."""
        session = self._application.live.session
        changed = [item for item in session.triage_items if before.find(item.id) != item]
        if session.current_phase.kind.items is not PhaseItems.TRIAGE or len(changed) != 1:
            return
        if not redo:
            self._application.live.apply(lambda session, now: open_item(session, item=changed[0].id, now=now))
        elif changed[0].triaged:
            self._application.live.apply(lambda session, now: open_next(session, after=changed[0].id, now=now))

    def _capture(self, wish: Capture) -> AskLine:
        kind, scene = wish.kind, self._scene()
        about = scene.session.label_of(wish.item)
        editing = f" {kind.letter}{wish.number}" if wish.number else ""
        return AskLine(
            title=f"{kind.title}{editing}{f'   on {about}' if about else ''}",
            initial=wish.initial,
            hint=kind.hint,
            read=lambda text: reading_words(self._scene(), kind, text, item=wish.item),
            then=lambda text: recorded(self._scene(), kind, text, item=wish.item, number=wish.number),
            draft=name_of(kind, wish.number),
            gone=wish.gone,
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
        if question.gone is not None:
            question.gone()

    def _left(self, question: AskLine, text: str) -> None:
        """Keep what was typed, and say how it comes back."""
        kept = text if text.strip() and text != question.initial else ""
        problem = self.drafts.keep(question.draft or question.title, kept)
        if problem or kept:
            self._say(problem or question.kept, bool(problem))
        elif question.left is not None:
            self.carry_out(question.left(self._application.live.session))

    def _entered(self, question: AskLine, text: str) -> bool:
        """Record what was typed, or ask again with the reason why not; return whether it was recorded."""
        draft, following = question.draft or question.title, question.left
        try:
            wish = question.then(text)
            if isinstance(wish, Apply):
                stored = draft if self.drafts.is_stored(draft) else ""
                change = self._application.live.apply(wish.transition, draft=stored)
                self.drafts.forget(draft)
                self._say("", False)
                self._tell(wish, change)
                following = question.after
        except RefineError as problem:
            self.drafts.hold(draft, text)
            self._ask_line(question, error=problem.message)
            return False
        self._changed()
        if left_over := self.drafts.keep(draft, ""):
            self._say(left_over, True)
        if following is not None:
            self.carry_out(following(self._application.live.session))
        return True

    def _ask_choice(self, question: AskChoice, rest: Sequence[Intent]) -> None:
        def chosen(index: int | None) -> None:
            if index is not None:
                self.carry_out([*question.then(index), *rest])

        dialog = ChoiceDialog(question.title, question.options, chosen=question.chosen)
        self._screen.app.push_screen(dialog, chosen)
