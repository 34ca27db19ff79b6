"""The checks of the Definition of Ready, by digit: tick, open again, waive."""

from refine_tui.domain.readiness import Check, CheckState, checklist, toggle_check, waive_check
from refine_tui.domain.session import SessionItem
from refine_tui.domain.waiver_line import read_waiver, waiver_summary
from refine_tui.ui.live.capture import completed
from refine_tui.ui.live.controls import Entry, LiveControls
from refine_tui.ui.questions import ChoiceQuestion, LineQuestion, Option, Reading

CHECK_MARKS = {CheckState.MET: "✓", CheckState.OPEN: "○", CheckState.WAIVED: "–"}
_WAIVE = ""
"""Stands for the digit 0 among the keys of the checks."""


async def change_checks(controls: LiveControls) -> None:
    """Number the checks of the open story: a digit ticks or opens one, 0 and a digit waives one, esc ends it."""
    place, refusal = 0, ""
    while (item := controls.session.find(controls.session.open_item)) is not None and item.deep_dive is not None:
        checks = checklist(controls.session, item)
        if not checks:
            controls.say("This agenda has no Definition of Ready.")
            return
        question = ChoiceQuestion(
            title=f"{item.label}  Checks" + (f"   ·   {refusal}" if refusal else ""),
            options=tuple(Option(label=_label(check), value=check.key) for check in checks[:9]),
            chosen=min(place, len(checks) - 1),
            zero=Option(label="waive one", value=_WAIVE),
        )
        key = await controls.choose(question)
        if key is None:
            return
        if key == _WAIVE:
            refusal = await _choose_waiver(controls, item, checks)
            continue
        place = next(place for place, check in enumerate(checks) if check.key == key)
        refusal = _toggle(controls, item, checks[place])


def _label(check: Check) -> str:
    return f"{CHECK_MARKS[check.state]} {short_name(check)}"


def short_name(check: Check) -> str:
    """Return the name of a check in a word or two: its key, which is the text of a team's own check."""
    return check.key


def _toggle(controls: LiveControls, item: SessionItem, check: Check) -> str:
    """Tick a check, open it again, or say why that is not possible: the question hides the notice."""
    if check.state is CheckState.WAIVED:
        controls.apply(
            lambda session, _: waive_check(session, item=item.id, check=check.key, by="", reason=""),
            words=lambda _: f"{item.label}: {check.words} – open again",
        )
    elif _can_toggle(controls, item, check):
        controls.apply(lambda session, _: toggle_check(session, item=item.id, check=check.key))
    elif check.state is CheckState.MET:
        return f"{check.words}: met by what the story says"
    else:
        return f"{check.words}: {check.why} – fill it in the story, or press 0 to waive the check"
    return ""


def _can_toggle(controls: LiveControls, item: SessionItem, check: Check) -> bool:
    """Return whether a tick changes the state of a check: it does not where a dependency lacks its date, say."""
    if not check.is_manual:
        return False
    after = toggle_check(controls.session, item=item.id, check=check.key).session
    return any(
        each.key == check.key and each.state is not check.state for each in checklist(after, after.item(item.id))
    )


async def _choose_waiver(controls: LiveControls, item: SessionItem, checks: tuple[Check, ...]) -> str:
    """Ask which check is waived, by whom and why; return why that is not possible."""
    options = tuple(Option(label=_label(check), value=check) for check in checks[:9])
    check = await controls.choose(ChoiceQuestion(title=f"{item.label}  Waive which check?", options=options))
    if check is None:
        return ""
    if check.state is CheckState.MET:
        return f"{check.words}: met, so there is nothing to waive"
    question = LineQuestion(
        title=f"{item.label}  Waive “{check.words}”: why, and who takes it on?",
        hint="the reason  @name   ·   the minutes show both",
        read=lambda text: _waiver_reading(controls, text),
        complete=lambda text: completed(controls.session, text),
        draft=f"waive {item.id} {check.key}",
    )
    await controls.enter_line(question, lambda text: _waiver(controls, item, check, text))
    return ""


def _waiver_reading(controls: LiveControls, text: str) -> Reading:
    reading = read_waiver(text, controls.session.people)
    return Reading(waiver_summary(reading), is_problem=not (reading.by and reading.reason))


def _waiver(controls: LiveControls, item: SessionItem, check: Check, text: str) -> Entry:
    reading = read_waiver(text, controls.session.people)
    return Entry(
        transition=lambda session, _: waive_check(
            session, item=item.id, check=check.key, by=reading.by, reason=reading.reason
        )
    )
