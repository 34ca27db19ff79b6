"""The deep dive: the whole story in view, what is open about it first."""

from collections.abc import Callable
from functools import partial

from rich.text import Text

from refine_tui.domain.date_words import format_day
from refine_tui.domain.deep_dive import StoryField, remove_criterion, set_story_field
from refine_tui.domain.dispositions import Outcome, outcome_words
from refine_tui.domain.pace import minutes_per_story
from refine_tui.domain.plain_text import shortened
from refine_tui.domain.readiness import CheckState, checklist, open_checks, remove_dependency
from refine_tui.domain.recording import remove_record
from refine_tui.domain.records import AnyRecord, RecordKind
from refine_tui.domain.session import SessionItem, Transition
from refine_tui.ui.flow_screen import Flow
from refine_tui.ui.live.checks import CHECK_MARKS, change_checks, short_name
from refine_tui.ui.live.controls import LiveControls
from refine_tui.ui.live.earlier import explain_question
from refine_tui.ui.live.item_strip import StripItem
from refine_tui.ui.live.phases.item_words import (
    LABEL_WIDTH,
    description_row,
    known_words,
    minutes_on,
    past_rows,
    title_text,
)
from refine_tui.ui.live.phases.phase_view import Choice, PhaseView, Rows
from refine_tui.ui.live.phases.question_rows import is_earlier, question_row, questions_about
from refine_tui.ui.live.record_list import record_details
from refine_tui.ui.live.story import (
    FIELD_HINTS,
    add_criteria,
    agree_estimate,
    answer,
    call_not_ready,
    call_ready,
    change_criterion,
    note_dependency,
    read_description,
    state_field,
)
from refine_tui.ui.live.targets import CriterionRow, DependencyRow, FieldRow, QuestionRow, RowTarget, TextRow
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.widgets.columns import columns, plain
from refine_tui.ui.widgets.row_list import BLANK, Row
from refine_tui.ui.widgets.styled import styled

_WAIVER = 45
"""The characters that are shown of who waived a check and why; the minutes have them all."""
_CHOICES = (
    *(Choice(label=field.value, run=partial(state_field, field=field), opens_line=True) for field in StoryField),
    Choice(label="criterion", run=add_criteria, opens_line=True),
    Choice(label="estimate", run=agree_estimate, opens_line=True),
    Choice(label="ready", run=call_ready),
    Choice(label="not ready", run=call_not_ready, opens_line=True),
    Choice(label="depends on", run=note_dependency, opens_line=True),
    Choice(label="checks", run=change_checks),
)


