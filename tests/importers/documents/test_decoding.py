"""Bytes from anywhere become text, or one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.importers.documents.decoding import MAXIMUM_SIZE, decode
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
