"""Lines of text ready to draw, and which part of them differs from what is on the screen.

A shared screen is a compressed video: what is not sent again costs nothing, and cannot flicker.
"""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
"""Characters whose width terminals disagree about."""


def render_strips(console: Console, content: RenderableType, width: int, style: Style) -> list[Strip]:
    """Return the lines of *content* at *width* cells; *style* lies under the styles of the text."""
    options = console.options.update(width=max(1, width), height=None, no_wrap=None)
    lines = console.render_lines(content, options, style=style, pad=True)
    return [Strip(line, width) for line in lines]


def changed_regions(before: Sequence[Strip], after: Sequence[Strip], width: int) -> Iterator[Region]:
    """Yield the regions, relative to the first line, in which two sequences of lines differ.

    A line that has characters of uncertain width is one region: the terminal may have moved what stands behind them.
    """
    for y in range(max(len(before), len(after))):
        if y >= len(before) or y >= len(after):
            yield Region(0, y, width, 1)
        elif before[y] != after[y]:
            yield _changed_span(before[y], after[y], y, width)


def _changed_span(before: Strip, after: Strip, y: int, width: int) -> Region:
    if _is_uncertain(before) or _is_uncertain(after):
        return Region(0, y, width, 1)
    old, new = _cells(before), _cells(after)
    old += [(" ", None)] * (width - len(old))
    new += [(" ", None)] * (width - len(new))
    places = [x for x, (one, other) in enumerate(zip(old, new, strict=False)) if one != other]
    if not places:
        return Region(0, y, width, 1)
    return Region(places[0], y, places[-1] - places[0] + 1, 1)


def _is_uncertain(strip: Strip) -> bool:
    text = strip.text
    return not text.isascii() and (not _JOINERS.isdisjoint(text) or cell_len(text) != sum(map(cell_len, text)))


def _cells(strip: Strip) -> list[tuple[str, Style | None]]:
    """Return each cell of a line as its character and style; the second cell of a wide character is empty."""
    cells: list[tuple[str, Style | None]] = []
    for segment in strip:
        if segment.text.isascii():
            cells += [(character, segment.style) for character in segment.text]
            continue
        for character in segment.text:
            width = cell_len(character)
            cells += [(character, segment.style), *[("", segment.style)] * (width - 1)][: max(1, width)]
    return cells
