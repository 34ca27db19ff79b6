"""The composition root: creates the paths, the settings, the clock, the store and the application."""

import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import click

from refine_tui.cli.output import print_to_stderr
from refine_tui.cli.paths import Paths
from refine_tui.clock import Clock, FileClock, SystemClock
from refine_tui.config import ConfigError, Settings, read_settings
from refine_tui.domain.errors import RefineError

if TYPE_CHECKING:
    from datetime import datetime

    from refine_tui.agenda_files.reading import AvailableAgendas
    from refine_tui.application.application import Application
    from refine_tui.minutes.exporter import Exporter
    from refine_tui.store.sqlite.database import SqlStore

_DATABASE = "refine_tui.database"
P = ParamSpec("P")
T = TypeVar("T")


class AppContext:
    """The dependencies of a command; each is created when it is first used.

    Environment variables: those of `Paths`, and ``REFINE_CLOCK_FILE``, a file with the current time (ISO 8601 with an
    offset) for rehearsals and tests.
    """

    def __init__(
        self, *, database: Path | None = None, environment: Mapping[str, str] = os.environ, clock: Clock | None = None
    ) -> None:
        self.paths = Paths(database=database, environment=environment)
        """The paths of the program's files."""
        self._clock = clock
        self._stores: list[SqlStore] = []

    @cached_property
    def settings(self) -> Settings:
        """The settings.

        Raises:
            RefineError: the settings file is invalid.
        """
        try:
            return read_settings(self.paths.settings, required=self.paths.path_from("REFINE_CONFIG") is not None)
        except ConfigError as error:
            raise RefineError(str(error)) from None

    @cached_property
    def clock(self) -> Clock:
        """The clock passed to the constructor, else the one of ``REFINE_CLOCK_FILE``, else the machine's.

        Raises:
            RefineError: ``REFINE_CLOCK_FILE`` does not contain a time.
        """
        if self._clock is not None:
            return self._clock
        file = self.paths.path_from("REFINE_CLOCK_FILE")
        if file is None:
            return SystemClock()
        clock = FileClock(file)
        try:
            clock.now()
        except (OSError, ValueError) as error:
            raise RefineError(f"REFINE_CLOCK_FILE holds no valid time: {error}.") from None
        return clock

    @cached_property
    def zone(self) -> str:
        """The IANA name of this machine's time zone; UTC if it is unknown."""
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
        """The agendas of all folders, and the errors of those that cannot be used."""
        from refine_tui.agenda_files.reading import available_agendas

        return available_agendas(self.paths.agenda_folders)

    def has_database(self) -> bool:
        """Whether there is a database: a command that only reads need not create one.

        Raises:
            RefineError: its folder cannot be accessed.
        """
        from refine_tui.store.sqlite.access import database_exists

        return database_exists(self.paths.database)

    def open_application(self, clock: Clock | None = None) -> "Application":
        """Open the store for the live screen, with a short wait for locks; `close` closes it.

        Args:
            clock: The clock to use instead of the context's own.

        Raises:
            RefineError: the store cannot be opened.
        """
        from refine_tui.store.sqlite.connection import BUSY_SECONDS

        return self._open(BUSY_SECONDS, clock)

    def close(self) -> None:
        """Close all stores that were opened; an error is printed and does not change the exit status."""
        while self._stores:
            try:
                self._stores.pop().close()
            except RefineError as error:
                print_to_stderr(error.message)

    @contextmanager
    def application(self) -> "Iterator[Application]":
        """Open the store for the duration of a block; a save waits some seconds while another program writes."""
        from refine_tui.store.sqlite.connection import PATIENT_SECONDS

        application = self._open(PATIENT_SECONDS, None)
        try:
            yield application
        finally:
            self.close()

    def exporter(self) -> "Exporter":
        """Return the object that renders and writes minutes.

        It opens the database only to save the number of an exported invitation.
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
        from refine_tui.store.sqlite.database import open_store

        store = open_store(self.paths.database, busy_seconds=busy_seconds)
        self._stores.append(store)
        return Application(store, clock or self.clock)


def _save_database_option(ctx: click.Context, parameter: click.Parameter, value: Path | None) -> None:
    del parameter
    if value is not None:
        ctx.meta[_DATABASE] = value.expanduser()


def crash_folder(meta: Mapping[str, object]) -> Path:
    """Return the folder for crash reports; *meta* is that of a click context, with the database of ``--db``."""
    database = meta.get(_DATABASE)
    return Paths(database=database if isinstance(database, Path) else None, environment=os.environ).crash_folder


database_option = click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    expose_value=False,
    callback=_save_database_option,
    help="Use another database file.",
)
"""The option ``--db``, which the program and each command accept."""


def with_context(command: Callable[Concatenate[AppContext, P], T]) -> Callable[P, T]:
    """Decorate a click command: pass an `AppContext` as the first argument, and add the option ``--db``."""

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
