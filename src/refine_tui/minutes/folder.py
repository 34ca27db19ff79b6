"""The minutes folder: file names, and which files may be replaced."""

import hashlib
import json
import os
import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from pathlib import Path

from refine_tui.domain.errors import RefineError
from refine_tui.domain.plain_text import casefold_key
from refine_tui.domain.session import RefinementSession
from refine_tui.files import FileTakenError, make_folder, write_atomically
from refine_tui.minutes.formats import Format
from refine_tui.minutes.json_text import dumps, moment_json

INDEX_NAME = ".refine-minutes.json"
"""The index: for each file that this program wrote into the folder, its session and the SHA-256 of its content."""

_Entry = dict[str, str]
"""``session``: the number of the session and when it was created; ``sha256``: the digest of the file, in hex."""

_LONGEST_TEAM = 60
_NAMES_TRIED = 1000


def file_name(session: RefinementSession, kind: Format, number: int = 1) -> str:
    """Return the name of a file of a session: ``2026-11-27-payments-refinement-minutes.md``, the second ``…-2.md``.

    It begins with the day on which the session started, in the session's own time zone. It has only ASCII letters,
    digits and hyphens, so it is valid on every system, whatever the name of the team.
    """
    day = session.local(session.started_at or session.created_at).date()
    team = re.sub(r"[^a-z0-9]+", "-", casefold_key(session.team.name))[:_LONGEST_TEAM].strip("-")
    suffix = "" if number == 1 else f"-{number}"
    return f"{day.isoformat()}-{team or 'team'}-refinement-{kind.part}{suffix}{kind.ending}"


def write_files(session: RefinementSession, folder: Path, texts: Sequence[tuple[Format, str]]) -> list[Path]:
    """Write the rendered *texts* of *session* into *folder* and return the paths; a missing folder is created.

    A file is replaced if this program wrote it for this session and nobody changed it since. If any other file has
    one of the names, all files get the next name: ``…-2``, ``…-3`` and so on.

    Raises:
        RefineError: the folder cannot be written; no file of another origin is changed.
    """
    make_folder(folder)
    owner = f"{session.id} {moment_json(session.created_at)}"
    index = _read_index(folder)
    for number in range(1, _NAMES_TRIED):
        paths = [folder / file_name(session, kind, number) for kind, _ in texts]
        states = [_file_state(path, index, owner) for path in paths]
        if _FileState.FOREIGN in states:
            continue
        try:
            for path, (_, text), state in zip(paths, texts, states, strict=True):
                write_atomically(path, text, force=state is _FileState.OURS)
                _add_to_index(path, text, index, owner)
        except FileTakenError:
            continue  # another process was faster
        return paths
    name = file_name(session, texts[0][0])
    raise RefineError(f"{folder} holds too many files called {name}: move some of them away.")


class _FileState(Enum):
    """What a file name in the folder refers to."""

    MISSING = auto()
    OURS = auto()
    """A file that this program wrote for the same session, unchanged since."""
    FOREIGN = auto()
    """Anything else."""


def _file_state(path: Path, index: Mapping[str, _Entry], owner: str) -> _FileState:
    if not os.path.lexists(path):
        return _FileState.MISSING
    entry = index.get(path.name, {})
    if path.is_symlink() or not path.is_file() or entry.get("session") != owner:
        return _FileState.FOREIGN
    try:
        unchanged = entry.get("sha256") == _digest(path.read_bytes())
    except OSError:
        unchanged = False  # nobody knows what an unreadable file contains
    return _FileState.OURS if unchanged else _FileState.FOREIGN


def _add_to_index(path: Path, text: str, index: dict[str, _Entry], owner: str) -> None:
    index[path.name] = {"session": owner, "sha256": _digest(text.encode("utf-8", "replace"))}
    write_atomically(path.parent / INDEX_NAME, dumps({"files": index}), force=True)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_index(folder: Path) -> dict[str, _Entry]:
    """Return the valid entries of the index by file name; none if the index is missing or invalid.

    A file without an entry is foreign. An entry of any other shape is left out, so the index can always be written.
    """
    try:
        content = json.loads((folder / INDEX_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):  # json raises RecursionError for deep nesting
        return {}
    files = content.get("files") if isinstance(content, dict) else None
    return {name: entry for name, entry in files.items() if _is_entry(entry)} if isinstance(files, dict) else {}


def _is_entry(entry: object) -> bool:
    return isinstance(entry, dict) and all(isinstance(value, str) for value in entry.values())
