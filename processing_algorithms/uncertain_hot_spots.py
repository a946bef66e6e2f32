"""Algorithm `uncertainhotspots`: which hot spots survive the vagueness of the coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsWkbTypes
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .asking.vague_records import VagueAlgorithm
from .base.groups import SEVERAL_AGENCIES
from .base.progress import report_to
from .base.significance import SignificanceChoices
from .base.translation import numeral
from .results.cells import cell_columns, cells_wkb
from .results.result import Result
from .results.uncertainty.surviving import style_surviving, surviving_columns
from .sources.study_area import Rings

if TYPE_CHECKING:
    from ..safestats_core.hotspots.grids.grid import Grid
    from ..safestats_core.hotspots.uncertainty.uncertain_hotspots import UncertainHotspots
    from ..safestats_core.hotspots.uncertainty.vagueness import Vague

_CELLS_PER_BANDWIDTH = 3


class UncertainHotSpots(SignificanceChoices, VagueAlgorithm):
    """Gi* of many maps, each drawn from what the records' places and times can mean."""

    DRAWS = "DRAWS"
    DISTANCE = "DISTANCE"
    BANDWIDTH = "BANDWIDTH"
    COUNT = "COUNT"
    CELLS = "CELLS"
    LEFT_OUT = "LEFT_OUT"
    OUTSIDE = "OUTSIDE"
    EMPTY_DRAWS = "EMPTY_DRAWS"
    HOT_AS_GIVEN = "HOT_AS_GIVEN"
    HOT_CERTAIN = "HOT_CERTAIN"
    HOT_LIKELY = "HOT_LIKELY"
    HOT_POSSIBLE = "HOT_POSSIBLE"
    HOT_LOST = "HOT_LOST"

    group_name = SEVERAL_AGENCIES
    identifier = "uncertainhotspots"
    title = QT_TRANSLATE_NOOP("SafeStats", "Hot spots that survive vague places")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "crime,hotspot,uncertainty,precision,snapped,anonymised,geomasking,monte carlo,gi star,lsoa,police.uk,"
        "multi-agency,safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Does this hot spot survive the vagueness of the coordinates? Every incident is drawn again and again within "
        "what its place can mean: a disc round an anonymous point, a square cell, an area, or the addresses in them; "
        "and within its time, where only a month or an interval is known. Getis-Ord Gi* is worked out for each drawn "
        "map. hot and cold are the shares of maps in which a cell is significant; class says certain (95 % of the maps "
        "or more), likely (80 %), possible (50 %) or none; gi_z is the median score, between gi_z_low and gi_z_high in "
        "nine maps of ten; expected is the mean count; density is the median of the maps' kernel densities per square "
        "kilometre, between dens_low and dens_high in nine maps of ten; as_given is 1 where the map of the coordinates "
        "as they stand shows a hot spot.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "It knows of the vagueness that you state, no other: places that are wrong rather than vague stay wrong. A "
        "radius that is too long washes true hot spots out, one that is too short believes the coordinates. Cells "
        "much smaller than the vagueness show its shape, not that of crime.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Monte-Carlo propagation of error: Heuvelink (1998), Error Propagation in Environmental Modelling with GIS. "
        "Getis & Ord (1992); Ord & Getis (1995). False discovery rate: Benjamini & Hochberg (1995).",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self.add_vagueness()
        self.add_cell_size()
        self.add_boundary()
        self._add_test()
        self.add_sink(self.OUTPUT, self.tr("Hot spots that survive"))
        self.add_numbers(
            {
                self.COUNT: self.tr("Incidents drawn"),
                self.CELLS: self.tr("Cells tested"),
                self.CELL_SIZE: self.tr("Cell size"),
                self.LEFT_OUT: self.tr("Records left out: no place, or outside the study area"),
                self.OUTSIDE: self.tr("Incidents that a draw puts outside the study area, on average"),
                self.EMPTY_DRAWS: self.tr("Drawn maps in which no cell differs from another, mostly empty ones"),
                self.HOT_AS_GIVEN: self.tr("Hot cells of the coordinates as they stand"),
                self.HOT_CERTAIN: self.tr("Certain hot cells"),
                self.HOT_LIKELY: self.tr("Likely hot cells, or better"),
                self.HOT_POSSIBLE: self.tr("Possible hot cells, or better"),
                self.HOT_LOST: self.tr("Hot cells as given that are not even possible"),
            }
        )

    def _add_test(self) -> None:
        self.add_whole_number(
            self.DRAWS,
            self.tr("Draws"),
            200,
            2,
            self.tr("How many maps are drawn; of 200 a share of 80 % is known to within 6 points. Default: 200."),
        )
        self.add_whole_number(
            self.SEED, self.tr("Seed"), 0, 0, self.tr("The same number gives the same result. Default: 0.")
        )
        self.add_confidence(self.tr("Of each drawn map, after the false discovery rate. Default: 95 %."))
        self.add_chance(self.tr("Where the p of Gi* comes from, as in 'Hot and cold spots'. Default: counts."))
        self.add_reach(self.DISTANCE, self.tr("0 takes cells that share an edge or a corner. Default: 0."))
        self.add_distance(
            self.BANDWIDTH,
            self.tr("Bandwidth of the density (0 = automatic)"),
            self.tr("How far an incident spreads in the density (quartic kernel); a cell or more."),
            self.tr("0 takes three cells. Default: 0."),
        )
        self.add_fdr()

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Read, draw, test, and write the cells."""
        from ..safestats_core.hotspots.uncertainty.uncertain_hotspots import uncertain_hotspots

        records = self.read_records(parameters, context, feedback)
        boundary = self.read_boundary(parameters, context)
        vague, about = self.read_vague(parameters, context, feedback, records, boundary)
        grid, mask = self._cells(parameters, context, vague, boundary)
        found = uncertain_hotspots(
            vague,
            grid,
            None if boundary is None else mask,
            share=self.read_shares(parameters, context, records, vague),
            draws=self.parameterAsInt(parameters, self.DRAWS, context),
            seed=self.parameterAsInt(parameters, self.SEED, context),
            neighbourhood=self.parameterAsDouble(parameters, self.DISTANCE, context) or "queen",
            confidence=self.confidence(parameters, context),
            chance=self.chance(parameters, context),
            fdr=self.parameterAsBool(parameters, self.FDR, context),
            bandwidth=self._bandwidth(parameters, context, grid),
            progress=report_to(feedback),
        )
        cells, crs = np.flatnonzero(mask), self.crs(parameters, context)
        rows = cell_columns(grid, cells, surviving_columns(found, mask))
        polygons, kind = cells_wkb(grid, cells), QgsWkbTypes.Type.Polygon
        output = self.write_layer(parameters, self.OUTPUT, context, feedback, rows, polygons, kind, crs)
        numbers = self._numbers(vague, grid, mask, found)
        remarks = (*records.remarks, *about, *self._said(parameters, context, numbers, found))
        return Result({self.OUTPUT: output, **numbers}, {self.OUTPUT: style_surviving}, remarks)

    def _bandwidth(self, parameters: dict, context: QgsProcessingContext, grid: Grid) -> float:
        return self.parameterAsDouble(parameters, self.BANDWIDTH, context) or _CELLS_PER_BANDWIDTH * grid.cell_size

    def _cells(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        vague: Vague,
        boundary: Optional[list[Rings]],
    ) -> tuple[Grid, np.ndarray]:
        """The grid, and which of its cells belong to the study area."""
        from ..safestats_core.hotspots.grids.boundary import boundary_bounds, mask_cells
        from ..safestats_core.hotspots.grids.grid import automatic_cell_size, covering_grid
        from ..safestats_core.hotspots.uncertainty.vagueness import bounds_of

        bounds = bounds_of(vague) if boundary is None else boundary_bounds(boundary)
        size = self.parameterAsDouble(parameters, self.CELL_SIZE, context) or automatic_cell_size(bounds)
        grid = covering_grid(bounds, size)
        if boundary is None:
            return grid, np.ones((grid.rows, grid.columns), bool)
        return grid, mask_cells(grid, boundary, touching=True)

    def _numbers(self, vague: Vague, grid: Grid, mask: np.ndarray, found: UncertainHotspots) -> dict:
        return {
            self.COUNT: vague.x.size,
            self.CELLS: int(np.count_nonzero(mask)),
            self.CELL_SIZE: grid.cell_size,
            self.LEFT_OUT: vague.nowhere + vague.outside,
            self.OUTSIDE: found.outside,
            self.EMPTY_DRAWS: found.featureless,
            self.HOT_AS_GIVEN: int(np.count_nonzero(found.as_given > 0)),
            self.HOT_CERTAIN: int(np.count_nonzero(found.classes >= 3)),
            self.HOT_LIKELY: int(np.count_nonzero(found.classes >= 2)),
            self.HOT_POSSIBLE: int(np.count_nonzero(found.classes >= 1)),
            self.HOT_LOST: int(np.count_nonzero((found.as_given > 0) & (found.classes <= 0))),
        }

    def _said(
        self, parameters: dict, context: QgsProcessingContext, numbers: dict, found: UncertainHotspots
    ) -> list[str]:
        drawn = self.tr(
            "{draws} maps of {count} incidents were drawn on {cells} cells of {size}; their density has a bandwidth of "
            "{bandwidth}."
        )
        said = [
            drawn.format(
                draws=numeral(found.draws),
                count=numeral(numbers[self.COUNT]),
                cells=numeral(numbers[self.CELLS]),
                size=self.in_units(parameters, context, numbers[self.CELL_SIZE]),
                bandwidth=self.in_units(parameters, context, found.bandwidth),
            )
        ]
        if any(self.period(parameters, context)):
            inside = self.tr("{number} of the incidents fall into the period on average.")
            said.append(inside.format(number=numeral(found.in_period, ",.1f")))
        if found.featureless:
            empty = self.tr(
                "In {number} of the {draws} maps no cell differs from another, mostly because there is no incident in "
                "them: they count as maps without a hot spot, and the scores are those of the others."
            )
            said.append(empty.format(number=numeral(found.featureless), draws=numeral(found.draws)))
        if found.outside:
            beyond = self.tr(
                "A draw puts {number} incidents outside the study area on average; they do not count in it."
            )
            said.append(beyond.format(number=numeral(found.outside, ",.1f")))
        return [*said, *self._hot(numbers)]

    def _hot(self, numbers: dict) -> list[str]:
        given = self.tr("On the map of the coordinates as they stand {number} cells are hot.").format(
            number=numeral(numbers[self.HOT_AS_GIVEN])
        )
        if not numbers[self.HOT_POSSIBLE]:
            return [given, self.tr("No cell is hot in half of the drawn maps or more: no hot spot survives.")]
        drawn = self.tr(
            "{certain} cells are hot in 95 % of the drawn maps or more (certain), {likely} in 80 % or more, {possible} "
            "in half or more. Hot as they stand, but in fewer than half of the drawn maps: {lost} cells."
        )
        return [
            given,
            drawn.format(
                certain=numeral(numbers[self.HOT_CERTAIN]),
                likely=numeral(numbers[self.HOT_LIKELY]),
                possible=numeral(numbers[self.HOT_POSSIBLE]),
                lost=numeral(numbers[self.HOT_LOST]),
            ),
        ]
