"""A phase of a kind that this version of the program does not know: its title and its prompts."""

from refine_tui.domain.plain_text import clean_line, shortened
from refine_tui.ui.widgets.columns import plain
from refine_tui.ui.widgets.intents import Intent
from refine_tui.ui.widgets.phase_view import PhaseView, Scene, prompt_rows
from refine_tui.ui.widgets.row_list import BLANK, Row
from refine_tui.ui.widgets.styled import styled

_LONGEST_CODE = 40


class OtherPhaseView(PhaseView):
    """Says that the kind is unknown; time, records and the keys of every phase work."""

    def title(self, scene: Scene) -> str:
        return scene.session.current_phase.title

    def rows(self, scene: Scene) -> list[Row[str]]:
        palette = scene.palette
        code = shortened(clean_line(scene.session.current_phase.kind.code), _LONGEST_CODE)
        return [
            BLANK,
            Row(content=plain(f"This version of refine does not know the kind of this phase, “{code}”.", palette.text)),
            BLANK,
            Row(content=styled("Its time runs, and everything that you record is saved.", palette.muted)),
            Row(content=styled("]  goes on to the next phase", palette.muted)),
            *prompt_rows(scene),
        ]

    def choices(self, scene: Scene) -> tuple[str, ...]:
        del scene
        return ()

    def choose(self, scene: Scene, index: int) -> tuple[Intent, ...]:
        del scene, index
        return ()
