"""Concentration as a page: how few places hold how much, and the Lorenz curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...base.translation import numeral, tr
from ..features import Columns
from ..page import heading, page, sentences, table
from ..pictures import curves

if TYPE_CHECKING:
    from ....safestats_core.hotspots.concentration import Concentration

_LISTED = 20
_CURVE_POINTS = 500


def concentration_page(title: str, found: Concentration, columns: Columns, said: list[str]) -> str:
    """The page: what was found, the shares, the curve, and the first places."""
    shares = [
        (
            f"{share} %",
            numeral(round(found.share_of_places(share / 100) * found.places)),
            numeral(found.share_of_places(share / 100), ".2%"),
        )
        for share in (20, 25, 50, 80, 100)
    ]
    weight = columns.get("weight", columns["count"])
    first = [
        (rank, numeral(held, ",.6g"), f"{numeral(share, '.2f')} %", f"{numeral(cumulated, '.2f')} %")
        for rank, held, share, cumulated, _ in zip(
            columns["rank"].tolist(), weight.tolist(), columns["share"], columns["cum_share"], range(_LISTED)
        )
    ]
    return page(
        title,
        sentences(said),
        heading(tr("How few places hold how much")),
        table([tr("Incidents"), tr("Places"), tr("Share of places")], shares),
        heading(tr("Lorenz curve, from the fullest place to the emptiest")),
        curves(_curves(found, "weight" in columns), tr("Places (%)"), tr("Incidents (%)")),
        heading(tr("The first places")),
        table([tr("Rank"), tr("Incidents"), tr("Share"), tr("Added up")], first),
    )


def _curves(found: Concentration, weighted: bool) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The curve, thinned, and the lines it is to be read against."""
    last = found.order.size - 1
    # Close together where the curve bends, at the fullest places.
    picked = np.unique(np.round(last * np.linspace(0, 1, _CURVE_POINTS) ** 2).astype(int))
    observed = np.concatenate([[0], 100 * found.places_share[picked], [100]])
    held = np.concatenate([[0], 100 * found.incidents_share[picked], [100]])
    series = {tr("Observed"): (observed, held), tr("All places the same"): (np.array([0, 100]), np.array([0, 100]))}
    if found.total < found.places and not weighted:
        reach = 100 * found.total / found.places
        series[tr("As even as so few incidents can be")] = (np.array([0, reach, 100]), np.array([0, 100, 100]))
    return series
