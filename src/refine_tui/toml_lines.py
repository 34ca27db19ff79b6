"""Parses TOML text, and finds the line of a key, which the parser of the standard library does not report."""

import re

_PART = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_NAME = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*(?P<brackets>\[\[?)\s*(?P<name>{_NAME})\s*\]")
_KEY = re.compile(rf"\s*(?P<name>{_NAME})\s*=")
_MULTI_LINE = re.compile(r'"""|' + r"'''")
_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)")

Path = tuple[str | int, ...]
"""Keys from the top of the file; within an array of tables the number of the table, from 0."""


class TomlSyntaxError(Exception):
    """Text is not valid TOML."""

    def __init__(self, reason: str, *, line: int | None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        """Counted from 1; None if it is unknown."""

    def sentence(self, file: str) -> str:
        """Return the error message, with the name of the file and the line."""
        where = f"{file}, line {self.line}" if self.line else file
        return f"{where}: this is not valid TOML ({self.reason})."


def parse_toml(text: str) -> dict[str, object]:
    """Parse TOML text; a byte-order mark is ignored.

    Raises:
        TomlSyntaxError: the text is not valid TOML.
    """
    import tomllib  # noqa: PLC0415 - not needed without a settings file

    text = text.removeprefix("\ufeff")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
    except (ValueError, RecursionError):
        raise TomlSyntaxError("a number is too long or lists are nested too deep", line=None) from None
    place = _PLACE.search(message)
    line = int(place["line"]) if place and place["line"] else text.rstrip().count("\n") + 1
    reason = message[: place.start()] if place else message
    raise TomlSyntaxError(reason[:1].lower() + reason[1:], line=line)


class TomlLines:
    """Finds the lines on which keys and tables stand, by reading the text line by line.

    A dot separates keys within quotation marks, too.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._sizes: dict[Path, int] = {}
        self._scan(text)

    def line(self, *path: str | int) -> int | None:
        """Return the line, from 1, of the key at *path*, else of its nearest parent; None if neither is found."""
        parts: Path = tuple(part for key in path for part in (key.split(".") if isinstance(key, str) else (key,)))
        lines = (self._lines.get(parts[:length]) for length in range(len(parts), 0, -1))
        return next((line for line in lines if line), None)

    def _scan(self, text: str) -> None:
        table: Path = ()
        is_within_text = False
        for number, line in enumerate(text.split("\n"), start=1):
            was_within_text = is_within_text
            is_within_text ^= len(_MULTI_LINE.findall(line)) % 2 == 1
            if was_within_text:
                continue
            if header := _HEADER.match(line):
                table = self._table(_parts(header["name"]), is_array=header["brackets"] == "[[")
                self._add(table, number)
            elif key := _KEY.match(line):
                self._add((*table, *_parts(key["name"])), number)

    def _table(self, names: Path, *, is_array: bool) -> Path:
        """Return the path of a table; tables below an array of tables belong to its latest entry."""
        path: Path = ()
        for position, name in enumerate(names):
            path = (*path, name)
            if is_array and position == len(names) - 1:
                self._sizes[path] = self._sizes.get(path, 0) + 1
            if path in self._sizes:
                path = (*path, self._sizes[path] - 1)
        return path

    def _add(self, path: Path, number: int) -> None:
        for length in range(1, len(path) + 1):
            self._lines.setdefault(path[:length], number)


def _parts(name: str) -> Path:
    return tuple(part for written in re.findall(_PART, name) for part in written.strip("\"'").split("."))
