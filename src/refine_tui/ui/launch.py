"""What the app is started with: plain values and doors, made by the command line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # all of it is loaded when it is needed
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
    """Go straight to the kick-off of a new session."""

    setup: "SessionSetup"
    """Its team name is empty where none was asked for."""
    files: "tuple[ItemFile, ...]" = ()
    """They are imported into the backlog first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Go straight to a session."""

    session: int | None = None
    """Its number; None: the newest that is not closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """Everything the app needs from outside."""

    open_application: "Callable[[], Application]"
    """Opens the store; called after the first paint. Raises a RefineError if it cannot be opened."""
    agendas: "Callable[[], tuple[Agenda, ...]]"
    """Reads those that can be chosen, the default one first; called after the first paint. Raises a RefineError if
    there is none."""
    now: "Callable[[], datetime]"
    """Reads the clock: the present moment, aware, in UTC."""
    zone: "Callable[[], str]"
    """Looks up the IANA name of this machine's time zone."""
    minutes_folder: Path
    templates_folder: Path | None = None
    """Where a team's own template for the minutes may be."""
    crash_folder: Path = Path()
    """Where a failure of the program itself is noted."""
    team: str | None = None
    """The team that was asked for or set; None: the one used last."""
    first: Start | Resume | None = None
    """Where to go at once; None: the home screen."""
    first_view: "Callable[[], PublicView | None] | None" = None
    """Reads what can be seen of the session before the store is open; None: nothing can."""
    theme: str = "refine-dark"
    keymap: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Ids of bindings, and the keys that they get instead of their own, parted by commas: ``]``, ``space``, ``f2``."""
    day_first: bool = True
    """Whether ``3.12.`` is the third of December."""
    show_seconds: bool = False
    bell: bool = False
    """Whether the terminal's bell sounds when a timebox is over."""
    rehearsal: bool = False
    """The store is thrown away at the end: the demo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How the app ended."""

    status: int = 0
    """The exit status of the process."""
    message: str = ""
    """One sentence for standard error; empty: nothing to say."""
