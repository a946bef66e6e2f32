"""What the police and the health service know together: four maps, and a page for whoever has to decide."""

from __future__ import annotations

from .recipe import (
    Calculated,
    Input,
    Recipe,
    Step,
    Taken,
    distance,
    field_of,
    points,
    polygons,
    text,
    words,
)
from .rounded_picture_page import PAGE

_HEADING = "The rounded picture of violence"
_TABLE = (Input("area_name"), "treated", "reported", "times", "class")
_MAPS = {
    "match": "Every event once, by who knows it (first agency: {@first_name}, second: {@second_name})",
    "shared": "Where agencies see the same hot spots, and where only one does",
    "gap": "Where violence is treated but not reported",
    "hotspots": "Where it is hot when all is put together",
}
"""Step -> the title of its map on paper, in the order of the words."""

_NAMES = "@first_name || ', ' || @second_name" + "".join(
    f" || if(@{name}_minx is null, '', ', ' || @{name}_name)" for name in ("third", "fourth")
)


def _agency(name: str, title: str, called: str, vague: str) -> tuple:
    """The inputs of one of the two agencies whose records are matched."""
    return (
        points(name, title, "Violent incidents only, one point each, in a projected CRS."),
        text(f"{name}_name", f"{title}: name", f"In the plural, as the page says it. Default: {called}.", called),
        field_of(f"{name}_start", f"{title}: start", name, "When it happened, or its earliest moment."),
        field_of(f"{name}_end", f"{title}: end", name, "Its latest moment. Default: the start.", optional=True),
        field_of(f"{name}_id", f"{title}: reference", name, "Default: the number of the row.", optional=True),
        field_of(
            f"{name}_precision",
            f"{title}: precision",
            name,
            f"Metres, or the words exact, snapped and cell. {vague}",
            optional=True,
        ),
    )


def _another(name: str, title: str) -> tuple:
    """The inputs of an agency that is seen on the map of shared hot spots only."""
    called = title.lower()
    return (
        points(name, title, "Enters the map of shared hot spots only.", optional=True),
        text(f"{name}_name", f"{title}: name", f"Default: {called}.", called),
    )


def _matched() -> dict[str, object]:
    columns = (("START", "start"), ("END", "end"), ("ID_FIELD", "id"), ("PRECISION_FIELD", "precision"))
    return {
        "INPUT": Input("first"),
        "INPUT_2": Input("second"),
        **{name: Input(f"first_{field}") for name, field in columns},
        **{f"{name}_2": Input(f"second_{field}") for name, field in columns},
    }


ROUNDED_PICTURE = Recipe(
    "roundedpicture",
    "Rounded picture of violence",
    "What do the police and the health service know together? Matches the violence that both have recorded, so that "
    "every event counts once; shows where agencies see the same hot spots and where only one does; tests in which "
    "areas violence is treated but not reported; and finds the hot spots of everything together. Four maps, and a page "
    "that says in plain sentences what each number means and what it does not.",
    (
        *_agency("first", "Police", "police", "Default: 50 m for all."),
        *_agency("second", "Ambulance or hospitals", "health services", "Default: 50 m for all."),
        polygons("areas", "Areas", "Wards or the like; together they are the study area."),
        field_of("area_name", "Name of the areas", "areas", "The field that the page shows."),
        distance("cell_size", "Cell size", 250, "first", "Of the hot spots. Default: 250."),
        *_another("third", "Third agency"),
        *_another("fourth", "Fourth agency"),
    ),
    (
        Step(
            "match",
            "safestats:matchincidents",
            "Match the records",
            _matched(),
            {"OUTPUT": ("events", "Every event once, by who knows it")},
        ),
        Step(
            "shared",
            "safestats:agencyconcordance",
            "Find who sees what",
            {
                "INPUT": Input("first"),
                "INPUT_2": Input("second"),
                "INPUT_3": Input("third"),
                "INPUT_4": Input("fourth"),
                "NAMES": Calculated(_NAMES),
                "CELL_SIZE": Input("cell_size"),
                "BOUNDARY": Input("areas"),
            },
            {"OUTPUT": ("shared", "Hot spots that agencies share")},
        ),
        Step(
            "gap",
            "safestats:reportinggap",
            "Find what is treated but not reported",
            {"INPUT": Input("second"), "INPUT_2": Input("first"), "AREAS": Input("areas")},
            {"OUTPUT": ("gap", "Treated but not reported")},
        ),
        Step(
            "hotspots",
            "safestats:getisord",
            "Find hot spots of all events",
            {
                "INPUT": Taken("match"),
                "CELL_SIZE": Input("cell_size"),
                "BOUNDARY": Input("areas"),
                "CHANCE": 1,  # of counts, as in the map of shared hot spots
            },
            {"OUTPUT": ("hotspots", "Hot spots of all events, each once")},
        ),
        Step(
            "top",
            "safestats:toprows",
            "Write the page",
            {
                "INPUT": Taken("gap"),
                "ORDER_BY": "times",
                "NUMBER": 10,
                "FIELDS": _TABLE,
                "HEADING": _HEADING,
                "TEXT": PAGE,
                "TEXT_LAYER": Taken("shared"),
            },
            {"HTML": ("page", "Briefing")},
        ),
        Step(
            "print",
            "safestats:printbriefing",
            "Print it",
            {
                "LAYERS": tuple(Taken(step) for step in _MAPS),
                "TITLES": Calculated(words("\n".join(_MAPS.values()))),
                "HEADING": _HEADING,
                "SUBTITLE": Calculated(words("{match.PERIOD_1}. What the {@first_name} and the {@second_name} know.")),
                "TEXT": PAGE,
                "AREAS": Input("areas"),
                "AREA_NAME": Input("area_name"),
                "ATLAS": False,
                "TABLE": Taken("top"),
                "TABLE_FIELDS": _TABLE,
            },
            {"PDF": ("pdf", "Printed briefing")},
        ),
    ),
)
