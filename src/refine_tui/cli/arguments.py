"""Arguments that several commands share: the session and the team."""

import shlex
from typing import TYPE_CHECKING

import click

from refine_tui.cli.app_context import AppContext
from refine_tui.domain.errors import RefineError
from refine_tui.domain.plain_text import clean_line

if TYPE_CHECKING:
    from refine_tui.application.application import Application
    from refine_tui.domain.summary import SessionSummary

LATEST = "last"


class SessionType(click.ParamType[str]):
    """The type of an argument that names a session: a number, or ``last``."""

    name = "session"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return ``last`` or the digits of a number; any other text is a usage error."""
        word = str(value).strip().casefold()
        if word == LATEST:
            return LATEST
        if not (word.isascii() and word.isdigit() and 0 < len(word) <= 18):  # noqa: PLR2004 - SQLite's integers
            self.fail(f"{value!r} is neither the number of a session nor `last`.", param, ctx)
        return word


SESSION = SessionType()

team_option = click.option(
    "--team", metavar="NAME", help="The team; by default the only one, or else the one used last."
)


def _parse_encoding(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return the name of an encoding; an unknown one is a usage error that names the nearest or some."""
    if value is None:
        return None
    from refine_tui.importers.documents.decoding import check_encoding
    from refine_tui.importers.errors import ImportReadError

    try:
        return check_encoding(value)
    except ImportReadError as error:
        raise click.BadParameter(error.message) from None


encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    callback=_parse_encoding,
    help="The encoding of the files, such as windows-1250, where the detection is wrong.",
)


def session_number(context: AppContext, requested: str | None) -> int:
    """Return the number of the requested session; None means the last one.

    Raises:
        RefineError: the session does not exist.
    """
    if not context.has_database():
        raise RefineError(_no_session(requested))
    with context.application() as application:
        return find_session_number(application, requested or LATEST)


def find_session_number(application: "Application", requested: str) -> int:
    """Return the number of the requested session; ``last`` is the newest one that has started.

    Raises:
        RefineError: the session does not exist, or it has not started.
    """
    summaries = application.views.sessions()
    if not summaries:
        raise RefineError(_no_session(requested))
    if requested == LATEST:
        started = (summary for summary in summaries if summary.status.value != "planned" and summary.started_at)
        session = next(started, summaries[-1])
    else:
        number = int(requested)
        chosen = next((summary for summary in summaries if summary.id == number), None)
        if chosen is None:
            raise RefineError(f"There is no session {number}: `refine sessions` lists those that there are.")
        session = chosen
    if session.status.value == "planned":
        raise RefineError(_not_begun(session, application.views.team_names()))
    return session.id


def find_team_name(application: "Application", requested: str | None, preferred: str) -> str | None:
    """Return the name, as it is stored, of the requested, the preferred or the most recently used team; None: no teams.

    Raises:
        RefineError: the requested team does not exist.
    """
    names = application.views.team_names()
    name_to_find = clean_line(requested or preferred)
    found = next((name for name in names if name.casefold() == name_to_find.casefold()), None)
    if requested and found is None:
        raise RefineError(unknown_team_message(requested, names))
    return found or next(iter(names), None)


def unknown_team_message(requested: str, names: tuple[str, ...]) -> str:
    """Return the error message for an unknown team, with the names of all teams."""
    known = f"there {'is' if len(names) == 1 else 'are'} {', '.join(names)}" if names else "there is none yet"
    return f"There is no team “{clean_line(requested)}”: {known}."


def start_time_text(summary: "SessionSummary") -> str:
    """Return the start of a session, or the planned start if it has not started, in the session's time zone."""
    from refine_tui.domain.session import zone_of

    moment = summary.started_at or summary.planned_for
    return f"{moment.astimezone(zone_of(summary.zone)):%Y-%m-%d %H:%M}" if moment else "not yet"


def _not_begun(summary: "SessionSummary", teams: tuple[str, ...]) -> str:
    team = f" --team {shlex.quote(summary.team)}" if len(teams) > 1 else ""
    planned = f"it is planned for {start_time_text(summary)}" if summary.planned_for else "it is planned"
    return f"Session {summary.id} has not started; {planned}: `refine start{team}` begins it."


def _no_session(requested: str | None) -> str:
    which = "no session" if requested in (LATEST, None) else f"no session {requested}"
    return f"There is {which}: none was held yet. Begin with `refine start`."
