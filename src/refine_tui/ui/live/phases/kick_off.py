"""The kick-off: the goal of the session, the product goal behind it, who is here, what the last sessions left."""

from collections.abc import Callable
from functools import partial

from rich.text import Text

from refine_tui.domain.backlog_item import ItemState
from refine_tui.domain.date_words import format_day
from refine_tui.domain.people import Participant
from refine_tui.domain.plain_text import counted
from refine_tui.domain.records import ParkedStatus
from refine_tui.domain.session_setup import set_goal, set_product_goal
from refine_tui.ui.flow_screen import Flow
from refine_tui.ui.live.controls import Entry, LiveControls
from refine_tui.ui.live.earlier import (
    action_details,
    edit_action,
    explain_action,
    explain_parked_topic,
    explain_question,
    open_review,
    review_actions,
    toggle_parked_topic,
)
from refine_tui.ui.live.people import change_presence, type_people
from refine_tui.ui.live.phases.item_words import prompt_rows
from refine_tui.ui.live.phases.phase_view import Choice, PhaseView, Rows
from refine_tui.ui.live.story import answer
from refine_tui.ui.live.targets import EarlierActionRow, EarlierQuestionRow, GoalRow, ParkedRow, PersonRow, RowTarget
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.questions import LineQuestion
from refine_tui.ui.widgets.columns import columns, heading, plain, width_of
from refine_tui.ui.widgets.row_list import BLANK, Row
from refine_tui.ui.widgets.styled import styled


async def state_goal(controls: LiveControls) -> None:
    """Type the goal of the session."""
    question = LineQuestion(
        title="Session goal",
        initial=controls.session.goal,
        hint="what must be different when you leave, in one sentence",
    )
    await controls.enter_line(
        question,
        lambda text: Entry(
            transition=lambda session, _: set_goal(session, text=text),
            words=lambda session: f"Session goal: {session.goal}" if session.goal else "Session goal cleared",
            mark=lambda _: GoalRow.SESSION,
        ),
    )


async def state_product_goal(controls: LiveControls) -> None:
    """Type the goal of the product that gives the context."""
    question = LineQuestion(
        title="Product goal",
        initial=controls.session.product_goal,
        hint="the goal or the metric that gives the context",
    )
    await controls.enter_line(
        question,
        lambda text: Entry(
            transition=lambda session, _: set_product_goal(session, text=text),
            words=lambda session: (
                f"Product goal: {session.product_goal}" if session.product_goal else "Product goal cleared"
            ),
            mark=lambda _: GoalRow.PRODUCT,
        ),
    )


class KickOffView(PhaseView):
    """What the first five minutes decide."""

    def progress(self, model: LiveViewModel) -> Text:
        session, muted = model.session, model.palette.muted
        if not session.items:
            return styled("No items yet: i imports some", muted)
        new = counted(len(session.triage_items), "new item")
        return styled(f"{new} · {len(session.candidates)} for the deep dive today", muted)

    def rows(self, model: LiveViewModel) -> Rows:
        session, gap = model.session, [BLANK] if model.is_airy else []
        rows: Rows = [
            _goal_row(model, GoalRow.SESSION, "Session goal", session.goal, "press 1: what must be different?"),
            *gap,
            _goal_row(
                model, GoalRow.PRODUCT, "Product goal", session.product_goal, "press 2: which goal or metric is it for?"
            ),
            BLANK,
            *_people_rows(model),
            *_action_rows(model),
            *_question_rows(model),
            *_parked_rows(model),
            *_carried_rows(model),
        ]
        return [*rows, *prompt_rows(model)]

    def choices(self, model: LiveViewModel) -> tuple[Choice, ...]:
        review = Choice(label="action items from last time", run=review_actions)
        return (
            Choice(label="session goal", run=state_goal, opens_line=True),
            Choice(label="product goal", run=state_product_goal, opens_line=True),
            Choice(label="who is here", run=type_people, opens_line=True),
            *((review,) if model.session.earlier_actions else ()),
        )

    def enter(self, model: LiveViewModel) -> Callable[[LiveControls], Flow] | None:
        match model.chosen:
            case PersonRow(person=person):
                return partial(change_presence, person=person)
            case EarlierActionRow(number=number):
                return partial(open_review, number=number)
            case EarlierQuestionRow(number=number):
                return partial(answer, number=number)
            case ParkedRow(number=number):
                return partial(toggle_parked_topic, number=number)
            case GoalRow():
                return state_product_goal if model.chosen is GoalRow.PRODUCT else state_goal
            case _:
                return None

    def edit(self, model: LiveViewModel) -> Callable[[LiveControls], Flow] | None:
        match model.chosen:
            case PersonRow():
                return type_people
            case EarlierActionRow(number=number):
                return partial(edit_action, number=number)
            case _:
                return self.enter(model)

    def remove(self, model: LiveViewModel) -> Callable[[LiveControls], Flow] | None:
        match model.chosen:
            case EarlierActionRow(number=number):
                return partial(explain_action, number=number)
            case EarlierQuestionRow(number=number):
                return partial(explain_question, number=number)
            case ParkedRow(number=number):
                return partial(explain_parked_topic, number=number)
            case _:
                return None

    def enter_label(self, model: LiveViewModel) -> str:
        match model.chosen:
            case PersonRow():
                return "here or away"
            case EarlierActionRow():
                return "done, still open, drop"
            case EarlierQuestionRow():
                return "answer"
            case ParkedRow():
                return "discussed"
            case _:
                return "edit"


