"""Bytes become text: byte-order marks, UTF-16, UTF-8, else Windows-1252."""

import re
from dataclasses import dataclass

from refine_tui.importers.errors import ImportReadError

MAXIMUM_SIZE = 50 * 1024 * 1024
"""How much is read at the most, in bytes (or characters, where text comes as text)."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x1f\x8b", "a compressed file"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 200_000
"""Characters that are enough to tell text from other bytes."""
_ADVICE = "export the issues as CSV (UTF-8), or paste one item per line"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """Text, and how it was found in the bytes."""

    text: str
    """Without its byte-order mark; line ends as they stood."""
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(content: bytes, *, name: str) -> DecodedText:
    """Read *content* as text; *name* is what the sentences call it.

    What is not UTF-8 and has no byte-order mark is taken for Windows-1252, with a warning.

    Raises:
        ImportReadError: the bytes are no text, or too many.
    """
    check_size(len(content), name=name)
    if content.startswith(_OLD_OFFICE):
        raise ImportReadError(
            f"{name} is an old Excel or Word file, which cannot be read: open it and save it as CSV UTF-8 or as .xlsx, "
            "or paste one item per line."
        )
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise ImportReadError(f"{name} is {kind}, which cannot be read: {_ADVICE}.")
    decoded = _marked(content, name) or _unmarked(content, name)
    sample = decoded.text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) * 20 > len(sample):
        raise _not_text(name)
    return decoded


def check_size(size: int, *, name: str) -> None:
    """Refuse what is larger than `MAXIMUM_SIZE`.

    Raises:
        ImportReadError: it is.
    """
    if size > MAXIMUM_SIZE:
        raise ImportReadError(
            f"{name} is larger than {MAXIMUM_SIZE // 1024 // 1024} MB: export fewer issues or fewer fields at a time."
        )


def _marked(content: bytes, name: str) -> DecodedText | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            body = content[len(mark) :]
            try:
                return DecodedText(text=body.decode(encoding), encoding=encoding)
            except UnicodeDecodeError:
                if encoding != "utf-8":
                    raise _not_text(name) from None
            warning = f"{name} is not clean UTF-8: bytes that cannot be read are shown as \ufffd."
            return DecodedText(text=body.decode("utf-8", "replace"), encoding="utf-8", warnings=(warning,))
    return None


def _unmarked(content: bytes, name: str) -> DecodedText:
    guessed = _utf_16_order(content)
    for encoding in (guessed,) if guessed else ("utf-8",):
        try:
            return DecodedText(text=content.decode(encoding), encoding=encoding)
        except UnicodeDecodeError:
            continue
    if b"\x00" in content:
        raise _not_text(name)
    warning = f"{name} is not UTF-8 and was read as Windows-1252: check the accented letters."
    return DecodedText(text=content.decode("cp1252", "replace"), encoding="windows-1252", warnings=(warning,))


def _utf_16_order(content: bytes) -> str:
    """Guess UTF-16 without a mark: every second byte of Western text is then zero."""
    sample = content[:2000]
    half = len(sample) // 2
    if half <= 1 or len(content) % 2:
        return ""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[start::2].count(0) > half * 0.8 and sample[1 - start :: 2].count(0) == 0:
            return encoding
    return ""


def _not_text(name: str) -> ImportReadError:
    return ImportReadError(f"{name} is not a text file: {_ADVICE}.")
