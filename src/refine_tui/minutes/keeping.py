"""The minutes folder: what closing a session leaves there."""

import hashlib
import json
import os
import re
from collections.abc import Sequence
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import Any

from refine_tui.domain.errors import RefineError
from refine_tui.domain.plain_text import casefold_key
from refine_tui.domain.session import RefinementSession
from refine_tui.minutes.files import FileTakenError, make_folder, write_atomically
from refine_tui.minutes.formats import FORMATS, Format, HandOut, OwnTemplate
from refine_tui.minutes.json_shape import dumps, moment_json
from refine_tui.minutes.markdown import TEMPLATE_NAME

INDEX_NAME = ".refine-minutes.json"
"""Says of each file that we wrote into the folder which session it belongs to and what its content was."""

_LONGEST_TEAM = 60
_NAMES_TRIED = 1000


def file_name(session: RefinementSession, kind: Format, number: int = 1) -> str:
    """Return how a file of a session is called: ``2026-11-27-payments-refinement-minutes.md``, a second one ``…-2.md``.

    It begins with the day on which the session began, told in its own zone, and holds ASCII letters, digits and
    hyphens only, so that it is a plain file name on every system, whatever the team is called.
    """
    day = session.local(session.started_at or session.created_at).date()
    team = re.sub(r"[^a-z0-9]+", "-", casefold_key(session.team.name))[:_LONGEST_TEAM].strip("-")
    behind = "" if number == 1 else f"-{number}"
    return f"{day.isoformat()}-{team or 'team'}-refinement-{kind.part}{behind}{kind.ending}"


def write_minutes(
    session: RefinementSession,
    folder: Path,
    *,
    now: datetime,
    template: str | None = None,
    template_name: str | None = None,
) -> list[Path]:
    """Write the minutes of *session* into *folder* as Markdown and as JSON and return the two paths.

    Raises:
        RefineError: the template is broken, or the folder cannot be written; no file that stood there is changed.
    """
    own = None if template is None else OwnTemplate(text=template, name=template_name or TEMPLATE_NAME)
    asked = HandOut(session=session, now=now, template=own)
    kinds = (FORMATS["markdown"], FORMATS["json"])
    return write_files(session, folder, [(kind, kind.render(asked)) for kind in kinds])


def write_files(session: RefinementSession, folder: Path, texts: Sequence[tuple[Format, str]]) -> list[Path]:
    """Write what was rendered of *session* into *folder*, which is made where it is missing, and return the paths.

    Files that we wrote for this session and nobody has changed since are replaced; where anything else has the
    name of one of them, all take the next one, with ``-2``, ``-3`` and so on behind it.

    Raises:
        RefineError: the folder cannot be written; no file of anybody else that stood there is changed.
    """
    make_folder(folder)
    owner = f"{session.id} {moment_json(session.created_at)}"
    index = _read_index(folder)
    for number in range(1, _NAMES_TRIED):
        paths = [folder / file_name(session, kind, number) for kind, _ in texts]
        found = [_look(path, index, owner) for path in paths]
        if _Found.FOREIGN in found:
            continue
        try:
            for path, (_, text), place in zip(paths, texts, found, strict=True):
                write_atomically(path, text, force=place is _Found.OURS)
                _remember(path, text, index, owner)
        except FileTakenError:
            continue  # another process was faster
        return paths
    name = file_name(session, texts[0][0])
    raise RefineError(f"{folder} holds too many files called {name}: move some of them away.")


class _Found(Enum):
    """What has a name in the folder."""

    NOTHING = auto()
    OURS = auto()
    """Written by us for the same session, and unchanged since."""
    FOREIGN = auto()


def _look(path: Path, index: dict[str, Any], owner: str) -> _Found:
    if not os.path.lexists(path):
        return _Found.NOTHING
    entry = index.get(path.name)
    if path.is_symlink() or not path.is_file() or not isinstance(entry, dict) or entry.get("session") != owner:
        return _Found.FOREIGN
    try:
        unchanged = entry.get("sha256") == _digest(path.read_bytes())
    except OSError:
        unchanged = False  # what we cannot read we cannot call our own
    return _Found.OURS if unchanged else _Found.FOREIGN


def _remember(path: Path, text: str, index: dict[str, Any], owner: str) -> None:
    index[path.name] = {"session": owner, "sha256": _digest(text.encode("utf-8", "replace"))}
    write_atomically(path.parent / INDEX_NAME, dumps({"files": index}), force=True)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_index(folder: Path) -> dict[str, Any]:
    """Return what the index says; without one, or with one that makes no sense, no file counts as ours."""
    try:
        content = json.loads((folder / INDEX_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    files = content.get("files") if isinstance(content, dict) else None
    return files if isinstance(files, dict) else {}