def _goal_row(model: LiveViewModel, target: GoalRow, title: str, text: str, empty: str) -> Row[RowTarget]:
    palette = model.palette
    value = plain(text, f"bold {palette.text}") if text else styled(empty, palette.muted)
    return Row(content=columns("", styled(title, palette.heading), value, width=12, palette=palette), target=target)


def _people_rows(model: LiveViewModel) -> Rows:
    palette, people = model.palette, model.session.people
    rows: Rows = [Row(content=heading("Who is here", palette))]
    if not people:
        rows.append(Row(content=styled("  nobody yet: press 3", palette.muted)))
    width = width_of([person.name for person in people])
    return rows + [_person_row(model, person, width) for person in people]


def _person_row(model: LiveViewModel, person: Participant, width: int) -> Row[RowTarget]:
    palette = model.palette
    mark = styled("✓ " if person.present else "– ", palette.done if person.present else palette.muted)
    name = plain(person.name, palette.text if person.present else palette.muted)
    role = styled(f"{person.role_words}{_times(model, person)}", palette.muted)
    return Row(
        content=columns("", mark.append_text(name), role, width=width + 3, palette=palette), target=PersonRow(person.id)
    )


def _times(model: LiveViewModel, person: Participant) -> str:
    """Return since when, or until when, a person is here."""
    local = model.session.local
    since = f" · since {local(person.arrived_at):%H:%M}" if person.arrived_at else ""
    if person.present:
        return since
    return f"{since} · left at {local(person.left_at):%H:%M}" if person.left_at else " · away"


def _action_rows(model: LiveViewModel) -> Rows:
    palette, earlier = model.palette, model.session.earlier_actions
    if not earlier:
        return []
    rows: Rows = [BLANK, Row(content=heading("Action items from last time", palette))]
    for each in earlier:
        text = plain(each.action.text, palette.text)
        for words, style in action_details(each, model):
            text.append(f"  {words}", style=style)
        label = styled(each.action.label, f"bold {palette.text}")
        rows.append(
            Row(content=columns("", label, text, width=4, palette=palette), target=EarlierActionRow(each.number))
        )
    return rows


def _question_rows(model: LiveViewModel) -> Rows:
    palette, questions = model.palette, model.session.earlier_questions
    if not questions:
        return []
    rows: Rows = [BLANK, Row(content=heading("Open questions from last time", palette))]
    for question in questions:
        text = plain(question.text, palette.text)
        if question.owner:
            text.append(f"  ask {question.owner}", style=palette.person)
        if question.due and not question.answer:
            text.append(f"  {format_day(question.due, model.today)}", style=palette.person)
        if question.answer:
            text.append(f"  ✓ {question.answer}", style=palette.done)
        label = styled(question.label, f"bold {palette.text}")
        rows.append(
            Row(content=columns("", label, text, width=4, palette=palette), target=EarlierQuestionRow(question.number))
        )
    return rows


def _parked_rows(model: LiveViewModel) -> Rows:
    palette, topics = model.palette, model.session.earlier_parked
    if not topics:
        return []
    rows: Rows = [BLANK, Row(content=heading("Parked topics", palette))]
    for topic in topics:
        text = plain(topic.text, palette.text)
        if topic.status is ParkedStatus.DISCUSSED:
            text.append("  ✓ discussed", style=palette.done)
        label = styled(topic.label, f"bold {palette.text}")
        rows.append(Row(content=columns("", label, text, width=4, palette=palette), target=ParkedRow(topic.number)))
    return rows


def _carried_rows(model: LiveViewModel) -> Rows:
    """Return the items of earlier sessions: not reached, not ready, or moved to this session."""
    before = [item for item in model.session.items if item.item.triaged_at or item.item.state is ItemState.NEXT_SESSION]
    if not before:
        return []
    palette = model.palette
    text = plain(" · ".join(item.label for item in before), palette.text)
    label = styled(f"{counted(len(before), 'item')} carried over", palette.heading)
    return [BLANK, Row(content=columns("", label, text, width=22, palette=palette))]
