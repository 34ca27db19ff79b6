"""The options of the app: values and functions that the command line passes to it, and how the app ended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # imported when it is used
    from datetime import datetime

    from refine_tui.application.application import Application
    from refine_tui.domain.agenda import Agenda
    from refine_tui.domain.public_view import PublicView
    from refine_tui.domain.session_setup import SessionSetup
    from refine_tui.importers.report import ImportReport


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFile:
    """A file of items that was read."""

    name: str
    """The name of the file, without its folder."""
    report: "ImportReport"


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Start a new session at once, at its kick-off."""

    setup: "SessionSetup"
    """Its team name is empty where none was asked for."""
    files: "tuple[ItemFile, ...]" = ()
    """They are imported into the backlog first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Resume a session at once."""

    session: int | None = None
    """The number of the session; None: the newest that is not closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppOptions:
    """The settings, folders and functions that the app works with."""

    open_application: "Callable[[], Application]"
    """Opens the store; called after the first paint. Raises a RefineError if it cannot be opened."""
    agendas: "Callable[[], tuple[Agenda, ...]]"
    """Reads the available agendas, the default one first; called after the first paint. Raises a RefineError if
    there is none."""
    now: "Callable[[], datetime]"
    """Returns the current time, aware, in UTC."""
    zone: "Callable[[], str]"
    """Returns the IANA name of this machine's time zone."""
    minutes_folder: Path
    templates_folder: Path | None = None
    """The folder in which a team may have its own template for the minutes."""
    crash_folder: Path = Path()
    """The folder of the crash report."""
    team: str | None = None
    """The team of ``--team`` or of the settings; None: the one used last."""
    first: Start | Resume | None = None
    """What to do at once; None: show the home screen."""
    first_view: "Callable[[], PublicView | None] | None" = None
    """Reads the public view of the session, to show it before the store is open; None: there is none."""
    theme: str = "refine-dark"
    keymap: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The keys by the id of the binding, separated by commas: ``]``, ``space``, ``f2``. They replace its own keys."""
    day_first: bool = True
    """Whether ``3.12.`` is the third of December."""
    show_seconds: bool = False
    bell: bool = False
    """Whether the terminal's bell sounds when a timebox ends."""
    mouse: bool = False
    """Whether the app asks the terminal for mouse events; the terminal then needs ``shift`` to select text."""
    suspend: bool = False
    """Whether ``ctrl+z`` suspends the process while no line is open."""
    rehearsal: bool = False
    """Whether this is the demo, whose database is deleted at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The result of a run of the app."""

    status: int = 0
    """The exit status of the process."""
    message: str = ""
    """One sentence to print to standard error; empty: none."""
