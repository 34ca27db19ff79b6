"""A phase of a kind that this version of the program does not know: its title and its prompts."""

from rich.text import Text

from refine_tui.domain.plain_text import clean_line, shortened
from refine_tui.ui.live.phases.item_words import prompt_rows
from refine_tui.ui.live.phases.phase_view import Choice, PhaseView, Rows
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.widgets.columns import plain
from refine_tui.ui.widgets.row_list import BLANK, Row
from refine_tui.ui.widgets.styled import styled

_LONGEST_CODE = 40


class OtherPhaseView(PhaseView):
    """Says that the kind is unknown; time, records and the keys of every phase work."""

    def progress(self, model: LiveViewModel) -> Text:
        return plain(model.session.current_phase.title, model.palette.muted)

    def rows(self, model: LiveViewModel) -> Rows:
        palette = model.palette
        code = shortened(clean_line(model.session.current_phase.kind.code), _LONGEST_CODE)
        return [
            Row(content=plain(f"This version of refine does not know the kind of this phase, “{code}”.", palette.text)),
            BLANK,
            Row(content=styled("Its time runs, and everything that you record is saved.", palette.muted)),
            Row(content=styled("]  goes on to the next phase", palette.muted)),
            *prompt_rows(model),
        ]

    def choices(self, model: LiveViewModel) -> tuple[Choice, ...]:
        del model
        return ()
