"""The themes: tables of colour roles. Four themes, and a fifth for terminals of 16 colours.

Colour never carries meaning alone; a word or a mark always stands beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary, WeakMethod, ref

from textual.app import App
from textual.theme import Theme
from textual.widget import Widget


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of one theme by their role, as ``#rrggbb``.

    `text`, `muted`, `accent`, `done` and `gap` tell states: they differ for whoever sees no red or no green, too.
    """

    background: str
    surface: str
    panel: str
    text: str
    muted: str
    """Text that matters less than `text`."""
    accent: str
    """What is current, what needs attention, and keys."""
    heading: str
    """Names of sections."""
    done: str
    """What is ready, met or answered."""
    gap: str
    """What is missing and matters now, and errors."""
    person: str
    """People and dates."""
    dark: bool


PALETTES: dict[str, Palette] = {
    "refine-dark": Palette(
        background="#14171C",
        surface="#1A1E25",
        panel="#232833",
        text="#E8EAED",
        muted="#9AA4B2",
        accent="#F2C14E",
        heading="#8FB8FF",
        done="#87E1AB",
        gap="#FD7970",
        person="#7FD1C7",
        dark=True,
    ),
    "refine-light": Palette(
        background="#F4F5F7",
        surface="#FFFFFF",
        panel="#E6E9EF",
        text="#1B1F27",
        muted="#485B75",
        accent="#995800",
        heading="#1D4ED8",
        done="#1A6340",
        gap="#8C1716",
        person="#0F5E5A",
        dark=False,
    ),
    "refine-contrast-dark": Palette(
        background="#000000",
        surface="#0A0A0A",
        panel="#141414",
        text="#FFFFFF",
        muted="#C8C8C8",
        accent="#FFD700",
        heading="#00E5FF",
        done="#A1FF9D",
        gap="#FF8A80",
        person="#00E5FF",
        dark=True,
    ),
    "refine-contrast-light": Palette(
        background="#FFFFFF",
        surface="#FFFFFF",
        panel="#F0F0F0",
        text="#000000",
        muted="#303030",
        accent="#6F4507",
        heading="#003BA9",
        done="#002F07",
        gap="#9A005C",
        person="#5A0080",
        dark=False,
    ),
    "refine-16-colours": Palette(
        background="#000000",
        surface="#000000",
        panel="#000000",
        text="#FFFFFF",
        muted="#AAAAAA",
        accent="#FFFF55",
        heading="#55FFFF",
        done="#00AA00",
        gap="#FF55FF",
        person="#55FFFF",
        dark=True,
    ),
}
"""The palettes by the name of their theme; the first is the default. The last one has colours of the 16 only, so that
a terminal without more shows them as they are meant and not the nearest of its own."""

DEFAULT_THEME = next(iter(PALETTES))
FEW_COLOURS_THEME = "refine-16-colours"


NEVER_FAINT = """
Input > .input--placeholder, Input > .input--suggestion, TextArea .text-area--placeholder {
    color: $text-muted;
    text-style: not dim not bold;
}
*:disabled { opacity: 1; text-opacity: 1; }
"""
"""Style sheet of the app: what Textual draws faint by itself has the colour of words that matter less instead. The
palette leaves the screen behind it as it is, so that opening it repaints no more than its own place."""


def theme_of(name: str) -> Theme:
    """Return the Textual theme of a palette."""
    palette = PALETTES[name]
    on_amber = palette.background if palette.dark else "#FFFFFF"
    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.heading,
        accent=palette.person,
        foreground=palette.text,
        background=palette.background,
        surface=palette.surface,
        panel=palette.panel,
        success=palette.done,
        warning=palette.accent,
        error=palette.gap,
        dark=palette.dark,
        variables={
            "text": palette.text,
            "text-muted": palette.muted,
            "text-disabled": palette.muted,
            "muted": palette.muted,
            "foreground-muted": palette.muted,
            "input-cursor-background": palette.accent,
            "input-cursor-foreground": on_amber,
            "input-selection-background": f"{palette.accent} 40%",
            "block-cursor-background": palette.accent,
            "block-cursor-foreground": on_amber,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": f"{palette.accent} 15%",
            "border": palette.muted,
            "border-blurred": palette.muted,
            "footer-key-foreground": palette.accent,
            "scrollbar": f"{palette.muted} 45%",
            "scrollbar-background": palette.surface,
            "scrollbar-hover": palette.muted,
            "scrollbar-active": palette.accent,
        },
    )


def fitting_theme(name: str, colour_system: str | None) -> str:
    """Return the theme that is asked for, or the default one; in a terminal of 16 colours the one made for those.

    Args:
        name: What the settings say.
        colour_system: What the terminal can do, as Rich calls it; None: no colours.
    """
    name = name if name in PALETTES else DEFAULT_THEME
    return FEW_COLOURS_THEME if name == DEFAULT_THEME and colour_system == "standard" else name


def palette_of(app: App[object]) -> Palette:
    """Return the palette of the app's theme; a foreign theme has the default one of its brightness."""
    if app.theme in PALETTES:
        return PALETTES[app.theme]
    return PALETTES["refine-dark" if app.current_theme.dark else "refine-light"]


_REPAINTS: WeakKeyDictionary[App[Any], list[tuple[ref[Widget], WeakMethod[Callable[[], None]]]]] = WeakKeyDictionary()
"""The widgets that an app paints again when its theme changes, held weakly: a subscription of their own to Textual's
signal would keep each of them alive."""


def on_theme_change(node: Widget, repaint: Callable[[], None]) -> None:
    """Call *repaint*, a method of *node*, whenever the theme changes: its text carries colours of its own."""
    app = node.app
    if app not in _REPAINTS:
        _REPAINTS[app] = []
        app.theme_changed_signal.subscribe(app, partial(_repaint_all, ref(app)))
    _REPAINTS[app] = [(widget, method) for widget, method in _REPAINTS[app] if widget() is not None]
    _REPAINTS[app].append((ref(node), WeakMethod(repaint)))


def _repaint_all(app: "ref[App[Any]]", theme: Theme) -> None:
    del theme
    if (owner := app()) is None:
        return
    for widget, method in list(_REPAINTS[owner]):
        node, repaint = widget(), method()
        if node is not None and repaint is not None and node.is_attached:
            repaint()
