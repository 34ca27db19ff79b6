"""The revision of the schema: read with plain SQLite in a millisecond; Alembic is loaded only to change it."""

from pathlib import Path

from refine_tui.domain.errors import RefineError
from refine_tui.store.revision import HEAD, SCRIPTS
from refine_tui.store.sqlite.access import is_read_only
from refine_tui.store.sqlite.errors import translate_errors
from refine_tui.store.sqlite.file import check_integrity


def migrate(path: Path, *, head: str = HEAD, scripts: Path = SCRIPTS) -> None:
    """Bring the database at *path* to the revision *head*; an empty file becomes a database.

    Raises:
        RefineError: it is newer than the program, of another program, damaged, or cannot be read.
    """
    with translate_errors(path):
        found = check_integrity(path)
        if found == head:
            return
        if is_read_only(path):
            raise RefineError(
                f"{path}: the database must be brought up to date first, but it can only be read; "
                "check the permissions of the file and its folder."
            )
    with translate_errors(path, "the new database" if found is None else "the upgrade of the database"):
        from refine_tui.store.sqlite.upgrade import upgrade  # noqa: PLC0415 - Alembic takes longer than all the rest

        upgrade(path, head=head, scripts=scripts)
