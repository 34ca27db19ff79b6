"""Opens files of items, named on a command line or dropped onto the terminal."""

import os
import shlex
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.documents.decoding import MAXIMUM_SIZE
from refine_tui.importers.errors import ImportReadError

_LONGEST = 4096
"""The largest length of a path in characters."""


def read_content(name: str) -> bytes:
    """Return the content of a file; of one that is too large, one byte more than may be read.

    Raises:
        ImportReadError: the file cannot be opened or read.
    """
    try:
        with Path(name).expanduser().open("rb") as file:
            return file.read(MAXIMUM_SIZE + 1)
    except FileNotFoundError:
        raise ImportReadError(f"There is no file {clean_line(name)}.") from None
    except (OSError, RuntimeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ImportReadError(f"{clean_line(name)} cannot be read: {reason}.") from None


def dropped_file(text: str) -> Path | None:
    """Return the file if *text* is its path, as a terminal pastes it when a file is dropped onto it; else None.

    The path may be quoted, have backslashes before blanks, or be a ``file:`` address. A name without its folder is the
    title of an item, since no terminal pastes one.
    """
    text = text.strip()
    if not text or "\n" in text or len(text) > _LONGEST:
        return None
    for written in _as_written(text):
        with suppress(OSError, RuntimeError, ValueError):  # too long a name, no home, a NUL
            path = Path(written).expanduser()
            if path.is_absolute() and path.is_file():
                return path
    return None


def _as_written(text: str) -> list[str]:
    found = [text]
    if text.casefold().startswith("file:"):
        with suppress(ValueError):
            found = [unquote(urlsplit(text).path)]
    if os.name != "nt":
        with suppress(ValueError):  # a quotation mark that is not closed
            words = shlex.split(text)
            found += words if len(words) == 1 else []
    else:
        found.append(text.strip("\"'"))
    return found
