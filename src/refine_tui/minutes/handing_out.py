"""Handing a session out: rendered in any format, with the team's own templates, and written into the minutes folder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from refine_tui.domain.session import RefinementSession
from refine_tui.minutes.blocks import BlockTarget, item_block
from refine_tui.minutes.errors import NothingToSayError
from refine_tui.minutes.formats import FORMATS, Format, HandOut, OwnTemplate
from refine_tui.minutes.keeping import write_files
from refine_tui.minutes.next_session import calendar_uid
from refine_tui.minutes.own_template import own_template

_TOGETHER = (FORMATS["markdown"], FORMATS["json"])
"""What closing a session writes, side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What a session came to in each format that has something to say, and why the others have not."""

    texts: tuple[tuple[Format, str], ...]
    silent: tuple[str, ...]
    """A sentence each, begun by the format's name."""


class HandingOut:
    """Renders and writes. What cannot be done raises a RefineError with one sentence."""

    def __init__(
        self,
        *,
        folder: Path,
        templates_folder: Path | None,
        now: Callable[[], datetime],
        invitation: Callable[[int, datetime], int],
    ) -> None:
        """Prepare to hand out.

        Args:
            folder: The minutes folder.
            templates_folder: Where a team's own templates may be.
            now: Tells the time.
            invitation: Notes that an invitation is handed out, from a session's number and when the next one
                begins, and returns its sequence number.
        """
        self._folder = folder
        self._templates_folder = templates_folder
        self._now = now
        self._invitation = invitation

    def text(self, session: RefinementSession, kind: Format, *, weekly: bool = False) -> str:
        """Return a session in a format.

        Raises:
            NothingToSayError: the session has nothing for it.
            RefineError: the team's own template is broken.
        """
        asked = HandOut(session=session, now=self._now(), weekly=weekly)
        if kind.name == "ics" and session.next_session_at is not None:
            sequence = self._invitation(session.id, session.next_session_at)
            asked = replace(asked, uid=calendar_uid(session), sequence=sequence)
        return kind.render(replace(asked, template=self._own(kind)))

    def all_texts(self, session: RefinementSession, *, weekly: bool = False) -> Rendered:
        """Return a session in every format."""
        texts, silent = [], []
        for kind in FORMATS.values():
            try:
                texts.append((kind, self.text(session, kind, weekly=weekly)))
            except NothingToSayError as nothing:
                silent.append(f"{kind.name}: {nothing.message}")
        return Rendered(texts=tuple(texts), silent=tuple(silent))

    def write(
        self, session: RefinementSession, kind: Format = FORMATS["markdown"], *, weekly: bool = False
    ) -> list[Path]:
        """Write a session into the minutes folder and return the files; Markdown and JSON come together."""
        kinds = _TOGETHER if kind in _TOGETHER else (kind,)
        return self.write_texts(session, [(each, self.text(session, each, weekly=weekly)) for each in kinds])

    def write_texts(self, session: RefinementSession, texts: Sequence[tuple[Format, str]]) -> list[Path]:
        """Write what was rendered into the minutes folder and return the files."""
        return write_files(session, self._folder, texts)

    def block(self, session: RefinementSession, item: int) -> str:
        """Return what was settled about an item, as lines to paste into its tracker."""
        held = session.item(item)
        target = BlockTarget.GITHUB if held.item.source.startswith("github") else BlockTarget.PLAIN
        target = BlockTarget.JIRA if held.item.source.startswith("jira") else target
        return item_block(session, item, now=self._now(), target=target)

    def _own(self, kind: Format) -> OwnTemplate | None:
        text = own_template(self._templates_folder, kind.template_name) if kind.template_name else None
        if text is None or self._templates_folder is None:
            return None
        return OwnTemplate(text=text, name=str(self._templates_folder / kind.template_name))