class DeepDiveView(PhaseView):
    """One story until it is ready, or until everybody knows why it is not."""

    def strip(self, model: LiveViewModel) -> tuple[StripItem, ...]:
        return tuple(_strip_item(model, item) for item in model.session.candidates)

    def progress(self, model: LiveViewModel) -> Text:
        stories, palette = model.session.candidates, model.palette
        if not stories:
            return styled("no stories", palette.muted)
        place = next((n for n, item in enumerate(stories, 1) if item.id == model.session.open_item), 1)
        text = styled(f"story {place} of {len(stories)}", palette.muted)
        budget = model.session.current_phase.minutes_per_item
        if model.item is not None:
            minutes = minutes_on(model, model.item)
            if budget and minutes > budget:
                text.append(f" · {minutes} of {budget} min, over", style=f"bold {palette.accent}")
            else:
                text.append(f" · {minutes} of {budget} min" if budget else f" · {minutes} min", style=palette.muted)
        if each := minutes_per_story(model.session, model.clock):
            text.append(f" · {each} min per remaining story", style=palette.muted)
        return text

    def headline(self, model: LiveViewModel) -> tuple[Text, Text] | None:
        item, palette = _story(model), model.palette
        if item is None:
            return None
        estimate = item.agreed_estimate or item.item.estimate
        words = styled(f"estimate {estimate}", f"bold {palette.done}") if estimate else Text()
        if estimate and not item.agreed_estimate:
            words = styled(f"estimate {estimate} before", palette.muted)
        return title_text(item, model), words

    def rows(self, model: LiveViewModel) -> Rows:
        item, palette = _story(model), model.palette
        if item is None:
            return [
                Row(content=styled("No story is open.", palette.text)),
                BLANK,
                Row(content=styled("Triage sends stories here with 1; o finds others.", palette.muted)),
                Row(content=styled("[  back to triage    ]  on to the wrap-up", palette.muted)),
            ]
        gap = [BLANK] if model.is_airy else []
        rows: Rows = []
        if known := known_words(model, item):
            rows.append(Row(content=known))
        if item.outcome is not None:
            rows.append(Row(content=_verdict(item, model)))
        rows += gap
        open_questions, answered = questions_about(model, item)
        rows += [question_row(model, question, first=n == 0) for n, question in enumerate(open_questions)]
        rows.append(_labelled(model, "Ready", _check_words(model, item)))
        rows += gap
        rows += [_field_row(model, item, field) for field in StoryField]
        rows += [*gap, *_criterion_rows(model, item)]
        rows += [_dependency_row(model, item, index) for index in range(len(item.item.dependencies))]
        rows += [question_row(model, question, first=n == 0) for n, question in enumerate(answered)]
        rows += [*_note_rows(model, item), *past_rows(model, item)]
        if item.item.description:
            rows += [*gap, description_row(model, item)]
        return rows

    def choices(self, model: LiveViewModel) -> tuple[Choice, ...]:
        return _CHOICES if _story(model) is not None else ()

    def enter(self, model: LiveViewModel) -> Callable[[LiveControls], Flow] | None:
        match model.chosen:
            case CriterionRow(index=index):
                return partial(change_criterion, index=index)
            case QuestionRow(number=number):
                return partial(answer, number=number)
            case FieldRow(field=field):
                return partial(state_field, field=field)
            case TextRow.DESCRIPTION:
                return read_description
            case _:
                return None

    def edit(self, model: LiveViewModel) -> Callable[[LiveControls], Flow] | None:
        match model.chosen:
            case QuestionRow(number=number) if is_earlier(model, number):
                return partial(explain_question, number=number)
            case _:
                return self.enter(model)

    def enter_label(self, model: LiveViewModel) -> str:
        match model.chosen:
            case QuestionRow():
                return "answer"
            case CriterionRow() | FieldRow():
                return "edit"
            case TextRow.DESCRIPTION:
                return "read it all"
            case _:
                return ""

    def remove(self, model: LiveViewModel) -> Callable[[LiveControls], Flow] | None:
        item = _story(model)
        if item is None:
            return None
        match model.chosen:
            case CriterionRow(index=index):
                return _applying(lambda session, _: remove_criterion(session, item=item.id, index=index))
            case QuestionRow(number=number):
                return _removing_question(model, number)
            case DependencyRow(index=index):
                return _applying(lambda session, _: remove_dependency(session, item=item.id, index=index))
            case FieldRow(field=field):
                return _applying(lambda session, _: set_story_field(session, item=item.id, field=field, text=""))
            case _:
                return None

    def items(self, model: LiveViewModel) -> tuple[SessionItem, ...]:
        return model.session.candidates


def _removing_question(model: LiveViewModel, number: int) -> Callable[[LiveControls], Flow]:
    """Return the flow that removes a question of this session; one of an earlier session stays."""
    if is_earlier(model, number):
        return partial(explain_question, number=number)
    return _applying(lambda session, _: remove_record(session, kind=RecordKind.QUESTION, number=number))


def _applying(transition: Transition) -> Callable[[LiveControls], Flow]:
    """Return the flow that applies one transition."""

    async def flow(controls: LiveControls) -> None:
        controls.apply(transition)

    return flow


def _story(model: LiveViewModel) -> SessionItem | None:
    """Return the story on the screen; None: none is open."""
    return model.item if model.item is not None and model.item.deep_dive is not None else None


def _strip_item(model: LiveViewModel, item: SessionItem) -> StripItem:
    palette = model.palette
    is_open = item.id == model.session.open_item
    mark, style = "·", palette.muted
    if item.outcome is Outcome.READY:
        whole = not open_checks(model.session, item)
        mark, style = ("✓", palette.done) if whole else ("○", palette.text)
    elif item.outcome is not None:
        mark, style = "×", palette.gap
    if is_open:
        mark, style = f"▶{'' if mark == '·' else f' {mark}'}", f"bold {palette.accent}"
    return StripItem(words=f"{mark} {item.label}", style=style, is_open=is_open)


