"""The view of each kind of phase, imported when a session comes to such a phase."""

from functools import cache

from refine_tui.domain.agenda import PhaseKind
from refine_tui.ui.live.phases.phase_view import PhaseView
from refine_tui.ui.live.view_model import LiveViewModel


@cache
def phase_view(kind: PhaseKind) -> PhaseView:
    """Return what draws a phase of this kind."""
    match kind:
        case PhaseKind.KICKOFF:
            from refine_tui.ui.live.phases.kick_off import KickOffView  # noqa: PLC0415 - not before the first paint

            return KickOffView()
        case PhaseKind.TRIAGE:
            from refine_tui.ui.live.phases.triage import TriageView  # noqa: PLC0415

            return TriageView()
        case PhaseKind.DEEP_DIVE:
            from refine_tui.ui.live.phases.deep_dive import DeepDiveView  # noqa: PLC0415

            return DeepDiveView()
        case PhaseKind.WRAP_UP:
            from refine_tui.ui.live.phases.wrap_up import WrapUpView  # noqa: PLC0415

            return WrapUpView()
        case _:
            from refine_tui.ui.live.phases.other import OtherPhaseView  # noqa: PLC0415

            return OtherPhaseView()


def view_of(model: LiveViewModel) -> PhaseView:
    """Return what draws the phase that is current."""
    return phase_view(model.session.current_phase.kind)
