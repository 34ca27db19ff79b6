"""The composition root: the paths, the settings, the clock, and the application on its store."""

import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import click

from refine_tui.cli.output import complain
from refine_tui.cli.paths import Paths
from refine_tui.clock import Clock, FileClock, SystemClock
from refine_tui.config import ConfigError, Settings, read_settings
from refine_tui.domain.errors import RefineError

if TYPE_CHECKING:
    from datetime import datetime

    from refine_tui.application.application import Application
    from refine_tui.importers.agenda_file import AvailableAgendas
    from refine_tui.minutes.exporter import Exporter
    from refine_tui.store.database import SqlStore

_DATABASE = "refine_tui.database"
P = ParamSpec("P")
T = TypeVar("T")


class AppContext:
    """Everything that a command needs from this machine; nothing is read before a command uses it.

    The environment: besides the variables of `Paths`, ``REFINE_CLOCK_FILE`` names a file with the time to go by
    (ISO 8601 with an offset), for rehearsals and tests.
    """

    def __init__(
        self, *, database: Path | None = None, environment: Mapping[str, str] = os.environ, clock: Clock | None = None
    ) -> None:
        self.paths = Paths(database=database, environment=environment)
        """Where the files lie."""
        self._clock = clock
        self._stores: list[SqlStore] = []

    @cached_property
    def settings(self) -> Settings:
        """The settings.

        Raises:
            RefineError: their file is wrong.
        """
        try:
            return read_settings(self.paths.settings, required=self.paths.named_by("REFINE_CONFIG") is not None)
        except ConfigError as error:
            raise RefineError(str(error)) from None

    @cached_property
    def clock(self) -> Clock:
        """The clock that was handed in, or else that of the file in ``REFINE_CLOCK_FILE``, or else the machine's.

        Raises:
            RefineError: the file holds no time.
        """
        if self._clock is not None:
            return self._clock
        file = self.paths.named_by("REFINE_CLOCK_FILE")
        if file is None:
            return SystemClock()
        clock = FileClock(file)
        try:
            clock.now()
        except (OSError, ValueError) as error:
            raise RefineError(f"REFINE_CLOCK_FILE tells no time: {error}.") from None
        return clock

    @cached_property
    def zone(self) -> str:
        """The IANA name of this machine's time zone; UTC where it has none that is known."""
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        from tzlocal import get_localzone_name

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return ZoneInfo(get_localzone_name() or "UTC").key
            except (ZoneInfoNotFoundError, ValueError, OSError):
                return "UTC"

    @property
    def minutes_folder(self) -> Path:
        """The folder into which minutes are written."""
        return self.settings.minutes_folder or self.paths.default_minutes_folder

    @cached_property
    def available_agendas(self) -> "AvailableAgendas":
        """The agendas of all folders, and what is wrong with those that cannot be used."""
        from refine_tui.importers.agenda_file import available_agendas

        return available_agendas(self.paths.agenda_folders)

    def has_database(self) -> bool:
        """Whether there is a database: a command that only reads need not create one.

        Raises:
            RefineError: its folder may not be entered.
        """
        from refine_tui.store.access import database_exists

        return database_exists(self.paths.database)

    def open_application(self, clock: Clock | None = None) -> "Application":
        """Open the store for the live screen, which never waits long; `close` closes it.

        Args:
            clock: The clock to go by instead of the context's own.

        Raises:
            RefineError: it cannot be opened.
        """
        from refine_tui.store.plain_sqlite import BUSY_SECONDS

        return self._open(BUSY_SECONDS, clock)

    def close(self) -> None:
        """Close every store that was opened; an error that loses nothing is reported and changes no exit status."""
        while self._stores:
            try:
                self._stores.pop().close()
            except RefineError as error:
                complain(error.message)

    @contextmanager
    def application(self) -> "Iterator[Application]":
        """Open the store for the length of a block; a save waits some seconds for another program that writes."""
        from refine_tui.store.engine import PATIENT_SECONDS

        application = self._open(PATIENT_SECONDS, None)
        try:
            yield application
        finally:
            self.close()

    def handing_out(self) -> "Exporter":
        """Return what renders and writes minutes.

        The database is opened only where an invitation is handed out, which is noted there.
        """
        from refine_tui.minutes.exporter import Exporter

        def invitation(session: int, starts_at: "datetime") -> int:
            with self.application() as application:
                return application.lifecycle.next_invitation(session, starts_at)

        return Exporter(
            folder=self.minutes_folder,
            templates_folder=self.paths.templates_folder,
            now=self.clock.now,
            invitation=invitation,
        )

    def _open(self, busy_seconds: float, clock: Clock | None) -> "Application":
        from refine_tui.application.application import Application
        from refine_tui.store.database import open_store

        store = open_store(self.paths.database, busy_seconds=busy_seconds)
        self._stores.append(store)
        return Application(store, clock or self.clock)


def _remember(ctx: click.Context, parameter: click.Parameter, value: Path | None) -> None:
    del parameter
    if value is not None:
        ctx.meta[_DATABASE] = value.expanduser()


def crash_folder(meta: Mapping[str, Any]) -> Path:
    """Return the folder for crash reports, by the database that a click context names."""
    return Paths(database=meta.get(_DATABASE), environment=os.environ).crash_folder


database_option = click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    expose_value=False,
    callback=_remember,
    help="Use another database file.",
)
"""``--db`` of the program and, for those who type it last, of each command."""


def with_context(command: Callable[Concatenate[AppContext, P], T]) -> Callable[P, T]:
    """Give a click command its `AppContext` as the first argument, and the option ``--db``."""

    @database_option
    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        database = click.get_current_context().meta.get(_DATABASE)
        context = AppContext(database=database)
        try:
            return command(context, *args, **kwargs)
        finally:
            context.close()

    return run
