"""Minutes for the screens: rendered and written with what the app was started with."""

from pathlib import Path

from refine_tui.clock import Clock
from refine_tui.domain.session import RefinementSession


class HandingOut:
    """Renders and writes minutes. Both raise a RefineError with one sentence when they cannot."""

    def __init__(self, *, folder: Path, templates_folder: Path | None, clock: Clock) -> None:
        self._folder = folder
        self._templates_folder = templates_folder
        self._clock = clock

    def markdown(self, session: RefinementSession) -> str:
        """Return the minutes of a session as they are now."""
        from refine_tui.minutes.markdown import render_markdown  # noqa: PLC0415 - not before the first paint
        from refine_tui.minutes.own_template import own_template  # noqa: PLC0415

        return render_markdown(session, now=self._clock.now(), template=own_template(self._templates_folder))

    def write(self, session: RefinementSession) -> list[Path]:
        """Write the minutes into the minutes folder and return the files, Markdown first."""
        from refine_tui.minutes.keeping import write_minutes  # noqa: PLC0415 - not before the first paint
        from refine_tui.minutes.own_template import own_template  # noqa: PLC0415

        template = own_template(self._templates_folder)
        return write_minutes(session, self._folder, now=self._clock.now(), template=template)
