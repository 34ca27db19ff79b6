"""Holding a session: two living processes never run the same one."""

from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from refine_tui.domain.errors import RefineError


class SessionLock:
    """The lock of one session: a file beside the database. The system frees it when its process dies."""

    def __init__(self, database: Path, session_id: int) -> None:
        self.session_id = session_id
        self._path = database.with_name(f"{database.name}.session-{session_id}.lock")
        self._lock = FileLock(self._path, mode=0o600, thread_local=False)

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            RefineError: a living process has it, or its file cannot be made.
        """
        try:
            self._lock.acquire(blocking=False)
        except Timeout as error:
            raise RefineError(
                f"Session {self.session_id} is open in another terminal. "
                "Go on there, or leave it there with ctrl+q first."
            ) from error
        except OSError as error:
            raise RefineError(
                f"Session {self.session_id} cannot be taken up: check the permissions of the database's folder."
            ) from error

    def release(self) -> None:
        """Let go of the lock and clear its file away.

        The file goes while the lock is still held: whoever had opened it meanwhile finds it gone and takes a new one.
        """
        with suppress(OSError):
            self._path.unlink()
        self._lock.release()
