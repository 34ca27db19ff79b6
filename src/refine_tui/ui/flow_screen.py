"""The base of every screen: it runs flows, asks their questions, and says what was done.

A flow is an async function that asks, awaits the answer and goes on with it. While a flow works, the app holds the
next key back; while it waits for an answer, keys go to the question. So no key ever acts on a screen below.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from refine_tui.domain.errors import RefineError
from refine_tui.ui.hardened_app import HardenedApp
from refine_tui.ui.widgets.notice import NoticeLine

if TYPE_CHECKING:  # loaded with the first question: the first paint does not wait for it
    from refine_tui.ui.questions import ChoiceQuestion, Line, LineQuestion
    from refine_tui.ui.widgets.question_bar import QuestionBar

Answer = TypeVar("Answer")
Value = TypeVar("Value")
Parsed = TypeVar("Parsed")
Result = TypeVar("Result")

Flow = Coroutine[Any, Any, None]
"""What a key starts: it asks, awaits, applies, and ends."""


class PendingAnswer(Generic[Answer]):
    """The answer that a flow waits for. Keys act while it waits, and are held back from the moment it is given."""

    def __init__(self, app: HardenedApp) -> None:
        self._app = app
        self._future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

    def give(self, value: Answer) -> None:
        """Let the flow go on with *value*."""
        if not self._future.done():
            self._app.keys.begin_work()
            self._future.set_result(value)

    async def wait(self) -> Answer:
        """Return the answer once it is given."""
        self._app.keys.end_work()
        try:
            return await self._future
        except asyncio.CancelledError:
            self._app.keys.begin_work()
            raise


class FlowScreen(Screen[Result], Generic[Result]):
    """A screen with a notice, and with a question bar from the first question on.

    Its style sheet needs the layers ``base question``: the bar lies over the lowest rows.
    """

    AUTO_FOCUS = ""
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in Textual, but a change of the focus does not repaint the whole screen."""

    def __init__(self) -> None:
        super().__init__()
        self._bar: QuestionBar | None = None
        self._unfinished: dict[str, str] = {}
        """The texts of lines that were left, by the name of their draft."""

    def start(self, flow: Flow) -> None:
        """Run a flow; what goes wrong in it is said in one sentence."""
        self._flow_app.keys.begin_work()
        self.run_worker(self._run(flow), group="flow", exit_on_error=True)

    async def _run(self, flow: Flow) -> None:
        try:
            await flow
        except RefineError as error:
            self.say(error.message, wrong=True)
        finally:
            if self.is_attached:
                self._hide_bar()
            self._flow_app.keys.end_work()

    async def ask_line(
        self,
        question: "LineQuestion",
        *,
        text: str | None = None,
        is_draft: bool = False,
        error: str = "",
        keep: Callable[[str], str] = lambda text: "",
    ) -> "Line":
        """Ask for a line and return it.

        Args:
            question: What is asked.
            text: What the field holds at first, if that is not the question's initial text.
            is_draft: Whether *text* is a draft from before: it is selected, so that typing replaces it.
            error: Why the text before was refused.
            keep: Stores what is being typed; returns what went wrong, or nothing.
        """
        answer: PendingAnswer[Line] = PendingAnswer(self._flow_app)
        held = question.initial if text is None else text
        bar = await self._mounted_bar()
        await bar.ask_line(question, text=held, is_draft=is_draft, error=error, keep=keep, answer=answer.give)
        return await answer.wait()

    async def ask_valid_line(self, question: "LineQuestion", parse: Callable[[str], Parsed]) -> Parsed | None:
        """Ask for a line until *parse* accepts it, and return what *parse* returns; None: the question was left.

        The error of *parse* is shown, and the text stays. A text that was left is in the line again the next time.
        """
        name = question.draft_name
        text, error = self._unfinished.pop(name, None), ""
        while True:
            line = await self.ask_line(question, text=text, is_draft=text is not None and not error, error=error)
            if not line.entered:
                if question.keeps_draft and line.text.strip() and line.text != question.initial:
                    self._unfinished[name] = line.text
                return None
            try:
                return parse(line.text)
            except RefineError as problem:
                text, error = line.text, problem.message

    async def ask_choice(self, question: "ChoiceQuestion[Value]") -> Value | None:
        """Ask for one of the options and return its value; None: the question was left."""
        answer = PendingAnswer[int | None](self._flow_app)
        (await self._mounted_bar()).ask_choice(question, answer=answer.give)
        index = await answer.wait()
        return None if index is None else question.value_at(index)

    async def show_dialog(self, dialog: Screen[Answer]) -> Answer | None:
        """Show a dialog over this screen and return its answer."""
        self._hide_bar()
        answer = PendingAnswer[Answer | None](self._flow_app)
        self.app.push_screen(dialog, answer.give)
        return await answer.wait()

    async def in_thread(self, function: Callable[[], Answer]) -> Answer:
        """Run *function* beside the screen, which answers keys meanwhile, and return its result."""
        self._hide_bar()
        self._flow_app.keys.end_work()
        try:
            return await asyncio.to_thread(function)
        finally:
            self._flow_app.keys.begin_work()

    @property
    def _flow_app(self) -> HardenedApp:
        app = self.app
        if not isinstance(app, HardenedApp):
            raise TypeError("This screen belongs to the refine app.")
        return app

    async def _mounted_bar(self) -> "QuestionBar":
        """Return the bar in which questions are asked, mounted."""
        if self._bar is None:
            from refine_tui.ui.widgets.question_bar import QuestionBar  # noqa: PLC0415 - not before the first question

            composed = self.query(QuestionBar)
            bar = composed.first() if composed else QuestionBar()
            if not composed:
                await self.mount(bar)
            self._bar = bar
        return self._bar

    def _hide_bar(self) -> None:
        if self._bar is not None:
            self._bar.hide()

    @property
    def is_covered(self) -> bool:
        """Whether the bar covers the lowest rows: a question is open, or the flow that asked it has not ended."""
        return self._bar is not None and self._bar.visible

    @property
    def is_asking(self) -> bool:
        """Whether a question is open."""
        return self._bar is not None and self._bar.is_open

    def keep_text(self) -> None:
        """Store what is being typed as a draft, now."""
        if self._bar is not None:
            self._bar.keep_text()

    @property
    def focus_chain(self) -> list[Widget]:
        """The widgets that tab goes through: none, so that no key takes the focus by accident."""
        return []

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Give a widget the focus; while a question is open, only its bar can have it, whatever is clicked."""
        if self.is_asking and (widget is None or self._bar not in widget.ancestors_with_self):
            return
        super().set_focus(widget, scroll_visible=scroll_visible, from_app_focus=from_app_focus)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let no key of the screen act while a question is open."""
        if self.is_asking:
            return False
        return super().check_action(action, parameters)

    def say(self, words: str, wrong: bool = False, *, seconds: float | None = None) -> None:
        """Show a sentence above the keys, for some seconds or until the next one."""
        self.query_one(NoticeLine).say(words, wrong=wrong, seconds=seconds)
