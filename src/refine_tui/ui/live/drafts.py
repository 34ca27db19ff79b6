"""Drafts: text that was typed and is not recorded yet. It is stored within two seconds, so a kill does not lose it."""

from refine_tui.application.application import Application
from refine_tui.domain.errors import RefineError
from refine_tui.domain.plain_text import shortened
from refine_tui.domain.records import RECORD_KINDS, RecordKind

LONGEST = 1_000_000
"""Characters of a text that is kept on the disk; a longer one was pasted and can be pasted again."""

_SHOWN = 20
"""Characters of a draft that are told."""


class Drafts:
    """The texts of the lines of one session that were left, or are open."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._texts: dict[str, str] = {}
        self._stored: set[str] = set()
        self._interrupted: set[str] = set()
        """The names of the texts at which the program ended, and to which nobody has come back yet."""

    def load(self) -> str:
        """Read what was left when the program ended, and return the words that offer it; empty: there was nothing.

        Raises:
            RefineError: it cannot be read.
        """
        self._texts = dict(self._application.live.drafts())
        self._stored = set(self._texts)
        self._interrupted = set(self._texts)
        kept = [(kind.key, self._texts[name_of(kind)]) for kind in RECORD_KINDS if name_of(kind) in self._texts]
        if len(kept) == 1:
            return f"{kept[0][0]} goes on with “{shortened(kept[0][1], _SHOWN)}”"
        if kept:
            return f"your drafts: {', '.join(key for key, _ in kept)}"
        return "what you typed is kept: the same key brings it back" if self._texts else ""

    def text(self, name: str, otherwise: str) -> str:
        """Return what the line is to begin with."""
        return self._texts.get(name, otherwise)

    def begin(self, name: str) -> bool:
        """Begin a line; return whether its text was interrupted by the end of the program, so that typing goes on."""
        was_interrupted = name in self._interrupted
        self._interrupted.discard(name)
        return was_interrupted

    def hold(self, name: str, text: str) -> None:
        """Keep a text until the program ends, without the disk: just now it could not be written."""
        self._texts[name] = text

    def keep(self, name: str, text: str) -> str:
        """Keep a text, an empty one is forgotten; return what went wrong, or nothing."""
        if self._texts.get(name, "") == text and (name in self._stored) == bool(text):
            return ""
        self._texts[name] = text
        if not text:
            del self._texts[name]
        return self._store(name, text if len(text) <= LONGEST else "")

    def is_stored(self, name: str) -> bool:
        """Whether the text of a line is on the disk."""
        return name in self._stored

    def forget(self, name: str) -> None:
        """Forget a text that was recorded, and deleted in the same transaction."""
        self._texts.pop(name, None)
        self._stored.discard(name)

    def _store(self, name: str, text: str) -> str:
        if not text and name not in self._stored:
            return ""
        try:
            self._application.live.save_draft(name, text)
        except RefineError as problem:
            return problem.message
        if text:
            self._stored.add(name)
        else:
            self._stored.discard(name)
        return ""


def name_of(kind: RecordKind, number: int | None = None) -> str:
    """Return the name of the line in which a record is written, or the record of that number edited."""
    return f"{kind.code} {number or ''}"
