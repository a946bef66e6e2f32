"""Three views of the same incidents at one scale."""

from __future__ import annotations

from .recipe import Calculated, Input, Recipe, Step, Taken, distance, points, polygons

HOTSPOT_BRIEFING = Recipe(
    "hotspotbriefing",
    "Hotspot briefing",
    "Three views of the same incidents on the same cells: counts, kernel density, and hot and cold spots with their "
    "significance (Getis-Ord Gi*). The cells of the counts set the scale of the other two: Gi* uses the same cells, "
    "the bandwidth of the density is twice a cell.",
    (
        points("points", "Points", "Incidents, one point each, in a projected CRS."),
        polygons(
            "study_area",
            "Study area",
            "Polygons within which incidents could have happened. Without them, the extent of the points.",
            optional=True,
        ),
        distance(
            "cell_size",
            "Cell size (0 = automatic)",
            0,
            "points",
            "Side of a cell in the units of the CRS, metres for most. 0 takes a fiftieth of the short side of the "
            "study area.",
        ),
    ),
    (
        Step(
            "count",
            "safestats:countgrid",
            "Count",
            {"INPUT": Input("points"), "BOUNDARY": Input("study_area"), "CELL_SIZE": Input("cell_size")},
            {"OUTPUT": ("counts", "Counts")},
        ),
        Step(
            "density",
            "safestats:kerneldensity",
            "Smooth",
            {
                "INPUT": Input("points"),
                "BOUNDARY": Input("study_area"),
                "BANDWIDTH": Calculated("2 * {count.CELL_SIZE}"),
            },
            {"OUTPUT": ("density", "Density")},
        ),
        Step(
            "hotspots",
            "safestats:getisord",
            "Find hot and cold spots",
            {
                "INPUT": Input("points"),
                "BOUNDARY": Input("study_area"),
                "CELL_SIZE": Taken("count", "CELL_SIZE"),
            },
            {"OUTPUT": ("hotspots", "Hot and cold spots")},
        ),
    ),
)
