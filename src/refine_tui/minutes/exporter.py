"""Exports sessions: renders any format with the team's templates and writes files into the minutes folder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from refine_tui.domain.session import RefinementSession
from refine_tui.minutes.blocks import BlockTarget, item_block
from refine_tui.minutes.custom_templates import CustomTemplate, read_custom_template
from refine_tui.minutes.document import document_of
from refine_tui.minutes.errors import EmptyExportError
from refine_tui.minutes.folder import write_files
from refine_tui.minutes.formats import FORMATS, ExportRequest, Format, export_request

_MINUTES = (FORMATS["markdown"], FORMATS["json"])
"""The formats that are written together, also when a session closes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedFormats:
    """A session in each format that has content for it."""

    texts: tuple[tuple[Format, str], ...]
    skipped: tuple[str, ...]
    """A sentence for each format without content; it begins with the format's name and a colon."""


class Exporter:
    """Renders sessions and writes files. Each failure is a RefineError with one sentence."""

    def __init__(
        self,
        *,
        folder: Path,
        templates_folder: Path | None,
        now: Callable[[], datetime],
        invitation: Callable[[int, datetime], int],
    ) -> None:
        """Create an exporter.

        Args:
            folder: The minutes folder.
            templates_folder: The folder of the team's own templates.
            now: Returns the current time.
            invitation: Records that an invitation is exported, from the number of a session and the start of the
                next one, and returns the sequence number of the invitation.
        """
        self._folder = folder
        self._templates_folder = templates_folder
        self._now = now
        self._invitation = invitation

    def text(self, session: RefinementSession, kind: Format, *, weekly: bool = False) -> str:
        """Render a session in one format.

        Raises:
            EmptyExportError: the session has no content for this format.
            RefineError: the team's own template is broken.
        """
        return self._render(session, kind, export_request(session, now=self._now(), weekly=weekly))

    def all_texts(self, session: RefinementSession, *, weekly: bool = False) -> RenderedFormats:
        """Render a session in every format.

        Raises:
            RefineError: one of the team's own templates is broken.
        """
        request = export_request(session, now=self._now(), weekly=weekly)
        texts, skipped = [], []
        for kind in FORMATS.values():
            try:
                texts.append((kind, self._render(session, kind, request)))
            except EmptyExportError as error:
                skipped.append(f"{kind.name}: {error.message}")
        return RenderedFormats(texts=tuple(texts), skipped=tuple(skipped))

    def write(
        self, session: RefinementSession, kind: Format = FORMATS["markdown"], *, weekly: bool = False
    ) -> list[Path]:
        """Render a session, write it into the minutes folder and return the files; Markdown and JSON go together.

        Raises:
            EmptyExportError: the session has no content for this format.
            RefineError: a template is broken or the folder cannot be written.
        """
        kinds = _MINUTES if kind in _MINUTES else (kind,)
        request = export_request(session, now=self._now(), weekly=weekly)
        return self.write_texts(session, [(each, self._render(session, each, request)) for each in kinds])

    def write_texts(self, session: RefinementSession, texts: Sequence[tuple[Format, str]]) -> list[Path]:
        """Write rendered texts into the minutes folder and return the files.

        Raises:
            RefineError: the folder cannot be written.
        """
        return write_files(session, self._folder, texts)

    def block(self, session: RefinementSession, item: int) -> str:
        """Return the result for one item, as lines to paste into its tracker.

        Raises:
            DomainError: the item is not part of the session.
        """
        source = session.item(item).item.source
        target = BlockTarget.GITHUB if source.startswith("github") else BlockTarget.PLAIN
        target = BlockTarget.JIRA if source.startswith("jira") else target
        return item_block(document_of(session, now=self._now()), item, target=target)

    def _render(self, session: RefinementSession, kind: Format, request: ExportRequest) -> str:
        if kind.name == "ics" and session.next_session_at is not None:
            request = replace(request, sequence=self._invitation(session.id, session.next_session_at))
        return kind.render(replace(request, template=self._custom_template(kind)))

    def _custom_template(self, kind: Format) -> CustomTemplate | None:
        return read_custom_template(self._templates_folder, kind.template_name) if kind.template_name else None
