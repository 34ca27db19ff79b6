"""The export formats: one table for the command line and the screens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from refine_tui.domain.session import RefinementSession
from refine_tui.minutes import html_page, markdown, short
from refine_tui.minutes.azure_devops import render_azure_devops
from refine_tui.minutes.custom_templates import CustomTemplate
from refine_tui.minutes.document import document_of
from refine_tui.minutes.github_script import render_github_script
from refine_tui.minutes.items_csv import render_items_csv
from refine_tui.minutes.jira_csv import render_jira_csv
from refine_tui.minutes.model import MinutesDocument
from refine_tui.minutes.next_session import calendar_uid, render_ics
from refine_tui.minutes.session_json import render_json


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """The document to render and the options; each format reads those that it has."""

    document: MinutesDocument
    now: datetime
    """The time of the export, which calendar files state."""
    template: CustomTemplate | None = None
    """Replaces the format's own template."""
    uid: str = ""
    """The UID of the next session in calendar files."""
    sequence: int = 0
    """The SEQUENCE of the calendar file: 0 for the first, higher for each change."""
    weekly: bool = False
    """The next session repeats every week."""

    @property
    def overrides(self) -> dict[str, str]:
        """The team's own template as keyword arguments of a render function; empty if there is none."""
        return {} if self.template is None else {"template": self.template.text, "template_name": self.template.name}


def export_request(session: RefinementSession, *, now: datetime, weekly: bool = False) -> ExportRequest:
    """Build the document of *session*, from which every format of one export is rendered."""
    document = document_of(session, now=now)
    return ExportRequest(document=document, now=now, uid=calendar_uid(session), weekly=weekly)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One export format."""

    name: str
    """The value of ``--format``."""
    part: str
    """The part of the file name after the day and the team: ``minutes``."""
    ending: str
    """The suffix of the file name, with its dot: ``.md``."""
    about: str
    """A short description for a list of formats."""
    render: Callable[[ExportRequest], str]
    """Raises `EmptyExportError` if the session has no content for it, `RefineError` for a broken template."""
    template_name: str = ""
    """The file name of the template that a team can replace; empty: the format has no template."""


def _ics(request: ExportRequest) -> str:
    return render_ics(
        request.document,
        now=request.now,
        uid=request.uid,
        sequence=request.sequence,
        weekly=request.weekly,
    )


FORMATS = MappingProxyType(
    {
        each.name: each
        for each in (
            Format(
                name="markdown",
                part="minutes",
                ending=".md",
                about="the full minutes, for wikis and repositories",
                render=lambda request: markdown.render_markdown(request.document, **request.overrides),
                template_name=markdown.TEMPLATE_NAME,
            ),
            Format(
                name="short",
                part="short",
                ending=".txt",
                about="a few lines for Slack or Teams",
                render=lambda request: short.render_short(request.document, **request.overrides),
                template_name=short.TEMPLATE_NAME,
            ),
            Format(
                name="html",
                part="minutes",
                ending=".html",
                about="one page to read, send or print",
                render=lambda request: html_page.render_html(request.document, **request.overrides),
                template_name=html_page.TEMPLATE_NAME,
            ),
            Format(
                name="json",
                part="minutes",
                ending=".json",
                about="everything, for scripts",
                render=lambda request: render_json(request.document),
            ),
            Format(
                name="csv",
                part="items",
                ending=".csv",
                about="the items with their outcome, for a spreadsheet",
                render=lambda request: render_items_csv(request.document),
            ),
            Format(
                name="ics",
                part="next",
                ending=".ics",
                about="the next session, for a calendar",
                render=_ics,
            ),
            Format(
                name="jira",
                part="jira",
                ending=".csv",
                about="estimates and criteria for Jira's importer",
                render=lambda request: render_jira_csv(request.document),
            ),
            Format(
                name="github",
                part="github",
                ending=".sh",
                about="gh commands that write the results to the issues",
                render=lambda request: render_github_script(request.document),
            ),
            Format(
                name="azure",
                part="azure-devops",
                ending=".csv",
                about="estimates and criteria for Azure Boards",
                render=lambda request: render_azure_devops(request.document),
            ),
        )
    }
)
"""The formats by name, in the order in which they are listed."""
