"""Did an intervention work? The change where it was, beside the change where it was not."""

from __future__ import annotations

from .recipe import Calculated, Input, Recipe, Step, Taken, day, field_of, number, points, polygons, words

_FEWER = "Fewer than expected, by more than chance."
_MORE = "More than expected, by more than chance."
_NEITHER = "No evidence of an effect."

_EFFECT = words(
    "Against the control areas the treated ones went to {round(100 * exp(@effect))} % of what was expected, 95 % "
    "interval {round(100 * exp(@effect - @error))} to {round(100 * exp(@effect + @error))} %. "
    f"{{if(@effect + @error < 0, '{_FEWER}', if(@effect - @error > 0, '{_MORE}', '{_NEITHER}'))}}"
)

_COUNTS = words(
    "Treated: {treated.COUNT_1|0} incidents before, {treated.COUNT_2|0} after; rate ratio "
    "{coalesce(round(@treated_ratio, 3), 'unknown')}.\n"
    "Control: {control.COUNT_1|0} before, {control.COUNT_2|0} after; rate ratio "
    "{coalesce(round(@control_ratio, 3), 'unknown')}.\n"
)


def _with(values: dict[str, str], expression: str) -> str:
    """The expression with names for values that it needs more than once."""
    for name, value in reversed(values.items()):
        expression = f"with_variable('{name}', {value}, {expression})"
    return expression


_FOUR = {
    "t1": "{treated.COUNT_1}",
    "t2": "{treated.COUNT_2}",
    "c1": "{control.COUNT_1}",
    "c2": "{control.COUNT_2}",
    "treated_ratio": "{treated.OVERALL_RATIO}",
    "control_ratio": "{control.OVERALL_RATIO}",
}

_LOGARITHM = {
    "effect": "ln((@t2 / @c2) / (@t1 / @c1))",
    "error": "1.96 * sqrt(1 / @t1 + 1 / @t2 + 1 / @c1 + 1 / @c2)",
}

_NO_EFFECT = "'One of the four counts is 0, so no effect can be stated.'"

_PAGE = _with(_FOUR, f"{_COUNTS} || if(@t1 * @t2 * @c1 * @c2 = 0, {_NO_EFFECT}, {_with(_LOGARITHM, _EFFECT)})")


def _change(identifier: str, says: str, areas: str, title: str) -> Step:
    return Step(
        identifier,
        "safestats:comparehotspots",
        says,
        {
            "INPUT": Input("points"),
            "TIME_FIELD": Input("time_field"),
            "SPLIT": Input("first_day"),
            "AREAS": Input(areas),
            "DAYS_1": Input("days_before"),
            "DAYS_2": Input("days_after"),
        },
        {"OUTPUT": (areas, title)},
    )


def _named(identifier: str, says: str, change: str, group: str) -> Step:
    return Step(
        identifier,
        "native:fieldcalculator",
        says,
        {
            "INPUT": Taken(change),
            "FIELD_NAME": "group",
            "FIELD_TYPE": 2,
            "FIELD_LENGTH": 0,
            "FIELD_PRECISION": 0,
            "FORMULA": f"'{group}'",
        },
    )


BEFORE_AND_AFTER = Recipe(
    "beforeandafter",
    "Before and after an intervention",
    "Counts incidents before and after the first day of an intervention in treated and in control areas, tests the "
    "change of each area (exact test, false discovery rate controlled), and states the effect: the change of the "
    "treated areas against that of the control areas, with its 95 % interval.",
    (
        points("points", "Incidents", "Of the time before and after, with a date each."),
        field_of("time_field", "Date and time", "points", "When each incident happened."),
        day("first_day", "First day of the intervention", "What happened on this day or later counts as after."),
        polygons("treated_areas", "Treated areas", "Where the intervention was."),
        polygons("control_areas", "Control areas", "Alike in all else, and not so near that crime could move there."),
        field_of(
            "area_name", "Name of the areas", "treated_areas", "The field that the page shows; both layers need it."
        ),
        number("days_before", "Days before (0 = from the data)", 0, "Length of the time before, in days."),
        number("days_after", "Days after (0 = from the data)", 0, "Length of the time after, in days."),
    ),
    (
        _change("treated", "Test treated areas", "treated_areas", "Change in treated areas"),
        _change("control", "Test control areas", "control_areas", "Change in control areas"),
        _named("treated_named", "Name the treated", "treated", "treated"),
        _named("control_named", "Name the controls", "control", "control"),
        Step(
            "together",
            "native:mergevectorlayers",
            "Put both together",
            {"LAYERS": (Taken("treated_named"), Taken("control_named"))},
        ),
        Step(
            "bare",
            "native:deletecolumn",
            "Drop where they came from",
            {"INPUT": Taken("together"), "COLUMN": ("layer", "path")},
        ),
        Step(
            "top",
            "safestats:toprows",
            "Write the page",
            {
                "INPUT": Taken("bare"),
                "ORDER_BY": "ratio",
                "ORDER": 1,
                "NUMBER": 1000,
                "FIELDS": (
                    "group",
                    Input("area_name"),
                    "count_1",
                    "count_2",
                    "ratio",
                    "ratio_low",
                    "ratio_high",
                    "p_adj",
                    "change",
                ),
                "HEADING": Calculated(words("Before and after {format_date(to_date(@first_day), 'd MMMM yyyy')}")),
                "TEXT": Calculated(_PAGE),
            },
            {"OUTPUT": ("areas", "All areas by their change"), "HTML": ("page", "Evaluation")},
        ),
    ),
)
