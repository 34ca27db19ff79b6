"""What commands ask for alike: which session, which team."""

import shlex
from typing import TYPE_CHECKING, Any

import click

from refine_tui.cli.app_context import AppContext
from refine_tui.domain.errors import RefineError
from refine_tui.domain.plain_text import clean_line

if TYPE_CHECKING:
    from refine_tui.application.application import Application
    from refine_tui.domain.summary import SessionSummary

LAST = "last"


class SessionType(click.ParamType[str]):
    """A session as it is typed: a number, or ``last``."""

    name = "session"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return ``last`` or the digits of a number; anything else is wrong usage."""
        word = str(value).strip().casefold()
        if word == LAST:
            return LAST
        if not (word.isascii() and word.isdigit() and 0 < len(word) <= 18):  # noqa: PLR2004 - SQLite's integers
            self.fail(f"{value!r} is neither the number of a session nor `last`.", param, ctx)
        return word


SESSION = SessionType()

team_option = click.option(
    "--team", metavar="NAME", help="The team; by default the only one, or else the one used last."
)


def session_number(context: AppContext, asked: str | None) -> int:
    """Return the number of the session that is meant; None means any.

    Raises:
        RefineError: there is no such session.
    """
    if not context.has_database():
        raise RefineError(_no_session(asked))
    with context.application() as application:
        return stored_session(application, asked or LAST)


def stored_session(application: "Application", asked: str) -> int:
    """Return the number of the session that is meant, of a store that is open; the last one is one that has begun.

    Raises:
        RefineError: there is no such session, or it has not begun.
    """
    summaries = application.views.sessions()
    if not summaries:
        raise RefineError(_no_session(asked))
    if asked == LAST:
        begun = (summary for summary in summaries if summary.status.value != "planned" and summary.started_at)
        found = next(begun, summaries[-1])
    else:
        number = int(asked)
        chosen = next((summary for summary in summaries if summary.id == number), None)
        if chosen is None:
            raise RefineError(f"There is no session {number}: `refine sessions` lists those that there are.")
        found = chosen
    if found.status.value == "planned":
        raise RefineError(_not_begun(found, application.views.team_names()))
    return found.id


def existing_team(application: "Application", asked: str | None, preferred: str) -> str | None:
    """Return the team that is meant as it is stored; None where there are no teams at all.

    Raises:
        RefineError: the team that was asked for does not exist.
    """
    names = application.views.team_names()
    wanted = clean_line(asked or preferred)
    found = next((name for name in names if name.casefold() == wanted.casefold()), None)
    if asked and found is None:
        raise RefineError(unknown_team(asked, names))
    return found or next(iter(names), None)


def unknown_team(asked: str, names: tuple[str, ...]) -> str:
    """Say that there is no such team, and which there are."""
    known = f"there {'is' if len(names) == 1 else 'are'} {', '.join(names)}" if names else "there is none yet"
    return f"There is no team “{clean_line(asked)}”: {known}."


def when(summary: "SessionSummary") -> str:
    """Return when a session began or, of one that has not, is to begin, in its own time zone."""
    from refine_tui.domain.session import zone_of

    moment = summary.started_at or summary.planned_for
    return f"{moment.astimezone(zone_of(summary.zone)):%Y-%m-%d %H:%M}" if moment else "not yet"


def _not_begun(summary: "SessionSummary", teams: tuple[str, ...]) -> str:
    team = f" --team {shlex.quote(summary.team)}" if len(teams) > 1 else ""
    planned = f"it is planned for {when(summary)}" if summary.planned_for else "it is planned"
    return f"Session {summary.id} has not begun, {planned}: `refine start{team}` begins it."


def _no_session(asked: str | None) -> str:
    which = "no session" if asked in (LAST, None) else f"no session {asked}"
    return f"There is {which}: none was held yet. Begin with `refine start`."
