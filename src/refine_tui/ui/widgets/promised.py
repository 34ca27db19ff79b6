"""Action items from before: how they look, and what is asked about them."""

from collections.abc import Iterator

from refine_tui.domain.carried_over import edit_earlier_action, find_earlier_action, review_earlier_action
from refine_tui.domain.date_words import format_day
from refine_tui.domain.records import ActionReview, EarlierAction, RecordKind
from refine_tui.ui.widgets.capturing import line_of, read_line, reading_words
from refine_tui.ui.widgets.intents import Apply, AskChoice, AskLine, Intent
from refine_tui.ui.widgets.phase_view import Scene

_WORDS = ("done", "keep", "drop")


def promise_details(earlier: EarlierAction, scene: Scene) -> Iterator[tuple[str, str]]:
    """Yield what belongs to an action item from before, with its style: who, when, overdue, what became of it."""
    palette, action = scene.palette, earlier.action
    if action.owner:
        yield action.owner, palette.person
    if action.due:
        yield f"due {format_day(action.due, scene.today)}", palette.person
        if action.due < scene.today and earlier.review in (None, ActionReview.KEPT):
            yield "overdue", f"bold {palette.gap}"
    if earlier.review is not None:
        yield f"✓ {earlier.review.value}", palette.done
    if action.gaps and earlier.review in (None, ActionReview.KEPT):
        yield " · ".join(action.gaps), f"bold {palette.gap}"


def ask_promises(scene: Scene, waiting: tuple[EarlierAction, ...]) -> tuple[Intent, ...]:
    """Return what asks for each of these action items, one after the other, whether it is done, kept or dropped."""
    if not waiting:
        return ()
    earlier, *rest = waiting
    details = " · ".join(words for words, _ in promise_details(earlier, scene))
    promises = tuple(ActionReview)
    return (
        AskChoice(
            title=f"{earlier.action.label} {earlier.action.text}" + (f"   {details}" if details else ""),
            options=_WORDS,
            chosen=promises.index(earlier.review) if earlier.review else 0,
            then=lambda index: (
                Apply(
                    transition=lambda session, _: review_earlier_action(
                        session, number=earlier.number, review=promises[index]
                    )
                ),
                *ask_promises(scene, tuple(rest)),
            ),
        ),
    )


def ask_promise_text(scene: Scene, number: int) -> AskLine:
    """Return what asks for an action item from before anew: its text, its owner, its date."""
    action = find_earlier_action(scene.session, number).action

    def then(text: str) -> Apply:
        reading = read_line(scene, RecordKind.ACTION, text)
        return Apply(
            transition=lambda session, _: edit_earlier_action(
                session, number=number, text=reading.text, owner=reading.owner, due=reading.due
            )
        )

    return AskLine(
        title=f"Action item {action.label}",
        initial=line_of(scene, action),
        hint="what, then  @who  fri  or  due 27 Nov",
        read=lambda text: reading_words(scene, RecordKind.ACTION, text),
        then=then,
    )
