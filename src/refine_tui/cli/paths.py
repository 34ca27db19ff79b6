"""The paths of the program's files on this machine."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import refine_tui

PROGRAM = "refine"


class Paths:
    """The paths of the program's files and folders; they need not exist.

    Environment variables: ``REFINE_DB`` is the path of the database, ``REFINE_CONFIG`` that of the settings file.
    """

    def __init__(self, *, database: Path | None, environment: Mapping[str, str]) -> None:
        self._database = database
        self._environment = environment

    @cached_property
    def database(self) -> Path:
        """The database: that of ``--db``, else of ``REFINE_DB``, else ``refine.db`` in the platform's data folder."""
        named = self._database or self.path_from("REFINE_DB")
        if named is not None:
            return named
        from platformdirs import user_data_path

        return user_data_path(PROGRAM, appauthor=False) / "refine.db"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.path_from("REFINE_CONFIG") or self._config_folder / "config.toml"

    @property
    def default_minutes_folder(self) -> Path:
        """The folder for minutes if the settings name none."""
        from platformdirs import user_documents_path

        return user_documents_path() / "refine-minutes"

    @property
    def crash_folder(self) -> Path:
        """The folder for crash reports: the folder of the database."""
        return self.database.parent

    @property
    def templates_folder(self) -> Path:
        """The folder with a team's own templates for minutes."""
        return self._config_folder / "templates"

    @cached_property
    def shipped_agendas(self) -> Path:
        """The folder with the agendas of the product: in an installed package, or at the top of a checkout."""
        package = Path(refine_tui.__file__).resolve().parent
        installed = package / "agendas"
        return installed if installed.is_dir() else package.parent.parent / "agendas"

    @property
    def own_agendas(self) -> Path:
        """The folder with the user's own agendas."""
        return self._config_folder / "agendas"

    @property
    def agenda_folders(self) -> tuple[Path, ...]:
        """The folders with agendas; an agenda replaces one with the same id in an earlier folder."""
        return (self.shipped_agendas, self.own_agendas)

    def path_from(self, variable: str) -> Path | None:
        """Return the path in an environment variable, or None if the variable is empty or not set."""
        value = self._environment.get(variable, "")
        return Path(value).expanduser() if value.strip() else None

    @property
    def _config_folder(self) -> Path:
        from platformdirs import user_config_path

        return user_config_path(PROGRAM, appauthor=False)
