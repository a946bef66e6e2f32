"""Where to patrol while the risk of a near repeat lasts."""

from __future__ import annotations

from .recipe import Calculated, Input, Recipe, Step, Taken, day, distance, field_of, number, points, words

_NO_SIGN = words(
    "In these data no band of distance and days holds more pairs than chance would bring: there is no sign of near "
    "repeats, and these zones are only where the recent incidents were."
)

_SIGNS = words(
    "Bands of distance and days with more pairs than chance would bring: {test.SIGNIFICANT_BANDS}; the highest ratio "
    "is {test.HIGHEST_RATIO|2}. See the page on near repeats for how far and how long."
)

_PAGE = (
    words("Zones of {@reach} m around the {recent.COUNT|0} incidents of {recent.PERIOD}.\n")
    + f" || if({{test.SIGNIFICANT_BANDS}} = 0, {_NO_SIGN}, {_SIGNS})"
)

NEAR_REPEAT_ZONES = Recipe(
    "nearrepeatzones",
    "Near-repeat patrol zones",
    "Tests whether one crime brings others close by within days (Knox test), links them into chains, and draws zones "
    "around the incidents of the last days, the ones with most incidents first. Use it for one kind of crime, "
    "burglary above all.",
    (
        points("points", "Incidents", "Of one kind, with a date each, over a year or so."),
        field_of("time_field", "Date", "points", "When each happened."),
        distance("reach", "Reach of a zone", 200, "points", "How far the risk spreads. Default: 200."),
        number("days", "Days that the risk lasts", 14, "Incidents of so many last days get a zone.", lowest=1),
        day("last_day", "Last day", "Included. Default: the day of the newest incident.", optional=True),
        number("permutations", "Permutations", 99, "Of the test; 999 for a report.", lowest=1),
    ),
    (
        Step(
            "test",
            "safestats:nearrepeat",
            "Test for near repeats",
            {"INPUT": Input("points"), "TIME_FIELD": Input("time_field"), "PERMUTATIONS": Input("permutations")},
            {
                "OUTPUT": ("events", "Events with their chains"),
                "TABLE": ("bands", "Bands of distance and days"),
                "LINKS": ("links", "Links"),
                "HTML": ("near_repeats", "Near repeats"),
            },
        ),
        Step(
            "recent",
            "safestats:selectbydatetime",
            "Select the last days",
            {
                "INPUT": Taken("test"),
                "TIME_FIELD": Input("time_field"),
                "LAST_DAY": Input("last_day"),
                "RECENT_DAYS": Input("days"),
            },
            {"OUTPUT": ("recent", "Incidents of the last days")},
        ),
        Step(
            "reached",
            "native:buffer",
            "Draw the reach",
            {
                "INPUT": Taken("recent"),
                "DISTANCE": Input("reach"),
                "SEGMENTS": 16,
                "END_CAP_STYLE": 0,
                "JOIN_STYLE": 0,
                "MITER_LIMIT": 2,
                "DISSOLVE": True,
            },
        ),
        Step("parts", "native:multiparttosingleparts", "Part the zones", {"INPUT": Taken("reached")}),
        Step("bare", "native:retainfields", "Drop the fields", {"INPUT": Taken("numbered"), "FIELDS": "zone"}),
        Step(
            "numbered",
            "native:addautoincrementalfield",
            "Number the zones",
            {
                "INPUT": Taken("parts"),
                "FIELD_NAME": "zone",
                "START": 1,
                "SORT_EXPRESSION": "",
                "SORT_ASCENDING": True,
                "SORT_NULLS_FIRST": False,
            },
        ),
        Step(
            "counted",
            "safestats:countareas",
            "Count in the zones",
            {"INPUT": Taken("recent"), "AREAS": Taken("bare")},
        ),
        Step(
            "top",
            "safestats:toprows",
            "Rank the zones",
            {
                "INPUT": Taken("counted"),
                "ORDER_BY": "count",
                "NUMBER": 1000,
                "FIELDS": ("zone", "count"),
                "HEADING": Calculated(words("Near-repeat patrol zones, {recent.PERIOD}")),
                "TEXT": Calculated(_PAGE),
            },
            {"OUTPUT": ("zones", "Patrol zones"), "HTML": ("page", "Patrol zones as a page")},
        ),
    ),
)
