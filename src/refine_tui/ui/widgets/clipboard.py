"""What is said of what was handed out: to the clipboard, which nobody can look into, or into a folder."""

from pathlib import Path


def copied_words(text: str, otherwise: str) -> str:
    """Return how much was copied, and the way that always works: terminals may refuse, and do not tell."""
    lines = text.count("\n") + (not text.endswith("\n"))
    return f"Copied {lines} line{'' if lines == 1 else 's'} to the clipboard. If it does not arrive: {otherwise}"


def shown_path(folder: Path) -> str:
    """Return a folder as a screen that is shared shows it: ``~`` for the home folder, which has somebody's name."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)
