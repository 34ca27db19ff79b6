"""The wrap-up: what is ready, what is not and why, what was not reached, who does what, when we meet again."""

from functools import partial

from refine_tui.domain.date_words import format_day, format_full_day
from refine_tui.domain.dispositions import CarryOver, Outcome
from refine_tui.domain.errors import DomainError
from refine_tui.domain.next_session import parse_next_session
from refine_tui.domain.readiness import open_checks
from refine_tui.domain.recording import set_action_status
from refine_tui.domain.records import ActionItem, ActionStatus, Question, QuestionStatus, RecordKind
from refine_tui.domain.session import SessionItem
from refine_tui.domain.wrap_up import (
    carry_all,
    open_points,
    parse_ratings,
    set_carry_over,
    set_next_session,
    set_ratings,
)
from refine_tui.ui.widgets.capturing import line_of
from refine_tui.ui.widgets.intents import Apply, AskChoice, AskLine, Capture, HandOut, Intent, Say
from refine_tui.ui.widgets.phase_view import PhaseView, Scene, counted
from refine_tui.ui.widgets.rows import BLANK, Row, columns, heading, plain
from refine_tui.ui.widgets.styled import styled

_CHOICES = ("carry all not reached", "owners and dates", "next session", "close the session", "how it went")
_CARRY_OVERS = tuple(CarryOver)
CLOSE = 3
"""The index of the choice that closes the session."""


