"""Every way in which a session can be handed out, in one list for the command line and the screens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from refine_tui.domain.session import RefinementSession
from refine_tui.minutes import html_page, markdown, short
from refine_tui.minutes.azure_devops import render_azure_devops
from refine_tui.minutes.github_script import render_github_script
from refine_tui.minutes.items_csv import render_items_csv
from refine_tui.minutes.jira_csv import render_jira_csv
from refine_tui.minutes.json_shape import dumps, session_json
from refine_tui.minutes.next_session import calendar_uid, render_ics


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTemplate:
    """A template of the team's own."""

    text: str
    name: str
    """What an error calls it: its path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOut:
    """What is handed out, and with what; each format takes from it what it needs."""

    session: RefinementSession
    now: datetime
    template: OwnTemplate | None = None
    """Takes the place of the format's own one."""
    uid: str = ""
    """What calendars know the next session by; empty: `calendar_uid`."""
    sequence: int = 0
    """How often a calendar file was changed since the first."""
    weekly: bool = False
    """The next session repeats every week."""

    @property
    def own(self) -> dict[str, str]:
        """The team's own template, as the formats that have one take it; nothing where there is none."""
        return {} if self.template is None else {"template": self.template.text, "template_name": self.template.name}


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way to hand a session out."""

    name: str
    """As ``--format`` takes it."""
    part: str
    """What the name of its files says behind the day and the team."""
    ending: str
    media_type: str
    about: str
    """For whom, in a few words."""
    render: Callable[[HandOut], str]
    """Raises `NothingToSayError` where the session has nothing for this format, `RefineError` for a broken template."""
    template_name: str = ""
    """The file that a team can put in the place of ours; empty: the format has no template."""


def _ics(asked: HandOut) -> str:
    return render_ics(
        asked.session,
        now=asked.now,
        uid=asked.uid or calendar_uid(asked.session),
        sequence=asked.sequence,
        weekly=asked.weekly,
    )


FORMATS = MappingProxyType(
    {
        each.name: each
        for each in (
            Format(
                name="markdown",
                part="minutes",
                ending=".md",
                media_type="text/markdown",
                about="the full minutes, for wikis and repositories",
                render=lambda asked: markdown.render_markdown(asked.session, now=asked.now, **asked.own),
                template_name=markdown.TEMPLATE_NAME,
            ),
            Format(
                name="short",
                part="short",
                ending=".txt",
                media_type="text/plain",
                about="a few lines for Slack or Teams",
                render=lambda asked: short.render_short(asked.session, now=asked.now, **asked.own),
                template_name=short.TEMPLATE_NAME,
            ),
            Format(
                name="html",
                part="minutes",
                ending=".html",
                media_type="text/html",
                about="one page to read, send or print",
                render=lambda asked: html_page.render_html(asked.session, now=asked.now, **asked.own),
                template_name=html_page.TEMPLATE_NAME,
            ),
            Format(
                name="json",
                part="minutes",
                ending=".json",
                media_type="application/json",
                about="everything, for scripts",
                render=lambda asked: dumps(session_json(asked.session, now=asked.now)),
            ),
            Format(
                name="csv",
                part="items",
                ending=".csv",
                media_type="text/csv",
                about="the items with their outcome, for a spreadsheet",
                render=lambda asked: render_items_csv(asked.session, now=asked.now),
            ),
            Format(
                name="ics",
                part="next",
                ending=".ics",
                media_type="text/calendar",
                about="the next session, for a calendar",
                render=_ics,
            ),
            Format(
                name="jira",
                part="jira",
                ending=".csv",
                media_type="text/csv",
                about="estimates and criteria for Jira's importer",
                render=lambda asked: render_jira_csv(asked.session, now=asked.now),
            ),
            Format(
                name="github",
                part="github",
                ending=".sh",
                media_type="application/x-sh",
                about="commands for gh that tell the issues",
                render=lambda asked: render_github_script(asked.session, now=asked.now),
            ),
            Format(
                name="azure",
                part="azure-devops",
                ending=".csv",
                media_type="text/csv",
                about="estimates and criteria for Azure Boards",
                render=lambda asked: render_azure_devops(asked.session, now=asked.now),
            ),
        )
    }
)
"""The formats by name, in the order in which they are listed."""
