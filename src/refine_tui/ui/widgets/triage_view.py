"""Triage: one new item at a time, large; one digit gives it a disposition."""

from functools import partial

from rich.text import Text

from refine_tui.domain.backlog_item import ItemKind
from refine_tui.domain.dispositions import DISPOSITIONS, Detail, Disposition, disposition_of, outcome_words
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import RecordKind
from refine_tui.domain.session import RefinementSession, SessionItem
from refine_tui.domain.triage import (
    TRIAGE_QUESTIONS,
    answer_triage_question,
    disposition_words,
    information_action,
    open_next,
    request_information,
    set_disposition,
    set_item_kind,
    set_reason,
)
from refine_tui.ui.widgets.capturing import read_line, reading_words
from refine_tui.ui.widgets.columns import columns, plain
from refine_tui.ui.widgets.intents import Apply, AskChoice, AskLine, Intent, Say
from refine_tui.ui.widgets.phase_view import PhaseView, Scene, about, counted, full_title, named
from refine_tui.ui.widgets.row_list import BLANK, Row
from refine_tui.ui.widgets.styled import styled


class TriageView(PhaseView):
    """A quick sort: is it valid, is it urgent, does it serve the goal, where does it go."""

    moves_items = True

    def title(self, scene: Scene) -> str:
        items = scene.session.triage_items
        if not items:
            return "Nothing new to triage"
        done = len(items) - len(scene.session.untriaged)
        if done == len(items):
            return f"All {counted(len(items), 'new item')} triaged · ] goes on"
        place = next((n for n, item in enumerate(items, 1) if item.id == scene.session.open_item), 1)
        return f"New item {place} of {len(items)} · {done} done"

    def headline(self, scene: Scene) -> str:
        item = scene.item
        return f"{item.label}  {item.item.title}" if item is not None and item.for_triage else ""

    def rows(self, scene: Scene) -> list[Row[str]]:
        item, palette = scene.item, scene.palette
        if item is None or not item.for_triage:
            empty = "No new items came in." if not scene.session.triage_items else "Choose an item with ← and →."
            return [
                BLANK,
                Row(content=plain(empty, palette.text)),
                BLANK,
                Row(content=styled("i  brings items in: paste lines from a chat or a sheet", palette.muted)),
                Row(content=styled("]  goes on to the next phase", palette.muted)),
            ]
        rows = full_title(item, palette)
        if line := about(item, scene.today):
            rows += [BLANK, Row(content=plain(line, palette.muted))]
        if item.item.description:
            rows += [BLANK, Row(content=plain(item.item.description, palette.text))]
        if item.triaged:
            rows += [BLANK, Row(content=_sent(item, scene))]
        rows += [BLANK, *_answers(item, scene)]
        return rows

    def choices(self, scene: Scene) -> tuple[str, ...]:
        if scene.item is None or not scene.item.for_triage:
            return ()
        return tuple(disposition.label for disposition in DISPOSITIONS)

    def choose(self, scene: Scene, index: int) -> tuple[Intent, ...]:
        item = scene.item
        if item is None:
            return ()
        disposition = DISPOSITIONS[index]
        sent_so = item.outcome is not None and item.outcome is disposition.outcome
        question = _question(scene, item, disposition, sent_so=sent_so)
        if question is None:
            return (_send(item, disposition),)
        if sent_so:
            return (question,)
        return (_send(item, disposition, stay=True), question)

    def enter(self, scene: Scene) -> tuple[Intent, ...]:
        return _ask(scene.item, 0) if scene.item is not None else ()

    def enter_label(self, scene: Scene) -> str:
        return "its 3 questions" if scene.item is not None and scene.item.for_triage else ""

    def items(self, scene: Scene) -> tuple[SessionItem, ...]:
        return scene.session.triage_items


def _send(item: SessionItem, disposition: Disposition, *, stay: bool = False) -> Apply:
    return Apply(
        transition=lambda session, now: set_disposition(
            session, item=item.id, disposition=disposition, stay=stay, now=now
        )
    )


