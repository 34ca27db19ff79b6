"""How a session begins: what the team's last one left is filled in, and too many new items are asked about."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App

from refine_tui.application.application import Application
from refine_tui.application.start_check import (
    ManyNewItems,
    PlannedSession,
    ReadyToStart,
    UnfinishedSession,
    start_question,
    with_last_session_defaults,
)
from refine_tui.domain.date_words import format_day
from refine_tui.domain.errors import DomainError, RefineError
from refine_tui.domain.plain_text import whole_number
from refine_tui.domain.session import RefinementSession, zone_of
from refine_tui.domain.session_setup import SUGGESTED_TRIAGE_LIMIT, SessionSetup, merge_setup, setup_of
from refine_tui.domain.summary import SessionSummary
from refine_tui.ui.dialogs.choice_dialog import ChoiceDialog
from refine_tui.ui.dialogs.line_dialog import Line, LineDialog
from refine_tui.ui.widgets.import_words import count_words

if TYPE_CHECKING:
    from refine_tui.importers.report import ImportReport

FIRST_WORDS = "The clock runs. ] goes on to the next phase, ? shows all keys."


class Starting:
    """Starts sessions; tells when one has begun, or which is to go on instead, or why none has."""

    def __init__(
        self,
        *,
        app: App[None],
        application: Application,
        begun: Callable[[str], None],
        go_on: Callable[[int], None],
        not_begun: Callable[[str, bool], None],
    ) -> None:
        self._app = app
        self._application = application
        self._begun = begun
        self._go_on = go_on
        self._not_begun = not_begun

    def start_with(self, opening: SessionSetup, imports: "tuple[ImportReport, ...]") -> None:
        """Take in the files that were read, then start.

        Raises:
            RefineError: it could not be saved.
        """
        words = []
        for report in imports:
            merged = self._application.backlogs.import_items(opening.team_name, report.item_import())
            words.append(count_words(merged, len(report.skipped)))
        self.start(opening, "; ".join(words))

    def start(self, opening: SessionSetup, greeting: str = "") -> None:
        """Start a session, or first ask how many of too many new items to bring.

        Raises:
            RefineError: it could not be saved.
        """
        views = self._application.views
        opening = with_last_session_defaults(views, opening)
        match start_question(views, opening):
            case UnfinishedSession(summary=summary):
                self._offer_running(opening, summary, greeting)
            case PlannedSession(session=planned):
                self._offer(opening, planned, greeting)
            case ManyNewItems(count=new):
                self._ask_how_many(opening, new, greeting)
            case ReadyToStart():
                self._application.lifecycle.start(opening)
                self._begun(f"Taken in: {greeting}. ] goes on, ? shows all keys." if greeting else FIRST_WORDS)

    def _offer_running(self, opening: SessionSetup, running: SessionSummary, greeting: str) -> None:
        begun = running.started_at.astimezone(zone_of(running.zone)) if running.started_at else None
        when = f", begun {format_day(begun.date(), self._today(begun))} {begun:%H:%M}" if begun else ""

        def chosen(index: int | None) -> None:
            if index is None:
                self._not_begun("No session was started.", False)
                return
            try:
                if index == 0:
                    self._go_on(running.id)
                else:
                    self.start(replace(opening, another_session=True), greeting)
            except RefineError as problem:
                self._not_begun(problem.message, True)

        title = f"{running.team} has a session that is not closed{when}. Go on with it?"
        self._app.push_screen(ChoiceDialog(title, ("yes, go on with it", "no, begin another one")), chosen)

    def _today(self, moment: datetime) -> date:
        """Return the current day in the time zone of *moment*."""
        return self._application.clock.now().astimezone(moment.tzinfo).date()

    def _offer(self, opening: SessionSetup, planned: RefinementSession, greeting: str) -> None:
        moment = planned.local(planned.planned_for) if planned.planned_for else None
        when = f"for {format_day(moment.date(), self._today(moment))} {moment:%H:%M}" if moment else ""

        def chosen(index: int | None) -> None:
            if index is None:
                self._not_begun("No session was started.", False)
                return
            wanted = merge_setup(setup_of(planned), opening) if index == 0 else replace(opening, ignore_planned=True)
            try:
                self.start(wanted, greeting)
            except RefineError as problem:
                self._not_begun(problem.message, True)

        title = f"A session of {planned.team.name} is planned {when}. Is this it?"
        self._app.push_screen(ChoiceDialog(title, ("yes, begin it", "no, another one")), chosen)

    def _ask_how_many(
        self, opening: SessionSetup, new: int, greeting: str, *, typed: str = "", error: str = ""
    ) -> None:
        dialog = LineDialog(
            f"{new} new items came in. How many shall we triage today?",
            initial=typed or str(SUGGESTED_TRIAGE_LIMIT),
            hint="the rest stays in the backlog   ·   a minute an item is a good pace",
            error=error,
        )
        self._app.push_screen(dialog, partial(self._answered, opening, new, greeting))

    def _answered(self, opening: SessionSetup, new: int, greeting: str, line: Line | None) -> None:
        if line is None or not line.entered:
            self._not_begun("No session was started.", False)
            return
        try:
            self.start(replace(opening, triage_limit=_number(line.text, new)), greeting)
        except DomainError as problem:
            self._ask_how_many(opening, new, greeting, typed=line.text, error=problem.message)
        except RefineError as problem:
            self._not_begun(problem.message, True)


def _number(text: str, most: int) -> int:
    number = whole_number(text)
    if number is None or number > most:
        raise DomainError(f"Type a number from 0 to {most}.")
    return number
