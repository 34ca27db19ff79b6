"""The wrap-up: what is ready first; what is not and why; what was not reached; who does what; when we meet again."""

from collections.abc import Callable
from functools import partial

from rich.text import Text

from refine_tui.domain.date_words import format_day, format_full_day
from refine_tui.domain.dispositions import CarryOver, Outcome
from refine_tui.domain.plain_text import counted
from refine_tui.domain.readiness import open_checks
from refine_tui.domain.recording import set_action_status
from refine_tui.domain.records import ActionItem, ActionStatus, Question, QuestionStatus
from refine_tui.domain.session import SessionItem
from refine_tui.ui.flow_screen import Flow
from refine_tui.ui.live.capture import edit as edit_record
from refine_tui.ui.live.controls import LiveControls
from refine_tui.ui.live.phases.phase_view import Choice, PhaseView, Rows
from refine_tui.ui.live.targets import ActionRow, ItemRow, QuestionRow, RowTarget
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.live.wrap_up_flows import (
    carry_everything,
    choose_carry_over,
    close_session,
    complete_actions,
    plan_next_session,
    rate_session,
)
from refine_tui.ui.widgets.columns import columns, heading, plain
from refine_tui.ui.widgets.row_list import BLANK, Row
from refine_tui.ui.widgets.styled import styled

_CHOICES = (
    Choice(label="carry over everything not reached", run=carry_everything),
    Choice(label="add missing owners and dates", run=complete_actions),
    Choice(label="next session", run=plan_next_session, opens_line=True),
    Choice(label="rate the session", run=rate_session, opens_line=True),
    Choice(label="close the session", run=close_session),
)


class WrapUpView(PhaseView):
    """Sums up, decides what happens to open items, closes."""

    def progress(self, model: LiveViewModel) -> Text:
        session = model.session
        gaps = len(session.actions_with_gaps)
        parts = [f"{len(session.with_outcome(Outcome.READY))} ready"]
        parts.append(f"{counted(gaps, 'action')} without owner or date" if gaps else "")
        return styled(" · ".join(part for part in parts if part), model.palette.muted)

    def rows(self, model: LiveViewModel) -> Rows:
        session, palette = model.session, model.palette
        rows: Rows = [Row(content=heading("Ready for a sprint", palette))]
        rows += [_ready_row(model, item) for item in session.with_outcome(Outcome.READY)] or [_none(model, "none yet")]
        if not_ready := session.with_outcome(Outcome.NOT_READY):
            rows += [BLANK, Row(content=heading("Not ready", palette))]
            rows += [_not_ready_row(model, item) for item in not_ready]
        if session.undecided:
            undecided = len(session.without_carry_over)
            left = f": {undecided} left to decide" if undecided else ""
            rows += [BLANK, Row(content=heading(f"Not reached{left}", palette))]
            rows += [_not_reached_row(model, item) for item in session.undecided]
        rows += [BLANK, Row(content=heading("Action items", palette))]
        rows += [_action_row(model, action) for action in session.actions] or [_none(model, "none: a adds one")]
        rows += [BLANK, Row(content=heading("Open questions", palette))]
        rows += [_question_row(model, question) for question in session.open_questions]
        older = sum(question.status is QuestionStatus.OPEN for question in session.earlier_questions)
        if older:
            verb = "is" if older == 1 else "are"
            rows.append(_none(model, f"{counted(older, 'older question')} {verb} still open"))
        elif not session.open_questions:
            rows.append(_none(model, "none"))
        rows += [BLANK, _next_row(model)]
        if session.ratings:
            mean = sum(session.ratings) / len(session.ratings)
            votes = counted(len(session.ratings), "vote")
            text = styled("Rating  ", palette.heading).append(f"{mean:.1f} / 5", style=f"bold {palette.text}")
            rows.append(Row(content=text.append(f"  ({votes})", style=palette.muted)))
        return rows

    def choices(self, model: LiveViewModel) -> tuple[Choice, ...]:
        del model
        return _CHOICES

    def enter(self, model: LiveViewModel) -> Callable[[LiveControls], Flow] | None:
        match model.chosen:
            case ItemRow(item=item):
                return partial(choose_carry_over, item_id=item)
            case ActionRow(number=number):
                return partial(_edit_action, number=number)
            case QuestionRow(number=number):
                return partial(_edit_question, number=number)
            case _:
                return None

    def enter_label(self, model: LiveViewModel) -> str:
        match model.chosen:
            case ItemRow():
                return "carry over, park or drop"
            case ActionRow() | QuestionRow():
                return "edit"
            case _:
                return ""

    def remove(self, model: LiveViewModel) -> Callable[[LiveControls], Flow] | None:
        if isinstance(model.chosen, ActionRow):
            return partial(_drop_action, number=model.chosen.number)
        return None


