"""The deep dive: one story until it is ready, or until everybody knows why it is not."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from rich.text import Text

from refine_tui.domain.deep_dive import (
    StoryField,
    add_criterion,
    edit_criterion,
    mark_not_ready,
    mark_ready,
    remove_criterion,
    scale_value,
    set_estimate,
    set_story_field,
)
from refine_tui.domain.dispositions import Outcome, outcome_words
from refine_tui.domain.item_past import ItemPast, estimate_words, history_words
from refine_tui.domain.pace import minutes_per_story
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.readiness import open_checks, remove_dependency
from refine_tui.domain.recording import answer_question, remove_record
from refine_tui.domain.records import Question, QuestionStatus, RecordKind
from refine_tui.domain.session import RefinementSession, SessionItem
from refine_tui.ui.widgets.intents import Apply, AskLine, Intent, Say
from refine_tui.ui.widgets.phase_view import PhaseView, Scene, about, full_title
from refine_tui.ui.widgets.readiness_rows import ask_check, ask_dependency, readiness_rows
from refine_tui.ui.widgets.rows import BLANK, Beginning, Row, columns, heading, plain
from refine_tui.ui.widgets.styled import styled

_CHOICES = ("why", "outcome", "measure", "criterion", "estimate", "ready", "not ready", "depends on")
_SHORT = 90
"""In characters: a description that is no longer stands whole in its two lines under the title."""
_EMPTY = {
    StoryField.WHY: "who needs it, and what for?",
    StoryField.OUTCOME: "if we ship it, what changes for the user?",
    StoryField.MEASURE: "how will we know that it worked?",
}


class DeepDiveView(PhaseView):
    """Why, outcome and measure, questions, acceptance criteria, estimate, verdict."""

    def title(self, scene: Scene) -> str:
        candidates = scene.session.candidates
        if not candidates:
            return "No stories for the deep dive"
        place = next((n for n, item in enumerate(candidates, 1) if item.id == scene.session.open_item), 1)
        parts = [f"Story {place} of {len(candidates)}"]
        budget = scene.session.current_phase.minutes_per_item
        if scene.item is not None:
            minutes = scene.clock.item_time(scene.item.id) // timedelta(minutes=1)
            parts.append(f"{minutes} of {budget} min" if budget else f"{minutes} min on it")
        if each := minutes_per_story(scene.session, scene.clock):
            parts.append(f"{each} min each left")
        return " · ".join(parts)

    def headline(self, scene: Scene) -> str:
        item = scene.item
        return f"{item.label}  {item.item.title}" if item is not None and item.deep_dive is not None else ""

    def rows(self, scene: Scene) -> list[Row]:
        item, palette = scene.item, scene.palette
        if item is None or item.deep_dive is None:
            return [
                BLANK,
                Row(content=styled("No story is open.", palette.text)),
                BLANK,
                Row(content=styled("Triage sends stories here with 1.", palette.muted)),
                Row(content=styled("[  goes back to triage    ]  goes on to the wrap-up", palette.muted)),
            ]
        rows = full_title(item, palette)
        if line := about(item, scene.today):
            rows.append(Row(content=plain(line, palette.muted)))
        if item.outcome is not None:
            rows.append(Row(content=_verdict(item, scene)))
        past = scene.past.get(item.id, ItemPast())
        if before := ", ".join(filter(None, (history_words(past, scene.today), estimate_words(past, scene.today)))):
            rows.append(Row(content=plain(before, palette.accent)))
        description = item.item.description
        if description:
            lines = (line for line in description[:1000].splitlines() if line.strip())
            rows.append(Row(content=Beginning(text=plain("\n".join(lines), palette.text), lines=2)))
        rows += [self._readiness(scene, item), BLANK]
        rows += [self._field(scene, item, field) for field in StoryField]
        rows += [BLANK, *self._criteria(scene, item), BLANK, *self._questions(scene, item)]
        rows += [BLANK, *readiness_rows(scene, item)]
        if len(description) > _SHORT or "\n" in description:
            rows += [BLANK, Row(content=heading("Description", palette))]
            rows.append(Row(content=plain(description, palette.muted)))
        return rows

    def _field(self, scene: Scene, item: SessionItem, field: StoryField) -> Row:
        palette = scene.palette
        text = getattr(item.item, field.value)
        value = plain(text, palette.text) if text else styled(_EMPTY[field], f"italic {palette.muted}")
        label = styled(field.value.capitalize(), palette.muted)
        return Row(content=columns("", label, value, width=8, palette=palette), id=f"field-{field.value}")

    def _criteria(self, scene: Scene, item: SessionItem) -> list[Row]:
        palette = scene.palette
        rows = [Row(content=heading("Acceptance criteria", palette))]
        if not item.item.acceptance_criteria:
            rows.append(Row(content=styled("  none yet: 4 adds one", palette.muted)))
        for index, criterion in enumerate(item.item.acceptance_criteria):
            label = styled(f"c{index + 1}", palette.muted)
            line = columns("", label, plain(criterion, palette.text), width=3, palette=palette)
            rows.append(Row(content=line, id=f"criterion-{index}"))
        return rows

    def _questions(self, scene: Scene, item: SessionItem) -> list[Row]:
        palette = scene.palette
        questions = scene.session.questions_on(item.id)
        rows = [Row(content=heading("Questions", palette))]
        if not questions:
            rows.append(Row(content=styled("  none: q asks one", palette.muted)))
        for question in questions:
            answered = question.status is QuestionStatus.ANSWERED
            mark = styled("✓" if answered else "?", f"bold {palette.done if answered else palette.accent}")
            text = plain(f"{question.label} {question.text}", palette.text)
            if answered:
                text.append(f" → {question.answer}", style=palette.person)
            rows.append(
                Row(
                    content=columns("", mark, text, width=3, palette=palette),
                    id=f"question-{question.number}",
                )
            )
        return rows

    def _readiness(self, scene: Scene, item: SessionItem) -> Row:
        palette = scene.palette
        estimate = item.agreed_estimate or item.item.estimate
        text = styled("Estimate ", palette.muted, overflow="fold")
        agreed = " (from the tracker)" if estimate and not item.agreed_estimate else ""
        text.append(f"{estimate or '–'}{agreed}", style=f"bold {palette.text}" if estimate else palette.muted)
        text.append("    Ready? ", style=palette.muted)
        if gaps := open_checks(scene.session, item):
            count = len(scene.session.agenda.ready)
            text.append(f"○ {count - len(gaps)} of {count} · missing: {', '.join(gaps)}", style=palette.gap)
        else:
            text.append("✓ nothing missing", style=palette.done)
        return Row(content=text)

    def choices(self, scene: Scene) -> tuple[str, ...]:
        return _CHOICES if scene.item is not None and scene.item.deep_dive is not None else ()

    def choose(self, scene: Scene, index: int) -> tuple[Intent, ...]:
        item = scene.item
        if item is None:
            return ()
        if index < len(StoryField):
            return (_ask_field(item, tuple(StoryField)[index]),)
        return (
            _ask_criterion(item),
            _ask_estimate(scene, item),
            Apply(
                transition=lambda session, now: mark_ready(session, item=item.id, now=now),
                told=partial(_ready_words, item.id),
            ),
            AskLine(
                title=f"{item.label} is not ready: why?",
                initial=item.reason,
                hint="what is missing, for the minutes   ·   esc leaves it undecided",
                then=lambda text: Apply(
                    transition=lambda session, now: mark_not_ready(session, item=item.id, reason=text, now=now)
                ),
                draft=f"not ready {item.id}",
            ),
            ask_dependency(scene, item),
        )[index - len(StoryField) : index - len(StoryField) + 1]

    def enter(self, scene: Scene) -> tuple[Intent, ...]:
        item, (kind, _, name) = scene.item, scene.chosen.partition("-")
        if item is None:
            return ()
        if kind == "criterion":
            return (_ask_criterion(item, int(name)),)
        if kind == "question":
            return ask_answer(scene, int(name))
        if kind == "check":
            return ask_check(scene, item, name)
        return (_ask_field(item, StoryField(name)),) if kind == "field" else ()

    def enter_label(self, scene: Scene) -> str:
        kind = scene.chosen.partition("-")[0]
        words = {"question": "answer", "check": "tick or waive", "dependency": ""}
        return words.get(kind, "edit" if scene.chosen else "")

    def remove(self, scene: Scene) -> tuple[Intent, ...]:
        item, (kind, _, name) = scene.item, scene.chosen.partition("-")
        if item is None:
            return ()
        if kind == "criterion":
            return (Apply(transition=lambda session, _: remove_criterion(session, item=item.id, index=int(name))),)
        if kind == "question":
            number = int(name)
            return (
                Apply(transition=lambda session, _: remove_record(session, kind=RecordKind.QUESTION, number=number)),
            )
        if kind == "dependency":
            return (Apply(transition=lambda session, _: remove_dependency(session, item=item.id, index=int(name))),)
        if kind == "field":
            field = StoryField(name)
            return (Apply(transition=lambda session, _: set_story_field(session, item=item.id, field=field, text="")),)
        return ()

    def items(self, scene: Scene) -> tuple[SessionItem, ...]:
        return scene.session.candidates


def _verdict(item: SessionItem, scene: Scene) -> Text:
    palette = scene.palette
    if item.outcome is Outcome.READY:
        if open_checks(scene.session, item):
            return styled("○ ready, with open checks", f"bold {palette.gap}")
        return styled("✓ ready", f"bold {palette.done}")
    word = outcome_words(item.outcome or Outcome.NOT_READY)
    text = styled(f"○ {word}", f"bold {palette.gap}", overflow="fold")
    return text.append(f"  {item.reason}" if item.reason else "", style=palette.text)


def _ready_words(item: int, session: RefinementSession) -> str:
    """Return how a story stands that was just called ready: open checks are told, never a lock."""
    held = session.item(item)
    gaps = open_checks(session, held)
    return f"{held.label} ready, with open checks: {', '.join(gaps)}" if gaps else f"{held.label} ready"


def _ask_field(item: SessionItem, field: StoryField) -> AskLine:
    return AskLine(
        title=f"{item.label}  {field.value.capitalize()}",
        initial=getattr(item.item, field.value),
        hint=_EMPTY[field],
        then=lambda text: Apply(
            transition=lambda session, _: set_story_field(session, item=item.id, field=field, text=text)
        ),
        draft=f"{field.value} {item.id}",
    )


def _ask_criterion(item: SessionItem, index: int | None = None) -> AskLine:
    if index is None:
        return AskLine(
            title=f"{item.label}  Acceptance criterion {len(item.item.acceptance_criteria) + 1}",
            hint="given … when … then …, or one sentence that can be tested",
            then=lambda text: Apply(transition=lambda session, _: add_criterion(session, item=item.id, text=text)),
            draft=f"criterion {item.id}",
            after=lambda session: (_ask_another(session.item(item.id)),),
        )
    return AskLine(
        title=f"{item.label}  Acceptance criterion {index + 1}",
        initial=item.item.acceptance_criteria[index],
        hint="one sentence that can be tested",
        then=lambda text: Apply(
            transition=lambda session, _: edit_criterion(session, item=item.id, index=index, text=text)
        ),
        draft=f"criterion {item.id} {index}",
    )


def _ask_another(item: SessionItem) -> AskLine:
    """Return the line for one more criterion: as the first, but an empty one ends it."""
    first = _ask_criterion(item)
    return replace(
        first,
        hint="the next one   ·   enter alone ends it",
        then=lambda text: first.then(text) if clean_line(text) else Say(words=""),
    )


def _ask_estimate(scene: Scene, item: SessionItem) -> AskLine:
    scale = scene.session.agenda.scale
    return AskLine(
        title=f"{item.label}  Estimate",
        initial=item.agreed_estimate,
        hint=f"one of {' '.join(scale)}   ·   empty takes it back",
        then=partial(_estimate, scale, item),
        draft=f"estimate {item.id}",
    )


def _estimate(scale: tuple[str, ...], item: SessionItem, text: str) -> Apply:
    return Apply(transition=lambda session, _: set_estimate(session, item=item.id, value=scale_value(text, scale)))


def ask_answer(scene: Scene, number: int) -> tuple[Intent, ...]:
    """Return what asks for the answer to a question."""
    question: Question | None = next((q for q in scene.session.all_questions if q.number == number), None)
    if question is None:
        return ()
    return (
        AskLine(
            title=f"Answer to {question.label}: {question.text}",
            initial=question.answer,
            hint="empty opens the question again",
            then=lambda text: Apply(transition=lambda session, _: answer_question(session, number=number, answer=text)),
            draft=f"answer {number}",
        ),
    )