class WrapUpView(PhaseView):
    """Sums up, decides what happens to open items, closes."""

    def title(self, scene: Scene) -> str:
        session = scene.session
        ready = len(session.with_outcome(Outcome.READY))
        open_items = len(session.without_carry_over)
        gaps = len(session.actions_with_gaps)
        parts = [f"{ready} ready", f"{open_items} to settle" if open_items else ""]
        parts.append(f"{counted(gaps, 'action item')} with a gap" if gaps else "")
        return " · ".join(part for part in parts if part)

    def rows(self, scene: Scene) -> list[Row]:
        session, palette = scene.session, scene.palette
        rows: list[Row] = [BLANK, Row(content=heading("Ready for a sprint", palette))]
        rows += [self._ready(scene, item) for item in session.with_outcome(Outcome.READY)] or [_none(scene, "none")]
        if not_ready := session.with_outcome(Outcome.NOT_READY):
            rows += [BLANK, Row(content=heading("Not ready", palette))]
            rows += [self._not_ready(scene, item) for item in not_ready]
        if session.undecided:
            rows += [BLANK, Row(content=heading("Not reached", palette))]
            rows += [self._not_reached(scene, item) for item in session.undecided]
        rows += [BLANK, Row(content=heading("Action items", palette))]
        rows += [self._action(scene, action) for action in session.actions] or [_none(scene, "none: a adds one")]
        rows += [BLANK, Row(content=heading("Open questions", palette))]
        before = sum(question.status is QuestionStatus.OPEN for question in session.earlier_questions)
        rows += [self._question(scene, question) for question in session.open_questions]
        if before:
            rows.append(
                _none(scene, f"{counted(before, 'question')} from before {'is' if before == 1 else 'are'} open too")
            )
        elif not session.open_questions:
            rows.append(_none(scene, "none"))
        rows += [BLANK, self._next(scene)]
        if session.ratings:
            mean = sum(session.ratings) / len(session.ratings)
            went = styled("How it went  ", f"bold {palette.heading}").append(f"{mean:.1f} of 5", style=palette.text)
            rows.append(Row(content=went.append(f"  {' '.join(map(str, session.ratings))}", style=palette.muted)))
        return rows

    def _ready(self, scene: Scene, item: SessionItem) -> Row:
        palette = scene.palette
        text = plain(f"{item.label}  {item.item.title}", palette.text)
        if estimate := item.agreed_estimate or item.item.estimate:
            text.append(f"  {estimate}", style=f"bold {palette.person}")
        mark = styled("✓", f"bold {palette.done}")
        if gaps := open_checks(scene.session, item):
            mark = styled("○", palette.gap)
            text.append(f"  with open checks: {', '.join(gaps)}", style=palette.gap)
        return Row(content=columns("", mark, text, width=2, palette=palette))

    def _not_ready(self, scene: Scene, item: SessionItem) -> Row:
        palette = scene.palette
        text = plain(f"{item.label}  {item.item.title}", palette.text)
        why = item.reason or ", ".join(open_checks(scene.session, item)) or "no reason noted"
        text.append(f"  {why}", style=palette.gap)
        return Row(content=columns("", styled("○", palette.gap), text, width=2, palette=palette))

    def _not_reached(self, scene: Scene, item: SessionItem) -> Row:
        palette = scene.palette
        row_id = f"item-{item.id}"
        text = plain(f"{item.label}  {item.item.title}", palette.text)
        if item.carry_over is None:
            text.append("  not settled", style=palette.gap)
        else:
            text.append(f"  {item.carry_over.words}", style=palette.done)
        mark = styled("○" if item.carry_over is None else "✓", palette.gap if item.carry_over is None else palette.done)
        return Row(content=columns("", mark, text, width=2, palette=palette), id=row_id)

    def _action(self, scene: Scene, action: ActionItem) -> Row:
        palette = scene.palette
        row_id = f"action-{action.number}"
        text = plain(action.text, palette.text)
        if action.owner:
            text.append(f"  {action.owner}", style=palette.person)
        if action.due:
            text.append(f"  {format_day(action.due, scene.today)}", style=palette.person)
        if action.status is not ActionStatus.OPEN:
            text.append(f"  {action.status.value}", style=palette.done)
        elif action.gaps:
            text.append("  " + " · ".join(action.gaps), style=f"bold {palette.gap}")
        label = styled(action.label, f"bold {palette.text}")
        return Row(content=columns("", label, text, width=4, palette=palette), id=row_id)

    def _question(self, scene: Scene, question: Question) -> Row:
        palette, row_id = scene.palette, f"question-{question.number}"
        text = plain(question.text, palette.text)
        if question.owner:
            text.append(f"  ask {question.owner}", style=palette.person)
        else:
            text.append("  no owner", style=f"bold {palette.gap}")
        if question.due:
            text.append(f"  {format_day(question.due, scene.today)}", style=palette.person)
        label = styled(question.label, f"bold {palette.text}")
        return Row(content=columns("", label, text, width=4, palette=palette), id=row_id)

    def _next(self, scene: Scene) -> Row:
        session, palette = scene.session, scene.palette
        text = styled("Next session  ", f"bold {palette.heading}")
        if session.next_session_at is None:
            text.append("not settled: press 3", style=palette.muted)
        else:
            moment = session.local(session.next_session_at)
            text.append(f"{format_full_day(moment.date())} {moment:%H:%M}", style=f"bold {palette.text}")
        return Row(content=text)

    def choices(self, scene: Scene) -> tuple[str, ...]:
        del scene
        return _CHOICES

    def choose(self, scene: Scene, index: int) -> tuple[Intent, ...]:
        if index == 0:
            return (Apply(transition=lambda session, _: carry_all(session)),)
        if index == 1:
            gaps = scene.session.actions_with_gaps
            return (_complete(scene, gaps[0]),) if gaps else (Say(words="Every action item has an owner and a date."),)
        if index == 2:  # noqa: PLR2004 - the third choice
            held = scene.session.next_session_at
            initial = scene.session.local(held).strftime("%Y-%m-%d %H:%M") if held else ""
            return (
                AskLine(
                    title="Next session",
                    initial=initial,
                    hint="thu 10:00, +1w (same time), next wed 10:00, 3.12. 14:00   ·   empty: not settled",
                    read=partial(_read_next, scene),
                    then=partial(_next_session, scene),
                ),
            )
        return (_closing(scene),) if index == CLOSE else (_ask_ratings(scene),)

    def enter(self, scene: Scene) -> tuple[Intent, ...]:
        kind, _, number = scene.chosen.partition("-")
        if kind == "item":
            item = scene.session.item(int(number))
            return (
                AskChoice(
                    title=f"{item.label}  What becomes of it?",
                    options=tuple(carry_over.verb for carry_over in _CARRY_OVERS),
                    then=lambda index: (
                        Apply(
                            transition=lambda session, _: set_carry_over(
                                session, item=item.id, carry_over=_CARRY_OVERS[index]
                            )
                        ),
                    ),
                ),
            )
        if kind == "action":
            action = next((a for a in scene.session.actions if a.number == int(number)), None)
            return (_complete(scene, action),) if action else ()
        question = next((q for q in scene.session.questions if kind == "question" and str(q.number) == number), None)
        if question is not None:
            line = line_of(scene, question)
            return (Capture(kind=RecordKind.QUESTION, initial=line, number=question.number, item=question.item),)
        return ()

    def enter_label(self, scene: Scene) -> str:
        kind = scene.chosen.partition("-")[0]
        return {"item": "carry, park or drop", "action": "edit", "question": "edit"}.get(kind, "")

    def remove(self, scene: Scene) -> tuple[Intent, ...]:
        kind, _, number = scene.chosen.partition("-")
        if kind != "action":
            return ()
        return (
            Apply(
                transition=lambda session, _: set_action_status(
                    session, number=int(number), status=ActionStatus.DROPPED
                )
            ),
        )


