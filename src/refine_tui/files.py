"""Writes files atomically: minutes, exports, agendas, copies of the database."""

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from refine_tui.domain.errors import RefineError

_NO_HARD_LINKS = {errno.EPERM, errno.ENOSYS, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV}
_PROBLEMS = {
    errno.ENOENT: "the folder {folder} does not exist",
    errno.ENOTDIR: "{folder} is not a folder",
    errno.EACCES: "you may not write in {folder}",
    errno.EPERM: "you may not write in {folder}",
    errno.EROFS: "{folder} is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EISDIR: "it is a folder, so name a file in it",
    errno.ENAMETOOLONG: "its name is too long",
}


class FileTakenError(RefineError):
    """The file exists and may not be replaced."""


def write_atomically(path: Path, text: str, *, force: bool = False) -> None:
    """Write *text* to *path* as UTF-8, readable by its owner only.

    The file is written completely or not at all, also if the disk is full or the machine stops. A symbolic link of
    that name is replaced, not followed. Missing folders are not created: `make_folder`.

    Raises:
        FileTakenError: something of that name exists and *force* is off, also if another process just created it.
        RefineError: the file cannot be written; nothing was changed.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        temporary = _write_temporary(path.parent, text)
        try:
            _move_into_place(temporary, path, force=force)
        finally:
            temporary.unlink(missing_ok=True)
    except FileExistsError as error:
        raise FileTakenError(
            f"{path} exists already and was left as it is: choose another name, or force it."
        ) from error
    except OSError as error:
        raise RefineError(_sentence(path, error)) from error
    except ValueError as error:  # a NUL in the name
        raise RefineError(f"{str(path)!r} cannot be the name of a file.") from error
    _sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Create *folder* and its missing parents, accessible to their owner only.

    Raises:
        RefineError: the folder cannot be created.
    """
    try:
        missing = [above for above in (folder, *folder.parents) if not above.is_dir()]
        for above in reversed(missing):
            above.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError as error:
        raise RefineError(f"{folder} cannot be a folder: there is a file of that name.") from error
    except OSError as error:
        raise RefineError(_sentence(folder, error)) from error
    except ValueError as error:
        raise RefineError(f"{str(folder)!r} cannot be the name of a folder.") from error


def replace_durably(temporary: Path, path: Path) -> None:
    """Move the finished file *temporary* to *path* in the same folder, replacing what is there.

    It is synced before and its folder after: should the machine stop, *path* is the old file or the whole new one.

    Raises:
        OSError: it cannot be synced or moved; *path* is unchanged.
    """
    descriptor = os.open(temporary, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    os.replace(temporary, path)  # noqa: PTH105, TID251 - the one module
    _sync_folder(path.parent)


def _write_temporary(folder: Path, text: str) -> Path:
    """Write and sync a temporary file in *folder* and return its path."""
    descriptor, name = tempfile.mkstemp(prefix=".refine-", suffix=".tmp", dir=folder)  # noqa: TID251 - mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _move_into_place(temporary: Path, path: Path, *, force: bool) -> None:
    if force:
        os.replace(temporary, path)  # noqa: PTH105, TID251 - the one place; tests let this name fail
        return
    try:
        os.link(temporary, path)  # fails if the name exists; no gap between check and write
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        _reserve_and_replace(temporary, path)


def _reserve_and_replace(temporary: Path, path: Path) -> None:
    """Do the same on a file system without hard links: create the name exclusively, then replace it."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        os.replace(temporary, path)  # noqa: PTH105, TID251 - as above
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Sync the folder's entry, if the system can do that; the file itself is synced already."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sentence(path: Path, error: OSError) -> str:
    problem = _PROBLEMS.get(error.errno or 0, error.strerror or type(error).__name__)
    return f"{path} could not be written: {problem.format(folder=path.parent)}."
