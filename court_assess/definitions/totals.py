"""What is wrong with the bands and cut-offs that a published source gives for a total."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.definitions.shapes import BandShape, CutOffShape


@dataclass(frozen=True, slots=True)
class Reach:
    """The least and the most points that all the items of a score can come to."""

    least: int
    most: int

    def band_faults(self, bands: list[BandShape]) -> Iterator[tuple[int, str]]:
        """Yield the number and the fault of each band, wherever in the list it stands.

        Bands that are for the same people or drugs belong together and hold every total once.
        """
        alike: dict[str, list[tuple[int, BandShape]]] = {}
        for number, band in enumerate(bands):
            if band.at_most < band.at_least:
                yield number, "ends before it starts; 'at_most:' is never less than 'at_least:'"
            else:
                whom = json.dumps(band.when, sort_keys=True)
                alike.setdefault(whom, []).append((number, band))
        for same in alike.values():
            yield from self._faults_in(sorted(same, key=lambda one: one[1].at_least))

    def _faults_in(self, bands: list[tuple[int, BandShape]]) -> Iterator[tuple[int, str]]:
        """Yield each place where a possible total falls into no band, or into two."""
        expected = self.least
        for place, (number, band) in enumerate(bands):
            if band.at_least > expected:
                message = f"leaves a gap: no band holds {expected}; start this one at {expected}"
                yield number, message
            elif band.at_least < expected and place:
                yield number, f"overlaps the band before it; start this one at {expected}"
            expected = band.at_most + 1
        last = bands[-1][0]
        if expected <= self.most:
            yield last, f"leaves a gap: no band holds {expected} to {self.most}"
        elif expected > self.most + 1:
            yield last, f"ends above {self.most}, the most there can be; end it at {self.most}"

    def cut_off_faults(self, cut_offs: list[CutOffShape]) -> Iterator[tuple[int, str]]:
        """Yield the number and the fault of each cut-off that every total reaches, or none."""
        for number, one in enumerate(cut_offs):
            if not self.least < one.at_least <= self.most:
                message = (
                    f"is out of reach: a total lies between {self.least} and {self.most};"
                    f" give {self.least + 1} to {self.most}"
                )
                yield number, message
