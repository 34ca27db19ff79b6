"""What the keys of the clock do: pause, resume, a minute more or less, the next phase, an absence, a re-plan."""

from refine_tui.domain import timekeeping
from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import whole_number
from refine_tui.domain.session import Transition
from refine_tui.ui.widgets.intents import Apply, AskLine

CLOCK_TRANSITIONS: dict[str, Transition] = {
    "pause": lambda session, now: timekeeping.pause(session, now=now),
    "resume": lambda session, now: timekeeping.resume(session, now=now),
    "extend": lambda session, _: timekeeping.extend(session, minutes=1),
    "shorten": lambda session, _: timekeeping.extend(session, minutes=-1),
    "next": lambda session, now: timekeeping.next_phase(session, now=now),
    "previous": lambda session, now: timekeeping.previous_phase(session, now=now),
    "absence": lambda session, _: timekeeping.toggle_absence(session),
    "replan": lambda session, now: timekeeping.apply_replan(session, now=now),
}


def _began_earlier(text: str) -> Apply:
    minutes = whole_number(text)
    if minutes is None:
        raise DomainError("Type the minutes as a number: 5")
    return Apply(transition=lambda session, _: timekeeping.backdate_start(session, minutes=minutes))


BEGAN_EARLIER = AskLine(title="How many minutes ago did we begin?", hint="a number of minutes: 5", then=_began_earlier)
