"""Colours as people see them: their contrast, their difference, and how they look to those who see fewer of them."""

from enum import Enum
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Rgb = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255, as a screen is told (sRGB)."""
Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

_WHITE: Triple = (0.95047, 1.0, 1.08883)
"""The white of sRGB (D65), in CIE XYZ."""
_TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)


class Vision(Enum):
    """A way to see colours, as a matrix on linear RGB: Machado, Oliveira and Fernandes 2009, severity 1.0."""

    FULL = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    PROTANOPIA = (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    )
    DEUTERANOPIA = (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    )


def luminance(colour: Rgb) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Rgb, second: Rgb) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def difference(first: Rgb, second: Rgb, vision: Vision = Vision.FULL) -> float:
    """Return how far apart two colours are to this vision, as CIEDE2000: 1 is just noticeable side by side."""
    return ciede2000(_lab(_seen(first, vision)), _lab(_seen(second, vision)))


def ciede2000(first: Triple, second: Triple) -> float:
    """Return the difference of two colours in CIE Lab, as Sharma, Wu and Dalal 2005 write the formula."""
    (light_1, a_1, b_1), (light_2, a_2, b_2) = first, second
    grey = 0.5 * (1 - sqrt(_saturation((hypot(a_1, b_1) + hypot(a_2, b_2)) / 2)))
    a_1, a_2 = a_1 * (1 + grey), a_2 * (1 + grey)
    chroma_1, chroma_2 = hypot(a_1, b_1), hypot(a_2, b_2)
    hue_1, hue_2 = degrees(atan2(b_1, a_1)) % 360, degrees(atan2(b_2, a_2)) % 360
    turn = 0.0 if chroma_1 * chroma_2 == 0 else (hue_2 - hue_1 + 180) % 360 - 180
    hue = hue_1 + turn / 2 if chroma_1 * chroma_2 else hue_1 + hue_2
    light, chroma = (light_1 + light_2) / 2, (chroma_1 + chroma_2) / 2
    weight = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    by_light = (light_2 - light_1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    by_chroma = (chroma_2 - chroma_1) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(chroma_1 * chroma_2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    rotation = -2 * sqrt(_saturation(chroma)) * sin(radians(60 * exp(-((((hue % 360) - 275) / 25) ** 2))))
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue)


def _saturation(chroma: float) -> float:
    return chroma**7 / (chroma**7 + 25**7)


def _seen(colour: Rgb, vision: Vision) -> Triple:
    """Return linear RGB as this vision has it."""
    red, green, blue = _times(vision.value, _linear(colour))
    return _within(red), _within(green), _within(blue)


def _within(part: float) -> float:
    return min(1.0, max(0.0, part))


def _linear(colour: Rgb) -> Triple:
    red, green, blue = (_linear_part(value / 255) for value in colour)
    return red, green, blue


def _linear_part(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _lab(linear: Triple) -> Triple:
    x, y, z = (_cube_root(part / white) for part, white in zip(_times(_TO_XYZ, linear), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(part: float) -> float:
    return part ** (1 / 3) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29


def _times(matrix: Matrix, vector: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third