def _question(scene: Scene, item: SessionItem, disposition: Disposition, *, sent_so: bool) -> AskLine | None:
    """Return the question that a disposition asks; None: none. The item stays on the screen until it is answered.

    *sent_so*: the item has this disposition already, so that there is no step to undo.
    """

    def move_on(session: RefinementSession) -> tuple[Intent, ...]:
        del session
        return (Apply(transition=lambda session, now: open_next(session, after=item.id, now=now)),)

    def leave(session: RefinementSession) -> tuple[Intent, ...]:
        return (*move_on(session), Say(words=_left_words(session, item.id) + ("" if sent_so else "   ·   u undoes")))

    if disposition.asks_for is Detail.INFORMATION:
        return AskLine(
            title=f"What must we find out about {named(item)}?",
            hint="which fields?  @name  due fri   ·   esc leaves it open, u takes it back",
            read=partial(reading_words, scene, RecordKind.ACTION),
            then=partial(_information, scene, item),
            draft=f"information {item.id}",
            kept=f"{item.label} {disposition.words}. What you typed is kept: the same key brings it back.",
            after=move_on,
            left=leave,
        )
    if disposition.asks_for is Detail.REASON:
        held = item.reason if sent_so else ""
        return AskLine(
            title=f"Why {disposition.label}? {named(item)}",
            initial=held,
            hint=f"for the minutes   ·   esc leaves the reason out, and u takes “{disposition.label}” back",
            then=partial(_reason, item, held),
            draft=f"reason {item.id}",
            kept=f"{item.label} {disposition.words}. What you typed is kept: the same key brings it back.",
            after=move_on,
            left=leave,
        )
    return None


def triage_left(session: RefinementSession) -> str:
    """Return the message after triage: the phase that is current now, and how many items have no disposition."""
    waiting = len(session.untriaged)
    rest = f" · {counted(waiting, 'item')} not triaged" if waiting else ""
    return f"on to {session.current_phase.title}{rest}"


def _left_words(session: RefinementSession, item: int) -> str:
    """Return the message about an item whose question was closed without an answer."""
    held, action = session.item(item), information_action(session, item)
    disposition = disposition_of(held.outcome)
    if action is not None and disposition is not None and disposition.asks_for is Detail.INFORMATION:
        return f"{held.label} {disposition.words}: {action.label}, {' and '.join(action.gaps) or action.owner}"
    return disposition_words(held)


def _reason(item: SessionItem, held: str, text: str) -> Intent:
    if not clean_line(text) and not held:
        return Say(words="")
    return Apply(transition=lambda session, _: set_reason(session, item=item.id, reason=text))


def _sent(item: SessionItem, scene: Scene) -> Text:
    palette = scene.palette
    where = Disposition.DEEP_DIVE.words if item.outcome is None else outcome_words(item.outcome)
    text = styled("✓ ", f"bold {palette.done}", overflow="fold")
    text.append(where, style=f"bold {palette.done}")
    if item.reason:
        text.append(f"  {item.reason}", style=palette.text)
    if (action := information_action(scene.session, item.id)) is not None:
        text.append(
            f"  {action.label} {action.owner or 'no owner'}", style=palette.person if action.owner else palette.gap
        )
    return text


def _answers(item: SessionItem, scene: Scene) -> list[Row[str]]:
    palette = scene.palette
    rows: list[Row[str]] = []
    for question in TRIAGE_QUESTIONS:
        value = question.answer(item.answers)
        word = "–" if value is None else "yes" if value else "no"
        style = palette.muted if value is None else f"bold {palette.done if value else palette.text}"
        label = styled(question.words, palette.muted)
        rows.append(Row(content=columns(None, label, styled(word, style), width=17, palette=palette)))
    kind = item.item.kind.value if item.item.kind else "–"
    label = styled("Kind", palette.muted)
    style = f"bold {palette.text}" if item.item.kind else palette.muted
    rows.append(Row(content=columns(None, label, styled(kind, style), width=17, palette=palette)))
    return rows


def _ask(item: SessionItem | None, step: int) -> tuple[Intent, ...]:
    """Return the question number *step* of the item: three answers, then its kind."""
    if item is None:
        return ()
    if step >= len(TRIAGE_QUESTIONS):
        kinds = tuple(ItemKind)
        return (
            AskChoice(
                title=f"{item.label}  What kind of work is it?",
                options=tuple(kind.value for kind in kinds),
                chosen=kinds.index(item.item.kind) if item.item.kind else 0,
                then=lambda index: (
                    Apply(transition=lambda session, _: set_item_kind(session, item=item.id, kind=kinds[index])),
                ),
            ),
        )
    question = TRIAGE_QUESTIONS[step]
    held = question.answer(item.answers)
    return (
        AskChoice(
            title=f"{item.label}  {question.words}",
            options=("yes", "no"),
            chosen=1 if held is False else 0,
            then=lambda index: (
                Apply(
                    transition=lambda session, _: answer_triage_question(
                        session, item=item.id, question=question, value=index == 0
                    ),
                ),
                *_ask(item, step + 1),
            ),
        ),
    )


def _information(scene: Scene, item: SessionItem, text: str) -> Intent:
    if not clean_line(text):
        return Say(words="")
    reading = read_line(scene, RecordKind.ACTION, text)
    return Apply(
        transition=lambda session, now: request_information(
            session, item=item.id, text=reading.text, owner=reading.owner, due=reading.due, now=now
        )
    )
