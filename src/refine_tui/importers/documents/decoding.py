"""Decodes bytes: as the named encoding, else by the byte-order mark, as UTF-16, UTF-8 or Windows-1252."""

import codecs
import re
from dataclasses import dataclass

from refine_tui.domain.nearest import nearest, quoted
from refine_tui.importers.errors import ImportReadError

MAXIMUM_SIZE = 50 * 1024 * 1024
"""The largest size of a file in bytes, and of a paste in characters."""

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
"""The number of characters that are checked for control characters."""
_ADVICE = "export the issues as CSV (UTF-8), or paste one item per line"
_ENCODINGS = (
    "utf-8", "utf-16", "windows-1252", "windows-1250", "iso-8859-1", "iso-8859-15", "cp850", "shift_jis", "gb18030",
    "utf-16-le", "utf-16-be", "utf-32", "windows-1251", "windows-1253", "windows-1254", "windows-1255", "windows-1256",
    "windows-1257", "windows-1258", "iso-8859-2", "latin-1", "ascii", "cp437", "cp852", "macroman", "koi8-r", "koi8-u",
    "euc-jp", "euc-kr", "big5", "gbk",
)  # fmt: skip
"""The encodings that error messages suggest; Python's codecs know more of them."""
_EXAMPLES = 9
"""The number of encodings that a message lists if none is near."""
_NO_FILE_ENCODINGS = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})
"""Text encodings of Python that no file is saved in, by the names of their codecs."""
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """Text, and the encoding it was decoded with."""

    text: str
    """Without the byte-order mark; line ends are unchanged."""
    encoding: str
    warnings: tuple[str, ...] = ()


def check_encoding(encoding: str) -> str:
    """Return Python's name for an encoding.

    Raises:
        ImportReadError: there is no such encoding; the message names the nearest one, or some.
    """
    name = _codec_name(encoding.strip())
    if name is None or name in _NO_FILE_ENCODINGS:
        near = nearest(encoding, _ENCODINGS)
        hint = f"did you mean “{near}”?" if near else f"name one such as {', '.join(_ENCODINGS[:_EXAMPLES])}."
        raise ImportReadError(f"{quoted(encoding)} is not a known encoding: {hint}")
    return name


def _codec_name(encoding: str) -> str | None:
    """Return the name of a codec that decodes text; None if there is none."""
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):  # ValueError: a name with a NUL
        return None
    try:
        b"a".decode(name)
    except UnicodeDecodeError:  # one byte is no character, for example in UTF-16
        return name
    except (LookupError, ValueError):  # a codec of bytes, such as hex
        return None
    return name


def decode(content: bytes, *, name: str, encoding: str | None = None) -> DecodedText:
    """Decode the bytes of a file.

    Without a byte-order mark, bytes that are not UTF-8 are read as Windows-1252, with a warning.

    Args:
        content: The bytes.
        name: The name of the file in messages.
        encoding: The encoding to use instead of detecting it.

    Raises:
        ImportReadError: the bytes are not text, there are too many of them, or they do not fit *encoding*, which may
            also be unknown.
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
    if encoding is not None:
        decoded = _decoded_as(content, check_encoding(encoding), name)
    else:
        decoded = _marked(content, name) or _unmarked(content, name)
    sample = decoded.text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) * 20 > len(sample):
        raise _not_text(name)
    return decoded


def _decoded_as(content: bytes, encoding: str, name: str) -> DecodedText:
    """Decode bytes with exactly this encoding, and drop the byte-order mark."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding, "replace")
        line = len(_LINE_END.findall(before)) + 1
        raise ImportReadError(
            f"{name} cannot be read as {_common_name(encoding)}: bytes on line {line} do not fit; "
            "name the encoding in which the file was saved, or leave out --encoding to have it detected."
        ) from None
    return DecodedText(text=text.removeprefix("\ufeff"), encoding=_common_name(encoding))


def _common_name(codec: str) -> str:
    """Return the usual name of an encoding: ``windows-1252`` for ``cp1252``, ``iso-8859-1`` for ``iso8859-1``."""
    return re.sub(r"^cp(?=125\d$)", "windows-", codec).replace("iso8859", "iso-8859")


def check_size(size: int, *, name: str) -> None:
    """Check that *size* is not larger than `MAXIMUM_SIZE`.

    Raises:
        ImportReadError: it is larger.
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
    """Detect UTF-16 without a byte-order mark: every second byte of Western text is zero."""
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
