"""Files with items, as somebody names them: on a command line, or by dropping one onto the terminal."""

import os
import shlex
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.documents.decoding import MAXIMUM_SIZE
from refine_tui.importers.errors import ImportReadError

_LONGEST = 4096
"""Characters of a path, on every system that we know."""


def content_of(name: str) -> bytes:
    """Return what is in a file, or the beginning of it that is just too much to be read.

    Raises:
        ImportReadError: it cannot be opened.
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
    """Return the file that *text* is the whole path of, as a terminal pastes it when a file is dropped onto it.

    It comes quoted, with backslashes before blanks, as a ``file:`` address, or bare. A name without its folder is
    taken for an item's title: no terminal pastes one.
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
