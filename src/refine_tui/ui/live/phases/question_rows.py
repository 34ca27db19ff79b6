"""The questions about the open story, a row each."""

from refine_tui.domain.date_words import format_day
from refine_tui.domain.records import Question, QuestionStatus
from refine_tui.domain.session import SessionItem
from refine_tui.ui.live.phases.item_words import LABEL_WIDTH
from refine_tui.ui.live.targets import QuestionRow, RowTarget
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.widgets.columns import columns
from refine_tui.ui.widgets.row_list import Row
from refine_tui.ui.widgets.styled import styled


def questions_about(model: LiveViewModel, item: SessionItem) -> tuple[list[Question], list[Question]]:
    """Return the open and the answered questions about an item, oldest first."""
    questions = model.session.questions_on(item.id)
    still_open = [question for question in questions if question.status is QuestionStatus.OPEN]
    return still_open, [question for question in questions if question.status is QuestionStatus.ANSWERED]


def is_earlier(model: LiveViewModel, number: int) -> bool:
    """Return whether the question with this number is of an earlier session."""
    return any(question.number == number for question in model.session.earlier_questions)


def question_row(model: LiveViewModel, question: Question, *, first: bool) -> Row[RowTarget]:
    """Return the row of a question; the first one of its group names the group."""
    palette = model.palette
    answered = question.status is QuestionStatus.ANSWERED
    text = styled(f"{question.label} ", f"bold {palette.done if answered else palette.accent}")
    text.append(question.text, style=palette.text)
    if answered:
        text.append(f"  ✓ {question.answer}", style=palette.done)
    else:
        due = format_day(question.due, model.today) if question.due else ""
        known = (f"ask {question.owner}" if question.owner else "", due)
        text.append("".join(f"  {part}" for part in known if part), style=palette.person)
    label = styled(("Answered" if answered else "Questions") if first else "", palette.heading)
    return Row(
        content=columns("", label, text, width=LABEL_WIDTH, palette=palette), target=QuestionRow(question.number)
    )
