"""The accuracy of a map: by share of the area as columns, in sentences, and as a page with the curve."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ...base.translation import in_sentences, numeral, tr
from ..features import Columns
from ..page import heading, page, sentences, table
from ..pictures import curves

if TYPE_CHECKING:
    from ....safestats_core.hotspots.accuracy import Accuracy as Indices
    from ....safestats_core.hotspots.accuracy import SearchCurve
    from ....safestats_core.hotspots.hotspot_map import HotspotMap

_PRINTED_SHARES = (1, 2, 3, 5, 10, 15, 20, 25, 30, 50, 75, 100)
_SQUARE_METRES_PER_KM2 = 1e6
_WORTH_SAYING = 1e-5


def accuracy_columns(at: Indices, has_earlier: bool) -> Columns:
    """A row for each share of the area; the recapture rate only where there are earlier incidents."""
    columns: Columns = {
        "area_share": at.area_share,
        "area_km2": at.area,
        "found": at.found,
        "hit_rate": at.hit_rate,
        "pai": at.pai,
        "pei": at.pei,
        "ser": at.ser,
    }
    return {**columns, "rri": at.rri} if has_earlier else columns


def accuracy_remarks(curve: SearchCurve, cells: HotspotMap, chosen: Indices) -> list[str]:
    """What was searched and left out, and what is found at the share that was chosen."""
    study = tr("Study area: {area} km², {cells} cells with a score, {incidents} later incidents.")
    counted = [
        (cells.outside, tr("{number} later incidents outside the study area were left out.")),
        (curve.left_out, tr("{number} cells without a value were left out of the study area.")),
        (curve.left_out_incidents, tr("{number} later incidents in cells without a value were left out.")),
        (cells.uncovered_later, tr("{number} later incidents in no cell of the map count as found last.")),
    ]
    said = [
        study.format(
            area=_digits(curve.study_area), cells=numeral(curve.cells), incidents=numeral(curve.incidents, ",.0f")
        ),
        *in_sentences(counted, ",.0f"),
    ]
    if cells.uncovered_area > _WORTH_SAYING * curve.study_area * _SQUARE_METRES_PER_KM2:
        uncovered = tr("{area} km² of the study area lie in no cell of the map and are searched last.")
        said.append(uncovered.format(area=_digits(cells.uncovered_area / _SQUARE_METRES_PER_KM2)))
    found = tr("In {share} % of the area: {rate} % of the later incidents, PAI {pai}, PEI {pei}.").format(
        share=numeral(chosen.area_share[0] * 100, ".3g"),
        rate=numeral(chosen.hit_rate[0] * 100, ".3g"),
        pai=numeral(chosen.pai[0], ".3g"),
        pei=numeral(chosen.pei[0], ".3g"),
    )
    return [*said, found]


def accuracy_page(title: str, curve: SearchCurve, area_under: tuple[float, float], remarks: Sequence[str]) -> str:
    """The page; `area_under` is the area under the curve of this map, and under that of the best possible."""
    own, best = (numeral(area, ".3f") for area in area_under)
    under = tr("Area under the curve: {own}; the best map possible {best}; chance 0.5.").format(own=own, best=best)
    return page(
        title,
        sentences([*remarks, under]),
        curves(_lines(curve), tr("Area searched, % of the study area"), tr("Later incidents found, %")),
        heading(tr("By share of the area")),
        _by_share(curve),
    )


def _lines(curve: SearchCurve) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    share = np.arange(0, 201) / 200
    area, percent = share * curve.study_area, share * 100
    return {
        tr("This map"): (percent, np.interp(area, curve.area, curve.found) / curve.incidents * 100),
        tr("Best map possible"): (percent, np.interp(area, curve.best_area, curve.best_found) / curve.incidents * 100),
        tr("Chance"): (percent, percent),
    }


def _by_share(curve: SearchCurve) -> str:
    from ....safestats_core.hotspots.accuracy import accuracy_at

    at = accuracy_at(curve, np.array(_PRINTED_SHARES) / 100)
    titles = (
        tr("Area searched (%)"),
        "km²",
        tr("Found"),
        tr("Hit rate (%)"),
        tr("PAI"),
        tr("PEI"),
        tr("SER (per km²)"),
    )
    rows = [
        (
            numeral(100 * share, "g"),
            _digits(km2),
            numeral(found, ",.0f"),
            numeral(100 * rate, ".1f"),
            numeral(pai, ".2f"),
            numeral(pei, ".2f"),
            _digits(ser),
        )
        for share, km2, found, rate, pai, pei, ser in zip(
            at.area_share, at.area, at.found, at.hit_rate, at.pai, at.pei, at.ser
        )
    ]
    return table(titles, rows)


def _digits(value: float) -> str:
    """Three digits or more, never as a power of ten."""
    return numeral(value, ",.0f") if value >= 100 else numeral(value, ".3g")
