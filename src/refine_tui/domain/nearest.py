"""The nearest word that would have been right."""

from collections.abc import Iterable

from refine_tui.domain.plain_text import clean_line, shortened

_LONGEST = 60


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """Return the end of a sentence: the nearest of *known*, or all of them after the words of *otherwise*."""
    words = list(known)
    near = nearest(word, words)
    return f"did you mean “{near}”?" if near else f"{otherwise} {', '.join(words)}."


def nearest(word: str, known: Iterable[str], *, similarity: float = 0.6) -> str | None:
    """Return the one of *known* that is most like *word*, or None if none is."""
    import difflib  # noqa: PLC0415 - a start of the program without a slip needs none

    spelled = {name.casefold().replace("-", "_"): name for name in known}
    wanted = word.casefold().replace("-", "_").replace(" ", "_")
    found = difflib.get_close_matches(wanted[:_LONGEST], spelled, n=1, cutoff=similarity)
    return spelled[found[0]] if found else None


def quoted(value: object) -> str:
    """Return what somebody wrote as a sentence can show it: one clean short line."""
    return f"“{shortened(clean_line(str(value)), _LONGEST)}”"
