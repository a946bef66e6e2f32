"""A briefing for one shift: where it is hot, which areas lead, and what changed against the weeks before."""

from __future__ import annotations

from .recipe import (
    Calculated,
    Input,
    Recipe,
    Step,
    Taken,
    day,
    distance,
    field_of,
    number,
    points,
    polygons,
    text,
    words,
)

_PURPOSE = (
    "Takes the incidents of the last weeks in one shift, finds hot and cold spots among them (Gi*, with the false "
    "discovery rate controlled), counts them in areas beside as many days before with a test of the change, and "
    "writes the top ten areas as a page."
)

_WHERE = (
    polygons("areas", "Areas", "For the top ten, for example wards."),
    field_of("area_name", "Name of the areas", "areas", "The field that the page shows."),
    polygons("study_area", "Study area", "For the hot spots. Default: the extent of the points.", optional=True),
)

_WHEN = (
    day("last_day", "Last day", "Included. Default: the day of the newest incident.", optional=True),
    number("days", "Number of days", 28, "Up to the last day; as many before it are the comparison.", lowest=1),
    text("hours", "Hours of the shift", "As 22-06, or 07-09, 16-19. Default: all day."),
)

_PAGE = words(
    "{select.COUNT|0} incidents from {select.PERIOD}{if(coalesce(@hours, '') = '', '', ', hours ' || @hours)}; "
    "{select.COMPARISON_COUNT|0} from {select.COMPARISON_PERIOD}.\n"
    "{hotspots.HOT_CELLS_95|0} of {hotspots.CELLS|0} cells of {hotspots.CELL_SIZE} m are hot with 95 % confidence or "
    "more.\n"
    "count_2: this period. count_1: the days before. ratio: of the two rates. p_adj: probability of such a change by "
    "chance, after the false discovery rate. change: what is safe to say."
)


def _steps(incidents: object, time_field: object, end_field: object) -> tuple[Step, ...]:
    return (
        Step(
            "select",
            "safestats:selectbydatetime",
            "Select days and hours",
            {
                "INPUT": incidents,
                "TIME_FIELD": time_field,
                "END_FIELD": end_field,
                "LAST_DAY": Input("last_day"),
                "RECENT_DAYS": Input("days"),
                "HOURS": Input("hours"),
            },
            {"OUTPUT": ("incidents", "Incidents of the briefing")},
        ),
        Step(
            "hotspots",
            "safestats:getisord",
            "Find hot and cold spots",
            {
                "INPUT": Taken("select"),
                "CELL_SIZE": Input("cell_size"),
                "BOUNDARY": Input("study_area"),
                "CHANCE": 1,  # of counts: a week of one shift leaves few incidents in a cell
            },
            {"OUTPUT": ("hotspots", "Hot and cold spots")},
        ),
        Step(
            "change",
            "safestats:comparehotspots",
            "Count in areas and test the change",
            {
                "INPUT": Taken("select", "COMPARISON"),
                "INPUT_2": Taken("select"),
                "AREAS": Input("areas"),
                "DAYS_1": Input("days"),
                "DAYS_2": Input("days"),
            },
            {"OUTPUT": ("areas_counted", "Areas with counts and change")},
        ),
        Step(
            "top",
            "safestats:toprows",
            "Write the top ten",
            {
                "INPUT": Taken("change"),
                "ORDER_BY": "count_2",
                "NUMBER": 10,
                "FIELDS": (Input("area_name"), "count_2", "count_1", "ratio", "p_adj", "change"),
                "HEADING": Calculated(words("Hotspot briefing, {select.PERIOD}")),
                "TEXT": Calculated(_PAGE),
            },
            {"OUTPUT": ("top_areas", "Top ten areas"), "HTML": ("page", "Briefing")},
        ),
    )


WEEKLY_BRIEFING = Recipe(
    "weeklybriefing",
    "Weekly hotspot briefing",
    f"{_PURPOSE} To load from a portal first, use 'Weekly hotspot briefing from a portal'.",
    (
        points("points", "Incidents", "With a date and time each, over at least twice the days of the briefing."),
        field_of("time_field", "Date and time", "points", "When each incident happened, or its earliest moment."),
        field_of("end_field", "Latest date and time", "points", "Where only a span is known.", optional=True),
        *_WHERE,
        *_WHEN,
        distance("cell_size", "Cell size (0 = automatic)", 0, "points", "Of the hot spots. Default: automatic."),
    ),
    _steps(Input("points"), Input("time_field"), Input("end_field")),
)

PORTAL_BRIEFING = Recipe(
    "portalbriefing",
    "Weekly hotspot briefing from a portal",
    f"Loads the incidents of a dataset from the portal, at the level of records. {_PURPOSE} Sign in first, in the "
    "SafeStats panel or with 'safestats login'.",
    (
        text("portal", "Portal", "Its address. Default: the one you signed in to."),
        text("dataset", "Dataset", "Its name, for example police-recorded.", optional=False),
        text("categories", "Categories", "With commas, for example burglary, robbery. Default: all."),
        text("area_codes", "Area codes", "Codes of boroughs or wards, with commas. Default: all."),
        text("from_month", "First month", "YYYY-MM; early enough for the days before the briefing. Default: all."),
        *_WHERE,
        *_WHEN,
        number("cell_size", "Cell size (0 = automatic)", 0, "Of the hot spots, in metres.", whole=False),
    ),
    (
        Step(
            "load",
            "safestats:loadincidents",
            "Load from the portal",
            {
                "PORTAL": Input("portal"),
                "DATASET": Input("dataset"),
                "LEVEL": "record",
                "CATEGORIES": Input("categories"),
                "AREA_CODES": Input("area_codes"),
                "FROM_MONTH": Input("from_month"),
            },
        ),
        *_steps(Taken("load"), "start", "end"),
    ),
)
