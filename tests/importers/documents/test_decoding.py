"""Bytes from anywhere become text, or one sentence."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.importers.documents.decoding import _ENCODINGS, MAXIMUM_SIZE, check_encoding, decode
from refine_tui.importers.errors import ImportReadError

TEXT = "Título\nPrüfung €\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("cp1252"), "windows-1252"),
    ],
)
def test_every_encoding_gives_the_same_text(content: bytes, encoding: str) -> None:
    """What exports and shells really write."""
    decoded = decode(content, name="items.csv")

    assert (decoded.text, decoded.encoding) == (TEXT, encoding)


def test_utf_16_is_known_without_its_mark() -> None:
    """Some programs leave the mark out."""
    assert decode("Summary,Issue key".encode("utf-16-le"), name="items.csv").text == "Summary,Issue key"


def test_a_mark_is_taken_off_at_the_beginning_only() -> None:
    """Further in it is part of the text."""
    assert decode("\ufeffa\ufeffb".encode(), name="items.csv").text == "a\ufeffb"


def test_windows_1252_comes_with_a_warning() -> None:
    """It is a guess, so people are told."""
    (warning,) = decode(b"caf\xe9", name="items.csv").warnings

    assert "items.csv" in warning
    assert "Windows-1252" in warning


def test_one_broken_byte_after_a_mark_does_not_spoil_the_rest() -> None:
    """The mark says UTF-8; the accents stay right."""
    decoded = decode("\ufeffTítulo ".encode() + b"\xff", name="items.csv")

    assert decoded.text == "Título \ufffd"
    assert decoded.warnings


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0", b"%PDF-1.7", b"a\x00b\x00\x00", b"\xff\xfe\x00", bytes(range(256))],
)
def test_what_is_no_text_is_refused_in_one_sentence(content: bytes) -> None:
    """Workbooks, documents and binary rubbish."""
    with pytest.raises(ImportReadError, match=r"^items\.bin is .*\.$"):
        decode(content, name="items.bin")


def test_more_than_the_limit_is_refused() -> None:
    """Nobody refines fifty megabytes."""
    with pytest.raises(ImportReadError, match="larger than 50 MB"):
        decode(bytes(MAXIMUM_SIZE + 1), name="items.csv")


@given(st.binary())
def test_any_bytes_are_text_or_a_problem(content: bytes) -> None:
    """No bytes break the decoder."""
    try:
        said = decode(content, name="items").encoding
    except ImportReadError as problem:
        said = problem.message

    assert said.startswith(("utf-", "windows-1252", "items "))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_utf_8_always_comes_back_as_it_was(text: str) -> None:
    """Nothing is changed while decoding."""
    assert decode(text.encode("utf-8-sig"), name="items").text == text


POLISH = "Tytuł,Właściciel\nZwrot,Żaneta\n"


@pytest.mark.parametrize(
    ("encoding", "reported"),
    [
        ("windows-1250", "windows-1250"),
        ("CP1250", "windows-1250"),
        ("iso-8859-2", "iso-8859-2"),
        ("utf-8", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-8-sig", "utf-8-sig"),
    ],
)
def test_a_named_encoding_is_used_and_not_guessed(encoding: str, reported: str) -> None:
    """The text is exact, without a warning and without the byte-order mark."""
    decoded = decode(POLISH.encode(encoding), name="x.csv", encoding=encoding)

    assert (decoded.text, decoded.encoding, decoded.warnings) == (POLISH, reported, ())


def test_a_byte_order_mark_does_not_override_the_named_encoding() -> None:
    """The person has the last word; the mark of the same encoding is not part of it."""
    assert decode(b"\xef\xbb\xbfa", name="x", encoding="utf-8").text == "a"
    assert decode(b"\xef\xbb\xbfa", name="x", encoding="latin-1").text == "ï»¿a"


@pytest.mark.parametrize(
    ("content", "encoding", "line"),
    [
        (b"a\r\nb\nc\xff\n", "utf-8", 3),
        (b"\xe9", "ascii", 1),
        ("a\nb\nc".encode("utf-16-le") + b"\x00", "utf-16-le", 3),
        ("あ\nい".encode("shift_jis") + b"\x80\n", "shift_jis", 2),
    ],
)
def test_bytes_that_do_not_fit_are_reported_with_their_line(content: bytes, encoding: str, line: int) -> None:
    """One sentence: the file, the line, and what to do."""
    with pytest.raises(ImportReadError) as caught:
        decode(content, name="x.csv", encoding=encoding)

    assert caught.value.message == (
        f"x.csv cannot be read as {encoding}: bytes on line {line} do not fit; "
        "name the encoding in which the file was saved, or leave out --encoding to have it detected."
    )


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("widows-1250", "“widows-1250” is not a known encoding: did you mean “windows-1250”?"),
        ("zzz", "“zzz” is not a known encoding: name one such as utf-8, utf-16, windows-1252,"),
        ("hex", "“hex” is not a known encoding"),
        ("rot13", "“rot13” is not a known encoding"),
        ("idna", "“idna” is not a known encoding"),
        ("undefined", "“undefined” is not a known encoding"),
        ("", "“” is not a known encoding"),
        ("a\x00b", "is not a known encoding"),
        ("\udcff", "is not a known encoding"),
    ],
)
def test_an_unknown_encoding_is_refused_with_the_nearest_or_examples(encoding: str, words: str) -> None:
    """Codecs that decode no file are unknown, too."""
    with pytest.raises(ImportReadError) as caught:
        check_encoding(encoding)

    assert words in caught.value.message


def test_every_encoding_that_is_suggested_is_known() -> None:
    """A suggestion must work."""
    assert all(check_encoding(encoding) for encoding in _ENCODINGS)


@given(st.binary(max_size=40), st.sampled_from([*_ENCODINGS, "utf-7", "hz", "iso2022_jp", "cp037"]))
def test_any_bytes_are_text_or_an_error_in_any_encoding(content: bytes, encoding: str) -> None:
    """No codec raises anything else."""
    with suppress(ImportReadError):
        decode(content, name="x", encoding=encoding)
