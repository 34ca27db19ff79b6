"""Triage: one new item at a time, large; one digit sends it on."""

from functools import partial

from rich.text import Text

from refine_tui.domain.backlog_item import ItemKind
from refine_tui.domain.records import RecordKind
from refine_tui.domain.session import SessionItem
from refine_tui.domain.triage import (
    Disposition,
    TriageQuestion,
    answer,
    dispose,
    give_reason,
    information_action,
    set_kind,
    want_information,
)
from refine_tui.ui.widgets.capturing import read_line, reading_words
from refine_tui.ui.widgets.intents import Apply, AskChoice, AskLine, Intent
from refine_tui.ui.widgets.phase_view import PhaseView, Scene, about, counted
from refine_tui.ui.widgets.rows import BLANK, Row, columns, plain
from refine_tui.ui.widgets.styled import styled

_CHOICES = ("deep dive", "next session", "needs info", "later", "not now", "archive")


class TriageView(PhaseView):
    """A quick sort: is it valid, is it urgent, does it serve the goal, where does it go."""

    moves_items = True

    def title(self, scene: Scene) -> str:
        items = scene.session.triage_items
        if not items:
            return "Nothing new to triage"
        done = sum(item.triaged for item in items)
        if done == len(items):
            return f"All {counted(len(items), 'new item')} triaged · ] goes on"
        place = next((n for n, item in enumerate(items, 1) if item.id == scene.session.open_item), 1)
        return f"New item {place} of {len(items)} · {done} done"

    def rows(self, scene: Scene) -> list[Row]:
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
        title = styled(f"{item.label}  ", f"bold {palette.text}", overflow="fold")
        title.append(item.item.title, style=f"bold {palette.text}")
        rows = [BLANK, Row(content=title)]
        if line := about(item, scene.today):
            rows += [BLANK, Row(content=plain(line, palette.muted))]
        if item.item.description:
            rows += [BLANK, Row(content=plain(item.item.description, palette.text))]
        if item.triaged:
            rows += [BLANK, Row(content=_sent(item, scene))]
        rows += [BLANK, *_answers(item, scene)]
        return rows

    def choices(self, scene: Scene) -> tuple[str, ...]:
        return _CHOICES if scene.item is not None and scene.item.for_triage else ()

    def choose(self, scene: Scene, index: int) -> tuple[Intent, ...]:
        item = scene.item
        if item is None:
            return ()
        disposition = tuple(Disposition)[index]
        sent = Apply(transition=dispose, asked={"item": item.id, "disposition": disposition})
        label = item.label
        if disposition is Disposition.NEEDS_INFORMATION:
            return (
                sent,
                AskLine(
                    title=f"What must we find out about {label}?",
                    hint="which fields?  @name  due fri   ·   enter alone leaves it open",
                    read=partial(reading_words, scene, RecordKind.ACTION),
                    then=partial(_information, scene, item),
                    draft=f"information {item.id}",
                ),
            )
        if disposition in (Disposition.NOT_NOW, Disposition.ARCHIVED):
            return (
                sent,
                AskLine(
                    title=f"Why {disposition.words}? {label}",
                    initial=item.reason,
                    hint="the reason, for the minutes   ·   enter alone leaves it out",
                    then=lambda text: Apply(transition=give_reason, asked={"item": item.id, "reason": text}),
                    draft=f"reason {item.id}",
                ),
            )
        return (sent,)

    def enter(self, scene: Scene) -> tuple[Intent, ...]:
        return _ask(scene.item, 0) if scene.item is not None else ()

    def enter_label(self, scene: Scene) -> str:
        return "its 3 questions" if scene.item is not None and scene.item.for_triage else ""

    def items(self, scene: Scene) -> tuple[SessionItem, ...]:
        return scene.session.triage_items


def _sent(item: SessionItem, scene: Scene) -> Text:
    palette = scene.palette
    where = "deep dive" if item.outcome is None else item.outcome.value.replace("_", " ")
    text = styled("✓ ", f"bold {palette.green}", overflow="fold")
    text.append(where, style=f"bold {palette.green}")
    if item.reason:
        text.append(f"  {item.reason}", style=palette.text)
    if (action := information_action(scene.session, item.id)) is not None:
        text.append(
            f"  {action.label} {action.owner or 'no owner'}", style=palette.teal if action.owner else palette.red
        )
    return text


def _answers(item: SessionItem, scene: Scene) -> list[Row]:
    palette = scene.palette
    rows = []
    for question in TriageQuestion:
        value = getattr(item.answers, question.value)
        word = "–" if value is None else "yes" if value else "no"
        style = palette.muted if value is None else f"bold {palette.green if value else palette.text}"
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
    if step >= len(TriageQuestion):
        kinds = tuple(ItemKind)
        return (
            AskChoice(
                title=f"{item.label}  What kind of work is it?",
                options=tuple(kind.value for kind in kinds),
                chosen=kinds.index(item.item.kind) if item.item.kind else 0,
                then=lambda index: (Apply(transition=set_kind, asked={"item": item.id, "kind": kinds[index]}),),
            ),
        )
    question = tuple(TriageQuestion)[step]
    held = getattr(item.answers, question.value)
    return (
        AskChoice(
            title=f"{item.label}  {question.words}",
            options=("yes", "no"),
            chosen=1 if held is False else 0,
            then=lambda index: (
                Apply(transition=answer, asked={"item": item.id, "question": question, "value": index == 0}),
                *_ask(item, step + 1),
            ),
        ),
    )


def _information(scene: Scene, item: SessionItem, text: str) -> Apply:
    reading = read_line(scene, RecordKind.ACTION, text)
    asked = {"item": item.id, "text": reading.text, "owner": reading.owner, "due": reading.due}
    return Apply(transition=want_information, asked=asked)
