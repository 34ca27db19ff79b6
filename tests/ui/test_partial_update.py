"""What is sent for a change looks the same as what Textual would send, in fewer bytes."""

import pytest
from rich.segment import Segment
from rich.style import Style

from refine_tui.ui.partial_update import join_spaces

TEXT = Style.parse("bold red on blue")
OTHER = Style.parse("green on blue")


@pytest.mark.parametrize(
    ("segments", "joined"),
    [
        ([("ab", TEXT), ("  ", OTHER)], [("ab  ", TEXT)]),
        ([("  ", OTHER), ("ab", TEXT)], [("  ab", TEXT)]),
        ([("ab", TEXT), (" ", OTHER), ("cd", TEXT)], [("ab cd", TEXT)]),
        ([("a", TEXT), ("b", TEXT)], [("ab", TEXT)]),
        ([("a", None), ("b", None)], [("ab", None)]),
    ],
    ids=["spaces behind", "spaces before", "spaces between", "one style", "no style"],
)
def test_spaces_take_the_style_of_the_text_beside_them(
    segments: list[tuple[str, Style | None]], joined: list[tuple[str, Style | None]]
) -> None:
    assert join_spaces(Segment(*each) for each in segments) == [Segment(*each) for each in joined]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("ab", TEXT), ("cd", OTHER)),
        (("ab", TEXT), ("  ", Style.parse("red on green"))),
        (("ab", TEXT), ("  ", Style.parse("red"))),
        (("ab", TEXT), ("  ", Style.parse("reverse on blue"))),
        (("ab", Style.parse("underline on blue")), ("  ", OTHER)),
        (("ab", TEXT), ("  ", Style.parse("strike on blue"))),
        (("ab", TEXT), ("\u2003", OTHER)),
        (("ab", TEXT), ("  ", None)),
    ],
    ids=["text", "background", "no background", "reverse", "underline", "strike", "other spaces", "no style"],
)
def test_what_would_look_different_stays_apart(left: tuple[str, Style], right: tuple[str, Style | None]) -> None:
    assert join_spaces([Segment(*left), Segment(*right)]) == [Segment(*left), Segment(*right)]
