"""The file of the database and its folder: whether they exist, may be entered, read and written; without SQLAlchemy."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from refine_tui.domain.errors import RefineError


def database_exists(path: Path) -> bool:
    """Return whether there is anything at *path*.

    Raises:
        RefineError: a folder on the way may not be entered, or the system cannot look for another reason.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except PermissionError as error:
        raise RefineError(f"{path}: the folder of the database may not be entered; check its permissions.") from error
    except OSError as error:
        raise RefineError(f"{path}: the database cannot be opened ({os_error_reason(error)}).") from error
    return True


def is_read_only(path: Path) -> bool:
    """Return whether the database at *path* can only be read: writing needs its folder too.

    Raises:
        RefineError: its folder may not be entered.
    """
    return database_exists(path) and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def os_error_reason(error: OSError) -> str:
    """Return why the system refused, as it stands in a sentence."""
    return "no space left" if error.errno == errno.ENOSPC else (error.strerror or "unknown reason").lower()


def prepare_file(path: Path) -> None:
    """Create the folders and the empty database file that are missing, for their owner alone.

    Raises:
        RefineError: they cannot be created.
    """
    if database_exists(path):
        if path.is_dir():
            raise RefineError(f"{path}: this is a folder; name a file in it as the database.")
        return
    missing = [folder for folder in path.parents if not folder.exists()]
    try:
        for folder in reversed(missing):
            with suppress(FileExistsError):
                folder.mkdir(mode=0o700)
        create_private(path)
    except OSError as error:
        what = "the folder of the database" if isinstance(error, NotADirectoryError) or missing else "the database"
        raise RefineError(f"{path}: {what} cannot be made ({os_error_reason(error)}).") from error


def create_private(path: Path) -> None:
    """Create an empty file that only its owner may read; one that exists is left as it is."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
