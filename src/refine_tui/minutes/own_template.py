"""A team's own templates for the minutes, which take the place of ours."""

from pathlib import Path

from refine_tui.domain.errors import RefineError
from refine_tui.minutes.markdown import TEMPLATE_NAME


def own_template(folder: Path | None, name: str = TEMPLATE_NAME) -> str | None:
    """Return the text of the template called *name* in *folder*, or None where there is none.

    Raises:
        RefineError: it cannot be read.
    """
    if folder is None:
        return None
    path = folder / name
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise RefineError(f"{path} cannot be read ({error}): mend or remove it, and ours is used.") from error
