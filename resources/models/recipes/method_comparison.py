"""Which method foresees the next weeks best here? Four maps of the same past, judged by the same later incidents."""

from __future__ import annotations

from .recipe import Calculated, Input, Recipe, Step, Taken, day, distance, field_of, number, points, polygons, words

_MAPS = (
    # step, algorithm, words, method, score of polygons or None for a raster, more parameters
    ("counts", "safestats:countgrid", "Count in cells", "Counts in cells", "count", {}),
    ("density", "safestats:kerneldensity", "Smooth", "Kernel density", None, {"BANDWIDTH": Input("bandwidth")}),
    ("gistar", "safestats:getisord", "Find hot spots", "Hot spots (Gi*)", "gi_z", {}),
    (
        "prospective",
        "safestats:prospective",
        "Look ahead",
        "Prospective",
        None,
        {
            "TIME_FIELD": Input("time_field"),
            "AS_OF": Calculated("format_date(to_date(@first_day), 'yyyy-MM-dd 00:00:00')"),
        },
    ),
)

_INDICES = ("hit_rate", "pai", "pei", "ser", "rri", "found", "area_km2")

_PAGE = words(
    "Maps made from {train.COUNT|0} incidents before {format_date(to_date(@first_day), 'd MMMM yyyy')}, judged by "
    "{later.COUNT|0} incidents from {later.PERIOD}.\n"
    "hit_rate: part of the later incidents found in {@area_share} % of the area. pai: how many times denser than the "
    "whole study area; 1 is chance. pei: part of the most that as much area could have held. ser: incidents per square "
    "kilometre. rri: the later against the earlier share. All maps have the same cells and study area."
)


def _choose(identifier: str, says: str, days: dict) -> Step:
    return Step(
        identifier,
        "safestats:selectbydatetime",
        says,
        {"INPUT": Input("points"), "TIME_FIELD": Input("time_field"), **days},
    )


def _map(identifier: str, algorithm: str, says: str, method: str, more: dict) -> Step:
    shared = {"INPUT": Taken("train"), "CELL_SIZE": Input("cell_size"), "BOUNDARY": Input("study_area")}
    return Step(identifier, algorithm, says, {**shared, **more}, {"OUTPUT": (f"{identifier}_map", method)})


def _judged(identifier: str, method: str, score: object) -> tuple[Step, Step]:
    """The accuracy of a map, and its table with the name of the method."""
    judged = f"{identifier}_accuracy"
    map_of = {"AREAS": Taken(identifier), "SCORE": score} if score else {"RASTER": Taken(identifier), "BAND": 1}
    return (
        Step(
            judged,
            "safestats:accuracy",
            f"Judge {identifier}",
            {
                "INPUT": Taken("later"),
                "EARLIER": Taken("train"),
                "BOUNDARY": Input("study_area"),
                "AREA_SHARE": Input("area_share"),
                **map_of,
            },
        ),
        Step(
            f"{identifier}_named",
            "native:fieldcalculator",
            f"Name {identifier}",
            {
                "INPUT": Taken(judged),
                "FIELD_NAME": "method",
                "FIELD_TYPE": 2,
                "FIELD_LENGTH": 0,
                "FIELD_PRECISION": 0,
                "FORMULA": f"'{method}'",
            },
        ),
    )


METHOD_COMPARISON = Recipe(
    "methodcomparison",
    "Method comparison by PAI",
    "Splits the incidents at a day, maps what came before by four methods (counts in cells, kernel density, Gi* and "
    "prospective hot spots) on the same cells, and judges each map by what came after: hit rate, PAI, PEI, SER and "
    "RRI over the share of the area that is searched.",
    (
        points("points", "Incidents", "Of the time before and after the split, with a date each."),
        field_of("time_field", "Date and time", "points", "When each incident happened."),
        day("first_day", "First day to predict", "Maps see only what happened before it."),
        day("last_day", "Last day to predict", "Included. Default: the day of the newest incident.", optional=True),
        polygons("study_area", "Study area", "The same for all methods."),
        distance("cell_size", "Cell size", 250, "points", "The same for all methods. Default: 250."),
        distance("bandwidth", "Bandwidth", 500, "points", "Of the kernel density. Default: 500."),
        number(
            "area_share", "Share of the area searched (%)", 5, "For the comparison. Default: 5.", 0.0001, whole=False
        ),
    ),
    (
        _choose(
            "train",
            "Take what came before",
            {"LAST_DAY": Calculated("format_date(to_date(@first_day) - to_interval('1 day'), 'yyyy-MM-dd')")},
        ),
        _choose("later", "Take what came after", {"FIRST_DAY": Input("first_day"), "LAST_DAY": Input("last_day")}),
        *(_map(name, algorithm, says, method, more) for name, algorithm, says, method, _, more in _MAPS),
        *(step for name, _, _, method, score, _ in _MAPS for step in _judged(name, method, score)),
        Step(
            "together",
            "native:mergevectorlayers",
            "Put all together",
            {"LAYERS": tuple(Taken(f"{name}_named") for name, *_ in _MAPS)},
        ),
        Step(
            # Apart from what the next step takes: saved as CSV, a table forgets that its columns are numbers.
            "all",
            "native:retainfields",
            "Give all shares",
            {"INPUT": Taken("together"), "FIELDS": ("method", "area_share", *_INDICES)},
            {"OUTPUT": ("all_shares", "Accuracy of all methods by area")},
        ),
        Step(
            "at_share",
            "native:extractbyexpression",
            "Take the chosen share",
            {
                "INPUT": Taken("together"),
                "EXPRESSION": Calculated("'abs(\"area_share\" - ' || @area_share || ' / 100) < 1e-9'"),
            },
        ),
        Step(
            "bare",
            "native:retainfields",
            "Drop the rest",
            {"INPUT": Taken("at_share"), "FIELDS": ("method", "area_share", *_INDICES)},
        ),
        Step(
            "top",
            "safestats:toprows",
            "Rank the methods",
            {
                "INPUT": Taken("bare"),
                "ORDER_BY": "pai",
                "FIELDS": ("method", *_INDICES),
                "HEADING": Calculated(words("Method comparison, {later.PERIOD}")),
                "TEXT": Calculated(_PAGE),
            },
            {"OUTPUT": ("methods", "Methods by PAI"), "HTML": ("page", "Method comparison")},
        ),
    ),
)
