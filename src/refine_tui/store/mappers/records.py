"""Records, and the links to those of earlier sessions."""

from refine_tui.domain.records import (
    ActionItem,
    ActionReview,
    ActionStatus,
    Decision,
    EarlierAction,
    Note,
    ParkedTopic,
    Question,
    QuestionStatus,
)
from refine_tui.store.rows import Owner
from refine_tui.store.stored_values import enum_parser, optional
from refine_tui.store.tables.records import (
    ActionItemRow,
    DecisionRow,
    EarlierActionRow,
    EarlierParkedRow,
    EarlierQuestionRow,
    NoteRow,
    ParkedTopicRow,
    QuestionRow,
)

_parse_action_status = enum_parser(ActionStatus)
_parse_question_status = enum_parser(QuestionStatus)
_parse_review = optional(enum_parser(ActionReview))


def decision_row(owner: Owner, decision: Decision) -> DecisionRow:
    """Return the row of a decision."""
    return DecisionRow(
        team_id=owner.team_id,
        session_id=owner.session_id,
        number=decision.number,
        text=decision.text,
        item=decision.item,
        at=decision.at,
        because=decision.because,
    )


def decision_from_row(row: DecisionRow) -> Decision:
    """Return the decision of a row."""
    return Decision(number=row.number, text=row.text, item=row.item, at=row.at, because=row.because)


def action_row(owner: Owner, action: ActionItem) -> ActionItemRow:
    """Return the row of an action item."""
    return ActionItemRow(
        team_id=owner.team_id,
        session_id=owner.session_id,
        number=action.number,
        text=action.text,
        item=action.item,
        at=action.at,
        owner=action.owner,
        due=action.due,
        status=action.status.value,
    )


def action_from_row(row: ActionItemRow) -> ActionItem:
    """Return the action item of a row.

    Raises:
        StoredValueError: its status cannot be parsed.
    """
    return ActionItem(
        number=row.number,
        text=row.text,
        item=row.item,
        at=row.at,
        owner=row.owner,
        due=row.due,
        status=_parse_action_status(row.status),
    )


def question_row(owner: Owner, question: Question) -> QuestionRow:
    """Return the row of a question."""
    return QuestionRow(
        team_id=owner.team_id,
        session_id=owner.session_id,
        number=question.number,
        text=question.text,
        item=question.item,
        at=question.at,
        owner=question.owner,
        status=question.status.value,
        answer=question.answer,
        due=question.due,
    )


def question_from_row(row: QuestionRow) -> Question:
    """Return the question of a row.

    Raises:
        StoredValueError: its status cannot be parsed.
    """
    return Question(
        number=row.number,
        text=row.text,
        item=row.item,
        at=row.at,
        owner=row.owner,
        status=_parse_question_status(row.status),
        answer=row.answer,
        due=row.due,
    )


def parked_topic_row(owner: Owner, topic: ParkedTopic) -> ParkedTopicRow:
    """Return the row of a parked topic."""
    return ParkedTopicRow(
        team_id=owner.team_id,
        session_id=owner.session_id,
        number=topic.number,
        text=topic.text,
        item=topic.item,
        at=topic.at,
        discussed_in=topic.discussed_in,
    )


def parked_topic_from_row(row: ParkedTopicRow) -> ParkedTopic:
    """Return the parked topic of a row."""
    return ParkedTopic(number=row.number, text=row.text, item=row.item, at=row.at, discussed_in=row.discussed_in)


def note_row(owner: Owner, note: Note) -> NoteRow:
    """Return the row of a note."""
    return NoteRow(
        team_id=owner.team_id,
        session_id=owner.session_id,
        number=note.number,
        text=note.text,
        item=note.item,
        at=note.at,
    )


def note_from_row(row: NoteRow) -> Note:
    """Return the note of a row."""
    return Note(number=row.number, text=row.text, item=row.item, at=row.at)


def earlier_action_row(owner: Owner, earlier: EarlierAction) -> EarlierActionRow:
    """Return the row that links an action item of an earlier session to this one."""
    review = earlier.review.value if earlier.review else None
    return EarlierActionRow(
        team_id=owner.team_id,
        session_id=owner.session_id,
        number=earlier.number,
        promise=review,
    )


def earlier_action_from_rows(action: ActionItemRow, link: EarlierActionRow) -> EarlierAction:
    """Return an action item of an earlier session, of its row and of the one that links it.

    Raises:
        StoredValueError: its status or its review cannot be parsed.
    """
    return EarlierAction(action=action_from_row(action), review=_parse_review(link.promise))


def earlier_question_row(owner: Owner, question: Question) -> EarlierQuestionRow:
    """Return the row that links a question of an earlier session to this one."""
    return EarlierQuestionRow(team_id=owner.team_id, session_id=owner.session_id, number=question.number)


def earlier_parked_row(owner: Owner, topic: ParkedTopic) -> EarlierParkedRow:
    """Return the row that links a parked topic of an earlier session to this one."""
    return EarlierParkedRow(team_id=owner.team_id, session_id=owner.session_id, number=topic.number)