def _ask_ratings(scene: Scene) -> AskLine:
    return AskLine(
        title="How did it go? One number from 1 to 5 for each who wants to, without names",
        initial=" ".join(map(str, scene.session.ratings)),
        hint="4 5 3 4   ·   5 is best; empty: not asked",
        then=_ratings,
    )


def _ratings(text: str) -> Apply:
    ratings = parse_ratings(text)
    return Apply(transition=lambda session, _: set_ratings(session, ratings=ratings))


def _closing(scene: Scene) -> AskChoice:
    points = open_points(scene.session)
    carried = f" {counted(points.not_carried, 'item')} not reached will be carried." if points.not_carried else ""
    if gaps := points.actions_with_gaps:
        carried += f" {counted(gaps, 'action item')} without owner or date."
    if lonely := points.questions_without_owner:
        carried += f" {counted(lonely, 'open question')} without an owner."
    if unchecked := points.ready_with_open_checks:
        carried += f" {counted(unchecked, 'story is', 'stories are')} ready with open checks."
    if points.no_next_session:
        carried += " No date for the next session yet."
    return AskChoice(
        title=f"Close the session?{carried}",
        options=("close and write the minutes", "not yet"),
        then=lambda index: (HandOut(),) if index == 0 else (),
    )


def _none(scene: Scene, words: str) -> Row:
    return Row(content=styled(f"  {words}", scene.palette.muted))


def _complete(scene: Scene, action: ActionItem) -> Capture:
    line = line_of(scene, action)
    return Capture(kind=RecordKind.ACTION, initial=line, number=action.number, item=action.item)


def _read_next(scene: Scene, text: str) -> str:
    try:
        start = parse_next_session(scene.session, text, now=scene.now, day_first=scene.day_first)
    except DomainError:
        return "e.g. thu 10:00, next wed 10:00 or +1w"
    if start is None:
        return "not settled"
    from refine_tui.minutes.lines import zone_words  # noqa: PLC0415 - the minutes are not needed to draw the phase

    moment = scene.session.local(start)
    return f"{format_full_day(moment.date())} {moment:%H:%M} {zone_words(scene.session.zone, moment)}"


def _next_session(scene: Scene, text: str) -> Apply:
    return Apply(
        transition=lambda session, now: set_next_session(
            session, at=parse_next_session(session, text, now=now, day_first=scene.day_first)
        )
    )
