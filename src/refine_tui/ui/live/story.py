"""What is typed about the open story: why, outcome, measure, criteria, estimate, dependencies, answers, the verdict."""

from functools import partial

from refine_tui.domain.deep_dive import (
    StoryField,
    add_criterion,
    edit_criterion,
    mark_not_ready,
    mark_ready,
    scale_value,
    set_estimate,
    set_story_field,
)
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.readiness import add_dependency, open_checks
from refine_tui.domain.recording import answer_question, find_question
from refine_tui.domain.records import QuestionStatus, RecordKind
from refine_tui.domain.session import RefinementSession, SessionItem
from refine_tui.ui.live.capture import completed, line_reading, read_line
from refine_tui.ui.live.checks import change_checks
from refine_tui.ui.live.controls import Entry, LineResult, LiveControls
from refine_tui.ui.live.targets import CriterionRow, DependencyRow, FieldRow, RowTarget
from refine_tui.ui.questions import ChoiceQuestion, LineQuestion, Option

FIELD_HINTS = {
    StoryField.WHY: "who needs it, and what for?",
    StoryField.OUTCOME: "if we ship it, what changes for the user?",
    StoryField.MEASURE: "how will we know that it worked?",
}


def open_story(controls: LiveControls) -> SessionItem | None:
    """Return the story on the screen; None: none is open."""
    item = controls.session.find(controls.session.open_item)
    return item if item is not None and item.deep_dive is not None else None


async def state_field(controls: LiveControls, field: StoryField) -> None:
    """Type why, outcome or measure of the open story."""
    if (item := open_story(controls)) is None:
        return
    question = LineQuestion(
        title=f"{item.label}  {field.value.capitalize()}",
        initial=getattr(item.item, field.value),
        hint=FIELD_HINTS[field],
        draft=f"{field.value} {item.id}",
    )
    await controls.enter_line(
        question,
        lambda text: Entry(
            transition=lambda session, _: set_story_field(session, item=item.id, field=field, text=text),
            mark=lambda _: FieldRow(field),
        ),
    )


async def add_criteria(controls: LiveControls) -> None:
    """Type acceptance criteria one after the other; enter alone ends it."""
    hint, is_first = "given … when … then …, or one sentence that can be tested", True
    while (item := open_story(controls)) is not None:
        number = len(item.item.acceptance_criteria) + 1
        question = LineQuestion(title=f"{item.label}  Criterion {number}", hint=hint, draft=f"criterion {item.id}")
        result = await controls.enter_line(question, partial(_criterion, item, is_first))
        if result is not LineResult.STORED:
            return
        hint, is_first = "the next one   ·   enter alone ends it", False


def _criterion(item: SessionItem, is_first: bool, text: str) -> Entry | None:
    if not clean_line(text) and not is_first:
        return None
    return Entry(transition=lambda session, _: add_criterion(session, item=item.id, text=text), mark=_latest_criterion)


def _latest_criterion(session: RefinementSession) -> RowTarget | None:
    item = session.find(session.open_item)
    return CriterionRow(len(item.item.acceptance_criteria) - 1) if item is not None else None


async def change_criterion(controls: LiveControls, index: int) -> None:
    """Edit an acceptance criterion of the open story."""
    if (item := open_story(controls)) is None:
        return
    question = LineQuestion(
        title=f"{item.label}  Criterion {index + 1}",
        initial=item.item.acceptance_criteria[index],
        hint="one sentence that can be tested",
        draft=f"criterion {item.id} {index}",
    )
    await controls.enter_line(
        question,
        lambda text: Entry(
            transition=lambda session, _: edit_criterion(session, item=item.id, index=index, text=text),
            mark=lambda _: CriterionRow(index),
        ),
    )


async def agree_estimate(controls: LiveControls) -> None:
    """Type the estimate that the group has agreed on."""
    if (item := open_story(controls)) is None:
        return
    scale = controls.session.agenda.scale
    question = LineQuestion(
        title=f"{item.label}  Estimate",
        initial=item.agreed_estimate,
        hint=f"one of {' '.join(scale)}   ·   leave empty to clear",
        draft=f"estimate {item.id}",
    )
    await controls.enter_line(
        question,
        lambda text: Entry(
            transition=lambda session, _: set_estimate(session, item=item.id, value=scale_value(text, scale))
        ),
    )


