"""People's text made safe."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.domain.plain_text import (
    casefold_key,
    clean_line,
    clean_text,
    counted,
    name_key,
    read_number,
    shortened,
    whole_number,
)

NASTY = st.text(alphabet=st.sampled_from("ab \n\r\t\x1b[]31;m\x07\\P_\x9b\x85\u2028\u202e\u200f\ufeff\ud800é\u0301"))
ANY_TEXT = st.text(alphabet=st.characters(codec=None)) | NASTY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b1mbold", "bold"),
        ("a\x1b]0;new title\x07b", "ab"),
        ("a\x1b]8;;http://evil\x1b\\link", "alink"),
        ("a\x1bPpayload\x1b\\b", "ab"),
        ("a\x1bcb", "ab"),
        ("bell\x07 null\x00 delete\x7f", "bell null delete"),
    ],
)
def test_escape_sequences_go_whole(text: str, expected: str) -> None:
    """Nothing of a colour, a title, a link or a reset is left on the screen."""
    assert clean_text(text) == expected


@pytest.mark.parametrize("mark", ["\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\ufeff"])
def test_hidden_changes_of_direction_go(mark: str) -> None:
    """A text reads in the order in which it is stored."""
    assert clean_text(f"pay{mark}ment") == "payment"


def test_an_unpaired_surrogate_becomes_a_visible_mark() -> None:
    """It could be stored neither in SQLite nor in a file."""
    assert clean_text("a\ud83db") == "a\ufffdb"


@pytest.mark.parametrize(
    "text",
    ["👩‍💻 ships 🚀", "🇨🇭 ❤️", "支付退款", "ひらがな 한국어", "שלום עולם", "مرحبا بالعالم", "می‌خواهم", "naïve Chloé", "[/x] *b* `c`"],  # noqa: E501 - one line a text would say less
)  # fmt: skip
def test_letters_of_every_script_stay(text: str) -> None:
    """Emoji, joiners, wide and right-to-left letters and markup are people's text."""
    assert clean_line(text) == text


def test_every_line_end_becomes_one() -> None:
    """Old and rare line ends are read as people meant them."""
    assert clean_text("a\r\nb\rc\u2028d\u2029e\x0bf\x0cg\x85h\ni") == "a\nb\nc\nd\ne\nf\ng\nh\ni"


def test_a_line_has_single_blanks() -> None:
    """Line ends, tabs and wide blanks are blanks too."""
    assert clean_line("  a\t\tb\n\nc\u00a0\u3000d ") == "a b c d"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("\x1b[31mred\x1b[0m", "red"), ("a\x07b", "ab"), ("pay\u202ement", "payment"), ("e\u0301", "é")],
)
def test_a_line_is_cleaned_like_a_text(text: str, expected: str) -> None:
    assert clean_line(text) == clean_text(text) == expected


def test_a_letter_and_its_accent_become_one_character() -> None:
    """Texts that look the same are the same."""
    assert clean_text("Chloe\u0301") == "Chloé"


@given(text=ANY_TEXT)
def test_cleaned_text_is_safe_and_stays_as_it_is(text: str) -> None:
    """No control but the line end and the tab is left; cleaning again changes nothing; it can be encoded."""
    clean = clean_text(text)
    assert not [character for character in clean if unicodedata.category(character) == "Cc" and character not in "\n\t"]
    assert clean_text(clean) == clean
    assert clean.encode().decode() == clean
    assert clean_line(clean_line(text)) == clean_line(text)
    assert "\n" not in clean_line(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chloé", "CHLOE"),
        ("Straße", "STRASSE"),
        ("Ａｎａ", "ana"),
        ("𝐀𝐧𝐚", "ana"),
        ("10 ㎒", "10 mhz"),
        ("İzmir", "izmir"),
        (" a  b", "A B"),
        ("ﬁn", "FIN"),
        ("a\u2009b", "a b"),
    ],
)
def test_texts_are_compared_without_case_accents_and_blanks(one: str, other: str) -> None:
    """What people take for the same name is the same name."""
    assert casefold_key(one) == casefold_key(other)


@given(text=ANY_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded text can be stored and compared with a freshly folded one."""
    assert casefold_key(casefold_key(text)) == casefold_key(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łukasz", "lukasz"),
        ("SØREN", "soren"),
        ("Đuro", "duro"),
        ("Weiß", "weiss"),
        ("Dvořák", "dvorak"),
        ("ĐẶNG", "dang"),
    ]
    + [(f"O{apostrophe}Brien", "o'brien") for apostrophe in "’‘‛ʼʹʻ′´`＇'"],
)
def test_names_are_compared_without_strokes_and_by_one_apostrophe(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) == other


def test_the_key_of_stored_texts_does_not_change() -> None:
    """Names of teams are stored by it, so that a change of it would make second teams."""
    assert (casefold_key("Łódź"), casefold_key("O’Brien")) == ("łodz", "o’brien")


@given(text=ANY_TEXT)
def test_a_name_folded_twice_is_folded_once(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


@pytest.mark.parametrize("text", ["می‌شود", "می‌خواهم برم", "क्‍ष", "👩‍👩‍👧 ships", "a\u200cb\u200dc"])
def test_joiners_within_words_stay(text: str) -> None:
    """They are spelling in Persian and Hindi, and hold an emoji together."""
    assert clean_line(text) == clean_text(text) == text


def test_a_short_text_stays_and_a_long_one_ends_in_an_ellipsis() -> None:
    """The result is never longer than the given length."""
    assert shortened("refund", 6) == "refund"
    assert shortened("refund codes", 8) == "refund…"
    assert shortened("refunds", 6) == "refun…"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        (" 007\n", 7),
        ("0", 0),
        ("999999999", 999_999_999),
        ("1000000000", None),
        ("", None),
        ("-1", None),
        ("+1", None),
        ("1.5", None),
        ("1 2", None),
        ("٧", None),
        ("²", None),
        ("7a", None),
    ],
)
def test_a_whole_number_has_one_to_nine_ascii_digits(text: str, number: int | None) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    ("number", "many", "words"),
    [(0, "", "0 items"), (1, "", "1 item"), (3, "", "3 items"), (2, "people", "2 people"), (1, "people", "1 item")],
)
def test_a_number_has_its_noun_in_the_singular_only_for_one(number: int, many: str, words: str) -> None:
    assert counted(number, "item", many) == words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3.0),
        (" 3.0 ", 3.0),
        ("3,5", 7 / 2),
        (".5", 1 / 2),
        ("½", 1 / 2),
        ("⅓", 1 / 3),
        ("1½", 3 / 2),
        ("1/2", 1 / 2),
        ("3.", None),
        (".", None),
        ("1/0", None),
        ("1/2/3", None),
        ("-1", None),
        ("1e3", None),
        ("٣", None),
        ("²", None),
        ("3²", None),
        ("XL", None),
        ("½½", None),
        ("9" * 11, None),
        ("", None),
    ],
)
def test_a_number_may_have_a_decimal_point_a_comma_or_a_fraction(text: str, number: float | None) -> None:
    assert read_number(text) == number


@given(text=ANY_TEXT)
def test_any_text_may_be_no_number(text: str) -> None:
    read_number(text)
