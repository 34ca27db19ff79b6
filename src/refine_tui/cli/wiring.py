"""The composition root: where things lie, the settings, the clock, and the facilitator with its store."""

import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import click

import refine_tui
from refine_tui.clock import Clock, FasterClock, FileClock, SystemClock
from refine_tui.config import ConfigError, Settings, read_settings
from refine_tui.domain.errors import RefineError

if TYPE_CHECKING:
    from datetime import datetime

    from refine_tui.facilitator import Facilitator
    from refine_tui.importers.agenda_file import AvailableAgendas
    from refine_tui.minutes.handing_out import HandingOut
    from refine_tui.store.database import SqlStore

PROGRAM = "refine"
_DATABASE = "refine_tui.database"
P = ParamSpec("P")
T = TypeVar("T")


class Wiring:
    """Everything that a command needs from this machine; nothing is looked up before it is asked for.

    The environment: ``REFINE_DB`` names another database and ``REFINE_CONFIG`` another settings file;
    ``REFINE_CLOCK_FILE`` a file with the time to go by (ISO 8601 with an offset), for rehearsals and tests.
    """

    def __init__(
        self, *, database: Path | None = None, environment: Mapping[str, str] = os.environ, speed: int = 1
    ) -> None:
        self._database = database
        self._environment = environment
        self._speed = speed
        self._stores: list[SqlStore] = []

    @cached_property
    def settings(self) -> Settings:
        """The settings.

        Raises:
            RefineError: their file is wrong.
        """
        try:
            return read_settings(self.settings_file, required=self._path("REFINE_CONFIG") is not None)
        except ConfigError as error:
            raise RefineError(str(error)) from None

    @property
    def settings_file(self) -> Path:
        """The file of the settings; it need not be there."""
        return self._path("REFINE_CONFIG") or self._config_folder / "config.toml"

    @cached_property
    def database(self) -> Path:
        """The file of the database."""
        named = self._database or self._path("REFINE_DB")
        if named is not None:
            return named
        from platformdirs import user_data_path

        return user_data_path(PROGRAM, appauthor=False) / "refine.db"

    @cached_property
    def clock(self) -> Clock:
        """The clock to go by, as many times faster as was asked for.

        Raises:
            RefineError: a file was named for it that tells no time.
        """
        return self._own_clock if self._speed == 1 else FasterClock(self._own_clock, self._speed)

    @property
    def _own_clock(self) -> Clock:
        file = self._path("REFINE_CLOCK_FILE")
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
        """Where minutes are written."""
        from platformdirs import user_documents_path

        return self.settings.minutes_folder or user_documents_path() / "refine-minutes"

    @property
    def crash_folder(self) -> Path:
        """Where a failure of the program itself is noted: beside the database."""
        return self.database.parent

    @property
    def templates_folder(self) -> Path:
        """Where a team's own minutes template may be."""
        return self._config_folder / "templates"

    @cached_property
    def shipped_agendas(self) -> Path:
        """The agendas of the product: beside the code in an installed wheel, at the top of a checkout."""
        package = Path(refine_tui.__file__).resolve().parent
        installed = package / "agendas"
        return installed if installed.is_dir() else package.parent.parent / "agendas"

    @property
    def agenda_folders(self) -> tuple[Path, ...]:
        """Where agendas are looked for; a later folder's wins."""
        return (self.shipped_agendas, self.own_agendas)

    @property
    def own_agendas(self) -> Path:
        """Where a person's own agendas lie; the folder need not be there."""
        return self._config_folder / "agendas"

    @cached_property
    def available_agendas(self) -> "AvailableAgendas":
        """Read all agendas, and what is wrong with those that cannot be used."""
        from refine_tui.importers.agenda_file import available_agendas

        return available_agendas(self.agenda_folders)

    def has_database(self) -> bool:
        """Whether anything was ever stored: what only reads need not make a database."""
        return self.database.exists()

    def open_facilitator(self) -> "Facilitator":
        """Open the store for the live screen, which never waits long; `close` ends it.

        Raises:
            RefineError: it cannot be opened.
        """
        from refine_tui.store.plain_sqlite import BUSY_SECONDS

        return self._open(BUSY_SECONDS)

    def close(self) -> None:
        """Close every store that was opened."""
        while self._stores:
            self._stores.pop().close()

    @contextmanager
    def facilitator(self) -> "Iterator[Facilitator]":
        """Open the store for the length of a block; a save waits some seconds for another program that writes."""
        from refine_tui.store.engine import PATIENT_SECONDS

        facilitator = self._open(PATIENT_SECONDS)
        try:
            yield facilitator
        finally:
            self.close()

    def handing_out(self) -> "HandingOut":
        """Return what renders and writes minutes.

        The database is opened only where an invitation is handed out, which is noted there.
        """
        from refine_tui.minutes.handing_out import HandingOut

        def invitation(session: int, starts_at: "datetime") -> int:
            with self.facilitator() as facilitator:
                return facilitator.store.invitation(session, starts_at=starts_at)

        return HandingOut(
            folder=self.minutes_folder,
            templates_folder=self.templates_folder,
            now=self.clock.now,
            invitation=invitation,
        )

    def _open(self, busy_seconds: float) -> "Facilitator":
        from refine_tui.facilitator import Facilitator
        from refine_tui.store.database import open_store

        store = open_store(self.database, busy_seconds=busy_seconds)
        self._stores.append(store)
        return Facilitator(store, self.clock)

    @property
    def _config_folder(self) -> Path:
        from platformdirs import user_config_path

        return user_config_path(PROGRAM, appauthor=False)

    def _path(self, variable: str) -> Path | None:
        value = self._environment.get(variable, "")
        return Path(value).expanduser() if value.strip() else None


def _remember(ctx: click.Context, parameter: click.Parameter, value: Path | None) -> None:
    del parameter
    if value is not None:
        ctx.meta[_DATABASE] = value.expanduser()


database_option = click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    expose_value=False,
    callback=_remember,
    help="Use another database file.",
)
"""``--db`` of the program and, for those who type it last, of each command."""


def with_wiring(command: Callable[Concatenate[Wiring, P], T]) -> Callable[P, T]:
    """Give a click command its `Wiring` as the first argument, and the option ``--db``."""

    @database_option
    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        database = click.get_current_context().meta.get(_DATABASE)
        wiring = Wiring(database=database)
        try:
            return command(wiring, *args, **kwargs)
        finally:
            wiring.close()

    return run
