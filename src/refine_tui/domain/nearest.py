"""Finds the known word that is most similar to a mistyped one, for error messages."""

from collections.abc import Iterable

from refine_tui.domain.plain_text import clean_line, shortened

_LONGEST = 60


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str, similarity: float = 0.6) -> str:
    """Return the end of a sentence: the nearest of *known*, or all of them after the words of *otherwise*."""
    words = list(known)
    near = nearest(word, words, similarity=similarity)
    return f"did you mean “{near}”?" if near else f"{otherwise} {', '.join(words)}."


def nearest(word: str, known: Iterable[str], *, similarity: float = 0.6) -> str | None:
    """Return the word of *known* that is most similar to *word*; None if none reaches *similarity*, from 0 to 1.

    Case does not matter, nor does whether hyphens, underscores or spaces separate the parts.
    """
    import difflib  # noqa: PLC0415 - needed for error messages only

    spelled = {name.casefold().replace("-", "_"): name for name in known}
    wanted = word.casefold().replace("-", "_").replace(" ", "_")
    found = difflib.get_close_matches(wanted[:_LONGEST], spelled, n=1, cutoff=similarity)
    return spelled[found[0]] if found else None


def quoted(value: object) -> str:
    """Return a value in quotation marks for a message: as one clean line, shortened."""
    return f"“{shortened(clean_line(str(value)), _LONGEST)}”"
