"""How incidents with vague places and times are read, ready to be drawn again within what these can mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..base.progress import report_to
from ..base.translation import in_sentences, numeral, tr
from ..results.features import Columns
from ..sources.areas import Areas, read_areas
from ..sources.columns import read_columns
from ..sources.study_area import Rings
from .uncertain_hot_spots import VagueParameters

if TYPE_CHECKING:
    from ...safestats_core.hotspots.uncertainty.vagueness import Vague

_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class VagueRecords:
    """What was read: places (NaN where a record has an area alone), precisions, codes of areas, times, sentences."""

    x: np.ndarray
    y: np.ndarray
    precision: np.ndarray
    code: Optional[np.ndarray]
    start: Optional[np.ndarray]
    end: Optional[np.ndarray]
    remarks: list[str]


class VagueAlgorithm(VagueParameters):
    """Base of the algorithms whose incidents are drawn again within what their places and times can mean."""

    def read_records(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> VagueRecords:
        """The records of INPUT, those included that have the code of an area but no point."""
        points = self.read_points(parameters, context, feedback)
        names = {
            name: self.field(parameters, context, name)
            for name in (self.PRECISION_FIELD, self.AREA_FIELD, self.START, self.END)
        }
        said = self.left_out(points)
        columns = points.columns
        placeless = np.zeros(0, int)
        if names[self.AREA_FIELD] and points.without_geometry:
            kinds = self._fields(parameters, context, self.column_parameters[self.INPUT])
            whole = read_columns(self.source(parameters, context), kinds, report_to(feedback))
            placeless = self._without_point(whole, points.feature, names)
            columns = {name: np.concatenate([values, whole[name][placeless]]) for name, values in columns.items()}
            of_these = self.tr("Of these, {number} count in the area of their code.")
            said.append(of_these.format(number=numeral(placeless.size)))
        nowhere = np.full(placeless.size, np.nan)
        precision = columns.get(names[self.PRECISION_FIELD], np.full(points.x.size + placeless.size, None, object))
        precision[points.x.size :] = "area"
        return VagueRecords(
            np.concatenate([points.x, nowhere]),
            np.concatenate([points.y, nowhere]),
            precision,
            *(columns.get(names[name]) for name in (self.AREA_FIELD, self.START, self.END)),
            said,
        )

    def _without_point(self, whole: Columns, with_point: np.ndarray, names: dict[str, str]) -> np.ndarray:
        """Numbers of the features that have a code of an area, and a start where it is needed, but no point."""
        usable = np.array([code is not None for code in whole[names[self.AREA_FIELD]]], dtype=bool)
        usable[with_point] = False
        if names[self.START]:
            usable &= ~np.isnat(whole[names[self.START]])
        return np.flatnonzero(usable)

    def read_vague(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        records: VagueRecords,
        boundary: Optional[list[Rings]],
    ) -> tuple[Vague, list[str]]:
        """The records ready to be drawn, with sentences on what was left out."""
        from ...safestats_core.hotspots.uncertainty.vagueness import AREA, kinds_of, vague_places

        kind, reach = kinds_of(
            records.precision.tolist(),
            self.choice(parameters, self.PRECISION, context, self.PRECISIONS),
            self.parameterAsDouble(parameters, self.RADIUS, context),
            self.parameterAsDouble(parameters, self.SIDE, context),
        )
        areas, number = None, None
        if self.is_given(parameters, self.AREAS):
            areas = self._read_areas(parameters, context, feedback)
            number = self._area_of(parameters, context, feedback, records, areas, kind == AREA)
        addresses, about_addresses = self._read_addresses(parameters, context, feedback)
        vague = vague_places(
            records.x,
            records.y,
            kind,
            reach,
            area=number,
            areas=areas.boundaries if areas else (),
            addresses=addresses,
            boundary=boundary,
            progress=report_to(feedback),
        )
        return vague, [*about_addresses, *_left_out(vague)]

    def _read_addresses(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> tuple[Optional[tuple[np.ndarray, np.ndarray, np.ndarray]], list[str]]:
        """x, y and weight of the addresses, and sentences on what was left out; None where none were given."""
        if not self.is_given(parameters, self.ADDRESSES):
            return None, []
        read = self.read_points(parameters, context, feedback, self.ADDRESSES)
        weights = np.ones(read.x.size) if read.weights is None else read.weights
        return (read.x, read.y, weights), [self.tr("Addresses:"), *self.left_out(read)]

    def _read_areas(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Areas:
        code = self.field(parameters, context, self.AREA_CODE)
        source, crs = self.source(parameters, context, self.AREAS), self.crs(parameters, context)
        return read_areas(source, crs, context, report_to(feedback), {code: "text"} if code else {})

    def _area_of(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        records: VagueRecords,
        areas: Areas,
        wanted: np.ndarray,
    ) -> np.ndarray:
        """The number of the area of each record that is known to one: by its code, else by its place; -1 if unknown."""
        from ...safestats_core.hotspots.grids.areas import area_index

        number = np.full(wanted.size, -1)
        which = np.flatnonzero(wanted)
        if records.code is not None:
            codes = areas.columns[self.field(parameters, context, self.AREA_CODE)].tolist()
            place = {code: at for at, code in reversed(list(enumerate(codes))) if code is not None}
            number[which] = [place.get(code, -1) for code in records.code[which].tolist()]
        elif which.size:
            number[which] = area_index(areas.boundaries, records.x[which], records.y[which], report_to(feedback))
        return number

    def read_shares(
        self, parameters: dict, context: QgsProcessingContext, records: VagueRecords, vague: Vague
    ) -> Optional[np.ndarray]:
        """How likely each incident lies in the period; None where none was asked for."""
        from ...safestats_core.hotspots.uncertainty.vague_times import interval_meant, share_in_period

        first, last = self.period(parameters, context)
        if not (first or last):
            return None
        end = None if records.end is None else records.end[vague.kept]
        span = self.choice(parameters, self.SPAN, context, self.SPANS)
        begin, stop = interval_meant(records.start[vague.kept], end, "" if span == "moment" else span)
        since = np.datetime64(first or "0001-01-01", "s")
        until = np.datetime64(last or "9998-12-31", "D") + _DAY
        return share_in_period(begin, stop, since, until.astype("datetime64[s]"))


def _left_out(vague: Vague) -> list[str]:
    return in_sentences(
        [
            (vague.nowhere, tr("{number} records with no place, or an unknown area, were left out.")),
            (vague.outside, tr("{number} exact points outside the study area were left out.")),
            (vague.without_address, tr("{number} places or areas hold no address: drawn evenly there.")),
        ]
    )
