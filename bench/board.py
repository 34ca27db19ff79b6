"""Medians, tails and ratios, and the table that they are printed in."""

import os
from collections.abc import Mapping, Sequence
from statistics import median, quantiles


def p90(values: Sequence[float]) -> float:
    """Return what nine of ten values do not exceed."""
    return quantiles(values, n=10, method="inclusive")[8] if len(values) > 1 else values[0]


def machine() -> str:
    """Return how busy the machine is: what the numbers are to be read with."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"{os.cpu_count()} processors, load {load} (1, 5, 15 min)"


class Board:
    """Values by name, of which one is the floor that the others are compared with."""

    def __init__(self, *, floor: str, unit: str, aims: Mapping[str, float]) -> None:
        self._floor = floor
        self._unit = unit
        self._aims = aims
        self._values: dict[str, list[float]] = {floor: []}

    def add(self, name: str, value: float) -> None:
        """Note one value."""
        self._values.setdefault(name, []).append(value)

    def lines(self) -> list[str]:
        """Return the table: one line for each name, with its ratio to the floor and whether that is within its aim."""
        width = max(map(len, self._values))
        head = f"{'':{width}}  {'median':>8} {'p90':>8} {'best':>8} {self._unit:<4} {'x floor':>8} {'x best':>7}   aim"
        floor = self._values[self._floor]
        return [head, *(self._line(name, values, floor, width) for name, values in self._values.items())]

    def _line(self, name: str, values: list[float], floor: list[float], width: int) -> str:
        ratio, best = median(values) / median(floor), min(values) / min(floor)
        line = f"{name:{width}}  {median(values):8.2f} {p90(values):8.2f} {min(values):8.2f} {self._unit:<4}"
        line += f" {ratio:7.2f}x {best:6.2f}x"
        if (aim := self._aims.get(name)) is None:
            return line
        return f"{line}   ≤ {aim:g}  {'met' if ratio <= aim else 'MISSED'}"
