"""Which row of a list is marked after its rows have changed."""

import pytest
from rich.text import Text

from refine_tui.ui.widgets.row_list import BLANK, Row, remaining


def rows(*targets: object) -> list[Row[object]]:
    """Return a row for each target, with rows that cannot be chosen around them."""
    return [BLANK, *(Row(content=Text(str(target)), target=target) for target in targets), BLANK]


@pytest.mark.parametrize(
    ("before", "after", "chosen", "marked"),
    [
        (("a", "b", "c"), ("c", "b"), "b", "b"),
        (("a", "b", "c"), ("a", "c"), "b", "c"),
        (("a", "b", "c"), ("a", "b"), "c", "b"),
        (("a", "b", "c"), ("c",), "a", "c"),
        ((1, "a", "b", 2), (1, "a", 2), "b", "a"),
        ((1, "a", 2), (1, 2), "a", 2),
        ((1, "a"), (1,), "a", 1),
        (("a", "b"), ("x", "y"), "b", "x"),
        (("a", "b"), ("a", "b"), None, "a"),
        (("a", "b"), ("a", "b"), "never there", "a"),
        (("a",), (), "a", None),
    ],
    ids=[
        "it stays",
        "the next",
        "the one before the last",
        "the next of those left",
        "one of its kind before the next",
        "the next of another kind",
        "the one before of another kind",
        "the first where all are new",
        "the first where none was marked",
        "the first for one that was not there",
        "none",
    ],
)
def test_a_row_that_is_gone_hands_its_mark_to_its_neighbour(
    before: tuple[object, ...], after: tuple[object, ...], chosen: object, marked: object
) -> None:
    assert remaining(rows(*before), rows(*after), chosen) == marked
