"""The list of all transitions of a session, for the demo and for tests that apply them in random order.

A test compares the list with all public functions of the domain that return a `Change`.
"""

from collections.abc import Callable
from functools import partial
from inspect import signature

from refine_tui.domain import (
    attendance,
    carried_over,
    deep_dive,
    item_edit,
    parking_lot,
    readiness,
    recording,
    session_setup,
    timekeeping,
    triage,
    wrap_up,
)
from refine_tui.domain.session import Change, Transition

TRANSITIONS: tuple[Callable[..., Change], ...] = (
    attendance.add_person,
    attendance.arrive,
    attendance.leave,
    attendance.set_people,
    attendance.toggle_presence,
    carried_over.edit_earlier_action,
    carried_over.review_earlier_action,
    deep_dive.add_criterion,
    deep_dive.edit_criterion,
    deep_dive.mark_not_ready,
    deep_dive.mark_ready,
    deep_dive.move_candidate,
    deep_dive.remove_criterion,
    deep_dive.set_estimate,
    deep_dive.set_story_field,
    item_edit.set_item_field,
    parking_lot.close_parked_topic,
    parking_lot.reopen_parked_topic,
    readiness.add_dependency,
    readiness.remove_dependency,
    readiness.toggle_check,
    readiness.waive_check,
    recording.add_action,
    recording.add_decision,
    recording.add_note,
    recording.add_parked_topic,
    recording.add_question,
    recording.add_record,
    recording.answer_question,
    recording.edit_record,
    recording.remove_record,
    recording.set_action_status,
    session_setup.set_goal,
    session_setup.set_product_goal,
    session_setup.update_setup,
    timekeeping.add_absence,
    timekeeping.apply_replan,
    timekeeping.backdate_start,
    timekeeping.extend,
    timekeeping.go_to_phase,
    timekeeping.next_phase,
    timekeeping.open_item,
    timekeeping.pause,
    timekeeping.previous_phase,
    timekeeping.resume,
    timekeeping.shift_clock,
    timekeeping.start_clock,
    timekeeping.toggle_absence,
    triage.add_items,
    triage.answer_triage_question,
    triage.open_next,
    triage.request_information,
    triage.set_disposition,
    triage.set_item_kind,
    triage.set_reason,
    wrap_up.carry_all,
    wrap_up.close,
    wrap_up.reopen,
    wrap_up.set_carry_over,
    wrap_up.set_next_session,
    wrap_up.set_ratings,
)

TRANSITIONS_BY_NAME = {function.__name__: function for function in TRANSITIONS}
"""The transitions by function name."""


def bind(function: Callable[..., Change], /, **arguments: object) -> Transition:
    """Return a `Transition` that calls *function* with these arguments, and with `now` if it has that parameter."""
    if "now" in signature(function).parameters:
        return lambda session, now: function(session, now=now, **arguments)
    bound = partial(function, **arguments)
    return lambda session, _: bound(session)
