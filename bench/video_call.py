"""A picture of the screen as somebody in a video call sees it, and what can be read of it.

The picture is made by librsvg, scaled and compressed by ffmpeg, and read by tesseract. Each row of the terminal is read
by itself: what is in question is the letters, and not how well a program finds its way about a page.
"""

import html
import os
import re
import shutil
import subprocess
from pathlib import Path

from demo_screens import Drawn

FONT = "Fira Code"
TOOLS = ("rsvg-convert", "ffmpeg", "tesseract", "fc-list")
RATE = "300k"
"""Bits a second: what a call leaves for a shared screen on a middling line."""
FRAMES_A_SECOND = 5
SECONDS = 4
"""How long the screen stands still until it is looked at."""

_CELL = (12.2, 24.4)
"""Width and height of a cell of the picture that Textual exports."""
_CORNER = (9, 43)
"""Where in the picture the first row begins: half a pixel below its cell, so that no letter touches the edge."""
_BASELINE = 20
"""How far below the upper edge of its row a text stands."""
_HEIGHTS = (36, 48)
"""The heights, in pixels, to which a row is enlarged. The reader looks twice: it slips at one and not at the other."""
_EDGE = 8
"""Pixels by which the edge of a row is drawn out: a reader needs some room around a line."""
_TEXT = re.compile(r'<text[^>]* y="([\d.]+)"[^>]* clip-path[^>]*>([^<]*)')
_WINDOW = re.compile(r'(-clip-terminal">\s*<rect [^>]* height=)"[^"]+"')


def missing_tools() -> list[str]:
    """Return the names of what is not installed."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if "fc-list" not in missing and FONT not in _run("fc-list", ":", "family"):
        missing.append(f"the font {FONT}")
    return missing


def rows_of(drawn: Drawn) -> list[str]:
    """Return the text of each row of a screen."""
    rows: list[list[str]] = [[] for _ in range(drawn.rows)]
    for height, text in _TEXT.findall(drawn.svg):
        row = round((float(height) - _BASELINE) / _CELL[1])
        if 0 <= row < drawn.rows:
            rows[row].append(html.unescape(text).replace("\N{NO-BREAK SPACE}", " "))
    return [" ".join(row).strip() for row in rows]


def paint(drawn: Drawn, picture: Path) -> None:
    """Write the screen as a PNG, in the size of a usual window."""
    source = picture.with_suffix(".svg")
    whole = _WINDOW.sub(r'\1"100%"', drawn.svg)  # Textual cuts off the last row's lowest pixels
    source.write_text(whole.replace("<text ", '<text xml:space="preserve" '), encoding="utf-8")
    _run("rsvg-convert", str(source), "-o", str(picture))


def as_seen(picture: Path, drawn: Drawn, *, width: int) -> Path:
    """Return a picture of the screen as it comes out of a call that shows it *width* pixels wide."""
    shown = round(drawn.columns * _CELL[0]) - 1, round(drawn.rows * _CELL[1])
    height = 2 * round(width * shown[1] / shown[0] / 2)
    view = (
        f"crop={shown[0]}:{shown[1] - 1}:{_CORNER[0]}:{_CORNER[1]}",
        "pad=iw:ih+1:0:0,fillborders=bottom=1:mode=smear",
        f"scale={width}:{height}",
    )
    video, seen = picture.with_name("call.mp4"), picture.with_name("seen.png")
    _ffmpeg(
        *("-loop", "1", "-framerate", str(FRAMES_A_SECOND), "-t", str(SECONDS), "-i", str(picture)),
        *("-vf", ",".join(view), "-c:v", "libx264", "-pix_fmt", "yuv420p", "-preset", "veryfast"),
        *("-tune", "zerolatency", "-b:v", RATE, "-maxrate", RATE, "-bufsize", RATE, str(video)),
    )
    _ffmpeg("-sseof", "-0.3", "-i", str(video), "-update", "1", str(seen))
    return seen


def read(seen: Path, drawn: Drawn) -> list[tuple[str, ...]]:
    """Return what can be read of each row, once for each enlargement; nothing of a row without text."""
    written = [number for number, text in enumerate(rows_of(drawn)) if text]
    readings: list[list[str]] = [[] for _ in range(drawn.rows)]
    for height in _HEIGHTS:
        pictures = _rows(seen, drawn, height)
        listed = seen.with_name(f"rows-{height}.txt")
        listed.write_text("".join(f"{pictures[number]}\n" for number in written), encoding="utf-8")
        pages = _run("tesseract", str(listed), "-", "--psm", "7", "-l", "eng", "--dpi", "300").split("\f")
        for number, page in zip(written, pages[: len(written)], strict=True):
            readings[number].append(page)
    return [tuple(row) for row in readings]


def _rows(seen: Path, drawn: Drawn, height: int) -> list[Path]:
    """Return a picture of each row, enlarged to *height* and in greys."""
    folder = seen.with_name(f"rows-{height}")
    folder.mkdir()
    larger = f"scale={drawn.columns * height // 2}:{drawn.rows * height}:flags=lanczos,format=gray"
    edge = f"pad=iw+{2 * _EDGE}:ih+{2 * _EDGE}:{_EDGE}:{_EDGE},fillborders={_EDGE}:{_EDGE}:{_EDGE}:{_EDGE}:smear"
    cut = f"{larger},untile=1x{drawn.rows},{edge}"
    _ffmpeg("-i", str(seen), "-vf", cut, "-frames:v", str(drawn.rows), str(folder / "%03d.png"))
    return sorted(folder.iterdir())


def _ffmpeg(*arguments: str) -> None:
    _run("ffmpeg", "-loglevel", "error", *arguments)


def _run(*command: str) -> str:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout
