"""What earlier sessions left: their action items, their parked topics, and what cannot be done with these here."""

from collections.abc import Iterator

from refine_tui.domain.carried_over import (
    edit_earlier_action,
    find_earlier_action,
    review_earlier_action,
)
from refine_tui.domain.date_words import format_day
from refine_tui.domain.parking_lot import close_parked_topic, find_parked_topic, reopen_parked_topic
from refine_tui.domain.records import ActionReview, EarlierAction, ParkedStatus, RecordKind
from refine_tui.ui.live.capture import completed, line_of, line_reading, read_line
from refine_tui.ui.live.controls import Entry, LiveControls
from refine_tui.ui.live.targets import EarlierActionRow, ParkedRow
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.questions import ChoiceQuestion, LineQuestion, Option

REVIEW_WORDS = {ActionReview.DONE: "✓ done", ActionReview.KEPT: "still open", ActionReview.DROPPED: "dropped"}
_CHOICE_WORDS = {ActionReview.DONE: "done", ActionReview.KEPT: "still open", ActionReview.DROPPED: "drop"}


def action_details(earlier: EarlierAction, model: LiveViewModel) -> Iterator[tuple[str, str]]:
    """Yield what belongs to an earlier action item, with its style: who, when, overdue, what became of it."""
    palette, action = model.palette, earlier.action
    is_open = earlier.review in (None, ActionReview.KEPT)
    if action.owner:
        yield action.owner, palette.person
    if action.due:
        yield f"due {format_day(action.due, model.today)}", palette.person
        if action.due < model.today and is_open:
            yield "overdue", f"bold {palette.gap}"
    if action.gaps and is_open:
        yield " · ".join(action.gaps), palette.accent
    if earlier.review is not None:
        style = palette.done if earlier.review is ActionReview.DONE else palette.muted
        yield REVIEW_WORDS[earlier.review], style


async def review_actions(controls: LiveControls) -> None:
    """Go through the action items of earlier sessions: done, still open or dropped."""
    earlier = controls.session.earlier_actions
    waiting = [each for each in earlier if each.review is None] or list(earlier)
    for each in waiting:
        if not await review_action(controls, each.number):
            return


async def review_action(controls: LiveControls, number: int) -> bool:
    """Ask what became of one action item; return whether that was answered."""
    earlier = find_earlier_action(controls.session, number)
    details = " · ".join(words for words, _ in action_details(earlier, controls.model()))
    reviews = tuple(_CHOICE_WORDS)
    review = await controls.choose(
        ChoiceQuestion(
            title=f"{earlier.action.label} {earlier.action.text}" + (f"   {details}" if details else ""),
            options=tuple(Option(label=words, value=review) for review, words in _CHOICE_WORDS.items()),
            chosen=reviews.index(earlier.review) if earlier.review else 0,
        )
    )
    if review is None:
        return False
    controls.apply(
        lambda session, _: review_earlier_action(session, number=number, review=review),
        mark=lambda _: EarlierActionRow(number),
    )
    return True


async def open_review(controls: LiveControls, number: int) -> None:
    """Ask what became of one action item."""
    await review_action(controls, number)


async def edit_action(controls: LiveControls, number: int) -> None:
    """Edit an action item of an earlier session: its text, owner and date."""
    action = find_earlier_action(controls.session, number).action
    question = LineQuestion(
        title=f"Action item {action.label}",
        initial=line_of(controls.model(), action),
        hint=RecordKind.ACTION.hint,
        read=lambda text: line_reading(controls.model(), RecordKind.ACTION, text),
        complete=lambda text: completed(controls.session, text),
    )
    await controls.enter_line(question, lambda text: _edited_action(controls, number, text))


def _edited_action(controls: LiveControls, number: int, text: str) -> Entry:
    reading = read_line(controls.model(), RecordKind.ACTION, text)
    return Entry(
        transition=lambda session, _: edit_earlier_action(
            session, number=number, text=reading.text, owner=reading.owner, due=reading.due
        )
    )


async def toggle_parked_topic(controls: LiveControls, number: int) -> None:
    """Mark a parked topic of an earlier session as discussed, or open it again."""
    topic = find_parked_topic(controls.session, number)
    change = close_parked_topic if topic.status is ParkedStatus.OPEN else reopen_parked_topic
    controls.apply(lambda session, _: change(session, number=number), mark=lambda _: ParkedRow(number))


async def explain_question(controls: LiveControls, number: int) -> None:
    """Say what can be done with a question of an earlier session, which is neither edited nor removed here."""
    controls.say(f"Q{number} is from an earlier session: enter answers it.")


async def explain_action(controls: LiveControls, number: int) -> None:
    """Say what can be done with an action item of an earlier session, which is not removed here."""
    controls.say(f"A{number} is from an earlier session: enter marks it done, still open or dropped.")


async def explain_parked_topic(controls: LiveControls, number: int) -> None:
    """Say what can be done with a parked topic of an earlier session, which is not removed here."""
    controls.say(f"P{number} is from an earlier session: enter marks it as discussed, or open again.")
