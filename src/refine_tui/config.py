"""The settings: one TOML file, every key optional, read once by the command line and handed on."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

DAY_MONTH_ORDERS = ("day-month", "month-day")
"""What `Settings.day_month_order` can be."""


class ConfigError(Exception):
    """The settings file cannot be used; the message is one sentence that names the file, the line and the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person can set. The names of the fields are the keys of the file."""

    theme: str = "refine-dark"
    """The colours of the screen, by the name that the palette (``ctrl+p``) shows."""
    keymap: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """A table: the id of an action, such as ``session.decision``, and the keys that it gets instead of its own, parted
    by commas. Ids and keys are checked where a screen is started."""
    minutes_folder: Path | None = None
    """Where the minutes of a closed session go: absolute, or from the home folder with ``~``.
    By default ``refine-minutes`` in the documents folder."""
    day_month_order: str = "day-month"
    """How ``3.12.`` and ``3/12`` are read: ``day-month`` (3 December) or ``month-day`` (12 March)."""
    bell: bool = False
    """Whether the terminal's bell sounds when a timebox ends."""
    seconds: bool = False
    """Whether the clock shows seconds all the time, not in the last minute of a timebox only."""
    team: str = ""
    """The team that is meant where ``--team`` does not say. By default the one used last."""


KEYS = tuple(each.name for each in fields(Settings))
"""The keys of the file, in the order in which they are documented."""


def read_settings(path: Path, *, required: bool = False) -> Settings:
    """Read the settings from *path*; a file that is not there gives the defaults unless it is *required*.

    Raises:
        ConfigError: the file cannot be read, is no TOML, has an unknown key or a wrong value.
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
        ConfigError: it is no TOML, has an unknown key or a wrong value.
    """
    import tomllib  # noqa: PLC0415 - without a file of settings nothing is to be read

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, text, str(error)) from None
    values: dict[str, Any] = {}
    for key, value in table.items():
        where = _place(path, text, key)
        if key not in KEYS:
            raise ConfigError(f"{where}: there is no setting “{key}”{_nearest(key)}.")
        checked, wanted = _CHECKS[key](value)
        if wanted:
            raise ConfigError(f"{where}: {key} must be {wanted}, not {_shown(value)}.")
        values[key] = checked
    return Settings(**values)


def place_of(path: Path, *keys: str) -> str:
    """Return where a setting stands, as a sentence names it: the file, and the line of the key.

    *keys* leads from the top of the file to it. For what is found out about a setting after it was read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return str(path)
    return _place(path, text, *keys)


Checked = tuple[Any, str]
"""The value to use, and what it should have been: empty where it is right."""


def _text(value: object) -> Checked:
    right = isinstance(value, str) and bool(value.strip())
    return value, "" if right else "a text in quotation marks"


def _truth(value: object) -> Checked:
    return value, "" if isinstance(value, bool) else "true or false"


def _order(value: object) -> Checked:
    return value, "" if value in DAY_MONTH_ORDERS else " or ".join(f'"{order}"' for order in DAY_MONTH_ORDERS)


def _folder(value: object) -> Checked:
    wanted = "the path of a folder, absolute or beginning with ~"
    if not isinstance(value, str) or not value.strip():
        return value, wanted
    try:
        folder = Path(value).expanduser()
    except RuntimeError:
        return value, wanted
    return folder, "" if folder.is_absolute() else wanted


def _keymap(value: object) -> Checked:
    flat = _flat(value) if isinstance(value, dict) else {"": value}
    right = isinstance(value, dict) and all(isinstance(keys, str) for keys in flat.values())
    return MappingProxyType(flat), "" if right else 'a table such as { "session.decision" = "d,f2" }'


def _flat(table: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """Return a table without tables in it: ``session.decision = "d"`` is one of each for TOML."""
    flat: dict[str, Any] = {}
    for key, value in table.items():
        flat |= _flat(value, f"{above}{key}.") if isinstance(value, dict) else {f"{above}{key}": value}
    return flat


_CHECKS: dict[str, Callable[[object], Checked]] = {
    "theme": _text,
    "keymap": _keymap,
    "minutes_folder": _folder,
    "day_month_order": _order,
    "bell": _truth,
    "seconds": _truth,
    "team": _text,
}


def _nearest(key: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - without a slip none is needed

    near = get_close_matches(key.casefold().replace("-", "_"), KEYS, n=1, cutoff=0.5)
    return f"; did you mean “{near[0]}”?" if near else f" (there are: {', '.join(KEYS)})"


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


_PART = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_NAME = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*\[+\s*({_NAME})\s*\]")
_KEY = re.compile(rf"\s*({_NAME})\s*=")


def _place(path: Path, text: str, *keys: str) -> str:
    return f"{path}, line {_line_of(text, '.'.join(keys))}"


def _line_of(text: str, wanted: str) -> int:
    """Return the line on which the key *wanted* stands, else that of the table around it: tomllib does not tell."""
    table, nearest, line_of_nearest = "", 0, 1
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            found = table = _dotted(header[1])
        elif key := _KEY.match(line):
            found = f"{table}.{_dotted(key[1])}" if table else _dotted(key[1])
        else:
            continue
        if f"{found}.".startswith(f"{wanted}."):
            return number
        if wanted.startswith(f"{found}.") and len(found) > nearest:
            nearest, line_of_nearest = len(found), number
    return line_of_nearest


def _dotted(name: str) -> str:
    return ".".join(part.strip("\"'") for part in re.findall(_PART, name))


def _not_toml(path: Path, text: str, message: str) -> ConfigError:
    place = re.search(r"\(at line (\d+), column \d+\)", message)
    line = place[1] if place else text.rstrip().count("\n") + 1
    what = message.partition(" (at ")[0]
    return ConfigError(f"{path}, line {line}: this is not valid TOML ({what[:1].lower()}{what[1:]}).")
