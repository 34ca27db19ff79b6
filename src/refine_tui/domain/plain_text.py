"""People's text, made safe to store and to show: never an escape, never a hidden direction change."""

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_ESCAPE_SEQUENCE = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # OSC: title, clipboard, links
    r"|\x1b[P^_X][^\x1b]*(?:\x1b\\)?"  # DCS, PM, APC, SOS
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\x1b[ -/]*[0-~]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\n\u00a0\u3000]+")


def clean_text(text: str) -> str:
    """Return several lines of *text* without anything that a terminal or a reader could be misled by.

    Escape sequences go whole; other control characters, bidirectional overrides and byte-order marks
    go singly; unpaired surrogates become U+FFFD; line ends become line feeds; the result is in NFC and
    has no blank lines at its ends. Emoji, joiners and right-to-left letters stay.
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text.strip()
    text = _ESCAPE_SEQUENCE.sub("", text)
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))
    return unicodedata.normalize("NFC", text).strip()


def clean_line(text: str) -> str:
    """Return *text* as a single clean line: as `clean_text`, with every run of blanks as one space."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return _BLANKS.sub(" ", clean_text(text)).strip()


def casefold_key(text: str) -> str:
    """Return *text* as it is compared: one clean line, without case and without accents."""
    plain = unicodedata.normalize("NFKD", clean_line(text)).casefold()  # letters such as 𝐀 have no case of their own
    decomposed = unicodedata.normalize("NFKD", plain)
    return " ".join("".join(character for character in decomposed if not unicodedata.combining(character)).split())


def shortened(text: str, length: int) -> str:
    """Return the first *length* characters of *text*, the last of them an ellipsis where more follows."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def whole_number(text: str) -> int | None:
    """Return the number of up to nine digits that somebody typed, or None."""
    words = clean_line(text)
    return int(words) if re.fullmatch(r"[0-9]{1,9}", words) else None