def _verdict(item: SessionItem, model: LiveViewModel) -> Text:
    """Return what the group said of the story: ready, ready with open checks, or not ready and why."""
    palette = model.palette
    if item.outcome is Outcome.READY:
        if gaps := open_checks(model.session, item):
            text = styled("○ Ready, with open checks: ", f"bold {palette.text}")
            return text.append(", ".join(gaps), style=palette.text)
        return styled("✓ Ready", f"bold {palette.done}")
    word = outcome_words(item.outcome or Outcome.NOT_READY).capitalize()
    return styled(f"× {word}", f"bold {palette.gap}").append(f": {item.reason}" if item.reason else "", palette.text)


def _labelled(model: LiveViewModel, label: str, text: Text | tuple[Text, ...]) -> Row[RowTarget]:
    palette = model.palette
    return Row(content=columns(None, styled(label, palette.heading), text, width=LABEL_WIDTH, palette=palette))


def _field_row(model: LiveViewModel, item: SessionItem, field: StoryField) -> Row[RowTarget]:
    palette = model.palette
    text = getattr(item.item, field.value)
    value = plain(text, palette.text) if text else styled(FIELD_HINTS[field], f"italic {palette.muted}")
    label = styled(field.value.capitalize(), palette.heading)
    return Row(content=columns("", label, value, width=LABEL_WIDTH, palette=palette), target=FieldRow(field))


def _criterion_rows(model: LiveViewModel, item: SessionItem) -> Rows:
    palette, criteria = model.palette, item.item.acceptance_criteria
    if not criteria:
        return [_labelled(model, "Criteria", styled("none yet: 4 adds one", f"italic {palette.muted}"))]
    rows: Rows = []
    for index, criterion in enumerate(criteria):
        label = styled("Criteria" if index == 0 else "", palette.heading)
        text = plain(criterion, palette.text)
        width = len(str(len(criteria)))
        rows.append(
            Row(
                content=columns(
                    "", label, Text.assemble(f"{index + 1:>{width}}  ", text), width=LABEL_WIDTH, palette=palette
                ),
                target=CriterionRow(index),
            )
        )
    return rows


def _dependency_row(model: LiveViewModel, item: SessionItem, index: int) -> Row[RowTarget]:
    palette, dependency = model.palette, item.item.dependencies[index]
    text = plain(dependency.text, palette.text)
    gaps = [*(() if dependency.who else ("by whom?",)), *(() if dependency.by else ("by when?",))]
    known = [dependency.who, f"by {format_day(dependency.by, model.today)}" if dependency.by else ""]
    text.append("".join(f"  {words}" for words in known if words), style=palette.person)
    text.append("".join(f"  {words}" for words in gaps), style=f"bold {palette.accent}")
    label = styled("Needs" if index == 0 else "", palette.heading)
    return Row(content=columns("", label, text, width=LABEL_WIDTH, palette=palette), target=DependencyRow(index))


def _note_rows(model: LiveViewModel, item: SessionItem) -> Rows:
    """Return the notes and the decisions of this session about an item."""
    palette = model.palette
    records: list[AnyRecord] = [
        *(record for record in model.session.decisions if record.item == item.id),
        *(record for record in model.session.notes if record.item == item.id),
    ]
    rows: Rows = []
    for place, record in enumerate(records):
        text = styled(f"{record.label} ", f"bold {palette.text}").append(record.text, style=palette.text)
        for words, style in record_details(record, palette):
            text.append(f"  {words}", style=style)
        rows.append(_labelled(model, "Today" if place == 0 else "", text))
    return rows


def _check_words(model: LiveViewModel, item: SessionItem) -> tuple[Text, ...]:
    """Return the checks of the Definition of Ready, each with its mark."""
    palette = model.palette
    styles = {CheckState.MET: palette.done, CheckState.OPEN: palette.text, CheckState.WAIVED: palette.accent}
    checks = checklist(model.session, item)
    return tuple(
        styled(
            f"{CHECK_MARKS[check.state]} {short_name(check)}"
            + (f", {shortened(check.why, _WAIVER)}" if check.state is CheckState.WAIVED else ""),
            styles[check.state],
        )
        for check in checks
    )
