"""Words about text that was copied, and folders as they are shown."""

from pathlib import Path


def copied_words(text: str, otherwise: str) -> str:
    """Return how much was copied, and the way that always works: a terminal may refuse without a word."""
    lines = text.count("\n") + (not text.endswith("\n"))
    return f"Copied {lines} line{'' if lines == 1 else 's'} to the clipboard. If it does not arrive: {otherwise}"


def shown_path(folder: Path) -> str:
    """Return a folder as a shared screen shows it: ``~`` for the home folder, whose path has somebody's name."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)
