"""The settings: one TOML file in which every key is optional. The command line reads it once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType

from refine_tui.domain.field_changes import with_fields
from refine_tui.domain.nearest import nearest
from refine_tui.toml_lines import TomlLines, TomlSyntaxError, parse_toml

DAY_MONTH_ORDERS = ("day-month", "month-day")
"""The allowed values of `Settings.day_month_order`."""


class ConfigError(Exception):
    """The settings file cannot be used; the message is one sentence that names the file, the line and the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The values of the settings file. The names of the fields are the keys of the file."""

    theme: str = "refine-dark"
    """The colours of the screen, by the name that the palette (``ctrl+p``) shows."""
    keymap: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """A table: the keys of an action, separated by commas, by the id of the action, such as ``session.decision``.
    They replace its default keys. Ids and keys are checked before a screen starts."""
    minutes_folder: Path | None = None
    """The folder for the minutes of closed sessions: an absolute path, or one that starts with ``~``.
    By default ``refine-minutes`` in the documents folder."""
    day_month_order: str = "day-month"
    """How ``3.12.`` and ``3/12`` are read: ``day-month`` (3 December) or ``month-day`` (12 March)."""
    bell: bool = False
    """Whether the terminal's bell sounds when a timebox ends."""
    seconds: bool = False
    """Whether the clock always shows seconds; otherwise it shows them in the last minute of a timebox."""
    mouse: bool = False
    """Whether the mouse scrolls and places the cursor. The terminal then needs ``shift`` to select text."""
    suspend: bool = False
    """Whether ``ctrl+z`` suspends the program while no line is open, so that the shell gets the terminal."""
    team: str = ""
    """The default of ``--team``. If it is empty, the default is the most recently used team."""


KEYS = tuple(each.name for each in fields(Settings))
"""The keys of the file, in the order in which they are documented."""


def read_settings(path: Path, *, required: bool = False) -> Settings:
    """Read the settings from *path*; a missing file means the defaults unless it is *required*.

    Raises:
        ConfigError: the file cannot be read, is not valid TOML, or has an unknown key or a wrong value.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if required:
            raise ConfigError(f"There is no settings file {path}.") from None
        return Settings()
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not UTF-8 text: save it as UTF-8.") from None
    except OSError as error:
        raise ConfigError(f"The settings file {path} cannot be read: {error.strerror}.") from None
    return parse_settings(text, path)


def parse_settings(text: str, path: Path) -> Settings:
    """Read settings from the *text* of the file at *path*.

    Raises:
        ConfigError: the text is not valid TOML, or has an unknown key or a wrong value.
    """
    try:
        table = parse_toml(text)
    except TomlSyntaxError as error:
        raise ConfigError(error.sentence(str(path))) from None
    values: dict[str, object] = {}
    for key, value in table.items():
        location = _location(path, text, key)
        if key not in KEYS:
            raise ConfigError(f"{location}: there is no setting “{key}”{_suggestion(key)}")
        checked, expected = _CHECKS[key](value)
        if key == "keymap" and isinstance(checked, Mapping):
            _check_keys(path, text, checked)
        if expected:
            raise ConfigError(f"{location}: {key} must be {expected}, not {_shown(value)}.")
        values[key] = checked
    return with_fields(Settings(), values)


def setting_location(path: Path, *keys: str) -> str:
    """Return the location of a setting for an error message: the file, and the line of the key.

    *keys* is the path of the key from the top of the file. Use it for errors that are found after the file was read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return str(path)
    return _location(path, text, *keys)


Checked = tuple[object, str]
"""The value to use, and a description of the allowed values; the description is empty if the value is valid."""


def _check_text(value: object) -> Checked:
    right = isinstance(value, str) and bool(value.strip())
    return value, "" if right else "a text in quotation marks"


def _check_bool(value: object) -> Checked:
    return value, "" if isinstance(value, bool) else "true or false"


def _check_order(value: object) -> Checked:
    return value, "" if value in DAY_MONTH_ORDERS else " or ".join(f'"{order}"' for order in DAY_MONTH_ORDERS)


def _check_folder(value: object) -> Checked:
    expected = "the path of a folder, absolute or beginning with ~"
    if not isinstance(value, str) or not value.strip():
        return value, expected
    try:
        folder = Path(value).expanduser()
    except RuntimeError:
        return value, expected
    return folder, "" if folder.is_absolute() else expected


def _check_keymap(value: object) -> Checked:
    if isinstance(value, dict):
        return MappingProxyType(_flattened(value)), ""
    return value, 'a table such as { "session.decision" = "d,f2" }'


def _check_keys(path: Path, text: str, keymap: Mapping[str, object]) -> None:
    """Raise a ConfigError for the first action of the keymap whose keys are not a text."""
    for action, keys in keymap.items():
        if not isinstance(keys, str):
            location = _location(path, text, "keymap", action)
            raise ConfigError(
                f'{location}: {action} must be keys in quotation marks, such as "d,f2", not {_shown(keys)}.'
            )


def _flattened(table: Mapping[str, object], above: str = "") -> dict[str, object]:
    """Return a table without nested tables: TOML parses ``session.decision = "d"`` as a table in a table."""
    flat: dict[str, object] = {}
    for key, value in table.items():
        flat |= _flattened(value, f"{above}{key}.") if isinstance(value, dict) else {f"{above}{key}": value}
    return flat


_CHECKS: dict[str, Callable[[object], Checked]] = {
    "theme": _check_text,
    "keymap": _check_keymap,
    "minutes_folder": _check_folder,
    "day_month_order": _check_order,
    "bell": _check_bool,
    "seconds": _check_bool,
    "mouse": _check_bool,
    "suspend": _check_bool,
    "team": _check_text,
}


def _suggestion(key: str) -> str:
    near = nearest(key, KEYS, similarity=0.5)
    return f"; did you mean “{near}”?" if near else f" (there are: {', '.join(KEYS)})."


def _shown(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case dict():
            return "a table"
        case list():
            return "a list"
        case _:
            return str(value)


def _location(path: Path, text: str, *keys: str) -> str:
    return f"{path}, line {TomlLines(text).line(*keys) or 1}"
