"""The view of each kind of phase, loaded when a session comes to such a phase."""

from functools import cache

from refine_tui.domain.agenda import PhaseKind
from refine_tui.ui.widgets.phase_view import PhaseView


@cache
def phase_view(kind: PhaseKind) -> PhaseView:
    """Return what draws a phase of this kind."""
    match kind:
        case PhaseKind.KICKOFF:
            from refine_tui.ui.widgets.kickoff_view import KickoffView  # noqa: PLC0415 - not before the first paint

            return KickoffView()
        case PhaseKind.TRIAGE:
            from refine_tui.ui.widgets.triage_view import TriageView  # noqa: PLC0415

            return TriageView()
        case PhaseKind.DEEP_DIVE:
            from refine_tui.ui.widgets.deep_dive_view import DeepDiveView  # noqa: PLC0415

            return DeepDiveView()
        case PhaseKind.WRAP_UP:
            from refine_tui.ui.widgets.wrap_up_view import WrapUpView  # noqa: PLC0415

            return WrapUpView()
        case _:
            from refine_tui.ui.widgets.other_phase_view import OtherPhaseView  # noqa: PLC0415

            return OtherPhaseView()
