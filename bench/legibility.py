"""How much of the live screen can be read in a video call: drawn, scaled down, compressed, and read back.

Ends with 1 if a screen falls short of an aim. Where a program that this needs is not installed, one sentence says so.
"""

import argparse
import asyncio
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import reduce
from operator import or_
from pathlib import Path
from tempfile import TemporaryDirectory

from demo_screens import PHASES, DemoScreens, Drawn
from video_call import as_seen, missing_tools, paint, read, rows_of

from refine_tui.ui.theme import FEW_COLOURS_THEME, PALETTES

AIMS = {5: 0.95, 4: 0.90}
"""The share of words, by the pixels that a column has."""
SIZES = {120: 36, 80: 24}
"""The rows of a window, by its columns."""
OFF_THE_GRID = (0.9875, 1.0125)
"""Each width is measured a little below and a little above: at a whole number of pixels a column every letter is cut up
in the same way, and one that is hit badly is misread everywhere."""
WORD = re.compile(r"[^\W_]{2,}")
"""What counts as a word: two letters or digits and more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of one screen at one width."""

    theme: str
    drawn: Drawn
    pixels: int
    """Pixels a column."""
    words: int
    missed: Counter[str]

    @property
    def share(self) -> float:
        """The share of the words that were read."""
        return 1 - self.missed.total() / self.words


def words_of(text: str) -> Counter[str]:
    """Return the words of a row, without regard to capitals."""
    return Counter(WORD.findall(text.casefold()))


def measure(theme: str, drawn: Drawn, pixels: int) -> Reading:
    """Read one screen at *pixels* a column."""
    wanted = [words_of(row) for row in rows_of(drawn)]
    missed: Counter[str] = Counter()
    for factor in OFF_THE_GRID:
        with TemporaryDirectory(prefix="refine-bench-") as name:
            folder = Path(name)
            paint(drawn, folder / "screen.png")
            width = 2 * round(drawn.columns * pixels * factor / 2)
            seen = as_seen(folder / "screen.png", drawn, width=width)
            for words, row in zip(wanted, read(seen, drawn), strict=True):
                missed += words - reduce(or_, map(words_of, row), Counter())
    total = sum(words.total() for words in wanted) * len(OFF_THE_GRID)
    return Reading(theme=theme, drawn=drawn, pixels=pixels, words=total, missed=missed)


def readings(themes: list[str], sizes: list[int]) -> Iterator[Reading]:
    """Draw and read every screen, in the order in which they are printed."""
    with TemporaryDirectory(prefix="refine-bench-") as folder, ThreadPoolExecutor(os.cpu_count()) as workers:
        screens = DemoScreens(Path(folder))
        drawn = [
            (theme, screen)
            for theme in themes
            for columns in sizes
            for screen in asyncio.run(screens.draw(theme, columns, SIZES[columns]))
        ]
        waiting = [workers.submit(measure, theme, each, pixels) for theme, each in drawn for pixels in AIMS]
        for reading in waiting:
            yield reading.result()


def report(found: list[Reading]) -> list[str]:
    """Return the table: one line for each theme, size and width."""
    width = max(len(reading.theme) for reading in found)
    lines = [f"{'':{width}}  columns  px a column  " + "".join(f"{phase:>11}" for phase in PHASES) + "   aim"]
    for start in range(0, len(found), len(PHASES)):
        row = found[start : start + len(PHASES)]
        first, aim = row[0], AIMS[row[0].pixels]
        shares = "".join(f"{reading.share:>10.1%} " for reading in row)
        met = "met" if all(reading.share >= aim for reading in row) else "MISSED"
        lines.append(f"{first.theme:{width}}  {first.drawn.columns:7}  {first.pixels:11}  {shares}  ≥ {aim:.0%}  {met}")
    return lines


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    known = [name for name in PALETTES if name != FEW_COLOURS_THEME]
    parser.add_argument("--themes", nargs="+", choices=known, default=["refine-dark", "refine-light"], metavar="NAME")
    parser.add_argument("--columns", nargs="+", type=int, choices=list(SIZES), default=list(SIZES), metavar="N")
    parser.add_argument("--missed", action="store_true", help="list the words that were not read")
    parser.add_argument("--require", action="store_true", help="end with 2 where a program is missing")
    asked = parser.parse_args()
    if missing := missing_tools():
        print(f"Legibility is not measured: install {', '.join(missing)} (bench/README.md says how).")
        return 2 if asked.require else 0
    os.environ |= {"COLORTERM": "truecolor", "TERM": "xterm-256color"}
    found = list(readings(asked.themes, asked.columns))
    found.sort(key=lambda reading: -reading.pixels)
    found.sort(key=lambda reading: (asked.themes.index(reading.theme), -reading.drawn.columns))
    print(*report(found), sep="\n")
    if asked.missed:
        for reading in found:
            print(f"\n{reading.theme}, {reading.drawn.columns} columns, {reading.drawn.phase}, {reading.pixels} px:")
            print(*sorted(reading.missed.elements()))
    return 0 if all(reading.share >= AIMS[reading.pixels] for reading in found) else 1


if __name__ == "__main__":
    sys.exit(main())
