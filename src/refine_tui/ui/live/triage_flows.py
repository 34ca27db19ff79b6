"""What is done with a new item in triage: where it goes, its questions, its kind."""

from refine_tui.domain.backlog_item import ItemKind
from refine_tui.domain.dispositions import Detail, Disposition, disposition_of
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import RecordKind
from refine_tui.domain.session import RefinementSession, SessionItem, Transition
from refine_tui.domain.triage import (
    TRIAGE_QUESTIONS,
    TriageQuestion,
    answer_triage_question,
    disposition_words,
    information_action,
    open_next,
    request_information,
    set_disposition,
    set_item_kind,
    set_reason,
)
from refine_tui.ui.live.capture import completed, line_reading, read_line
from refine_tui.ui.live.controls import Entry, LineResult, LiveControls
from refine_tui.ui.live.phases.item_words import named
from refine_tui.ui.live.targets import ItemRow
from refine_tui.ui.questions import ChoiceQuestion, LineQuestion, Option


async def send(controls: LiveControls, disposition: Disposition, item_id: int | None = None) -> None:
    """Give an item a disposition, ask for its detail where it has one, and go on to the next item.

    *item_id*: the item marked in the overview, which stays; None: the item on the screen.
    """
    item = controls.session.find(item_id if item_id is not None else controls.session.open_item)
    if item is None or not item.for_triage:
        return
    is_same = item.outcome is not None and item.outcome is disposition.outcome
    stays = item_id is not None or disposition.asks_for is not None
    if not (is_same and disposition.asks_for is not None):
        controls.apply(
            lambda session, now: set_disposition(session, item=item.id, disposition=disposition, stay=stays, now=now),
            mark=lambda _: ItemRow(item.id),
        )
    if disposition.asks_for is None:
        return
    result = await _ask_detail(controls, controls.session.item(item.id), disposition, is_same=is_same)
    if result is not LineResult.DRAFT and item_id is None:
        controls.apply(lambda session, now: open_next(session, after=item.id, now=now))
    if result in (LineResult.LEFT, LineResult.NOTHING):
        words = _words_without_detail(controls.session, item.id)
        if is_same:
            controls.say(words)
        else:
            controls.say_done(words)


async def _ask_detail(
    controls: LiveControls, item: SessionItem, disposition: Disposition, *, is_same: bool
) -> LineResult:
    """Ask for the information that is missing, or for the reason."""
    if disposition.asks_for is Detail.INFORMATION:
        question = LineQuestion(
            title=f"What must we find out about {named(item)}?",
            hint="e.g. which fields are affected?  @name  due fri   ·   esc leaves it open",
            read=lambda text: line_reading(controls.model(), RecordKind.ACTION, text),
            complete=lambda text: completed(controls.session, text),
            draft=f"information {item.id}",
        )
        return await controls.enter_line(question, lambda text: _information(controls, item, text))
    held = item.reason if is_same else ""
    question = LineQuestion(
        title=f"Why {disposition.label}? {named(item)}",
        initial=held,
        hint="optional, for the minutes   ·   esc leaves the reason out",
        draft=f"reason {item.id}",
    )
    return await controls.enter_line(question, lambda text: _reason(item, held, text))


def _information(controls: LiveControls, item: SessionItem, text: str) -> Entry | None:
    if not clean_line(text):
        return None
    reading = read_line(controls.model(), RecordKind.ACTION, text)
    return Entry(
        transition=lambda session, now: request_information(
            session, item=item.id, text=reading.text, owner=reading.owner, due=reading.due, now=now
        )
    )


def _reason(item: SessionItem, held: str, text: str) -> Entry | None:
    if not clean_line(text) and not held:
        return None
    return Entry(transition=lambda session, _: set_reason(session, item=item.id, reason=text))


def _words_without_detail(session: RefinementSession, item: int) -> str:
    """Return the message about an item whose question was closed without an answer."""
    held, action = session.item(item), information_action(session, item)
    disposition = disposition_of(held.outcome)
    if action is not None and disposition is not None and disposition.asks_for is Detail.INFORMATION:
        return f"{held.label} {disposition.words}: {action.label}, {' and '.join(action.gaps) or action.owner}"
    return disposition_words(held)


async def ask_triage_questions(controls: LiveControls) -> None:
    """Ask the three questions of triage about the item on the screen, then its kind if its tracker named no type."""
    item = controls.session.find(controls.session.open_item)
    if item is None or not item.for_triage:
        return
    for question in TRIAGE_QUESTIONS:
        held = question.answer(controls.session.item(item.id).answers)
        value = await controls.choose(
            ChoiceQuestion(
                title=f"{item.label}  {question.words}",
                options=(Option(label="yes", value=True), Option(label="no", value=False)),
                chosen=1 if held is False else 0,
                letters="yn",
            )
        )
        if value is None:
            return
        controls.apply(_answering(item.id, question, value=value))
    if item.item.kind is None and not item.item.type:
        await ask_kind(controls, item)


def _answering(item: int, question: TriageQuestion, *, value: bool) -> Transition:
    """Return the transition that answers one question of triage."""
    return lambda session, _: answer_triage_question(session, item=item, question=question, value=value)


async def ask_kind(controls: LiveControls, item: SessionItem) -> None:
    """Ask what kind of work an item is."""
    kinds = tuple(ItemKind)
    kind = await controls.choose(
        ChoiceQuestion(
            title=f"{item.label}  What kind of work is it?",
            options=tuple(Option(label=kind.value, value=kind) for kind in kinds),
            chosen=kinds.index(item.item.kind) if item.item.kind else 0,
        )
    )
    if kind is not None:
        controls.apply(lambda session, _: set_item_kind(session, item=item.id, kind=kind))
