"""What ends a session: owners and dates, the next session, the rating, closing."""

from refine_tui.domain.date_words import format_full_day
from refine_tui.domain.dispositions import CarryOver
from refine_tui.domain.errors import DomainError
from refine_tui.domain.next_session import parse_next_session
from refine_tui.domain.plain_text import counted
from refine_tui.domain.wrap_up import (
    carry_all,
    open_points,
    parse_ratings,
    set_carry_over,
    set_next_session,
    set_ratings,
)
from refine_tui.ui.live.capture import edit
from refine_tui.ui.live.controls import Entry, LineResult, LiveControls
from refine_tui.ui.live.messages import CloseRequested
from refine_tui.ui.live.targets import ItemRow
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.questions import ChoiceQuestion, LineQuestion, Option, Reading


async def carry_everything(controls: LiveControls) -> None:
    """Carry over everything that was not reached."""
    controls.apply(lambda session, _: carry_all(session))


async def choose_carry_over(controls: LiveControls, item_id: int) -> None:
    """Ask what becomes of an item that was not reached."""
    item = controls.session.item(item_id)
    carry_over = await controls.choose(
        ChoiceQuestion(
            title=f"{item.label}  What becomes of it?",
            options=tuple(Option(label=each.verb, value=each) for each in CarryOver),
        )
    )
    if carry_over is not None:
        controls.apply(
            lambda session, _: set_carry_over(session, item=item_id, carry_over=carry_over),
            mark=lambda _: ItemRow(item_id),
        )


async def complete_actions(controls: LiveControls) -> None:
    """Ask for the owner and the date of each action item that lacks one."""
    gaps = controls.session.actions_with_gaps
    if not gaps:
        controls.say("Every action item has an owner and a date.")
    for action in gaps:
        if await edit(controls, action, asks_for="owner and date") is not LineResult.STORED:
            return


async def plan_next_session(controls: LiveControls) -> None:
    """Type when the next session is."""
    session = controls.session
    held = session.next_session_at
    question = LineQuestion(
        title="Next session",
        initial=session.local(held).strftime("%Y-%m-%d %H:%M") if held else "",
        hint="e.g. thu 10:00 or +1w   ·   leave empty to clear",
        read=lambda text: next_session_reading(controls.model(), text),
    )
    await controls.enter_line(question, lambda text: _next_session(controls, text))


def next_session_reading(model: LiveViewModel, text: str) -> Reading:
    """Return the day and the time that a line names."""
    try:
        start = parse_next_session(model.session, text, now=model.now, day_first=model.day_first)
    except DomainError as problem:
        return Reading(problem.message, is_problem=True)
    if start is None:
        return Reading("no date")
    from refine_tui.minutes.lines import zone_words  # noqa: PLC0415 - the minutes are not needed to draw the phase

    moment = model.session.local(start)
    return Reading(f"{format_full_day(moment.date())} {moment:%H:%M} {zone_words(model.session.zone, moment)}")


def _next_session(controls: LiveControls, text: str) -> Entry:
    day_first = controls.model().day_first
    return Entry(
        transition=lambda session, now: set_next_session(
            session, at=parse_next_session(session, text, now=now, day_first=day_first)
        ),
    )


async def rate_session(controls: LiveControls) -> None:
    """Type how the session went: one number for each who wants to."""
    question = LineQuestion(
        title="How did it go? One number from 1 to 5 for each who wants to, without names",
        initial=" ".join(map(str, controls.session.ratings)),
        hint="4 5 3 4   ·   5 is best; leave empty to clear",
    )
    await controls.enter_line(question, _ratings)


def _ratings(text: str) -> Entry:
    ratings = parse_ratings(text)
    return Entry(transition=lambda session, _: set_ratings(session, ratings=ratings))


async def ask_close(controls: LiveControls) -> bool:
    """Ask whether the session is to be closed, with what is still open; return the answer."""
    points = open_points(controls.session)
    left = [
        f"{counted(points.not_carried, 'item')} not reached will be carried over." if points.not_carried else "",
        f"{counted(points.actions_with_gaps, 'action')} without owner or date." if points.actions_with_gaps else "",
        f"{counted(points.questions_without_owner, 'open question')} without an owner."
        if points.questions_without_owner
        else "",
        f"{counted(points.ready_with_open_checks, 'story is', 'stories are')} ready with open checks."
        if points.ready_with_open_checks
        else "",
        "No date for the next session yet." if points.no_next_session else "",
    ]
    answer = await controls.choose(
        ChoiceQuestion(
            title=" ".join(part for part in ("Close the session?", *left) if part),
            options=(Option(label="close and write the minutes", value=True), Option(label="not yet", value=False)),
        )
    )
    return bool(answer)


async def close_session(controls: LiveControls) -> None:
    """Close the session and show its minutes, once somebody says so."""
    if await ask_close(controls):
        controls.screen.post_message(CloseRequested())