async def call_ready(controls: LiveControls) -> None:
    """Mark the open story as ready; where checks are open, ask once."""
    while (item := open_story(controls)) is not None:
        if gaps := open_checks(controls.session, item):
            question = ChoiceQuestion(
                title=f"{item.label} has open checks: {', '.join(gaps)}",
                options=(
                    Option(label="ready anyway", value="ready"),
                    Option(label="tick them", value="tick"),
                    Option(label="back", value="back"),
                ),
            )
            answer = await controls.choose(question)
            if answer == "tick":
                await change_checks(controls)
                continue
            if answer != "ready":
                return
        controls.apply(
            lambda session, now: mark_ready(session, item=item.id, now=now, stay=True),
            words=lambda session: _ready_words(session, item.id),
        )
        return


def _ready_words(session: RefinementSession, item: int) -> str:
    held = session.item(item)
    gaps = open_checks(session, held)
    return f"{held.label} ready, with open checks: {', '.join(gaps)}" if gaps else f"{held.label} is ready"


async def call_not_ready(controls: LiveControls) -> None:
    """Mark the open story as not ready, with what is missing."""
    if (item := open_story(controls)) is None:
        return
    question = LineQuestion(
        title=f"{item.label}  Not ready: what is missing?",
        initial=item.reason,
        hint="what is missing, for the minutes   ·   esc leaves it undecided",
        draft=f"not ready {item.id}",
    )
    await controls.enter_line(
        question,
        lambda text: Entry(
            transition=lambda session, now: mark_not_ready(session, item=item.id, reason=text, now=now, stay=True)
        ),
    )


async def note_dependency(controls: LiveControls) -> None:
    """Type something that another team or an outside system has to do first."""
    if (item := open_story(controls)) is None:
        return
    question = LineQuestion(
        title=f"{item.label}  Depends on",
        hint="another team or system, then  @who  and by when: due 27 Nov",
        read=lambda text: line_reading(controls.model(), RecordKind.ACTION, text),
        complete=lambda text: completed(controls.session, text),
        draft=f"depends {item.id}",
    )
    await controls.enter_line(question, lambda text: _dependency(controls, item, text))


def _dependency(controls: LiveControls, item: SessionItem, text: str) -> Entry:
    reading = read_line(controls.model(), RecordKind.ACTION, text)
    return Entry(
        transition=lambda session, _: add_dependency(
            session, item=item.id, text=reading.text, who=reading.owner, by=reading.due
        ),
        words=lambda session: _dependency_words(session, item.id),
        mark=lambda session: DependencyRow(len(session.item(item.id).item.dependencies) - 1),
    )


def _dependency_words(session: RefinementSession, item: int) -> str:
    """Return what was noted last of what a story depends on, and what is still missing there."""
    held = session.item(item)
    dependency = held.item.dependencies[-1]
    gaps = [*(() if dependency.who else ("by whom?",)), *(() if dependency.by else ("by when?",))]
    return " · ".join((f"{held.label} depends on {dependency.text}", *gaps))


async def answer(controls: LiveControls, number: int) -> None:
    """Type the answer to a question of this session or of an earlier one.

    Raises:
        DomainError: the session has no question with this number.
    """
    held = find_question(controls.session, number)
    is_open = held.status is QuestionStatus.OPEN
    question = LineQuestion(
        title=f"Answer to {held.label}: {held.text}",
        initial=held.answer,
        hint=f"leave empty to {'keep it open' if is_open else 'open the question again'}",
        draft=f"answer {number}",
    )
    await controls.enter_line(
        question,
        lambda text: Entry(transition=lambda session, _: answer_question(session, number=number, answer=text)),
    )


async def read_description(controls: LiveControls) -> None:
    """Show the whole description of the item that is open."""
    from refine_tui.ui.dialogs.text_dialog import TextDialog  # noqa: PLC0415 - when it is needed

    item = controls.session.find(controls.session.open_item)
    if item is not None:
        await controls.screen.show_dialog(TextDialog(f"{item.label}  {item.item.title}", item.item.description))
