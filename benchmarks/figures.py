"""Figures: what is measured, how it is printed, and the practice cases it is measured on."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from court_assess.settings import PRACTICE_CASES

FULLEST = next(iter(sorted(PRACTICE_CASES.glob("*.yaml"))))


def practice(number: int) -> Path:
    """Return the practice case of a number."""
    return next(PRACTICE_CASES.glob(f"{number:02}_*.yaml"))


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure, its unit, and the bar it is held to."""

    name: str
    value: float
    unit: str
    bar: str

    def __str__(self) -> str:
        """Return the line that is printed."""
        return f"{self.name:<58} {self.value:>9.1f} {self.unit:<9} bar {self.bar}"


def median_ms(do: Callable[[], object], times: int) -> float:
    """Return the median time of one call in milliseconds; the first call does not count."""
    do()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        do()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000


def highest_of_most(taken: Sequence[float]) -> float:
    """Return the value that 95 of 100 do not exceed."""
    return statistics.quantiles(taken, n=20)[-1]