async def _edit_action(controls: LiveControls, number: int) -> None:
    for action in controls.session.actions:
        if action.number == number:
            await edit_record(controls, action)


async def _edit_question(controls: LiveControls, number: int) -> None:
    for question in controls.session.questions:
        if question.number == number:
            await edit_record(controls, question)


async def _drop_action(controls: LiveControls, number: int) -> None:
    controls.apply(lambda session, _: set_action_status(session, number=number, status=ActionStatus.DROPPED))


def _ready_row(model: LiveViewModel, item: SessionItem) -> Row[RowTarget]:
    palette = model.palette
    gaps = open_checks(model.session, item)
    text = _item_text(model, item)
    if gaps:
        text.append(f"  with open checks: {', '.join(gaps)}", style=palette.muted)
    mark = styled("○", palette.text) if gaps else styled("✓", f"bold {palette.done}")
    return Row(content=columns("", mark, text, width=1, palette=palette, trailing=_estimate(model, item)))


def _item_text(model: LiveViewModel, item: SessionItem) -> Text:
    text = styled(item.label, f"bold {model.palette.text}")
    return text.append(f"  {item.item.title}", style=model.palette.text)


def _estimate(model: LiveViewModel, item: SessionItem) -> Text | None:
    estimate = item.agreed_estimate or item.item.estimate
    return styled(estimate, f"bold {model.palette.done}") if estimate else None


def _not_ready_row(model: LiveViewModel, item: SessionItem) -> Row[RowTarget]:
    palette = model.palette
    why = item.reason or ", ".join(open_checks(model.session, item)) or "no reason noted"
    text = _item_text(model, item).append(f"  {why}", style=palette.gap)
    return Row(content=columns("", styled("×", palette.gap), text, width=1, palette=palette))


def _not_reached_row(model: LiveViewModel, item: SessionItem) -> Row[RowTarget]:
    palette, carry_over = model.palette, item.carry_over
    words = None if carry_over is None else styled(carry_over.words, palette.text)
    style = palette.accent if carry_over is None else palette.text
    mark = {None: "·", CarryOver.CARRIED: "→", CarryOver.PARKED: "–", CarryOver.DROPPED: "×"}[carry_over]
    content = columns("", styled(mark, style), _item_text(model, item), width=1, palette=palette, trailing=words)
    return Row(content=content, target=ItemRow(item.id))


def _action_row(model: LiveViewModel, action: ActionItem) -> Row[RowTarget]:
    palette = model.palette
    text = plain(action.text, palette.text)
    for words in (action.owner, format_day(action.due, model.today) if action.due else ""):
        text.append(f"  {words}" if words else "", style=palette.person)
    if action.status is not ActionStatus.OPEN:
        is_done = action.status is ActionStatus.DONE
        style = palette.done if is_done else palette.muted
        text.append(f"  {'✓ ' if is_done else ''}{action.status.value}", style=style)
    elif action.gaps:
        text.append("  " + " · ".join(action.gaps), style=f"bold {palette.accent}")
    label = styled(action.label, f"bold {palette.text}")
    return Row(content=columns("", label, text, width=4, palette=palette), target=ActionRow(action.number))


def _question_row(model: LiveViewModel, question: Question) -> Row[RowTarget]:
    palette = model.palette
    text = plain(question.text, palette.text)
    if question.owner:
        text.append(f"  ask {question.owner}", style=palette.person)
    else:
        text.append("  no owner", style=f"bold {palette.accent}")
    if question.due:
        text.append(f"  {format_day(question.due, model.today)}", style=palette.person)
    label = styled(question.label, f"bold {palette.text}")
    return Row(content=columns("", label, text, width=4, palette=palette), target=QuestionRow(question.number))


def _next_row(model: LiveViewModel) -> Row[RowTarget]:
    session, palette = model.session, model.palette
    text = styled("Next session  ", palette.heading)
    if session.next_session_at is None:
        text.append("no date yet: press 3", style=palette.muted)
    else:
        moment = session.local(session.next_session_at)
        text.append(f"{format_full_day(moment.date())} {moment:%H:%M}", style=f"bold {palette.text}")
    return Row(content=text)


def _none(model: LiveViewModel, words: str) -> Row[RowTarget]:
    return Row(content=styled(f"  {words}", model.palette.muted))
