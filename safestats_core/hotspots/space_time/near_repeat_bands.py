"""Bands of distance and of days: which pairs of events are compared with which, in interval notation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...errors import InvalidInput


@dataclass(frozen=True)
class Bands:
    """Bands that touch each other, made by `bands`.

    edges   one more than there are bands, rising, in metres or in days; the last may be infinite
    closed  "left": [a, b), a band holds its lower edge and not its upper one;
            "right": (a, b], the upper edge and not the lower one, but the first band [a, b] holds both
    """

    edges: tuple[float, ...]
    closed: str = "left"

    @property
    def count(self) -> int:
        """Number of bands."""
        return len(self.edges) - 1

    @property
    def reach(self) -> float:
        """The last finite edge: what lies further apart need not be looked for one by one."""
        return self.edges[-2] if self.edges[-1] == np.inf else self.edges[-1]

    @property
    def labels(self) -> list[str]:
        """The bands in interval notation, such as "[0, 100)": a square bracket holds the edge, a round one does not."""
        return [self._label(number) for number in range(self.count)]

    def band_of(self, values: np.ndarray) -> np.ndarray:
        """The number of the band that holds each value, from 0; -1 below the first band, `count` beyond the last."""
        if self.closed == "left":
            return np.searchsorted(self.edges, values, side="right") - 1
        number = np.searchsorted(self.edges, values, side="left") - 1
        return np.where(values == self.edges[0], 0, number)

    def whole_limits(self) -> list[float]:
        """For each edge the number that a whole number has to be under in order to lie below that edge's band border.

        With whole days the pairs of a band are those under its upper limit less those under its lower one.
        """
        below = [np.ceil(edge) for edge in self.edges]
        if self.closed == "right":
            below[1:] = [np.floor(edge) + 1 for edge in self.edges[1:]]
        return [float(limit) for limit in below]

    def _label(self, number: int) -> str:
        low, high = (f"{edge:.10g}" for edge in self.edges[number : number + 2])
        if self.closed == "left":
            return f"[{low}, {high})"
        upper = ")" if high == "inf" else "]"
        return f"{'[' if number == 0 else '('}{low}, {high}{upper}"


def bands(edges: Sequence[float], closed: str = "left", what: str = "distance") -> Bands:
    """Bands between edges.

    edges   metres or days, zero or more, each larger than the one before; the last may be infinite. With closed
            "right" the first edge may be given twice: [0, 0] is a band of its own, the very same place or day
    closed  "left" for [a, b), "right" for (a, b]
    what    names the bands in an error: "distance" or "days"
    Raises InvalidInput for edges that do not rise, fewer than two, a negative or missing one.
    """
    given = tuple(float(edge) for edge in edges)
    shown = ", ".join(f"{edge:.10g}" for edge in given)
    example = "such as 0, 1, 100, 200, inf" if what == "distance" else "such as 0, 7, 14, inf"
    if closed not in ("left", "right"):
        raise InvalidInput(f"Bands cannot be closed '{closed}'. Choose left for [a, b) or right for (a, b].")
    if len(given) < 2:
        raise InvalidInput(f"The {what} bands '{shown}' have {len(given)} edges. Give at least two, {example}.")
    if not np.isfinite(given[:-1]).all() or np.isnan(given[-1]) or given[0] < 0:
        raise InvalidInput(
            f"The {what} bands '{shown}' hold a negative or missing edge, or an infinite one before the end. "
            f"Give numbers of zero or more, {example}."
        )
    step = np.diff(given)
    if (step[1:] <= 0).any() or step[0] < 0 or (step[0] == 0 and closed == "left"):
        raise InvalidInput(f"The {what} bands '{shown}' do not rise. Give each edge larger than the one before.")
    return Bands(given, closed)


def bands_of_text(text: str, closed: str = "left", what: str = "distance") -> Bands:
    """Bands from a list that somebody typed, such as "0, 1, 100, 200, inf"; separated by commas, semicolons or spaces.

    Raises InvalidInput for a word that is no number, and for edges that `bands` refuses.
    """
    words = text.replace(",", " ").replace(";", " ").split()
    edges = []
    for word in words:
        try:
            edges.append(float(word))
        except ValueError:
            raise InvalidInput(
                f"'{word}' in the {what} bands '{text}' is not a number. Give numbers and, last, inf."
            ) from None
    return bands(edges, closed, what)
