"""Reads a team's own templates, which replace ours."""

from dataclasses import dataclass
from pathlib import Path

from refine_tui.domain.errors import RefineError


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomTemplate:
    """A template of the team's own."""

    text: str
    name: str
    """The name in error messages: its path."""


def read_custom_template(folder: Path | None, name: str) -> CustomTemplate | None:
    """Return the template called *name* in *folder*; None if there is none.

    Raises:
        RefineError: the file cannot be read.
    """
    if folder is None:
        return None
    path = folder / name
    try:
        return CustomTemplate(text=path.read_text(encoding="utf-8-sig"), name=str(path))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise RefineError(
            f"{path} cannot be read ({error}): correct it, or remove it to use the built-in template."
        ) from error
