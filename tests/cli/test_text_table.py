"""Tables by the width that letters have on a terminal."""

import pytest

from refine_tui.cli.text_table import Column, display_width, table, truncated, wrapped


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("日本語", 6),
        ("🎉", 2),
        ("👍🏽", 2),
        ("🧑‍💻", 2),
        ("❤️", 2),
        ("🇩🇪", 2),
        ("שלום", 4),
    ],
)
def test_width_is_counted_in_cells(text: str, width: int) -> None:
    """Marks take none, wide letters take two, joined emoji are one."""
    assert display_width(text) == width


def test_what_is_too_wide_ends_in_an_ellipsis() -> None:
    """And is never wider than it may be."""
    assert truncated("a long title", 8) == "a long…"
    assert truncated("日本語です", 6) == "日本…"
    assert truncated("short", 8) == "short"


def test_only_the_flexible_column_is_cut() -> None:
    """Numbers and keys stay whole."""
    columns = (Column("No.", right=True), Column("Title", flexible=True))

    lines = table(columns, [("1", "A title that is far too long for this terminal")], width=40)

    assert lines == ["No.  Title", "  1  A title that is far too long for t…"]


def test_spare_columns_go_first() -> None:
    """Rather a whole title than a column that can be missed."""
    columns = (Column("Type", spare=True), Column("Title", flexible=True))
    rows = [("Technical debt", "A title of thirty-four characters.")]

    assert table(columns, rows, width=60)[0] == "Type            Title"
    assert table(columns, rows, width=40)[0] == "Title"


def test_nothing_is_cut_where_there_is_no_terminal() -> None:
    """A pipe has no edge."""
    assert table((Column("Title", flexible=True),), [("x" * 500,)], width=None)[1] == "x" * 500


def test_wrapped_lines_hang_below_their_sign() -> None:
    """A word that is longer than the line stands alone."""
    assert wrapped("one two three", width=10, first="  • ") == ["  • one", "    two", "    three"]
    assert wrapped("x" * 20, width=10) == ["x" * 20]
