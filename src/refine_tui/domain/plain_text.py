"""Clean text that people enter or import, so that it is safe to store and to print in a terminal."""

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
_NAME_LETTERS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u02bb\u2032\u00b4\u0060\uff07", "'"),
        "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ħ": "h", "Ħ": "h",
        "ŧ": "t", "Ŧ": "t", "ŋ": "n", "Ŋ": "n", "ı": "i", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe",
        "þ": "th", "Þ": "th",
    }
)  # fmt: skip
"""The apostrophes, and the letters that Unicode does not decompose into a plain letter and a mark."""


def clean_text(text: str) -> str:
    """Return *text*, of one or more lines, without characters that control a terminal or mislead a reader.

    It removes whole escape sequences, other control characters, bidirectional overrides and byte-order
    marks. It replaces unpaired surrogates by U+FFFD and every line end by a line feed, normalises to NFC, and
    strips blanks and blank lines at both ends. Emoji, joiners and right-to-left letters stay.
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text.strip()
    text = _ESCAPE_SEQUENCE.sub("", text)
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))
    return unicodedata.normalize("NFC", text).strip()


def clean_line(text: str) -> str:
    """Return *text* cleaned by `clean_text`, as a single line: each run of blanks and line ends becomes one space."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return _BLANKS.sub(" ", clean_text(text)).strip()


def casefold_key(text: str) -> str:
    """Return the key for comparing *text* with other texts: one clean line without case and accents."""
    folded = unicodedata.normalize("NFKD", clean_line(text)).casefold()  # first NFKD: casefold() does not change 𝐀
    decomposed = unicodedata.normalize("NFKD", folded)
    return " ".join("".join(character for character in decomposed if not unicodedata.combining(character)).split())


def name_key(name: str) -> str:
    """Return the key for comparing names of people: that of `casefold_key`, with one apostrophe and plain letters.

    ``Łukasz`` is ``lukasz``, ``Søren`` is ``soren``, and ``O’Brien`` is ``o'brien``. It is not for what is stored:
    keys in the database, such as those of team names, are those of `casefold_key`.
    """
    return casefold_key(casefold_key(name.translate(_NAME_LETTERS)).translate(_NAME_LETTERS))


def shortened(text: str, length: int) -> str:
    """Return *text*, cut to at most *length* characters; an ellipsis marks the cut."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 item``, ``3 items``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def whole_number(text: str) -> int | None:
    """Return *text* as a number if it consists of one to nine ASCII digits, else None."""
    digits = clean_line(text)
    return int(digits) if re.fullmatch(r"[0-9]{1,9}", digits) else None


def read_number(text: str) -> float | None:
    """Return what *text* is worth if it is a positive number of up to nine digits, else None.

    It may have a decimal point or comma (``3.0``, ``3,5``, ``.5``), and be a fraction: ``½``, ``1½``, ``1/2``.
    """
    number = clean_line(text)
    if re.fullmatch(r"(?=.{1,10}$)[0-9]*[.,]?[0-9]+", number):
        return float(number.replace(",", "."))
    if match := re.fullmatch(r"([0-9]{1,9})/([0-9]{1,9})", number):
        return int(match[1]) / int(match[2]) if int(match[2]) else None
    match = re.fullmatch(r"([0-9]{0,9})([^0-9])", number)
    if match and unicodedata.decomposition(match[2]).startswith("<fraction>"):
        return int(match[1] or 0) + unicodedata.numeric(match[2])
    return None
